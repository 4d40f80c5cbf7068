"""What a table can be and what its columns can hold, as a person chooses it; and which choice is the most likely.

A column's likely meaning is told by its heading, and where that is not known by what stands in its cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phrom.core.importing.blocks import Cell, Line, Row
from phrom.core.importing.tables.column_signs import MOST, Held, held_in
from phrom.core.importing.tables.known_work import area_of_things
from phrom.core.importing.words.columns import column_kinds
from phrom.core.importing.words.headings import phase_hours
from phrom.core.plan.document import AREAS
from phrom.core.plan.wording import AREAS as AREA_WORDS
from phrom.core.values.source import Bilingual, LeftTable

_BY_HEADING, _BY_SIGN, _BY_WORDS = 3.0, 2.0, 0.5
_NO_WORK = frozenset({"number", "quantity", "counter", "remark", "time", "phone", "impact"})  # headings of no process
_ROWS_SEEN = 40
_PLAIN_TO_SEE = frozenset({"people", "phone"})  # whatever heads them
_OF_WORK = frozenset({"impact", "mtpd", "rto", "rpo", "as-headed"})
_LIKELY = 4.0  # a heading and a sign, or two signs
NOTHING, AS_HEADED, OF_PROCESS, BY_TIME = "nothing", "as-headed", "of-process", "by-time"
_HEADED = (AS_HEADED, OF_PROCESS, BY_TIME)  # what each column of several is for stands in its heading


@dataclass(frozen=True)
class Meaning:
    """What a column can hold. `signs`: by which its cells are known (`column_signs`); `text`: words of any kind."""

    name: str
    label: Bilingual
    signs: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()

    @property
    def column_kinds(self) -> frozenset[str]:
        return self.kinds or frozenset({self.name})


@dataclass(frozen=True)
class TableKind:
    """`needs`: the column without which there is no such table; `meanings`: those of its columns, by name."""

    name: str
    label: Bilingual
    needs: str
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """What a table seems to be: its kind, and a meaning for each column."""

    kind: str
    columns: tuple[str, ...]
    sure: float = 0.0  # how much speaks for it; compared with other guesses only


def _meanings(lines: str) -> dict[str, Meaning]:
    """Lines of `name | Thai | English | signs | what readers look for, if that is not the name`."""
    found = {}
    for line in lines.strip().splitlines():
        name, th, en, signs, kinds = (part.strip() for part in line.split("|"))
        found[name] = Meaning(name, Bilingual(th=th, en=en), tuple(signs.split()), frozenset(kinds.split()))
    return found


MEANINGS = _meanings("""
name | ชื่อ-นามสกุล | name | people |
alternate | ชื่อผู้ปฏิบัติหน้าที่แทน | name of the alternate | people | name alternate
role | หน้าที่ในคณะหรือทีม | place in the team | role |
team | ทีม | team | team |
position | ตำแหน่ง | position | text |
phone | โทรศัพท์ | telephone | phone |
alternate-phone | โทรศัพท์ของผู้ปฏิบัติหน้าที่แทน | telephone of the alternate | phone | phone alternate
email | อีเมล | e-mail address | |
unit | กลุ่มงาน/ฝ่าย | unit | unit |
process | กระบวนงาน | process | text |
impact | ระดับผลกระทบ | impact level | level |
mtpd | MTPD หยุดได้นานที่สุด | MTPD | time |
rto | RTO ต้องกลับมาภายใน | RTO | time |
rpo | RPO | RPO | time |
resource | ด้านของทรัพยากร | resource area | area |
item | รายการ | item | text |
quantity | จำนวน | quantity | ordinal |
threat | ภัย | threat | threat |
strategy | แนวทาง | action | text |
owner | ผู้รับผิดชอบ | owner | unit doer people |
phase | ห้วงเวลา | phase | phase | stage
stage | ระยะของเหตุการณ์ | stage of the event | stage | stage stages
step | ขั้นตอน | step | text |
responsible | ผู้รับผิดชอบ | who is responsible | doer unit role people |
service | สินค้าหรือบริการ | service | text |
capacity | จำนวนที่รับได้ | capacity | ordinal |
yes | ช่องกาเครื่องหมายว่ามี | ticked for yes | marks |
no | ช่องกาเครื่องหมายว่าไม่มี | ticked for no | marks |
answer | คำตอบว่ามีหรือไม่มี | yes or no | marks |
of-process | จำนวนที่กระบวนงานตามหัวคอลัมน์ต้องใช้ | how many the process in the heading needs | |
by-time | จำนวนที่ต้องใช้ภายในเวลาตามหัวคอลัมน์ | how many are needed within the time in the heading | | time
source | ที่มาของสิ่งที่ต้องใช้ | where it comes from | |
counter | หน่วยนับ | counting word | |
as-headed | ตามหัวคอลัมน์ ใช้กับช่องที่กาเครื่องหมาย | as its heading says, for columns that are ticked | |
nothing | ไม่ใช้คอลัมน์นี้ | not used | | remark
""") | {area: Meaning(area, AREA_WORDS[area], ("text",)) for area in AREAS}  # fmt: skip


def _kinds(lines: str) -> dict[str, TableKind]:
    """Lines of `name | Thai | English | meanings of its columns`, the needed one first."""
    found = {}
    for line in lines.strip().splitlines():
        name, th, en, words = (part.strip() for part in line.split("|"))
        meanings = words.replace("AREAS", " ".join(AREAS)).split()
        found[name] = TableKind(name, Bilingual(th=th, en=en), meanings[0], tuple(meanings))
    return found


KINDS = _kinds("""
people | บุคลากรและทีม | people and teams | name alternate role team position phone alternate-phone unit email
bia | กระบวนงานและเวลาที่หยุดได้ | processes and their times | process unit impact mtpd rto rpo as-headed AREAS
requirements | ทรัพยากรที่กระบวนงานต้องใช้ | what processes need | process AREAS resource item quantity
needs-by-process | ทรัพยากร คอลัมน์ละกระบวนงาน | needs, a column a process | of-process item AREAS resource counter
needs-by-time | จำนวนทรัพยากรตามระยะเวลา | what is needed by when | by-time item AREAS resource process source counter
threats | ภัยที่กระทบทรัพยากรแต่ละด้าน | threats and what they strike | threat AREAS as-headed
strategies | กลยุทธ์แต่ละด้าน | strategies by area | strategy resource owner
response | ขั้นตอนตามห้วงเวลา | steps by phase | step phase responsible
scenarios | ขั้นตอนตามเหตุการณ์ | steps by event | step threat stage responsible as-headed
suppliers | คู่ค้าและหน่วยงานภายนอก | suppliers and outside agencies | suppliers service phone
sites | สถานที่ปฏิบัติงานสำรอง | alternate sites | premises capacity
form | แบบตรวจสอบความครบถ้วน | completeness form | item yes no answer
""")


def rows_of(table: LeftTable) -> tuple[Row, ...]:
    """The rows of a table that was left over, as rows to be read."""
    return tuple(
        Row(tuple(Cell(tuple(Line(x.number, x.text) for x in cell), cell[0].number if cell else 0) for cell in row))
        for row in table.rows
    )


def headings_of(table: LeftTable) -> int:
    """How many rows head the columns: those that the reader knows, else the first where it holds words alone."""
    if table.headings:
        return table.headings
    first, second = ([" ".join(line.text for line in cell) for cell in row] for row in (*table.rows[:2], ())[:2])
    timed = [text for text in first if _is_time(text)]
    timed = timed if len(timed) > 1 and not any(map(_is_time, second)) else []  # `1 วัน | 1 สัปดาห์` above counts
    return int(all(text and (text in timed or not any(ch.isdigit() for ch in text)) for text in first))


def _is_time(text: str) -> bool:
    return "time" in column_kinds(text) or phase_hours(text) is not None


def guess_as(table: LeftTable, kind: TableKind) -> Guess:
    """The likeliest meaning of each column, if the table is of this kind."""
    return Guess(kind.name, tuple(meaning for meaning, _ in _assigned(_seen(table), kind)))


def likely_kind(table: LeftTable) -> Guess | None:
    """What the table seems to be; None where nothing is likely."""
    best, most = None, _LIKELY
    seen = _seen(table)
    for kind in KINDS.values():
        found = _assigned(seen, kind)
        if kind.name == "bia" and _OF_WORK.isdisjoint(meaning for meaning, _ in found):
            continue  # work beside things and nothing else: what it needs
        sure = sum(_counted(found))
        known = next((score for meaning, score in found if meaning == kind.needs), 0.0)
        if known and sure > most:
            best, most = Guess(kind.name, tuple(meaning for meaning, _ in found), sure), sure
    return best


def _counted(found: Sequence[tuple[str, float]]) -> Iterator[float]:
    """What speaks for the columns; of a meaning that many have two are enough, or width would speak for itself."""
    for name in dict.fromkeys(name for name, _ in found):
        yield from [score for one, score in found if one == name][:2]


def _seen(table: LeftTable) -> list[tuple[str, Held]]:
    """The heading of each column, and what it holds; some rows tell as much as all of a long table."""
    rows, top = rows_of(table)[:_ROWS_SEEN], headings_of(table)
    width = max(len(row.cells) for row in rows)
    heads = [rows[top - 1].cells[i].text if top and i < len(rows[top - 1].cells) else "" for i in range(width)]
    return [(heads[i], held_in(rows[top:], i)) for i in range(width)]


def _assigned(seen: Sequence[tuple[str, Held]], kind: TableKind) -> list[tuple[str, float]]:
    """A meaning for each column and how much speaks for it; the best pairs first, each meaning once."""
    scored = sorted(
        (
            (-_fit(MEANINGS[name], *column, needed=name == kind.needs), i, n)
            for n, name in enumerate(kind.meanings)
            for i, column in enumerate(seen)
        ),
    )
    found: dict[int, tuple[str, float]] = {}
    for score, i, n in scored:
        name = kind.meanings[n]
        if score < 0 and i not in found and name not in {taken for taken, _ in found.values()}:
            found[i] = (name, -score)
    return [found.get(i) or _unknown(*column, kind) for i, column in enumerate(seen)]


def _fit(meaning: Meaning, heading: str, held: Held, *, needed: bool) -> float:
    """How much speaks for a meaning of a column; 0 where nothing does. An area is told by its heading, or by things of
    it (`วิทยุ 3 เครื่อง`)."""
    if meaning.name in (NOTHING, *_HEADED) or "blank" in held:
        return 0.0
    contradicted = bool(held.signs & _PLAIN_TO_SEE) and held.signs.isdisjoint(meaning.signs)
    headed = _BY_HEADING * (bool(column_kinds(heading) & meaning.column_kinds) and not contradicted)
    things = meaning.name in AREAS and held.is_text and area_of_things(held.texts) == meaning.name
    signed = _BY_SIGN * (things or any(sign in held for sign in meaning.signs))
    words = _BY_WORDS if "text" in meaning.signs and held.is_text and (needed or meaning.name not in AREAS) else 0.0
    return headed + (signed or words)


def _unknown(heading: str, held: Held, kind: TableKind) -> tuple[str, float]:
    """What a column is that no single meaning fits: one of several that are told by their headings, or nothing."""
    kinds = column_kinds(heading)
    ticked = "marks" in held and bool(kinds & {"level", "time", "one-threat"})
    if AS_HEADED in kind.meanings and (ticked or "scenario-stage" in kinds):
        return AS_HEADED, _BY_SIGN
    counted = bool(held.texts) and sum(any(ch.isdigit() for ch in text) for text in held.texts) >= MOST * len(
        held.texts
    )
    if BY_TIME in kind.meanings and _is_time(heading) and counted and "marks" not in held:
        return BY_TIME, _BY_HEADING
    if OF_PROCESS in kind.meanings and heading and not kinds & _NO_WORK and (counted or "marks" in held):
        return OF_PROCESS, _BY_WORDS
    return NOTHING, 0.0


def columns_told(names: Sequence[str], headings: Sequence[str]) -> list[frozenset[str]]:
    """What the readers look for in each column, for the meanings that were chosen."""
    return [
        column_kinds(heading) if name == AS_HEADED else MEANINGS[name].column_kinds
        for name, heading in zip(names, headings, strict=True)
    ]
