"""Tables written as plain paragraphs: one cell a line below a run of headings, or `label: value` pairs."""

import re
from itertools import pairwise

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Row, Table
from phrom.core.importing.names.units import is_unit
from phrom.core.importing.tables.flat_headings import flat_header
from phrom.core.importing.tables.labelled_lines import read_labelled_rows, with_colons
from phrom.core.importing.tables.pairs import read_pairs
from phrom.core.importing.tables.person_records import read_person_record
from phrom.core.importing.tables.record_tables import read_records, repeated_labels
from phrom.core.importing.tables.rows import LooseCell, loose_rows, rows_of
from phrom.core.importing.tables.spoken_rows import read_spoken_rows
from phrom.core.importing.tables.tables_of_rows import columns_of, tables_of
from phrom.core.importing.words.columns import column_kinds, is_heading_cell, table_kinds
from phrom.core.importing.words.headings import phase_hours, section_kind, team_heading
from phrom.core.importing.words.marks import is_dash, numbering
from phrom.core.importing.words.scenario_words import is_scenario_lead, stage_of
from phrom.core.plan.document import AREAS
from phrom.core.values.thai_text import arabic_digits, key

_MOST_HEADINGS = 16
_LONGEST_NUMBERED = 16  # letters of a heading that has a number: `(1) ชื่อ-สกุล`
_COUNTED = re.compile(r"\d\s*(?:คน|เครื่อง|ชุด|คัน|ตัว|ห้อง|เลขหมาย|ที่นั่ง)")  # data: `บุคลากรหลัก 1 คน`


def with_loose_tables(blocks: list[Block]) -> list[Block]:
    """The blocks, with runs of paragraphs that are tables turned into tables."""
    out: list[Block] = []
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block.line)
        else:
            out.extend(_from_run(run))
            run = []
            out.append(block)
    out.extend(_from_run(run))
    return out


def _from_run(lines: list[Line]) -> list[Block]:
    out: list[Block] = []
    lines = with_colons(lines)
    repeated = repeated_labels(lines)
    i = 0
    while i < len(lines):
        width = _heading_run(lines, i)
        if width:
            kinds = table_kinds([column_kinds(line.text) for line in lines[i : i + width]])
            end = _table_end(lines, i + width, "form" in kinds)
            out.extend(_column_table(lines[i:end], width))
            i = end
            continue
        table, end = read_spoken_rows(lines, i)
        if table is None:
            table, end = read_labelled_rows(lines, i)
        if table is not None:
            out.append(table)
            i = end
            continue
        if read_spoken_rows(lines, i + 1)[0] is not None:
            out.append(Paragraph(lines[i]))  # the heading of what is told in sentences below it
            i += 1
            continue
        record, end = read_records(lines, i, repeated)
        if record is None:
            record, end = read_person_record(lines, i)
        if record is not None:
            out.append(record)
            i = end
            continue
        blocks, end = read_pairs(lines, i)
        if end > i:
            out.extend(blocks)
            i = end
            continue
        out.append(Paragraph(lines[i]))
        i += 1
    return out


def _heading_run(lines: list[Line], i: int) -> int:
    """How many lines from here on are the headings of a table, one a line; 0 if they are not."""
    if i and i < len(lines) and is_unit(lines[i].text) and team_heading(lines[i - 1].text):
        return 0  # the unit of the team that was named on the line above
    n = 0
    while i + n < len(lines) and n < _MOST_HEADINGS and _is_heading_at(lines, i, n):
        gap = n and lines[i + n].number - lines[i + n - 1].number
        if gap > 2 or (gap == 2 and table_kinds([column_kinds(line.text) for line in lines[i : i + n]])):
            break
        n += 1
    if n and section_kind(lines[i].text) and _is_title(lines, i, n):
        return 0
    n = _to_last_heading(lines[i : i + n])
    if _goes_through_stages(lines[max(i - 1, 0) : i + n]):
        return 0
    n -= _first_cells(lines[i : i + n])
    while n >= 2:
        kinds = [column_kinds(line.text) for line in lines[i : i + n]]
        found = table_kinds(kinds)
        if all(k & set(AREAS) for k in kinds):
            return 0  # the five areas as a list, as steps name them
        if n >= 3 and found and i + n < len(lines):
            return n
        if table_kinds(kinds) & {"form", "response", "digital"} and i + n < len(lines):
            return 0 if phase_hours(lines[i + n - 1].text) else n  # a part's title, and its first phase
        n -= 1
    return 0


def _is_title(lines: list[Line], i: int, n: int) -> bool:
    """Whether the first of n headings is the section's title: the rows below have one cell fewer."""
    data = i + n
    size = 1
    while data + size < len(lines) and lines[data + size].number - lines[data + size - 1].number == 1:
        size += 1
    rest = table_kinds([column_kinds(line.text) for line in lines[i + 1 : i + n]])
    first = column_kinds(lines[i].text)
    said_again = any(first & column_kinds(line.text) for line in lines[i + 1 : i + n])
    return bool(rest) and (said_again or size == n - 1 or size % n != 0)


def _to_last_heading(headings: list[Line]) -> int:
    """`แล้วเสร็จ` and `ไม่มี` are always the last column: what follows is data that reads like a heading."""
    for n, line in enumerate(headings, start=1):
        if n >= 3 and column_kinds(line.text) & {"done", "no"}:
            return n
    return len(headings)


def _goes_through_stages(headings: list[Line]) -> bool:
    """`ก่อนเกิดเหตุ`, a step, `ระหว่างเกิดเหตุ`, a step: stages with what is done below each, however short it is said."""
    stages = [n for n, line in enumerate(headings) if stage_of(line.text) is not None]
    return len(stages) >= 2 and any(two - one > 1 for one, two in pairwise(stages))


def _first_cells(headings: list[Line]) -> int:
    """How many of the last lines are no headings but the first area of a table of strategies."""
    kinds = [column_kinds(line.text) for line in headings]
    every = frozenset().union(*kinds[:-1]) if len(kinds) > 3 else frozenset()
    return int(every >= {"resource", "strategy"} and bool(kinds[-1]) and kinds[-1] <= set(AREAS))


def _table_below(header: list[Row], lines: list[Line]) -> Table:
    """The table below headings of two lines or two rows."""
    columns = columns_of(header)
    kinds = [column.kinds | (column.group_kinds & {"primary", "alternate"}) for column in columns]
    cells = [LooseCell(Cell((line,), line.number), False, line.page_top) for line in lines]
    return Table(tuple(loose_rows(cells, kinds, len(columns))) if cells else (), columns, tuple(header))


def _is_heading_at(lines: list[Line], i: int, n: int) -> bool:
    """A heading, or the dash of a blank heading cell with a heading right after it."""
    text = lines[i + n].text
    if n and is_dash(text) and i + n + 1 < len(lines):
        following = lines[i + n + 1].text
        return _is_heading_line(following) and section_kind(following) is None
    return _is_heading_line(text)


def _is_heading_line(text: str) -> bool:
    plain = arabic_digits(text)
    if numbering(text) is not None and len(key(text)) > _LONGEST_NUMBERED:
        return False
    if len(text) > 60 or ":" in text or "：" in text or _COUNTED.search(plain) or " (1) " in plain:
        return False
    return is_heading_cell(text)


def _table_end(lines: list[Line], i: int, form: bool) -> int:
    start = i
    while i < len(lines) and not _ends_table(lines, i, form, at_start=i == start):
        i += 1
    return i


def _ends_table(lines: list[Line], i: int, form: bool, *, at_start: bool) -> bool:
    """A heading after a blank line, a phase, a scenario, or the headings of another table end a loose table."""
    text = lines[i].text
    gap = i > 0 and lines[i].number - lines[i - 1].number > 1
    item = text.startswith("ส่วนที่") or "." in (numbering(text) or "")
    if form and item and section_kind(text) not in ("digital", "strategy_map"):
        return False
    if section_kind(text) and (gap or not is_heading_cell(text)):
        return True
    if phase_hours(text) or is_scenario_lead(text) or stage_of(text) or (team_heading(text) and gap):
        return True
    return not at_start and (_heading_run(lines, i) > 0 or (gap and _heading_run(lines, i + 1) > 0))


def _column_table(lines: list[Line], width: int) -> list[Block]:
    header = flat_header(lines[:width])
    if len(header[-1].cells) != width:
        return [_table_below(header, lines[width:])]
    cells = []
    for i, line in enumerate(lines):
        gap = i + 1 < len(lines) and lines[i + 1].number - line.number > 1
        cells.append(LooseCell(Cell((line,), line.number), gap or i + 1 == width, line.page_top))
    return list(tables_of(rows_of(cells, loose=True)))
