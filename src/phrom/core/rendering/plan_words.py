"""Words that all printed documents share: areas, levels, roles, and how absence is said."""

from phrom.core.plan.document import Area, ImpactLevel, Person, Plan, Process
from phrom.core.plan.lookup import people_by_id, units_by_id
from phrom.core.rendering.blocks import Paragraph
from phrom.core.values.phone_number import display
from phrom.core.values.thai_date import span_words

ABSENT = "ไม่ได้ระบุ"  # in a cell or behind a name, as official forms say it
AREA_WORDS: dict[Area, str] = {
    "premises": "อาคาร/สถานที่ปฏิบัติงาน",
    "equipment": "วัสดุอุปกรณ์ที่สำคัญ/เครื่องมือ",
    "technology": "เทคโนโลยีสารสนเทศและข้อมูลที่สำคัญ",
    "people": "บุคลากรหลัก",
    "suppliers": "คู่ค้า/ผู้ให้บริการ/ผู้มีส่วนได้ส่วนเสีย",
}
LEVEL_WORDS: dict[ImpactLevel, str] = {"critical": "สูงมาก", "high": "สูง", "medium": "ปานกลาง", "low": "ต่ำ"}
GROUP_WORDS = {
    "head": "หัวหน้าคณะบริหารความต่อเนื่อง",
    "coordinator": "ผู้ประสานงานคณะบริหารความต่อเนื่อง",
    "team-leaders": "หัวหน้าทีมบริหารความต่อเนื่อง",
    "teams": "ทีมบริหารความต่อเนื่อง",
}


def absent(what: str) -> Paragraph:
    """Says that the plan lacks a section; it is never filled in."""
    return Paragraph(f"แผนไม่ได้เขียนไว้: {what}", quiet=True)


class PlanWords:
    """Ids of one plan turned into the words that people read; an id that leads nowhere is shown as it is."""

    def __init__(self, plan: Plan, *, public: bool = False) -> None:
        self.plan = plan
        self.public = public
        self._people = people_by_id(plan)
        self._units = units_by_id(plan)
        self._teams = {team.id: team for team in plan.continuity_team.teams}
        self._threats = {threat.id: threat.name for threat in plan.threats}

    def person(self, person_id: str | None) -> Person | None:
        return self._people.get(person_id) if person_id else None

    def name(self, person_id: str | None) -> str:
        if person_id is None:
            return ABSENT
        person = self.person(person_id)
        return person.full_name if person else person_id

    def name_lines(self, person_id: str | None) -> tuple[str, ...]:
        """The name, and the position under it."""
        person = self.person(person_id)
        return (self.name(person_id), *((f"({person.position})",) if person and person.position else ()))

    def phones(self, person_id: str | None) -> tuple[str, ...]:
        """Numbers as people read them; of what cannot be dialled the source's own words."""
        person = self.person(person_id)
        if person is None:
            return ()
        return tuple(display(phone) for phone in person.phones) or person.phones_text

    def unit(self, unit_id: str | None) -> str:
        if unit_id is None:
            return ABSENT
        return self._units[unit_id].name if unit_id in self._units else unit_id

    def threat(self, threat_id: str) -> str:
        return self._threats.get(threat_id, threat_id)

    def responsible(self, who: str) -> str:
        """A group word, a unit, a team or a person."""
        if who in GROUP_WORDS:
            return GROUP_WORDS[who]
        if who in self._teams:
            return self._teams[who].name
        return self.unit(who) if who in self._units else self.name(who)

    def mtpd(self, process: Process) -> str:
        """As written; the same length in our words if the plan has only the value."""
        if process.mtpd_text:
            return process.mtpd_text
        return span_words(process.mtpd) if process.mtpd else ABSENT
