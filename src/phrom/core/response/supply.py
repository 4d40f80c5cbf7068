"""Resources in an incident: what is asked of whom and what became of it, and whether it covers what is needed by when.

Source of the steps: the plan's day 1 and days 2-7 (ติดต่อและประสานงานในการจัดหาทรัพยากร; ตรวจสอบความพร้อมและข้อจำกัด).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from phrom.core.plan.document import AREAS
from phrom.core.response.needs import Need, NeedsAt

RequestState = Literal["asked", "promised", "in_place", "returned", "refused"]
CATEGORIES: tuple[str, ...] = (*AREAS, "food", "water", "lodging", "protection", "transport")
_FOLLOWS: dict[RequestState, tuple[RequestState, ...]] = {
    "asked": ("promised", "in_place", "refused"),
    "promised": ("promised", "in_place", "refused"),  # another time, or another number
    "in_place": ("in_place", "returned"),  # more of it has come
    "returned": (),
    "refused": ("promised",),  # they found some after all
}


def may_follow(before: str, after: str) -> bool:
    """Whether a request in one state can come to another."""
    return any(state == before and after in following for state, following in _FOLLOWS.items())


@dataclass(frozen=True)
class Holding:
    """So much of something: there now (`by` None), or promised for a moment."""

    category: str
    name: str
    quantity: int
    by: datetime | None = None


@dataclass(frozen=True)
class Covered:
    """A need against what is there and what is promised in time."""

    need: Need
    here: int
    promised: int

    @property
    def lack(self) -> int:
        return max(0, self.need.quantity - self.here - self.promised)

    @property
    def known(self) -> bool:
        """Whether anybody has said anything about it."""
        return bool(self.here or self.promised)


def coverage(step: NeedsAt, holdings: Iterable[Holding]) -> tuple[Covered, ...]:
    """Each need of a step against the holdings of its name; those promised for later than the step do not count."""
    here: dict[tuple[str, str], int] = {}
    promised: dict[tuple[str, str], int] = {}
    for holding in holdings:
        key = holding.category, same_name(holding.name)
        if holding.by is None:
            here[key] = here.get(key, 0) + holding.quantity
        elif step.at is not None and holding.by <= step.at:
            promised[key] = promised.get(key, 0) + holding.quantity
    return tuple(
        Covered(n, here.get((n.area, same_name(n.name)), 0), promised.get((n.area, same_name(n.name)), 0))
        for n in step.needs
    )


def seats_of(holdings: Iterable[Holding], at: datetime | None) -> int:
    """Seats besides those of the chosen site: premises that are there, or promised by `at`."""
    return sum(
        h.quantity for h in holdings if h.category == "premises" and (h.by is None or (at is not None and h.by <= at))
    )


def same_name(name: str) -> str:
    """Thai is written with and without blanks: the same thing is meant."""
    return "".join(name.casefold().split())
