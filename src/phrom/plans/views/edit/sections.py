"""The sections of the editor in their order of use: what stands in each, and where a place of the plan is edited."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phrom.core.plan.document import AREAS, Plan
from phrom.core.plan.paths import value_at
from phrom.plans.views.edit.kinds import field_at, kind_at, rows_at


@dataclass(frozen=True)
class Section:
    """`lists`: its lists of things; `fields`: single values of the plan; `template`: how it is drawn."""

    ident: str
    title: str | Promise
    why: str | Promise
    lists: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    template: str = "plans/edit/section.html"
    has_pages: bool = True  # each thing has a page of its own

    @property
    def places(self) -> tuple[str, ...]:
        """The parts of the plan that belong here."""
        return (*self.lists, *dict.fromkeys(name.partition("/")[0] for name in self.fields))


SECTIONS: tuple[Section, ...] = (
    Section("people", _("บุคลากรและเบอร์โทร"), _("ใครบ้าง และจะติดต่อได้อย่างไร"), ("people",)),
    Section(
        "team",
        _("คณะบริหารความต่อเนื่อง"),
        _("ใครสั่งการ ใครประสาน ใครนำทีม และใครแทนเมื่อติดต่อไม่ได้"),
        ("continuity_team",),
        template="plans/edit/team.html",
    ),
    Section("processes", _("กระบวนงาน (BIA)"), _("งานใดหยุดได้นานเท่าใด และต้องใช้อะไร"), ("processes",)),
    Section(
        "needs",
        _("ทรัพยากรที่หน่วยงานต้องใช้โดยรวม"),
        _("ที่แผนไม่ได้แยกเป็นรายกระบวนงาน เช่น ตารางจำนวนที่ต้องใช้ภายใน 4 ชั่วโมง 1 วัน 1 สัปดาห์"),
        tuple(f"requirements/{area}" for area in AREAS),
        has_pages=False,
    ),
    Section(
        "threats",
        _("ภัยและผลกระทบ"),
        _("ภัยใดทำให้ขาดทรัพยากรด้านใด แตะช่องเพื่อเปลี่ยน"),
        ("threats", "impacts"),
        template="plans/edit/threats.html",
        has_pages=False,
    ),
    Section("strategies", _("กลยุทธ์ความต่อเนื่อง"), _("เมื่อขาดทรัพยากรด้านใด จะใช้อะไรแทน และใครเตรียม"), ("strategies",)),
    Section("sites", _("สถานที่ปฏิบัติงานสำรอง"), _("ไปทำงานที่ใด รองรับได้กี่คน เรียงตามลำดับที่เลือกใช้"), ("sites",)),
    Section("suppliers", _("คู่ค้าและผู้ให้บริการ"), _("ใครส่งของหรือให้บริการ และใครแทนได้"), ("suppliers",)),
    Section("response", _("ขั้นตอนตามห้วงเวลา"), _("วันแรก วันที่ 2–7 และวันที่ 8 เป็นต้นไป ใครทำอะไร"), ("response",)),
    Section("scenarios", _("ขั้นตอนตามเหตุการณ์"), _("แต่ละภัย เมื่อเริ่มมีเหตุ เมื่อวิกฤต และเมื่อกลับสู่ปกติ"), ("scenarios",)),
    Section(
        "checklist",
        _("แบบตรวจสอบความครบถ้วน"),
        _("BCP Checklist ที่ส่งสำนักงาน ก.พ.ร. พร้อมแผน"),
        ("checklist",),
        template="plans/edit/checklist.html",
        has_pages=False,
    ),
    Section(
        "digital",
        _("ระบบดิจิทัลและบริการจำเป็น"),
        _("งานบริการที่มีระบบดิจิทัล และบริการที่ประชาชนขาดไม่ได้"),
        ("digital_services",),
        ("infrastructure_service/text", "infrastructure_service/maximum_interruption"),
    ),
    Section(
        "map",
        _("แผนผังกลยุทธ์ (BCP Strategy Map)"),
        _("หนึ่งหน้าที่ส่งพร้อมแผน"),
        fields=(
            "strategy_map/missions",
            "strategy_map/authorities",
            "strategy_map/systems",
            *(f"strategy_map/strategies/{area}" for area in AREAS),
        ),
    ),
    Section("units", _("กลุ่มงานและฝ่าย"), _("ส่วนงานภายในหน่วยงาน"), ("units",), has_pages=False),
    Section(
        "basics",
        _("ปก วัตถุประสงค์ และข้อสมมติฐาน"),
        _("ส่วนต้นของแผน"),
        fields=(
            "title",
            "year",
            "organisation/name",
            "organisation/parent",
            "organisation/address",
            "organisation/staff_count",
            "purposes",
            "assumptions",
            "stated/teams",
            "stated/scenarios",
            "stated/processes",
        ),
    ),
)
BY_IDENT = {section.ident: section for section in SECTIONS}
_OF_PLACE = {place.partition("/")[0]: section for section in SECTIONS for place in section.places}


def section_of_path(path: str) -> Section:
    return _OF_PLACE.get(path.partition("/")[0], BY_IDENT["basics"])


def edit_url(number: int, path: str) -> str:
    """The page where a place of a draft is edited, at its field."""
    section, tokens = section_of_path(path), path.split("/")
    anchor = _anchor(path)
    if section.ident == "team":
        item = tokens[2] if tokens[1:2] == ["teams"] and len(tokens) > 2 else tokens[1] if len(tokens) > 1 else ""
        item = "" if item == "teams" else item
    else:
        item = tokens[1] if section.has_pages and path.startswith(section.lists) and len(tokens) > 1 else ""
    if item:
        return reverse("plan-edit-item", args=[number, section.ident, item]) + anchor
    return reverse("plan-edit-section", args=[number, section.ident]) + anchor


def _anchor(path: str) -> str:
    """The field or the thing on the page that is nearest to a place."""
    tokens = path.split("/")
    for cut in range(len(tokens), 0, -1):
        place = "/".join(tokens[:cut])
        if field_at(place) or kind_at(place) or rows_at(place):
            return f"#{place}"
    return ""


def thing_path(section: Section, item: str) -> str:
    """The path of the thing that a page of a section is about."""
    if section.ident == "team":
        return f"continuity_team/{item}" if item in ("head", "coordinator") else f"continuity_team/teams/{item}"
    return f"{section.lists[0]}/{item}"


def stands(plan: Plan, path: str) -> bool:
    """Whether the plan has something at the path."""
    try:
        return value_at(plan, path) is not None
    except KeyError:
        return False
