"""What is needed by when, as the national forms ask: a thing a row, and below each length of time how many of it.

`ประเภททรัพยากร | ที่มา | 4 ชั่วโมง | 1 วัน | 1 สัปดาห์`, an area a table, most often without a process: then it is what
the office needs as a whole. A requirement has one number, so it gets the one that is needed first; how many by when
stays in the source's own words beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.processes import ProcessBook
from phrom.core.importing.tables.column_signs import held_in
from phrom.core.importing.tables.counted_by_time import is_by_time, parts_of, times_of
from phrom.core.importing.tables.known_work import area_of_thing
from phrom.core.importing.tables.needs_by_caption import area_above
from phrom.core.importing.words.columns import area_of
from phrom.core.importing.words.marks import is_none, numbering, tick, without_numbering
from phrom.core.plan.document import AREAS, Area, Requirement, Requirements
from phrom.core.plan.wording import AREAS as AREA_WORDS
from phrom.core.values.thai_text import arabic_digits, key, tidy

_BESIDE = frozenset({"number", "counter", "remark"})
_COUNT = re.compile(r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,6})\s*(?P<unit>[ก-๎][ก-๎.]{0,14})?")
_PEOPLE = re.compile(r"(?P<count>\d{1,6})\s*(?P<unit>คน|ที่นั่ง|อัตรา|ราย)")
_WITHIN = re.compile(r"^(?:ภาย)?ใน\s*")
_TOTAL = re.compile(r"^(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|จานวน)?$")


@dataclass
class OfficeNeeds:
    """What the office needs as a whole, by area."""

    by_area: dict[Area, list[Requirement]] = field(default_factory=dict)

    def know(self, needs: Requirements) -> None:
        """What a plan that was read before says."""
        self.by_area = {area: list(items) for area in AREAS if (items := getattr(needs, area))}

    def value(self) -> Requirements:
        return Requirements(**{area: tuple(items) for area, items in self.by_area.items()})


@dataclass(frozen=True)
class _Columns:
    """Where things stand; `told`: the area that the heading of the things names."""

    times: tuple[int, ...]
    process: int | None
    area: int | None
    thing: int | None
    notes: tuple[int, ...]  # where it comes from, remarks
    counter: int | None
    told: Area | None


def read_by_time(
    table: Table, draft: Draft, processes: ProcessBook, office: OfficeNeeds, heads: Sequence[Line] = ()
) -> bool:
    """Fill the needs of processes, or of the office where no process is named; False if it is no such table.

    `heads`: the lines that head the table, the nearest first; one of them may name the area.
    """
    if not is_by_time(table):
        return False
    columns, header, rows = parts_of(table)
    caption, above = area_above(heads)
    reader = _Reader(draft, processes, office, columns, _where(columns, rows), above)
    for lines in (caption, *(row.lines for row in header)):
        draft.furnish(lines)
    for row in rows:
        reader.read(row)
    return True


class _Reader:
    def __init__(
        self,
        draft: Draft,
        processes: ProcessBook,
        office: OfficeNeeds,
        columns: tuple[Column, ...],
        where: _Columns,
        above: Area | None,
    ) -> None:
        self.draft, self.processes, self.office = draft, processes, office
        self.columns, self.where, self.area = columns, where, where.told or above
        self.holder, self.needs = "", office.by_area  # whose the rows are

    def read(self, row: Row) -> None:
        if len(row.filled) == 1:
            self._opened(row.filled[0])
            return
        process = _cell(row, self.where.process)
        if process.lines and not is_none(process.text):
            self._of_process(process)
        areas = _cell(row, self.where.area)
        self.area = (area_of(without_numbering(areas.text)) if areas.lines else None) or self.area
        thing = _cell(row, self.where.thing)
        name = without_numbering(thing.text) if numbering(thing.text) else thing.text
        area = self.area or (area_of_thing(name) if name else None)
        if area is None or not (name or (self.where.thing is None and self.holder)):
            return
        path = f"{self.holder}requirements/{area}"
        said = [(i, cell.text) for i in self.where.times if not is_none((cell := _cell(row, i)).text)]
        if not said or _TOTAL.match(key(name)):
            self.draft.read(path, row.lines)
            return
        items = self.needs.setdefault(area, [])
        need = self._need(name or AREA_WORDS[area].th, area, said, row)
        self.draft.read(f"{path}/{len(items)}", [line for line in row.lines if line not in process.lines], need.name)
        items.append(need)

    def _opened(self, cell: Cell) -> None:
        """A row across the table: the process or the area of the rows below it."""
        text = without_numbering(cell.text)
        if self.processes.find(text) is not None:
            self._of_process(cell)
        elif (area := area_of(text)) is not None:
            self.area = area
            self.draft.furnish(cell.lines)

    def _of_process(self, cell: Cell) -> None:
        entry = self.processes.see(cell)
        self.holder, self.needs = f"processes/{entry.id}/", entry.requirements

    def _need(self, name: str, area: Area, said: list[tuple[int, str]], row: Row) -> Requirement:
        by_when = [f"{_time(self.columns[i])} {'' if tick(text) else tidy(text)}".strip() for i, text in said]
        counter = _cell(row, self.where.counter).text
        beside = [(self.columns[i].text, text) for i in self.where.notes if not is_none(text := _cell(row, i).text)]
        words = " · ".join([", ".join(by_when), *(f"{head}: {text}" if head else text for head, text in beside)])
        texts = [arabic_digits(text) for _, text in said]
        found = (_PEOPLE.search(texts[0]) if area == "premises" else None) or _COUNT.search(texts[0])
        if found is None:
            return Requirement(name=name, quantity_text=words)
        unit = found["unit"] or (counter if not is_none(counter) else None)
        return Requirement(name=name, quantity=int(found["count"].replace(",", "")), unit=unit, quantity_text=words)


def _time(column: Column) -> str:
    return _WITHIN.sub("", tidy(column.text))


def _where(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> _Columns:
    times = times_of(columns)
    beside = [i for i in range(len(columns)) if i not in times]
    process = next((i for i in beside if "process" in columns[i].kinds), None)
    counter = next((i for i in beside if "counter" in columns[i].kinds), None)
    rest = [i for i in beside if i != process and not columns[i].kinds & _BESIDE]
    areas = next((i for i in rest if len(rest) > 1 and _names_areas(columns[i], rows, i)), None)
    thing = next((i for i in rest if i != areas), None)
    notes = tuple(i for i in beside if i not in (process, counter, areas, thing) and "number" not in columns[i].kinds)
    named = [area for area in AREAS if thing is not None and area in columns[thing].kinds]
    return _Columns(times, process, areas, thing, notes, counter, named[0] if len(named) == 1 else None)


def _names_areas(column: Column, rows: tuple[Row, ...], i: int) -> bool:
    return "resource" in column.kinds and "area" in held_in(rows, i)


def _cell(row: Row, i: int | None) -> Cell:
    return row.cells[i] if i is not None and i < len(row.cells) else Cell()
