"""Headings of a table that was flattened to paragraphs: those that run over two lines, and merged ones.

Two lines that say the same (`ระยะเวลาที่ยอมให้` and below it `งานสะดุดหยุดชะงัก`) are one heading. Groups such as
หลัก and สำรอง that are followed by the headings under each of them (`ชื่อ`, `โทรศัพท์`, `ชื่อ`, `โทรศัพท์`) are the
upper one of two rows.
"""

from phrom.core.importing.blocks import Cell, Line, Row
from phrom.core.importing.words.columns import column_kinds
from phrom.core.importing.words.marks import is_dash
from phrom.core.plan.document import AREAS

_GROUPS = frozenset({"primary", "alternate"})
_NEVER_JOINED = frozenset({"name", "phone", "level", "time", "yes", "no"})


def flat_header(lines: list[Line]) -> list[Row]:
    """The heading rows that some lines make: one, or a merged one and the one below it."""
    cells = _joined([line for line in lines if not is_dash(line.text)])
    return _two_rows(cells) or _over_areas(cells) or [Row(tuple(cells))]


def _joined(lines: list[Line]) -> list[Cell]:
    cells: list[Cell] = []
    for line in lines:
        if cells and _goes_on(cells[-1], line):
            cells[-1] = Cell((*cells[-1].lines, line), cells[-1].start)
        else:
            cells.append(Cell((line,), line.number))
    return cells


def _goes_on(cell: Cell, line: Line) -> bool:
    """Whether a line is the rest of the heading above it: cut at a slash, or one more word for the same thing."""
    above, own = column_kinds(cell.text), column_kinds(line.text)
    if cell.text.endswith(("/", "-", "และ", "(")):
        return True
    same = bool(own) and own <= above and not own & _NEVER_JOINED
    return same and not (own & set(AREAS) and not above - own)


def _over_areas(cells: list[Cell]) -> list[Row]:
    """`ภัยคุกคาม`, `ผลกระทบ`, then the areas: the heading before the areas stands above all of them."""
    areas = [bool(column_kinds(cell.text) & set(AREAS)) for cell in cells]
    first = areas.index(True) if True in areas else 0
    over = column_kinds(cells[first - 1].text) if first >= 2 else frozenset()
    if sum(areas[first:]) < 3 or not all(areas[first:]) or not over & {"impact", "resource", "threat"}:
        return []
    upper = cells[:first]
    lower = [*(Cell((), cell.start) for cell in upper[:-1]), *cells[first:]]
    return [Row(tuple(upper)), Row(tuple(lower))]


def _two_rows(cells: list[Cell]) -> list[Row]:
    kinds = [column_kinds(cell.text) for cell in cells]
    first = next((i for i, k in enumerate(kinds) if "name" in k and not k & _GROUPS), 0)
    upper, lower = cells[:first], cells[first:]
    groups = [i for i, cell in enumerate(upper) if kinds[i] & _GROUPS]
    if len(groups) < 2 or not lower or len(lower) % len(groups):
        return []
    share = len(lower) // len(groups)
    row: list[Cell] = []
    for i, cell in enumerate(upper):
        at = groups.index(i) * share if i in groups else 0
        row.extend(lower[at : at + share] if i in groups else [Cell((), cell.start)])
    return [Row(tuple(upper)), Row(tuple(row))]
