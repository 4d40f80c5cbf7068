"""Tasks that come again at fixed intervals: ติดตามระดับน้ำทุก 3 ชั่วโมง.

The interval is the plan's own words', or the one that the coordinator sets where the plan says only ทุกระยะ. A round is
due one interval after the last was done; the first, one interval after the task began.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from phrom.core.response.tasks import TaskGroup
from phrom.core.values.duration import THAI_DIGITS, find_duration

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=31)
_EVERY = re.compile(
    r"ทุก\s*ๆ?\s*(?=[0-9]|ครึ่ง|ชั่วโมง|ชม|นาที|วัน(?!ที่|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|สัปดาห์|สอง|สาม|สี่|ห้า|หก)|\bevery\s+",
    re.IGNORECASE,
)
_PER_DAY = re.compile(r"วันละ\s*([0-9]{1,2})\s*(?:ครั้ง|รอบ|หน)")
_NO_NUMBER = re.compile(r"ทุกระยะ|เป็นระยะ|สม่ำเสมอ|ต่อเนื่อง|ตลอดเวลา|regularly", re.IGNORECASE)
_FAR = 3  # letters between ทุก and its number: more, and the number belongs to something else


@lru_cache(4096)  # every look at a board asks it of every task
def interval_in(text: str) -> timedelta | None:
    """How often a step's words want it done; None where they give no interval that can be a rhythm of work."""
    plain = text.translate(THAI_DIGITS)
    return next((span for span in _intervals(plain) if SHORTEST <= span <= LONGEST), None)


def _intervals(plain: str) -> Iterator[timedelta]:
    for match in _EVERY.finditer(plain):
        rest = plain[match.end() :].lstrip(" ")
        found = find_duration(rest)
        if found and found.start <= _FAR and found.exact:
            yield found.duration.timedelta
        elif (unit := find_duration(f"1 {rest}")) and unit.start == 0:  # ทุกชั่วโมง, ทุกวัน
            yield unit.duration.timedelta
    for match in _PER_DAY.finditer(plain):
        if times := int(match[1]):
            yield timedelta(days=1) / times


def wants_rounds(text: str) -> bool:
    """Whether a step is to be done again and again, also where its words do not say how often."""
    return interval_in(text) is not None or _NO_NUMBER.search(text) is not None


def next_round(every: timedelta, began_at: datetime, last_done_at: datetime | None) -> datetime:
    """By when the next round is to be done."""
    return max(began_at, last_done_at or began_at) + every


def rounds_go_on(group: TaskGroup, stood_down_at: datetime | None, closed_at: datetime | None, now: datetime) -> bool:
    """Until when a step comes again: a phase's until the phase ends; that of the onset too until the crisis is over,
    for the water is watched as long as it rises; everything else until the incident is closed."""
    if closed_at is not None:
        return False
    ends_at = stood_down_at if group.id in ("onset", "crisis") else group.ends_at
    return ends_at is None or now < ends_at
