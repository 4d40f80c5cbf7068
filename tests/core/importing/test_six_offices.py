"""What six offices of different kinds wrote in their own way: a case each, found by reading whole plans of theirs."""

import io

import pytest
from docx import Document
from odfdo import Document as OdfDocument
from odfdo import List as OdfList
from odfdo import ListItem as OdfListItem
from odfdo import Paragraph as OdfParagraph
from openpyxl import Workbook

from phrom.core.importing import read_plan
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.words.headings import phase_hours, team_heading
from phrom.core.importing.words.scenario_words import stage_of
from phrom.core.plan.document import Plan, Process

HEAD = "แผนบริหารความต่อเนื่อง\nสำนักงานทดลองอ่าน\nพ.ศ. 2570\n\n"
WORK = (
    "กระบวนงานสำคัญ\n"
    "ลำดับ\tกระบวนงาน\tฝ่าย\tผลกระทบ\tMTPD\n"
    "1\tออกใบอนุญาต\tฝ่ายทะเบียน\tสูง\t1 วัน\n"
    "2\tรับเรื่องร้องเรียน\tฝ่ายนิติการ\tต่ำ\t7 วัน\n\n"
)


def read(text: str) -> Plan:
    return read_plan((HEAD + text).encode(), "plan.txt").plan


def needs_of(process: Process) -> dict[str, list[tuple[str, int | None, str | None]]]:
    needs = process.requirements
    return {
        area: [(item.name, item.quantity, item.unit) for item in getattr(needs, area)]
        for area in ("premises", "equipment", "technology", "people", "suppliers")
        if getattr(needs, area)
    }


def word_matrix(numbers: bool) -> bytes:
    """Things below the words of their areas, a column for each process; over them its number, or its name."""
    document = Document()
    for line in ("แผนบริหารความต่อเนื่อง", "สำนักงานทดลองอ่าน", "กระบวนงานสำคัญ"):
        document.add_paragraph(line)
    rows = [line.split("\t") for line in WORK.splitlines()[1:4]]
    work = document.add_table(0, 5)
    for texts in rows:
        for cell, text in zip(work.add_row().cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("ทรัพยากรขั้นต่ำ")
    table = document.add_table(2, 4)
    for i, text in enumerate(("รายการทรัพยากร", "หน่วย", "กระบวนงานที่")):
        table.cell(0, i).text = text
    for i, text in enumerate(("1", "2") if numbers else ("ออกใบอนุญาต", "รับเรื่องร้องเรียน")):
        table.cell(1, 2 + i).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for i in (0, 1):
        table.cell(0, i).merge(table.cell(1, i))
    for said in (
        ("ด้านสถานที่",),
        ("พื้นที่สำรอง", "คน", "4", ""),
        ("ด้านวัสดุอุปกรณ์",),
        ("คอมพิวเตอร์โน้ตบุ๊ก", "เครื่อง", "2", "1"),
        ("เครื่องพิมพ์", "เครื่อง", "1", "-"),
        ("ด้านเทคโนโลยีสารสนเทศ",),
        ("ระบบสารบรรณ", "-", "✓", "✓"),
    ):
        cells = table.add_row().cells
        if len(said) == 1:
            cells[0].merge(cells[3]).text = said[0]
        else:
            for cell, text in zip(cells, said, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("numbers", [True, False], ids=["by number", "by name"])
def test_things_may_stand_below_their_areas_with_a_column_for_each_process(numbers: bool) -> None:
    result = read_plan(word_matrix(numbers), "plan.docx")
    first, second = result.plan.processes
    assert needs_of(first) == {
        "premises": [("พื้นที่สำรอง", 4, "คน")],
        "equipment": [("คอมพิวเตอร์โน้ตบุ๊ก", 2, "เครื่อง"), ("เครื่องพิมพ์", 1, "เครื่อง")],
        "technology": [("ระบบสารบรรณ", None, None)],
    }
    assert needs_of(second) == {
        "equipment": [("คอมพิวเตอร์โน้ตบุ๊ก", 1, "เครื่อง")],
        "technology": [("ระบบสารบรรณ", None, None)],
    }
    assert result.report.unplaced == ()


def test_needs_may_name_their_work_by_its_place_in_the_list_alone() -> None:
    plan = read(
        WORK + "ทรัพยากรขั้นต่ำ\n"
        "งานลำดับที่\tพื้นที่สำรอง (คน)\tผู้ปฏิบัติงาน (คน)\tเครื่องมือ/อุปกรณ์\tระบบงาน\n"
        "๑\t๖\t๔\tเครื่องพิมพ์ ๒ เครื่อง\tระบบสารบรรณ\n"
        "๒\t๑\t๒\t-\t-\n"
    )
    assert [p.name for p in plan.processes] == ["ออกใบอนุญาต", "รับเรื่องร้องเรียน"]
    assert needs_of(plan.processes[0]) == {
        "premises": [("พื้นที่สำรอง", 6, "คน")],
        "people": [("ผู้ปฏิบัติงาน", 4, "คน")],
        "equipment": [("เครื่องพิมพ์", 2, "เครื่อง")],
        "technology": [("ระบบสารบรรณ", None, None)],
    }


@pytest.mark.parametrize("heading", ["Notebook (เครื่อง)", "รถยนต์ (คัน)", "โน้ตบุ๊ก"])
def test_one_thing_may_have_a_column_of_its_own_beside_the_other_things(heading: str) -> None:
    plan = read(
        WORK + "ทรัพยากรขั้นต่ำ\n"
        f"กระบวนงาน\tบุคลากร (คน)\tสถานที่\t{heading}\tอุปกรณ์อื่น\tระบบสารสนเทศ\n"
        "1. ออกใบอนุญาต\t6\t-\t3\tเครื่องฉายภาพ 4 เครื่อง\tระบบทะเบียน\n"
        "2. รับเรื่องร้องเรียน\t2\t-\t-\t-\t-\n"
    )
    named = heading.partition(" (")[0]
    equipment = needs_of(plan.processes[0])["equipment"]
    assert sorted((name, count) for name, count, _ in equipment) == sorted([(named, 3), ("เครื่องฉายภาพ", 4)])
    assert "equipment" not in needs_of(plan.processes[1])


def test_what_is_done_for_an_area_may_stand_in_two_columns() -> None:
    plan = read(
        "กลยุทธ์\nทรัพยากร\tการเตรียมการล่วงหน้า\tการดำเนินการเมื่อเกิดเหตุ\tผู้รับผิดชอบ\n"
        "ด้านสถานที่\tสำรวจห้องเรียนสำรองทุกภาคการศึกษา\tย้ายชั้นเรียนไปอาคารเรียนรวม\tฝ่ายอาคาร\n"
        "ด้านอุปกรณ์\tสำรองน้ำมันเชื้อเพลิงไว้สองวัน\tยืมเครื่องจากห้องปฏิบัติการกลาง\tฝ่ายพัสดุ\n"
        "ด้านบุคลากร\tกำหนดผู้สอนแทนทุกรายวิชา\tจัดเวรดูแลตลอดวัน\tฝ่ายวิชาการ\n"
    )
    assert [(s.area, len(s.actions)) for s in plan.strategies] == [("premises", 2), ("equipment", 2), ("people", 2)]


@pytest.mark.parametrize(
    ("heading", "hours"),
    [
        ("Day 1 : ภายใน 24 ชั่วโมงแรก", (0, 24)),
        ("DAY 2-7 การดำเนินงานระยะสั้น", (24, 168)),
        ("Day 8 เป็นต้นไป : การกลับสู่ภาวะปกติ", (168, None)),
        ("Week 2 เป็นต้นไป", (168, None)),
    ],
)
def test_phases_may_be_counted_in_english(heading: str, hours: tuple[int, int | None]) -> None:
    assert phase_hours(heading) == hours


def test_bracketed_and_lettered_numbers_with_a_tab_are_lists_and_the_alarm_comes_before_the_event() -> None:
    plan = read(
        "แผนปฏิบัติการรายเหตุการณ์\n"
        "เหตุการณ์ที่ ๑ เพลิงไหม้\nก.\tเมื่อได้รับการแจ้งเตือน\n(๑)\tตรวจอุปกรณ์ดับเพลิง\n"
        "ข.\tเมื่อเกิดเหตุ\n(๑)\tแจ้งศูนย์ดับเพลิง\n(๒)\tอพยพไปจุดรวมพล\n"
        "ค.\tเมื่อเหตุการณ์สงบ\n(๑)\tตรวจที่เกิดเหตุ\n"
    )
    scenario = plan.scenarios[0]
    assert [[step.text for step in stage] for stage in (scenario.onset, scenario.crisis, scenario.recovery)] == [
        ["ตรวจอุปกรณ์ดับเพลิง"],
        ["แจ้งศูนย์ดับเพลิง", "อพยพไปจุดรวมพล"],
        ["ตรวจที่เกิดเหตุ"],
    ]


def test_a_numbered_caption_names_the_team_of_its_table_and_the_line_below_its_unit() -> None:
    plan = read(
        "โครงสร้างการบัญชาการ\n"
        "ตารางที่ 2 กลุ่มภารกิจสำรองวัสดุและส่งกำลังบำรุง (Logistics)\nหน่วยงานรับผิดชอบ : กลุ่มงานเภสัชกรรม\n"
        "ชื่อ - สกุล\tตำแหน่ง\tหน้าที่ในกลุ่มภารกิจ\tเบอร์มือถือ\n"
        "นายสมชาย ใจดี\tเภสัชกร\tหัวหน้ากลุ่มภารกิจ\t081-000-0001\n"
        "นางสมหญิง ใจงาม\tเจ้าพนักงาน\tสมาชิก\t081-000-0002\n"
    )
    units = {unit.id: unit.name for unit in plan.units}
    (team,) = plan.continuity_team.teams
    assert (team.name, units[team.unit or ""]) == ("กลุ่มภารกิจสำรองวัสดุและส่งกำลังบำรุง", "กลุ่มงานเภสัชกรรม")
    assert team.leader.primary is not None
    assert len(team.members) == 1


@pytest.mark.parametrize(
    ("text", "kind", "deputy"),
    [
        ("หัวหน้ากลุ่มภารกิจสำรองวัสดุ เวชภัณฑ์ และส่งกำลังบำรุง", "leader", False),
        ("หัวหน้าทีมที่ 1 (สำรอง)", "leader", True),
        ("ผู้อำนวยการเหตุการณ์", "head", False),
        ("ผู้อำนวยการเหตุการณ์ (สำรอง)", "head", True),
    ],
)
def test_stores_are_no_stand_ins_and_who_directs_the_incident_is_the_head(text: str, kind: str, deputy: bool) -> None:
    words = role_words(text)
    assert words is not None
    assert (words.kind, words.deputy) == (kind, deputy)


def test_a_doctor_s_grade_below_his_name_is_his_post_and_nobody_else() -> None:
    plan = read(
        "คณะบริหารความต่อเนื่อง\nบทบาท\tผู้ปฏิบัติหลัก\tผู้ปฏิบัติแทน\n"
        "หัวหน้าคณะบริหารความต่อเนื่อง\tนพ.สมชาย ใจดี โทร. 081-000-0001\t"
        "พญ.สมหญิง ใจงาม นายแพทย์เชี่ยวชาญ (ด้านเวชกรรมป้องกัน) โทร. 081-000-0002\n"
    )
    assert [(person.family_name, person.phones) for person in plan.people] == [
        ("ใจดี", ("+66810000001",)),
        ("ใจงาม", ("+66810000002",)),
    ]


def test_things_that_begin_alike_are_parted_by_a_blank() -> None:
    plan = read(
        WORK + "ทรัพยากรขั้นต่ำ\nกระบวนงาน\tบุคลากร\tสถานที่\tอุปกรณ์\tระบบสารสนเทศ\n"
        "1. ออกใบอนุญาต\t6 คน\t-\tเครื่องพิมพ์ เครื่องถ่ายเอกสาร\tระบบ LMS ระบบทะเบียนกลาง\n"
        "2. รับเรื่องร้องเรียน\t2 คน\t-\t-\tระบบสารบรรณ หรือ ระบบสำรอง\n"
    )
    first, second = (needs_of(process) for process in plan.processes)
    assert [name for name, _, _ in first["technology"]] == ["ระบบ LMS", "ระบบทะเบียนกลาง"]
    assert [name for name, _, _ in first["equipment"]] == ["เครื่องพิมพ์", "เครื่องถ่ายเอกสาร"]
    assert len(second["technology"]) == 1


def test_a_line_that_counts_the_teams_is_no_team() -> None:
    assert team_heading("ทีมปฏิบัติงาน ๓ ทีม มีรายชื่อดังตาราง") is None
    assert team_heading("ทีมปฏิบัติงานที่ ๓ ทีมรังวัด") is not None


@pytest.mark.parametrize(
    ("heading", "hours"),
    [
        ("T+0 ถึง T+6 ชั่วโมง", (0, 6)),
        ("T+1 วัน ถึง T+7 วัน", (24, 168)),
        ("T+7 วัน เป็นต้นไป", (168, None)),
        ("H+2 ถึง H+24", (2, 24)),
        ("D+1 ถึง D+7", (24, 168)),
        ("หลังชั่วโมงแรกถึงสิ้นวันแรก", (1, 24)),
    ],
)
def test_phases_may_be_counted_from_the_event(heading: str, hours: tuple[int, int | None]) -> None:
    assert phase_hours(heading) == hours


def test_a_case_may_stand_behind_a_label_and_its_part_behind_the_code_of_a_form() -> None:
    plan = read(
        "แบบ BCP-06 แผนเผชิญเหตุรายภัย\n"
        "ภัย : อุทกภัย\nระยะ\tลำดับ\tการปฏิบัติ\nก่อนเกิดภัย\t1\tพร่องน้ำในคลอง\nขณะเกิดภัย\t1\tย้ายสำนักงาน\n\t2\tตัดไฟ\n\n"
        "ภัย : อัคคีภัย\nระยะ\tลำดับ\tการปฏิบัติ\nก่อนเกิดภัย\t1\tซ้อมหนีไฟ\nหลังเกิดภัย\t1\tตรวจอาคาร\n"
    )
    names = {threat.id: threat.name for threat in plan.threats}
    assert [(names[s.threat], len(s.onset), len(s.crisis), len(s.recovery)) for s in plan.scenarios] == [
        ("อุทกภัย", 1, 2, 0),
        ("อัคคีภัย", 1, 0, 1),
    ]


@pytest.mark.parametrize("doing", ["การปฏิบัติ", "การดำเนินการ", "สิ่งที่ต้องทำ", "มาตรการ", ""])
def test_what_is_done_may_stand_before_the_stage_in_which_it_is(doing: str) -> None:
    assert stage_of(f"{doing}ก่อนเกิดภัย") == "onset"
    assert stage_of(f"{doing}ระหว่างเกิดภัย") == "crisis"
    assert stage_of(f"{doing}ภายหลังเกิดภัย") == "recovery"
    assert stage_of(f"• {doing}ระหว่างเกิดภัยให้แจ้งหัวหน้าทีมทุกหกชั่วโมงและบันทึกไว้") is None


def test_whoever_does_it_may_stand_in_brackets_behind_the_area() -> None:
    plan = read(
        "กลยุทธ์\nด้านสถานที่ (รับผิดชอบโดยฝ่ายอำนวยการ)\n- ใช้ที่ว่าการอำเภอเป็นที่ทำการสำรอง\n"
        "ด้านอุปกรณ์ (รับผิดชอบโดยฝ่ายทะเบียน)\n- เตรียมคอมพิวเตอร์พกพา\n"
    )
    units = {unit.id: unit.name for unit in plan.units}
    assert [(s.area, [units[owner] for owner in s.owners], len(s.actions)) for s in plan.strategies] == [
        ("premises", ["ฝ่ายอำนวยการ"], 1),
        ("equipment", ["ฝ่ายทะเบียน"], 1),
    ]


def test_needs_may_be_a_list_in_words_below_the_facts_of_the_work() -> None:
    record = (
        "ฝ่ายที่รับผิดชอบ : ฝ่ายทะเบียน\nระดับผลกระทบ : สูง\nหยุดได้นานที่สุด : 1 วัน\nทรัพยากรที่ต้องมี :\n"
        "• สถานที่สำรองสำหรับ {n} คน\n• เจ้าหน้าที่ {n} คน\n• อุปกรณ์ ได้แก่ โน้ตบุ๊ก {n} เครื่อง, ตราประทับ\n"
        "• ระบบงาน ได้แก่ ไม่มี\n• หน่วยงานที่เกี่ยวข้อง ได้แก่ กรมที่ดิน\n"
    )
    plan = read("งานที่ต้องทำต่อเนื่อง\n1. งานจดทะเบียนสิทธิ\n" + record.format(n=6) + "2. งานรังวัดสอบเขต\n" + record.format(n=2))
    assert [process.name for process in plan.processes] == ["งานจดทะเบียนสิทธิ", "งานรังวัดสอบเขต"]
    assert needs_of(plan.processes[0]) == {
        "premises": [("สถานที่สำรอง", 6, "คน")],
        "equipment": [("โน้ตบุ๊ก", 6, "เครื่อง"), ("ตราประทับ", None, None)],
        "people": [("เจ้าหน้าที่", 6, "คน")],
        "suppliers": [("กรมที่ดิน", None, None)],
    }
    assert [unit.name for unit in plan.units] == ["ฝ่ายทะเบียน"]


def test_a_row_of_two_cells_below_wider_ones_is_a_row_of_their_table() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["แผนบริหารความต่อเนื่อง"],
        [],
        ["เวลา", "ต้องทำ", "ใคร", "เสร็จ"],
        ["ชั่วโมงแรก", "เช็กชื่อทุกคน", "หัวหน้าทีม", None],
        [None, "โทรแจ้งตามสาย", "ผู้ประสานงาน", None],
        ["วันที่ 2 - 7", "เปิดทำงานชั่วคราว", "หัวหน้าทีม", None],
        [None, "จัดซื้อของที่จำเป็น", "ผู้ประสานงาน", None],
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    plan = read_plan(file.getvalue(), "plan.xlsx").plan
    assert [[step.text for step in phase.steps] for phase in plan.response] == [
        ["เช็กชื่อทุกคน", "โทรแจ้งตามสาย"],
        ["เปิดทำงานชั่วคราว", "จัดซื้อของที่จำเป็น"],
    ]


def test_items_of_a_list_that_names_no_style_are_items() -> None:
    document = OdfDocument("text")
    document.body.clear()
    for text in ("แผนบริหารความต่อเนื่อง", "กลยุทธ์", "ด้านสถานที่"):
        document.body.append(OdfParagraph(text))
    items = OdfList()
    for text in ("ใช้ที่ว่าการอำเภอ", "ใช้สำนักงานจังหวัด"):
        items.append(OdfListItem(text))
    document.body.append(items)
    file = io.BytesIO()
    document.save(file)
    plan = read_plan(file.getvalue(), "plan.odt").plan
    assert [list(s.actions) for s in plan.strategies] == [["ใช้ที่ว่าการอำเภอ", "ใช้สำนักงานจังหวัด"]]


def test_the_first_line_of_a_sheet_names_the_plan_and_lists_may_stand_beside_their_headings() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["แผนรองรับเหตุฉุกเฉินโรงเรียน (BCP)"],
        ["ชื่อโรงเรียน", "โรงเรียนบ้านเขาน้อย"],
        ["ปีการศึกษา", 2569],
        ["จำนวนครูและบุคลากร", 32],
        ["วัตถุประสงค์", "1. เพื่อให้นักเรียนปลอดภัย\n2. เพื่อให้การเรียนไม่หยุดชะงัก"],
        ["ข้อตกลงเบื้องต้น", "1. วัดไม่ถูกน้ำท่วม"],
        [],
        ["เวลา", "ต้องทำ", "ใคร", "เสร็จ"],
        ["ชั่วโมงแรก", "เช็กชื่อทุกคน", "หัวหน้าทีม", None],
        ["วันที่ 2 - 7", "เปิดทำงานชั่วคราว", "หัวหน้าทีม", None],
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    plan = read_plan(file.getvalue(), "plan.xlsx").plan
    assert (plan.title, plan.year, plan.organisation.name, plan.organisation.staff_count) == (
        "แผนรองรับเหตุฉุกเฉินโรงเรียน (BCP)",
        2569,
        "โรงเรียนบ้านเขาน้อย",
        32,
    )
    assert plan.purposes == ("เพื่อให้นักเรียนปลอดภัย", "เพื่อให้การเรียนไม่หยุดชะงัก")
    assert plan.assumptions == ("วัดไม่ถูกน้ำท่วม",)


def test_a_column_of_teams_beside_steps_says_who_does_them() -> None:
    plan = read(
        "ทีมบริหารความต่อเนื่อง\nทีม A : กองคลัง\nหัวหน้าทีม นายสมชาย ใจดี โทร. 081-000-0001\n"
        "กลุ่มภารกิจสำรองวัสดุ และส่งกำลังบำรุง\nหัวหน้าทีม นางสมหญิง ใจงาม โทร. 081-000-0002\n"
        "ขั้นตอนการตอบสนอง\nภายใน 24 ชั่วโมง\nลำดับ\tการปฏิบัติ\tทีม\tเวลาที่แล้วเสร็จ\n"
        "1\tจัดหาเงินสดสำรองจ่าย\tทีม A\t\n2\tกระจายเวชภัณฑ์\tกลุ่มภารกิจสำรองวัสดุ และส่งกำลังบำรุง\t\n"
        "3\tตรวจนับบุคลากร\tหัวหน้ากลุ่มภารกิจทุกกลุ่ม\t\n"
    )
    first, second = (team.id for team in plan.continuity_team.teams)
    assert [step.responsible for step in plan.response[0].steps] == [(first,), (second,), ("team-leaders",)]


def test_sites_are_told_by_the_room_that_they_have_and_by_the_move_to_them() -> None:
    plan = read(
        "กลยุทธ์\nด้านสถานที่\n- ศูนย์บริการสาธารณสุขวัดใหม่ รองรับ 25 คน เป็นลำดับแรก\n"
        "- ย้ายชั้นเรียนไปอาคารเรียนรวม 3 (120 ที่นั่ง)\n- ใช้ศาลาการเปรียญวัดเขาน้อยเป็นที่เรียนชั่วคราว\n"
        "- ปรับปรุงอาคารให้พ้นน้ำ\n"
    )
    assert [(site.name, site.capacity) for site in plan.sites] == [
        ("ศูนย์บริการสาธารณสุขวัดใหม่", 25),
        ("อาคารเรียนรวม 3", 120),
        ("ศาลาการเปรียญวัดเขาน้อย", None),
    ]


def test_the_year_may_be_written_out_whole() -> None:
    assert (
        read_plan(
            "แผนบริหารความต่อเนื่อง\nสำนักงานทดลอง\nพุทธศักราช ๒๕๗๐\n\nวัตถุประสงค์\n1. เพื่อทดลอง\n2. เพื่ออ่าน\n\n"
            "ข้อสมมติฐาน\n1. ฝนไม่ตก\n\nกลยุทธ์\nด้านบุคลากร\n- มีคนแทน\n".encode(),
            "plan.txt",
        ).plan.year
        == 2570
    )


def test_scores_beside_threats_are_a_table_that_was_left_and_no_numbers_of_pages() -> None:
    document = Document()
    for line in (*HEAD.splitlines(), "กลยุทธ์", "ด้านบุคลากร", "- มีคนแทน", "การวิเคราะห์ความเสี่ยง"):
        document.add_paragraph(line)
    scores = document.add_table(0, 4)
    for texts in (
        ("ภัย", "โอกาสเกิด (1-5)", "ความรุนแรง (1-5)", "คะแนนความเสี่ยง"),
        ("อุทกภัย", "4", "4", "16"),
        ("อัคคีภัย", "2", "5", "10"),
        ("ภัยแล้ง", "3", "3", "9"),
    ):
        for cell, text in zip(scores.add_row().cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    report = read_plan(file.getvalue(), "plan.docx").report
    (table,) = report.left_tables
    assert [[said[0].text for said in row] for row in table.rows[1:]] == [
        ["อุทกภัย", "4", "4", "16"],
        ["อัคคีภัย", "2", "5", "10"],
        ["ภัยแล้ง", "3", "3", "9"],
    ]
    unplaced = {line.number for line in report.unplaced}
    assert all(said[0].number in unplaced for row in table.rows[1:] for said in row)
