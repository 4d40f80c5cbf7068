"""Tables in which what is meant is ticked and what is not is crossed out: there a cross says no."""

from dataclasses import replace

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.words.columns import table_kinds
from phrom.core.importing.words.marks import crosses_say_no, is_cross, tick

_CHOICES = frozenset({"level", "time"})
_ANSWERS = frozenset({"yes", "no", "answer"})  # below `ไม่มี` a cross is the mark that was asked for


def without_crosses(table: Table) -> Table:
    """The table with a dash for each cross, where others of its cells are ticked; as it was where it asks yes or no, or
    is of no known kind."""
    kinds = [column.kinds | column.group_kinds for column in table.columns]
    if any(kind & _ANSWERS for kind in kinds) or not table_kinds(kinds):
        return table
    if not crosses_say_no(cell.text for row in table.rows for cell in row.cells):
        return table
    choices = [i for i, kind in enumerate(kinds) if kind & _CHOICES]
    return replace(
        table, rows=tuple(row if _chosen_by_cross(row, choices) else _crossed_out(row) for row in table.rows)
    )


def _chosen_by_cross(row: Row, choices: list[int]) -> bool:
    """Whether a row, whose answer stands below one of several levels or times, is answered by a cross: no cell of it is
    ticked otherwise, and some are left blank."""
    cells = [row.cells[i].text for i in choices if i < len(row.cells)]
    crossed = sum(map(is_cross, cells))
    return len(cells) > 1 and 0 < crossed < len(cells) and not any(tick(text) for text in cells if not is_cross(text))


def _crossed_out(row: Row) -> Row:
    return replace(row, cells=tuple(_dash_for_cross(cell) for cell in row.cells))


def _dash_for_cross(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(Line(x.number, "-") for x in cell.lines)) if is_cross(cell.text) else cell
