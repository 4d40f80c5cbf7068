"""Rows of a text table whose cells hold several paragraphs: the row goes on over lines, tabs stand between cells.

    ที่ <tab> กระบวนงาน <tab> ระดับ          ที่ | กระบวนงาน | ระดับผลกระทบ | หยุดได้
    ผลกระทบ <tab> หยุดได้               →   1. | งานทะเบียน | สูง | 1 วัน
    1. <tab> งานทะเบียน <tab> สูง <tab> 1 วัน

Joined only where it adds up: below headings that say which table it is, every row has exactly as many tabs as they,
and at least one row lies whole on its line.
"""

from dataclasses import dataclass
from itertools import pairwise

from phrom.core.importing.blocks import Cell, Line
from phrom.core.importing.tables.rows import opens_table
from phrom.core.importing.words.headings import is_page_furniture, phase_hours, section_kind, team_heading
from phrom.core.importing.words.marks import has_bullet, items_on_line, numbering
from phrom.core.importing.words.scenario_words import is_scenario_lead
from phrom.core.values.person_name import split_name
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import tidy

_ABOVE = 2  # lines of a run that may stand above the headings: a merged heading, a caption


@dataclass(frozen=True)
class JoinedRow:
    """A row that lies on the lines from `start` up to but not including `end` (indices)."""

    start: int
    end: int
    cells: tuple[Cell, ...]


def broken_rows(texts: list[str]) -> dict[int, JoinedRow]:
    """By index of its first line each row of tables with rows that are broken over lines; others are left alone."""
    found: dict[int, JoinedRow] = {}
    start = 0
    while start < len(texts):
        end = _run_end(texts, start)
        for row in _table(texts, start, end):
            found[row.start] = row
        start = max(end, start + 1)
    return found


def _run_end(texts: list[str], i: int) -> int:
    while i < len(texts) and texts[i].strip() and not _ends_table(texts[i]):
        i += 1
    return i


def _ends_table(text: str) -> bool:
    words = tidy(text)
    return "\t" not in text and bool(section_kind(words) or is_page_furniture(words) or is_scenario_lead(words))


def _table(texts: list[str], start: int, end: int) -> list[JoinedRow]:
    tabs = [text.count("\t") for text in texts[start:end]]
    if len(tabs) < 3 or max(tabs) < 1:
        return []
    for first in range(start, min(start + _ABOVE, end - 2) + 1):
        if any(text.startswith("\t") and text.count("\t") < 2 for text in texts[first:end]):
            continue  # cells that start with a tab each
        width = max(tabs) + 1  # of a row that lies whole on its line
        rows = _rows(texts, first, end, width)
        broken = len(rows) >= 2 and any(_is_broken(texts, row, width) for row in rows)
        if broken and opens_table(rows[0].cells, rows[1].cells):
            return rows
    return []


def _is_broken(texts: list[str], row: JoinedRow, width: int) -> bool:
    """Whether a line has some of a row's tabs and not all, or an item without a tab goes on with the last cell."""
    lines = texts[row.start : row.end]
    return any(0 < text.count("\t") < width - 1 for text in lines) or any(
        "\t" not in text and (has_bullet(text) or _is_next_item(above, text)) for above, text in pairwise(lines)
    )


def _is_next_item(above: str, text: str) -> bool:
    """`(๒) …` below a line whose last cell is `(๑) …`."""
    number, before = numbering(tidy(text)) or "", numbering(tidy(above.rpartition("\t")[2])) or ""
    return number.isdigit() and before.isdigit() and int(number) == int(before) + 1


def _rows(texts: list[str], i: int, end: int, width: int) -> list[JoinedRow]:
    """The lines parted into rows of a width; none where they do not come out even."""
    rows: list[JoinedRow] = []
    while i < end:
        start, tabs = i, 0
        while i < end and tabs < width - 1:
            tabs += texts[i].count("\t")
            i += 1
        if tabs != width - 1:
            return []
        while i < end and "\t" not in texts[i] and not _opens_row(texts, i, end, rows[-1].cells if rows else ()):
            i += 1
        rows.append(JoinedRow(start, i, _cells(texts, start, i)))
    return rows


def _opens_row(texts: list[str], i: int, end: int, above: tuple[Cell, ...]) -> bool:
    """Whether a line without a tab begins the first cell of a new row, and is no further line of the last cell."""
    text = tidy(texts[i])
    if has_bullet(text) or find_numbers(text) or i + 1 >= end:
        return False
    if team_heading(text) or phase_hours(text) is not None:
        return True
    first = above[0].text if above else ""
    return _is_next_item(first, text) and split_name(text) is None


def _cells(texts: list[str], start: int, end: int) -> tuple[Cell, ...]:
    cells: list[list[Line]] = [[]]
    for i in range(start, end):
        for n, part in enumerate(texts[i].split("\t")):
            if n:
                cells.append([])
            cells[-1].extend(Line(i + 1, item) for item in items_on_line(tidy(part)))
    return tuple(Cell(tuple(lines), lines[0].number if lines else start + 1) for lines in cells)
