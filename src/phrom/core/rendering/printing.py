"""What a document is made with besides the plan: digits, practice or not, when and by whom, which copy of how many."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.values.thai_number import Digits


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


SHORTEST_PASSPHRASE = 10  # characters


@dataclass(frozen=True)
class Lock:
    """What a file is locked with: a passphrase, and the randomness that each file needs anew (16 and 12 bytes)."""

    passphrase: str
    salt: bytes
    nonce: bytes

    def __repr__(self) -> str:
        return "Lock(…)"  # a passphrase is never logged


@dataclass(frozen=True, kw_only=True)
class Printing:
    """What a document is made with besides the plan. `printed_at` needs a zone; `cache_dir`: where fonts are kept.

    Of a pocket file alone: `reader`, the id of the person whose duties stand on top, and `lock`. Of a Word file alone:
    `against`, the earlier plan from which the changes are marked.
    """

    cache_dir: Path
    digits: Digits = "arabic"
    practice: bool = False
    printed_at: datetime | None = None
    printed_by: str | None = None
    version_label: str | None = None
    mark: PrintMark = NO_MARK
    reader: str | None = None
    lock: Lock | None = None
    against: Plan | None = None

    def frame(self) -> dict[str, Any]:
        """What every renderer of PDF takes."""
        return {
            "cache_dir": self.cache_dir,
            "digits": self.digits,
            "practice": self.practice,
            "printed_at": self.printed_at,
            "printed_by": self.printed_by,
            "version_label": self.version_label,
            "mark": self.mark,
        }
