"""The resources that each process needs, at the least, by area: a column an area or a row a thing."""

import re
from dataclasses import replace

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.counted_items import item_of
from phrom.core.importing.facts.needs_matrix import need_of, says_need
from phrom.core.importing.facts.processes import ProcessBook, ProcessEntry
from phrom.core.importing.words.columns import area_of, is_one_thing
from phrom.core.importing.words.marks import ends_with_count, has_bullet, is_none, without_numbering
from phrom.core.plan.document import AREAS, Area, Requirement
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits, tidy

# `คอมพิวเตอร์ 1 เครื่อง เครื่องพิมพ์ 1 เครื่อง`: after a count the next item begins
_COUNTERS = "ลำ|อัน|คน|นาย|อัตรา|คู่|ถัง|เตา|ก้อน|กล่อง|ขวด|ผืน|หลอด|สาย|เครื่อง|คัน|ชุด|ตัว|เลขหมาย|ห้อง|ที่นั่ง|ใบ|แห่ง|หลัง|ตู้|เล่ม|รีม"
_COUNTED_HEADING = re.compile(rf"^(?P<name>.{{2,40}}?)\s*[(\[](?P<counter>{_COUNTERS})[)\]]$")
_SHARED = Bilingual(
    th="ช่องนี้รวมกับของกระบวนงานข้างบน จำนวนอาจเป็นของทุกกระบวนงานรวมกัน",
    en="This cell is joined with that of the process above; the count may be for all of them together.",
)
_LIST_LEAD = re.compile(r"(?:ได้แก่|ประกอบด้วย|เช่น|คือ)\s*:?\s*(?=\S)")
_LABEL_ALONE = re.compile(r"^(?:รายการ|ได้แก่|ประกอบด้วย|สิ่งที่ต้องใช้)\s*[:：]?\s*$")
_COUNT_ALONE = re.compile(rf"^\(?\s*(?:จำนวน\s*)?[\d๐-๙]{{1,4}}\s*(?:{_COUNTERS})\s*\)?$")
_HEAD_WORD = re.compile("ระบบ|โปรแกรม|เครื่อง|ธนาคาร|บริษัท|ผู้ให้บริการ|โรงพยาบาล|โรงเรียน")
_NOT_BEHIND = r"(?<!หรือ)(?<!และ)(?<!ของ)(?<!กับ)(?<!จาก)(?<!ใน)(?<!ผ่าน)(?<!บน)(?<!ใช้)(?<![/\d๐-๙-])"
_AFTER_COUNT = re.compile(rf"([\d๐-๙]\s*(?:{_COUNTERS})\)?)\s+(?=[ก-๎a-zA-Z])")


def area_columns(table: Table) -> dict[int, Area]:
    """Column index → area, one column an area; needs at least two."""
    found: dict[int, Area] = {}
    things = thing_columns(table)
    for i, column in enumerate(table.columns):
        if is_one_thing(column.text) or i in things:
            continue
        area = next((a for a in AREAS if a in column.kinds), None)
        other = column.kinds & {"process", "name", "unit", "mtpd", "impact"}
        outside = area == "suppliers" and other == {"unit"}  # `หน่วยงานภายนอก` is no unit of the office
        if area and area not in found.values() and (not other or outside):
            found[i] = area
    return found if len({*found.values(), *things.values()}) >= 2 else {}


def thing_columns(table: Table) -> dict[int, Area]:
    """Column index → area, of columns that each are headed by a thing below the words of its area: `วัสดุอุปกรณ์`, and
    below it `วิทยุสื่อสาร | รถยนต์`, with counts or ticks in the cells."""
    groups: dict[str, list[int]] = {}
    for i, column in enumerate(table.columns):
        if column.group and column.text and tidy(column.text) != tidy(column.group):
            groups.setdefault(column.group, []).append(i)
    found: dict[int, Area] = {}
    for group, places in groups.items():
        area = area_of(group)
        texts = [row.cells[i].text for row in table.rows for i in places if i < len(row.cells)]
        if area is not None and len(places) > 1 and all(says_need(text) for text in texts):
            found |= dict.fromkeys(places, area)
    return found


def read_requirements(table: Table, draft: Draft, processes: ProcessBook) -> None:
    """Fill the processes' requirements from a table of process × area, or of one thing a row with its area."""
    areas, things = _columns_of_needs(table)
    if not (areas or things):
        _read_listed(table, draft, processes)
        areas = _only_area(table)
    where = table.having("process")
    if not (areas or things) or not where:
        return
    for row in table.header:
        draft.furnish(row.lines)
    counts = [*table.having("quantity")[:1], *table.having("counter")[:1]] if len(areas) == 1 else []
    entry: ProcessEntry | None = None
    for row in table.rows:
        cell = row.cells[where[0]] if where[0] < len(row.cells) else Cell()
        if cell.lines and not is_none(cell.text):
            if len(row.cells) == 1 and len(table.columns) > 2 and processes.find(cell.text) is None:
                draft.furnish(cell.lines)
                continue
            entry = processes.see(cell)
        if entry is None:
            continue
        for i, area in ((i, area) for i, area in (areas | things).items() if i < len(row.cells)):
            heading = table.columns[i].text
            if i in things:
                _read_thing(row.cells[i], area, heading, entry, draft)
            else:
                _read_shared(_with_count(row, i, counts), area, heading, entry, draft, opens=bool(cell.lines))


def _columns_of_needs(table: Table) -> tuple[dict[int, Area], dict[int, Area]]:
    """The columns with the things of an area, and those that are headed by one thing below the words of its area."""
    areas, things = area_columns(table), thing_columns(table)
    if areas or things:
        one = (i for i, column in enumerate(table.columns) if is_one_thing(column.text) and i not in things)
        areas |= dict.fromkeys(one, "equipment")
    return areas, things


def _only_area(table: Table) -> dict[int, Area]:
    """`รหัส | รายการวัสดุอุปกรณ์ | จำนวน`: a table for the things of one kind."""
    rest = [
        i for i, c in enumerate(table.columns) if not c.kinds & {"process", "number", "quantity", "counter", "remark"}
    ]
    found = {i: a for i in rest for a in AREAS if a in table.columns[i].kinds}
    return found if table.having("process") and len(rest) == len(found) == 1 else {}


def _with_count(row: Row, i: int, counts: list[int]) -> Cell:
    """A thing's cell with how many of it, from the columns beside it."""
    cell = row.cells[i]
    beside = [line for n in counts if n < len(row.cells) for line in row.cells[n].lines if not is_none(line.text)]
    if not beside or len(cell.lines) != 1:
        return cell
    first = cell.lines[0]
    said = " ".join(line.text for line in beside)
    return Cell((replace(first, text=f"{first.text} {said}"), *(replace(line, text="") for line in beside)), cell.start)


def read_across(table: Table, draft: Draft, processes: ProcessBook) -> bool:
    """Needs turned on their side: the processes are the headings, each row is an area. False if the table is none."""
    rows = (*table.header[-1:], *table.rows)
    if len(rows) < 3:
        return False
    entries = {i: processes.find(without_numbering(cell.text)) for i, cell in enumerate(rows[0].cells) if i}
    known = {i: entry for i, entry in entries.items() if entry is not None}
    areas = [(row, area_of(row.cells[0].text) if row.cells else None) for row in rows[1:]]
    if len(known) < max(2, len(entries) * 0.6) or sum(area is not None for _, area in areas) < 2:
        return False
    draft.furnish(rows[0].lines)
    for row, area in areas:
        draft.furnish(row.cells[0].lines if row.cells else ())
        if area is None:
            continue
        for i, entry in known.items():
            if i < len(row.cells):
                _read_cell(row.cells[i], area, row.cells[0].text, entry, draft)
    return True


def _read_listed(table: Table, draft: Draft, processes: ProcessBook) -> None:
    """One thing a row: process, area, thing and how many; a blank process or area goes on with the one above."""
    where = [table.having(kind) for kind in ("process", "resource", "item")]
    if not all(where):
        return
    for row in table.header:
        draft.furnish(row.lines)
    counts = [*table.having("quantity")[:1], *table.having("counter")[:1]]
    entry: ProcessEntry | None = None
    area: Area | None = None
    for row in table.rows:
        process, resource, thing = (row.cells[i[0]] if i[0] < len(row.cells) else Cell() for i in where)
        if process.lines and len(row.cells) > 1:
            entry = processes.see(process)
        area = area_of(resource.text) if resource.lines else area
        if entry is None or area is None or is_none(thing.text):
            continue
        counted = [row.cells[i] for i in counts if i < len(row.cells) and not is_none(row.cells[i].text)]
        items = entry.requirements.setdefault(area, [])
        path = f"processes/{entry.id}/requirements/{area}"
        draft.read(path, resource.lines)
        draft.read(f"{path}/{len(items)}", [line for cell in (thing, *counted) for line in cell.lines])
        items.append(_counted(without_numbering(thing.text), " ".join(cell.text for cell in counted)))


def _counted(name: str, count: str) -> Requirement:
    """A thing and the words of its own cell for how many: `2 เครื่อง`."""
    match = re.search(r"(\d{1,4})\s*([ก-๎]{2,12})?", arabic_digits(count))
    if match is None:
        return Requirement(name=name)
    return Requirement(name=name, quantity=int(match[1]), unit=match[2])


def _read_shared(cell: Cell, area: Area, heading: str, entry: ProcessEntry, draft: Draft, *, opens: bool) -> None:
    """A cell of the row that `opens` a process may be joined with that of the process above: it holds for both."""
    shared = opens and not cell.lines and bool(cell.above)
    _read_cell(cell.whole if shared else cell, area, heading, entry, draft, shared=shared)


def _read_cell(
    cell: Cell, area: Area, heading: str, entry: ProcessEntry, draft: Draft, *, shared: bool = False
) -> None:
    """`shared`: the cell is joined with that of the process above; how many it says may be meant for both together."""
    path = f"processes/{entry.id}/requirements/{area}"
    items = entry.requirements.setdefault(area, [])
    nothing = [line for line in cell.lines if line.text and is_none(line.text)]
    draft.read(path, nothing)
    for text, lines in _items(cell.lines):
        item = item_of(lines[0], text)
        if item is None:
            draft.read(path, lines, text)
            continue
        if (
            (item.name == text.strip() and item.quantity is not None)
            or re.fullmatch(r"[\d\s]+", arabic_digits(item.name))
        ) or (item.quantity is not None and re.fullmatch(r"\(?\s*\d+.*", arabic_digits(item.name))):
            item = _of_heading(heading, item)
        if shared and item.quantity is not None:
            draft.read(f"{path}/{len(items)}", lines, text, confidence=0.6, reason=_SHARED)
        else:
            draft.read(f"{path}/{len(items)}", lines, text)
        items.append(item)


def _read_thing(cell: Cell, area: Area, heading: str, entry: ProcessEntry, draft: Draft) -> None:
    """How many of the thing that heads a column, or a tick that it is needed."""
    headed = _COUNTED_HEADING.match(tidy(heading))
    name, counter = (headed["name"], headed["counter"]) if headed else (tidy(heading), None)
    items = entry.requirements.setdefault(area, [])
    need = need_of(name, cell.text, counter)
    path = f"processes/{entry.id}/requirements/{area}"
    draft.read(f"{path}/{len(items)}" if need else path, cell.lines, cell.text)
    if need is not None:
        items.append(need)


def _of_heading(heading: str, count: Requirement) -> Requirement:
    """The thing that a column is headed by, as many as its cell says: `โน้ตบุ๊ก (เครื่อง)` above `6`."""
    headed = _COUNTED_HEADING.match(tidy(heading))
    if headed is None:
        return Requirement(name=tidy(heading), quantity=count.quantity, unit=count.unit)
    return Requirement(name=headed["name"], quantity=count.quantity, unit=count.unit or headed["counter"])


def _items(lines: tuple[Line, ...]) -> list[tuple[str, list[Line]]]:
    """Items of a cell: one a line or bullet; commas part items on one line; a line may run on."""
    joined: list[tuple[str, list[Line]]] = []
    bulleted = any(has_bullet(line.text) for line in lines)
    for line in lines:
        if not line.text and joined:  # its words were joined to those of the line above
            joined[-1][1].append(line)
            continue
        if is_none(line.text) or _LABEL_ALONE.match(line.text):
            continue
        if joined and _COUNT_ALONE.match(line.text) and not ends_with_count(joined[-1][0]):
            text, behind = joined[-1]  # how many, in a cell of its own beside the thing
            joined[-1] = (f"{text} {line.text}", [*behind, line])
            continue
        if bulleted and joined and not has_bullet(line.text):
            text, behind = joined[-1]
            joined[-1] = (f"{text} {line.text}", [*behind, line])
        else:
            joined.append((line.text, [line]))
    return [
        (part, behind)
        for text, behind in joined
        for piece in _headed_alike(_listed(_AFTER_COUNT.sub(r"\1\n", text))).split("\n")
        for part in re.split(r"\s*[,;]\s*(?![^(]*\))", piece)
        if part.strip()
    ]


def _headed_alike(text: str) -> str:
    """`ระบบ LMS ระบบทะเบียนกลาง`: after a blank the word with which the first thing begins begins the next one."""
    head = _HEAD_WORD.match(text)
    return re.sub(rf"{_NOT_BEHIND}\s+(?={head[0]})", "\n", text) if head else text


def _listed(text: str) -> str:
    """`ได้แก่ ก ข และค`: a list in a sentence, whose last item stands behind และ; items are parted by line feeds."""
    led = _LIST_LEAD.match(text)
    return re.sub(r"\s+และ\s*(?=\S)", "\n", text[led.end() :]) if led else text
