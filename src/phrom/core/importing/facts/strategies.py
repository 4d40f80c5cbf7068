"""Continuity strategies by resource area, who owns them, and the alternate sites that they name."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from phrom.core.importing.blocks import Cell, Line, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.names.people import mentions
from phrom.core.importing.names.units import UnitBook, is_every, is_unit, unit_texts
from phrom.core.importing.words.columns import area_of
from phrom.core.importing.words.headings import phase_hours
from phrom.core.importing.words.marks import has_bullet, is_none, numbering, without_bullet, without_numbering
from phrom.core.importing.words.scenario_words import stage_of
from phrom.core.plan.document import Area, Plan, Site, Strategy
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits, key, tidy

_EVERY_UNIT = Bilingual(th="เขียนว่าทุกหน่วยงาน จึงใส่ทุกกลุ่มงาน/ฝ่ายที่พบ", en="Says every unit: all units found are entered.")
_FROM_SENTENCE = Bilingual(th="อ่านชื่อสถานที่จากประโยค", en="The site's name was read out of a sentence.")
_USED_AS = re.compile(
    r"(?:^|\s)(?:ให้)?(?:ใช้|กำหนดให้|กำหนด|กําหนด)\s*(?P<name>.{3,70}?)\s*(?:เป็น)(?:สถานที่|ศูนย์|ที่ทำการ|แห่งที่|จุด|ลำดับ|โรงพยาบาลสนาม|ที่(?:ปฏิบัติ|ทำงาน|เรียน|พัก|ให้บริการ|สำรอง|ชั่วคราว))"
)
_ASKED_FOR = re.compile(
    r"(?:^|ประสาน|ขอ)(?:ขอ)?(?:ใช้|ยืมใช้|ใช้พื้นที่)\s*(?P<name>(?:ห้อง|หอ|อาคาร|ศาลา|โรงเรียน|วัด|สนาม|ที่ว่าการ|ที่ทำการ).{3,60}?)"
    r"(?:\s*(?:เพื่อ|สำหรับ|ใน(?:กรณี|การ)|ชั่วคราว|เมื่อ)|$)"
)
_LISTED = re.compile(r"(?:เช่น|ได้แก่|คือ)\s*:?\s*(?P<names>.+)$")
_CAPACITY = re.compile(r"(?:รองรับ|รับได้|จุ|นั่งได้|ที่นั่ง)[^\d]{0,20}(\d{1,4})\s*(?:คน|ที่)")
_PLACE = re.compile(
    r"^(?:ห้อง|หอ|อาคาร|ศาลา|โรงเรียน|สำนัก|ที่ว่าการ|อบต|ทต\.|ทม\.|ศูนย์|วัด|สนาม|บ้าน|ตึก|วิทยาลัย|รพ|โรงพยาบาล|"
    r"เทศบาล|หอประชุม|ศาลากลาง|มหาวิทยาลัย|โดม|ลาน|ชั้น|อปท)"
)
# `ศูนย์บริการสาธารณสุขวัดใหม่ รองรับ 25 คน เป็นลำดับแรก`; `ย้ายชั้นเรียนไปอาคารเรียนรวม 3 (120 ที่นั่ง)`
_BEGINS_WITH_PLACE = re.compile(
    rf"(?P<name>(?:{_PLACE.pattern.removeprefix('^')})[^()]{{3,60}}?)\s*(?:(?:รองรับ|รับได้|จุ)(?:ได้)?\s*[\d๐-๙]|[(（]\s*(?:รองรับ|รับได้|จุ|[\d๐-๙]+\s*(?:คน|ที่นั่ง))|\s(?:เป็น)?(?:ลำดับ|อันดับ|แห่ง)(?:ที่|แรก))"
)
_MOVED_TO = re.compile(
    rf"ย้าย[^()]{{0,30}}?ไป(?:ยัง|ที่|ทำงานที่|เรียนที่|ให้บริการที่|ปฏิบัติงานที่)?\s*(?P<name>(?:{_PLACE.pattern.removeprefix('^')})[^()]{{2,50}}?)\s*(?:[(（]|เพื่อ|เมื่อ|ภายใน|ชั่วคราว|เป็น|กรณี|$)"
)
_ROOM_IN_BRACKETS = re.compile(r"[(（]\s*(\d{1,4})\s*(?:คน|ที่นั่ง|ที่)\s*[)）]")
_OWNER = re.compile(
    r"^(?:(?:หน่วยงาน|ผู้|ส่วนราชการ|ส่วนงาน|กลุ่มงาน|ฝ่าย)?(?:เจ้าภาพ)?(?:ที่)?(?:รับผิดชอบ|เจ้าภาพ|ดำเนินการ|ดูแล)(?:หลัก)?|เจ้าของ(?:เรื่อง|งาน|ภารกิจ|กลยุทธ์)?|มอบหมาย(?:ให้)?|โดย)\s*(?:[:：]\s*|\s)(?P<who>.+)$"
)


# `ขาดอาคาร: ย้ายไปศาลากลาง (ผู้รับผิดชอบ ฝ่ายบริหาร)`
_LACK = re.compile(
    r"^(?:ถ้า|หาก|เมื่อ|กรณี)?(?:ขาด|ไม่มี)(?P<what>[^:：]{2,40}?)\s*[:：]\s*(?P<action>.+?)\s*(?:[(（](?P<by>[^()（）]+)[)）])?$"
)
_FEWEST_LACKS = 3  # areas
_BY = re.compile(r"(รับผิดชอบ|ดำเนินการ|ดูแล)โดย\s*[:：]?\s*")  # `(รับผิดชอบโดยฝ่ายทะเบียน)`


@dataclass
class _Entry:
    area: Area
    actions: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)


class StrategyReader:
    def __init__(self, draft: Draft, units: UnitBook) -> None:
        self.draft, self.units = draft, units
        self.entries: list[_Entry] = []
        self.sites: list[Site] = []
        self._current: _Entry | None = None

    def know(self, plan: Plan) -> None:
        """The strategies and sites of a plan that was read before."""
        self.entries += [_Entry(s.area, list(s.actions), list(s.owners)) for s in plan.strategies]
        self.sites += plan.sites

    def read_table(self, table: Table) -> bool:
        """Rows of resource area, actions and owners; False if the table is none."""
        actions = table.having("strategy")
        if not actions:
            return False
        owners = [i for i in table.having("owner") if i not in actions]
        areas = [
            i
            for i in range(len(table.columns))
            if i not in actions and i not in owners and "number" not in table.columns[i].kinds
        ]
        if not areas:
            return False
        for row in table.header:
            self.draft.furnish(row.lines)
        for row in table.rows:
            cells = dict(enumerate(row.cells))
            name = cells.get(areas[0], Cell())
            if name.lines:
                area = area_of(without_numbering(name.text))
                if area is None:
                    continue
                self._open(area, name.lines)
            if self._current is None:
                continue
            for i in actions:
                self._actions(cells.get(i, Cell()))
            for i in owners:
                self._owners(cells.get(i, Cell()).whole.lines)
        return True

    def _open(self, area: Area, lines: tuple[Line, ...]) -> None:
        known = next((e for e in self.entries if e.area == area), None)
        if known is None:
            known = _Entry(area)
            self.entries.append(known)
        self._current = known
        self.draft.read(f"strategies/{self.entries.index(known)}", lines)

    def _actions(self, cell: Cell) -> None:
        marked = [has_bullet(line.text) or numbering(line.text) is not None for line in cell.lines]
        for line, mark in zip(cell.lines, marked, strict=True):
            if is_none(line.text):
                self._note([line])
            elif any(marked) and not mark and self._current and self._current.actions:
                self._more(line)
            else:
                self._action(line)

    def _action(self, line: Line) -> None:
        if self._current is None:
            return
        text = without_numbering(line.text) if numbering(line.text) else without_bullet(line.text)
        self._current.actions.append(text)
        self.draft.read(f"{self._path}/actions/{len(self._current.actions) - 1}", [line], text)
        if self._current.area == "premises":
            self._find_sites(text, line)

    def _more(self, line: Line) -> None:
        if self._current is not None:
            self._current.actions[-1] += f" {line.text}"
            self.draft.read(f"{self._path}/actions/{len(self._current.actions) - 1}", [line])

    @property
    def _path(self) -> str:
        return f"strategies/{self.entries.index(self._current) if self._current else 0}"

    def _note(self, lines: list[Line]) -> None:
        self.draft.read(self._path, lines)

    def _owners(self, lines: tuple[Line, ...]) -> None:
        if self._current is None:
            return
        for text, behind in unit_texts(lines):
            if is_every(text):
                found, reason = list(self.units.units), _EVERY_UNIT
            else:
                found, reason = self.units.mentioned(text), None
                if not found and is_unit(text):
                    found = [self.units.see(text, behind, confidence=0.8)]
            self._current.owners.extend(u for u in found if u not in self._current.owners)
            sure = 1.0 if found and not reason else 0.7
            self.draft.read(f"{self._path}/owners", behind, text, confidence=sure, reason=reason)

    def read_lines(self, lines: list[Line], heading: Line | None = None) -> None:
        """Strategies without a table: an area as a heading, its actions below it, `หน่วยงานรับผิดชอบ : …`.

        `heading`: the section's own, where it names an area: all lines are about that one.
        """
        self._current = None
        listed = bool(lines) and (has_bullet(lines[0].text) or numbering(lines[0].text) is not None)
        heading = heading if listed else None
        if heading is not None:
            self._head(heading)
        may_head = [line for line in lines if not _OWNER.match(line.text)]  # `ผู้รับผิดชอบ : กลุ่มงานพัสดุ` heads nothing
        bare = {area for line in may_head if not numbering(line.text) and (area := _area_heading(line.text)[0])}
        sided = {area for line in may_head if _is_side(line) and (area := _area_heading(line.text)[0])}
        for line in lines:
            area = _area_heading(line.text)[0] if heading is None else None
            if len(sided) >= 2 and not _is_side(line):
                area = None  # where areas are headed `ด้าน…`, a line that names a building is an action
            if len(bare) >= 2 and numbering(line.text):
                area = None  # where areas stand without a number, what has one is an action
            owner = _OWNER.match(without_bullet(line.text))
            if area and not owner:
                self._head(line)
            elif self._current is None or _names_somebody(line):
                continue
            elif owner:
                self._owners((Line(line.number, owner["who"]),))
            elif has_bullet(line.text) or numbering(line.text) or not self._current.actions:
                self._action(line)
            else:
                self._more(line)

    def read_lacks(self, lines: list[Line]) -> None:
        """Lines that say what is done where something is lacking, wherever they stand: three areas or more."""
        said = [(line, found) for line in lines if (found := _LACK.match(without_numbering(line.text)))]
        told = [(line, found, area) for line, found in said if (area := area_of(found["what"]))]
        if len({area for _line, _found, area in told}) < _FEWEST_LACKS:
            return
        for line, found, area in told:
            owner = _OWNER.match(found["by"] or "")
            self._open(area, (line,))
            self._action(Line(line.number, found["action"] if owner or not found["by"] else line.text))
            self._owners((Line(line.number, owner["who"]),) if owner else ())
        self._current = None

    def _head(self, line: Line) -> None:
        """Open the area that a line heads, with the owner in its brackets."""
        area, inside = _area_heading(line.text)
        if area:
            self._open(area, (line,))
            self._owners((Line(line.number, inside),) if inside else ())

    def read_site_table(self, table: Table) -> None:
        """A table of alternate sites with their room."""
        names = [i for i in table.having("premises") if "capacity" not in table.columns[i].kinds]
        rooms = table.having("capacity")
        if not names:
            return
        for row in table.header:
            self.draft.furnish(row.lines)
        for row in table.rows:
            cell = row.cells[names[0]] if names[0] < len(row.cells) else Cell()
            if cell.lines and not is_none(cell.text):
                room = row.cells[rooms[0]].text if rooms and rooms[0] < len(row.cells) else ""
                number = re.search(r"\d+", arabic_digits(room))
                self._site(without_numbering(cell.text), cell.text, row.lines, int(number.group()) if number else None)

    def _find_sites(self, text: str, line: Line) -> None:
        used = _USED_AS.search(text)
        if used:
            self._site(used["name"], text, (line,), None)
        elif re.search(r"(?:ที่บ้าน|work\s*f(?:rom|or)\s*home)", text, re.IGNORECASE):
            self._site("ปฏิบัติงานที่บ้าน", text, (line,), None)
        elif (asked := _ASKED_FOR.search(text)) and _PLACE.match(asked["name"]):
            self._site(asked["name"], text, (line,), None)
        elif placed := _BEGINS_WITH_PLACE.match(without_bullet(text)) or _MOVED_TO.search(text):
            self._site(placed["name"], text, (line,), None)
        elif listed := _LISTED.search(text):
            for name in _place_names(listed["names"]):
                self._site(name, text, (line,), None)

    def _site(self, name: str, text: str, lines: tuple[Line, ...], capacity: int | None) -> None:
        name = tidy(name)
        if any(key(site.name) == key(name) for site in self.sites):
            return
        room = _CAPACITY.search(arabic_digits(text)) or _ROOM_IN_BRACKETS.search(arabic_digits(text))
        site = self.draft.id(f"site-{len(self.sites) + 1}")
        where = _where(text, name)
        self.sites.append(Site(id=site, name=name, where=where, capacity=capacity or (int(room[1]) if room else None)))
        self.draft.read(f"sites/{site}", lines, name, confidence=0.7, reason=_FROM_SENTENCE)

    def values(self) -> tuple[Strategy, ...]:
        return tuple(Strategy(area=e.area, owners=tuple(e.owners), actions=tuple(e.actions)) for e in self.entries)


def _names_somebody(line: Line) -> bool:
    """A person with a number to call is nobody's action."""
    return bool(find_numbers(line.text)) and bool(mentions((line,)))


def _is_side(line: Line) -> bool:
    return without_numbering(line.text).startswith("ด้าน")


def heads_area(text: str) -> bool:
    """Whether a heading of the plan is that of one area's strategies: `กลยุทธ์ด้านบุคลากร`."""
    return _area_heading(text)[0] is not None


def _area_heading(text: str) -> tuple[Area | None, str]:
    """The area that a line heads (`ด้านบุคลากร (หน่วยงานรับผิดชอบ : …)`), and the owner named in its brackets."""
    if has_bullet(text):
        return None, ""
    whole = without_numbering(text).strip(" :：")
    head = re.sub(r"\s*(?:[(\[（]|\s[–—-]\s).*$", "", whole)
    whole = _BY.sub(r"\1 ", whole)
    within = [part.strip() for part in re.split(r"[()\[\]（）]|\s[–—-]\s", whole[len(head) :]) if part.strip()]
    told = [owner["who"] for part in within if (owner := _OWNER.match(part))]
    inside = next(iter(told), None) or next((part for part in within if is_unit(part) or is_every(part)), "")
    fits = len(key(head)) <= 45 and (inside or len(key(whole)) <= 60)
    return (area_of(head) if fits else None), inside


def lists_areas(lines: list[Line]) -> bool:
    """Whether lines are strategies whatever their section is called: three areas as headings, a list below each.

    Lines that go through two stages or two phases of an event are a procedure, whatever they name.
    """
    if len({stage for line in lines if (stage := stage_of(line.text))}) >= 2:
        return False
    if len({hours for line in lines if (hours := phase_hours(line.text))}) >= 2:
        return False
    found = set()
    for line, following in pairwise(lines):
        area, _ = _area_heading(line.text)
        listed = has_bullet(following.text) or numbering(following.text) or _OWNER.match(following.text)
        if area and listed:
            found.add(area)
    return len(found) >= 3


def names_areas(table: Table) -> bool:
    """Whether the first cells of a table's rows are resource areas, as in a table of strategies."""
    names = [row.cells[0].text for row in table.rows if row.cells and row.cells[0].lines]
    return len({area for name in names if (area := area_of(without_numbering(name)))}) >= 3


def _where(text: str, name: str) -> str | None:  # narrowed by Site's own check
    if "บ้าน" in name and ("ปฏิบัติงาน" in name or "ทำงาน" in name):
        return "home"
    if re.search(r"นอกพื้นที่|นอกสถานที่|ภายนอก|นอกที่ตั้ง", text):
        return "off-site"
    return "on-site" if re.search(r"ในพื้นที่|ภายในบริเวณ|ภายในพื้นที่|ในบริเวณ", text) else None


def _place_names(text: str) -> list[str]:
    """`ห้องประชุม ก ห้องประชุม ข อาคาร 4 ชั้น (ม.)` parted where a new place begins; words after a place are its own."""
    names: list[str] = []
    for word in re.split(r"\s*(?:,|และ(?=\s))\s*|\s+", text):
        if word.startswith(("เป็น", "ที่อยู่", "เช่น")):
            if word.startswith("เป็น"):
                break
            continue
        if _PLACE.match(word) and not (names and word.startswith("ชั้น")):
            names.append(word)
        elif names and word:
            names[-1] += f" {word}"
    return [name for name in names if len(key(name)) >= 5 and name not in ("ห้องประชุม",)]
