"""Procedures for each threat: onset, crisis and recovery, step by step, and every promise with a time in it."""

import re
from dataclasses import dataclass, field
from typing import Literal

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.responsible import Responsibles
from phrom.core.importing.facts.threats import ThreatBook
from phrom.core.importing.words.columns import column_kinds, table_kinds
from phrom.core.importing.words.headings import is_page_furniture, phase_hours, section_kind
from phrom.core.importing.words.marks import (
    deeds_on_line,
    has_bullet,
    is_none,
    numbering,
    without_bullet,
    without_heading_number,
    without_numbering,
)
from phrom.core.importing.words.scenario_words import (
    Stage,
    case_name,
    is_scenario_lead,
    may_name_case,
    says_case,
    scenario_threat,
    stage_of,
    threat_slug,
)
from phrom.core.plan.document import Scenario, Step, Target
from phrom.core.values.duration import find_duration
from phrom.core.values.thai_text import key

After = Literal["told", "incident", "stand-down", "power-restored"]
_FIRST_ITEM = re.compile(r"[\s:：](?=\(?[1๑][.)]\s*\S)")  # `ก่อนเกิดเหตุ (1) … (2) …`: steps on the line of the stage
_EVENT = re.compile(r"^(?:เหตุการณ์|สถานการณ์|เหตุ|กรณี|ภัย)(?:เกิด|การเกิด)?\s*")
STAGES: tuple[Stage, ...] = ("onset", "crisis", "recovery")


@dataclass
class _Draft:
    threat: str
    slug: str
    stages: dict[Stage, list[Step]] = field(default_factory=lambda: {s: [] for s in STAGES})
    targets: list[Target] = field(default_factory=list)


class ScenarioReader:
    """Reads blocks in order: a heading with a threat opens a scenario, a stage's heading a stage."""

    def __init__(self, draft: Draft, threats: ThreatBook, responsibles: Responsibles) -> None:
        self.draft, self.threats, self.responsibles = draft, threats, responsibles
        self.scenarios: dict[str, _Draft] = {}
        self._current: _Draft | None = None
        self._stage: Stage | None = None
        self._stage_number: str | None = None  # of the stage's heading
        self._step_number: str | None = None  # of the last step that has a plain one
        self._step_mark = ""  # what stands around it: `.` or `)`
        self._bulleted = False

    def close(self) -> None:
        self._current, self._stage = None, None

    @property
    def is_open(self) -> bool:
        return self._current is not None

    def read(self, blocks: list[Block], *, plain_headings: bool) -> None:
        """`plain_headings`: the plan heads its scenarios with the bare threat (`1. อุทกภัย`)."""
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, Table):
                if _may_hold_steps(block):
                    self.read_table(block)
                else:
                    self.close()  # contacts, suppliers: the cases are over
            elif not is_page_furniture(block.line.text):
                self._line(block.line, plain_headings, following)

    def _line(self, line: Line, plain_headings: bool, following: Block | None) -> None:
        text = line.text
        plain = plain_headings and (is_plain_heading(text) or self._is_known_threat(text))
        told = is_scenario_lead(text) or (says_case(text) and self._is_known_threat(text))
        if told or ((plain or self._heads_stages(text, following)) and not self._is_in_stage(text)):
            self.open(text, line)
            return
        if self._current is None:
            self._announced(line)
            return
        stage = stage_of(text, onset_seen=bool(self._current.stages["onset"]))
        if stage is not None:
            self._open_stage(stage, line)
            return
        if section_kind(text) is not None and not has_bullet(text) and not numbering(text):
            self.close()
            return
        if self._stage is not None:
            self._step_line(line)

    def _announced(self, line: Line) -> None:
        """Before the first case: the threats of the plan and the stages in a list, of which all is said below."""
        if self._is_known_threat(line.text):
            named = _EVENT.sub("", without_heading_number(line.text).strip(" :："))
            if (threat := self.threats.find(named)) is not None:
                self.draft.read(f"threats/{threat}", [line], named)
        elif numbering(line.text) and stage_of(line.text) is not None:
            self.draft.furnish([line])

    def _is_known_threat(self, text: str) -> bool:
        """A numbered line that says the name of a threat of the plan and no more, whatever kind of threat it is."""
        bare = without_heading_number(text).strip(" :：")
        names = {key(bare), key(_EVENT.sub("", bare)), key(case_name(text))}
        said = key(bare) != key(text) or says_case(text)
        return said and any({key(known), key(_EVENT.sub("", known))} & names for known in self.threats.names.values())

    def _heads_stages(self, text: str, following: Block | None) -> bool:
        """`8.4 บุคคลภายนอกบุกรุก` right above the first stage of a case, or above a table of stages, is its name."""
        if phase_hours(text) is not None or not (may_name_case(text) or says_case(text)):
            return False
        if self._current is not None and not says_case(text) and not any(self._current.stages.values()):
            return False  # below the name of a case, above its first stage: what is to be done
        if isinstance(following, Table):
            return bool(following.having("stages") or following.having("scenario-stage"))
        next_stage = stage_of(following.line.text) if isinstance(following, Paragraph) else None
        return next_stage is not None and (
            self._stage is None or STAGES.index(next_stage) < STAGES.index(self._stage) or self._stage == next_stage
        )

    def _is_in_stage(self, text: str) -> bool:
        """`2.2.2 ใช้ชุดจัดการสารเคมีรั่ว` below `2.2 ระยะเกิดภัย` is a step, whatever threat it names; and so is what
        goes on with the numbers of the steps."""
        number = numbering(text)
        if number is None or self._current is None or self._stage is None or self._is_known_threat(text):
            return False
        if self._stage_number and number.startswith(f"{self._stage_number}."):
            return True
        if self._step_mark != _mark(text):
            return False
        listed = bool(self._current.stages[self._stage])
        return number == (str(int(self._step_number) + 1) if listed and self._step_number else "1")

    def open(self, text: str, line: Line) -> None:
        """Open the scenario of the threat that a heading names."""
        name = scenario_threat(text) or (case_name(text) if says_case(text) else without_numbering(text))
        threat = self.threats.find(name) or self.threats.see(name, (line,))
        known = self.scenarios.get(threat)
        if known is None:
            known = self.scenarios[threat] = _Draft(threat, threat.removeprefix("threat-"))
        self._current, self._stage, self._stage_number = known, None, None
        self.draft.read(f"scenarios/{threat}", [line], text)

    def _open_stage(self, stage: Stage, line: Line) -> None:
        scenario = self._current
        assert scenario is not None  # noqa: S101 - callers have looked
        self._stage, self._stage_number, self._step_number = stage, numbering(line.text), None
        self._bulleted = False
        self.draft.read(f"scenarios/{scenario.threat}/{stage}", [line])
        listed = _FIRST_ITEM.search(line.text)
        _, colon, rest = line.text.partition(":")
        if listed is not None:
            rest = line.text[listed.end() :]
        if listed is not None or (colon and len(key(rest)) >= 8):
            for item in deeds_on_line(rest.strip()):
                self._add(Line(line.number, item))

    def _step_line(self, line: Line) -> None:
        assert self._current is not None and self._stage is not None  # noqa: S101, PT018
        steps = self._current.stages[self._stage]
        marked = has_bullet(line.text) or numbering(line.text) is not None
        if steps and self._bulleted and not marked:
            last = steps[-1]
            if len(key(line.text)) > 1:
                steps[-1] = last.model_copy(update={"text": f"{last.text} {line.text}"})
                self.draft.read(f"scenarios/{self._current.threat}/{self._stage}/{last.id}/text", [line])
            return
        self._bulleted = self._bulleted or marked
        number = numbering(line.text) or ""
        self._step_number, self._step_mark = (number, _mark(line.text)) if number.isdigit() else (None, "")
        self._add(line)

    def _add(self, line: Line, responsible: Cell | None = None) -> None:
        assert self._current is not None and self._stage is not None  # noqa: S101, PT018
        scenario, stage = self._current, self._stage
        steps = scenario.stages[stage]
        text = without_numbering(line.text) if numbering(line.text) else without_bullet(line.text)
        if responsible is not None and responsible.lines:
            ids, words = self.responsibles.resolve("\n".join(x.text for x in responsible.lines)), responsible.text
        else:
            ids, found = self.responsibles.actor(text)
            words = found or ""
        step = Step(
            id=self.draft.id(f"{scenario.slug}-{stage}-{len(steps) + 1}"),
            text=text,
            responsible=ids,
            responsible_text=words or None,
        )
        steps.append(step)
        self.draft.read(f"scenarios/{scenario.threat}/{stage}/{step.id}/text", [line], text)
        self._targets(text, line, stage)

    def _targets(self, text: str, line: Line, stage: Stage) -> None:
        assert self._current is not None  # noqa: S101
        for match in re.finditer(r"ภายใน(?:ระยะเวลา|เวลา)?\s*|ไม่เกิน(?:กว่า)?\s*", text):
            spoken = find_duration(text[match.end() : match.end() + 30])
            if spoken is None or spoken.start > 2:
                continue
            target = Target(
                id=self.draft.id(f"{self._current.slug}-target-{len(self._current.targets) + 1}"),
                text=text,
                within=spoken.duration,
                after=_after(text, stage),
            )
            self._current.targets.append(target)
            self.draft.read(f"scenarios/{self._current.threat}/targets/{target.id}", [line], text)

    def read_table(self, table: Table) -> None:
        """Steps in a table: a column of stages or stages as headings of columns, with or without who does them."""
        for row in ((table.label,) if table.label else ()) + table.header:
            self.draft.furnish(row.lines)
        self._headed_case(table)
        by_column = {i: s for i, c in enumerate(table.columns) if (s := stage_of(c.text)) is not None}
        named = table.having("threat")
        who = [i for i in table.having("responsible") if i not in by_column]
        steps = [i for i in (*table.having("step"), *table.having("strategy")) if i not in who]
        for row in table.rows:
            cells = dict(enumerate(row.cells))
            self._table_headings(row.cells, named, table.having("stages"), stages=not by_column)
            if self._current is None:
                continue
            responsible = next((cells[i].whole for i in who if i in cells), None)
            for i, stage in by_column.items():
                self._column_cell(cells.get(i, Cell()), stage)
            if not by_column:
                staged = table.having("stages")
                for i in steps[:1] or [i for i in cells if i not in who][-1:]:
                    self._cell(cells.get(i, Cell()), self._stage, responsible, told=bool(staged) and i not in staged)
            rest = [line for line in row.lines if line.number not in self.draft.placed]
            self.draft.read(f"scenarios/{self._current.threat}", rest)

    def _headed_case(self, table: Table) -> None:
        """`ภัย | อุทกภัย` as the headings of a table of stages, or the case in the row above them."""
        if not table.having("stages") and not any("scenario-stage" in column.kinds for column in table.columns):
            return
        for row in ((table.label,) if table.label else ()) + table.header:
            texts = [cell for cell in row.filled if stage_of(cell.text) is None]
            if len(row.filled) == 2 and len(texts) == 2 and "threat" in column_kinds(texts[0].text):
                self.open(texts[1].text, texts[1].lines[0])
            elif len(row.filled) == 1 == len(texts) and threat_slug(texts[0].text) is not None:
                self.open(texts[0].text, texts[0].lines[0])

    def _table_headings(self, cells: tuple[Cell, ...], named: list[int], staged: list[int], *, stages: bool) -> None:
        for i, cell in enumerate(cells):
            if not cell.lines or len(key(cell.text)) > 120:
                continue
            whole = len(cells) == 1 and bool(staged) and stage_of(cell.text) is None
            if i in named or ((is_scenario_lead(cell.text) or whole) and threat_slug(cell.text)):
                self.open(cell.text, cell.lines[0])
            elif (
                ((stages and (not staged or i in staged)) or len(cells) == 1)
                and self._current is not None
                and (stage := stage_of(cell.lines[0].text, onset_seen=bool(self._current.stages["onset"])))
            ):
                self._stage = stage
                self.draft.read(f"scenarios/{self._current.threat}/{stage}", cell.lines)

    def _cell(self, cell: Cell, stage: Stage | None, responsible: Cell | None, *, told: bool) -> None:
        """`told`: another column says the stage, so that no cell of steps is one (`ฟื้นฟูสภาพคลัง`)."""
        if stage is not None and (told or not (cell.lines and stage_of(cell.lines[0].text))):
            self._column_cell(cell, stage, responsible)

    def _column_cell(self, cell: Cell, stage: Stage, responsible: Cell | None = None) -> None:
        """A cell under a stage holds steps, also where the first one begins like a stage (`ฟื้นฟูพื้นที่…`)."""
        if is_none(cell.text):
            return
        self._stage, self._bulleted = stage, False
        lines = [line for line in cell.lines if not is_none(line.text)]
        marked = [has_bullet(line.text) or numbering(line.text) is not None for line in lines]
        for line, mark in zip(lines, marked, strict=True):
            if any(marked) and not mark and self._current and self._current.stages[stage]:
                self._bulleted = True
                self._step_line(line)
            else:
                self._add(line, responsible)

    def values(self) -> tuple[Scenario, ...]:
        return tuple(
            Scenario(
                threat=s.threat,
                onset=tuple(s.stages["onset"]),
                crisis=tuple(s.stages["crisis"]),
                recovery=tuple(s.stages["recovery"]),
                targets=tuple(s.targets),
            )
            for s in self.scenarios.values()
            if any(s.stages.values())
        )


def _mark(text: str) -> str:
    """The signs around the number of a line, with which the items of one list agree: `1.` or `(1)`."""
    found = re.match(r"\s*([(\[]?)[\d๐-๙]+([.)\]]*)", text)
    return f"{found[1]}{found[2]}" if found else ""


def _may_hold_steps(table: Table) -> bool:
    """Whether a table among the cases can be a procedure: no list of people, of suppliers or of places."""
    kinds = table_kinds([column.kinds | column.group_kinds for column in table.columns])
    steps = any(column.kinds & {"step", "strategy", "stage", "scenario-stage"} for column in table.columns)
    return steps or not kinds & {"people", "suppliers", "sites", "bia", "requirements", "form"}


def is_plain_heading(text: str) -> bool:
    """A line that is nothing but a threat, with or without a number."""
    name = without_numbering(text).strip(" :：")
    return threat_slug(name) is not None and len(key(name)) <= 32 and not has_bullet(text) and stage_of(text) is None


def _after(text: str, stage: Stage) -> After:
    words = key(text)
    if re.search(r"ไฟฟ้ากลับ|กระแสไฟฟ้ากลับ|ไฟฟ้าใช้งานได้|ไฟฟ้าเป็นปกติ|จ่ายไฟ", words):
        return "power-restored"
    if re.search(r"ได้รับแจ้ง|รับแจ้ง|ได้รับคาสั่ง|ได้รับการแจ้ง|หลังแจ้ง", words):
        return "told"
    if re.search(r"(?:กลับ(?:เข้า)?สู่|สิ้นสุด|ยุติ|คลี่คลาย|เข้าสู่).{0,12}(?:ปกติ|เหตุการณ์)|สิ้นสุดเหตุ|ยุติเหตุ|เหตุการณ์สงบ", words):
        return "stand-down"
    return "stand-down" if stage == "recovery" else "incident"


def has_lead_headings(blocks: list[Block]) -> bool:
    return any(isinstance(b, Paragraph) and is_scenario_lead(b.line.text) for b in blocks)
