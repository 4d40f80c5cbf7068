"""Processes and their BIA out of tables: name, units, impact, MTPD and the other times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.names.units import UnitBook, is_every, is_unit, unit_texts
from phrom.core.importing.words.columns import IMPACTS
from phrom.core.importing.words.headings import phase_hours
from phrom.core.importing.words.marks import (
    is_dash,
    is_none,
    numbering,
    tick,
    ticked_words,
    without_numbering,
)
from phrom.core.importing.words.outside import is_outside
from phrom.core.plan.document import AREAS, Area, ImpactLevel, Process, Requirement, Requirements
from phrom.core.values.duration import Duration, SpokenDuration, find_duration, is_unbroken
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits, key, likeness, tidy

_RANGE = Bilingual(
    th="เป็นช่วงเวลา วันทำการ หรือไม่ได้บอกค่าแน่นอน ใช้ค่าที่ยาวกว่าและนับเป็นวันปฏิทิน",
    en="A range, working days or no exact time: the longer end is taken, counted as calendar days.",
)
_UNBROKEN = Bilingual(
    th="เขียนว่าต้องทำงานตลอดหรือหยุดไม่ได้ จึงถือว่าหยุดได้ไม่เกิน 0 ชั่วโมง",
    en="It says that this runs all the time or may not stop: taken as no time at all.",
)
_NO_TIME = Bilingual(th="อ่านเป็นระยะเวลาไม่ได้", en="Could not be read as a length of time.")
_BY_SCALE = Bilingual(
    th="เขียนเป็นตัวเลข จึงถือว่าเลขมากที่สุดในตารางคือระดับสูงสุด",
    en="Written as a number: the highest number in the table is taken as the highest level.",
)
_TWO_TICKS = Bilingual(th="มีเครื่องหมายมากกว่าหนึ่งช่อง จึงไม่ได้เลือกให้", en="More than one column is ticked: none was chosen.")
_NO_LEVEL = Bilingual(th="อ่านเป็นระดับผลกระทบไม่ได้", en="Could not be read as an impact level.")


_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(r"(?:กระบวนงาน|กระบวนการ|งาน|ลาดับ|ข้อ|p)?(?:ที่)?(\d{1,2})")
_DIVISION = re.compile(r"(?:สำนัก|กอง(?!ทุน)|ฝ่าย|กลุ่ม|ส่วน|แผนก|ศูนย์)")  # words that no work begins with
_OWNER_BEHIND = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]{4,60})[)\]]\s*$")
_DIGIT_LEVEL = re.compile(r"(?:ระดับ|คะแนน)?([0-5])")
_COUNTER = re.compile(r"นาที|ชั่วโมง|ช\.ม\.|ชม\.?|วัน|สัปดาห์|เดือน|hours?|days?|minutes?", re.IGNORECASE)
_FIGURE = re.compile(r"\s*\d+(?:\.\d+)?(?:\s*[-–]\s*\d+)?\s*")
_SCALES: dict[int, dict[str, ImpactLevel]] = {
    2: {"2": "high", "1": "low"},
    3: {"3": "high", "2": "medium", "1": "low"},
    4: {"4": "critical", "3": "high", "2": "medium", "1": "low"},
    5: {"5": "critical", "4": "high", "3": "medium", "2": "low", "1": "low"},
}


@dataclass
class ProcessEntry:
    id: str
    name: str
    number: str | None
    units: list[str] = field(default_factory=list)
    impact: ImpactLevel | None = None
    impact_text: str | None = None
    mtpd: Duration | None = None
    mtpd_text: str | None = None
    rto: Duration | None = None
    rpo: Duration | None = None
    mbco: str | None = None
    depends_on: list[str] = field(default_factory=list)
    named: list[tuple[str, Line, bool]] = field(default_factory=list)  # what it depends on, until all work is known
    requirements: dict[Area, list[Requirement]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = key(self.name)  # by which it is found again
        self.digits = _DIGITS.findall(self.words)

    def value(self) -> Process:
        return Process(
            id=self.id,
            name=self.name,
            units=tuple(self.units),
            impact=self.impact,
            impact_text=self.impact_text,
            mtpd=self.mtpd,
            mtpd_text=self.mtpd_text,
            rto=self.rto,
            rpo=self.rpo,
            mbco=self.mbco,
            depends_on=tuple(self.depends_on),
            requirements=Requirements(**{area: tuple(items) for area, items in self.requirements.items()}),
        )


@dataclass
class ProcessBook:
    """Processes by id, in the order of first sight."""

    draft: Draft
    entries: dict[str, ProcessEntry] = field(default_factory=dict)
    _by_words: dict[str, str] = field(default_factory=dict)

    def see(self, cell: Cell, listed: str | None = None) -> ProcessEntry:
        """The process that a cell names: a known one, or a new one. `listed`: its number in a column of its own."""
        text = " ".join(line.text for line in cell.lines)
        number, name = numbering(text) or listed, without_numbering(text)
        known = self._numbered(text) or self.find(name, number)
        if known is None:
            process = self.draft.id(f"process-{len(self.entries) + 1}")
            known = self.entries[process] = ProcessEntry(process, name, number)
            self._by_words.setdefault(known.words, process)
        self.draft.read(f"processes/{known.id}/name", cell.lines, name)
        return known

    def know(self, processes: Iterable[Process]) -> None:
        """The processes of a plan that was read before."""
        for n, p in enumerate(processes, start=1):
            needs = {area: list(items) for area in AREAS if (items := getattr(p.requirements, area))}
            self.entries[p.id] = ProcessEntry(
                p.id, p.name, str(n), list(p.units), p.impact, p.impact_text, p.mtpd, p.mtpd_text, p.rto, p.rpo, p.mbco,
                list(p.depends_on), requirements=needs,
            )  # fmt: skip
            self._by_words.setdefault(key(p.name), p.id)

    def _numbered(self, text: str) -> ProcessEntry | None:
        """The process that a cell names by its number alone (`3`, `กระบวนงานที่ 3`); None where it says more."""
        coded = next((e for e in self.entries.values() if e.number and key(e.number) == key(text)), None)
        match = _NUMBER_ALONE.fullmatch(key(text))
        if match is None or coded is not None:
            return coded
        numbered = next((entry for entry in self.entries.values() if entry.number == match[1]), None)
        place = int(match[1]) - 1
        return numbered or (list(self.entries.values())[place] if 0 <= place < len(self.entries) else None)

    def named(self, text: str) -> ProcessEntry | None:
        """The known process that a heading names by number, code or name."""
        return self._numbered(text) or self.find(without_numbering(text))

    def are_numbers(self, cells: list[Cell]) -> bool:
        """Whether cells name known processes by number or code and nothing else."""
        known = {key(entry.number) for entry in self.entries.values() if entry.number}
        texts = [key(cell.text) for cell in cells if cell.lines]
        sure = len(texts) >= 2 or any(not text.isdigit() for text in texts)  # one number alone may count anything
        return sure and all(text in known for text in texts)

    def find(self, name: str, number: str | None = None) -> ProcessEntry | None:
        """By name; a shortened or damaged name by its start and likeness. Another number: another process."""
        words = key(name)
        if not words:
            return None
        same = self._by_words.get(words)
        if same is not None:
            return self.entries[same]
        best, nearest = None, 0.0
        digits = _DIGITS.findall(words)
        for entry in self.entries.values():
            numbered = number is not None and entry.number is not None
            if numbered and entry.number != number:
                continue
            own = entry.words
            if digits and digits != entry.digits and entry.digits:
                continue  # another number in the name: another process
            if min(len(own), len(words)) >= 12 and (own.startswith(words) or words.startswith(own)):
                return entry
            near = likeness(entry.name, name, 0.6 if numbered else 0.88)
            if near > nearest:
                best, nearest = entry, near
        return best

    def values(self) -> tuple[Process, ...]:
        for entry in self.entries.values():
            self._link(entry)
        return tuple(entry.value() for entry in self.entries.values())

    def _link(self, entry: ProcessEntry) -> None:
        """What an entry depends on: work of the plan, or bodies without which it cannot be done; else it stays open."""
        named, entry.named = entry.named, []
        for text, line, of_bodies in named:
            other = self.named(text)
            if other is not None and other is not entry:
                entry.depends_on += [] if other.id in entry.depends_on else [other.id]
                self.draft.read(f"processes/{entry.id}/depends_on", [line], text)
            elif other is None and (of_bodies or is_outside(text)):
                needs = entry.requirements.setdefault("suppliers", [])
                place = next((n for n, need in enumerate(needs) if key(need.name) == key(text)), len(needs))
                needs += [Requirement(name=text)] if place == len(needs) else []
                self.draft.read(f"processes/{entry.id}/requirements/suppliers/{place}", [line], text)


@dataclass(frozen=True)
class _Columns:
    process: int
    number: int | None
    levels: dict[int, str]
    times: dict[int, SpokenDuration]


def bia_columns(table: Table) -> _Columns | None:
    """Where things stand in a table of processes; None if it has no column for them."""
    process = table.having("process")
    if not process:
        return None
    levels = {
        i: c.text
        for i, c in enumerate(table.columns)
        if c.kinds == {"level"} or (c.kinds & {"level"} and key(c.text) in IMPACTS)
    }
    times = {}
    for i, column in enumerate(table.columns):
        spoken = find_duration(column.text)
        if "time" in column.kinds and spoken is not None and not column.kinds & {"mtpd", "rto", "rpo"}:
            times[i] = spoken
    numbers = table.having("number")
    return _Columns(
        process[0],
        numbers[0] if numbers else None,
        levels if len(levels) >= 2 else {},
        times if len(times) >= 2 else {},
    )


class BiaReader:
    def __init__(self, draft: Draft, units: UnitBook, processes: ProcessBook) -> None:
        self.draft, self.units, self.processes = draft, units, processes
        self._levels: dict[str, ImpactLevel] = {}  # what digits mean in the table being read

    def read_table(self, table: Table) -> None:
        """Every row of a BIA table; a row without a name goes on with the process above it."""
        where = bia_columns(table)
        if where is None:
            return
        for row in table.header:
            self.draft.furnish(row.lines)
        self._levels = _scale(table)
        owned = any(i != where.process and not table.columns[i].kinds & set(AREAS) for i in table.having("unit"))
        entry: ProcessEntry | None = None
        unit_row: Cell | None = None
        for n, row in enumerate(table.rows):
            if _heads_group(table.rows, n, where):
                self.draft.furnish(row.lines)
                entry = None
                continue
            banner = _unit_banner(row, where)
            if banner is not None:
                self.draft.furnish(banner.lines)
                unit_row, entry = banner, None
                continue
            cell = row.cells[where.process] if where.process < len(row.cells) else None
            cell, owner = _without_owner(cell) if not owned else (cell, None)
            if cell is not None and cell.lines and not is_none(cell.text):
                if len(row.filled) == 1 and (len(row.cells) == 1 and len(table.columns) > 1) and not _is_process(cell):
                    self.draft.furnish(cell.lines)
                    unit_row = cell
                    continue
                entry = self.processes.see(cell, _listed_number(row, where))
            if entry is None:
                continue
            if owner is not None:
                self._units(owner, entry)
            self._fill(row, table, where, entry, unit_row)

    def _fill(self, row: Row, table: Table, where: _Columns, entry: ProcessEntry, unit_row: Cell | None) -> None:
        path = f"processes/{entry.id}"
        if where.number is not None and where.number < len(row.cells):
            entry.number = entry.number or tidy(arabic_digits(row.cells[where.number].text)).strip(".")
            self.draft.read(path, row.cells[where.number].lines)
        self._ticks(row, where, table, entry)
        outside = _outside(table)
        for i, (cell, column) in enumerate(zip(row.cells, table.columns, strict=False)):
            if i not in where.levels and i not in where.times and i not in (where.process, where.number, *outside):
                self._cell(cell, column, entry)
        if not entry.units and unit_row is not None:
            self._units(unit_row, entry)

    def _cell(self, cell: Cell, column: Column, entry: ProcessEntry) -> None:
        cell = cell.whole
        kinds = column.kinds
        path = f"processes/{entry.id}"
        if "mtpd" in kinds and not ("rto" in kinds and "mtpd" not in key(column.text)):
            self._time(_with_counter(cell, column), entry, "mtpd")
        elif "rto" in kinds:
            self._time(_with_counter(cell, column), entry, "rto")
        elif "rpo" in kinds:
            self._time(_with_counter(cell, column), entry, "rpo")
        elif "impact" in kinds:
            self._impact(cell, entry)
        elif "depends" in kinds:
            # `หน่วยงานที่ต้องพึ่งพา`, and not `งานที่ต้องพึ่งพา`
            of_bodies = bool(kinds & {"unit", "suppliers"}) and not key(column.text).startswith(("งาน", "กระบวน"))
            entry.named += [
                (text, line, of_bodies)
                for line in cell.lines
                for part in re.split(r"\s*[,;]\s*", line.text)
                if not is_none(text := without_numbering(part))
            ]
            self.draft.read(path, [line for line in cell.lines if is_none(line.text)])
        elif kinds & {"unit", "owner", "responsible"} and cell.lines:
            self._units(cell, entry)
        elif "mbco" in kinds and cell.lines:
            entry.mbco = None if is_none(cell.text) else cell.text
            self.draft.read(f"{path}/mbco", cell.lines)

    def _ticks(self, row: Row, where: _Columns, table: Table, entry: ProcessEntry) -> None:
        """The columns ticked in a row: one level, and one time for each of MTPD, RTO and RPO. Two are a question."""
        ticked = [i for i, cell in enumerate(row.cells) if tick(cell.text)]
        path = f"processes/{entry.id}"
        for i in (*where.levels, *where.times):
            if i < len(row.cells) and i not in ticked:
                self.draft.read(path, row.cells[i].lines)
        levels = [i for i in ticked if i in where.levels]
        lines = [line for i in levels for line in row.cells[i].lines]
        if len(levels) == 1:
            text = where.levels[levels[0]]
            entry.impact, entry.impact_text = IMPACTS[key(text)], text
            self.draft.read(f"{path}/impact", lines, text)
        elif levels:
            entry.impact_text = " / ".join(where.levels[i] for i in levels)
            self.draft.read(f"{path}/impact", lines, entry.impact_text, confidence=0.2, reason=_TWO_TICKS)
        for name in ("mtpd", "rto", "rpo"):
            times = [i for i in ticked if i in where.times and _time_name(table.columns[i]) == name]
            self._ticked_time(name, times, row, where, table, entry)

    def _ticked_time(
        self, name: str, times: list[int], row: Row, where: _Columns, table: Table, entry: ProcessEntry
    ) -> None:
        if not times:
            return
        lines = [line for i in times for line in row.cells[i].lines]
        text = " / ".join(table.columns[i].text for i in times)
        if name == "mtpd":
            entry.mtpd_text = text
        one = len(times) == 1
        if one:
            setattr(entry, name, where.times[times[0]].duration)
        self.draft.read(
            f"processes/{entry.id}/{name}",
            lines,
            text,
            confidence=1.0 if one else 0.2,
            reason=None if one else _TWO_TICKS,
        )

    def _units(self, cell: Cell, entry: ProcessEntry) -> None:
        for text, lines in unit_texts(cell.lines):
            for unit in list(self.units.units) if is_every(text) else [self.units.see(text, lines)]:
                if unit not in entry.units:
                    entry.units.append(unit)
        self.draft.read(f"processes/{entry.id}/units", cell.lines)

    def _impact(self, cell: Cell, entry: ProcessEntry) -> None:
        if not cell.lines or is_dash(cell.text):
            self.draft.read(f"processes/{entry.id}/impact", cell.lines)
            return
        chosen = ticked_words(cell.text)
        if chosen is not None and len(chosen) != 1:
            entry.impact_text = entry.impact_text or cell.text
            self.draft.read(f"processes/{entry.id}/impact", cell.lines, cell.text, confidence=0.2, reason=_TWO_TICKS)
            return
        if chosen:
            cell = Cell(
                (Line(cell.lines[0].number, chosen[0]), *(Line(x.number, "") for x in cell.lines[1:])), cell.start
            )
        entry.impact_text = entry.impact_text or cell.text
        digit = _DIGIT_LEVEL.fullmatch(key(cell.text))
        entry.impact = entry.impact or (self._levels.get(digit[1]) if digit else impact_level(cell.text))
        sure = 0.3 if entry.impact is None else 0.6 if digit else 1.0
        reason = _NO_LEVEL if entry.impact is None else _BY_SCALE if digit else None
        self.draft.read(f"processes/{entry.id}/impact", cell.lines, confidence=sure, reason=reason)

    def _time(self, cell: Cell, entry: ProcessEntry, name: str) -> None:
        path = f"processes/{entry.id}/{name}"
        if not cell.lines or is_dash(cell.text):
            self.draft.read(path, cell.lines)
            return
        spoken = find_duration(cell.text)
        if name == "mtpd" and entry.mtpd_text is None:
            entry.mtpd_text = cell.text
        if spoken is None and is_unbroken(cell.text):
            if getattr(entry, name) is None:
                setattr(entry, name, Duration.from_iso("PT0H"))
            self.draft.read(path, cell.lines, confidence=0.6, reason=_UNBROKEN)
            return
        if spoken is None:
            self.draft.read(path, cell.lines, confidence=0.2, reason=_NO_TIME)
            return
        if getattr(entry, name) is None:
            setattr(entry, name, spoken.duration)
        self.draft.read(
            path, cell.lines, confidence=1.0 if spoken.exact else 0.6, reason=None if spoken.exact else _RANGE
        )


def _with_counter(cell: Cell, column: Column) -> Cell:
    """A bare figure with the counting word of its heading: `24` below `MTPD (ชม.)`."""
    counter = _COUNTER.search(f"{column.text} {column.group}")
    if counter is None or not _FIGURE.fullmatch(arabic_digits(cell.text)):
        return cell
    first = cell.lines[0]
    return Cell((Line(first.number, f"{first.text} {counter[0]}"), *cell.lines[1:]), cell.start)


def _listed_number(row: Row, where: _Columns) -> str | None:
    if where.number is None or where.number >= len(row.cells):
        return None
    return tidy(arabic_digits(row.cells[where.number].text)).strip(". ") or None


def _scale(table: Table) -> dict[str, ImpactLevel]:
    """What digits in the column of impact mean: the highest that stands there is the highest level of the scale."""
    places = [i for i in table.having("impact") if "time" not in table.columns[i].kinds]
    texts = [key(row.cells[i].text) for i in places[:1] for row in table.rows if i < len(row.cells)]
    digits = [int(m[1]) for text in texts if (m := _DIGIT_LEVEL.fullmatch(text))]
    return _SCALES.get(max(digits, default=0), {})


def _time_name(column: Column) -> str:
    """Which time a tick in a column of times says, by the heading above it."""
    group = column.group_kinds
    if "rpo" in group and "mtpd" not in group:
        return "rpo"
    return "rto" if "rto" in group and "mtpd" not in group else "mtpd"


def impact_level(text: str) -> ImpactLevel | None:
    """`สูงมาก` → critical, `สูง` → high, …; None for other words."""
    words = key(text)
    for word in sorted(IMPACTS, key=len, reverse=True):
        if words == word or words.removeprefix("ระดับ").startswith(word):
            return IMPACTS[word]
    found = [word for word in sorted(IMPACTS, key=len, reverse=True) if word in words and len(word) > 2]
    return IMPACTS[found[0]] if found else None


def _unit_banner(row: Row, where: _Columns) -> Cell | None:
    """A row that says nothing but a unit, beside the processes or where they stand: the unit of the rows below it."""
    if len(row.filled) != 1:
        return None
    cell = row.filled[0]
    first = bool(row.cells) and row.cells[0] is cell
    if first and where.process != 0:
        return cell if is_unit(cell.text) else None
    among = len(row.cells) > 1 and where.process < len(row.cells) and row.cells[where.process] is cell
    return cell if among and is_unit(cell.text) and _DIVISION.match(cell.text) else None


def _outside(table: Table) -> list[int]:
    """Columns of agencies that the work needs, beside one that says whose it is: they are no units of the office."""
    units = table.having("unit")
    needed = [i for i in units if "suppliers" in table.columns[i].kinds]
    return needed if len(needed) < len(units) else []


def _without_owner(cell: Cell | None) -> tuple[Cell | None, Cell | None]:
    """`งานทะเบียน (ฝ่ายปกครอง)`: the name, and the unit in the brackets behind it or on the line below."""
    behind = _OWNER_BEHIND.search(cell.lines[-1].text) if cell is not None and cell.lines else None
    if cell is None or behind is None or not is_unit(behind["unit"]):
        return cell, None
    last = cell.lines[-1]
    owner = Cell((Line(last.number, behind["unit"]),), last.number)
    name = tuple(x for x in (*cell.lines[:-1], Line(last.number, last.text[: behind.start()].strip())) if x.text)
    return (Cell(name, cell.start, cell.span, cell.above), owner) if name else (cell, None)


def _heads_group(rows: tuple[Row, ...], n: int, where: _Columns) -> bool:
    """`2.1 งานทะเบียน` alone in its row, and `2.1.1 …` in the row below it: a group of processes and none itself."""
    below = rows[n + 1].cells if n + 1 < len(rows) else ()
    if len(rows[n].filled) != 1 or len(below) <= where.process:
        return False
    own, following = numbering(rows[n].filled[0].text), numbering(below[where.process].text)
    return bool(own and following and following.startswith(f"{own}."))


def _is_process(cell: Cell) -> bool:
    return numbering(cell.text) is not None and phase_hours(cell.text) is None
