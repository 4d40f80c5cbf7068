"""Sections to facts: each table goes to the reader that its headings name, each paragraph to its section's reader."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from phrom.core.importing.blocks import Block, Line, Paragraph, SourceDocument, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.completeness import FormReader
from phrom.core.importing.facts.digital import DigitalReader
from phrom.core.importing.facts.front_matter import read_front, read_list, read_stated
from phrom.core.importing.facts.heading_styles import headings_by_style
from phrom.core.importing.facts.needs_by_time import OfficeNeeds, read_by_time
from phrom.core.importing.facts.needs_matrix import read_matrix
from phrom.core.importing.facts.office_labels import read_office_labels
from phrom.core.importing.facts.outline import Section, sections_of
from phrom.core.importing.facts.processes import BiaReader, ProcessBook
from phrom.core.importing.facts.requirements import read_across, read_requirements
from phrom.core.importing.facts.response import ResponseReader
from phrom.core.importing.facts.responsible import Responsibles
from phrom.core.importing.facts.scenarios import ScenarioReader, has_lead_headings
from phrom.core.importing.facts.strategies import StrategyReader, heads_area, lists_areas, names_areas
from phrom.core.importing.facts.strategy_map import read_strategy_map
from phrom.core.importing.facts.suppliers import lists_outside, read_outside, read_suppliers
from phrom.core.importing.facts.team import TeamReader
from phrom.core.importing.facts.team_orders import is_phone_alone, lines_of_people, says_role
from phrom.core.importing.facts.team_text import TeamTextReader, is_role_alone, names_holder
from phrom.core.importing.facts.threat_text import read_threat_lines, runs_of_threats
from phrom.core.importing.facts.threats import ThreatBook, read_threats
from phrom.core.importing.names.people import PeopleBook, mentions
from phrom.core.importing.names.roles import TeamBook, role_words
from phrom.core.importing.names.team_columns import is_people_table
from phrom.core.importing.names.units import UnitBook, is_every, is_unit, unit_texts
from phrom.core.importing.tables.coded_tables import headed_by_code
from phrom.core.importing.tables.counted_by_time import is_by_time
from phrom.core.importing.tables.rows import GROUP_LABELS
from phrom.core.importing.tables.told_by_contents import with_told_columns
from phrom.core.importing.words.columns import table_kinds
from phrom.core.importing.words.headings import named_team_heading, phase_hours, team_heading, unit_named
from phrom.core.importing.words.marks import has_bullet, numbering
from phrom.core.importing.words.scenario_words import is_scenario_lead
from phrom.core.plan.document import Plan, Supplier
from phrom.core.values.thai_text import key

_WITH_NUMBERS = frozenset({"team", "cover", "annex", "intro", "other", "notes"})  # where people stand with numbers
_UNKNOWN = frozenset({"other", "scenarios", "requirements", "bia", "annex", "concept"})  # headings that may mislead
_BOX = 3  # lines of a box of a chart below a name: the post, the number
_MAY_HOLD_PHASES = ("scenarios", "other")  # sections of steps under another name, and of any name
_MAY_LIST_SUPPLIERS = ("suppliers", "annex", "strategies", "requirements")
_KNOWN = frozenset(
    {"bia", "requirements", "threats", "strategies", "response", "form", "digital", "scenarios", "infrastructure"}
)
_CAPTION = re.compile(r"(?:ตาราง|แบบฟอร์ม)(?:ที่)?\s*[\d๐-๙]")
_CAPTION_MARK = re.compile(r"^(?:ตาราง|แบบฟอร์ม)(?:ที่)?\s*[\d๐-๙]{1,2}(?:[.-][\d๐-๙]{1,2})?\s*[:：.]?\s+")
_PROSE = ("cover", "preface", "intro", "other", "concept", "threats", "team")


class PlanReader:
    """One reading of one source. `read` gives the plan; `is_plan` says whether there was one in it."""

    def __init__(self, source: SourceDocument, draft: Draft, file_name: str) -> None:
        self.draft, self.file_name = draft, file_name
        blocks = with_told_columns(source.blocks)
        self._styled = headings_by_style(blocks, source.heading_levels)
        self.sections = sections_of(blocks, self._styled.opens)
        self.units = UnitBook(draft)
        self.people = PeopleBook(draft)
        self.teams = TeamBook(draft)
        self.processes = ProcessBook(draft)
        self.threats = ThreatBook(draft)
        self.responsibles = Responsibles(self.units, self.teams, self.people)
        self.team_reader = TeamReader(draft, self.people, self.units, self.teams)
        self.strategies = StrategyReader(draft, self.units)
        self.response = ResponseReader(draft, self.responsibles)
        self.scenarios = ScenarioReader(draft, self.threats, self.responsibles)
        self.form = FormReader(draft)
        self.digital = DigitalReader(draft)
        self.suppliers: list[Supplier] = []
        self.office = OfficeNeeds()
        self._late_lines: list[Line] = []

    @property
    def guessed_lines(self) -> frozenset[int]:
        """Lines in columns whose meaning was taken from their cells."""
        tables = [table for section in self.sections for table in section.tables]
        return frozenset(
            line.number
            for table in tables
            for i, column in enumerate(table.columns)
            if column.guessed
            for row in table.rows
            if i < len(row.cells)
            for line in row.cells[i].lines
        )

    @property
    def is_plan(self) -> bool:
        """Something of a continuity plan was found: one whole part, or the headings of three."""
        parts = (
            self.processes.entries,
            self.teams.teams,
            self.teams.head.primary,
            self.teams.coordinator.primary,
            self.threats.impacts,
            self.strategies.entries,
            self.response.values(),
            self.scenarios.values(),
            self.form.items,
        )
        kinds = {s.kind for s in self.sections} - {"cover", "preface", "intro", "contents", "notes", "annex", "concept"}
        return any(parts) or len(kinds) >= 3

    def read(self) -> Plan:
        for section in self.sections:
            self.draft.furnish(section.headings)
            captions = (
                one.line
                for one, two in pairwise(section.blocks)
                if isinstance(one, Paragraph) and isinstance(two, Table)
            )
            self.draft.furnish([line for line in captions if _CAPTION.match(line.text)])
        self._units()
        self._people()
        self._tables()
        self._texts()
        labels = read_office_labels(self.sections, self.draft)
        front = read_front(self._lines("cover"), self._lines(*_PROSE[1:]), labels, self.draft, self.file_name)
        lists = {
            kind: tuple(x for s in self._of(kind) for x in read_list(s, kind, self.draft))
            for kind in ("purposes", "assumptions")
        }
        maps = (
            read_strategy_map(self._of("strategy_map"), self.draft, self.processes)
            if self._of("strategy_map")
            else None
        )
        self._late()
        self._repeats(front.title, front.organisation.name)
        return Plan(
            title=front.title,
            year=front.year,
            organisation=front.organisation,
            purposes=lists["purposes"],
            assumptions=lists["assumptions"],
            units=self.units.values(),
            people=self.people.values(),
            continuity_team=self.teams.value(),
            threats=self.threats.values(),
            impacts=tuple(self.threats.impacts),
            processes=self.processes.values(),
            requirements=self.office.value(),
            strategies=self.strategies.values(),
            sites=tuple(self.strategies.sites),
            suppliers=tuple(self.suppliers),
            response=self.response.values(),
            scenarios=self.scenarios.values(),
            stated=read_stated(self.sections, self.draft),
            checklist=tuple(self.form.items),
            digital_services=tuple(self.digital.services),
            infrastructure_service=self.digital.infrastructure,
            strategy_map=maps,
        )

    def _of(self, *kinds: str) -> list[Section]:
        return [s for s in self.sections if s.kind in kinds]

    def _lines(self, *kinds: str) -> list[Line]:
        return [line for s in self._of(*kinds) for line in s.paragraphs]

    def _units(self) -> None:
        """Units from team headings and from the columns of units in tables of processes."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table) and "bia" in kinds_of_table(block):
                    for i in [i for i in block.having("unit") if "depends" not in block.columns[i].kinds][:1]:
                        cells = [row.cells[i] for row in block.rows if i < len(row.cells)]
                        for text, lines in (found for cell in cells for found in unit_texts(cell.lines)):
                            if not is_every(text):
                                self.units.see(text, lines)

    def _people(self) -> None:
        """Team headings and tables of people, in order; lines with names and numbers as they come."""
        for section in self.sections:
            reader = TeamTextReader(self.team_reader, orders=section.kind == "team")
            for line in section.headings:
                self._team_heading(line, section)
            for i, block in enumerate(section.blocks):
                if isinstance(block, Paragraph):
                    self._people_line(section, i, block.line, reader)
                elif section.kind == "team" and (lines := lines_of_people(block)):
                    for line in lines:
                        if key(line.text) in GROUP_LABELS or not reader.read(line):
                            self._late_lines.append(line)
                elif section.kind not in ("form", "strategy_map") and self._is_people(block):
                    self.team_reader.read_table(block)

    def _people_line(self, section: Section, i: int, line: Line, reader: TeamTextReader) -> None:
        if section.kind in ("scenarios", "response", "form", "strategies"):
            return
        if re.sub("(?:ได้แก่|ประกอบด้วย|ดังนี้)$", "", key(line.text)) in GROUP_LABELS:
            self.team_reader.label = role_words(line.text)
            reader.read(line)  # the name may stand on the line below
            self.draft.furnish([line])
        elif self._team_heading(line, section):
            if any(m.name.family for m in mentions((line,))) and reader.read(line):  # who is in it, on its line
                self.team_reader.named_above = False
            else:
                self._unit_below(section.blocks, i)
        elif not self._may_name(section, i, reader, line) or not reader.read(line):
            self._late_lines.append(line)

    @staticmethod
    def _may_name(section: Section, i: int, reader: TeamTextReader, line: Line) -> bool:
        """Whether a line is read for people at once: it has a number, says what the person beside the name does, or
        stands between a place and a number as in the boxes of a chart."""
        numbered = any(ch.isdigit() for ch in line.text)
        boxed = reader.awaits(line) and _number_below(section.blocks, i)
        placed = section.kind == "team" and (boxed or says_role(line) or is_role_alone(line.text) or names_holder(line))
        return section.kind in _WITH_NUMBERS and (numbered or placed)

    @staticmethod
    def _is_people(table: Table) -> bool:
        kinds = kinds_of_table(table)
        other = kinds & {"bia", "threats", "requirements", "response", "form"}
        return is_people_table(table) and not other and not lists_outside(table)

    def _team_heading(self, line: Line, section: Section) -> bool:
        text = _CAPTION_MARK.sub("", line.text)
        heading = team_heading(text)
        if heading is None:
            below = self._people_below.get(line.number)
            of_several = below is not None and bool(below.having("team"))  # `สมาชิกชุดปฏิบัติการ` above a column of teams
            may_name = (section.kind == "team" or below is not None) and not of_several
            heading = named_team_heading(text) if may_name else None
        if heading is None or section.kind in ("scenarios", "response", "form", "strategies", "requirements", "bia"):
            return False
        self.team_reader.open_team(heading, (line,))
        self.team_reader.named_above = True
        return True

    @cached_property
    def _people_below(self) -> dict[int, Table]:
        """The tables of people that stand right below a line, by the line's number."""
        return {
            block.line.number: following
            for section in self.sections
            for block, following in pairwise(section.blocks)
            if isinstance(block, Paragraph) and isinstance(following, Table) and self._is_people(following)
        }

    def _unit_below(self, blocks: list[Block], i: int) -> None:
        """`ทีมที่ 1 :` and the unit's name on the next line."""
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if not isinstance(following, Paragraph):
            return
        unit = unit_named(following.line.text) or following.line.text
        if is_unit(unit) and team_heading(unit) is None:
            current = self.team_reader.current
            if current is not None and current.unit is None:
                self.team_reader.give_unit(unit, (following.line,))
            elif current is not None and self.units.find(unit) == current.unit:
                self.draft.read(f"continuity_team/teams/{current.id}/unit", [following.line])

    def _tables(self) -> None:
        """Tables of processes, requirements, threats, sites, suppliers and the form; then strategies, whose owners
        are units found before."""
        bia = BiaReader(self.draft, self.units, self.processes)
        tables: list[tuple[str, Table, frozenset[str], Sequence[Line]]] = []
        for section in self.sections:
            for whole, above in section.tables_below():
                heads = (*above, *section.headings[-1:])
                for table in self._named_by_code(whole):
                    kinds = kinds_of_table(table)
                    tables.append((section.kind, table, kinds, heads))
                    if kinds & _KNOWN or not read_outside(table, heads, self.draft, self.suppliers, self.people):
                        self._table(section.kind, table, kinds, bia)
        self._needs_and_strategies(tables)

    def _table(self, where: str, table: Table, kinds: frozenset[str], bia: BiaReader) -> None:
        if "form" in kinds:
            self.form.read_table(table)
        elif "infrastructure" in kinds or (where == "digital" and "digital" in kinds):
            return  # read with the section on digital services
        elif is_by_time(table):
            return  # needs, when all processes are known
        elif "bia" in kinds:
            bia.read_table(table)
            read_requirements(table, self.draft, self.processes)
        elif "requirements" not in kinds:
            self._other_table(where, table, kinds)

    def _needs_and_strategies(self, tables: list[tuple[str, Table, frozenset[str], Sequence[Line]]]) -> None:
        for where, table, kinds, heads in tables:
            if "form" not in kinds and read_by_time(table, self.draft, self.processes, self.office, heads):
                continue
            if not kinds & {"bia", "form", "infrastructure", "threats"} and (
                read_matrix(table, self.draft, self.processes, heads) or read_across(table, self.draft, self.processes)
            ):
                continue
            if "requirements" in kinds and not kinds & {"bia", "form", "infrastructure"}:
                read_requirements(table, self.draft, self.processes)
            elsewhere = where == "strategy_map" or (where in ("scenarios", "response") and not names_areas(table))
            taken = kinds & {"bia", "requirements", "form", "threats"} or elsewhere
            if "strategies" in kinds and not taken:
                self.strategies.read_table(table)

    def _named_by_code(self, table: Table) -> list[Table]:
        """A table that names processes by their codes alone, with its column of codes as that of processes; where none
        of its headings is known, its parts. Any other table as it is."""
        kinds = kinds_of_table(table)
        parts = headed_by_code(table) if "keyed" in kinds or not kinds else []
        named = [found for part in parts if (found := self._with_processes(part)) is not None]
        return named if named and len(named) == len(parts) else [table]

    def _with_processes(self, table: Table) -> Table | None:
        for i in table.having("number"):
            if self.processes.are_numbers([row.cells[i] for row in table.rows if i < len(row.cells)]):
                named = replace(table.columns[i], kinds=frozenset({"process"}))
                return replace(table, columns=(*table.columns[:i], named, *table.columns[i + 1 :]))
        return None

    def _other_table(self, where: str, table: Table, kinds: frozenset[str]) -> None:
        if "threats" in kinds and where != "scenarios":
            read_threats(table, self.draft, self.threats)
        elif "sites" in kinds:
            self.strategies.read_site_table(table)
        elif "suppliers" in kinds and (
            where in _MAY_LIST_SUPPLIERS or not kinds & {"strategies", "response", "scenarios"}
        ):
            read_suppliers(table, self.draft, self.suppliers, self.people)

    def _texts(self) -> None:
        """Sections whose paragraphs are steps, strategies, answers."""
        plain = not any(has_lead_headings(s.blocks) for s in self.sections)
        for section in self.sections:
            self._response(section)
            listed = section.kind == "strategies" or (section.kind in _UNKNOWN and lists_areas(section.paragraphs))
            if listed and not any("strategies" in kinds_of_table(t) for t in section.tables):
                heads = [line for line in section.headings if section.kind == "strategies" and heads_area(line.text)]
                self.strategies.read_lines(section.paragraphs, next(iter(heads), None))
            else:
                self.strategies.read_lacks(section.paragraphs)
            runs = [section.paragraphs] if section.kind == "threats" else runs_of_threats(section.paragraphs)
            for lines in runs:
                read_threat_lines(lines, self.draft, self.threats)
            if section.kind in ("digital", "form"):
                rest = [b for b in section.blocks if isinstance(b, Paragraph) or "form" not in kinds_of_table(b)]
                if section.kind == "digital":
                    self.digital.read(section.headings, rest)
                self._form_lines(section)
        self._scenarios(plain)

    def _form_lines(self, section: Section) -> None:
        if section.kind == "form" and not any("form" in kinds_of_table(t) for t in section.tables):
            for line in section.paragraphs:
                self.form.read_line(line)

    def _response(self, section: Section) -> None:
        """Phases wherever they stand: a heading with a span of time, then a table or a list of steps."""
        self.response.close()
        for line in section.headings:
            self.response.open_phase(line.text, (line,))
        if section.kind in ("form", "strategy_map"):
            return
        for i, block in enumerate(_before_cases(section)):
            if isinstance(block, Paragraph):
                if phase_hours(block.line.text) is not None and _phase_follows(section, i):
                    self.response.open_phase(block.line.text, (block.line,))
                elif section.kind == "response" or (section.kind in _MAY_HOLD_PHASES and self.response.is_open):
                    self.response.read_line(block.line)
                elif self.response.is_open and _steps_right_below(section, i):
                    self.response.read_rule(block.line)
            elif "response" in kinds_of_table(block) and (
                section.kind != "scenarios" or self.response.is_open or _names_phase(block)
            ):
                self.response.read_table(block)

    def _scenarios(self, plain: bool) -> None:
        for section in self.sections:
            leads = [line for line in section.headings if is_scenario_lead(line.text)]
            for line in leads:
                self.scenarios.open(line.text, line)
            if (
                section.kind == "scenarios"
                or leads
                or (
                    has_lead_headings(section.blocks) and section.kind not in ("threats", "form", "digital", "response")
                )
            ):
                self.scenarios.read(section.blocks, plain_headings=plain and section.kind == "scenarios")
            else:
                for table in section.tables:
                    if "scenarios" in kinds_of_table(table):
                        self.scenarios.read_table(table)
                self.scenarios.close()

    def _late(self) -> None:
        """Lines that name people, once everyone in the tables is known: the structure chart, notes."""
        placed = set(self.draft.placed)
        reader = TeamTextReader(self.team_reader)
        for line in self._late_lines:
            if line.number not in placed:
                reader.read(line)

    def _repeats(self, title: str, office: str) -> None:
        """The title and the office's name printed again are furniture."""
        for section in self.sections:
            for line in section.paragraphs:
                words = key(line.text)
                if words and (
                    words in (key(title), key(office))
                    or (words.startswith(key(title)) and len(words) < len(key(title)) + 30)
                ):
                    self.draft.furnish([line])
        self.draft.furnish(line for line in self._styled.inner if line.number not in self.draft.placed)


def _number_below(blocks: list[Block], i: int) -> bool:
    """Whether a number to call stands alone within the next lines."""
    following = [block.line.text for block in blocks[i + 1 : i + 1 + _BOX] if isinstance(block, Paragraph)]
    return any(is_phone_alone(text) for text in following)


def _before_cases(section: Section) -> list[Block]:
    """What of a section can belong to the phased checklist: in the section of the cases, what stands before them."""
    if section.kind != "scenarios":
        return section.blocks
    if any(is_scenario_lead(line.text) for line in section.headings):
        return []
    leads = [i for i, b in enumerate(section.blocks) if isinstance(b, Paragraph) and is_scenario_lead(b.line.text)]
    return section.blocks[: leads[0]] if leads else section.blocks


def _names_phase(table: Table) -> bool:
    """Whether a phase stands above a table as a part of it, or phases part its rows."""
    if table.label is not None and phase_hours(table.label.filled[0].text) is not None:
        return True
    stages = table.having("stage")
    parts = [row.filled[0] if len(row.filled) == 1 else row.cells[stages[0]] for row in table.rows
             if len(row.filled) == 1 or (stages and stages[0] < len(row.cells))]  # fmt: skip
    return sum(phase_hours(cell.text) is not None for cell in parts) >= 2


def _steps_right_below(section: Section, i: int) -> bool:
    return any(isinstance(b, Table) and "response" in kinds_of_table(b) for b in section.blocks[i + 1 : i + 2])


def _phase_follows(section: Section, i: int) -> bool:
    """Outside its own section a phase's heading needs a table of steps or a numbered list soon after it."""
    if section.kind == "response":
        return True
    following = section.blocks[i + 1 : i + 4]
    if any(isinstance(b, Table) and "response" in kinds_of_table(b) for b in following):
        return True
    listed = [b for b in following if isinstance(b, Paragraph) and (numbering(b.line.text) or has_bullet(b.line.text))]
    return section.kind in _MAY_HOLD_PHASES and len(listed) >= 2


def kinds_of_table(table: Table) -> frozenset[str]:
    """What a table can be, by its own and its merged headings."""
    return table_kinds([c.kinds | c.group_kinds for c in table.columns])
