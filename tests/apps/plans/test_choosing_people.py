"""Where an office has more people than a list in each field can hold, they are typed, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from phrom.core.plan.text_form import dump_plan, load_plan
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions import import_plan
from phrom.plans.models import PlanVersion
from phrom.plans.views.edit.choosing import MOST_IN_A_LIST
from tests.apps.plans.files import SAMPLE
from tests.apps.plans.pages import words_on

SignIn = Callable[[Membership], Client]
HEAD, STEP = "continuity_team/head", "response/day-1/steps/day-1-1"


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    queries.forget()


@pytest.fixture
def client(coordinator: Membership, client_as: SignIn) -> Client:
    plan = load_plan(SAMPLE.decode())
    one = plan.people[0]
    more = [
        one.model_copy(update={"id": f"more-{n}", "given_name": f"คนที่{n}", "family_name": "ตัวอย่าง", "phones": ()})
        for n in range(MOST_IN_A_LIST)
    ]
    twins = [
        one.model_copy(update={"id": f"twin-{n}", "given_name": "แฝด", "family_name": "เดียวกัน", "position": post})
        for n, post in enumerate(("ช่าง", "ธุรการ"))
    ]
    large = plan.model_copy(update={"people": (*plan.people, *more, *twins)})
    import_plan(coordinator, "plan.yaml", dump_plan(large).encode())
    return client_as(coordinator)


def send(client: Client, page: str, path: str, *typed: str) -> Any:
    return client.post(f"/plan/1/edit/{page}", {"base": 0, "present": path, path: typed})


def role() -> Any:
    return queries.plan_of(PlanVersion.objects.get()).continuity_team.head


def test_all_names_stand_once_on_a_page_however_many_fields_ask_for_people(client: Client) -> None:
    page = client.get("/plan/1/edit/response/day-1/").content.decode()
    assert page.count('value="นายคนที่7 ตัวอย่าง"') == 1
    assert page.count('list="everybody"') >= 8
    assert "<select" not in page


def test_a_name_that_is_typed_becomes_the_person(client: Client) -> None:
    assert send(client, "team/head/", f"{HEAD}/primary", "นายคนที่7 ตัวอย่าง").status_code == 302
    assert role().primary == "more-7"


@pytest.mark.parametrize("typed", ["คนที่7 ตัวอย่าง", "คนที่7", "นาย คนที่7  ตัวอย่าง", "more-7"])
def test_a_name_written_otherwise_is_understood_if_it_fits_one_person(client: Client, typed: str) -> None:
    assert send(client, "team/head/", f"{HEAD}/primary", typed).status_code == 302
    assert role().primary == "more-7"


def test_alternates_keep_their_order(client: Client) -> None:
    send(client, "team/head/", f"{HEAD}/alternates", "นายคนที่9 ตัวอย่าง", "นายคนที่2 ตัวอย่าง", "")
    assert role().alternates == ("more-9", "more-2")


def test_a_name_that_fits_nobody_comes_back_as_typed_with_a_sentence_beside_it(client: Client) -> None:
    before = role().primary
    answer = send(client, "team/head/", f"{HEAD}/primary", "นายใครก็ไม่รู้ จริง ๆ")
    assert answer.status_code == 422
    assert "ไม่มี “นายใครก็ไม่รู้ จริง ๆ” ในรายชื่อ" in words_on(answer)
    assert 'value="นายใครก็ไม่รู้ จริง ๆ"' in answer.content.decode()
    assert role().primary == before


def test_two_people_of_one_name_are_told_apart_by_their_posts(client: Client) -> None:
    assert send(client, "team/head/", f"{HEAD}/primary", "แฝด เดียวกัน").status_code == 422
    assert "มีหลายคนชื่อ" in words_on(send(client, "team/head/", f"{HEAD}/primary", "แฝด เดียวกัน"))
    page = client.get("/plan/1/edit/team/head/").content.decode()
    label = next(part.split('"')[0] for part in page.split('<option value="') if "แฝด เดียวกัน · ธุรการ" in part)
    send(client, "team/head/", f"{HEAD}/primary", label)
    assert role().primary == "twin-1"


def test_a_step_keeps_its_groups_beside_the_person_who_is_typed(client: Client) -> None:
    send(client, "response/day-1/", f"{STEP}/responsible", "team-leaders", "นายคนที่3 ตัวอย่าง", "")
    steps = queries.plan_of(PlanVersion.objects.get()).response[0].steps
    assert steps[0].responsible == ("team-leaders", "more-3")


def test_a_member_is_added_by_name(client: Client) -> None:
    place = "new:continuity_team/teams/team-1/members/primary"
    team = "continuity_team/teams/team-1/members"
    client.post("/plan/1/edit/team/team-1/", {"base": 0, "op": f"add:{team}", place: "คนที่5 ตัวอย่าง"})
    members = queries.plan_of(PlanVersion.objects.get()).continuity_team.teams[0].members
    assert members[-1].primary == "more-5"


def test_a_page_sent_back_untouched_changes_nothing(client: Client) -> None:
    before = dump_plan(queries.plan_of(PlanVersion.objects.get()))
    names = {p.id: p.full_name for p in queries.plan_of(PlanVersion.objects.get()).people}
    held = role()
    send(client, "team/head/", f"{HEAD}/alternates", *(names[id_] for id_ in held.alternates), "")
    assert dump_plan(queries.plan_of(PlanVersion.objects.get())) == before
