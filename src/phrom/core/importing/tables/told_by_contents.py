"""Columns whose headings no plan is known to use, told by what stands below them: levels, times, units, people."""

from collections.abc import Callable
from dataclasses import replace

from phrom.core.importing.blocks import Block, Column, Paragraph, Row, Table
from phrom.core.importing.names.people import mentions
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.names.units import is_every, is_unit
from phrom.core.importing.tables.card_tables import with_cards
from phrom.core.importing.tables.counted_by_time import is_by_time
from phrom.core.importing.tables.crossed_cells import without_crosses
from phrom.core.importing.tables.joined_columns import with_whole_names, with_whole_times
from phrom.core.importing.tables.known_work import with_known_work
from phrom.core.importing.tables.needs_by_caption import with_areas_above
from phrom.core.importing.tables.needs_in_cells import with_needs_parted
from phrom.core.importing.tables.steps_below import with_steps_below
from phrom.core.importing.tables.table_evidence import with_evidence
from phrom.core.importing.tables.times_above import with_times_above
from phrom.core.importing.tables.turned_tables import table_turned
from phrom.core.importing.words.columns import IMPACTS, area_of, column_kinds, table_kinds
from phrom.core.importing.words.headings import named_team_heading, team_heading
from phrom.core.importing.words.marks import has_bullet, is_dash, is_none, numbering, tick, without_numbering
from phrom.core.values.duration import find_duration
from phrom.core.values.person_name import find_title
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key

_MOST = 0.8  # of the filled cells of a column
_FEWEST = 2  # filled cells that can tell
_LONGEST_HEADING = 40
_LONGEST_TIME = 24
_PLACES = frozenset({"name", "primary", "alternate"})

_SIGNS: tuple[tuple[frozenset[str], Callable[[str], bool]], ...] = (
    (frozenset({"impact"}), lambda text: key(text) in IMPACTS),
    (frozenset({"mtpd"}), lambda text: find_duration(text) is not None and len(key(text)) <= _LONGEST_TIME),
    (frozenset({"phone"}), lambda text: bool(find_numbers(text))),
    (frozenset({"unit", "owner", "responsible"}), lambda text: is_unit(text) or is_every(text)),
    (frozenset({"resource"}), lambda text: area_of(without_numbering(text)) is not None and len(key(text)) <= 30),
)


def with_told_columns(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with a meaning for columns that their headings do not tell."""
    told = tuple(
        part
        for block in with_areas_above(with_cards(blocks))
        for part in (_or_paragraphs(_told(block)) if isinstance(block, Table) else (block,))
    )
    placed = tuple(with_known_work(tuple(with_steps_below(told))))
    return tuple(without_crosses(b) if isinstance(b, Table) else b for b in with_times_above(placed))


def _or_paragraphs(table: Table) -> tuple[Block, ...]:
    """A frame around text, or lines that were only moved in: a table without headings that has one cell a row, or one
    row and no more, is its paragraphs."""
    one_row = len(table.rows) == 1 and len(table.rows[0].filled) != _FEWEST
    if table.columns or not (one_row or all(len(row.cells) == 1 for row in table.rows) or _is_chart(table)):
        return (table,)
    return tuple(Paragraph(line) for row in table.rows for line in row.lines if line.text)


def _is_chart(table: Table) -> bool:
    """The boxes of a structure chart: each begins with a place or a team, and names people below it."""
    boxes = [cell for row in table.rows for cell in row.filled]
    heads = [cell.lines[0].text for cell in boxes if len(cell.lines) > 1]
    placed = sum(bool(role_words(text) or team_heading(text) or named_team_heading(text)) for text in heads)
    peopled = sum(bool(mentions(cell.lines)) for cell in boxes)
    return len(boxes) > _FEWEST and min(placed, peopled) >= _MOST * len(boxes)


def _told(table: Table) -> Table:
    if is_by_time(table):
        return table
    headed = with_evidence(_with_headings(table_turned(with_needs_parted(table))))
    return _with_people(with_whole_times(with_whole_names(headed))) if headed.columns else headed


def _with_headings(table: Table) -> Table:
    """A table without known headings: the first row is taken for them if the columns below make a table of it."""
    if table.columns:
        return table
    if _is_tick_list(table):
        named = [Column(text, "", column_kinds(text)) for text in ("แล้วเสร็จ", "ขั้นตอน", "ผู้รับผิดชอบ")]
        return Table(table.rows, tuple(named[: max(len(row.cells) for row in table.rows)]), (), table.label)
    if len(table.rows) <= _FEWEST or not _can_head(table.rows[0]):
        return table
    header, rows = table.rows[0], table.rows[1:]
    columns = [
        Column(cell.text, "", column_kinds(cell.text) or _contents(rows, i)) for i, cell in enumerate(header.cells)
    ]
    if not all(column.kinds for column in columns) or not table_kinds([column.kinds for column in columns]):
        return table
    return Table(rows, tuple(columns), (header,), table.label)


def _is_tick_list(table: Table) -> bool:
    """`☐ | ๑. แจ้งทุกคน | ผู้ประสานงาน`: a box to tick, a numbered step, and who does it; between them full-width rows."""
    steps = [row.cells for row in table.rows if len(row.filled) > 1]
    return len(steps) >= _FEWEST and all(
        len(cells) == len(steps[0]) <= 3
        and cells[0].lines
        and tick(cells[0].text) is not None
        and numbering(cells[1].text) is not None
        for cells in steps
    )


def _can_head(row: Row) -> bool:
    """Short words in every cell, and nothing that only data says."""
    texts = [cell.text for cell in row.cells]
    return len(texts) >= 3 and all(0 < len(key(text)) <= _LONGEST_HEADING and not _is_data(text) for text in texts)


def _is_data(text: str) -> bool:
    """A dash, a level, a number to call, a person, or a time with its figure."""
    timed = find_duration(text) is not None and any(ch.isdigit() for ch in text)
    return is_dash(text) or has_bullet(text) or key(text) in IMPACTS or timed or _names_people(text)


def _names_people(text: str) -> bool:
    return bool(find_numbers(text)) or find_title(text) is not None


def _contents(rows: tuple[Row, ...], i: int) -> frozenset[str]:
    """What a column can mean by most of its cells; empty where they do not agree."""
    texts = [row.cells[i].text for row in rows if i < len(row.cells) and not is_none(row.cells[i].text)]
    if len(texts) < _FEWEST:
        return frozenset()
    agreed = (kinds for kinds, fits in _SIGNS if sum(map(fits, texts)) >= _MOST * len(texts))
    return next(agreed, frozenset())


def _with_people(table: Table) -> Table:
    """`หน้าที่ | ผู้รับผิดชอบ | โทรศัพท์`: the column in which people are named, where no heading says so."""
    every = frozenset().union(*(column.kinds | column.group_kinds for column in table.columns))
    if every & _PLACES or "phone" not in every or not every & {"role", "team"}:
        return table
    for i, column in enumerate(table.columns):
        cells = [row.cells[i] for row in table.rows if i < len(row.cells) and not is_none(row.cells[i].text)]
        if len(cells) >= _FEWEST and sum(bool(mentions(cell.lines)) for cell in cells) >= _MOST * len(cells):
            named = replace(column, kinds=frozenset({"name"}))
            return replace(table, columns=(*table.columns[:i], named, *table.columns[i + 1 :]))
    return table
