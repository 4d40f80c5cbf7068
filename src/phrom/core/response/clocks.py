"""Process clocks: how long each process may still stand still."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from phrom.core.plan.document import Plan, Process

URGENT_SHARE = 0.25  # under a quarter of the MTPD left: the late colour
FAR_AWAY = timedelta(days=14)  # more time than this left: folded away


@dataclass(frozen=True)
class ProcessClock:
    """`left` is negative when the MTPD is over; None where the plan gives no MTPD (unknown, not endless)."""

    process: Process
    deadline: datetime | None
    left: timedelta | None
    used_share: float | None  # 0..1 of the MTPD, 1 when over

    @property
    def urgency(self) -> Literal["over", "urgent", "running", "far", "unknown"]:
        if self.left is None or self.used_share is None:
            return "unknown"
        if self.left <= timedelta(0):
            return "over"
        if self.used_share > 1 - URGENT_SHARE:
            return "urgent"
        return "far" if self.left > FAR_AWAY else "running"


def process_clocks(plan: Plan, stopped_at: datetime, now: datetime) -> tuple[ProcessClock, ...]:
    """A clock for each process of the plan since the work stopped, what runs out first on top, unknown ones last."""
    clocks = [_clock(process, stopped_at, now) for process in plan.processes]
    return tuple(sorted(clocks, key=lambda c: (c.left is None, c.left or timedelta(0))))


def _clock(process: Process, stopped_at: datetime, now: datetime) -> ProcessClock:
    if process.mtpd is None:
        return ProcessClock(process, None, None, None)
    deadline = stopped_at + process.mtpd.timedelta
    whole = process.mtpd.timedelta.total_seconds()
    used = (now - stopped_at).total_seconds() / whole if whole else 1.0
    return ProcessClock(process, deadline, deadline - now, min(1.0, max(0.0, used)))
