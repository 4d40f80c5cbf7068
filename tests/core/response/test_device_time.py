"""Whatever clock a device has, what it kept is dated by the server's."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from phrom.core.response.device_time import SAME, happened_at

NINE = datetime(2026, 8, 21, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
errors = st.timedeltas(min_value=timedelta(days=-4000), max_value=timedelta(days=4000))
spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=90))


@given(error=errors, waited=spans)
def test_a_clock_that_is_wrong_by_the_same_amount_all_along_does_not_matter(
    error: timedelta, waited: timedelta
) -> None:
    known = happened_at(NINE + error, NINE + waited + error, NINE + waited, measured=-error, earliest=NINE - HOUR)
    assert (known.at, known.sure) == (NINE, True)


@given(kept=errors, sent=errors, measured=st.none() | errors, waited=spans)
def test_no_moment_lies_before_the_incident_or_to_come(
    kept: timedelta, sent: timedelta, measured: timedelta | None, waited: timedelta
) -> None:
    received = NINE + waited
    known = happened_at(NINE + kept, NINE + sent, received, measured=measured, earliest=NINE)
    assert NINE <= known.at <= received


@given(error=errors.filter(lambda e: abs(e) > SAME))
def test_a_clock_put_right_when_the_network_came_back_is_seen_through_and_said(error: timedelta) -> None:
    known = happened_at(NINE + error, NINE + DAY, NINE + DAY, measured=-error, earliest=NINE - HOUR)
    assert (known.at, known.sure) == (NINE, False)


def test_a_clock_set_before_the_act_and_wrong_ever_since_is_measured_when_it_sends() -> None:
    wrong = timedelta(days=300)
    known = happened_at(NINE + wrong, NINE + DAY + wrong, NINE + DAY, measured=timedelta(0), earliest=NINE - HOUR)
    assert (known.at, known.sure) == (NINE, False)


def test_a_device_that_never_met_the_server_is_measured_when_it_sends() -> None:
    assert happened_at(NINE, NINE + DAY, NINE + DAY).at == NINE
    assert happened_at(NINE - 50 * DAY, NINE, NINE, earliest=NINE - DAY) == happened_at(
        NINE - 60 * DAY, NINE, NINE, earliest=NINE - DAY
    )
