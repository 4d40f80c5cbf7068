"""All texts of a plan with their paths. Nine rules read them: they are walked over once for all of them."""

from dataclasses import dataclass
from functools import lru_cache

from phrom.core.plan.document import Plan
from phrom.core.plan.paths import walk


@dataclass(frozen=True, eq=False)
class _ThisPlan:
    """A plan by what it is, not by what it says: comparing whole plans would cost more than walking over one."""

    plan: Plan

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ThisPlan) and self.plan is other.plan


def texts_of(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Path and text of every value that is text, in the order of the document."""
    return _texts(_ThisPlan(plan))


@lru_cache(maxsize=2)  # plans are immutable, and checked one after the other
def _texts(this: _ThisPlan) -> tuple[tuple[str, str], ...]:
    return tuple((path, value) for path, value in walk(this.plan) if isinstance(value, str))
