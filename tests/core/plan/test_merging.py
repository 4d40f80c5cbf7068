"""Two people at one plan: both keep their work; where both changed one value, both values are told."""

from hypothesis import HealthCheck, given, settings

from phrom.core.plan.document import Impact, Organisation, Person, Plan, Requirement, Role, Step, Team, Threat
from phrom.core.plan.editing import Change, Move, apply_changes
from phrom.core.plan.merging import Conflict, merge_plans
from phrom.core.plan.paths import value_at
from tests.core.plan.strategies import plans

PEOPLE = tuple(Person(id=f"person-{n}", given_name=f"คนที่ {n}") for n in (1, 2, 3, 4))
BASE = apply_changes(
    Plan(
        title="แผน",
        organisation=Organisation(name="สำนักงาน"),
        people=PEOPLE,
        threats=(Threat(id="threat-flood", name="อุทกภัย"), Threat(id="threat-fire", name="อัคคีภัย")),
        impacts=(Impact(threat="threat-flood", area="premises", affected=True),),
        purposes=("หนึ่ง", "สอง", "สาม"),
    ),
    [
        Change("response/day-1", {"name": "วันที่ 1", "starts": "PT0H", "steps": [{"text": t} for t in "กขค"]}),
        Change("processes/process-1", {"name": "งาน", "mtpd": "P1D"}),
        Change("continuity_team/teams/team-1", {"name": "ทีม", "members": [{"primary": f"person-{n}"} for n in (2, 3)]}),
    ],
).plan


def edited(*changes: Change | Move) -> Plan:
    done = apply_changes(BASE, changes)
    assert done.problems == ()
    return done.plan


def test_two_values_of_one_person_are_both_kept() -> None:
    mine = edited(Change("people/person-1/position", "ครู"))
    theirs = edited(Change("people/person-1/email", "a@b.example"), Change("title", "แผนใหม่"))
    merged = merge_plans(BASE, mine, theirs)
    assert (merged.conflicts, merged.problems, merged.plan.title) == ((), (), "แผนใหม่")
    assert merged.plan.people[0] == PEOPLE[0].model_copy(update={"position": "ครู", "email": "a@b.example"})


def test_one_value_changed_by_both_is_a_conflict_that_keeps_the_first_and_tells_both() -> None:
    mine = edited(Change("processes/process-1/mtpd", "PT6H"), Change("title", "แผนใหม่"))
    theirs = edited(Change("processes/process-1/mtpd", "P3D"))
    merged = merge_plans(BASE, mine, theirs)
    assert merged.conflicts == (Conflict("processes/process-1/mtpd", "P1D", "PT6H", "P3D"),)
    assert str(merged.plan.processes[0].mtpd) == "P3D"
    assert merged.plan.title == "แผนใหม่"


def test_the_same_change_by_both_is_no_conflict() -> None:
    mine, theirs = edited(Change("title", "ก")), edited(Change("title", "ก"))
    assert merge_plans(BASE, mine, theirs).conflicts == ()


def test_both_add_and_one_moves() -> None:
    mine = edited(Change("response/day-1/steps/my-step", {"text": "ของฉัน"}))
    theirs = edited(
        Change("response/day-1/steps/their-step", {"text": "ของเขา"}), Move("response/day-1/steps/step-3", "step-1")
    )
    steps = value_at(merge_plans(BASE, mine, theirs).plan, "response/day-1/steps")
    assert [step.id for step in steps] == ["step-3", "my-step", "step-1", "step-2", "their-step"]


def test_two_orders_are_a_conflict() -> None:
    mine = edited(Move("response/day-1/steps/step-1", None))
    theirs = edited(Move("response/day-1/steps/step-3", "step-1"))
    merged = merge_plans(BASE, mine, theirs)
    assert [conflict.path for conflict in merged.conflicts] == ["response/day-1/steps"]


def test_taken_away_here_and_changed_there_is_a_conflict() -> None:
    mine = edited(Change("people/person-4", None))
    theirs = edited(Change("people/person-4/position", "ครู"))
    merged = merge_plans(BASE, mine, theirs)
    assert [(c.path, c.mine) for c in merged.conflicts] == [("people/person-4", None)]
    assert merged.plan.people[3].position == "ครู"


def test_taken_away_here_and_named_there_is_told_as_a_problem() -> None:
    mine = edited(Change("people/person-4", None))
    theirs = edited(Change("continuity_team/head/primary", "person-4"))
    merged = merge_plans(BASE, mine, theirs)
    assert [problem.path for problem in merged.problems] == ["continuity_team/head/primary"]
    assert merged.plan == theirs


def test_lists_without_ids_are_merged_around_what_stayed() -> None:
    mine = edited(Change("purposes/0", "หนึ่งใหม่"), Change("purposes/+", "สี่ของฉัน"))
    theirs = edited(Change("purposes/2", "สามใหม่"), Change("purposes/+", "สี่ของเขา"))
    merged = merge_plans(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.plan.purposes[:2] == ("หนึ่งใหม่", "สอง")
    assert set(merged.plan.purposes[2:]) == {"สามใหม่", "สี่ของเขา", "สี่ของฉัน"}


def test_members_of_a_team_keep_the_alternates_that_each_gave() -> None:
    members = "continuity_team/teams/team-1/members"
    mine = edited(Change(f"{members}/0/alternates", ["person-1"]))
    theirs = edited(Change(f"{members}/1/alternates", ["person-4"]))
    team: Team = merge_plans(BASE, mine, theirs).plan.continuity_team.teams[0]
    assert team.members == (
        Role(primary="person-2", alternates=("person-1",)),
        Role(primary="person-3", alternates=("person-4",)),
    )


def test_taps_on_different_cells_of_the_matrix_are_both_kept() -> None:
    mine = edited(Change("impacts/+", {"threat": "threat-fire", "area": "people", "affected": True}))
    theirs = edited(
        Change("impacts/0/affected", False),
        Change("impacts/+", {"threat": "threat-fire", "area": "equipment", "affected": False}),
    )
    merged = merge_plans(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert {(i.threat, i.area, i.affected) for i in merged.plan.impacts} == {
        ("threat-flood", "premises", False),
        ("threat-fire", "people", True),
        ("threat-fire", "equipment", False),
    }


def test_needs_given_at_the_same_moment_for_two_areas_are_both_kept() -> None:
    place = "processes/process-1/requirements"
    mine = edited(Change(f"{place}/people/+", {"name": "เวร", "quantity": 2}))
    theirs = edited(Change(f"{place}/equipment/+", {"name": "วิทยุ"}))
    needs = merge_plans(BASE, mine, theirs).plan.processes[0].requirements
    assert (needs.people, needs.equipment) == ((Requirement(name="เวร", quantity=2),), (Requirement(name="วิทยุ"),))


_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=40, deadline=None, suppress_health_check=_QUIET)
@given(plans(), plans())
def test_where_only_one_changed_the_plan_is_that_ones(base: Plan, changed: Plan) -> None:
    assert merge_plans(base, changed, base).plan == changed
    assert merge_plans(base, base, changed).plan == changed
    assert merge_plans(base, changed, changed).plan == changed


@settings(max_examples=60, deadline=None, suppress_health_check=_QUIET)
@given(plans(), plans(), plans())
def test_any_two_works_become_one_plan_or_are_told(base: Plan, mine: Plan, theirs: Plan) -> None:
    """Every value of mine that differs from the base is in the plan, in a conflict, or the merge tells a problem."""
    merged = merge_plans(base, mine, theirs)
    if merged.problems:
        assert merged.plan == theirs
        return
    told = {conflict.path for conflict in merged.conflicts}
    for field in ("title", "year"):
        before, wanted = getattr(base, field), getattr(mine, field)
        if wanted != before:
            assert getattr(merged.plan, field) == wanted or field in told
    named = {step.id for step in _steps(merged.plan)}
    lost = {step.id for step in _steps(mine)} - {step.id for step in _steps(base)} - named
    assert not lost or told


def _steps(plan: Plan) -> list[Step]:
    return [step for phase in plan.response for step in phase.steps]
