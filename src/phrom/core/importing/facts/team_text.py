"""People named in running text: lists of the team without a table, and the boxes of a structure chart."""

import re

from phrom.core.importing.blocks import Line
from phrom.core.importing.facts.team import TeamReader
from phrom.core.importing.facts.team_orders import Appointed, appointed, given_place, is_phone_alone
from phrom.core.importing.names.people import Mention, PeopleBook, mentions
from phrom.core.importing.names.roles import RoleWords, TeamEntry, is_stand_in, role_words
from phrom.core.importing.words.headings import named_team_heading, team_heading
from phrom.core.values.person_name import PersonName, find_title, split_name
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key

_SUBSTITUTE = re.compile(
    r"^\s*(?:[-–•*●▪◦➢\uf0b7\uf0a7]|\(?\d+[.)])?\s*(?:บุคลากร|ผู้|คน)?(?:สำรอง|สํารอง|สารอง|ทดแทน|ปฏิบัติ(?:หน้าที่|งาน|ราชการ)?แทน|แทน\s*[:：])"
)
_SECRETARY_OF_TEAM = re.compile("คณะทางานและ(?:ผู้ช่วย)?เลขานุการ")
_POST_OF_UNIT = re.compile(r"^หัวหน้า(?:ฝ่าย|กลุ่ม|กอง|งาน|สำนัก|แผนก)(?!ภารกิจ)")
_LONGEST_ROLE = 70
_IN_CASE = re.compile(  # `ในกรณีไม่อาจปฏิบัติหน้าที่ ให้ นาย… ปฏิบัติหน้าที่แทน`
    r"^\s*(?:\S+\s+)?(?:ใน)?(?:กรณี|หาก|ถ้า|เมื่อ).{0,60}?(?:ให้|มอบ).*(?:ปฏิบัติ(?:หน้าที่|งาน|ราชการ)?|ทำหน้าที่|เป็นผู้)แทน"
)


class TeamTextReader:
    """Reads lines one after the other; a line without a name may say the role of the name below it."""

    def __init__(self, reader: TeamReader, *, orders: bool = False) -> None:
        """`orders`: the lines are of the team's own section, where a place may stand behind a name."""
        self.reader, self.orders = reader, orders
        self.people: PeopleBook = reader.people
        self._role: RoleWords | None = None
        self._role_line: Line | None = None
        self._above: str | None = None  # the one person on the line above, where no number stands beside the name
        self._stands_in = False  # the line above says that the next stands in, and no more
        self._said_above = False  # the line above says a place and no more
        self._numbers_first = False  # a number stands alone where nobody is named above it: it may be of the name below

    @property
    def _awaits_name(self) -> bool:
        """Whether the line above said the head's or the coordinator's place and nobody is known to have it."""
        if self._stands_in:
            return True
        role = self._role if self._said_above else None
        place = self.reader.teams.seat(role.kind, self.reader.current) if role and role.kind != "member" else None
        if role is None or place is None:
            return False
        return not place[0].alternates if role.deputy else place[0].primary is None

    def awaits(self, line: Line) -> bool:
        """Whether a line without a number is read at once: a name below its place, or the words that one stands in."""
        return is_stand_in(line.text) or ((self._said_above or self._stands_in) and find_title(line.text) is not None)

    def read(self, line: Line) -> bool:
        """Whether the line named people or the role of the next; people with numbers are taken at once."""
        placed = self._read(line)
        self._stands_in = not placed and is_stand_in(line.text)
        self._said_above = not placed and self._role_line is line
        return placed

    def _read(self, line: Line) -> bool:
        above, self._above = self._above, None
        if is_phone_alone(line.text):
            return self._phone_below(line, above)
        order = appointed(line) if self.orders else None
        if order is not None:
            self._appoint(line, order)
            return True
        if above is not None and _is_post_of_unit(line.text):
            self._above = above  # `หัวหน้าฝ่ายบริหารทั่วไป` below a name is what the person is in the office
            return False
        return self._read_names(line)

    def _phone_below(self, line: Line, person: str | None) -> bool:
        """A number alone is that of the one person on the line above; where numbers come first, nobody's."""
        if person is None or self._numbers_first:
            self._numbers_first = True
            return False
        self.people.phone(person, find_numbers(line.text), (line,))
        return True

    def _appoint(self, line: Line, order: Appointed) -> None:
        """Name, post, and behind them the place in the committee or in the team of the heading above."""
        mention = mentions((order.line,))[0]
        person = self.people.see(mention)
        self.people.phone(person, mention.phones, (line,))
        self.people.contact(person, line.text, (line,))
        words, team = order.role, self.reader.current
        if words.team is not None:
            team = self.reader.open_team(words.team, (line,))
        self._role_line = None
        self._place(line, words, team, person, [])
        self._above = None if mention.phones else person

    def _read_names(self, line: Line) -> bool:
        found = mentions((line,))
        if not found or not any(m.name.family for m in found):
            return self._given_name(line) if find_title(line.text) else self._role_alone(line)
        known = [self.people.find(m.name, m.phones) for m in found]
        only_named = not any(m.phones for m in found) and not _names_members(_before_names(line.text, found[0]))
        if all(known) and only_named and not self._awaits_name:
            seen = [self.people.see(mention) for mention in found]
            words = role_words(_before_names(line.text, found[0]))
            if words is not None and words.kind == "leader" and not words.deputy:
                self.reader.same_by_leader(seen[0])
            self._above = seen[0] if len(seen) == 1 else None
            return True
        self._take(line, found)
        return True

    def _role_alone(self, line: Line) -> bool:
        words = role_words(line.text) if is_role_alone(line.text) else None
        if words is None:
            return False
        self._role, self._role_line = words, line
        return False

    def _given_name(self, line: Line) -> bool:
        title = find_title(line.text)
        name = split_name(line.text[title.start() :].replace(")", " ")) if title else None
        person = self.people.by_given(name) if isinstance(name, PersonName) and name.family is None else None
        if person is not None:
            self.people.mention_given(person, line)
        return person is not None

    def _take(self, line: Line, found: list[Mention]) -> None:
        """Give the people of a line their place: by the words before the first name, else by the line above."""
        words = role_words(_before_names(line.text, found[0]))
        if words is None and self._role_line is not None:
            words = self._role  # the role stood alone on the line above
        if words is None and len(found) > 1:
            words = given_place(_between_names(line.text, found))
        ids = [self.people.see(m) for m in found]
        for mention, person in zip(found, ids, strict=True):
            self.people.phone(person, mention.phones, mention.lines)
        if len(ids) == 1:
            self.people.contact(ids[0], line.text, (line,))
            self._above = None if found[0].phones else ids[0]
        team = self.reader.current
        if words is not None and words.team is not None:
            team = self.reader.open_team(words.team, (line,))
        stands_in = self._stands_in or _SUBSTITUTE.match(line.text) or _IN_CASE.match(line.text)
        if stands_in and self._role is not None:
            self._substitute(line, ids, self._role, team)
        elif words is not None or team is not None:
            words = words or RoleWords("member", None, False)
            for primary, alternates in _groups(ids, found, apart=words.kind == "member"):
                self._place(line, words, team, primary, alternates)

    def _substitute(self, line: Line, ids: list[str], role: RoleWords, team: TeamEntry | None) -> None:
        place = self.reader.teams.seat(role.kind, team)
        if place is not None and role.kind != "member":
            seat, path = place
            seat.alternates.extend(p for p in ids if p not in seat.alternates)
            self.reader.draft.read(f"{path}/alternates", [line])

    def _is_secretary_of(self, team: TeamEntry, line: Line) -> bool:
        """`คณะทำงานและเลขานุการ` in a team that has its leader, beside a coordinator who is known: one of the team."""
        led = team.leader.primary is not None and self.reader.teams.coordinator.primary is not None
        return led and _SECRETARY_OF_TEAM.search(key(line.text)) is not None

    def _place(self, line: Line, words: RoleWords, team: TeamEntry | None, first: str, others: list[str]) -> None:
        if words.kind == "leader" and team is None and self.reader.teams.head.primary is None:
            words = RoleWords("head", None, words.deputy)  # `หัวหน้าคณะทำงาน` before any team is named
        if words.kind == "head" and team is not None and not team.leader.primary and not team.members:
            team.is_whole = True
        if words.kind == "coordinator" and team is not None and self._is_secretary_of(team, line):
            words = RoleWords("member", None, False)
        place = self.reader.teams.seat(words.kind, team)
        if place is None:
            return
        seat, path = place
        if words.kind == "member" and team is not None:
            if any(member.primary == first for member in team.members):
                return
            seat.primary = first
            team.members.append(seat)
        elif seat.primary is None and not words.deputy:
            seat.primary = first
        elif first not in (seat.primary, *seat.alternates):
            seat.alternates.append(first)
        seat.alternates.extend(p for p in others if p != first and p not in seat.alternates)
        self.reader.draft.read(f"{path}/primary", [line, *([self._role_line] if self._role_line else [])])
        self._role = words if words.kind != "member" else self._role
        self._role_line = None


def is_role_alone(text: str) -> bool:
    """Whether a line says a place in the team and no more: its holder stands below."""
    words = role_words(text) if len(key(text)) <= _LONGEST_ROLE else None
    return words is not None and words.kind != "member"


def names_holder(line: Line) -> bool:
    """`หัวหน้า : นายบุญมา ใจดี`: a place before the colon, and who has it; of the team whose heading stands above."""
    place, colon, holder = line.text.replace("：", ":").partition(":")
    return bool(colon) and is_role_alone(place.strip()) and find_title(holder) is not None


def _is_post_of_unit(text: str) -> bool:
    return _POST_OF_UNIT.match(text) is not None and not mentions((Line(0, text),))


def _names_members(text: str) -> bool:
    """`สมาชิกทีมกู้ภัย`: the words before the names say whose members they are."""
    return key(text).startswith("สมาชิก") and (team_heading(text) or named_team_heading(text)) is not None


def _before_names(text: str, first: Mention) -> str:
    """What a line says before the first name and its title."""
    title = find_title(text)
    return text[: title.start() if title else max(text.find(first.name.given), 0)].strip(" :：-–")


def _between_names(text: str, found: list[Mention]) -> str:
    """What a line says of the first of several: the words between the names."""
    first, second = found[0].name, found[1].name
    start = text.find(first.family or first.given) + len(first.family or first.given)
    title = find_title(text, start)
    return text[start : title.start() if title else max(text.find(second.given, start), start)]


def _groups(ids: list[str], found: list[Mention], *, apart: bool) -> list[tuple[str, list[str]]]:
    """Each primary with the alternates named behind them. `apart`: several primaries hold a place each, as members do;
    else the first holds the place and all others stand in."""
    groups: list[tuple[str, list[str]]] = []
    for person, mention in zip(ids, found, strict=True):
        if not groups or (apart and not mention.alternate):
            groups.append((person, []))
        else:
            groups[-1][1].append(person)
    return groups
