"""A printed document as plain blocks: headings, lists, tables, one chart. What stands in it, not how it looks.

The same blocks can become PDF, Word or HTML. All texts are a plan's own words or ours, never markup.
"""

from dataclasses import dataclass
from typing import Literal

Mark = Literal["tick", "ticked", "box", "dash"]  # `ticked`: a box with its tick in it


@dataclass(frozen=True)
class Cell:
    """A cell of a table: lines of text, or one drawn mark."""

    lines: tuple[str, ...] = ()
    bullets: bool = False
    centred: bool = False
    strong: bool = False
    mark: Mark | None = None
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """`keep`: on one page with what follows."""

    text: str
    quiet: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Listing:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the page width; `derived`: all that it says stands elsewhere in the document too."""

    widths: tuple[float, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    small: bool = False
    derived: bool = False


@dataclass(frozen=True)
class ChartBox:
    role: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """The structure of the continuity team: head and coordinator above, the teams below, side by side."""

    above: tuple[ChartBox, ...]
    teams: tuple[ChartBox, ...]


@dataclass(frozen=True)
class Signer:
    """A place to sign: `signs_as` stands behind the line; below it name and post, dotted where nobody is known."""

    signs_as: str
    name: str | None
    position: str | None
    role: str


@dataclass(frozen=True)
class Signatures:
    """Places to sign, side by side, never torn."""

    signers: tuple[Signer, ...]


Block = Heading | Paragraph | Listing | Table | Chart | Signatures


def words(*lines: str, bullets: bool = False, centred: bool = False, strong: bool = False) -> Cell:
    """A cell of text; empty lines are left out."""
    return Cell(tuple(line for line in lines if line.strip()), bullets=bullets, centred=centred, strong=strong)


def head_row(*titles: str) -> tuple[Cell, ...]:
    return tuple(Cell((title,), centred=True, strong=True) for title in titles)
