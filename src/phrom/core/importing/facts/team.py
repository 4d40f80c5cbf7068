"""The continuity team out of tables of names: who holds which place, who stands in, and their numbers."""

import re
from dataclasses import replace

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.names.leader_marks import LeaderMarks, leader_marks, without_sign
from phrom.core.importing.names.people import Mention, PeopleBook, mentions, shares
from phrom.core.importing.names.roles import RoleWords, Seat, TeamBook, TeamEntry, is_stand_in, role_words
from phrom.core.importing.names.team_columns import Slots, slots_of
from phrom.core.importing.names.units import UnitBook, is_unit
from phrom.core.importing.words.headings import TeamHeading, named_team_heading, team_heading
from phrom.core.importing.words.marks import is_dash, is_none
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key, tidy

_ANY_UNIT = frozenset({"ฝ่าย", "กลุ่ม", "กลุ่มงาน", "กอง", "สานัก", "แผนก", "ส่วน", "ส่วนงาน", "หน่วย", "หน่วยงาน", "งาน", "ศูนย์"})
_LEADS_UNIT = re.compile(r"^หัวหน้า(?P<team>(?:ทีม(?:งาน)?|ชุด)?\s*(?P<unit>\S.*))$")


def _may_be_a_units(team: TeamHeading | None) -> bool:
    """Whether a leader's team is told by nothing but a unit: not by a number, nor as ICS does (`ส่วนปฏิบัติการ`)."""
    return team is None or (not team.mark and not team.unit_text and team.name.startswith(("ทีม", "ชุด")))


class TeamReader:
    """Reads tables of people one after the other; the team named last is the one that a plain row belongs to."""

    def __init__(self, draft: Draft, people: PeopleBook, units: UnitBook, teams: TeamBook) -> None:
        self.draft, self.people, self.units, self.teams = draft, people, units, teams
        self.current: TeamEntry | None = None
        self.label: RoleWords | None = None  # a line such as `หัวหน้าทีม` above the next table
        self._last: tuple[Seat, str] | None = None
        self._only_contacts = False
        self.named_above = False  # a line named the team since the last table
        self._headed = False  # whether that is so of the table being read
        self._leads = False  # whether the table being read seats the head or the coordinator
        self._marks = LeaderMarks(frozenset())  # the signs behind the names of leaders in the table being read

    def open_team(self, heading: TeamHeading, lines: tuple[Line, ...]) -> TeamEntry:
        """A heading names a team: rows after it belong to it."""
        self.current = self._of_unit(heading, lines) or self.teams.team(heading, lines)
        if heading.unit_text and (is_unit(heading.unit_text) or self.units.find(heading.unit_text)):
            self.give_unit(heading.unit_text, lines)
        return self.current

    def _of_unit(self, heading: TeamHeading, lines: tuple[Line, ...]) -> TeamEntry | None:
        """The team that is known to be of the unit by which alone a heading names it: `ทีมงาน ฝ่าย บห.`."""
        told = not heading.mark and heading.unit_text and heading.name.endswith(heading.unit_text)
        unit = self.units.find(heading.unit_text) if told else None
        team = self.teams.of_unit(unit) if unit else None
        if team is not None:
            self.draft.read(f"continuity_team/teams/{team.id}/unit", lines)
        return team

    def same_by_leader(self, person: str) -> None:
        """The team just opened, with nobody in it, is the one that its leader leads already under words of its name:
        `ส่วนปฏิบัติการ` in the command, `ผู้ปฏิบัติงานในส่วนปฏิบัติการรักษาพยาบาล` above those in it."""
        opened, led = self.current, self.teams.led_by(person)
        if opened is None or led is None or led is opened or led.members or opened.members or opened.leader.primary:
            return
        if key(led.name) in key(opened.name) or key(opened.name) in key(led.name):
            self.teams.join(opened, led)
            self.current = led

    def give_unit(self, text: str, lines: tuple[Line, ...]) -> None:
        if self.current is not None and self.current.unit is None:
            self.current.unit = self.units.see(text, lines)
            self.draft.read(f"continuity_team/teams/{self.current.id}/unit", lines, text)

    def read_table(self, table: Table) -> bool:
        """Read a table of people; False if it is none."""
        slots = slots_of(table)
        if slots is None:
            return False
        label = self._label(table.label) if table.label else self.label
        self.label = None
        for row in table.header:
            self.draft.furnish(row.lines)
        self._last = None
        self._headed, self.named_above = self.named_above, False
        self._leads = self._seats_heads(table, slots)
        told = slots.role is not None or label is not None
        self._marks = LeaderMarks(frozenset()) if told else leader_marks(table, slots.names, slots.team)
        self._only_contacts = label is None and not self._headed and self._is_contact_list(table, slots)
        for row in table.rows:
            if len(row.filled) == 1 and len(row.cells) <= 1 and self._full_width(row):
                above = self.current
                label = self._label(row)
                self._headed = self._headed or self.current is not above
                continue
            self._row(row, slots, label)
        return True

    def _is_contact_list(self, table: Table, slots: Slots) -> bool:
        """Names with numbers and no places, after the teams are filled, most of them known: it seats nobody."""
        if slots.role is not None or slots.team is not None or slots.rank is not None or slots.alternate_names:
            return False
        if not slots.contacts or self.current is None or not (self.current.leader.primary or self.current.members):
            return False
        named = [m for row in table.rows for m in self._mentions(row.cells, slots.names)]
        return sum(self.people.find(m.name) is not None for m in named) > len(named) / 2

    def _full_width(self, row: Row) -> bool:
        text = row.filled[0].text
        return bool(role_words(text) or team_heading(text) or named_team_heading(text)) and not mentions(
            row.filled[0].lines
        )

    def _label(self, row: Row) -> RoleWords | None:
        """A full-width row names the team or the role of the rows below it."""
        lines = row.lines
        text = " ".join(line.text for line in lines)
        self.draft.furnish(lines)
        words = role_words(text)
        heading = team_heading(text)
        if heading is not None:
            self.open_team(heading, lines)
            return None
        if words is None or (
            words.kind == "member" and key(text) not in ("ทีมงาน", "สมาชิก", "สมาชิกทีม", "ลูกทีม", "กรรมการ")
        ):
            named = named_team_heading(text)
            if named is not None:
                self.open_team(named, lines)
        return words

    def _row(self, row: Row, slots: Slots, label: RoleWords | None) -> None:
        cells = tuple(self._without_mark(cell) if i in slots.names else cell for i, cell in enumerate(row.cells))
        marked = any(i < len(cells) and cells[i] is not row.cells[i] for i in slots.names)
        row = Row(cells, row.complete)
        if slots.leader is not None and slots.leader < len(cells):
            self._led_by(cells[slots.leader])
        holders = self._mentions(cells, slots.names)
        substitutes = self._mentions(cells, slots.alternate_names)
        words = RoleWords("leader", None, False) if marked else self._role(cells, slots, label)
        if not holders and not substitutes:
            return
        primaries = [m for m in holders if not m.alternate] or holders[:1]
        primaries = primaries[:1] if slots.paired and len(holders) == 2 else primaries
        substitutes = [m for m in holders if m not in primaries] + substitutes
        ids = {id(m): self.people.see(m) for m in (*primaries, *substitutes)}
        self._phones(row, slots, ids, primaries, substitutes)
        if self._only_contacts:
            self._rest(row, f"people/{next(iter(ids.values()))}")
            return
        first = primaries[0] if primaries else None
        rank = cells[slots.rank].text if slots.rank is not None and slots.rank < len(cells) else ""
        role = self._cell_text(cells, slots.role)
        stands_in = is_stand_in(role) or is_stand_in(rank) or (words.kind == "member" and words.deputy)
        # a second line for the same place says who stands in; below `ทีมงาน` it names one more member
        goes_on = slots.role is not None and not role and not (self._last and "/members/" in self._last[1])
        if first and self._last and (stands_in or goes_on) and not slots.alternate_names:
            self._seat_alternates(self._last, [ids[id(m)] for m in primaries], row)
            return
        team = self._team(words, cells, slots)
        self._place(row, words, team, [ids[id(m)] for m in primaries], [ids[id(m)] for m in substitutes], slots)
        if team is not None and slots.team is not None:
            self._members_beside(cells, slots, team)

    def _led_by(self, cell: Cell) -> None:
        """The leader in a cell beside the rows of the team, with its name and the number to call."""
        named = mentions(cell.lines)
        if not named:
            return
        person = self.people.see(named[0])
        self.people.phone(person, find_numbers(cell.text), cell.lines)
        said = (
            team_heading(line.text) or named_team_heading(line.text) for line in cell.lines if not mentions((line,))
        )
        heading = next((found for found in said if found), None)
        known = heading and self.teams.find(heading)
        self.current = known or self.teams.led_by(person) or (self.open_team(heading, cell.lines) if heading else None)
        if self.current is not None:
            self._take(self.current.leader, person, deputy=False)
            self.draft.read(f"continuity_team/teams/{self.current.id}/leader/primary", cell.lines)

    def _without_mark(self, cell: Cell) -> Cell:
        """A cell of a name without the sign of the leaders; the same cell where it has none."""
        if not cell.lines or not self._marks.marked(cell.lines[0].text):
            return cell
        first = cell.lines[0]
        return Cell((replace(first, text=without_sign(first.text)), *cell.lines[1:]), cell.start, cell.span, cell.above)

    def _role(self, cells: tuple[Cell, ...], slots: Slots, label: RoleWords | None) -> RoleWords:
        text = self._cell_text(cells, slots.role)
        words = role_words(text) if text else None
        if words is not None and words.kind == "member" and self._leads:
            words = self._leader_of(text) or words
        if words is not None and words.kind == "leader" and self._leads and _may_be_a_units(words.team):
            words = RoleWords("leader", self._team_of_unit(text) or words.team, words.deputy)
        if words is not None and words.kind == "leader" and self._leads_within(words):
            words = RoleWords("member", None, False)
        if words is None:
            position = next((self._cell_text(cells, p) for p in slots.position.values()), "")
            guess = role_words(position) if position and label is None and slots.role is None else None
            words = guess if guess and guess.kind in ("head", "coordinator") else None
        words = words or label or RoleWords("member", None, False)
        return RoleWords("leader", words.team, False) if slots.leads and words.kind == "member" else words

    def _leads_within(self, words: RoleWords) -> bool:
        """`หัวหน้าชุดดับเพลิง` among the members of a team that has its leader: a part of the team is no team."""
        led = self._headed and self.current is not None and self.current.leader.primary is not None
        return led and not self._leads and words.team is not None and self.teams.find(words.team) is None

    def _leader_of(self, text: str) -> RoleWords | None:
        """In a table of the head and the coordinator a place that is only a team's name is that team's leader's."""
        heading = team_heading(text) or named_team_heading(text)
        if heading is None or key(text).startswith(("ทีมงาน", "สมาชิก")):
            return None
        known = self.teams.find(heading)
        vacant = known is None or known.leader.primary is None
        return RoleWords("leader" if vacant else "member", heading, False)

    def _team_of_unit(self, text: str) -> TeamHeading | None:
        """In such a table `หัวหน้าทีม กองคลัง` or `หัวหน้ากองคลัง` leads the team of that unit, which nothing else may
        name."""
        led = _LEADS_UNIT.match(tidy(text))
        if led is None or not is_unit(led["unit"]) or key(led["unit"]) in _ANY_UNIT:
            return None
        unit = self.units.find(led["unit"])
        team = self.teams.of_unit(unit) if unit else None
        return TeamHeading(team.mark, team.name, "") if team else TeamHeading(None, led["team"], led["unit"])

    def _seats_heads(self, table: Table, slots: Slots) -> bool:
        roles = (role_words(self._cell_text(row.cells, slots.role)) for row in table.rows)
        return any(words is not None and words.kind in ("head", "coordinator") for words in roles)

    @staticmethod
    def _cell_text(cells: tuple[Cell, ...], i: int | None) -> str:
        return cells[i].text if i is not None and i < len(cells) else ""

    @staticmethod
    def _mentions(cells: tuple[Cell, ...], places: tuple[int, ...]) -> list[Mention]:
        return [m for i in places if i < len(cells) and not is_none(cells[i].text) for m in _named(cells[i])]

    def _phones(
        self, row: Row, slots: Slots, ids: dict[int, str], primaries: list[Mention], substitutes: list[Mention]
    ) -> None:
        cells = row.cells
        for mention in (*primaries, *substitutes):
            if mention.phones:
                self.people.phone(ids[id(mention)], mention.phones, mention.lines)
        if slots.shared_phone is not None and slots.shared_phone < len(cells):
            self.people.phone_of_several([ids[id(m)] for m in (*primaries, *substitutes)], cells[slots.shared_phone])
        for names, group in ((slots.names, [*primaries, *substitutes] if not slots.alternate_names else primaries),
                             (slots.alternate_names, substitutes)):  # fmt: skip
            for name_column in names:
                phone = slots.phones.get(name_column)
                owners = [m for m in group if name_column < len(cells) and set(m.lines) & set(cells[name_column].lines)]
                if phone is not None and phone < len(cells) and owners:
                    self.people.phone_of_several([ids[id(m)] for m in owners], cells[phone])
                if len(owners) == 1:
                    self._contacts(cells, slots, name_column, ids[id(owners[0])])
                position = slots.position.get(name_column)
                if position is not None and position < len(cells):
                    self._positions(cells[position], [ids[id(m)] for m in owners])

    def _positions(self, cell: Cell, owners: list[str]) -> None:
        if len(owners) == 1:
            self.people.post(owners[0], cell.text, cell.lines)
        for person, part in zip(owners, shares(cell, len(owners)), strict=False):
            self.people.post(person, part.text, (part,))

    def _contacts(self, cells: tuple[Cell, ...], slots: Slots, name_column: int, person: str) -> None:
        for name, column, line_column in slots.contacts:
            if name == name_column and column < len(cells):
                for line in cells[column].lines:
                    self.people.contact(person, line.text, (line,), line_column=line_column)

    def _team(self, words: RoleWords, cells: tuple[Cell, ...], slots: Slots) -> TeamEntry | None:
        for i in (slots.team, slots.unit if words.team is None else None):
            cell = cells[i] if i is not None and i < len(cells) else None
            if cell is None or is_none(cell.text):
                continue
            heading = team_heading(cell.text) or (named_team_heading(cell.text) if i == slots.team else None)
            if heading is not None:
                return self.open_team(heading, cell.lines)
            unit = self.units.find(cell.text) or (self.units.see(cell.text, cell.lines) if is_unit(cell.text) else None)
            team = self.teams.of_unit(unit) if unit else None
            if team is not None:
                self.draft.read(f"continuity_team/teams/{team.id}/unit", cell.lines)
                return team
            if unit and words.kind in ("leader", "member") and self.current is None:
                team = self.teams.team(TeamHeading(None, cell.text, ""), cell.lines)
                team.unit = unit
                return team
        if words.team is not None:
            lines = cells[slots.role].lines if slots.role is not None and slots.role < len(cells) else ()
            unit = self.units.find(words.team.unit_text) if words.team.unit_text else None
            known = self.teams.find(words.team) or (self.teams.of_unit(unit) if unit else None)
            if known is None and words.kind == "member" and not words.team.mark and self._headed:
                return self.current  # `ทีมงานฝ่ายช่าง` among the members of the team that the heading names
            team = known or self.teams.team(words.team, lines)
            if slots.role is not None:
                self.current = team
                if words.team.unit_text and is_unit(words.team.unit_text):
                    self.give_unit(words.team.unit_text, lines)
            return team
        return self.current

    def _place(
        self,
        row: Row,
        words: RoleWords,
        team: TeamEntry | None,
        primaries: list[str],
        substitutes: list[str],
        slots: Slots,
    ) -> None:
        place = self.teams.seat(words.kind, team)
        if place is None:
            return
        seat, path = place
        if words.kind == "member" and team is not None:
            self._members(row, team, primaries, substitutes)
            self._last = (team.members[-1], path) if team.members else None
            self._rest(row, path)
            return
        for person in primaries:
            self._take(seat, person, deputy=words.deputy)
        self.draft.read(
            f"{path}/primary", [line for i in slots.names if i < len(row.cells) for line in row.cells[i].lines]
        )
        self._seat_alternates((seat, path), substitutes, row, slots)
        if team is not None and words.kind == "leader" and primaries:
            self.people.belongs(primaries[0], team.unit)
        self._last = (seat, path)
        self._rest(row, path)

    @staticmethod
    def _take(seat: Seat, person: str, *, deputy: bool) -> None:
        if seat.primary is None and not deputy:
            seat.primary = person
        elif person not in seat.alternates and (deputy or person != seat.primary):
            seat.alternates.append(person)

    def _members(self, row: Row, team: TeamEntry, primaries: list[str], substitutes: list[str]) -> None:
        for person in primaries or substitutes[:1]:
            if any(member.primary == person for member in team.members):
                continue
            self.people.belongs(person, team.unit)
            team.members.append(Seat(person))
            self.draft.read(f"continuity_team/teams/{team.id}/members/{len(team.members) - 1}/primary", row.lines)
        if primaries and team.members:
            seat = next((m for m in team.members if m.primary == primaries[0]), team.members[-1])
            seat.alternates.extend(s for s in substitutes if s not in seat.alternates)

    def _members_beside(self, cells: tuple[Cell, ...], slots: Slots, team: TeamEntry) -> None:
        """A cell with the members of the team whose leader stands in the same row, each with the own number."""
        for mention in self._mentions(cells, slots.members):
            person = self.people.see(mention)
            self.people.phone(person, mention.phones, mention.lines)
            self._members(Row((Cell(mention.lines),)), team, [person], [])

    def _seat_alternates(
        self, place: tuple[Seat, str], people: list[str], row: Row, slots: Slots | None = None
    ) -> None:
        seat, path = place
        seat.alternates.extend(p for p in people if p not in seat.alternates)
        if people:
            columns = slots.alternate_names if slots else ()
            lines = [line for i in columns if i < len(row.cells) for line in row.cells[i].lines] or list(row.lines)
            self.draft.read(f"{path}/alternates", lines)

    def _rest(self, row: Row, path: str) -> None:
        """Role words and dashes of a row stand behind the place that it fills."""
        placed = self.draft.placed
        self.draft.read(path, [line for line in row.lines if line.number not in placed or is_dash(line.text)])


def _named(cell: Cell) -> list[Mention]:
    return mentions(cell.lines) or mentions(cell.lines, needs_title=False)
