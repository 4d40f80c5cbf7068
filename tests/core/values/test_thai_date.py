from datetime import UTC, date, datetime, timedelta

import pytest

from phrom.core.values.duration import Duration
from phrom.core.values.thai_date import (
    buddhist_year,
    clock_time,
    long_date,
    moment_words,
    short_date,
    span_words,
)


def test_dates_are_in_the_buddhist_era() -> None:
    day = date(2026, 8, 21)
    assert short_date(day) == "21 ส.ค. 2569"
    assert long_date(day) == "21 สิงหาคม 2569"
    assert long_date(day, digits="thai") == "๒๑ สิงหาคม ๒๕๖๙"
    assert buddhist_year(day) == 2569


def test_english_dates_keep_the_christian_era() -> None:
    assert short_date(date(2026, 8, 21), language="en") == "21 Aug 2026"
    assert long_date(date(2026, 8, 21), language="en") == "21 August 2026"


def test_a_moment_is_shown_in_thai_time_even_over_midnight_and_new_year() -> None:
    moment = datetime(2026, 12, 31, 18, 5, tzinfo=UTC)
    assert moment_words(moment) == "1 ม.ค. 2570 01:05 น."
    assert moment_words(moment, short=False) == "1 มกราคม 2570 เวลา 01:05 น."
    assert moment_words(moment, language="en", short=False) == "1 January 2027 at 01:05"
    assert clock_time(moment, digits="thai") == "๐๑:๐๕ น."
    assert buddhist_year(moment) == 2570


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock_time(datetime(2026, 8, 21, 14, 5))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("span", "long", "short", "english"),
    [
        (timedelta(minutes=85), "1 ชั่วโมง 25 นาที", "1 ชม. 25 นาที", "1 hour 25 minutes"),
        (timedelta(days=1, hours=2), "1 วัน 2 ชั่วโมง", "1 วัน 2 ชม.", "1 day 2 hours"),
        (timedelta(0), "0 นาที", "0 นาที", "0 minutes"),
        (timedelta(seconds=-5), "0 นาที", "0 นาที", "0 minutes"),
        (Duration.from_iso("PT24H"), "24 ชั่วโมง", "24 ชม.", "24 hours"),
        (Duration.from_iso("P1D"), "1 วัน", "1 วัน", "1 day"),
        (Duration.from_iso("P2W"), "14 วัน", "14 วัน", "14 days"),
        (Duration.from_iso("PT90M"), "1 ชั่วโมง 30 นาที", "1 ชม. 30 นาที", "1 hour 30 minutes"),
    ],
)
def test_lengths_of_time_in_words(span: timedelta | Duration, long: str, short: str, english: str) -> None:
    assert span_words(span) == long
    assert span_words(span, short=True) == short
    assert span_words(span, language="en") == english


def test_lengths_of_time_in_thai_digits() -> None:
    assert span_words(timedelta(minutes=85), digits="thai") == "๑ ชั่วโมง ๒๕ นาที"
