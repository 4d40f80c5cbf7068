"""The completeness form (BCP Checklist) of สำนักงาน ก.พ.ร.: its lines, and the answers that the plan itself gives, each
with why. Where the plan cannot know (was there a plan before?), there is no answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from phrom.core.plan.document import AREAS, Area, ChecklistItem, Plan
from phrom.core.plan.lookup import people_by_id, people_in_roles
from phrom.core.values.source import Bilingual

STANDARD_FORM: tuple[ChecklistItem, ...] = tuple(
    ChecklistItem(item=item, text=text)
    for item, text in (
        ("1.1", "ก่อนหน้านี้มีแผนเดิมอยู่"),
        ("1.2.1", "เหตุการณ์อุทกภัย"),
        ("1.2.2", "เหตุการณ์อัคคีภัย"),
        ("1.2.3", "เหตุการณ์ชุมนุมประท้วง/จลาจล"),
        ("1.2.4", "เหตุการณ์โรคระบาดต่อเนื่อง"),
        ("1.2.5", "อื่น ๆ (ระบุ)"),
        ("2.1", "ทีมงานแผนดำเนินธุรกิจอย่างต่อเนื่อง"),
        ("2.2", "ผลกระทบต่อกระบวนการทำงานหรือการให้บริการ (BIA)"),
        ("2.3", "ความต้องการทรัพยากรที่สำคัญ"),
        ("2.4.1", "ด้านอาคาร/สถานที่ปฏิบัติงานสำรอง"),
        ("2.4.2", "ด้านเทคโนโลยีสารสนเทศและข้อมูลที่สำคัญ"),
        ("2.4.3", "ด้านบุคลากรหลัก"),
        ("2.4.4", "ด้านคู่ค้า/ผู้ให้บริการที่สำคัญ/ผู้มีส่วนได้ส่วนเสีย"),
        ("2.4.5", "ด้านวัสดุอุปกรณ์ที่สำคัญ/การจัดหาจัดส่งวัสดุอุปกรณ์ที่สำคัญ"),
        ("2.5", "กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)"),
        ("2.6", "ขั้นตอนการบริหารความต่อเนื่องและกอบกู้กระบวนการ"),
        ("3.1", "e-Service"),
        ("3.2.1", "ระบบเทคโนโลยีดิจิทัลที่ใช้แล้ว"),
        ("3.2.2", "ระบบที่มีแผนจะใช้"),
        ("3.3", "โครงสร้างพื้นฐานที่จำเป็นต่อการดำรงชีวิต"),
    )
)


@dataclass(frozen=True)
class Suggestion:
    """What the plan says to a line of the form, and by what."""

    answer: bool
    why: Bilingual


def suggested_answer(plan: Plan, text: str) -> Suggestion | None:
    """The answer to a line of the form, by its words; None where the plan cannot know."""
    for pattern, judge in _LINES:
        if pattern.search(text):
            return judge(plan)
    return None


def _counted(n: int, th: str, en: str) -> Suggestion:
    if n:
        return Suggestion(True, Bilingual(th=f"แผนมี{th} {n} รายการ", en=f"The plan has {n} {en}"))
    return Suggestion(False, Bilingual(th=f"แผนยังไม่มี{th}", en=f"The plan has no {en} yet"))


def _threat(words: str) -> Callable[[Plan], Suggestion]:
    def judge(plan: Plan) -> Suggestion:
        found = next((threat for threat in plan.threats if re.search(words, threat.name)), None)
        if found is None:
            return Suggestion(False, Bilingual(th="แผนไม่ได้ระบุภัยนี้", en="The plan does not name this threat"))
        return Suggestion(True, Bilingual(th=f"แผนระบุภัย “{found.name}”", en=f"The plan names “{found.name}”"))

    return judge


_USUAL = r"อุทกภัย|น้ำท่วม|อัคคี|ไฟไหม้|เพลิง|ชุมนุม|จลาจล|จลาจน|ประท้วง|โรค|ระบาด"


def _other_threats(plan: Plan) -> Suggestion:
    others = [threat.name for threat in plan.threats if not re.search(_USUAL, threat.name)]
    if not others:
        return Suggestion(False, Bilingual(th="แผนไม่ได้ระบุภัยอื่น", en="The plan names no further threat"))
    named = ", ".join(others)
    return Suggestion(True, Bilingual(th=f"แผนระบุภัยอื่น: {named}", en=f"Further threats in the plan: {named}"))


def _strategy(area: Area, th: str, en: str) -> Callable[[Plan], Suggestion]:
    def judge(plan: Plan) -> Suggestion:
        found = sum(len(strategy.actions) for strategy in plan.strategies if strategy.area == area)
        found += len(plan.sites) if area == "premises" else 0
        return _counted(found, f"กลยุทธ์{th}", f"strategies for {en}")

    return judge


def _call_tree(plan: Plan) -> Suggestion:
    people = people_by_id(plan)
    held = [people[ident] for ident in people_in_roles(plan) if ident in people]
    with_number = sum(bool(person.phones) for person in held)
    why = Bilingual(
        th=f"ผู้มีหน้าที่ในแผน {len(held)} คน มีเบอร์ที่โทรได้ {with_number} คน",
        en=f"{with_number} of the {len(held)} people with a role have a number that can be dialled",
    )
    return Suggestion(len(held) > 1 and 2 * with_number >= len(held), why)


def _needs(plan: Plan) -> Suggestion:
    needs = sum(len(getattr(process.requirements, area)) for process in plan.processes for area in AREAS)
    return _counted(needs, "ทรัพยากรที่กระบวนงานต้องใช้", "requirements of its processes")


def _digital(*states: str) -> Callable[[Plan], Suggestion]:
    def judge(plan: Plan) -> Suggestion:
        found = [service for service in plan.digital_services if not states or service.status in states]
        return _counted(len(found), "งานบริการที่มีระบบดิจิทัล", "services with a digital system")

    return judge


def _infrastructure(plan: Plan) -> Suggestion:
    held = plan.infrastructure_service
    return _counted(1 if held else 0, "บริการโครงสร้างพื้นฐานที่จำเป็น", "essential infrastructure services")


# the most particular first
_LINES: tuple[tuple[re.Pattern[str], Callable[[Plan], Suggestion | None]], ...] = (
    (re.compile(r"แผนเดิม|ก่อนหน้า"), lambda plan: None),
    (re.compile(r"อุทกภัย|น้ำท่วม"), _threat(r"อุทกภัย|น้ำท่วม|น้ำหลาก")),
    (re.compile(r"อัคคีภัย|ไฟไหม้|เพลิง"), _threat(r"อัคคี|ไฟไหม้|เพลิง")),
    (re.compile(r"ชุมนุม|จลาจ|ประท้วง"), _threat(r"ชุมนุม|จลาจ|ประท้วง")),
    (re.compile(r"โรคระบาด|โรคติดต่อ"), _threat(r"โรค|ระบาด")),
    (re.compile(r"^\W*อื่น"), _other_threats),
    (re.compile(r"Call\s*Tree|แจ้งเหตุ", re.IGNORECASE), _call_tree),
    (re.compile(r"BIA|ผลกระทบต่อกระบวนการ"), lambda plan: _counted(len(plan.processes), "กระบวนงาน", "processes")),
    (re.compile(r"ความต้องการทรัพยากร"), _needs),
    (re.compile(r"ด้านอาคาร|ด้านสถานที่"), _strategy("premises", "ด้านอาคาร/สถานที่", "premises")),
    (re.compile(r"ด้านเทคโน"), _strategy("technology", "ด้านเทคโนโลยีสารสนเทศ", "technology")),
    (re.compile(r"ด้านบุคลากร"), _strategy("people", "ด้านบุคลากร", "people")),
    (re.compile(r"ด้านคู่ค้า"), _strategy("suppliers", "ด้านคู่ค้า", "suppliers")),
    (re.compile(r"ด้านวัสดุ|ด้านเครื่องมือ"), _strategy("equipment", "ด้านวัสดุอุปกรณ์", "equipment")),
    (
        re.compile(r"ขั้นตอนการบริหาร|กอบกู้"),
        lambda plan: _counted(len(plan.response) + len(plan.scenarios), "ชุดขั้นตอน", "procedures"),
    ),
    (
        re.compile(r"ทีมงาน|คณะ|ทีมบริหาร"),
        lambda plan: _counted(len(plan.continuity_team.teams), "ทีมบริหารความต่อเนื่อง", "continuity teams"),
    ),
    (re.compile(r"มีแผนจะใช้"), _digital("planned")),
    (re.compile(r"ใช้แล้ว"), _digital("in-use")),
    (re.compile(r"e-?Service|ดิจิทัล", re.IGNORECASE), _digital()),
    (re.compile(r"โครงสร้างพื้นฐาน"), _infrastructure),
)
