"""How numbers, times and telephone numbers are written for people, in the language of the page.

Thin: the rules are in `core.values`; here they learn which language is asked for.
"""

from datetime import date, datetime, timedelta

from django.utils.translation import get_language

from phrom.core.values import phone_number, thai_date
from phrom.core.values.duration import Duration
from phrom.core.values.thai_date import Language


def page_language() -> Language:
    return "th" if (get_language() or "th").startswith("th") else "en"


def is_thai() -> bool:
    return page_language() == "th"


def day_words(day: date) -> str:
    """21 ส.ค. 2569, or 21 Aug 2026. A moment is taken in Thai time."""
    return thai_date.short_date(day, language=page_language())


def time_words(moment: datetime) -> str:
    """14:05 น., or 14:05."""
    return thai_date.clock_time(moment, language=page_language())


def moment_words(moment: datetime) -> str:
    return thai_date.moment_words(moment, language=page_language())


def span_words(span: timedelta | Duration, *, short: bool = False) -> str:
    """1 ชั่วโมง 25 นาที; short: 1 ชม. 25 นาที. From a day on, minutes are left out."""
    if isinstance(span, timedelta) and span >= timedelta(days=1):
        span -= timedelta(seconds=span.seconds % 3600)
    return thai_date.span_words(span, short=short, language=page_language())


def phone_words(number: str) -> str:
    """081 000 0003, 053 000 003, 1669: as people read a number out. What does not look like one is left alone."""
    return phone_number.display(phone_number.to_e164(number) or number)


def masked_phone_words(number: str) -> str:
    """081 ••• ••03: enough to tell two numbers apart, not enough to call one."""
    shown = phone_words(number)
    digits = [i for i, c in enumerate(shown) if c.isdigit()]
    first, last = (3, 2) if len(digits) >= 9 else (1, 1)
    hidden = set(digits[first : len(digits) - last])
    return "".join("•" if i in hidden else c for i, c in enumerate(shown))
