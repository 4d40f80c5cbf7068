"""The clock of a process runs while the work stands still, stops when it goes on, and runs on from where it was."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from phrom.core.plan.document import Plan
from phrom.core.response.processes import (
    PROCESS_STATES,
    ProcessChange,
    forecast,
    people_of_process,
    process_statuses,
    stood_still,
)

NOON = datetime(2026, 8, 21, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLAN = Plan.model_validate(
    {
        "title": "แผน",
        "organisation": {"name": "อบต."},
        "units": [{"id": "unit-a", "name": "คลัง"}],
        "people": [{"id": f"p{n}", "given_name": f"คน{n}", "unit": "unit-a"} for n in range(1, 4)],
        "processes": [
            {"id": "slow", "name": "แผนงาน", "mtpd": "P3D"},
            {
                "id": "quick",
                "name": "สารบรรณ",
                "mtpd": "PT6H",
                "units": ["unit-a"],
                "requirements": {"people": [{"name": "บุคลากรหลัก", "quantity": 2}]},
            },
            {"id": "unknown", "name": "ทะเบียน"},
        ],
    }
)
moves = st.lists(st.tuples(st.sampled_from(PROCESS_STATES), st.integers(0, 72)), max_size=8)


def changes(*moves: tuple[Any, int]) -> list[ProcessChange]:
    return [ProcessChange("quick", state, NOON + hours * HOUR) for state, hours in moves]


def quick(moves: list[ProcessChange], now: datetime, assumed: datetime | None = NOON) -> Any:
    return next(s for s in process_statuses(PLAN, moves, assumed, now) if s.process.id == "quick")


def test_until_somebody_says_otherwise_everything_stopped_when_the_plan_came_into_force() -> None:
    found = process_statuses(PLAN, [], NOON, NOON + HOUR)
    assert [(s.process.id, s.state, s.assumed) for s in found] == [
        ("quick", "stopped", True),
        ("slow", "stopped", True),
        ("unknown", "stopped", True),
    ]
    assert found[0].clock.left == 5 * HOUR
    assert found[2].clock.left is None


def test_before_the_plan_is_in_force_nothing_is_assumed_to_have_stopped() -> None:
    assert {s.state for s in process_statuses(PLAN, [], None, NOON)} == {"normal"}


def test_work_by_hand_stops_the_clock_and_if_it_ends_the_clock_runs_on() -> None:
    by_hand = changes(("stopped", 0), ("manual", 2))
    assert quick(by_hand, NOON + 9 * HOUR).clock.left == 4 * HOUR
    assert quick(by_hand, NOON + 9 * HOUR).clock.deadline is None
    again = quick([*by_hand, *changes(("stopped", 10))], NOON + 11 * HOUR)
    assert (again.clock.left, again.clock.deadline) == (3 * HOUR, NOON + 14 * HOUR)


def test_the_first_word_about_a_process_says_whether_it_stood_still_till_then() -> None:
    now = NOON + 5 * HOUR
    left = {state: quick(changes((state, 2)), now).clock.left for state in PROCESS_STATES}
    again = 4 * HOUR  # two of six hours are used up
    assert left == {"normal": 6 * HOUR, "stopped": 3 * HOUR, "manual": again, "site": again, "restored": again}


def test_what_works_again_stands_below_what_stands_still() -> None:
    found = process_statuses(PLAN, changes(("site", 1)), NOON, NOON + 2 * HOUR)
    assert [s.process.id for s in found] == ["slow", "unknown", "quick"]


@given(moves, st.integers(0, 100))
def test_standing_still_is_never_more_than_the_time_that_has_passed_and_only_grows(
    given_moves: list[tuple[Any, int]], later: int
) -> None:
    known = sorted(changes(*given_moves), key=lambda c: c.at)
    now = NOON + 72 * HOUR
    used = stood_still(known, now)
    assert timedelta(0) <= used <= 72 * HOUR
    assert used <= stood_still(known, now + later * HOUR) <= used + later * HOUR


def test_enough_people_on_the_spot_means_that_it_can_be_back() -> None:
    found = forecast(PLAN, quick([], NOON + HOUR), ["p1", "p2", "stranger"], {}, NOON + HOUR)
    assert found is not None
    assert (found.arrived, found.too_late) == (2, False)


def test_people_who_may_come_after_the_deadline_make_it_too_late() -> None:
    expected = {"p2": NOON + 4 * HOUR, "p3": NOON + 24 * HOUR}
    one_here = forecast(PLAN, quick([], NOON + HOUR), ["p1"], expected, NOON + HOUR)
    nobody_here = forecast(PLAN, quick([], NOON + HOUR), [], expected, NOON + HOUR)
    assert one_here is not None
    assert nobody_here is not None
    assert (one_here.ready_at, one_here.too_late) == (NOON + 4 * HOUR, False)
    assert (nobody_here.ready_at, nobody_here.too_late) == (NOON + 24 * HOUR, True)


def test_too_few_people_in_the_plan_are_said_and_unknown_people_are_not_guessed() -> None:
    found = forecast(PLAN, quick([], NOON + HOUR), ["p1"], {}, NOON + HOUR)
    assert found is not None
    assert (found.ready_at, found.too_late) == (None, True)
    slow = next(s for s in process_statuses(PLAN, [], NOON, NOON) if s.process.id == "slow")
    assert people_of_process(PLAN, slow.process) == ()
    assert forecast(PLAN, slow, [], {}, NOON) is None
    assert forecast(PLAN, quick(changes(("manual", 0)), NOON), [], {}, NOON) is None
