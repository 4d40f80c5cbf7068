"""Places in the continuity team: which words mean head, coordinator, leader, member; the teams and who is in them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from phrom.core.importing.blocks import Line
from phrom.core.importing.draft import Draft
from phrom.core.importing.names.units import is_unit
from phrom.core.importing.words.headings import TeamHeading, named_team_heading, team_heading
from phrom.core.importing.words.marks import without_numbering
from phrom.core.plan.document import ContinuityTeam, Role, Team
from phrom.core.values.person_name import find_title
from phrom.core.values.thai_text import arabic_digits, key, likeness

RoleKind = Literal["head", "coordinator", "leader", "member"]
_HEAD = re.compile(
    r"^(?:รอง|ผู้ช่วย)?(?:หัวหน้าคณะ(?!ทางาน)|หัวหน้าคณะทางาน(?:บริหาร|แผน)*ความต่อเนื่อง|ประธาน|ผู้บัญชาการ|ผู้อานวยการ(?:แผน|(?:เหตุ(?:การณ์)?|สถานการณ์|(?:ภาวะ|สภาวะ)?(?:วิกฤต|ฉุกเฉิน))|ศูนย์(?:บริหารความต่อเนื่อง|ปฏิบัติการ|"
    r"บัญชา|$)|คณะ|ความต่อเนื่อง|การบริหารความต่อเนื่อง)|หัวหน้าทีม(?:งาน)?(?:บริหาร|แผน|บริหารแผน)ความต่อเนื่อง(?:องค์กร|ของ(?!ฝ่าย|กลุ่ม|กอง(?!ทุน|บัญชาการ|กากับ)|แผนก|งาน|สานักปลัด)|$)|หัวหน้าศูนย์(?:บริหาร(?:แผน)?ความต่อเนื่อง|บัญชาการ|สั่งการ|ปฏิบัติการ(?:ภาวะ)?ฉุกเฉิน)|หัวหน้าบริหารความต่อเนื่อง|"
    r"ผู้สั่งการ|หัวหน้าbcp|หัวหน้าแผน|ผู้นาคณะ)|^incidentcommander|^bc[pm](?:leader|manager|director)"
)
_COORDINATOR = re.compile(
    r"^(?:รอง|ผู้ช่วย)?(?:ผู้ประสาน|เลขานุการ|กรรมการและเลขา|ฝ่ายเลขา|(?:เจ้าหน้าที่|หัวหน้า(?:ทีม|ส่วน|ฝ่าย|ชุด)?|ฝ่าย|"
    r"ทีม)(?:การ)?ประสาน)|และเลขานุการ$|^ผู้ช่วยเลขา|^liaison|^coordinator|^bc[pm]coordinator"
)
_LEADER = re.compile(
    r"^(?:รอง|ผู้ช่วย)?(?:หัวหน้า(?:$|สารอง|ทีม|ชุด|ส่วน|กลุ่ม|ฝ่าย|คณะทางาน|งาน|หน่วย|แผนก|สาย|ภารกิจ|ศูนย์|กอง|สานักปลัด|สาขา)|"
    r"ผู้นาทีม|หน\.?ทีม|ประธานทีม)|(?:sectionchief|teamleader|branchdirector)$"
)
_STAND_IN = re.compile(
    r"^(?:ผู้แทน(?=หัวหน้า|ผู้|ประธาน|ทีม|ชุด|สมาชิก|ลูกทีม|เลขา|เจ้าหน้าที่|กรรมการ)|(?:ผู้)?(?:ปฏิบัติ(?:หน้าที่|ราชการ|งาน|การ)?|ทำการ|ทําการ|ทำหน้าที่|ทําหน้าที่|รักษาการ)แทน)\s*"
)
_BARE_STAND_IN = re.compile(r"(?:ผู้|ตัว|คน|บุคลากร|เจ้าหน้าที่|ลาดับ)?สารอง(?:คนที่|ลาดับที่|ลาดับ|ที่)?\d{0,2}|(?:ผู้)?(?:ทด)?แทน")
_RESERVE = re.compile(
    r"(?<!สถานที่)(?<!ศูนย์)(?<!ระบบ)(?<!ข้อมูล)สารอง(?!ข้อมูล|ระบบ|ไฟ|น้า|วัสดุ|เวชภัณฑ์|พัสดุ|ยา|อุปกรณ์|เสบียง|อาหาร|คลัง|ทรัพยากร|เครื่อง|สิ่ง)"
)  # people, no places or data
_TEAM_ALONE = re.compile(r"(?:ทีม|ชุด|กลุ่ม|ส่วน|หน่วย)(?:งาน|ทุกทีม)?(?:(?:ตัว|คน|ผู้)?(?:สารอง|จริง)(?:คนที่|ลาดับที่|ที่)?\d{0,2})?")
_MEMBER = re.compile(r"^(?:ทีมงาน|สมาชิก|ลูกทีม|กรรมการ|คณะทางาน|เจ้าหน้าที่(?:ทีม|ประจา)?|ผู้ปฏิบัติ|ผู้ร่วม|ทีม|ผู้ช่วย|ชุด)")

_POST_BEHIND = re.compile(r"\s*[(（](?P<inside>[ก-๎ .]{4,60})[)）]\s*$")
_EVERY_TEAMS = re.compile(r"^(?:(?:ทีม(?:งาน)?|ชุด)(?:(?:บริหาร|แผน|บริหารแผน)?ความต่อเนื่อง)?\s*)?(?:ฝ่าย|กลุ่มงาน|กอง)")
_ALIKE = 0.85
_MOST_COMPARED = 300  # teams whose names are compared letter by letter; no office has more
_SAYS_PLACE = re.compile(r"ทีม|ชุด|คณะ|หลัก|สำรอง|แทน|ประสาน|เลขา|ประธาน|กรรมการ|สมาชิก|หัวหน้า")


@dataclass
class Seat:
    """A role while it is being read."""

    primary: str | None = None
    alternates: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, role: Role) -> "Seat":
        return cls(role.primary, list(role.alternates))

    def value(self) -> Role:
        return Role(primary=self.primary, alternates=tuple(self.alternates))


@dataclass
class TeamEntry:
    id: str
    name: str
    mark: str | None
    unit: str | None = None
    is_whole: bool = False  # the committee above the teams: its chairman is the head, and its members lead no team
    leader: Seat = field(default_factory=Seat)
    members: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class RoleWords:
    """What a role's words say: its kind, the team they name, and whether they name a deputy (`รอง…`)."""

    kind: RoleKind
    team: TeamHeading | None
    deputy: bool


def is_stand_in(text: str) -> bool:
    """`ผู้ปฏิบัติหน้าที่แทน` or `สำรอง` and no more: the stand-in for whoever was named last."""
    bare = without_numbering(text)
    if _BARE_STAND_IN.fullmatch(key(bare)):
        return True
    match = _STAND_IN.match(bare)
    return match is not None and not bare[match.end() :].strip()


def role_words(text: str) -> RoleWords | None:
    """The role that a text names, or None."""
    bare = _without_post(without_numbering(text))
    stand_in = _STAND_IN.match(bare)
    if stand_in:
        meant = role_words(bare[stand_in.end() :])
        return RoleWords(meant.kind, meant.team, True) if meant else None
    words = key(bare)
    deputy = words.startswith(("รอง", "ผู้ช่วย")) or bool(_RESERVE.search(words))
    words = re.sub(r"^สารอง|^(?:บุคลากร|ผู้)สารอง(?:ของ)?", "", words)
    rest = re.sub(r"^(?:รอง|ผู้ช่วย)?\s*(?:หัวหน้า|ผู้นำ|ผู้นํา|สมาชิก|หน\.|ลูก|เจ้าหน้าที่|ประธาน)\s*", "", bare)
    team = team_heading(rest)
    if _COORDINATOR.search(words):
        return RoleWords("coordinator", None, deputy)
    if _HEAD.match(words) and not (team and team.mark):
        return RoleWords("head", None, deputy)
    if _LEADER.search(words):
        named = team or (named_team_heading(rest) if not _TEAM_ALONE.fullmatch(key(rest)) else None)
        return RoleWords("leader", named, deputy)
    if _MEMBER.match(words):
        team = team or _team_of_unit(rest)
        return RoleWords("member", team, deputy and not words.startswith(("รอง", "ผู้ช่วย")))
    behind = _POST_BEHIND.search(text)  # `ผู้อำนวยการศูนย์ (หัวหน้าคณะบริหารความต่อเนื่อง)`
    return role_words(behind["inside"]) if behind and behind.start() and find_title(text) is None else None


def _team_of_unit(text: str) -> TeamHeading | None:
    """`ทีมงาน ฝ่ายทะเบียน`, `สมาชิกทีม กองคลัง`: the team that nothing but its unit names."""
    named = named_team_heading(text)
    return named if named is not None and is_unit(named.unit_text) else None


@lru_cache(maxsize=4096)
def _own_words(team: str) -> str:
    """`ทีมบริหารความต่อเนื่อง ฝ่ายทะเบียนรถ` without the words that every team of the plan begins with."""
    return _EVERY_TEAMS.sub("", team) or team


def _without_post(text: str) -> str:
    """`หัวหน้าทีมแผนความต่อเนื่อง (ขนส่งจังหวัด)` without the post in its brackets; a unit or a team there says whose."""
    match = _POST_BEHIND.search(text)
    if (
        match is None
        or is_unit(match["inside"])
        or team_heading(match["inside"])
        or _SAYS_PLACE.search(match["inside"])
    ):
        return text
    return text[: match.start()]


@dataclass
class TeamBook:
    """The continuity team while it is being read."""

    draft: Draft
    head: Seat = field(default_factory=Seat)
    coordinator: Seat = field(default_factory=Seat)
    teams: dict[str, TeamEntry] = field(default_factory=dict)

    def team(self, heading: TeamHeading, lines: tuple[Line, ...]) -> TeamEntry:
        """The team that a heading names, known or new."""
        found = self.find(heading)
        if found is None:
            team = self.draft.id(f"team-{len(self.teams) + 1}")
            found = self.teams[team] = TeamEntry(team, heading.name, heading.mark)
        self.draft.read(f"continuity_team/teams/{found.id}/name", lines)
        return found

    def know(self, team: ContinuityTeam) -> None:
        """The places of a plan that was read before, and who holds them."""
        self.head, self.coordinator = Seat.of(team.head), Seat.of(team.coordinator)
        for known in team.teams:
            heading = team_heading(known.name)
            mark = arabic_digits(heading.mark) if heading and heading.mark else None
            members = [Seat.of(member) for member in known.members]
            self.teams[known.id] = TeamEntry(
                known.id, known.name, mark, known.unit, leader=Seat.of(known.leader), members=members
            )

    def find(self, heading: TeamHeading) -> TeamEntry | None:
        own = _own_words(heading.name)
        few = len(self.teams) <= _MOST_COMPARED
        for entry in self.teams.values():
            if heading.mark and entry.mark and arabic_digits(heading.mark) == entry.mark:
                return entry
            words = _own_words(entry.name)
            if heading.mark and entry.mark:
                continue
            if likeness(words, own, _ALIKE) >= _ALIKE if few else key(words) == key(own):
                return entry
        return None

    def of_unit(self, unit: str) -> TeamEntry | None:
        return next((t for t in self.teams.values() if t.unit == unit), None)

    def join(self, team: TeamEntry, into: TeamEntry) -> None:
        """What was taken for a team of its own is one that is known."""
        del self.teams[team.id]
        into.unit = into.unit or team.unit
        self.draft.move(f"continuity_team/teams/{team.id}", f"continuity_team/teams/{into.id}")

    def led_by(self, person: str) -> TeamEntry | None:
        return next((t for t in self.teams.values() if t.leader.primary == person), None)

    def seat(self, kind: RoleKind, team: TeamEntry | None) -> tuple[Seat, str] | None:
        """The seat and its path; a member gets a new one. None for a leader or member without a team."""
        if kind == "head":
            return self.head, "continuity_team/head"
        if kind == "coordinator":
            return self.coordinator, "continuity_team/coordinator"
        if team is None:
            return None
        base = f"continuity_team/teams/{team.id}"
        if kind == "leader":
            return team.leader, f"{base}/leader"
        return Seat(), f"{base}/members/{len(team.members)}"

    def _is_heading(self, team: TeamEntry) -> bool:
        """A name without a number and with nobody in it, beside teams that have people: a heading above the others."""
        if team.is_whole:
            return any(not t.is_whole for t in self.teams.values())
        nobody = team.leader.primary is None and not team.leader.alternates and not team.members
        return nobody and team.mark is None and any(t.leader.primary or t.members for t in self.teams.values())

    def value(self) -> ContinuityTeam:
        return ContinuityTeam(
            head=self.head.value(),
            coordinator=self.coordinator.value(),
            teams=tuple(
                Team(
                    id=t.id,
                    name=t.name,
                    unit=t.unit,
                    leader=t.leader.value(),
                    members=tuple(m.value() for m in t.members),
                )
                for t in self.teams.values()
                if not self._is_heading(t)
            ),
        )
