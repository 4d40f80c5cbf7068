"""Tables turned on their side: what other plans head columns with stands in the first column, a thing a column.

`กระบวนงาน | งานทะเบียน | งานคลัง`, below it `ระดับผลกระทบ | สูง | ต่ำ`; stages below one another and a case a column;
phases as headings with their steps below; areas as headings with what is done below.
"""

from phrom.core.importing.blocks import Cell, Column, Row, Table
from phrom.core.importing.words.columns import area_of, column_kinds, table_kinds
from phrom.core.importing.words.headings import phase_hours
from phrom.core.importing.words.marks import is_none
from phrom.core.importing.words.scenario_words import stage_of, threat_slug
from phrom.core.plan.document import AREAS

_TIMES = frozenset({"mtpd", "rto", "impact"})  # what work has and nothing else
_KNOWN = 0.7  # of the labels in the first column
_LONGEST = 60
_MOST_ROWS = 3  # below headings that are the things themselves


def table_turned(table: Table) -> Table:
    """The table with its rows as columns where it stands on its side; else as it is."""
    table = _whole(table)
    if table.columns or len(table.rows) < 2 or len({len(row.cells) for row in table.rows if len(row.filled) > 1}) != 1:
        return table
    turned = _work_across(table) or _cases_across(table) or _phases_across(table) or _things_across(table)
    return turned or table


def _whole(table: Table) -> Table:
    """A table whose headings are all areas, or all phases, and nothing besides: its headings are data."""
    kinds = [column.kinds for column in table.columns]
    areas = bool(kinds) and all(own & set(AREAS) for own in kinds)
    beside = [own for own in kinds[1:] if own & set(AREAS)]
    labels = frozenset().union(*(column_kinds(row.cells[0].text) for row in table.rows if row.cells))
    turned = len(beside) == len(kinds) - 1 >= 3 and len(table.rows) <= _MOST_ROWS and "strategy" in labels
    if len(table.header) == 1 and (areas or turned):
        return Table((*table.header, *table.rows), (), (), table.label)
    return table


def _turned(rows: tuple[Row, ...], names: list[Column]) -> Table:
    """Columns become rows; the first column is the headings. Lines keep their numbers."""
    width = len(rows[0].cells)
    turned = tuple(Row(tuple(row.cells[i] if i < len(row.cells) else Cell() for row in rows)) for i in range(1, width))
    header = Row(tuple(row.cells[0] for row in rows))
    return Table(turned, tuple(names), (header,))


def _work_across(table: Table) -> Table | None:
    """Each row says one thing about every process: whose it is, its impact, its MTPD."""
    rows = tuple(row for row in table.rows if len(row.cells) > 1)
    labels = [row.cells[0].text for row in rows]
    if len(rows) < 3 or len(rows[0].cells) < 3 or any(not text or len(text) > _LONGEST for text in labels):
        return None
    kinds = [column_kinds(text) for text in labels]
    if {"resource", "strategy"} <= frozenset().union(*kinds) and all(area_of(c.text) for c in rows[0].cells[1:]):
        return _turned(rows, [Column(text, "", own) for text, own in zip(labels, kinds, strict=True)])
    if not frozenset().union(*kinds) & _TIMES or sum(map(bool, kinds)) < _KNOWN * len(kinds):
        return None
    if any(column_kinds(cell.text) & _TIMES for row in rows for cell in row.cells[1:]):
        return None  # labels in other columns too: a form
    if not any("process" in k for k in kinds):
        kinds[0] = frozenset({"process"})
    if "bia" not in table_kinds(kinds):
        return None
    return _turned(rows, [Column(text, "", own) for text, own in zip(labels, kinds, strict=True)])


def _cases_across(table: Table) -> Table | None:
    """A stage a row and a case a column."""
    head, rows = table.rows[0], table.rows[1:]
    stages = [stage_of(row.cells[0].text) for row in rows if row.cells]
    cases = [threat_slug(cell.text) is not None for cell in head.cells[1:]]
    if len(set(stages)) < 2 or None in stages or sum(cases) < 2 or sum(cases) < _KNOWN * len(cases):
        return None
    names = [Column(row.cells[0].text, "", frozenset({"scenario-stage"})) for row in rows]
    return _turned((head, *rows), [Column(head.cells[0].text, "", frozenset({"threat"})), *names])


def _phases_across(table: Table) -> Table | None:
    """A doer a row, a phase a column, and in the cells what is done."""
    head, rows = table.rows[0], [row for row in table.rows[1:] if len(row.cells) == len(table.rows[0].cells)]
    phases = [phase_hours(cell.text) is not None for cell in head.cells[1:]]
    if len(phases) < 2 or not all(phases) or not rows or column_kinds(head.cells[0].text) & {"step", "process"}:
        return None
    turned = []
    for i, phase in enumerate(head.cells[1:], start=1):
        listed = [row for row in rows if not is_none(row.cells[i].text)]
        turned += [Row((phase if n == 0 else Cell(), row.cells[i], row.cells[0])) for n, row in enumerate(listed)]
    kinds = ("stage", "step", "responsible")
    nothing = Row(tuple(cell for row in rows for cell in row.cells if is_none(cell.text)))
    columns = tuple(Column("", "", frozenset({kind})) for kind in kinds)
    return Table(tuple(turned), columns, (Row(head.cells[:1]), nothing))


def _things_across(table: Table) -> Table | None:
    """Phases, or resource areas, as the headings of all columns, and below them what is done."""
    head, rows = table.rows[0], table.rows[1:]
    if len(head.filled) != len(head.cells) or len(rows) > _MOST_ROWS or len(head.cells) < 2:
        return None
    texts = [cell.text for cell in head.cells]
    if all(phase_hours(text) is not None for text in texts):
        kinds = [frozenset({"stage"}), *[frozenset({"step"})] * len(rows)]
    elif len({area_of(text) for text in texts} & set(AREAS)) >= max(3, len(texts)):
        kinds = [frozenset({"resource"}), *[frozenset({"strategy"})] * len(rows)]
        if len(rows) == 2 and _name_owners(rows[1]):
            kinds[2] = frozenset({"owner"})
    else:
        return None
    below = (Cell(), *head.cells)
    turned = _turned((Row(below), *(Row((Cell(), *row.cells)) for row in rows)), [])
    return Table(turned.rows, tuple(Column("", "", own) for own in kinds))


def _name_owners(row: Row) -> bool:
    return all(len(cell.text) <= _LONGEST for cell in row.cells) and not all(is_none(cell.text) for cell in row.cells)
