"""Threats, and which resource areas each strikes: the matrix of ticks. A lost cell stays unknown."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Cell, Line, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.completeness import boxed_item
from phrom.core.importing.facts.requirements import area_columns
from phrom.core.importing.words.columns import IMPACTS, area_of, areas_in
from phrom.core.importing.words.marks import tick, ticked_words, without_numbering
from phrom.core.importing.words.scenario_words import threat_slug
from phrom.core.plan.document import AREAS, Area, Impact, Plan, Threat
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits, key, likeness

_SENTENCE = Bilingual(th="อ่านจากประโยค ไม่ใช่จากตาราง", en="Read out of a sentence, not from a table.")
_EVERY = re.compile(r"ทุกด้าน|ทั้ง\s*[5๕ห้า]+\s*ด้าน|ทุกทรัพยากร")
_NOT_A_TICK = Bilingual(
    th="ข้อความในช่องไม่ใช่เครื่องหมาย ถือว่าได้รับผลกระทบ", en="The cell holds words and no tick; taken as affected."
)


@dataclass
class ThreatBook:
    """Threats by id, in the order of first sight."""

    draft: Draft
    names: dict[str, str] = field(default_factory=dict)
    impacts: list[Impact] = field(default_factory=list)

    def see(self, text: str, lines: tuple[Line, ...], beside: Collection[str] = ()) -> str:
        """The threat that a text names, known or new. `beside`: those that the same list names too, so that words of
        the same meaning (`ระบบล่ม` beside `ถูกโจมตีทางไซเบอร์`) are none of them."""
        known = self.find(text)
        if known is None or (known in beside and not self._is_named(known, text)):
            slug = threat_slug(text)
            wanted = (
                f"threat-{slug}" if slug and f"threat-{slug}" not in self.names else f"threat-{len(self.names) + 1}"
            )
            known = self.draft.id(wanted)
            self.names[known] = text
        self.draft.read(f"threats/{known}", lines, text)
        return known

    def know(self, plan: Plan) -> None:
        """The threats of a plan that was read before, and what they strike."""
        self.names |= {threat.id: threat.name for threat in plan.threats}
        self.impacts += plan.impacts

    def find(self, text: str) -> str | None:
        """The same threat by its words or by its meaning (น้ำท่วม is อุทกภัย); of several of that meaning the likest."""
        named = next((threat for threat in self.names if self._is_named(threat, text)), None)
        slug = threat_slug(text)
        meant = [threat for threat, name in self.names.items() if slug and threat_slug(name) == slug]
        return named or max(meant, key=lambda threat: likeness(self.names[threat], text, 0.0), default=None)

    def _is_named(self, threat: str, text: str) -> bool:
        name = self.names[threat]
        return key(name) == key(text) or likeness(name, text, 0.85) >= 0.85

    def assess(self, threat: str, area: Area, *, affected: bool) -> int | None:
        """Note what a threat does to an area; its place in the plan, or None where that is said already."""
        if any(i.threat == threat and i.area == area for i in self.impacts):
            return None
        self.impacts.append(Impact(threat=threat, area=area, affected=affected))
        return len(self.impacts) - 1

    def values(self) -> tuple[Threat, ...]:
        return tuple(Threat(id=threat, name=name) for threat, name in self.names.items())


def says_every(text: str) -> bool:
    """`ทุกด้าน`, `ทั้ง 5 ด้าน`: all resource areas."""
    return bool(_EVERY.search(text))


def read_threats(table: Table, draft: Draft, threats: ThreatBook) -> None:
    """A matrix of threat × area."""
    if not area_columns(table) and sum("one-threat" in column.kinds for column in table.columns) >= 2:
        _read_across(table, draft, threats)
        return
    if table.having("struck"):
        _read_struck(table, table.having("struck")[0], draft, threats)
        return
    areas = area_columns(table)
    first = next((i for i in _named_columns(table) if i not in areas), None)
    if not areas or first is None:
        return
    for row in table.header:
        draft.furnish(row.lines)
    listed: set[str] = set()
    for row in table.rows:
        name = row.cells[first] if first < len(row.cells) else Cell()
        if not name.lines or len(key(name.text)) > 90:
            continue
        listed.add(threat := threats.see(_name(name.text), name.lines, listed))
        draft.read(
            f"threats/{threat}",
            [
                line  # a tick below an unknown heading says something that was not read
                for i, c in enumerate(row.cells)
                if i not in areas and (i == first or not tick(c.text) or any(x.kinds for x in table.columns[i : i + 1]))
                for line in c.lines
            ],
            name.text,
        )
        for i, area in areas.items():
            # a cell that a page break ate is not there: it stays not assessed
            if i < len(row.cells):
                _assess(row.cells[i], threat, area, draft, threats)


def _read_struck(table: Table, struck: int, draft: Draft, threats: ThreatBook) -> None:
    """A threat a row, and beside it the areas that it strikes in words; what is not named there is not struck."""
    first = next(iter(table.having("threat")), None)
    listed: set[str] = set()
    for row in table.header:
        draft.furnish(row.lines)
    for row in table.rows:
        name, words = (row.cells[i] if i is not None and i < len(row.cells) else Cell() for i in (first, struck))
        if not name.lines or not words.lines:
            continue
        listed.add(threat := threats.see(_name(name.text), name.lines, listed))
        draft.read(f"threats/{threat}", [line for line in row.lines if line not in words.lines], name.text)
        said = areas_in(" / ".join(_ticked(words)))
        for area in AREAS if says_every(words.text) else said:
            place = threats.assess(threat, area, affected=True)
            path = f"impacts/{place}" if place is not None else f"threats/{threat}"
            draft.read(path, words.lines, confidence=0.8, reason=_SENTENCE)
        for area in AREAS if said else ():
            threats.assess(threat, area, affected=False)


def _ticked(cell: Cell) -> list[str]:
    """The lines of a cell, or where each stands behind a box those that are ticked; boxes may share a line."""
    offered = ticked_words(cell.text)
    if offered is not None:
        return offered
    boxed = [boxed_item(line.text) for line in cell.lines]
    found = [item for item in boxed if item is not None]
    return [text for ticked, text in found if ticked] if found else [line.text for line in cell.lines]


def _named_columns(table: Table) -> list[int]:
    """The columns that can hold names: not those of numbers, by their heading or by what stands in them."""
    found = [i for i, column in enumerate(table.columns) if not column.kinds & {"number", "remark"}]
    cells = {i: [row.cells[i].text for row in table.rows if i < len(row.cells) and row.cells[i].lines] for i in found}
    return [
        i for i in found if not cells[i] or not all(arabic_digits(text).strip(" .)").isdigit() for text in cells[i])
    ]


def _name(text: str) -> str:
    """`1 เหตุการณ์อุทกภัย` → อุทกภัย: the threat without its number and without the word for an event."""
    bare = re.sub(r"^[\d๐-๙]{1,2}\s+(?=[ก-ฮเแโใไ])", "", without_numbering(text))
    named = re.sub(r"^(?:เหตุการณ์|สถานการณ์|เหตุ)(?:เกิด|การเกิด)?\s*", "", bare)
    return named if threat_slug(named) is not None else bare


def _read_across(table: Table, draft: Draft, threats: ThreatBook) -> None:
    """A matrix of area × threat: the threats are the headings, each row is an area."""
    columns: dict[int, str] = {}
    for i, column in enumerate(table.columns):
        if "one-threat" in column.kinds or _is_marked(table, i):
            lines = _heading_lines(table, column.text)
            columns[i] = threats.see(without_numbering(column.text), lines, columns.values())
    for row in table.header:
        draft.furnish(row.lines)
    for row in table.rows:
        beside = [(cell, area_of(cell.text)) for i, cell in enumerate(row.cells) if i not in columns]
        named = next(((cell, area) for cell, area in beside if area is not None), None)
        if named is None:
            continue
        draft.furnish(named[0].lines)
        for i, threat in columns.items():
            if i < len(row.cells):
                _assess(row.cells[i], threat, named[1], draft, threats)


def _is_marked(table: Table, i: int) -> bool:
    """Whether a column beside those of threats holds marks alone: what heads it is one more threat."""
    cells = [row.cells[i].text for row in table.rows if i < len(row.cells)]
    named = bool(table.columns[i].text) and not table.columns[i].kinds & {"number", "remark", "resource", "process"}
    return named and any(cells) and all(tick(text) is not None for text in cells)


def _heading_lines(table: Table, text: str) -> tuple[Line, ...]:
    return next((cell.lines for row in table.header for cell in row.cells if cell.text == text), ())


def _assess(cell: Cell, threat: str, area: Area, draft: Draft, threats: ThreatBook) -> None:
    state = _state(cell.text)
    place = threats.assess(threat, area, affected=state is not False)
    sure = state is not None
    draft.read(
        f"impacts/{place}" if place is not None else f"threats/{threat}",
        cell.lines,
        confidence=1.0 if sure else 0.6,
        reason=None if sure else _NOT_A_TICK,
    )


def _state(text: str) -> bool | None:
    """A tick, a blank, or a level of impact in its place (`สูง`, `3`): any level but none is an impact."""
    state = tick(text)
    if state is None and key(text) in ("0", "ไม่เกี่ยวข้อง", "na"):
        return False
    return True if state is None and (key(text) in IMPACTS or key(text).isdigit()) else state
