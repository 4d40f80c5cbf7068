"""What something refers to is not simply taken away: who refers to it is said, with what can be done about it."""

from collections.abc import Iterator

import pytest
from django.test import Client

from phrom.core.plan.references import reference_problems
from phrom.core.plan.removal import uses_by_others
from phrom.core.plan.tree import plain_at, plain_plan
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.models import PlanVersion
from tests.apps.plans.pages import words_on
from tests.apps.plans.test_edit_pages import SignIn, plan_now, send, tell

# something of every kind that has an id others refer to, and what can stand in its place
REFERRED_TO = {
    "units/unit-finance": "unit-works",
    "people/person-5": "person-6",
    "threats/threat-flood": "threat-fire",
    "processes/process-1": "process-2",
    "suppliers/supplier-1": "supplier-3",
    "continuity_team/teams/team-1": "team-2",
}
SECTIONS = {"continuity_team": "team"}


@pytest.fixture
def client(coordinator: Membership, draft: PlanVersion, client_as: SignIn) -> Iterator[Client]:
    yield client_as(coordinator)
    queries.forget()


def in_use(path: str) -> bool:
    return bool(uses_by_others(plan_now(), path))


def refer_to(client: Client, path: str) -> None:
    """A step that the thing is responsible for, where the sample has nothing that refers to it."""
    if path.startswith("continuity_team/"):
        step = plan_now().response[0].steps[0].id
        where = f"response/day-1/steps/{step}/responsible"
        tell(client, "response/day-1/", {where: [path.rpartition("/")[2]]})
    elif path.startswith("processes/"):
        tell(client, "processes/process-3/", {"processes/process-3/depends_on": ["process-1"]})


@pytest.mark.parametrize(("path", "other"), REFERRED_TO.items())
def test_everything_with_an_id_says_who_refers_to_it_before_it_goes(client: Client, path: str, other: str) -> None:
    if not in_use(path):
        refer_to(client, path)
    version = PlanVersion.objects.get()
    assert in_use(path)
    section = SECTIONS.get(path.partition("/")[0], path.partition("/")[0])
    asked = send(client, f"{section}/", {}, f"remove:{path}", base=version.revision)
    assert asked.status_code == 302
    assert asked.url.startswith("/plan/1/edit/remove/")
    assert plain_at(plain_plan(plan_now()), path), "nothing is gone yet"
    page = words_on(client.get(asked.url))
    assert f"ยังมี {len(uses_by_others(plan_now(), path))} แห่งที่ใช้" in page
    done = client.post(asked.url, {"base": version.revision, "how": "replace", "replacement": other})
    assert done.status_code == 302, words_on(done)
    tree = plain_plan(plan_now())
    assert plain_at(tree, path) is None
    assert [problem.message.th for problem in reference_problems(tree)] == []


def test_what_somebody_changed_meanwhile_is_not_said_to_be_gone(client: Client) -> None:
    address = "/plan/1/edit/remove/?at=people/person-5"
    tell(client, "people/person-5/", {"people/person-5/position": "ผู้อำนวยการกอง"})
    answer = client.post(address, {"base": 0, "how": "out"})
    assert answer.status_code == 422
    assert "มีผู้อื่นแก้รายการนี้ระหว่างที่เปิดหน้านี้ จึงยังไม่ได้ลบ" in words_on(answer)
    assert plan_now().people[4].position == "ผู้อำนวยการกอง"
    client.post(address, {"base": PlanVersion.objects.get().revision, "how": "out"})
    assert "person-5" not in {person.id for person in plan_now().people}
