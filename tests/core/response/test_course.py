"""The stages of an incident, and the exercise's clock."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from phrom.core.plan.document import Plan
from phrom.core.response.course import may_be_asked, stage_after_stand_down
from phrom.core.response.exercise_clock import Advance, exercise_time

NOON = datetime(2026, 8, 21, 5, tzinfo=UTC)


def plan_with(**scenario: Any) -> Plan:
    return Plan.model_validate(
        {
            "title": "แผน",
            "organisation": {"name": "อบต."},
            "threats": [{"id": "flood", "name": "อุทกภัย"}],
            "scenarios": [{"threat": "flood", **scenario}] if scenario else [],
        }
    )


def test_a_scenario_with_nothing_to_do_afterwards_closes_at_stand_down() -> None:
    crisis = [{"id": "c-1", "text": "ย้าย"}]
    assert stage_after_stand_down(plan_with(crisis=crisis), "flood") == "closed"


@pytest.mark.parametrize(
    "scenario",
    [
        {"recovery": [{"id": "r-1", "text": "ตรวจอาคาร"}]},
        {"targets": [{"id": "t-1", "text": "เปิดระบบ", "within": "PT1H", "after": "power-restored"}]},
        {},
    ],
)
def test_what_is_ordered_afterwards_or_not_written_at_all_keeps_the_recovery(scenario: dict[str, Any]) -> None:
    assert stage_after_stand_down(plan_with(**scenario), "flood") == "recovery"


def test_each_question_has_its_stage() -> None:
    assert [s for s in ("onset", "crisis", "recovery", "closed") if may_be_asked(s, "activation")] == ["onset"]
    assert [s for s in ("onset", "crisis", "recovery", "closed") if may_be_asked(s, "stand-down")] == ["crisis"]
    assert [s for s in ("onset", "crisis", "recovery", "closed") if may_be_asked(s, "site")] == [
        "onset",
        "crisis",
        "recovery",
    ]


def test_a_moment_before_the_clock_was_put_forward_stays_where_it_was() -> None:
    advances = [Advance(NOON, timedelta(hours=6)), Advance(NOON + timedelta(minutes=10), timedelta(days=1))]
    before, between, after = NOON - timedelta(minutes=1), NOON + timedelta(minutes=1), NOON + timedelta(minutes=11)
    assert exercise_time(advances, before) == before
    assert exercise_time(advances, between) == between + timedelta(hours=6)
    assert exercise_time(advances, after) == after + timedelta(days=1, hours=6)
    assert exercise_time([], NOON) == NOON
