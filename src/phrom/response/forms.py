"""What people type about times: HH:MM of today or of the days before, in the office's zone."""

import re
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from phrom.core.values.duration import THAI_DIGITS
from phrom.errors import InvalidInputError


def typed_time(text: str, days_ago: str, now: datetime) -> datetime | None:
    """The moment meant by "07:55" and so many days ago; None for no time. `now`: the incident's own time."""
    typed = text.translate(THAI_DIGITS).replace(".", ":").strip()
    if not typed:
        return None
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", typed)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise InvalidInputError(_("พิมพ์เวลาเป็น ชั่วโมง:นาที เช่น 07:55"), field="at")
    day = timezone.localtime(now) - timedelta(days=int(days_ago) if days_ago in ("1", "2") else 0)
    return day.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)


def typed_time_ahead(text: str, days: str, now: datetime) -> datetime | None:
    """The moment meant by "14:00" so many days ahead (0-60); None for no time. A time that has passed today means
    tomorrow's."""
    moment = typed_time(text, "", now)
    if moment is None:
        return None
    ahead = int(days) if days.isascii() and days.isdigit() and len(days) < 3 else 0
    moment += timedelta(days=min(ahead, 60))
    return moment + timedelta(days=1) if moment <= now else moment


def typed_count(text: str) -> int | None:
    """A whole number that is not negative; None for nothing typed."""
    typed = text.translate(THAI_DIGITS).strip()
    if not typed:
        return None
    if not re.fullmatch(r"[0-9]{1,7}", typed):
        raise InvalidInputError(_("พิมพ์จำนวนเป็นตัวเลข"))
    return int(typed)
