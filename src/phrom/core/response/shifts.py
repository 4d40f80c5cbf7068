"""Shifts: who is on duty, and who would be in two places at once.

Source: the plan's orders on staggered hours and working from home (เหลื่อมเวลา, Work from Home).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Span:
    """The people of one shift, from `begins` on, before `ends`."""

    begins: datetime
    ends: datetime
    people: tuple[str, ...]

    def is_on(self, now: datetime) -> bool:
        return self.begins <= now < self.ends


def twice_booked(new: Span, others: Iterable[Span]) -> tuple[str, ...]:
    """People of a new shift who are in another one at the same time, in the new shift's order."""
    busy = {p for other in others if other.begins < new.ends and new.begins < other.ends for p in other.people}
    return tuple(person for person in new.people if person in busy)


def on_duty(shifts: Sequence[Span], now: datetime) -> tuple[str, ...]:
    """Everybody whose shift is running, each once."""
    return tuple(dict.fromkeys(p for shift in shifts if shift.is_on(now) for p in shift.people))
