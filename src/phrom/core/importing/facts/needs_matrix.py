"""What work needs, as a matrix: a thing a row, and a column for each process.

The processes stand over the columns by number (`กระบวนงานที่` above `1 | 2 | 3`), by code or by name; in the cells
stands how many are needed, or a tick.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.processes import ProcessBook, ProcessEntry
from phrom.core.importing.tables.column_signs import held_in
from phrom.core.importing.tables.known_work import area_of_thing
from phrom.core.importing.tables.needs_by_caption import area_above
from phrom.core.importing.words.columns import area_of, column_kinds
from phrom.core.importing.words.marks import is_none, numbering, tick, without_numbering
from phrom.core.plan.document import AREAS, Area, Requirement
from phrom.core.values.thai_text import arabic_digits, key, tidy

_FEWEST = 2  # processes, areas
_MOST = 0.6  # of the columns
_AREA = re.compile(r"^ด้าน|อาคาร|สถานที่|อุปกรณ์|วัสดุ|เทคโนโลยี|สารสนเทศ|บุคลากร|คู่ค้า|ผู้ให้บริการ|ภายนอก")
_COUNT = re.compile(r"\(?\s*(?P<count>\d{1,4})\s*(?P<unit>[ก-๎]{2,12})?\s*\)?")


def read_matrix(table: Table, draft: Draft, processes: ProcessBook, heads: Sequence[Line] = ()) -> bool:
    """Fill the processes' requirements from such a table; False if the table is none.

    The areas are told by rows of their own, by a column of them, by the heading of the things, or by one of the lines
    that head the table (`heads`, the nearest first); columns of processes by their headings, or by somebody who says so
    (`of-process`).
    """
    header, rows = (table.header, table.rows) if table.header else (table.rows[:1], table.rows[1:])
    if not header:
        return False
    told = table.having("of-process")
    names = header[-1].cells
    if told:
        over = {i: processes.see(names[i]) for i in told if i < len(names) and names[i].lines}
    else:
        over = _processes_over(header[-1], processes)
    where = _where(table, names, rows, over)
    caption, above = area_above(heads)
    above = where.named or above
    areas = [_area_row(row) for row in rows]
    parted = len({area for area in areas if area}) >= _FEWEST
    areas = areas if parted else [None] * len(rows)
    known = parted or where.area is not None or above is not None or where.speak
    if where.thing is None or len(over) < (1 if told else _FEWEST) or not (known or told):
        return False
    for lines in (caption, *(row.lines for row in header)):
        draft.furnish(lines)
    area = above
    for row, opened in zip(rows, areas, strict=True):
        said = row.cells[where.area] if where.area is not None and where.area < len(row.cells) else Cell()
        area = (area_of(without_numbering(said.text)) if said.lines else None) or area
        if opened is not None:
            area = opened
            draft.furnish(row.lines)
        else:
            _thing(row, where, area, over, draft)
    return True


@dataclass(frozen=True)
class _Columns:
    """The columns of the things, of their areas, of counting words. `named`: the area that the heading of the things
    says; `speak`: each thing says by itself what area it is of."""

    thing: int | None
    area: int | None
    counter: int | None
    named: Area | None
    speak: bool


def _where(table: Table, heads: tuple[Cell, ...], rows: tuple[Row, ...], over: dict[int, ProcessEntry]) -> _Columns:
    kinds = [column.kinds for column in table.columns] or [column_kinds(cell.text) for cell in heads]
    beside = [i for i in range(len(kinds)) if i not in over and not kinds[i] & {"number", "counter", "remark"}]
    things = [i for i in beside if held_in(rows, i).texts]
    area = next((i for i in things if len(things) > 1 and _names_areas(rows, i)), None)
    thing = next((i for i in things if i != area and not _names_areas(rows, i)), None)
    said = [one for one in AREAS if thing is not None and one in kinds[thing]]
    counter = next((i for i, own in enumerate(kinds) if "counter" in own and i not in over), None)
    told = [_area_told(row, thing, over) for row in rows if thing is not None and len(row.filled) > 1]
    speak = sum(area is not None for area in told) >= max(_FEWEST, _MOST * len(told))
    return _Columns(thing, area, counter, said[0] if len(said) == 1 else None, speak)


def _names_areas(rows: tuple[Row, ...], i: int) -> bool:
    held = held_in(rows, i)
    named = [text for text in held.texts if _AREA.search(key(text))]
    return (
        len(named) >= _MOST * len(held.texts) > 0
        and len({area_of(without_numbering(text)) for text in named}) >= _FEWEST
    )


def _area_told(row: Row, thing: int | None, over: Collection[int]) -> Area | None:
    """What a thing is by its name, else by how it is counted: `กล้องรังวัด`, and in a column `2 ชุด`."""
    if thing is None or thing >= len(row.cells):
        return None
    counted = (f"{row.cells[thing].text} {row.cells[i].text}" for i in over if i < len(row.cells))
    return next((area for text in (row.cells[thing].text, *counted) if (area := area_of_thing(text))), None)


def _processes_over(head: Row, processes: ProcessBook) -> dict[int, ProcessEntry]:
    """The process that each column is headed by; none where they are not the most of the columns."""
    filled = [i for i, cell in enumerate(head.cells) if i and cell.lines]
    named = {i: processes.named(head.cells[i].text) for i in filled}
    known = {i: entry for i, entry in named.items() if entry is not None}
    return known if len(known) >= _MOST * len(filled) and len({e.id for e in known.values()}) == len(known) else {}


def _area_row(row: Row) -> Area | None:
    """The area that a row with nothing but its name opens."""
    return area_of(without_numbering(row.filled[0].text)) if len(row.filled) == 1 and row.cells[0].lines else None


def _thing(row: Row, where: _Columns, told: Area | None, over: dict[int, ProcessEntry], draft: Draft) -> None:
    """A thing, and how many of it each process needs."""
    first = row.cells[where.thing] if where.thing is not None and where.thing < len(row.cells) else Cell()
    name = without_numbering(first.text) if numbering(first.text) else first.text
    area = told or _area_told(row, where.thing, over)
    if not first.lines or area is None:
        return
    draft.furnish(line for i, cell in enumerate(row.cells) if i not in over for line in cell.lines)
    counter = row.cells[where.counter].text if where.counter is not None and where.counter < len(row.cells) else ""
    for i, entry in over.items():
        cell = row.cells[i] if i < len(row.cells) else Cell()
        need = need_of(name, cell.text, None if is_none(counter) else counter)
        items = entry.requirements.setdefault(area, [])
        path = f"processes/{entry.id}/requirements/{area}"
        if need is None:
            draft.read(path, cell.lines)
            continue
        draft.read(f"{path}/{len(items)}", (*first.lines, *_without(cell.lines, first.lines)), name)
        items.append(need)


def _without(lines: tuple[Line, ...], others: tuple[Line, ...]) -> tuple[Line, ...]:
    numbers = {line.number for line in others}
    return tuple(line for line in lines if line.number not in numbers)


def says_need(text: str) -> bool:
    """Whether a cell says no more than how much is needed of the thing that heads it: a count, a tick, nothing."""
    return tick(text) is not None or bool(_COUNT.fullmatch(tidy(arabic_digits(text))))


def need_of(name: str, text: str, unit: str | None) -> Requirement | None:
    """`8`, `2 เครื่อง`, a tick, or words; None for a blank, a dash or nought."""
    match = _COUNT.fullmatch(tidy(arabic_digits(text)))
    if match:
        count = int(match["count"])
        return Requirement(name=name, quantity=count, unit=match["unit"] or unit) if count else None
    if is_none(text) or tick(text) is False:
        return None
    return Requirement(name=name if tick(text) else f"{name} {tidy(text)}")
