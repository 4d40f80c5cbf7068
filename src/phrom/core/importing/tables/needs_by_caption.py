"""A table of needs for each area, which only the line above it names: `ด้านวัสดุอุปกรณ์`, and below it
`กระบวนงาน | รายการ | จำนวน`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from phrom.core.importing.blocks import Block, Column, Line, Paragraph, Table
from phrom.core.importing.words.columns import areas_in, column_kinds
from phrom.core.importing.words.headings import section_kind
from phrom.core.plan.document import AREAS, Area
from phrom.core.values.thai_text import key

_LONGEST_CAPTION = 90
_NEEDS = re.compile("ความต้องการ|ทรัพยากร|ขั้นต่า|จาเป็น|ต้องใช้|ต้องมี")
_BESIDE = frozenset({"process", "number", "quantity", "counter", "remark"})

_PEOPLE_COUNTED = frozenset({"คน", "จานวนคน"})
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
    part: str | None = None
    for block in blocks:
        above = found[-1] if found else None
        if isinstance(block, Paragraph):
            part = section_kind(block.line.text) or part
        elif isinstance(above, Paragraph):
            needs = part == "requirements" or _NEEDS.search(key(above.line.text)) is not None
            found.append(_headed(block, above.line, needs=needs))
            continue
        found.append(block)
    return tuple(found)


def _headed(table: Table, above: Line, *, needs: bool) -> Table:
    """`needs`: the caption or the part of the plan says that this is what work needs."""
    _line, area = area_above((above,))
    header = table.header or table.rows[:1]
    if area is None or len(header) != 1 or len(table.rows) < 2:
        return table
    columns = table.columns or tuple(Column(cell.text, "", column_kinds(cell.text)) for cell in header[0].cells)
    counts = [
        i for i, column in enumerate(columns) if "quantity" in column.kinds or key(column.text) in _PEOPLE_COUNTED
    ]
    things = [i for i, column in enumerate(columns) if not column.kinds & _BESIDE and i not in counts]
    if not columns or "process" not in columns[0].kinds | columns[min(1, len(columns) - 1)].kinds:
        return table
    if len(things) > 1 or len(counts) > 1 or not (things or counts):
        return table
    needed = (things or counts)[0]
    said = columns[needed].kinds & set(AREAS)
    other = columns[needed].kinds & _OTHER or (said and area not in said and things)
    if other or not (needs or (things and not said)):
        return table
    columns = tuple(
        replace(column, kinds=_kinds(column, area, needed=i == needed, told=needs))
        if i in (needed, *counts)
        else column
        for i, column in enumerate(columns)
    )
    return Table(table.rows if table.header else table.rows[1:], columns, header, table.label)


def _kinds(column: Column, area: Area, *, needed: bool, told: bool) -> frozenset[str]:
    """What is needed of the caption's area, or how many of it: `จำนวน (คน)` beside places counts no other people."""
    if not needed:
        return column.kinds - {"capacity", *AREAS} | {"quantity"}
    return frozenset({area, "needed"} if told else {area})
