"""The phased checklists: what is done on day 1, days 2 to 7 and after, or by the hours that an office chose."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.completeness import boxed_item
from phrom.core.importing.facts.responsible import Responsibles
from phrom.core.importing.words.headings import phase_hours, phase_of_time
from phrom.core.importing.words.marks import has_bullet, is_none, numbering, tick, without_numbering
from phrom.core.plan.document import ResponsePhase, Step
from phrom.core.values.duration import Duration
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key, tidy

_NOBODY = Bilingual(th="ไม่รู้จักผู้รับผิดชอบนี้ในแผน", en="This responsible party is not known in the plan.")
_DOER_BEHIND = re.compile(
    r"\s*(?:[(\[]\s*(?:(?P<said>ผู้รับผิดชอบ)|โดย)?\s*[:：]?\s*|\s[-–—]\s+)(?P<who>[^()\[\]–—]{3,60}?)\s*[)\]]?\s*$"
)
_IN_BRACKETS = re.compile(r"[(\[]\s*(?:(?P<said>ผู้รับผิดชอบ)|โดย)?\s*[:：]?\s*(?P<who>[^()]{3,60})[)\]]\s*$")
_RESPONSIBLE = re.compile(
    r"^(?:(?:หน่วยงาน|ผู้|ทีม)(?:ที่)?(?:รับผิดชอบ|ดำเนินการ)|รับผิดชอบโดย|ดำเนินการโดย|โดย)(?:หลัก)?\s*(?:[:：]\s*|\s)(?P<who>\S.*)$"
)

_ORDERS = re.compile(r"ให้|ต้อง|พึง|ห้าม|คำนึงถึง")
_LEADS_LIST = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย)\s*[:：]?$")
_RULE_LETTERS = 30


@dataclass
class _Phase:
    id: str
    name: str
    hours: tuple[int, int | None]
    rule: str = ""
    steps: list[Step] = field(default_factory=list)


_DAY = 24  # hours


class ResponseReader:
    """Phases open by heading, by full-width row or by a column; steps come from tables or lists."""

    def __init__(self, draft: Draft, responsibles: Responsibles) -> None:
        self.draft, self.responsibles = draft, responsibles
        self.phases: list[_Phase] = []
        self._current: _Phase | None = None

    def know(self, phases: Iterable[ResponsePhase]) -> None:
        """The phases of a plan that was read before."""
        for p in phases:
            hours = (int(p.starts.hours), int(p.ends.hours) if p.ends else None)
            self.phases.append(_Phase(p.id, p.name, hours, p.rule or "", list(p.steps)))

    def open_phase(self, text: str, lines: tuple[Line, ...], *, of_time: bool = False) -> bool:
        """A heading that names a span of hours or days opens a phase; False if it names none. `of_time`: it stands in
        a column of times."""
        hours = phase_of_time(text) if of_time else phase_hours(text)
        if hours is None:
            return False
        hours = self._going_on(hours)
        known = next((p for p in self.phases if p.hours[0] == hours[0]), None)
        if known is None:
            known = _Phase(self.draft.id(_slug(hours, len(self.phases) + 1)), tidy(text).rstrip(" :："), hours)
            self.phases.append(known)
        self._current = known
        self.draft.read(f"response/{known.id}/name", lines, text)
        return True

    def _going_on(self, hours: tuple[int, int | None]) -> tuple[int, int | None]:
        """`1 - 7 วัน` after `24 ชั่วโมง`, `8 วันขึ้นไป` after `2 - 7 วัน`: a phase begins where the one before it ends."""
        start, end = hours
        ends = [p.hours[1] for p in self.phases if p.hours[1] is not None and p.hours[1] < (end or p.hours[1] + 1)]
        same = next((p for p in self.phases if p.hours[0] == start), None)
        if (same is not None and same.hours[1] in ends) or (ends and start == max(ends) + _DAY):
            return max(ends), end
        return hours

    def close(self) -> None:
        self._current = None

    @property
    def is_open(self) -> bool:
        return self._current is not None

    def read_table(self, table: Table) -> bool:
        """Steps of the open phase; False if the table has no column of steps."""
        where = _step_columns(table)
        if not where:
            return False
        for row in ((table.label,) if table.label else ()) + table.header:
            alone = row.filled[0].text if len(row.filled) == 1 else ""
            if not (alone and (self.open_phase(alone, row.lines) or self._rule(alone, row.lines))):
                self.draft.furnish(row.lines)
        who = [i for i in table.having("responsible") or table.having("team") if i not in where]
        texts = {i: column.text for i, column in enumerate(table.columns) if i not in where}
        phases = {i: text for i, text in texts.items() if phase_hours(text) is not None}
        when = [i for i in table.having("stage") if i not in (*where, *phases)]
        for row in table.rows:
            if len(phases) >= 2:
                self._ticked_row(row, where[0], who, phases)
            else:
                self._row(row, where[0], who, when)
        return True

    def _ticked_row(self, row: Row, where: int, who: list[int], phases: dict[int, str]) -> None:
        """A step with a tick below each phase in which it is done."""
        ticked = [i for i in phases if i < len(row.cells) and tick(row.cells[i].text)]
        for i in ticked:
            self.open_phase(phases[i], row.cells[i].lines)
            self._row(row, where, who, [])

    def _row(self, row: Row, where: int, who: list[int], when: list[int]) -> None:
        if len(row.filled) == 1 and self.open_phase(row.filled[0].text, row.lines):
            return
        if len(row.cells) == 1 and self._current is not None and key(row.cells[0].text) in key(self._current.rule):
            self.draft.furnish(row.lines)  # what stands above the headings, printed again on the next page
            return
        for i in when:
            if i < len(row.cells) and row.cells[i].lines:
                self.open_phase(row.cells[i].text, row.cells[i].lines, of_time=True)
        cell = row.cells[where] if where < len(row.cells) else Cell()
        if not cell.lines or self._current is None or is_none(cell.text):
            return
        responsible = next((row.cells[i].whole for i in who if i < len(row.cells)), Cell())
        for lines in _steps_in(cell):
            step = self._step_of_cell(lines, responsible.lines)
        rest = [line for i, c in enumerate(row.cells) if i != where and c is not responsible for line in c.lines]
        self.draft.read(
            f"response/{self._current.id}/steps/{step.id}", [x for x in rest if x.number not in self.draft.placed]
        )

    def _step_of_cell(self, lines: tuple[Line, ...], responsible: tuple[Line, ...]) -> Step:
        """A step, with its doer out of brackets or behind a dash at its end where no column says who does it."""
        told = _DOER_BEHIND.search(lines[0].text) if len(lines) == 1 and not responsible else None
        if told is None or not (told["said"] or self.responsibles.resolve(told["who"])):
            return self._step(lines, responsible)
        line = lines[0]
        return self._step((Line(line.number, line.text[: told.start()]),), (Line(line.number, told["who"]),))

    def read_line(self, line: Line) -> None:
        """A step of the open phase written as a list; a further line without a mark goes on with the step."""
        if self._current is None:
            return
        box = boxed_item(line.text)
        line = Line(line.number, box[1], line.page_top) if box is not None else line
        marked = box is not None or has_bullet(line.text) or numbering(line.text) is not None
        if not any(ch.isalpha() for ch in line.text):
            return  # `5`: the number of a page, or of the part that begins on the next line
        if not marked and self._current.steps:
            self._responsible_line(line)
            return
        text = line.text
        told = _IN_BRACKETS.search(text)
        if told and (told["said"] or self.responsibles.resolve(told["who"])):
            self._step((Line(line.number, text[: told.start()]),), (Line(line.number, told["who"]),))
        elif marked:
            self._step((line,), ())
        else:
            self.read_rule(line)

    def read_rule(self, line: Line) -> None:
        """A line between the heading of the open phase and its table."""
        self._rule(line.text, (line,))

    def _rule(self, text: str, lines: tuple[Line, ...]) -> bool:
        """What holds for everything done in the open phase: a sentence that orders something, above its first step."""
        phase = self._current
        if phase is None or phase.steps or len(text) < _RULE_LETTERS or not _ORDERS.search(text):
            return False
        words = tidy(text)
        if key(words) not in key(phase.rule):
            phase.rule = f"{phase.rule} {words}".strip()
        self.draft.read(f"response/{phase.id}/rule", lines, words)
        return True

    def _responsible_line(self, line: Line) -> None:
        """`ผู้รับผิดชอบ : …` on the line below a step says who does it."""
        phase, told = self._current, _RESPONSIBLE.match(line.text)
        if phase is None or told is None or phase.steps[-1].responsible_text is not None:
            return
        step = phase.steps[-1]
        ids = self.responsibles.resolve(told["who"])
        phase.steps[-1] = step.model_copy(update={"responsible": ids, "responsible_text": told["who"]})
        self.draft.read(
            f"response/{phase.id}/steps/{step.id}/responsible",
            [line],
            told["who"],
            confidence=1.0 if ids else 0.5,
            reason=None if ids else _NOBODY,
        )

    def _step(self, lines: tuple[Line, ...], responsible: tuple[Line, ...]) -> Step:
        phase = self._current
        assert phase is not None  # noqa: S101 - callers have looked
        text, details = step_and_details(lines)
        names = tuple(line for line in responsible if not is_none(line.text))
        words = " ".join(line.text for line in names)
        ids = self.responsibles.resolve(_phrases(names))
        step = Step(
            id=self.draft.id(f"{phase.id}-{len(phase.steps) + 1}"),
            text=text,
            details=details,
            responsible=ids,
            responsible_text=words or None,
        )
        path = f"response/{phase.id}/steps/{step.id}"
        phase.steps.append(step)
        self.draft.read(f"{path}/text", lines, text)
        known = not names or bool(ids)
        self.draft.read(
            f"{path}/responsible",
            responsible,
            words,
            confidence=1.0 if known else 0.5,
            reason=None if known else _NOBODY,
        )
        return step

    def values(self) -> tuple[ResponsePhase, ...]:
        """Phases that have steps, in order of time; a phase of one day without a word of its end lasts to the next."""
        phases = sorted((p for p in self.phases if p.steps), key=lambda p: p.hours[0])
        return tuple(
            ResponsePhase(
                id=p.id,
                name=p.name,
                starts=_span(p.hours[0]),
                ends=_end(p, phases),
                rule=p.rule or None,
                steps=tuple(p.steps),
            )
            for p in phases
        )


def _steps_in(cell: Cell) -> list[tuple[Line, ...]]:
    """The lines of each step of a cell: several where all have the bullet of the first, or are numbered 1, 2, …

    What has another sign, or stands below `… ดังนี้`, is told of the step above it.
    """
    counted = [str(n) for n in range(1, len(cell.lines) + 1)]
    if len(cell.lines) < 2 or _LEADS_LIST.search(tidy(cell.lines[0].text)):
        return [cell.lines]
    if [numbering(line.text) for line in cell.lines] == counted:
        return [(line,) for line in cell.lines]
    if not all(has_bullet(line.text) for line in cell.lines):
        return [cell.lines]
    starts = [i for i, line in enumerate(cell.lines) if line.text.lstrip()[:1] == cell.lines[0].text.lstrip()[:1]]
    return [cell.lines[a:b] for a, b in pairwise([*starts, len(cell.lines)])]


def _step_columns(table: Table) -> list[int]:
    """The columns that can hold steps, the one with the most words first: `ขั้นตอน` may only number them."""
    found = [i for i in table.having("step") if not table.columns[i].kinds & {"responsible", "done"}]
    words = {i: sum(len(row.cells[i].text) for row in table.rows if i < len(row.cells)) for i in found}
    return sorted(found, key=lambda i: words[i], reverse=True)


def _end(phase: _Phase, phases: list[_Phase]) -> Duration | None:
    last = phase is phases[-1]
    end = phase.hours[1]
    if end is None and not last:
        end = phases[phases.index(phase) + 1].hours[0]
    if end is None or (last and len(phases) > 1 and end - phase.hours[0] == 24 and phase.hours[0] >= 48):
        return None
    return _span(end)


def _span(hours: int) -> Duration:
    return Duration(hours * 3600, f"PT{hours}H")


def _slug(hours: tuple[int, int | None], n: int) -> str:
    start, end = hours
    if start % 24 == 0 and (end is None or end % 24 == 0):
        first = start // 24 + 1
        last = end // 24 if end is not None else first
        return f"day-{first}" if last <= first else f"days-{first}-{last}"
    return f"hours-{start}-{end}" if end is not None else f"hours-{start}"


def step_and_details(lines: tuple[Line, ...]) -> tuple[str, tuple[str, ...]]:
    """A step's first paragraph is the step; bulleted or further paragraphs are its details."""
    text = without_numbering(lines[0].text)
    details: list[str] = []
    for line in lines[1:]:
        if tick(line.text) is not None and len(key(line.text)) < 4:
            continue
        details.append(without_numbering(line.text))
    return text, tuple(details)


def _phrases(lines: tuple[Line, ...]) -> str:
    """Paragraphs of a cell, one a line; a bracket on a line of its own belongs to the words above it."""
    joined: list[str] = []
    for line in lines:
        if joined and line.text.startswith("("):
            joined[-1] += f" {line.text}"
        else:
            joined.append(line.text)
    return "\n".join(joined)
