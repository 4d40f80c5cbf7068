"""Whole tables of which nothing was read: each is one question to the person who looks the reading over."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from phrom.core.importing.blocks import Line, Row, Table
from phrom.core.importing.facts.outline import Section
from phrom.core.importing.words.marks import has_bullet
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.source import LeftTable, UnplacedLine

_FEWEST = 2  # rows, and columns
_MOST_READ = 0.2  # of the lines of a table of which no more than a stray value was read
_LONGEST_CAPTION = 120
_LEAST_LEFT = 0.3  # of its lines; what is all marks and headings says nothing


def left_tables(
    sections: Sequence[Section], placed: AbstractSet[int], unplaced: AbstractSet[int]
) -> tuple[LeftTable, ...]:
    """The tables whose lines stand behind no value, in the order of the source.

    `placed`, `unplaced`: numbers of the lines behind some value, and of those that are neither that nor furniture.
    """
    return tuple(
        LeftTable(
            above=_cell([line for line in above if line.number in unplaced and _is_caption(line.text)]),
            rows=tuple(tuple(_cell(cell.lines) for cell in row.cells) for row in (*table.header, *table.rows)),
            headings=len(table.header),
        )
        for section in sections
        if section.kind != "contents"
        for table, above in section.tables_below()
        if _is_left(table, placed, unplaced)
    )


def _is_left(table: Table, placed: AbstractSet[int], unplaced: AbstractSet[int]) -> bool:
    rows = [row for row in (*table.header, *table.rows) if len(row.filled) >= _FEWEST]
    numbers = {line.number for row in _data(table) for line in row.lines}
    if len(rows) < _FEWEST or len(numbers & placed) > _MOST_READ * len(numbers):
        return False
    if len(numbers & unplaced) >= max(1, _LEAST_LEFT * len(numbers)):
        return True
    # scores and counts beside what they are of: bare numbers look like those of pages and rows
    data = [row for row in _data(table) if len(row.filled) >= _FEWEST]
    named = all(any(line.number in unplaced for line in row.lines) for row in data)
    return len(data) >= _FEWEST and named and numbers.isdisjoint(placed)


def _is_caption(text: str) -> bool:
    return len(text) <= _LONGEST_CAPTION and not has_bullet(text) and not find_numbers(text)


def _data(table: Table) -> tuple[Row, ...]:
    return table.rows if table.header else table.rows[1:]


def _cell(lines: Sequence[Line]) -> tuple[UnplacedLine, ...]:
    return tuple(UnplacedLine(number=line.number, text=line.text) for line in lines if line.text)
