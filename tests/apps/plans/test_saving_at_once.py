"""Two people press save on the same draft in the same moment: both keep their work, and a true conflict is told."""

from collections.abc import Iterator

import pytest
from django.db import connection

from phrom.core.plan.editing import Change
from phrom.errors import RefusedError
from phrom.offices.access import Membership
from phrom.offices.roles import Role
from phrom.plans import queries
from phrom.plans.actions import Saved, change_draft, import_plan, submit_plan
from phrom.plans.models import PlanChange, PlanVersion
from tests import cast
from tests.apps.plans.files import SAMPLE
from tests.at_once import at_once, tables_can_be_emptied

# a SQLite database in memory knows no second writer
pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs rows locked by several connections")

POSITION = "people/person-3/position"


@pytest.fixture
def keepers(transactional_db: None) -> Iterator[list[Membership]]:
    """Six who keep the plan of one office, which has a draft."""
    office = cast.found_office()
    people = [cast.Character(f"keeper-{n}", f"ผู้ดูแลแผน {n}", Role.COORDINATOR) for n in range(6)]
    members = [cast.join(office, person) for person in people]
    import_plan(members[0], "plan.yaml", SAMPLE)
    with tables_can_be_emptied():
        yield members
    queries.forget()


def draft_now() -> tuple[PlanVersion, list[int]]:
    """The draft, and the number of each saving that it knows."""
    numbers = PlanChange.objects.order_by("revision").values_list("revision", flat=True).distinct()
    return PlanVersion.objects.get(), list(numbers)


def test_everybody_s_work_is_kept_when_all_looked_at_the_same_page(keepers: list[Membership]) -> None:
    told: list[Saved] = []

    def save(keeper: Membership, n: int) -> None:
        work = [
            Change(f"people/person-{n + 3}/position", f"ตำแหน่ง {n}"),
            Change("people/+", {"given_name": f"คนใหม่ {n}"}),
        ]
        told.append(change_draft(keeper, 1, work, 0))

    assert at_once(*[lambda k=k, n=n: save(k, n) for n, k in enumerate(keepers)]) == []
    draft, numbers = draft_now()
    plan = queries.plan_of(draft)
    positions = {person.id: person.position for person in plan.people}
    assert [positions[f"person-{n + 3}"] for n in range(6)] == [f"ตำแหน่ง {n}" for n in range(6)]
    newcomers = {person.given_name: person.id for person in plan.people if person.given_name.startswith("คนใหม่")}
    assert len(newcomers) == len(set(newcomers.values())) == 6
    assert (draft.revision, numbers) == (6, [1, 2, 3, 4, 5, 6])
    assert [saved for saved in told if saved.problems or saved.conflicts] == []


def test_of_one_value_written_by_all_the_first_stands_and_the_others_are_told_both(keepers: list[Membership]) -> None:
    told: dict[str, Saved] = {}

    def save(keeper: Membership) -> None:
        words = f"ตำแหน่งของ {keeper.user.username}"
        other = Change(f"processes/process-1/{'name' if keeper is keepers[0] else 'mtpd'}", "1 วัน")
        told[words] = change_draft(keeper, 1, [Change(POSITION, words), other], 0)

    assert at_once(*[lambda k=k: save(k) for k in keepers]) == []
    plan = queries.plan_of(draft_now()[0])
    stands = plan.people[2].position
    assert stands in told
    for words, saved in told.items():
        expected = [] if words == stands else [(POSITION, words, stands)]
        assert [(c.path, c.mine, c.theirs) for c in saved.conflicts] == expected
    assert (plan.processes[0].name, str(plan.processes[0].mtpd)) == ("1 วัน", "P1D"), "what was no conflict is saved"


def test_a_saving_that_the_network_sent_twice_at_once_is_made_once(keepers: list[Membership]) -> None:
    work = [Change("people/+", {"given_name": "คนใหม่"})]
    assert at_once(*[lambda: change_draft(keepers[0], 1, work, 0, key="k-1") for _ in range(4)]) == []
    draft, _numbers = draft_now()
    assert [person.given_name for person in queries.plan_of(draft).people].count("คนใหม่") == 1
    assert draft.revision == 1


def test_a_saving_while_the_draft_is_submitted_is_in_it_or_refused(keepers: list[Membership]) -> None:
    wrong = at_once(
        lambda: submit_plan(keepers[0], 1),
        *[lambda k=k, n=n: change_draft(k, 1, [Change(f"people/person-{n}/position", "ใหม่")], 0)
          for n, k in enumerate(keepers[1:], 3)],
    )  # fmt: skip
    assert [error.code for error in wrong if isinstance(error, RefusedError)] == ["submitted"] * len(wrong)
    draft, numbers = draft_now()
    assert draft.state == PlanVersion.State.SUBMITTED
    assert draft.revision == len(numbers) == 5 - len(wrong)
    changed = [person for person in queries.plan_of(draft).people if person.position == "ใหม่"]
    assert len(changed) == draft.revision, "nothing was saved that is not in what was submitted"
