"""A plan as an office has it before it becomes a file, and the markup in which the cases are written.

One line is one paragraph; what begins with a sign is something else:

    %% text: rows           how tables look in the text file: cells, rows, lines or pairs (see `as_text`)
    %% header: ...          running head; `%% footer:` likewise, {page} is the number of the page
    == page ==              the next page begins
    #. text                 an item of a list that the word processor numbers
    *. text                 an item of a list with bullets
    [[ text ¶ text ]]       a text box
    @table 2                a table with two rows of headings, up to @end; one row a line, cells parted by ` | `,
                            ¶ a new line in a cell, < joined to the cell on its left, ^ to the cell above

{tick} is the Wingdings tick of Word, U+F0FC in the private use area, and {tick2} U+F050 of Wingdings 2.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

TICKS = {"{tick}": "\uf0fc", "{tick2}": "\uf050"}
LEFT, ABOVE = "<", "^"


@dataclass(frozen=True)
class Paragraph:
    text: str
    kind: str = "plain"  # plain | numbered | bullet
    number: int = 0  # of a numbered item, from 1


@dataclass(frozen=True)
class Box:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Table:
    """`rows` hold the lines of each cell, or LEFT or ABOVE alone where a cell belongs to another."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    heads: int

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)

    def is_joined(self, y: int, x: int) -> bool:
        return self.rows[y][x] in ((LEFT,), (ABOVE,))

    def reach(self, y: int, x: int) -> tuple[int, int]:
        """How many rows down and columns right a cell takes."""
        across = down = 1
        while x + across < len(self.rows[y]) and self.rows[y][x + across] == (LEFT,):
            across += 1
        while y + down < len(self.rows) and x < len(self.rows[y + down]) and self.rows[y + down][x] == (ABOVE,):
            down += 1
        return down, across


Block = Paragraph | Box | PageBreak | Table


@dataclass(frozen=True)
class Document:
    blocks: tuple[Block, ...]
    head: dict[str, str] = field(default_factory=dict)

    def changed(self, change: Callable[[str], str]) -> "Document":
        """The same document with `change` done to every text in it."""
        head = {k: change(v) if k in ("header", "footer") else v for k, v in self.head.items()}
        return Document(tuple(_changed(block, change) for block in self.blocks), head)


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=change(block.text))
    if isinstance(block, Box):
        return Box(tuple(change(line) for line in block.lines))
    if isinstance(block, Table):
        rows = tuple(
            tuple(cell if cell in ((LEFT,), (ABOVE,)) else tuple(change(line) for line in cell) for cell in row)
            for row in block.rows
        )
        return Table(rows, block.heads)
    return block


def parse(text: str) -> Document:
    """The document that a markup says."""
    for sign, tick in TICKS.items():
        text = text.replace(sign, tick)
    head: dict[str, str] = {}
    blocks: list[Block] = []
    lines = iter(text.removesuffix("\n").split("\n"))
    number = 0
    for line in lines:
        number = number + 1 if line.startswith("#. ") else 0
        if found := re.fullmatch(r"%% (\w+): (.*)", line):
            head[found[1]] = found[2]
        elif line == "== page ==":
            blocks.append(PageBreak())
        elif found := re.fullmatch(r"@table ?(\d*)", line):
            blocks.append(_table(lines, int(found[1] or 1)))
        elif found := re.fullmatch(r"\[\[ (.*) \]\]", line):
            blocks.append(Box(tuple(found[1].split(" ¶ "))))
        elif line.startswith("#. "):
            blocks.append(Paragraph(line[3:], "numbered", number))
        elif line.startswith("*. "):
            blocks.append(Paragraph(line[3:], "bullet"))
        else:
            blocks.append(Paragraph(line))
    return Document(tuple(blocks), head)


def _table(lines: Iterator[str], heads: int) -> Table:
    rows: list[tuple[tuple[str, ...], ...]] = []
    for line in lines:
        if line == "@end":
            return Table(tuple(rows), heads)
        rows.append(tuple(tuple(p.strip() for p in cell.split("¶")) for cell in re.split(r"(?<!\S)\|(?!\S)", line)))
    raise ValueError("a table without @end")
