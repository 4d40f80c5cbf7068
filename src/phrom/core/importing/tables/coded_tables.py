"""Tables whose first column says codes: `รหัส | บุคลากร | ที่นั่ง`, several below one another without a line between."""

from itertools import pairwise

from phrom.core.importing.blocks import Column, Row, Table
from phrom.core.importing.words.columns import column_kinds


def headed_by_code(table: Table) -> list[Table]:
    """The parts of a table without known headings, each headed by its row that begins with `รหัส` or `ที่`."""
    starts = [i for i, row in enumerate(table.rows) if _heads(row)]
    if table.columns or not starts or starts[0] != 0:
        return [table]
    return [_part(table.rows[a:b]) for a, b in pairwise([*starts, len(table.rows)]) if b - a > 1]


def _heads(row: Row) -> bool:
    texts = [cell.text for cell in row.cells]
    return len(texts) > 1 and "number" in column_kinds(texts[0]) and all(texts)


def _part(rows: tuple[Row, ...]) -> Table:
    columns = tuple(Column(cell.text, "", column_kinds(cell.text)) for cell in rows[0].cells)
    return Table(rows[1:], columns, rows[:1])
