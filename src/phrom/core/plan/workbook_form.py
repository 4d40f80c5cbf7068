"""The plan's workbook: one sheet a section, its columns, and the words that stand for the closed lists.

Written by `rendering/plan_xlsx`, read by `importing/own_excel`; both follow this table, so a column is added here once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from phrom.core.plan.document import AREAS

Kind = Literal["id", "order", "text", "lines", "count", "duration", "choice", "ref", "refs", "phones", "ticks", "shown"]

FORM = "phrom-plan/1"
EXAMPLE = "ตัวอย่าง"  # begins the row of a template that is read over
HOW_SHEET = "วิธีใช้"
LONG_SHEET = "ข้อความยาว"  # where texts stand that are too long for one cell, in pieces
LONG_MARK = "[ข้อความยาว {}]"
AREA_TITLES = {
    "premises": "อาคาร/สถานที่ปฏิบัติงาน",
    "equipment": "วัสดุอุปกรณ์ที่สำคัญ",
    "technology": "เทคโนโลยีสารสนเทศและข้อมูล",
    "people": "บุคลากรหลัก",
    "suppliers": "คู่ค้า/ผู้ให้บริการ",
}
_LEVELS = {"critical": "สูงมาก", "high": "สูง", "medium": "ปานกลาง", "low": "ต่ำ"}
_WHERE = {"on-site": "ในพื้นที่", "off-site": "นอกพื้นที่", "home": "ปฏิบัติงานที่บ้าน"}
_AFTER = {
    "told": "ได้รับแจ้ง",
    "incident": "เกิดเหตุ",
    "stand-down": "ประกาศกลับสู่ภาวะปกติ",
    "power-restored": "ไฟฟ้ากลับมาใช้งานได้",
}
_STATUS = {"in-use": "ใช้งานแล้ว", "planned": "มีแผนจะใช้"}
_PLACES = {"head": "หัวหน้าคณะ", "coordinator": "ผู้ประสานงาน", "leader": "หัวหน้าทีม", "member": "ทีมงาน"}
_STAGES = {"onset": "เมื่อเริ่มมีเหตุการณ์", "crisis": "เมื่อเข้าสู่สภาวะวิกฤต", "recovery": "เมื่อกลับสู่สภาวะปกติ"}
_MAP_PARTS = {
    "missions": "พันธกิจ",
    "authorities": "อำนาจหน้าที่",
    "systems": "ระบบงานและเทคโนโลยี",
    **{f"strategies/{area}": f"กลยุทธ์: {AREA_TITLES[area]}" for area in AREAS},
}
YES_NO = {True: "มี", False: "ไม่มี"}
GROUPS = {
    "head": "หัวหน้าคณะบริหารความต่อเนื่อง",
    "coordinator": "ผู้ประสานงานคณะบริหารความต่อเนื่อง",
    "team-leaders": "หัวหน้าทีมทุกทีม",
    "teams": "ทุกทีม",
}
TICKS = {True: "✓", False: "–"}


@dataclass(frozen=True)
class Column:
    """`field` is the part's own; `refs`: keys of the sheets that a reference may lead to; `width` in letters."""

    field: str
    title: str
    kind: Kind = "text"
    width: int = 24
    choices: Mapping[str, str] | Mapping[bool, str] | None = None
    refs: tuple[str, ...] = ()
    required: bool = False
    example: str = ""


@dataclass(frozen=True)
class SheetForm:
    """`prefix` begins the ids that are given to rows without one; sheets of things without ids have none."""

    key: str
    name: str
    about: str
    columns: tuple[Column, ...]
    prefix: str | None = None

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)


_ID = Column("id", "รหัส", "id", 14)
_ORDER = Column("order", "ลำดับ", "order", 10)


def _ref(field: str, title: str, *refs: str, width: int = 30, required: bool = False, example: str = "") -> Column:
    return Column(field, title, "ref", width, refs=refs, required=required, example=example)


def _refs(field: str, title: str, *refs: str, example: str = "") -> Column:
    return Column(field, title, "refs", 32, refs=refs, example=example)


def _choice(field: str, title: str, words: Mapping[str, str], *, required: bool = False, example: str = "") -> Column:
    return Column(field, title, "choice", 26, choices=words, required=required, example=example)


def _needed(field: str, title: str, example: str, width: int = 40) -> Column:
    return Column(field, title, "text", width, required=True, example=example)


_STEP = (
    _needed("text", "สิ่งที่ต้องทำ", "สำรวจความเสียหายของอาคาร", 60),
    Column("details", "รายละเอียดย่อย (ข้อละบรรทัด)", "lines", 40, example="ถ่ายภาพไว้\nแจ้งหัวหน้าทีม"),
    _refs("responsible", "ผู้รับผิดชอบ (คนละบรรทัด)", "units", "teams", "people", example="หัวหน้าทีมทุกทีม"),
    Column("responsible_text", "ผู้รับผิดชอบตามต้นฉบับ", width=30),
)

# รายการ → ข้อมูล; the titles stand in the first column, one a row
OFFICE = SheetForm(
    "office",
    "หน่วยงาน",
    "ข้อมูลของหน่วยงานและของแผน รายการละแถว",
    (
        Column("format", "รูปแบบไฟล์ (ห้ามแก้)"),
        Column("title", "ชื่อแผน", example="แผนบริหารความต่อเนื่อง"),
        Column("year", "ปี พ.ศ.", "count", example="2569"),
        Column("organisation/name", "ชื่อหน่วยงาน", example="องค์การบริหารส่วนตำบลตัวอย่าง"),
        Column("organisation/parent", "สังกัด", example="กระทรวงมหาดไทย"),
        Column("organisation/address", "ที่ตั้ง", example="หมู่ที่ 2 ตำบลตัวอย่าง"),
        Column("organisation/staff_count", "จำนวนบุคลากร", "count", example="31"),
        Column("stated/teams", "จำนวนทีมที่แผนระบุ", "count", example="5"),
        Column("stated/scenarios", "จำนวนเหตุการณ์ที่แผนระบุ", "count", example="4"),
        Column("stated/processes", "จำนวนกระบวนงานที่แผนระบุ", "count", example="10"),
        Column("infrastructure_service/text", "การบริการโครงสร้างพื้นฐานที่จำเป็น", example="น้ำประปาหมู่บ้าน"),
        Column("infrastructure_service/maximum_interruption", "หยุดชะงักได้ไม่เกิน", "duration", example="1 วัน"),
        Column("has_map", "มี Strategy Map", "choice", choices=YES_NO, example="มี"),
    ),
)

SHEETS: tuple[SheetForm, ...] = (
    SheetForm("purposes", "วัตถุประสงค์", "วัตถุประสงค์ของแผน ข้อละแถว",
              (_ORDER, _needed("text", "วัตถุประสงค์", "เพื่อให้บริการประชาชนได้ต่อเนื่อง", 90))),
    SheetForm("assumptions", "ข้อสมมติฐาน", "ข้อสมมติฐานของแผน ข้อละแถว",
              (_ORDER, _needed("text", "ข้อสมมติฐาน", "เหตุการณ์ไม่กระทบสถานที่สำรอง", 90))),
    SheetForm("units", "กลุ่มงาน", "กลุ่มงานหรือฝ่ายในหน่วยงาน", (_ID, _needed("name", "ชื่อกลุ่มงาน/ฝ่าย", "สำนักปลัด")), "unit"),
    SheetForm("people", "บุคลากร", "ทุกคนที่มีชื่อในแผน คนละแถว แต่ละคนมีแถวเดียว", (
        _ID,
        Column("title", "คำนำหน้า", width=12, example="นาย"),
        _needed("given_name", "ชื่อ", "สมชาย", 18),
        Column("family_name", "นามสกุล", width=20, example="ใจดี"),
        Column("position", "ตำแหน่ง", width=30, example="หัวหน้าสำนักปลัด"),
        _ref("unit", "กลุ่มงาน/ฝ่าย", "units", example="สำนักปลัด"),
        Column("phones", "โทรศัพท์ (หมายเลขละบรรทัด)", "phones", 22, example="081 000 0003"),
        Column("phones_text", "โทรศัพท์ตามต้นฉบับ", "lines", 22),
        Column("email", "อีเมล", width=26, example="somchai@example.go.th"),
        Column("line_id", "รหัสผู้ใช้ LINE", width=20),
        Column("full_name", "ชื่อเต็ม (โปรแกรมเขียนให้)", "shown", 30),
    ), "person"),
    SheetForm("teams", "ทีม", "ทีมบริหารความต่อเนื่อง ทีมละแถว", (
        _ID,
        _needed("name", "ชื่อทีม", "ทีมบริหารความต่อเนื่อง 1"),
        _ref("unit", "กลุ่มงาน/ฝ่าย", "units", example="สำนักปลัด"),
    ), "team"),
    SheetForm("roles", "คณะบริหารความต่อเนื่อง", "ตำแหน่งในคณะ ตำแหน่งละแถว บุคลากรสำรองเรียงตามลำดับ คนละบรรทัด", (
        _ORDER,
        _choice("place", "หน้าที่", _PLACES, required=True, example="หัวหน้าทีม"),
        _ref("team", "ทีม", "teams", example="ทีมบริหารความต่อเนื่อง 1"),
        _ref("primary", "บุคลากรหลัก", "people", example="นายสมชาย ใจดี"),
        _refs("alternates", "บุคลากรสำรอง (คนละบรรทัด)", "people", example="น.ส.สมหญิง มีสุข"),
    )),
    SheetForm("threats", "ภัยคุกคาม", "ภัยและทรัพยากรที่กระทบ: ✓ กระทบ, – ไม่กระทบ, ว่าง ยังไม่ประเมิน", (
        _ID,
        _needed("name", "ชื่อภัย", "อุทกภัย", 28),
        *(Column(area, AREA_TITLES[area], "ticks", 16, example="✓") for area in AREAS),
    ), "threat"),
    SheetForm("processes", "กระบวนงาน", "การวิเคราะห์ผลกระทบทางธุรกิจ (BIA) กระบวนงานละแถว", (
        _ID,
        _needed("name", "กระบวนงาน", "งานรับแจ้งเหตุ", 50),
        _refs("units", "กลุ่มงาน/ฝ่าย (แห่งละบรรทัด)", "units", example="สำนักปลัด"),
        _choice("impact", "ระดับผลกระทบ", _LEVELS, example="สูง"),
        Column("impact_text", "ระดับผลกระทบตามต้นฉบับ", width=18),
        Column("mtpd", "ระยะเวลาที่ยอมให้หยุด (MTPD)", "duration", 18, example="4 ชั่วโมง"),
        Column("mtpd_text", "ระยะเวลาตามต้นฉบับ", width=18),
        Column("rto", "เป้าหมายฟื้นคืน (RTO)", "duration", 18, example="2 ชั่วโมง"),
        Column("rpo", "ข้อมูลที่ยอมให้สูญหาย (RPO)", "duration", 18),
        Column("mbco", "ระดับบริการขั้นต่ำ", width=30),
        _refs("depends_on", "งานที่พึ่งพา (งานละบรรทัด)", "processes"),
    ), "process"),
    SheetForm("requirements", "ทรัพยากรที่จำเป็น", "ทรัพยากรขั้นต่ำ รายการละแถว ไม่ระบุกระบวนงาน คือของทั้งหน่วยงาน", (
        _ORDER,
        _ref("process", "กระบวนงาน", "processes", width=50, example="งานรับแจ้งเหตุ"),
        _choice("area", "ด้าน", AREA_TITLES, required=True, example="วัสดุอุปกรณ์ที่สำคัญ"),
        _needed("name", "รายการ", "คอมพิวเตอร์โน้ตบุ๊ก"),
        Column("quantity", "จำนวน", "count", 10, example="2"),
        Column("unit", "หน่วยนับ", width=12, example="เครื่อง"),
        Column("quantity_text", "จำนวนตามเวลา", width=36, example="4 ชั่วโมง 2 เครื่อง, 1 วัน 5 เครื่อง"),
    )),
    SheetForm("strategies", "กลยุทธ์", "กลยุทธ์ความต่อเนื่องแต่ละด้าน", (
        _ORDER,
        _choice("area", "ด้าน", AREA_TITLES, required=True, example="อาคาร/สถานที่ปฏิบัติงาน"),
        Column("actions", "แนวทาง (ข้อละบรรทัด)", "lines", 70, example="ใช้ศาลาประชาคมเป็นที่ทำการ"),
        _refs("owners", "กลุ่มงานเจ้าภาพ (แห่งละบรรทัด)", "units", example="สำนักปลัด"),
    )),
    SheetForm("sites", "สถานที่สำรอง", "สถานที่ปฏิบัติงานสำรอง เรียงตามลำดับที่เลือกใช้", (
        _ID,
        _needed("name", "สถานที่", "ศาลาประชาคม"),
        _choice("where", "ที่ตั้ง", _WHERE, example="นอกพื้นที่"),
        Column("capacity", "รองรับ (คน)", "count", 12, example="20"),
        _refs("exposed_to", "ภัยที่กระทบสถานที่นี้ด้วย (ภัยละบรรทัด)", "threats", example="อุทกภัย"),
    ), "site"),
    SheetForm("suppliers", "คู่ค้า", "คู่ค้าและผู้ให้บริการ", (
        _ID,
        _needed("name", "ชื่อ", "ร้านวัสดุประปา"),
        Column("service", "สินค้าหรือบริการ", width=30, example="ท่อประปา"),
        Column("phones", "โทรศัพท์ (หมายเลขละบรรทัด)", "phones", 22, example="053 000 003"),
        _refs("alternates", "รายที่แทนกันได้ (รายละบรรทัด)", "suppliers"),
    ), "supplier"),
    SheetForm("response", "ห้วงเวลา", "ห้วงเวลาตอบสนอง นับจากเกิดเหตุ", (
        _ID,
        _needed("name", "ชื่อห้วงเวลา", "วันที่ 1 (ภายใน 24 ชั่วโมง)"),
        Column("starts", "เริ่มเมื่อ", "duration", 16, required=True, example="0 ชั่วโมง"),
        Column("ends", "สิ้นสุดเมื่อ (ว่าง: จนกลับสู่ปกติ)", "duration", 20, example="24 ชั่วโมง"),
        Column("rule", "ข้อที่ต้องถือปฏิบัติตลอดห้วงเวลา", width=40, example="คำนึงถึงความปลอดภัยของตนเองและผู้อื่น"),
    ), "phase"),
    SheetForm("response_steps", "ขั้นตอนห้วงเวลา", "ขั้นตอนของแต่ละห้วงเวลา ขั้นตอนละแถว", (
        _ID,
        _ref("phase", "ห้วงเวลา", "response", required=True, example="วันที่ 1 (ภายใน 24 ชั่วโมง)"),
        *_STEP,
    ), "step"),
    SheetForm("scenarios", "เหตุการณ์", "ภัยที่มีขั้นตอนของตนเอง ภัยละแถว", (
        _ORDER, _ref("threat", "ภัย", "threats", required=True, example="อุทกภัย"))),
    SheetForm("scenario_steps", "ขั้นตอนเหตุการณ์", "ขั้นตอนของแต่ละภัยตามช่วง ขั้นตอนละแถว", (
        _ID,
        _ref("threat", "ภัย", "threats", required=True, example="อุทกภัย"),
        _choice("stage", "ช่วง", _STAGES, required=True, example="เมื่อเริ่มมีเหตุการณ์"),
        *_STEP,
    ), "step"),
    SheetForm("targets", "เป้าหมายเวลา", "คำมั่นในแผนที่มีเวลากำกับ ข้อละแถว", (
        _ID,
        _ref("threat", "ภัย", "threats", required=True, example="อุทกภัย"),
        _needed("text", "ข้อความ", "รายงานตัว ณ สถานที่สำรอง", 60),
        Column("within", "ภายใน", "duration", 16, required=True, example="24 ชั่วโมง"),
        _choice("after", "นับจาก", _AFTER, required=True, example="ได้รับแจ้ง"),
    ), "target"),
    SheetForm("checklist", "แบบตรวจสอบ", "แบบตรวจสอบความครบถ้วน (BCP Checklist)", (
        _ORDER,
        _needed("item", "ข้อ", "2.5", 10),
        _needed("text", "รายการตรวจสอบ", "กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)", 70),
        Column("answer", "คำตอบ", "choice", 12, choices=YES_NO, example="มี"),
    )),
    SheetForm("digital_services", "ระบบดิจิทัล", "ระบบเทคโนโลยีดิจิทัลที่ใช้อยู่และที่วางแผนไว้", (
        _ORDER,
        _needed("task", "ภารกิจ/งาน", "การประชุม"),
        Column("systems", "ระบบ (ระบบละบรรทัด)", "lines", 36, example="ระบบประชุมทางไกล"),
        _choice("status", "สถานะ", _STATUS, example="ใช้งานแล้ว"),
    )),
    SheetForm("strategy_map", "Strategy Map", "แผนผังกลยุทธ์หน้าเดียว ข้อความละแถว", (
        _ORDER,
        _choice("part", "ส่วน", _MAP_PARTS, required=True, example="พันธกิจ"),
        _needed("text", "ข้อความ", "บริการประชาชนอย่างทั่วถึง", 80),
    )),
)  # fmt: skip
BY_KEY = {sheet.key: sheet for sheet in SHEETS}
