"""What every kind of file is turned into first: paragraphs and tables whose every line knows its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from phrom.core.values.source import Bilingual, SourceLine


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line of the source; `text` is tidied for display, `number` counts from 1.

    `page_top`: the line starts with the blank that a page break left behind.
    """

    number: int
    text: str
    page_top: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's paragraphs, empty ones where a line's words were joined to the line above it.

    `start` is the line on which the cell begins, also when it is empty.
    `above`: what the merged cell says that this one is a lower part of.
    """

    lines: tuple[Line, ...] = ()
    start: int = 0
    span: int = 1
    above: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def whole(self) -> "Cell":
        """The cell with what a merged cell above it says, where it says nothing of its own."""
        return self if self.lines or not self.above else Cell(self.above, self.start, self.span)


@dataclass(frozen=True, slots=True)
class Row:
    """`complete` is False where cells were lost, as at a page break: what is not there is unknown."""

    cells: tuple[Cell, ...]
    complete: bool = True

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for cell in self.cells for line in cell.lines)

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's own heading and the merged heading above it, with what they can mean.

    `guessed`: its heading is not known, and what it means was taken from its cells and its place among the others.
    """

    text: str
    group: str
    kinds: frozenset[str]
    group_kinds: frozenset[str] = frozenset()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`label` is a full-width row above the headings (`หัวหน้าทีม`)."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()
    header: tuple[Row, ...] = ()
    label: Row | None = None

    def having(self, kind: str) -> list[int]:
        """Indexes of the columns that can mean this, those whose own heading says so first."""
        own = [i for i, column in enumerate(self.columns) if kind in column.kinds]
        return own or [i for i, column in enumerate(self.columns) if kind in column.group_kinds]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


Block = Paragraph | Table


@dataclass(frozen=True)
class SourceDocument:
    """A file as blocks, and every non-blank line of it. `mended`: lines whose text had to be put right, and why.

    `heading_levels`: by number, the lines that the word processor's own styles call headings: 1 for Heading 1, …
    """

    lines: tuple[SourceLine, ...]
    blocks: tuple[Block, ...]
    furniture: tuple[int, ...] = field(default=())
    mended: Mapping[int, Bilingual] = field(default_factory=dict)
    heading_levels: Mapping[int, int] = field(default_factory=dict)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every line of some blocks, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.line
        else:
            for row in ((block.label,) if block.label else ()) + block.header + block.rows:
                yield from row.lines
