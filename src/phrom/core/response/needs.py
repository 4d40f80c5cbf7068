"""What the processes need as their times run out: the minimum of each, summed up from MTPD to MTPD.

Source of the numbers: the plan's minimum requirements; a requirement without a number counts as unknown, never as one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from phrom.core.plan.document import AREAS, Area
from phrom.core.response.processes import ProcessStatus


@dataclass(frozen=True)
class Need:
    """So much of something; `unknown` counts the processes that need it without the plan giving a number."""

    area: Area
    name: str
    unit: str | None
    quantity: int
    unknown: int


@dataclass(frozen=True)
class NeedsAt:
    """By `at` (None: at once, for what works at the site or by hand already) all this must be there."""

    at: datetime | None
    processes: tuple[str, ...]  # those added at this moment
    needs: tuple[Need, ...]  # of all processes up to this moment

    @property
    def seats(self) -> int:
        return sum(n.quantity for n in self.needs if n.area == "premises")

    @property
    def seats_unknown(self) -> int:
        return sum(n.unknown for n in self.needs if n.area == "premises")


def needs_by_time(statuses: Iterable[ProcessStatus]) -> tuple[NeedsAt, ...]:
    """One step for each moment at which a process has to be back, the earliest first. Those that work as usual need
    nothing from the site; those without an MTPD have no moment and are left out."""
    groups: dict[datetime | None, list[ProcessStatus]] = {}
    for status in statuses:
        if status.state in ("site", "manual"):
            groups.setdefault(None, []).append(status)
        elif status.running and status.clock.deadline is not None:
            groups.setdefault(status.clock.deadline, []).append(status)
    moments = sorted(groups, key=lambda at: (at is not None, at.timestamp() if at else 0.0))
    steps, so_far = [], list[ProcessStatus]()
    for at in moments:
        so_far += groups[at]
        steps.append(NeedsAt(at, tuple(s.process.name for s in groups[at]), _summed(so_far)))
    return tuple(steps)


def _summed(statuses: Iterable[ProcessStatus]) -> tuple[Need, ...]:
    counted: dict[tuple[Area, str, str | None], list[int]] = {}
    for status in statuses:
        for area in AREAS:
            for requirement in getattr(status.process.requirements, area):
                cell = counted.setdefault((area, requirement.name, requirement.unit), [0, 0])
                cell[0] += requirement.quantity or 0
                cell[1] += requirement.quantity is None
    return tuple(Need(area, name, unit, n, unknown) for (area, name, unit), (n, unknown) in counted.items())
