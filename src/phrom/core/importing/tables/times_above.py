"""Work grouped by how long it may stop: the time stands above a table (`หยุดได้ไม่เกิน 4 ชั่วโมง`) and not in it."""

from collections.abc import Iterator
from dataclasses import replace

from phrom.core.importing.blocks import Block, Cell, Column, Line, Paragraph, Table
from phrom.core.importing.tables.spoken_rows import time_above

_NOT_OF_WORK = frozenset({"threat", "strategy", "name", "stage"})


def with_times_above(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, with the time above a table of processes in a column of its own."""
    for i, block in enumerate(blocks):
        line = _time_above(block, blocks[i - 1] if i else None) if isinstance(block, Table) else None
        yield _timed(block, line) if isinstance(block, Table) and line is not None else block


def _time_above(table: Table, above: Block | None) -> Line | None:
    every = frozenset().union(*(column.kinds | column.group_kinds for column in table.columns))
    if "process" not in every or every & ({"mtpd", "time"} | _NOT_OF_WORK):
        return None
    lines = table.label.lines if table.label is not None else (above.line,) if isinstance(above, Paragraph) else ()
    said = ((line, time_above(line.text)) for line in lines)
    return next((Line(line.number, time) for line, time in said if time), None)


def _timed(table: Table, time: Line) -> Table:
    width = len(table.columns)
    rows = tuple(
        replace(row, cells=(*row.cells, *(Cell() for _ in range(width - len(row.cells))), Cell((time,), time.number)))
        if len(row.filled) > 1
        else row
        for row in table.rows
    )
    return replace(table, rows=rows, columns=(*table.columns, Column("MTPD", "", frozenset({"mtpd"}))), label=None)
