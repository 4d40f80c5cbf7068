"""Tables in which what is meant is ticked and what is not is crossed out: there a cross says no."""

from dataclasses import replace

from phrom.core.importing.blocks import Cell, Line, Table
from phrom.core.importing.words.columns import table_kinds
from phrom.core.importing.words.marks import crosses_say_no, is_cross

_ANSWERS = frozenset({"yes", "no", "answer"})  # below `ไม่มี` a cross is the mark that was asked for


def without_crosses(table: Table) -> Table:
    """The table with a dash for each cross, where others of its cells are ticked; as it was where it asks yes or no, or
    is of no known kind."""
    kinds = [column.kinds | column.group_kinds for column in table.columns]
    if any(kind & _ANSWERS for kind in kinds) or not table_kinds(kinds):
        return table
    if not crosses_say_no(cell.text for row in table.rows for cell in row.cells):
        return table
    return replace(
        table,
        rows=tuple(replace(row, cells=tuple(_crossed_out(cell) for cell in row.cells)) for row in table.rows),
    )


def _crossed_out(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(Line(x.number, "-") for x in cell.lines)) if is_cross(cell.text) else cell
