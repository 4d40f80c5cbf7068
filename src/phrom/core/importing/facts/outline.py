"""The blocks of a file by section: what each part of the document is about, in the document's own order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from phrom.core.importing.blocks import Block, Line, Paragraph, Table
from phrom.core.importing.facts.completeness import boxed_item
from phrom.core.importing.facts.heading_numbers import headings_by_number
from phrom.core.importing.facts.team_orders import says_role
from phrom.core.importing.names.people import mentions
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.tables.rows import is_label
from phrom.core.importing.words.columns import table_kinds
from phrom.core.importing.words.headings import (
    is_page_furniture,
    named_team_heading,
    phase_hours,
    section_kind,
    team_heading,
)
from phrom.core.importing.words.marks import has_bullet, inline_answer, numbering
from phrom.core.importing.words.scenario_words import is_scenario_lead, stage_of, threat_slug
from phrom.core.values.person_name import find_title
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import arabic_digits

_NEAR = 4  # blocks between two items of a list: who does the step, a remark
_LONGEST = 120  # of a line in a table of contents
_PART = re.compile(r"^(ส่วนที่|บทที่|หมวด|ตอนที่)(?:ที่)?\s*(\d{1,2})")
_FEWEST_BOXES = 3
_RIGHT_BELOW = 2  # lines
_OF_CASES = frozenset({"scenario-stage", "stage", "stages", "threat"})
_LONGEST_PHASE = 40  # lines
_NOT_LEFT = frozenset({"form", "strategy_map"})  # sections whose own lines are numbered
_FEWEST_ROLES = 2
_FEWEST_APPOINTED = 3  # people with their places in it make an order of appointment, whatever it is called
_MAY_APPOINT = frozenset({"other", "intro", "concept", "annex"})
_LONGEST_UNKNOWN = 90
_ONLY_YEAR = re.compile(r"^(?:ประจำ)?(?:ปีงบประมาณ|ปี|พ\.\s?ศ\.?)[\s.พศ]*[\d๐-๙]{4}\s*$")  # of the cover
# the first heading of all: `แผนรองรับการดำเนินงานอย่างต่อเนื่องในภาวะวิกฤต` is the plan's title, not its procedures'
_TITLE = re.compile(r"^แผน.{0,50}ต่อเนื่อง")
_KEPT = frozenset({"annex", "notes", "suppliers", "sites", "digital", "strategy_map", "contents"})
_NO_CASES = frozenset({"scenarios", "contents", "form", "strategy_map"})  # sections in which none can begin
_LISTS = frozenset({"purposes", "assumptions"})
_TOLD_PARTS = {
    "bia": "bia",
    "requirements": "requirements",
    "threats": "threats",
    "strategies": "strategies",
    "people": "team",
    "form": "form",
    "response": "response",
    "scenarios": "scenarios",
}
_BEFORE_COVER = frozenset({"cover", "preface", "contents", "form", "strategy_map", "annex", "digital", "notes"})


@dataclass
class Section:
    """`kind` as in `headings.section_kind`; `cover` before the first heading."""

    kind: str
    headings: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _steps: bool = False
    _looked_at: int = 0  # so many blocks, for phases and stages

    def has_steps(self) -> bool:
        """Whether a phase or a stage was opened: a line `3. ทบทวนแผน…` below its steps is a step. Asked at every line:
        each block is looked at once."""
        while not self._steps and self._looked_at < len(self.blocks):
            block = self.blocks[self._looked_at]
            text = block.line.text if isinstance(block, Paragraph) else ""
            self._steps = bool(phase_hours(text) or stage_of(text))
            self._looked_at += 1
        return self._steps

    @property
    def paragraphs(self) -> list[Line]:
        return [block.line for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]

    def tables_below(self) -> Iterator[tuple[Table, Sequence[Line]]]:
        """The tables, each with the line right above it: its label, a paragraph, or the heading of the section."""
        above: Sequence[Line] = self.headings[-1:]
        for block in self.blocks:
            if isinstance(block, Paragraph):
                above = (block.line,)
            else:
                yield block, block.label.lines if block.label else above
                above = ()


def sections_of(blocks: tuple[Block, ...], styled: frozenset[int] = frozenset()) -> list[Section]:
    """Sections in document order. A table of contents is a section of its own and holds no headings.

    `styled`: places of the paragraphs that the word processor's styles call headings of a part.
    """
    sections = [Section("cover")]
    numbered = headings_by_number(blocks)
    for i, block in enumerate(blocks):
        kind = _kind_at(blocks, i, sections[-1], styled=i in styled) if isinstance(block, Paragraph) else None
        leaves = sections[-1].kind not in _NOT_LEFT and not _is_case_of(sections[-1], blocks, i)
        if kind is None and (i in numbered or i in styled) and leaves:
            kind = "other"
        if kind == "other":
            kind = _told_by_people(blocks, i) or kind
        if kind is not None and len(sections) == 1 and isinstance(block, Paragraph) and _TITLE.match(block.line.text):
            kind = "cover"
        if kind is None and sections[-1].kind not in _NO_CASES and _case_begins(blocks, i):
            sections.append(Section("scenarios"))
        if kind == "cover" and isinstance(block, Paragraph):
            sections.append(Section("cover"))
            sections[-1].blocks.append(block)
        elif kind and isinstance(block, Paragraph) and not (sections[-1].kind == "contents" and _listed(blocks, i)):
            sections.append(Section(kind, [block.line]))
        else:
            sections[-1].blocks.append(block)
    for section in sections:
        section.kind = _told_by_all(section)
    return [part for section in sections for part in _without_phases(section)]


def _told_by_all(section: Section) -> str:
    """The kind of a section, when all that it holds is known."""
    lines = section.paragraphs if section.kind in _MAY_APPOINT else []
    if sum(map(says_role, lines)) >= _FEWEST_APPOINTED:
        return "team"
    reached = sum(find_title(line.text) is not None and bool(find_numbers(line.text)) for line in lines)
    teams = sum((team_heading(line.text) or named_team_heading(line.text)) is not None for line in lines)
    if teams >= _FEWEST_ROLES and reached >= _FEWEST_APPOINTED:
        return "team"  # teams, and below each of them sentences with people and their numbers
    return "response" if section.kind == "scenarios" and _holds_phases_alone(section) else section.kind


def _is_first_title(section: Section, text: str) -> bool:
    """`แผนรองรับเหตุฉุกเฉินของโรงเรียน` as the first line of all is the name of the plan, and heads no part of it."""
    return text.startswith("แผน") and section.kind == "cover" and not section.blocks


def _kind_at(blocks: tuple[Block, ...], i: int, section: Section, *, styled: bool) -> str | None:
    """The part of the plan that a line opens, in words or by what stands below it; None where it belongs to the part
    above. `styled`: it has the style of a heading, and so is no item of a list."""
    block = blocks[i]
    if not isinstance(block, Paragraph):
        return None
    text = block.line.text
    kind = section_kind(text)
    if kind is None:
        told = _told_by_table(blocks, i, section) or _told_by_phases(blocks, i, section) or _told_by_boxes(blocks, i)
        return told or (_told_by_people(blocks, i) if _may_open(text, section) and section.kind != "team" else None)
    if kind == "scenarios" and _is_first_title(section, text):
        return "cover"
    inside = (
        (kind == "cover" and section.kind not in _BEFORE_COVER)  # a title inside the plan opens nothing
        # `ส่วนที่ 1 ข้อมูลพื้นฐาน` is a row of the form
        or (kind in ("intro", "other") and section.kind == "form" and not _follows_heading(section, text))
        or (section.kind == "form" and boxed_item(text) is not None)  # a statement behind its box
        # `5.5 ภัยคุกคามทางไซเบอร์` with the stages of its procedure below it
        or (kind == "threats" and section.kind == "scenarios" and threat_slug(text) and _stages_follow(blocks, i))
        or (not styled and _is_step_of(section, text))  # `9.2.1.2 ฝึกซ้อม…` below `9. …` is a step
        or (not styled and _is_next_of_list(section, text))  # `3. ทบทวนแผน…` below `2. …` in a list of steps
        or (section.kind == "form" and _answers_follow(blocks, i))  # an item whose parts are answered below it
    )
    return None if inside else kind


def _follows_heading(section: Section, text: str) -> bool:
    """`หมวด 2 …` below a section headed `หมวด 1 …`: the next part of the document, and none of the section's own."""
    one, two = (_PART.match(arabic_digits(words)) for words in ((*(h.text for h in section.headings), "")[0], text))
    return one is not None and two is not None and one[1] == two[1] and int(two[2]) == int(one[2]) + 1


def _told_by_table(blocks: tuple[Block, ...], i: int, section: Section) -> str | None:
    """The part of the plan that a line opens which no plan is known to head it with: by the table right below it."""
    line, following = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
    if not isinstance(line, Paragraph) or not isinstance(following, Table) or not _may_open(line.line.text, section):
        return None
    kinds = table_kinds([column.kinds | column.group_kinds for column in following.columns])
    parts = {_TOLD_PARTS[kind] for kind in kinds if kind in _TOLD_PARTS}
    if parts == {"bia", "requirements"}:
        parts = {"bia"}  # processes with what they need
    return parts.pop() if len(parts) == 1 and section.kind not in parts else None


def _told_by_phases(blocks: tuple[Block, ...], i: int, section: Section) -> str | None:
    """`response` for a line in unknown words right above a phase with its steps, behind which another phase comes."""
    line = blocks[i]
    if section.kind == "response" or not isinstance(line, Paragraph) or not _may_open(line.line.text, section):
        return None
    if section.has_steps():
        return None  # the last step of the phase above
    lines = [block.line.text for block in blocks[i + 1 : i + 1 + _LONGEST_PHASE] if isinstance(block, Paragraph)]
    if len(lines) < _FEWEST_BOXES or phase_hours(lines[0]) is None or not _is_item(lines[1]):
        return None
    until = next((n for n, text in enumerate(lines) if phase_hours(text) is None and not _is_item(text)), len(lines))
    return "response" if len({phase_hours(text) for text in lines[:until]} - {None}) > 1 else None


def _is_item(text: str) -> bool:
    return has_bullet(text) or numbering(text) is not None or boxed_item(text) is not None


def _may_open(text: str, section: Section) -> bool:
    """Whether a line in unknown words can head a part of the plan: short, and nothing that heads something else."""
    if section.kind in _LISTS and _is_item_of(section, text):
        return False
    if section.kind in _KEPT or len(text) > _LONGEST_UNKNOWN or ":" in text.rstrip(" :"):
        return False
    above = section.blocks[-1] if section.blocks else None
    if isinstance(above, Paragraph) and phase_hours(above.line.text) is not None:
        return False  # what a phase is about, or what holds throughout it, above its table
    opens = has_bullet(text) or stage_of(text) or phase_hours(text) or is_scenario_lead(text) or team_heading(text)
    if opens or is_page_furniture(text) or is_label(text) or _ONLY_YEAR.match(text):
        return False
    return find_title(text) is None and not find_numbers(text) and named_team_heading(text) is None


def _is_item_of(section: Section, text: str) -> bool:
    """`1. …` right below `วัตถุประสงค์`, and `2. …` below it, whatever stands under the list."""
    above = section.blocks[-1] if section.blocks else None
    if above is None:
        return numbering(text) == "1"
    return isinstance(above, Paragraph) and _next_in_list(above.line.text, text)


def _told_by_people(blocks: tuple[Block, ...], i: int) -> str | None:
    """`team` for a heading with people below it, each with the place that he has, on his line or on the one above."""
    line = blocks[i]
    lines = [block.line for block in blocks[i + 1 : i + 1 + _NEAR] if isinstance(block, Paragraph)]
    if all(find_title(one.text) is None for one in lines[:_RIGHT_BELOW]):
        return None
    if isinstance(line, Paragraph) and role_words(line.line.text) is not None:
        return None  # the first of the places
    said = sum(says_role(line) for line in lines) >= _FEWEST_ROLES
    below = any(
        (role := role_words(one.text)) is not None and role.kind in ("head", "coordinator") and mentions((two,))
        for one, two in pairwise(lines)
        if not mentions((one,))
    )
    return "team" if said or below else None


def _told_by_boxes(blocks: tuple[Block, ...], i: int) -> str | None:
    """`form` for a line with statements below it, each behind a box, of which some are ticked."""
    line, following = blocks[i], blocks[i + 1 : i + 1 + _FEWEST_BOXES]
    if not isinstance(line, Paragraph) or boxed_item(line.line.text) or phase_hours(line.line.text) is not None:
        return None
    boxed = [boxed_item(block.line.text) for block in following if isinstance(block, Paragraph)]
    found = [item for item in boxed if item is not None]
    return "form" if len(found) == _FEWEST_BOXES and any(ticked for ticked, _ in found) else None


def _holds_phases_alone(section: Section) -> bool:
    """Phases and steps under a heading that could be of the cases (`ขั้นตอนปฏิบัติเมื่อประกาศใช้แผน`): no case, no stage."""
    lines = [*section.headings, *section.paragraphs]
    cases = any(is_scenario_lead(line.text) or stage_of(line.text) for line in lines)
    staged = any(column.kinds & _OF_CASES for table in section.tables for column in table.columns)
    first = section.blocks[0] if section.blocks else None
    opens = isinstance(first, Paragraph) and phase_hours(first.line.text) is not None
    return opens and not cases and not staged


def _without_phases(section: Section) -> list[Section]:
    """The section of the cases, and behind it the phased checklist that follows them under no heading of its own."""
    if section.kind != "scenarios":
        return [section]
    blocks = section.blocks
    last = max(
        (i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and is_scenario_lead(b.line.text)), default=0
    )
    start = next((i for i in range(last + 1, len(blocks)) if last and _opens_phase_table(blocks, i)), None)
    if start is None:
        return [section]
    above = blocks[start - 1]
    titled = isinstance(above, Paragraph) and numbering(above.line.text) is None and not has_bullet(above.line.text)
    lines = [above.line] if titled and isinstance(above, Paragraph) else []
    cases = Section(section.kind, section.headings, blocks[: start - len(lines)])
    return [cases, Section("response", lines, blocks[start:])]


def _opens_phase_table(blocks: list[Block], i: int) -> bool:
    """`ระยะเร่งด่วน (0 - 24 ชั่วโมง)` with a table of steps right below it, which names no stages of a case."""
    block, following = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or not isinstance(following, Table) or phase_hours(block.line.text) is None:
        return False
    kinds = table_kinds([column.kinds | column.group_kinds for column in following.columns])
    return "response" in kinds and "scenarios" not in kinds


def _is_step_of(section: Section, text: str) -> bool:
    """Whether a line's number stands two levels or more below the heading of a section of steps."""
    above_it = section.blocks[-1] if section.blocks else None
    if isinstance(above_it, Paragraph) and _next_in_list(above_it.line.text, text) and section.has_steps():
        return True
    if isinstance(above_it, Paragraph) and _opens_list(above_it.line.text, text):
        return True
    if section.kind not in ("scenarios", "response") or not section.headings:
        return False
    above, own = numbering(section.headings[0].text), numbering(text) or ""
    return above is not None and own.startswith(f"{above}.") and own.count(".") >= above.count(".") + 2


def _opens_list(above: str, text: str) -> bool:
    """Whether a line is the first item right below a stage or a phase: `๑. ซักซ้อมการอพยพ` below `ก่อนเกิดเหตุ`."""
    return numbering(text) == "1" and (stage_of(above) is not None or phase_hours(above) is not None)


def _next_in_list(above: str, text: str) -> bool:
    """Whether two lines are items 2 and 3 of one list."""
    before, own = numbering(above) or "", numbering(text) or ""
    return before.isdigit() and own.isdigit() and int(own) == int(before) + 1


def _is_next_of_list(section: Section, text: str) -> bool:
    """Whether a line goes on with the numbers of a list of steps, and not with those of the headings."""
    number = numbering(text) or ""
    if section.kind not in ("scenarios", "response") or not number.isdigit():
        return False
    near = [block.line.text for block in section.blocks[-_NEAR:] if isinstance(block, Paragraph)]
    last = next((own for text in reversed(near) if (own := numbering(text))), None)
    above = numbering(section.headings[0].text) if section.headings else None
    return last == str(int(number) - 1) != above


def _case_begins(blocks: tuple[Block, ...], i: int) -> bool:
    """`กรณีที่ 1 อุทกภัย` with its first stage right below it: the cases begin, whether or not a heading says so."""
    block = blocks[i]
    return isinstance(block, Paragraph) and is_scenario_lead(block.line.text) and _stages_follow(blocks, i)


def _is_case_of(section: Section, blocks: tuple[Block, ...], i: int) -> bool:
    """`8.4 บุคคลบุกรุก` below `8. การเผชิญเหตุ`, its stages right below it: a case, in whatever style."""
    block, following = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
    if section.kind != "scenarios" or not isinstance(block, Paragraph) or not _stages_follow(blocks, i):
        return False
    of_many = isinstance(following, Table) and following.having("threat")  # its rows name the cases
    above = section.headings[0].text if section.headings else ""
    return not of_many and not _next_in_list(above, block.line.text)


def _stages_follow(blocks: tuple[Block, ...], i: int) -> bool:
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if isinstance(following, Paragraph):
        return stage_of(following.line.text) is not None
    return following is not None and any(column.kinds & {"scenario-stage", "stage"} for column in following.columns)


def _answers_follow(blocks: tuple[Block, ...], i: int) -> bool:
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    return isinstance(following, Paragraph) and inline_answer(following.line.text) is not None


def _listed(blocks: tuple[Block, ...], i: int) -> bool:
    """Inside a table of contents: a heading is listed where the next line is a heading or a page number too."""
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if not isinstance(following, Paragraph):
        return False
    text = following.line.text
    numbered = text[-1:].isdigit() and len(text) <= _LONGEST and not find_numbers(text)
    return is_page_furniture(text) or section_kind(text) is not None or numbered
