"""How numbers, times and telephone numbers are written for people, in the language of the page."""

import re
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

_THAI_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
_ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
BUDDHIST = 543  # years between the Christian and the Buddhist era


def is_thai() -> bool:
    return (get_language() or "th").startswith("th")


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day_words(day: date) -> str:
    """21 ส.ค. 2569, or 21 Aug 2026. A moment is taken in the office's time zone."""
    if isinstance(day, datetime):
        day = _local(day).date()
    if is_thai():
        return f"{day.day} {_THAI_MONTHS[day.month - 1]} {day.year + BUDDHIST}"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def time_words(moment: datetime) -> str:
    """14:05 น., or 14:05."""
    words = f"{_local(moment):%H:%M}"
    return f"{words} น." if is_thai() else words


def moment_words(moment: datetime) -> str:
    return f"{day_words(moment)} {time_words(moment)}"


def span_words(span: timedelta, *, short: bool = False) -> str:
    """1 ชั่วโมง 25 นาที; short: 1 ชม. 25 นาที. The two largest units that are not zero; less than a minute is 0 นาที."""
    minutes = max(0, int(span.total_seconds() // 60))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    hour_words = _("%(n)s ชม.") if short else ngettext("%(n)s ชั่วโมง", "%(n)s ชั่วโมง", hours)
    parts = [
        ngettext("%(n)s วัน", "%(n)s วัน", days) % {"n": days} if days else "",
        hour_words % {"n": hours} if hours else "",
        ngettext("%(n)s นาที", "%(n)s นาที", minutes) % {"n": minutes} if minutes or not (days or hours) else "",
    ]
    return " ".join([p for p in parts if p][:2])


def phone_words(number: str) -> str:
    """081 000 0003, 053 000 003, 1669: as people read a number out. What does not look like one is left alone."""
    digits = re.sub(r"[\s-]", "", number)
    if match := re.fullmatch(r"\+66(\d{8,9})", digits):
        digits = "0" + match[1]
    if re.fullmatch(r"0\d{9}", digits):
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    if re.fullmatch(r"0\d{8}", digits):
        return f"{digits[:2]} {digits[2:5]} {digits[5:]}"
    return number


def masked_phone_words(number: str) -> str:
    """081 ••• ••03: enough to tell two numbers apart, not enough to call one."""
    shown = phone_words(number)
    digits = [i for i, c in enumerate(shown) if c.isdigit()]
    first, last = (3, 2) if len(digits) >= 9 else (1, 1)
    hidden = set(digits[first : len(digits) - last])
    return "".join("•" if i in hidden else c for i, c in enumerate(shown))
