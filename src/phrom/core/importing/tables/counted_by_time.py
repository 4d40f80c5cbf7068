"""Tables that count or tick what is needed below lengths of time: `ประเภททรัพยากร | 4 ชั่วโมง | 1 วัน | 1 สัปดาห์`."""

from phrom.core.importing.blocks import Column, Row, Table
from phrom.core.importing.words.columns import column_kinds
from phrom.core.importing.words.headings import phase_hours
from phrom.core.importing.words.marks import is_none, tick
from phrom.core.plan.document import AREAS
from phrom.core.values.thai_text import arabic_digits, key

_FEWEST = 2  # lengths of time
_MOST = 0.6  # of the cells below them that count something
_LONGEST = 40  # letters of such a cell
_OTHER = frozenset({"mtpd", "rto", "impact", "step", "strategy", "name", "phone"})  # a table of something else
_OF_WORK = frozenset({"process", "unit", "threat", "responsible"})  # whose ticks below times say how long work may stop
_THINGS = frozenset({"resource", *AREAS})


def is_by_time(table: Table) -> bool:
    """Whether a table counts what is needed below two lengths of time or more, or ticks when each thing is needed."""
    columns, _header, rows = parts_of(table)
    times = times_of(columns)
    if len(times) < _FEWEST or any(column.kinds & _OTHER for i, column in enumerate(columns) if i not in times):
        return False
    said = [cell for row in rows for i in times if i < len(row.cells) and not is_none(cell := row.cells[i].text)]
    counted = sum(any(ch.isdigit() for ch in text) and len(key(text)) <= _LONGEST for text in said)
    marked = any(tick(text) for text in said) or {key(arabic_digits(text)) for text in said} <= {"0", "1"}
    if marked:
        beside = [column.kinds for i, column in enumerate(columns) if i not in times]
        things = any(kinds & _THINGS for kinds in beside) and not any(kinds & _OF_WORK for kinds in beside)
        return things and bool(said) and all(tick(text) for text in said)
    return counted >= max(1, _MOST * len(said))


def parts_of(table: Table) -> tuple[tuple[Column, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Columns, headings and rows; the first row heads a table of which no heading was known."""
    if table.columns:
        return table.columns, table.header, table.rows
    head = table.rows[0].cells if table.rows else ()
    return tuple(Column(c.text, "", column_kinds(c.text)) for c in head), table.rows[:1], table.rows[1:]


def times_of(columns: tuple[Column, ...]) -> tuple[int, ...]:
    return tuple(i for i, c in enumerate(columns) if "time" in c.kinds or phase_hours(c.text) is not None)
