"""An exercise's clock runs ahead in leaps, and can be read both ways."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from phrom.core.response.exercise_clock import Advance, exercise_time, real_moment

NINE = datetime(2026, 8, 21, 2, 0, tzinfo=UTC)
spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=20))
leaps = st.lists(st.builds(Advance, at=spans.map(lambda s: NINE + s), by=spans), max_size=6)


@given(advances=leaps, passed=spans)
def test_what_the_clock_showed_leads_back_to_the_moment(advances: list[Advance], passed: timedelta) -> None:
    shown = exercise_time(advances, NINE + passed)
    assert exercise_time(advances, real_moment(advances, shown)) == shown


@given(advances=leaps, shown=spans)
def test_a_time_leapt_over_was_shown_when_the_clock_leapt(advances: list[Advance], shown: timedelta) -> None:
    moment = real_moment(advances, NINE + shown)
    assert exercise_time(advances, moment) >= NINE + shown
    assert exercise_time([a for a in advances if a.at < moment], moment) <= NINE + shown


def test_without_a_leap_the_clock_is_the_real_one() -> None:
    assert real_moment([], NINE) == NINE
