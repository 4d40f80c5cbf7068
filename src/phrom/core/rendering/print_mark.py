"""Which print this is: of which version, draft or not, and which copy of how many."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Copy:
    """A numbered copy and who holds it: a person, or a place such as a cupboard."""

    number: int
    of: int
    holder: str | None = None


@dataclass(frozen=True)
class PrintMark:
    """`version`: the number of the plan version, if there is one. Without `copy` the page says that nobody keeps track
    of it."""

    version: int | None = None
    draft: bool = False
    copy: Copy | None = None


NO_MARK = PrintMark()
