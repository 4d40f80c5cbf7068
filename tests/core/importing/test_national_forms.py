"""The tables of the national forms that say what is needed by when, work by work, and who outside is called."""

import pytest

from phrom.core.importing.blocks import Cell, Line, Paragraph, Row, SourceDocument, Table
from phrom.core.importing.reader import ReadResult, read_plan
from phrom.core.plan.document import Process, Requirement
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_left_tables import BIA, Rows
from tests.core.importing.test_variations import TITLE
from tests.core.importing.word_fixture import docx_of

BY_TIME = ("ประเภททรัพยากร", "ที่มา", "4 ชั่วโมง", "1 วัน", "1 สัปดาห์")


def read(*parts: str | Rows) -> ReadResult:
    """A Word file with these lines and tables below the title and a table of processes."""
    blocks: list[Paragraph | Table] = [Paragraph(Line(n, text)) for n, text in enumerate(TITLE.split("\n"), 1) if text]
    for part in parts:
        if isinstance(part, str):
            blocks.append(Paragraph(Line(100, part)))
        else:
            rows = (Row(tuple(Cell((Line(9, cell),) if cell else ()) for cell in row)) for row in part)
            blocks.append(Table(tuple(rows)))
    result = read_plan(docx_of(SourceDocument((), tuple(blocks))), "plan.docx")
    assert_account_sums(result.report)
    return result


def needs(process: Process, area: str) -> list[tuple[str, int | None, str | None]]:
    return [(need.name, need.quantity, need.unit) for need in getattr(process.requirements, area)]


def test_what_the_office_needs_by_when_keeps_every_number_and_the_first_one_is_its_number() -> None:
    result = read(
        BIA,
        "2) ความต้องการด้านวัสดุอุปกรณ์ (Equipment & Supplies Requirement)",
        (
            BY_TIME,
            ("คอมพิวเตอร์สำรอง", "ร้านค้า", "3 เครื่อง", "5 เครื่อง", "8 เครื่อง"),
            ("โทรศัพท์", "-", "-", "2 เครื่อง", "3 เครื่อง"),
        ),
    )
    assert result.plan.requirements.equipment == (
        Requirement(
            name="คอมพิวเตอร์สำรอง",
            quantity=3,
            unit="เครื่อง",
            quantity_text="4 ชั่วโมง 3 เครื่อง, 1 วัน 5 เครื่อง, 1 สัปดาห์ 8 เครื่อง · ที่มา: ร้านค้า",
        ),
        Requirement(name="โทรศัพท์", quantity=2, unit="เครื่อง", quantity_text="1 วัน 2 เครื่อง, 1 สัปดาห์ 3 เครื่อง"),
    )
    assert not any(needs(process, "equipment") for process in result.plan.processes)
    behind = next(r.lines for r in result.report.readings if r.path == "requirements/equipment/1")
    texts = {line.number: line.text for line in result.report.lines}
    assert [texts[n] for n in behind] == ["โทรศัพท์", "-", "-", "2 เครื่อง", "3 เครื่อง"]
    assert result.report.unplaced == ()


def test_space_is_counted_in_people_where_it_says_for_how_many() -> None:
    plan = read(
        BIA, "1) ด้านสถานที่ปฏิบัติงานสำรอง", (BY_TIME, ("พื้นที่ทำงาน", "-", "10 ตร.ม. (5 คน)", "20 ตร.ม. (10 คน)", "-"))
    ).plan
    assert [(n.quantity, n.unit) for n in plan.requirements.premises] == [(5, "คน")]


@pytest.mark.parametrize("across", [False, True])
def test_what_work_needs_by_when_goes_to_the_work(across: bool) -> None:
    head = ("ภายใน 4 ชั่วโมง", "ภายใน 1 วัน")
    rows: Rows
    if across:  # the work as a row of its own above its things
        rows = (
            ("รายการ", *head),
            ("จ่ายยา", "", ""),
            ("พยาบาล", "2 คน", "3 คน"),
            ("ออกหนังสือรับรอง", "", ""),
            ("เสมียน", "-", "1 คน"),
        )
    else:
        rows = (
            ("กระบวนงาน", "รายการ", *head),
            ("จ่ายยา", "พยาบาล", "2 คน", "3 คน"),
            ("ออกหนังสือรับรอง", "เสมียน", "-", "1 คน"),
        )
    one, two = read(BIA, "ความต้องการด้านบุคลากร", rows).plan.processes
    assert (needs(one, "people"), needs(two, "people")) == ([("พยาบาล", 2, "คน")], [("เสมียน", 1, "คน")])
    assert one.requirements.people[0].quantity_text == "4 ชั่วโมง 2 คน, 1 วัน 3 คน"


def test_ticks_below_lengths_of_time_are_how_long_work_may_stop_and_no_needs() -> None:
    ticked = (("กระบวนงาน", "สูง", "ต่ำ", "4 ชั่วโมง", "1 วัน"), ("จ่ายยา", "/", "", "/", ""), ("ออกหนังสือ", "", "/", "", "/"))
    plan = read(ticked).plan
    assert [str(process.mtpd) for process in plan.processes] == ["PT4H", "P1D"]
    assert plan.requirements.equipment == ()


@pytest.mark.parametrize(
    ("caption", "rows", "found"),
    [
        (
            "ความต้องการด้านวัสดุอุปกรณ์",
            (("สิ่งของ", "จ่ายยา", "ออกหนังสือรับรอง"), ("ตะกร้า", "2", "-"), ("ตรายาง", "", "1")),
            ({"equipment": [("ตะกร้า", 2, None)]}, {"equipment": [("ตรายาง", 1, None)]}),
        ),
        (
            "ว่าด้วยเรื่องอื่น",  # each thing says itself what it is
            (
                ("ทรัพยากร", "หน่วยนับ", "จ่ายยา", "ออกหนังสือรับรอง"),
                ("คอมพิวเตอร์", "เครื่อง", "2", "1"),
                ("เจ้าหน้าที่", "คน", "3", "-"),
            ),
            (
                {"equipment": [("คอมพิวเตอร์", 2, "เครื่อง")], "people": [("เจ้าหน้าที่", 3, "คน")]},
                {"equipment": [("คอมพิวเตอร์", 1, "เครื่อง")]},
            ),
        ),
        (
            "ว่าด้วยเรื่องอื่น",  # a column of areas
            (
                ("ด้าน", "รายการ", "จ่ายยา", "ออกหนังสือรับรอง"),
                ("วัสดุอุปกรณ์", "เครื่องพิมพ์", "2 เครื่อง", "1 เครื่อง"),
                ("บุคลากร", "พยาบาล", "3 คน", "-"),
            ),
            (
                {"equipment": [("เครื่องพิมพ์", 2, "เครื่อง")], "people": [("พยาบาล", 3, "คน")]},
                {"equipment": [("เครื่องพิมพ์", 1, "เครื่อง")]},
            ),
        ),
    ],
)
def test_work_may_head_the_columns_of_what_it_needs(
    caption: str, rows: Rows, found: tuple[dict[str, object], ...]
) -> None:
    plan = read(BIA, caption, rows).plan
    areas = ("equipment", "people")
    said = [{area: needs(process, area) for area in areas if needs(process, area)} for process in plan.processes]
    assert said == list(found)


def test_bodies_outside_are_listed_with_every_number_and_are_no_units_or_people_of_the_office() -> None:
    result = read(
        BIA,
        "หน่วยงานภายนอกที่ต้องประสาน",
        (
            ("ลำดับ", "หน่วยงาน", "ผู้ประสานงาน", "หมายเลขโทรศัพท์"),
            ("1", "สถานีตำรวจภูธรดอนตาล", "พ.ต.ท.กล้า หาญ", "0 4200 0001, 191"),
            ("2", "โรงพยาบาลดอนตาล", "", "042-000-002"),
        ),
    )
    plan = result.plan
    assert [(one.name, one.service, one.phones) for one in plan.suppliers] == [
        ("สถานีตำรวจภูธรดอนตาล", "พ.ต.ท.กล้า หาญ", ("+6642000001", "191")),
        ("โรงพยาบาลดอนตาล", None, ("+6642000002",)),
    ]
    assert plan.people == ()
    assert {unit.name for unit in plan.units} == {"ฝ่ายพยาบาล", "ฝ่ายทะเบียน"}
    assert result.report.unplaced == ()


def test_who_is_called_without_a_heading_is_told_by_what_bodies_are_called() -> None:
    plan = read(BIA, "ภาคผนวก ก", (("การไฟฟ้าส่วนภูมิภาค", "1129"), ("สถานีดับเพลิง", "199"))).plan
    assert [(one.name, one.phones) for one in plan.suppliers] == [
        ("การไฟฟ้าส่วนภูมิภาค", ("1129",)),
        ("สถานีดับเพลิง", ("199",)),
    ]


def test_sections_of_the_office_with_their_numbers_are_no_bodies_outside() -> None:
    rows = (("กลุ่มงาน", "โทรศัพท์"), ("ฝ่ายพยาบาล", "0 4200 0003"), ("ฝ่ายทะเบียน", "0 4200 0004"))
    assert read(BIA, "หมายเลขโทรศัพท์ฉุกเฉิน", rows).plan.suppliers == ()


def test_work_depends_on_other_work_or_on_bodies_outside_and_what_is_neither_stays_open() -> None:
    rows = (
        ("กระบวนงาน", "หน่วยงานรับผิดชอบ", "MTPD", "งานที่ต้องพึ่งพา"),
        ("จ่ายยา", "ฝ่ายเภสัช", "4 ชั่วโมง", "การไฟฟ้าส่วนภูมิภาค"),
        ("ออกหนังสือรับรอง", "ฝ่ายทะเบียน", "7 วัน", "จ่ายยา"),
        ("ตรวจสอบบัญชี", "ฝ่ายทะเบียน", "7 วัน", "ความเมตตา"),
    )
    result = read(rows)
    one, two, _three = result.plan.processes
    assert (one.depends_on, needs(one, "suppliers")) == ((), [("การไฟฟ้าส่วนภูมิภาค", None, None)])
    assert two.depends_on == (one.id,)
    assert [line.text for line in result.report.unplaced] == ["ความเมตตา"]


def test_a_column_of_bodies_that_work_depends_on_names_no_units() -> None:
    rows = (
        ("กระบวนงาน", "MTPD", "ระดับผลกระทบ", "หน่วยงานที่ต้องพึ่งพา"),
        ("จ่ายยา", "4 ชั่วโมง", "สูง", "องค์การเภสัชกรรม"),
        ("ออกหนังสือรับรอง", "7 วัน", "ต่ำ", "กรมการปกครอง"),
    )
    plan = read(rows).plan
    assert plan.units == ()
    assert [needs(process, "suppliers") for process in plan.processes] == [
        [("องค์การเภสัชกรรม", None, None)],
        [("กรมการปกครอง", None, None)],
    ]


def test_what_is_done_where_something_is_lacking_are_strategies_and_no_record_of_work() -> None:
    plan = read(
        BIA,
        "ตอน ฉ ถ้าขาดสิ่งใดให้ทำอย่างไร",
        "ขาดอาคาร: ย้ายไปใช้ห้องประชุมศาลากลาง (ผู้รับผิดชอบ ฝ่ายทะเบียน)",
        "ขาดเครื่องมือ: ยืมจากสำนักงานใกล้เคียง",
        "ขาดระบบ: รับคำร้องด้วยกระดาษ",
    ).plan
    assert [(one.area, one.actions) for one in plan.strategies] == [
        ("premises", ("ย้ายไปใช้ห้องประชุมศาลากลาง",)),
        ("equipment", ("ยืมจากสำนักงานใกล้เคียง",)),
        ("technology", ("รับคำร้องด้วยกระดาษ",)),
    ]
    assert [unit.name for unit in plan.units if unit.id in plan.strategies[0].owners] == ["ฝ่ายทะเบียน"]
    assert len(plan.processes) == 2


def test_a_tick_below_a_heading_that_nobody_knows_is_asked_for() -> None:
    result = read(
        BIA,
        (
            ("เหตุ", "อาคาร", "วัสดุอุปกรณ์", "ระบบสารสนเทศ", "บุหงา", "ราตรี"),
            ("อุทกภัย", "✓", "✓", "", "✓", ""),
            ("อัคคีภัย", "✓", "", "✓", "", "✓"),
        ),
    )
    assert sum(impact.affected for impact in result.plan.impacts) == 4
    assert [line.text for line in result.report.unplaced] == ["✓", "✓"]


@pytest.mark.parametrize("heading", ["ระบบ", "ทรัพยากร"])
def test_things_of_the_office_ticked_below_times_are_needed_by_then(heading: str) -> None:
    result = read(
        BIA,
        "ความต้องการทรัพยากร",
        (
            (heading, "ภายใน 4 ชม.", "1 วัน", "1 สัปดาห์"),
            ("ระบบสารบรรณ", "/", "", ""),
            ("ระบบเบิกจ่าย", "", "/", "/"),
        ),
    )
    assert result.plan.requirements.technology == (
        Requirement(name="ระบบสารบรรณ", quantity_text="4 ชม."),
        Requirement(name="ระบบเบิกจ่าย", quantity_text="1 วัน, 1 สัปดาห์"),
    )
    assert result.report.unplaced == ()


def test_who_helps_is_told_by_the_column_of_names_and_not_by_what_they_help_with() -> None:
    result = read(
        BIA,
        "ใครช่วยได้บ้าง",
        (
            ("ที่", "ชื่อ", "เรื่องที่ช่วย", "ติดต่อ"),
            ("1", "ศูนย์ ปภ. เขต", "เรือท้องแบน", "สายด่วน 1784"),
            ("2", "โรงพยาบาลจังหวัด", "ฉุกเฉิน", "1669"),
            ("3", "สมาคมชาวเรือ", "คนนำทาง", "0 7655 0200"),
        ),
    )
    assert [(s.name, s.service, s.phones) for s in result.plan.suppliers] == [
        ("ศูนย์ ปภ. เขต", "เรือท้องแบน", ("1784",)),
        ("โรงพยาบาลจังหวัด", "ฉุกเฉิน", ("1669",)),
        ("สมาคมชาวเรือ", "คนนำทาง", ("+6676550200",)),
    ]
