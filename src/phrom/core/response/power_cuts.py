"""What falls due while the power is cut as planned.

Source: the plan's power failure scenario; cuts are announced by the electricity authority with date, from and to.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar


class Cut(Protocol):
    @property
    def begins_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


C = TypeVar("C", bound=Cut)


def cut_at(cuts: Iterable[C], moment: datetime | None) -> C | None:
    """The cut in which a moment lies, its first moment included; None for no moment."""
    if moment is None:
        return None
    return next((cut for cut in cuts if cut.begins_at <= moment < cut.ends_at), None)
