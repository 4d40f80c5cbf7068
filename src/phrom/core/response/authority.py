"""Who may decide, and from when: the head, then whoever stands next in the plan's order while the head is silent.

Source of the order: the plan's continuity team (primary, then alternates). Nothing is decided by the program; the time
only opens the right to the next person, who is then acting.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from phrom.core.plan.document import Role

DECIDE_WITHIN = timedelta(minutes=15)  # silence of one person before the next may decide


@dataclass(frozen=True)
class Turn:
    """`person` may decide from `opens_at` on; `acting` for the primary, unless they are the primary."""

    person: str
    opens_at: datetime
    acting: bool

    def is_open(self, now: datetime) -> bool:
        return now >= self.opens_at


def decision_turns(
    role: Role, asked_at: datetime, *, within: timedelta = DECIDE_WITHIN, passed: Collection[str] = ()
) -> tuple[Turn, ...]:
    """The turns of a role's people in their order, for a question asked at `asked_at`.

    `passed`: people who cannot decide (they asked themselves, cannot come, have no way to answer); nobody waits for
    them. Empty if the plan names nobody, or nobody who can decide.
    """
    order = dict.fromkeys(person for person in (role.primary, *role.alternates) if person)
    able = [person for person in order if person not in passed]
    return tuple(Turn(p, asked_at + within * rank, acting=p != role.primary) for rank, p in enumerate(able))


def next_turn(turns: Collection[Turn], now: datetime) -> Turn | None:
    """The next turn that is still to open, or None."""
    return min((t for t in turns if not t.is_open(now)), key=lambda t: t.opens_at, default=None)
