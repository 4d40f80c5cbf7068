"""Who does a step: the words for it, resolved to the team's places, its units or its teams."""

import re

from phrom.core.importing.names.people import PeopleBook
from phrom.core.importing.names.roles import TeamBook, role_words
from phrom.core.importing.names.units import UnitBook, is_every
from phrom.core.importing.words.headings import team_heading
from phrom.core.importing.words.marks import without_bullet
from phrom.core.values.person_name import find_title, split_name
from phrom.core.values.thai_text import arabic_digits, key, tidy

_HEAD = re.compile(r"^(?:หัวหน้าคณะ|ประธาน|ผู้บัญชาการ|ผู้อานวยการแผน|หัวหน้าbcp)")
_COORDINATOR = re.compile(r"^(?:ผู้ประสาน|เลขานุการ|ฝ่ายเลขา)")
_LEADERS = re.compile(r"^(?:ทุก)?(?:หัวหน้า(?:กลุ่ม)?(?:ภารกิจ|งาน|ฝ่าย|หน่วย)?ทุก|หัวหน้าทีม|หนทีม|ผู้นาทีม|หัวหน้าชุด|หัวหน้าส่วน)")
_TEAMS = re.compile(
    r"^(?:ทีม(?:งาน|บริหาร|บริหารความต่อเนื่อง|bcp|)$|ทีมงาน|ทีมบริหาร|ทุกทีม|สมาชิก|บุคลากร(?:ทุก|ใน|หลัก|)|"
    r"คณะบริหารความต่อเนื่อง|เจ้าหน้าที่ทุก|ทุกคน|กลุ่มงานฝ่าย|คณะทางาน|ผู้ปฏิบัติงาน|การประชุมคณะบริหาร)"
)
_ACTOR = re.compile(
    r"^(?:หัวหน้าคณะ(?:บริหารความต่อเนื่อง)?ฯ?|ผู้ประสาน(?:งาน)?(?:คณะ|ทีม)?(?:บริหารความต่อเนื่อง|งาน)?ฯ?|"
    r"ผู้บัญชาการเหตุการณ์|เลขานุการ(?:คณะ\S*)?|(?:หัวหน้า|ผู้นำ|"
    r"ผู้นํา)ทีม(?:คณะ)?(?:บริหารความต่อเนื่อง)?ฯ?(?:\s*(?:ที่)?\s*\d+)?|ทุกทีม|"
    r"ทีม(?:งาน)?(?:บริหาร)?(?:ความต่อเนื่อง)?ฯ?(?:\s*(?:ที่)?\s*(?:\d+|[A-Zก-ฮ](?![ก-๎A-Za-z])))?|"
    r"คณะบริหารความต่อเนื่อง|ทุก(?:กลุ่มงาน|ฝ่าย|ส่วนราชการ|หน่วยงาน|กอง|งาน)(?:/ฝ่าย)?|กลุ่มงาน/ฝ่าย|บุคลากร(?:ทุกคน|"
    r"หลัก)?|ทุกคน)"
)


class Responsibles:
    """Resolves words against everything read so far."""

    def __init__(self, units: UnitBook, teams: TeamBook, people: PeopleBook) -> None:
        self.units, self.teams, self.people = units, teams, people

    def resolve(self, text: str) -> tuple[str, ...]:
        """Groups and ids for the words of a responsibility cell; empty where nothing is recognised."""
        found: list[str] = []
        whole = self._team_called(key(arabic_digits(without_bullet(text))))
        if whole is not None:
            return (whole,)  # `กลุ่มภารกิจสำรองวัสดุ และส่งกำลังบำรุง`: one name
        for part in re.split(r"\n|\s*[,;]\s*|\s+และ\s*|\s*/\s*(?=ผู้|หัว|ทีม|ฝ่าย|กลุ่ม|กอง)", text):
            found.extend(one for one in self._one(tidy(part)) if one not in found)
        return tuple(found)

    def _one(self, text: str) -> list[str]:
        bare = arabic_digits(without_bullet(text))
        words = key(re.sub(r"\(.*", "", bare) or bare)
        if not words:
            return []
        if _HEAD.match(words):
            return ["head"]
        if _COORDINATOR.match(words):
            return ["coordinator"]
        role = role_words(bare)
        led = self.teams.find(role.team) if role and role.kind == "leader" and role.team else None
        if led is not None:
            return [led.id]
        if _LEADERS.match(words):
            # the leader of one team that the plan does not have is not all of them
            of_no_team = role and role.kind == "leader" and role.team and role.team.mark and self.teams.teams
            return [] if of_no_team else ["team-leaders"]
        if role and role.kind in ("head", "coordinator"):
            return [role.kind]
        heading = team_heading(bare)
        team = self.teams.find(heading) if heading else None
        if team is not None:
            return [team.id]
        named = self._team_called(words)
        if named is not None:
            return [named]
        if is_every(bare) or _TEAMS.match(words):
            return ["teams"]
        title = find_title(bare)
        name = split_name(bare[title.start() :]) if title else None
        person = self.people.find(name) if name else None
        return [person] if person else self.units.mentioned(bare)

    def _team_called(self, words: str) -> str | None:
        """The team whose name is these words, as `key` has them."""
        return next((team.id for team in self.teams.teams.values() if words and key(team.name) == words), None)

    def actor(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """Who a step's sentence begins with: the ids and the words, or nothing."""
        bare = without_bullet(text)
        plain = arabic_digits(bare)
        match = _ACTOR.match(plain)
        if match:
            words = bare[: match.end()].strip()
            heading = team_heading(words) if "หัวหน้า" not in words else None
            team = self.teams.find(heading) if heading and heading.mark else None
            if team is not None:
                return (team.id,), words
            if words.startswith(("ทุก", "กลุ่มงาน/")) and not words.startswith("ทุกทีม"):
                return ("teams",), words
            return self.resolve(words), words
        start = key(bare)
        for unit, name in self.units.units.items():
            for form in (name, name[: max(len(name) // 2, 8)]):
                if start.startswith(key(form)):
                    return (unit,), name if form == name else bare[: len(form)]
        return (), None
