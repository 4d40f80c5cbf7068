"""Changing a plan: what can be done is done, everything else is told at once, and nothing is raised."""

import pytest
from hypothesis import HealthCheck, given, settings

from phrom.core.plan.document import Organisation, Person, Plan, ResponsePhase, Role, Step, Threat, Unit
from phrom.core.plan.editing import Change, Move, apply_changes, new_id
from phrom.core.plan.lookup import people_by_id
from phrom.core.plan.tree import plain_plan
from phrom.core.values.duration import Duration
from tests.core.plan.strategies import plans

HOUR = Duration.from_iso("PT1H")
PLAN = Plan(
    title="แผน",
    organisation=Organisation(name="สำนักงาน"),
    units=(Unit(id="unit-1", name="ฝ่ายบริหารทั่วไป"),),
    people=(
        Person(id="person-3", given_name="อำนวย", unit="unit-1", phones=("+66810000003",)),
        Person(id="person-4", given_name="ดารา"),
    ),
    threats=(Threat(id="threat-flood", name="อุทกภัย"),),
    response=(
        ResponsePhase(
            id="day-1", name="วันที่ 1", starts=HOUR, steps=tuple(Step(id=f"step-{n}", text=str(n)) for n in (1, 2, 3))
        ),
    ),
)


def test_a_value_is_put_changed_and_taken_away() -> None:
    edited = apply_changes(
        PLAN,
        [
            Change("people/person-3/given_name", "อำนวยพร"),
            Change("people/person-3/phones/0", "1669"),
            Change("people/person-3/unit", None),
            Change("continuity_team/head/primary", "person-4"),
        ],
    )
    assert edited.problems == ()
    assert edited.plan.people[0] == Person(id="person-3", given_name="อำนวยพร", phones=("1669",))
    assert edited.plan.continuity_team.head == Role(primary="person-4")


def test_a_new_item_gets_an_id_that_nothing_ever_had() -> None:
    edited = apply_changes(PLAN, [Change("people/+", {"given_name": "ก"})], taken=["person-9"])
    assert edited.added == ("people/person-10",)
    assert edited.plan.people[-1] == Person(id="person-10", given_name="ก")


def test_a_new_item_may_hold_others_and_all_get_ids() -> None:
    phase = {"name": "วันที่ 2", "starts": "P1D", "steps": [{"text": "ก"}, {"text": "ข"}]}
    edited = apply_changes(PLAN, [Change("response/+", phase)])
    assert edited.problems == ()
    added = edited.plan.response[1]
    assert (added.id, [step.id for step in added.steps]) == ("phase-1", ["step-4", "step-5"])


def test_a_later_change_may_need_an_earlier_one() -> None:
    changes = [Change("people/person-8", {"given_name": "ข"}), Change("continuity_team/head/primary", "person-8")]
    edited = apply_changes(PLAN, changes)
    assert edited.problems == ()
    assert "person-8" in people_by_id(edited.plan)


@pytest.mark.parametrize(
    ("before", "order"), [("step-1", ["step-3", "step-1", "step-2"]), ("step-3", ["step-1", "step-2", "step-3"])]
)
def test_a_step_is_moved(before: str, order: list[str]) -> None:
    edited = apply_changes(PLAN, [Move("response/day-1/steps/step-3", before)])
    assert [step.id for step in edited.plan.response[0].steps] == order


def test_a_step_is_moved_to_the_end() -> None:
    edited = apply_changes(PLAN, [Move("response/day-1/steps/step-1", None)])
    assert [step.id for step in edited.plan.response[0].steps] == ["step-2", "step-3", "step-1"]


def test_all_mistakes_are_told_at_once_and_the_rest_is_done() -> None:
    edited = apply_changes(
        PLAN,
        [
            Change("title", "แผนใหม่"),
            Change("organisation/staff_count", "สี่สิบ"),
            Change("processes/+", {"name": "งานสารบรรณ", "mtpd": "เร็ว ๆ"}),
            Change("continuity_team/head/primary", "person-99"),
            Change("people/person-77/email", "a@b.example"),
            Change("nothing/here", 1),
            Change("people/person-4/position", "มี\x00ศูนย์"),
        ],
    )
    assert edited.plan == PLAN.model_copy(update={"title": "แผนใหม่"})
    assert {problem.path for problem in edited.problems} >= {
        "organisation/staff_count",
        "continuity_team/head/primary",
        "people/person-77/email",
        "nothing/here",
        "people/person-4/position",
    }
    assert any("mtpd" in problem.path for problem in edited.problems)
    assert all(problem.message.th and problem.message.en for problem in edited.problems)


def test_what_something_refers_to_is_not_taken_away_and_the_places_are_named() -> None:
    edited = apply_changes(PLAN, [Change("units/unit-1", None)])
    assert edited.plan == PLAN
    assert edited.problems[0].path == "units/unit-1"
    assert "people/person-3/unit" in edited.problems[0].message.en


def test_it_is_taken_away_together_with_what_refers_to_it() -> None:
    edited = apply_changes(PLAN, [Change("people/person-3/unit", None), Change("units/unit-1", None)])
    assert (edited.problems, edited.plan.units) == ((), ())


def test_a_required_value_stays() -> None:
    edited = apply_changes(PLAN, [Change("people/person-3/given_name", None)])
    assert edited.plan == PLAN
    assert edited.problems[0].path == "people/person-3/given_name"


def test_text_of_any_script_and_length_stays_as_it_is() -> None:
    text = "ปี่ \u200fمرحبا\u200e 漢字 😀 =1+1 <script>\n" + "ก" * 20_000
    edited = apply_changes(PLAN, [Change("people/person-3/position", text)])
    assert edited.plan.people[0].position == text


def test_numbers_of_ids_go_on_above_the_highest() -> None:
    assert new_id("people", ["person-2", "person-11", "person-x", "unit-40"]) == "person-12"
    assert new_id("scenarios/threat-flood/onset", []) == "step-1"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), plans())
def test_any_plan_becomes_any_other_field_by_field(one: Plan, other: Plan) -> None:
    """All fields at once, so that references between them hold."""
    wanted = plain_plan(other)
    changes = [Change(name, wanted.get(name)) for name in Plan.model_fields if name != "format"]
    edited = apply_changes(one, changes)
    if edited.problems:  # only control characters are refused
        assert {problem.message.en for problem in edited.problems if "control" in problem.message.en}
    else:
        assert edited.plan == other


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans())
def test_nothing_to_change_changes_nothing(plan: Plan) -> None:
    assert apply_changes(plan, []).plan == plan
