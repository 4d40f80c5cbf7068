"""Dates, times of day and spans of time in words: Buddhist years, Thai and English, Thai or Arabic digits.

A `datetime` must know its zone and is shown in Thai time (UTC+7, no summer time). The English forms keep the Buddhist
year away: `21 August 2026`. Forms: ui.md, section 4.
"""

from datetime import date, datetime, timedelta, timezone
from typing import Literal

from phrom.core.values.duration import Duration
from phrom.core.values.thai_number import Digits, in_digits

Language = Literal["th", "en"]

THAI_TIME = timezone(timedelta(hours=7), "Asia/Bangkok")
_LONG = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_STEPS = (("day", 86400), ("hour", 3600), ("minute", 60))
_WORDS = {
    ("th", True): {"day": "วัน", "hour": "ชม.", "minute": "นาที"},
    ("th", False): {"day": "วัน", "hour": "ชั่วโมง", "minute": "นาที"},
    ("en", True): {"day": "d", "hour": "h", "minute": "min"},
}


def buddhist_year(day: date) -> int:
    """2026 → 2569."""
    return _local(day).year + 543


def short_date(day: date, *, language: Language = "th", digits: Digits = "arabic") -> str:
    """`21 ส.ค. 2569`; English `21 Aug 2026`."""
    day = _local(day)
    if language == "en":
        return f"{day.day} {_ENGLISH[day.month - 1][:3]} {day.year}"
    return in_digits(f"{day.day} {_SHORT[day.month - 1]} {buddhist_year(day)}", digits)


def long_date(day: date, *, language: Language = "th", digits: Digits = "arabic") -> str:
    """`21 สิงหาคม 2569`; English `21 August 2026`."""
    day = _local(day)
    if language == "en":
        return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"
    return in_digits(f"{day.day} {_LONG[day.month - 1]} {buddhist_year(day)}", digits)


def clock_time(moment: datetime, *, language: Language = "th", digits: Digits = "arabic") -> str:
    """`14:05 น.`; English `14:05`. Raises ValueError for a time without a zone."""
    text = f"{_local(moment):%H:%M}"
    return text if language == "en" else in_digits(f"{text} น.", digits)


def moment_words(moment: datetime, *, language: Language = "th", digits: Digits = "arabic", short: bool = True) -> str:
    """`21 ส.ค. 2569 14:05 น.`, or with the month in full: `21 สิงหาคม 2569 เวลา 14:05 น.`"""
    day = (short_date if short else long_date)(moment, language=language, digits=digits)
    time = clock_time(moment, language=language, digits=digits)
    if short:
        return f"{day} {time}"
    return f"{day} at {time}" if language == "en" else f"{day} เวลา {time}"


def span_words(
    span: timedelta | Duration, *, short: bool = False, language: Language = "th", digits: Digits = "arabic"
) -> str:
    """A length of time, its days, hours and minutes: `1 ชั่วโมง 25 นาที`, short `1 ชม. 25 นาที`.

    Seconds are dropped, a negative length counts as none. A Duration keeps the unit it was written in:
    `PT24H` is 24 ชั่วโมง, `P1D` is 1 วัน.
    """
    seconds = span.seconds if isinstance(span, Duration) else int(span.total_seconds())
    steps = _STEPS[1:] if isinstance(span, Duration) and _written_in_hours(span) else _STEPS
    parts: list[str] = []
    rest = max(seconds, 0)
    for name, length in steps:
        count, rest = divmod(rest, length)
        if count:
            parts.append(f"{count} {_unit_word(name, count, short, language)}")
    if not parts:
        parts = [f"0 {_unit_word('minute', 0, short, language)}"]
    return in_digits(" ".join(parts), digits) if language == "th" else " ".join(parts)


def _written_in_hours(span: Duration) -> bool:
    return span.iso.startswith("PT")


def _unit_word(name: str, count: int, short: bool, language: Language) -> str:
    if language == "en" and not short:
        return name if count == 1 else f"{name}s"
    return _WORDS[language, short][name]


def _local(day: date) -> date:
    """A moment in Thai time; a plain date as it is."""
    if not isinstance(day, datetime):
        return day
    if day.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return day.astimezone(THAI_TIME)
