"""Tables that name the work of another table: what stands beside it there is what the work needs.

A plan lists its processes once with how long they may stop. Where a column of a further table says the same names or
the same numbers, it is that of the processes whatever heads it; the columns beside it hold needs, told by their
headings, by what is left over, or by what the cells say: `2 คน`, `รถบรรทุก 1 คัน`, `ระบบสารบรรณ`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from phrom.core.importing.blocks import Block, Column, Row, Table
from phrom.core.importing.tables.column_signs import Held, held_in
from phrom.core.importing.words.columns import area_of, column_kinds, table_kinds
from phrom.core.importing.words.marks import is_none, numbering, without_numbering
from phrom.core.plan.document import AREAS, Area
from phrom.core.values.thai_text import arabic_digits, key

_FEWEST = 2  # names
_MOST = 0.7  # of the cells of the column
_MOST_OF_AREA = 0.6
_SHORTEST = 4  # letters of a name
_OTHER = frozenset({"strategy", "step", "threat", "phone", "mtpd", "rto", "impact", "yes", "no", "stage"})
_COUNT = re.compile(r"\d{1,4}(?:คน|เครื่อง|ชุด|คัน|ตัว|ห้อง|เล่ม|รีม|ที่นั่ง|อัตรา|เลขหมาย|แห่ง|ใบ|หลัง|ตู้|อัน)?")
_SAID: tuple[tuple[Area, str], ...] = (
    ("premises", r"ที่นั่ง|พื้นที่|ห้อง(?!เย็น)|ตารางเมตร|ตรม|อาคาร|สถานที่|โต๊ะ|ศาลา|หอประชุม|ท่าเทียบ|โกดัง|โรงยิม"),
    ("people", r"\d{1,3}(?:คน|อัตรา|นาย|ราย)$|ข้าราชการ|พนักงาน|เจ้าหน้าที่|ลูกจ้าง|นัก[ก-ฮ]"),
    ("technology", r"ระบบ|โปรแกรม|อินเทอร์เน็ต|เครือข่าย|ฐานข้อมูล|เว็บ|แอป|internet|software|ไฟล์|คลาวด์|vpn"),
    ("equipment", r"เครื่อง|\d(?:คัน|ชุด|ตัว|อัน|เล่ม|รีม|ใบ|กล่อง|ผืน|ถัง|หลัง|ตู้)|คอมพิวเตอร์|โน้ตบุ๊ก|วิทยุ|^รถ|อุปกรณ์|กระดาษ|แบบพิมพ์"),
    (
        "suppliers",
        r"บริษัท|การไฟฟ้า|การประปา|ธนาคาร|โรงพยาบาล|^กรม|เทศบาล|ผู้ให้บริการ|ผู้รับจ้าง|ร้าน|ห้าง|ไปรษณีย์|^สถานี|เรือนจา|หจก",
    ),
)
_COMPILED = tuple((area, re.compile(pattern)) for area, pattern in _SAID)


@dataclass(frozen=True)
class _Work:
    """The names and the numbers of the processes that a plan lists with their times."""

    names: frozenset[str]
    numbers: frozenset[str]


def with_known_work(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, where tables of no known kind that name the work of another one are tables of what it needs."""
    listed = [block for block in blocks if isinstance(block, Table) and "bia" in _kinds(block.columns)]
    names = frozenset(name for table in listed for name in _texts(table, "process") if len(name) >= _SHORTEST)
    numbers = (number for table in listed for number in (*_texts(table, "number"), *_numbers(table)))
    work = _Work(names, frozenset(numbers))
    for block in blocks:
        needs = _needs(block, work) if isinstance(block, Table) and len(names) >= _FEWEST else None
        yield needs or block


def _texts(table: Table, kind: str) -> Iterator[str]:
    for i in table.having(kind)[:1]:
        yield from (_bare(row.cells[i].text) for row in table.rows if i < len(row.cells))


def _numbers(table: Table) -> Iterator[str]:
    """The numbers before the names."""
    for i in table.having("process")[:1]:
        yield from (numbering(row.cells[i].text) or "" for row in table.rows if i < len(row.cells))


def _bare(text: str) -> str:
    return key(arabic_digits(without_numbering(text)))


def _kinds(columns: tuple[Column, ...]) -> frozenset[str]:
    return table_kinds([column.kinds | column.group_kinds for column in columns])


def _needs(table: Table, work: _Work) -> Table | None:
    """The table with what its columns mean; None where it is of another kind, or names no known work."""
    known = _kinds(table.columns)
    if known - {"requirements", "keyed", "digital"}:
        return None
    header, rows = (table.header, table.rows) if table.columns else (table.rows[:1], table.rows[1:])
    columns = table.columns or tuple(
        Column(c.text, "", column_kinds(c.text)) for c in (header[0].cells if header else ())
    )
    held = [held_in(rows, i) for i in range(len(columns))]
    if "requirements" in known and all(column_kinds(c.text) or not h.texts for c, h in zip(columns, held, strict=True)):
        return None  # every heading is known
    process = next((i for i, here in enumerate(held) if _names_work(columns[i], here, work)), None)
    beside = [column for i, column in enumerate(columns) if i != process]
    if process is None or any(column.kinds & _OTHER for column in beside) or any("people" in here for here in held):
        return None
    meant = _listed(columns, held, process) or _by_area(columns, held, process, rows)
    found = tuple(
        replace(column, kinds=kinds, group_kinds=frozenset(), guessed=not column.kinds & kinds)
        if (kinds := meant.get(i)) is not None
        else column
        for i, column in enumerate(columns)
    )
    return (
        Table(rows, found, header, table.label) if "requirements" in _kinds(found) and found != table.columns else None
    )


def _names_work(column: Column, held: Held, work: _Work) -> bool:
    said = [_bare(text) for text in held.texts]
    numbered = bool(column.kinds & {"number", "process"}) and work.numbers.issuperset(said)
    named = sum(text in work.names for text in said) >= _MOST * len(said)
    return len(said) >= _FEWEST and held.distinct > 1 and (named or numbered)


def _listed(columns: tuple[Column, ...], held: list[Held], process: int) -> dict[int, frozenset[str]] | None:
    """One thing a row: the work, an area, the thing, and how many."""
    places = [i for i in range(len(columns)) if i != process]
    area = next((i for i in places if "area" in held[i] and len(set(map(area_of, held[i].texts))) >= _FEWEST), None)
    counts = next((i for i in places if i != area and _counts(held[i])), None)
    things = [i for i in places if i not in (area, counts) and held[i].is_text]
    headed = sum(area_of(columns[i].text) is not None for i in places)
    if area is None or not things or headed > 1 or any(ch.isdigit() for text in held[area].texts for ch in text):
        return None
    found = {process: frozenset({"process"}), area: frozenset({"resource"}), things[0]: frozenset({"item"})}
    return found | ({counts: frozenset({"quantity"})} if counts is not None else {})


def _counts(held: Held) -> bool:
    said = [_COUNT.fullmatch(key(arabic_digits(text))) is not None for text in held.texts]
    return bool(said) and sum(said) >= _MOST * len(said)


def _by_area(
    columns: tuple[Column, ...], held: list[Held], process: int, rows: tuple[Row, ...]
) -> dict[int, frozenset[str]]:
    """A column an area: by its heading, by what its cells say, and the last one by what is left over."""
    found: dict[int, Area] = {}
    places = [i for i in range(len(columns)) if i != process and not columns[i].kinds & {"number", "remark", "unit"}]
    for i in places:
        area = area_of(columns[i].text)
        if area is not None and area not in found.values():
            found[i] = area
    for i in [i for i in places if i not in found]:
        area = _said_in(rows, i)
        if area is not None and area not in found.values():
            found[i] = area
    rest = [area for area in AREAS if area not in found.values()]
    open_places = [i for i in places if i not in found and held[i].texts]
    if len(open_places) == len(rest) == 1:
        found[open_places[0]] = rest[0]
    return {process: frozenset({"process"})} | {i: frozenset({area}) for i, area in found.items()}


def area_of_thing(text: str) -> Area | None:
    """The area that the words for one thing speak of: `โน้ตบุ๊ก 2 เครื่อง`, `ห้องประชุม`; None where nothing tells."""
    return next((area for area, pattern in _COMPILED if pattern.search(_bare(text))), None)


def _said_in(rows: tuple[Row, ...], i: int) -> Area | None:
    """The area of which most cells of a column speak."""
    cells = [row.cells[i] for row in rows if i < len(row.cells) and not is_none(row.cells[i].text)]
    return area_of_things(line.text for cell in cells for line in cell.lines if line.text)


def area_of_things(things: Iterable[str]) -> Area | None:
    """The area of which most of some things speak."""
    texts = [_bare(thing) for thing in things]
    counted = [(sum(bool(pattern.search(text)) for text in texts), area) for area, pattern in _COMPILED]
    most = max(counted, key=lambda pair: pair[0])
    return most[1] if texts and most[0] >= _MOST_OF_AREA * len(texts) else None
