"""Two plans compared: all differences taken give the second, none the first; no choice leaves a reference hanging."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phrom.core.plan.comparison import differences, take, with_differences
from phrom.core.plan.document import ContinuityTeam, Impact, Organisation, Person, Plan, Process, Role, Site
from phrom.core.plan.references import reference_problems
from phrom.core.plan.stable_ids import with_ids_of
from phrom.core.plan.tree import plain_plan
from phrom.core.values.duration import Duration
from tests.core.plan.changed_plans import changed_plan, some_of
from tests.core.plan.strategies import plans

OFFICE = Organisation(name="สำนักงานตัวอย่าง")


def a_plan(**held: object) -> Plan:
    return Plan(title="แผน", organisation=OFFICE, **held)


def person(number: int, name: str = "สมชาย", **held: object) -> Person:
    return Person(id=f"person-{number}", given_name=name, **held)


seeds = st.integers(0, 2**32)


@settings(max_examples=25)
@given(seeds, seeds)
def test_all_differences_taken_give_the_second_plan_and_none_give_the_first(seed: int, other_seed: int) -> None:
    one, other = changed_plan(seed), changed_plan(other_seed)
    found = differences(one, other)
    assert with_differences(one, other, {d.ident for d in found}) == other
    assert with_differences(one, other, ()) == one
    assert len({d.ident for d in found}) == len(found)
    assert differences(one, one) == ()


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), plans())
def test_so_it_is_with_any_two_plans(one: Plan, other: Plan) -> None:
    assert with_differences(one, other, {d.ident for d in differences(one, other)}) == other
    assert with_differences(one, other, ()) == one


@settings(max_examples=25)
@given(seeds, seeds)
def test_what_is_taken_is_what_differs_from_the_first(seed: int, other_seed: int) -> None:
    one, other = changed_plan(seed), changed_plan(other_seed)
    found = [d.ident for d in differences(one, other) if d.kind != "moved"]
    chosen = some_of(found, seed)
    mixed = with_differences(one, other, chosen)
    assert {d.ident for d in differences(one, mixed) if d.kind != "moved"} == chosen


@settings(max_examples=25)
@given(seeds, seeds)
def test_no_choice_leaves_a_reference_hanging_or_an_id_twice(seed: int, other_seed: int) -> None:
    one = changed_plan(seed)
    other, _names = with_ids_of(changed_plan(other_seed), one)
    chosen = some_of([d.ident for d in differences(one, other)], seed)
    taken = take(one, other, chosen)
    assert list(reference_problems(plain_plan(taken.plan))) == []
    assert not set(taken.also_taken) & chosen
    assert set(taken.also_left) <= chosen


def test_a_changed_value_is_told_with_its_path_and_both_sides() -> None:
    day, hours = Duration.from_iso("P1D"), Duration.from_iso("PT6H")
    one = a_plan(processes=(Process(id="process-1", name="งานสารบรรณ", mtpd=day),))
    other = a_plan(processes=(Process(id="process-1", name="งานสารบรรณ", mtpd=hours),))
    [found] = differences(one, other)
    assert (found.path, found.kind, found.before, found.after) == ("processes/process-1/mtpd", "changed", day, hours)


def test_the_same_length_written_otherwise_is_no_difference() -> None:
    one = a_plan(processes=(Process(id="process-1", name="ก", mtpd=Duration.from_iso("P1D")),))
    other = a_plan(processes=(Process(id="process-1", name="ก", mtpd=Duration.from_iso("PT24H")),))
    assert differences(one, other) == ()


def test_somebody_new_in_the_middle_of_a_list_is_one_difference() -> None:
    one = a_plan(people=(person(1), person(2)))
    other = a_plan(people=(person(1), person(3, "มาใหม่"), person(2)))
    [found] = differences(one, other)
    assert (found.kind, found.path) == ("added", "people/person-3")


def test_another_order_is_one_difference_and_can_be_left() -> None:
    sites = tuple(Site(id=f"site-{n}", name=f"แห่งที่ {n}") for n in (1, 2, 3))
    one, other = a_plan(sites=sites), a_plan(sites=(sites[2], sites[0], sites[1]))
    [found] = differences(one, other)
    assert (found.kind, found.after) == ("moved", ("site-3", "site-1", "site-2"))
    assert with_differences(one, other, {found.ident}).sites == other.sites


def test_a_cell_of_the_threat_matrix_is_known_by_its_row_and_column() -> None:
    def cell(area: str, affected: bool) -> Impact:
        return Impact(threat="threat-1", area=area, affected=affected)

    one = a_plan(impacts=(cell("premises", True), cell("people", False)))
    other = a_plan(impacts=(cell("people", True), cell("premises", True)))
    assert sorted((d.kind, d.path) for d in differences(one, other)) == [
        ("changed", "impacts/1/affected"),
        ("moved", "impacts"),
    ]


def test_who_is_needed_is_taken_too() -> None:
    one = a_plan(people=(person(1),), continuity_team=ContinuityTeam(head=Role(primary="person-1")))
    other = a_plan(people=(person(2, "มาแทน"),), continuity_team=ContinuityTeam(head=Role(primary="person-2")))
    taken = take(one, other, {"changed:continuity_team/head/primary"})
    assert taken.also_taken == ("added:people/person-2",)
    assert [p.id for p in taken.plan.people] == ["person-2", "person-1"]
    kept = take(one, other, {"removed:people/person-1"})
    assert kept.also_left == ("removed:people/person-1",)
    assert kept.plan == one
