"""A page of a PDF as lines outside tables and tables of cells, each character in the box where it stands."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from phrom.core.importing.files.pdf_grid import Box, Grid, grids_of
from phrom.core.importing.files.pdf_page import Glyph, Page
from phrom.core.importing.files.pdf_text import (
    TextLine,
    Words,
    continues,
    is_mark,
    is_thai,
    lines_of_glyphs,
    paragraphs,
)
from phrom.core.importing.words.marks import numbering

_INSIDE = 1.5  # points that a character may stick out of its table
_RAISED = 0.25  # of the size: marks and letters stand above the baseline, cells are told by what stands a bit above it
_WIDEST_PAD = 8.0
_TOUCHING, _KERNED = 0.15, 0.1  # of the size
_OVER = 1.2  # of the size: a word sticks out of its cell no farther
_FIRST_FILLED = 0.7  # of the rows: then a blank first cell at the top of a page is the rest of a row

_ENOUGH_ROWS = 3  # to say that no row of the table has so few cells filled


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell; `lower`: the part of a merged cell that reaches into this row from above."""

    words: tuple[Words, ...]
    column: int
    span: int
    lower: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    cells: tuple[PageCell, ...]

    @property
    def text(self) -> str:
        return " ".join(words.text for cell in self.cells for words in cell.words)

    def placed(self, place: str) -> "PageRow":
        """The row, its cells told where they stand."""
        return PageRow(tuple(replace(cell, place=f"{place} ช่อง {n}") for n, cell in enumerate(self.cells, start=1)))

    def goes_on_in(self, row: "PageRow", rows: list["PageRow"]) -> bool:
        """Whether a row at the top of the next page is the rest of this one, which the page's end has cut."""
        if [c.column for c in row.cells] != [c.column for c in self.cells] or len(row.cells) < 2:
            return False
        filled = [i for i, cell in enumerate(row.cells) if cell.words]
        if not filled or any(not self.cells[i].words for i in filled):
            return False
        runs = [self.cells[i].words[-1].runs_on_in(row.cells[i].words[0]) for i in filled]
        said = [row.cells[i].words[0].told.startswith("(") for i in filled]  # `ผู้ประสานทีม`, and below it `(หน.ฝ่าย)`
        if any(runs) and all(one or other for one, other in zip(runs, said, strict=True)):
            return True
        if filled[0] == 0 and _only_one_without_number(row, rows):
            return True  # the lower half of an item, its ticks beside it
        if len(filled) == len(row.cells):
            return False
        alike = [r for r in rows if len(r.cells) == len(self.cells)]
        if filled[0] > 0:
            if len(filled) == len(row.cells) - 1 >= _ENOUGH_ROWS:
                return False  # a row of its own below a cell that reaches down over it
            return sum(bool(r.cells[0].words) for r in alike) >= _FIRST_FILLED * len(alike)
        fewest = min(sum(bool(cell.words) for cell in r.cells) for r in alike)
        return len(alike) >= _ENOUGH_ROWS and len(filled) < fewest and continues(row.cells[0].words[0].told)

    def below_one_over_the_page(self, rows: list["PageRow"]) -> bool:
        """Whether the first cell, blank, is the rest of one on the page before: no other row has it blank."""
        if len(self.cells) < _ENOUGH_ROWS or self.cells[0].words or self.cells[0].lower:
            return False
        alike = [r for r in rows if len(r.cells) == len(self.cells)]
        filled = sum(bool(cell.words) for cell in self.cells[1:])
        return filled > 1 and bool(alike) and all(r.cells[0].words or r.cells[0].lower for r in alike)

    def with_rest(self, row: "PageRow") -> "PageRow":
        """The row with its rest from the next page."""
        pairs = zip(self.cells, row.cells, strict=True)
        return PageRow(tuple(replace(cell, words=_with_rest(cell.words, rest.words)) for cell, rest in pairs))


def _only_one_without_number(row: PageRow, rows: list[PageRow]) -> bool:
    """Whether a row has no number in a table in which every other row below the headings has one."""
    firsts = [r.cells[0].words[0].told for r in rows[1:] if r.cells[0].words]
    numbered = len(firsts) >= _ENOUGH_ROWS and all(numbering(text) for text in firsts)
    return numbered and numbering(row.cells[0].words[0].told) is None


def _with_rest(words: tuple[Words, ...], rest: tuple[Words, ...]) -> tuple[Words, ...]:
    if words and rest and words[-1].runs_on_in(rest[0]):
        return (*words[:-1], words[-1].followed_by(rest[0]), *rest[1:])
    return words + rest


@dataclass(frozen=True, slots=True)
class PageTable:
    """`edges`: the sides of its columns; `top`: how high it begins."""

    edges: tuple[float, ...]
    top: float
    rows: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True)
class PageLayout:
    width: float
    text: tuple[TextLine, ...]
    tables: tuple[PageTable, ...]


def layout_of(page: Page, told: Callable[[str], str] = str) -> PageLayout:
    """Lines and tables of a page, both from top to bottom. `told`: what damaged text says."""
    grids = grids_of(page.rules)
    boxes = [_boxes(grid) for grid in grids]
    inside: dict[Box, list[Glyph]] = {}
    outside: list[Glyph] = []
    held = outside
    last: Glyph | None = None
    last_box: Box | None = None
    end: float | None = None  # of the letter before, its marks included; None behind a blank
    for glyph in page.glyphs:
        if glyph.text in "\r\n\ufffe" or (last is not None and _begins_line(last, glyph)):
            continue
        if glyph.text.isspace() or (is_mark(glyph.text) and last is not None and abs(last.y - glyph.y) < last.size):
            glyph = replace(glyph, y=last.y, size=last.size) if last is not None else glyph
        else:
            box = _box_of(glyph, grids, boxes)
            if box is not None and last_box not in (None, box) and _is_of_word(last, end, glyph, box):
                box = last_box  # a word too long for its column, over the rule
            last_box = box
            held = outside if box is None else inside.setdefault(box, [])
            last, end = glyph, None
        end = None if glyph.text.isspace() else max(end or glyph.x1, glyph.x1)
        held.append(glyph)
    tables = tuple(_table(grid, inside, told) for grid in grids)
    return PageLayout(page.width, tuple(lines_of_glyphs(outside)), tables)


def _begins_line(last: Glyph, glyph: Glyph) -> bool:
    """Whether a blank stands before the first letter of another line: it parts nothing."""
    return glyph.text.isspace() and glyph.x0 < last.x0 and abs(glyph.y - last.y) > _RAISED * last.size


def _is_of_word(last: Glyph | None, end: float | None, glyph: Glyph, box: Box) -> bool:
    """Whether a letter goes on with the word of the cell before, over the rule: no room is left at the side."""
    if last is None or end is None or abs(last.y - glyph.y) > _RAISED * last.size:
        return False
    if is_thai(last.text) != is_thai(glyph.text):
        return False
    over = (end >= box.left - _INSIDE or glyph.x0 < box.left) and glyph.x1 <= box.left + _OVER * last.size
    return over and -_KERNED * last.size <= glyph.x0 - end <= _TOUCHING * last.size


def _boxes(grid: Grid) -> dict[tuple[int, int], Box]:
    return {
        (row, column): box
        for box in grid.boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }


def _box_of(glyph: Glyph, grids: list[Grid], boxes: list[dict[tuple[int, int], Box]]) -> Box | None:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + _RAISED * glyph.size
    for grid, own in zip(grids, boxes, strict=True):
        left, right, top, bottom = grid.edges[0], grid.edges[-1], grid.levels[0], grid.levels[-1]
        if left - _INSIDE <= x <= right + _INSIDE and bottom - _INSIDE <= y <= top + _INSIDE:
            column = min(max(bisect_right(grid.edges, x) - 1, 0), len(grid.edges) - 2)
            row = min(max(bisect_right([-level for level in grid.levels], -y) - 1, 0), len(grid.levels) - 2)
            return own[(row, column)]
    return None


def _table(grid: Grid, inside: dict[Box, list[Glyph]], told: Callable[[str], str]) -> PageTable:
    rows: list[PageRow] = []
    for row in range(len(grid.levels) - 1):
        cells = []
        for box in sorted((b for b in grid.boxes if b.row <= row < b.row + b.rows), key=lambda b: b.column):
            words = _words(box, inside.get(box, []), told) if box.row == row else ()
            cells.append(PageCell(words, box.column, box.columns, lower=box.row < row))
        rows.append(PageRow(tuple(cells)))
    return PageTable(grid.edges, grid.levels[0], tuple(rows))


def _words(box: Box, glyphs: list[Glyph], told: Callable[[str], str]) -> tuple[Words, ...]:
    lines = lines_of_glyphs(glyphs)
    if not lines:
        return ()
    pad = min(max(min(line.x0 for line in lines) - box.left, 1.0), _WIDEST_PAD)
    return tuple(paragraphs(lines, box.right - pad, told))
