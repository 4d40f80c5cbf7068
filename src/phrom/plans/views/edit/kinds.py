"""Every kind of thing in the plan, once: its fields, and the lists inside it. The forms are made from this."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from phrom.plans.views import wording
from phrom.plans.views.edit import fields as f
from phrom.plans.views.edit.fields import Field


@dataclass(frozen=True)
class Rows:
    """A list: where it stands below its thing, what it is called, and how a further item begins (`new`: its fields)."""

    name: str
    title: f.Words
    new: tuple[str, ...]
    add: f.Words
    ordered: bool = False  # the order means something


@dataclass(frozen=True)
class Kind:
    """Things of one kind. `pattern` is their path with `*` for names; `heading`: the field that names one."""

    pattern: str
    fields: tuple[Field, ...]
    heading: str = ""
    rows: tuple[Rows, ...] = ()
    beside_list: tuple[str, ...] = ()  # fields that can be changed in the list of all

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


_NAME = _("ชื่อ")
_LEVELS = f.options_of(wording.LEVELS)
_LINES = _("ข้อละหนึ่งบรรทัด")
_SPAN = _("เช่น 6 ชั่วโมง 1 วัน 2 สัปดาห์")
_STEP = (
    Field("text", _("ขั้นตอน"), f.Long()),
    Field("responsible", _("ผู้รับผิดชอบ"), f.Responsible(source=f.groups_units_teams)),
    Field("details", _("รายละเอียดย่อย"), f.Lines(), _LINES),
)
_NEED = (
    Field("name", _("สิ่งที่ต้องใช้")),
    Field("quantity", _("จำนวน"), f.Number(inputmode="numeric")),
    Field("unit", _("หน่วยนับ")),
    Field("quantity_text", _("จำนวนตามเวลา"), hint=_("เช่น 4 ชั่วโมง 3 เครื่อง, 1 วัน 5 เครื่อง")),
)
_ROLE = (
    Field("primary", _("บุคลากรหลักของตำแหน่ง"), f.One(source=f.people)),
    Field("alternates", _("บุคลากรสำรอง ตามลำดับ"), f.InOrder(source=f.people)),
)


def _needs(area: str) -> Rows:
    return Rows(f"requirements/{area}", wording.AREAS_LAZY[area], ("name",), _("เพิ่ม"))


KINDS: tuple[Kind, ...] = (
    Kind(
        "",
        (
            Field("title", _("ชื่อแผน")),
            Field("year", _("ปี (พ.ศ.)"), f.Number(inputmode="numeric")),
            Field("organisation/name", _("ชื่อหน่วยงาน")),
            Field("organisation/parent", _("หน่วยงานต้นสังกัด")),
            Field("organisation/address", _("ที่ตั้ง"), f.Long()),
            Field("organisation/staff_count", _("จำนวนบุคลากรทั้งหมด"), f.Number(inputmode="numeric")),
            Field("purposes", _("วัตถุประสงค์"), f.Lines(), _LINES),
            Field("assumptions", _("ข้อสมมติฐาน"), f.Lines(), _LINES),
            Field("stated/teams", _("จำนวนทีมตามข้อความในแผน"), f.Number(inputmode="numeric")),
            Field("stated/scenarios", _("จำนวนเหตุการณ์ตามข้อความในแผน"), f.Number(inputmode="numeric")),
            Field("stated/processes", _("จำนวนกระบวนงานตามข้อความในแผน"), f.Number(inputmode="numeric")),
            Field("infrastructure_service/text", _("การบริการโครงสร้างพื้นฐานที่จำเป็นต่อประชาชน"), f.Long()),
            Field("infrastructure_service/maximum_interruption", _("หยุดได้นานที่สุด"), f.Span(), _SPAN),
            Field("strategy_map/missions", _("ภารกิจ"), f.Lines(), _LINES),
            Field("strategy_map/authorities", _("อำนาจหน้าที่"), f.Lines(), _LINES),
            Field("strategy_map/systems", _("ระบบงานสำคัญ"), f.Lines(), _LINES),
            *(
                Field(f"strategy_map/strategies/{area}", words, f.Lines(), _LINES)
                for area, words in wording.AREAS_LAZY.items()
            ),
        ),
    ),
    Kind("units/*", (Field("name", _("ชื่อกลุ่มงาน/ฝ่าย")),), "name", beside_list=("name",)),
    Kind(
        "people/*",
        (
            Field("title", _("คำนำหน้าหรือยศ")),
            Field("given_name", _NAME),
            Field("family_name", _("นามสกุล")),
            Field("position", _("ตำแหน่ง")),
            Field("unit", _("กลุ่มงาน/ฝ่าย"), f.One(source=f.units)),
            Field("phones", _("โทรศัพท์"), f.Phones(bad_in="phones_text"), _("เบอร์ละหนึ่งบรรทัด เบอร์แรกโทรก่อน")),
            Field("email", _("อีเมล"), f.Text(inputmode="email")),
            Field("line_id", _("รหัสผู้ใช้ LINE")),
        ),
        "given_name",
        beside_list=("phones",),
    ),
    Kind("continuity_team/head", _ROLE),
    Kind("continuity_team/coordinator", _ROLE),
    Kind(
        "continuity_team/teams/*",
        (
            Field("name", _("ชื่อทีม")),
            Field("unit", _("กลุ่มงาน/ฝ่ายของทีม"), f.One(source=f.units)),
            Field("leader/primary", _("หัวหน้าทีม"), f.One(source=f.people)),
            Field("leader/alternates", _("บุคลากรสำรองของหัวหน้าทีม ตามลำดับ"), f.InOrder(source=f.people)),
        ),
        "name",
        rows=(Rows("members", _("ทีมงาน"), ("primary",), _("เพิ่มทีมงาน")),),
    ),
    Kind("continuity_team/teams/*/members/*", _ROLE),
    Kind("threats/*", (Field("name", _("ชื่อภัย")),), "name", beside_list=("name",)),
    Kind(
        "processes/*",
        (
            Field("name", _("ชื่อกระบวนงาน"), f.Long()),
            Field("units", _("กลุ่มงาน/ฝ่ายที่รับผิดชอบ"), f.Some(source=f.units)),
            Field("impact", _("ระดับผลกระทบ"), f.Choice(words=_LEVELS, forgets="impact_text")),
            Field("mtpd", _("หยุดได้นานที่สุด (MTPD)"), f.Span(said_in="mtpd_text"), _SPAN),
            Field("rto", _("ต้องกลับมาทำได้ภายใน (RTO)"), f.Span(), _("ต้องไม่เกิน MTPD")),
            Field("rpo", _("ยอมให้ข้อมูลหายย้อนหลัง (RPO)"), f.Span(), _SPAN),
            Field("mbco", _("ระดับบริการขั้นต่ำ (MBCO)"), f.Long()),
            Field("depends_on", _("งานที่งานนี้ต้องพึ่ง"), f.Some(source=f.processes)),
        ),
        "name",
        rows=tuple(_needs(area) for area in wording.AREAS),
        beside_list=("mtpd",),
    ),
    *(Kind(f"{whose}requirements/{area}/*", _NEED, "name") for whose in ("processes/*/", "") for area in wording.AREAS),
    Kind(
        "strategies/*",
        (
            Field("area", _("ด้านทรัพยากร"), f.Choice(words=f.options_of(wording.AREAS))),
            Field("owners", _("กลุ่มงาน/ฝ่ายที่รับผิดชอบ"), f.Some(source=f.units)),
            Field("actions", _("แนวทาง"), f.Lines(), _LINES),
        ),
        "area",
    ),
    Kind(
        "sites/*",
        (
            Field("name", _("ชื่อสถานที่")),
            Field("where", _("อยู่ที่ใด"), f.Choice(words=f.options_of(wording.WHERE))),
            Field("capacity", _("รองรับได้ (คน)"), f.Number(inputmode="numeric")),
            Field("exposed_to", _("ภัยที่กระทบสถานที่นี้พร้อมกับที่ทำการ"), f.Some(source=f.threats)),
        ),
        "name",
        beside_list=("capacity",),
    ),
    Kind(
        "suppliers/*",
        (
            Field("name", _("ชื่อคู่ค้า/ผู้ให้บริการ")),
            Field("service", _("สินค้าหรือบริการ")),
            Field("phones", _("โทรศัพท์"), f.Phones(), _("เบอร์ละหนึ่งบรรทัด")),
            Field("alternates", _("คู่ค้าที่แทนกันได้"), f.Some(source=f.suppliers)),
        ),
        "name",
        beside_list=("phones",),
    ),
    Kind(
        "response/*",
        (
            Field("name", _("ชื่อห้วงเวลา"), f.Long()),
            Field("starts", _("เริ่ม นับจากเกิดเหตุ"), f.Span(), _("เช่น 0 ชั่วโมง 24 ชั่วโมง 8 วัน")),
            Field("ends", _("สิ้นสุด นับจากเกิดเหตุ"), f.Span(), _("เว้นว่าง หมายถึงจนกลับสู่ภาวะปกติ")),
            Field("rule", _("ข้อที่ต้องถือปฏิบัติตลอดห้วงเวลา"), f.Long(), _("เช่น คำนึงถึงความปลอดภัยของตนเองและผู้อื่น")),
        ),
        "name",
        rows=(Rows("steps", _("ขั้นตอนและกิจกรรม"), ("text",), _("เพิ่มขั้นตอน"), ordered=True),),
    ),
    Kind("response/*/steps/*", _STEP, "text"),
    Kind(
        "scenarios/*",
        (),
        rows=(
            *(
                Rows(stage, words, ("text",), _("เพิ่มขั้นตอน"), ordered=True)
                for stage, words in wording.STAGES_LAZY.items()
            ),
            Rows("targets", _("เป้าหมายเวลา"), ("text", "within", "after"), _("เพิ่มเป้าหมาย")),
        ),
    ),
    *(Kind(f"scenarios/*/{stage}/*", _STEP, "text") for stage in wording.STAGES),
    Kind(
        "scenarios/*/targets/*",
        (
            Field("text", _("เป้าหมาย"), f.Long()),
            Field("within", _("ภายใน"), f.Span(), _SPAN),
            Field("after", _("นับจาก"), f.Choice(words=f.options_of(wording.AFTER))),
        ),
        "text",
    ),
    Kind(
        "checklist/*",
        (
            Field("item", _("ข้อ")),
            Field("text", _("รายการ"), f.Long()),
            Field("answer", _("คำตอบ"), f.YesNo()),
        ),
        "text",
        beside_list=("answer",),
    ),
    Kind(
        "digital_services/*",
        (
            Field("task", _("งานบริการ")),
            Field("systems", _("ระบบดิจิทัล"), f.Lines(), _LINES),
            Field("status", _("สถานะ"), f.Choice(words=f.options_of(wording.STATUS))),
        ),
        "task",
    ),
)
_BY_PATTERN = {kind.pattern: kind for kind in KINDS}
ROOT = _BY_PATTERN[""]
_MATCHERS = [
    (re.compile(kind.pattern.replace("*", "[^/]+")), kind)
    for kind in sorted(KINDS, key=lambda kind: -kind.pattern.count("/"))
    if kind.pattern
]


def kind_at(path: str) -> Kind | None:
    """The kind of the thing at a path."""
    return next((kind for matcher, kind in _MATCHERS if matcher.fullmatch(path)), ROOT if not path else None)


def field_at(path: str) -> tuple[str, Field] | None:
    """The path of the thing and the field that a field's path names."""
    tokens = path.split("/")
    for cut in range(len(tokens) - 1, -1, -1):
        thing = "/".join(tokens[:cut])
        kind = kind_at(thing)
        if kind is not None and (field := kind.field("/".join(tokens[cut:]))):
            return thing, field
    return None


def rows_at(list_path: str) -> Rows | None:
    """The description of a list inside a thing, or of a section's own list."""
    if list_path in TOP_LISTS:
        return TOP_LISTS[list_path]
    tokens = list_path.split("/")
    for cut in range(len(tokens) - 1, 0, -1):
        kind = kind_at("/".join(tokens[:cut]))
        if kind is not None:
            return next((rows for rows in kind.rows if rows.name == "/".join(tokens[cut:])), None)
    return None


TOP_LISTS: dict[str, Rows] = {
    "units": Rows("units", _("กลุ่มงาน/ฝ่าย"), ("name",), _("เพิ่มกลุ่มงาน/ฝ่าย")),
    "people": Rows("people", _("บุคลากร"), ("title", "given_name", "family_name"), _("เพิ่มบุคคล")),
    "continuity_team/teams": Rows("continuity_team/teams", _("ทีม"), ("name",), _("เพิ่มทีม")),
    "threats": Rows("threats", _("ภัย"), ("name",), _("เพิ่มภัย")),
    "processes": Rows("processes", _("กระบวนงาน"), ("name",), _("เพิ่มกระบวนงาน")),
    **{f"requirements/{area}": _needs(area) for area in wording.AREAS},
    "strategies": Rows("strategies", _("กลยุทธ์"), ("area",), _("เพิ่มกลยุทธ์")),
    "sites": Rows("sites", _("สถานที่ปฏิบัติงานสำรอง"), ("name",), _("เพิ่มสถานที่"), ordered=True),
    "suppliers": Rows("suppliers", _("คู่ค้า/ผู้ให้บริการ"), ("name",), _("เพิ่มคู่ค้า")),
    "response": Rows("response", _("ห้วงเวลา"), ("name", "starts"), _("เพิ่มห้วงเวลา"), ordered=True),
    "scenarios": Rows("scenarios", _("เหตุการณ์"), ("threat",), _("เพิ่มขั้นตอนของภัย")),
    "checklist": Rows("checklist", _("แบบตรวจสอบ"), ("item", "text"), _("เพิ่มข้อ")),
    "digital_services": Rows("digital_services", _("ระบบดิจิทัล"), ("task",), _("เพิ่มงานบริการ")),
}
NEW_SCENARIO = Field("threat", _("ภัย"), f.One(source=f.threats_without_scenario))
