"""What work needs, all in one cell: `กระบวนงาน | ความต้องการขั้นต่ำ`, with the areas as words inside the cells.

Offices write so where a column an area would be too narrow: a table within the cell, or a line for each area.
"""

import re
from dataclasses import dataclass

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.words.columns import area_of, column_kinds
from phrom.core.importing.words.marks import is_box, tick, without_numbering
from phrom.core.plan.document import AREAS, Area
from phrom.core.values.thai_text import key, tidy

_LABEL = re.compile(r"^(?P<label>[^:：\d๐-๙]{2,50}?)\s*(?:[:：]\s*(?P<value>.*)|$)")
_LONGEST = 40  # letters of a label
_FEWEST = 2  # areas of a cell, rows of a table
_MOST = 0.6  # of the cells of the column


@dataclass(frozen=True)
class _Part:
    """A line of a cell: the words that may name an area, and what stands behind them."""

    label: str
    area: Area | None
    value: str
    line: Line


def with_needs_parted(table: Table) -> Table:
    """The table with a column for each area, where one column holds what is needed of all of them; else as it was."""
    kinds = [column.kinds for column in table.columns]
    if any(k & {"threat", "struck", "strategy", "name"} for k in kinds):
        return table
    of_areas = [
        i for i, k in enumerate(kinds) if "resource" in k
    ]  # areas below one another, or in the cells themselves
    width = max((len(row.cells) for row in table.rows), default=0)
    for i in range(1, width):
        if of_areas not in ([], [i]):
            continue
        cells = [row.cells[i] for row in table.rows if i < len(row.cells) and len(row.cells[i].lines) > 1]
        labels = _labels(cells)
        if len({area for _, area in labels}) >= _FEWEST and len(cells) >= _FEWEST:
            return _parted(table, i, dict(labels))
    return table


def _parts(cell: Cell) -> list[_Part]:
    found = []
    for line in cell.lines:
        match = None if _is_ticked(line.text) else _LABEL.match(without_numbering(line.text))
        label = tidy(match["label"]) if match and len(key(match["label"])) <= _LONGEST else ""
        value = tidy(match["value"] or "") if match else ""
        found.append(_Part(key(label), area_of(label) if label else None, value, line))
    return found


def _is_ticked(text: str) -> bool:
    return bool(text) and (is_box(text[0]) or tick(text[0]) is True)


def _labels(cells: list[Cell]) -> list[tuple[str, Area]]:
    """The words that head an area in most of the cells; each cell begins with one."""
    said: dict[str, Area] = {}
    count: dict[str, int] = {}
    for cell in cells:
        parts = _parts(cell)
        if parts[0].area is None:
            return []
        for label, area in {(part.label, part.area) for part in parts if part.area is not None}:
            said[label] = area
            count[label] = count.get(label, 0) + 1
    return [(label, area) for label, area in said.items() if count[label] >= max(_FEWEST, _MOST * len(cells))]


def _parted(table: Table, i: int, labels: dict[str, Area]) -> Table:
    headed = bool(table.columns)
    data = [row for row in table.rows if headed or (i < len(row.cells) and len(row.cells[i].lines) > 1)]
    header = (*table.header, *(row for row in table.rows if row not in data))
    columns = table.columns or tuple(
        Column(cell.text, "", column_kinds(cell.text)) for cell in (header[0].cells if header else data[0].cells)
    )
    columns = tuple(Column(c.text, c.group, c.kinds if headed else c.kinds - {"step"}) for c in columns)
    if not any("process" in column.kinds for column in columns):
        columns = (Column(columns[0].text, "", frozenset({"process"})), *columns[1:])
    areas = [area for area in AREAS if area in labels.values()]
    heads = {area: _head(area, data, i, labels) for area in areas}
    rows, marks = [], []
    for row in data:
        by_area, of_labels = _by_area(row.cells[i] if i < len(row.cells) else Cell(), labels)
        marks += [Row((Cell((line,), line.number),)) for line in of_labels]
        needs = (Cell(tuple(by_area.get(area, ())), row.cells[0].start) for area in areas)
        rows.append(Row((*row.cells[:i], *needs, *row.cells[i + 1 :])))
    needed = tuple(Column(heads[area], "", frozenset({area})) for area in areas)
    return Table(tuple(rows), (*columns[:i], *needed, *columns[i + 1 :]), (*header, *marks), table.label)


def _head(area: Area, rows: list[Row], i: int, labels: dict[str, Area]) -> str:
    """The words that the first row has for an area."""
    parts = (part for row in rows if i < len(row.cells) for part in _parts(row.cells[i]))
    found = (_LABEL.match(without_numbering(p.line.text)) for p in parts if labels.get(p.label) == area)
    return next((tidy(match["label"]) for match in found if match), "")


def _by_area(cell: Cell, labels: dict[str, Area]) -> tuple[dict[Area, list[Line]], list[Line]]:
    """What a cell needs of each area, and the lines that only head one."""
    found: dict[Area, list[Line]] = {}
    heads: list[Line] = []
    current: Area | None = None
    for part in _parts(cell):
        area = labels.get(part.label)
        if area is not None and area not in found:
            current = area
            found[area] = [Line(part.line.number, part.value)] if part.value else []
            heads += [] if part.value else [part.line]
        elif current is not None:
            found[current].append(part.line)
    return found, heads
