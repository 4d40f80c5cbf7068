"""The words in which the parts of a plan are shown, in the language of the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from phrom.core.plan.document import Plan, Requirement
from phrom.core.values.duration import Duration
from phrom.web.words import phone_words, span_words

AREAS = {
    "premises": gettext_noop("อาคาร/สถานที่ปฏิบัติงาน"),
    "equipment": gettext_noop("วัสดุอุปกรณ์ที่สำคัญ"),
    "technology": gettext_noop("เทคโนโลยีสารสนเทศและข้อมูล"),
    "people": gettext_noop("บุคลากรหลัก"),
    "suppliers": gettext_noop("คู่ค้า/ผู้ให้บริการ"),
}
LEVELS = {
    "critical": gettext_noop("วิกฤต"),
    "high": gettext_noop("สูง"),
    "medium": gettext_noop("ปานกลาง"),
    "low": gettext_noop("ต่ำ"),
}
STAGES = {
    "onset": gettext_noop("เมื่อเริ่มมีเหตุการณ์"),
    "crisis": gettext_noop("เมื่อเข้าสู่สภาวะวิกฤต"),
    "recovery": gettext_noop("เมื่อกลับสู่สภาวะปกติ"),
}
AREAS_LAZY = {area: gettext_lazy(words) for area, words in AREAS.items()}
STAGES_LAZY = {stage: gettext_lazy(words) for stage, words in STAGES.items()}
STATES = {
    "draft": gettext_noop("ร่าง"),
    "submitted": gettext_noop("รออนุมัติ"),
    "approved": gettext_noop("ใช้อยู่"),
    "superseded": gettext_noop("เลิกใช้แล้ว"),
}
STATE_CHIPS = {"draft": "waiting", "submitted": "told", "approved": "done", "superseded": "frozen"}
WHERE = {
    "on-site": gettext_noop("ในบริเวณที่ทำการ"),
    "off-site": gettext_noop("นอกที่ทำการ"),
    "home": gettext_noop("ปฏิบัติงานจากบ้าน"),
}
AFTER = {
    "told": gettext_noop("หลังได้รับแจ้ง"),
    "incident": gettext_noop("หลังเกิดเหตุ"),
    "stand-down": gettext_noop("หลังกลับสู่ภาวะปกติ"),
    "power-restored": gettext_noop("หลังไฟฟ้ากลับมา"),
}
GROUPS = {
    "head": gettext_noop("หัวหน้าคณะบริหารความต่อเนื่อง"),
    "coordinator": gettext_noop("ผู้ประสานงาน"),
    "team-leaders": gettext_noop("หัวหน้าทีมทุกทีม"),
    "teams": gettext_noop("ทุกทีม"),
}
PRIMARY, ALTERNATE = gettext_noop("บุคลากรหลักของตำแหน่ง"), gettext_noop("บุคลากรสำรอง")
OF_UNIT, RESPONSIBLE = gettext_noop("กลุ่มงาน/ฝ่าย"), gettext_noop("ผู้รับผิดชอบ")
STATUS = {"in-use": gettext_noop("ใช้แล้ว"), "planned": gettext_noop("มีแผนจะใช้")}


def not_written() -> str:
    """Unknown is a value: what the plan does not say is said."""
    return _("ไม่ได้เขียนไว้")


def duration_words(duration: Duration | None) -> str:
    return span_words(duration.timedelta) if duration is not None else not_written()


def names_by_id(plan: Plan) -> dict[str, str]:
    """What people call the things that references lead to."""
    names: dict[str, str] = {person.id: person.full_name for person in plan.people}
    for group in (plan.units, plan.continuity_team.teams, plan.threats, plan.processes, plan.sites, plan.suppliers):
        names |= {thing.id: thing.name for thing in group}
    return names | {group: _(words) for group, words in GROUPS.items()}


def said(names: dict[str, str], ids: tuple[str, ...]) -> str:
    return ", ".join(names.get(i, i) for i in ids)


def amount_words(need: Requirement) -> str:
    """คอมพิวเตอร์โน้ตบุ๊ก 1 เครื่อง; how many by when in the plan's own words; without a number only the name."""
    if need.quantity_text:
        return f"{need.name} ({need.quantity_text})"
    return f"{need.name} {need.quantity} {need.unit or ''}".strip() if need.quantity is not None else need.name


def value_words(value: Any, names: dict[str, str]) -> str:
    """One value of the plan as people read it."""
    if isinstance(value, bool):
        return _("มี") if value else _("ไม่มี")
    if isinstance(value, Duration):
        return span_words(value.timedelta)
    text = str(value)
    if text in names:
        return names[text]
    for table in (AREAS, LEVELS, WHERE, AFTER, STATUS):
        if text in table:
            return _(table[text])
    return phone_words(text) if text.startswith("+66") else text
