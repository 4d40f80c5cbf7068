"""A table of needs for each area, which only the line above it names: `ด้านวัสดุอุปกรณ์`, and below it
`กระบวนงาน | รายการ | จำนวน`."""

from collections.abc import Sequence
from dataclasses import replace

from phrom.core.importing.blocks import Block, Column, Line, Paragraph, Table
from phrom.core.importing.words.columns import areas_in, column_kinds
from phrom.core.plan.document import AREAS, Area

_LONGEST_CAPTION = 90
_BESIDE = frozenset({"process", "number", "quantity", "counter", "remark"})

_OTHER = frozenset({"mtpd", "rto", "impact", "strategy", "step", "name", "resource"})  # a table of something else


def area_above(heads: Sequence[Line]) -> tuple[tuple[Line, ...], Area | None]:
    """The first of the lines that head a table which names one area, and the area; neither where none does."""
    for line in heads:
        areas = areas_in(line.text) if len(line.text) <= _LONGEST_CAPTION else []
        if len(areas) == 1:
            return (line,), areas[0]
    return (), None


def with_areas_above(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, where the column of things in such a table means the area of its caption."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        found.append(_headed(block, above) if isinstance(block, Table) and isinstance(above, Paragraph) else block)
    return tuple(found)


def _headed(table: Table, above: Paragraph) -> Table:
    _line, area = area_above((above.line,))
    header = table.header or table.rows[:1]
    if area is None or len(header) != 1 or len(table.rows) < 2:
        return table
    columns = table.columns or tuple(Column(cell.text, "", column_kinds(cell.text)) for cell in header[0].cells)
    things = [i for i, column in enumerate(columns) if not column.kinds & _BESIDE]
    if not columns or "process" not in columns[0].kinds | columns[min(1, len(columns) - 1)].kinds or len(things) != 1:
        return table
    kinds = columns[things[0]].kinds
    if kinds & _OTHER or (table.columns and kinds & set(AREAS)):
        return table
    named = replace(columns[things[0]], kinds=frozenset({area}))
    columns = (*columns[: things[0]], named, *columns[things[0] + 1 :])
    return Table(table.rows if table.header else table.rows[1:], columns, header, table.label)
