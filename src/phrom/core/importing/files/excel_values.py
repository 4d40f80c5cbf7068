"""What an Excel cell shows, as text, and telephone numbers that lost their leading zero.

Dates are written with Buddhist years; whoever typed `15/1/2569` gave Excel the Christian year 2569 and means the
Buddhist one.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.tables.tables_of_rows import columns_of
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import long_date

_BUDDHIST_FROM = 2400  # no plan is dated in a Christian year as late as this
# a mobile number without its zero has nine digits, a landline eight: 81 234 5678, 2 123 4567, 53 123 456
_LOST_ZERO = re.compile(r"^(?:[689]\d{8}|[2-7]\d{7})$")
ZERO_ADDED = Bilingual(
    th="Excel ตัดเลขศูนย์ตัวหน้าออก จึงเติมให้ โปรดตรวจสอบ",
    en="Excel had dropped the leading zero; it was put back. Please check.",
)


def shown(value: object, number_format: str) -> str:
    """A cell's value as a person sees it, or nothing. Ticked boxes are ✓, unticked ones ☐."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "☐"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime | date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M} น."
    if isinstance(value, timedelta):
        return _span(value)
    return str(value)


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value * 100:g}%"
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


def _day(value: date) -> str:
    day = value.date() if isinstance(value, datetime) else value
    if day.year >= _BUDDHIST_FROM:
        day = day.replace(day=min(day.day, 28)) if (day.month, day.day) == (2, 29) else day
        day = day.replace(year=day.year - 543)
    return long_date(day)


def _span(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60} ชั่วโมง" if minutes % 60 == 0 else f"{minutes} นาที"


def with_zero(number: str) -> str:
    """A telephone number with the zero that Excel took away put back; anything else as it is."""
    digits = re.sub(r"[\s.-]", "", number)
    return f"0{digits}" if _LOST_ZERO.match(digits) else number


def with_zeros(table: Table, mended: dict[int, Bilingual]) -> Table:
    """The table with the zeros put back in its columns of telephone numbers; each such line is noted in `mended`."""
    heads = table.columns or (columns_of([table.rows[0]]) if table.rows else ())
    columns = {i for i, column in enumerate(heads) if "phone" in column.kinds}
    if not columns:
        return table
    rows = tuple(
        Row(tuple(_mended(c, mended) if i in columns else c for i, c in enumerate(row.cells)), row.complete)
        for row in table.rows
    )
    return replace(table, rows=rows)


def _mended(cell: Cell, mended: dict[int, Bilingual]) -> Cell:
    lines = []
    for line in cell.lines:
        whole = with_zero(line.text)
        if whole != line.text:
            mended[line.number] = ZERO_ADDED
            line = Line(line.number, whole, line.page_top)
        lines.append(line)
    return replace(cell, lines=tuple(lines))
