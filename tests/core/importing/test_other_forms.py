"""Forms that came with plans nobody had seen: unknown headings told by number, needs in one cell, leaders by a sign."""

import pytest

from phrom.core.importing.blocks import Cell, Line, Paragraph, Row, SourceDocument, Table
from phrom.core.importing.reader import read_plan
from phrom.core.plan.document import Plan, Role
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_variations import TITLE, plan_of
from tests.core.importing.word_fixture import docx_of


def named(plan: Plan, role: Role) -> tuple[str, list[str]]:
    names = {p.id: p.given_name for p in plan.people}
    return names.get(role.primary or "", ""), [names[a] for a in role.alternates]


def teams(plan: Plan) -> list[tuple[str, tuple[str, list[str]], list[tuple[str, list[str]]]]]:
    return [(t.name, named(plan, t.leader), [named(plan, m) for m in t.members]) for t in plan.continuity_team.teams]


def in_word(*rows: tuple[str, ...]) -> Plan:
    """A Word file with one table below a heading; a line feed parts the paragraphs of a cell."""
    head = [Paragraph(Line(n, text)) for n, text in enumerate(TITLE.split("\n"), 1) if text]
    table = Table(tuple(Row(tuple(Cell(tuple(Line(9, x) for x in cell.split("\n"))) for cell in row)) for row in rows))
    result = read_plan(docx_of(SourceDocument((), (*head, table))), "plan.docx")
    assert_account_sums(result.report)
    return result.plan


@pytest.mark.parametrize("numbers", ["(1) |(2) |(3) |(4) ", "A. |B. |C. |D. ", "1. |2. |3. |4. ", "ก. |ข. |ค. |ง. "])
def test_a_heading_in_unknown_words_ends_the_part_above_it_where_its_number_is_the_one_left_out(numbers: str) -> None:
    one, two, three, four = numbers.split("|")
    plan = plan_of(
        f"{TITLE}{one}วัตถุประสงค์\nเพื่อให้บริการประชาชน\n"
        f"{two}ผู้ต้องลงมือ\n1) นายก้อง ดีมาก ปลัด หัวหน้าคณะบริหารความต่อเนื่อง โทร. 081 000 0001\n"
        "2) นางแก้ว ใจดี นิติกร ผู้ประสานงาน โทร. 081 000 0002\n"
        f"{three}ขั้นตอนการดำเนินงาน\nกรณีเกิดอุทกภัย\nก่อนเกิดเหตุ\n1) ยกของขึ้นที่สูง\n2) ตัดไฟฟ้า\n"
        f"{four}เมื่อทุกอย่างเรียบร้อย\nให้ทุกคนพักผ่อน\n"
    )
    team = plan.continuity_team
    assert (named(plan, team.head), named(plan, team.coordinator)) == (("ก้อง", []), ("แก้ว", []))
    assert [[step.text for step in case.onset] for case in plan.scenarios] == [["ยกของขึ้นที่สูง", "ตัดไฟฟ้า"]]


def test_the_items_of_a_list_are_no_headings_although_their_numbers_go_on() -> None:
    plan = plan_of(
        f"{TITLE}1. วัตถุประสงค์\n1. ให้งานไม่หยุด\n2. ให้คนปลอดภัย\n3. ให้ฟื้นตัวเร็ว\n4. กลยุทธ์ความต่อเนื่อง\n"
        "ด้านบุคลากร\n- จัดเวรสำรอง\n"
    )
    assert plan.purposes == ("ให้งานไม่หยุด", "ให้คนปลอดภัย", "ให้ฟื้นตัวเร็ว")


def test_work_in_numbered_sentences_takes_what_the_lines_below_say_that_it_needs() -> None:
    plan = plan_of(
        f"{TITLE}การวิเคราะห์ผลกระทบ\n"
        "กระบวนงานที่ ๑ จ่ายยา อยู่ในความรับผิดชอบของฝ่ายพยาบาล มีผลกระทบในระดับสูง หยุดชะงักได้ไม่เกิน ๔ ชั่วโมง\n"
        "• สถานที่ปฏิบัติงานสำรองสำหรับ ๒ คน\n• อุปกรณ์: รถเข็นยา ๒ คัน; ตู้เย็น ๑ ตู้\n• บุคลากรอย่างน้อย ๓ คน\n"
        "กระบวนงานที่ ๒ รับบริจาค อยู่ในความรับผิดชอบของฝ่ายบริหารทั่วไป มีผลกระทบในระดับต่ำ หยุดชะงักได้ไม่เกิน ๗ วัน\n"
        "• อุปกรณ์: ไม่มี\n• บุคลากรอย่างน้อย ๑ คน\n"
    )
    first, second = plan.processes
    assert (first.name, first.impact, str(first.mtpd), second.name) == ("จ่ายยา", "high", "PT4H", "รับบริจาค")
    assert [i.quantity for i in (*first.requirements.premises, *first.requirements.people)] == [2, 3]
    assert [i.name for i in first.requirements.equipment] == ["รถเข็นยา", "ตู้เย็น"]
    assert (second.requirements.equipment, second.requirements.people[0].quantity) == ((), 1)


@pytest.mark.parametrize(
    "cell",
    [
        "สถานที่\n2 คน\nอุปกรณ์\nโน้ตบุ๊ก 1 เครื่อง\nวิทยุ 2 เครื่อง\nบุคลากร\n3 คน",
        "- สถานที่: 2 คน\n- อุปกรณ์: โน้ตบุ๊ก 1 เครื่อง, วิทยุ 2 เครื่อง\n- บุคลากร: 3 คน",
    ],
    ids=["label above", "label: value"],
)
def test_what_work_needs_may_stand_in_one_cell(cell: str) -> None:
    plan = in_word(("กิจกรรม", "ต้องมีอย่างน้อย"), ("ออกใบอนุญาต", cell), ("เก็บเอกสาร", cell.replace("3 คน", "4 คน")))
    assert [(p.name, p.requirements.premises[0].quantity) for p in plan.processes] == [
        ("ออกใบอนุญาต", 2),
        ("เก็บเอกสาร", 2),
    ]
    assert [(i.name, i.quantity) for i in plan.processes[0].requirements.equipment] == [("โน้ตบุ๊ก", 1), ("วิทยุ", 2)]
    assert [p.requirements.people[0].quantity for p in plan.processes] == [3, 4]


@pytest.mark.parametrize("sign", ["(ล)", "(หัวหน้า)", "*"])
def test_a_sign_behind_a_name_tells_the_leader_where_no_column_does(sign: str) -> None:
    plan = plan_of(
        f"{TITLE}รายชื่อทีม\nทีม\tผู้ปฏิบัติหลัก\tโทรศัพท์\tผู้ปฏิบัติแทน\tโทรศัพท์\n"
        f"ทีมกู้คืน ฝ่ายทะเบียน\tนายก้อง ดีมาก {sign}\t081 000 0001\tนางแก้ว ใจดี\t081 000 0002\n"
        "\tนายชาติ กล้าหาญ\t081 000 0003\tนางดวง สนิท\t081 000 0004\n"
        f"ทีมขนย้าย ฝ่ายคลัง\tนายเอก ชัยดี {sign}\t081 000 0005\t-\t-\n\tนายโท ชัยดี\t081 000 0006\t-\t-\n"
    )
    assert teams(plan) == [
        ("ทีมกู้คืน", ("ก้อง", ["แก้ว"]), [("ชาติ", ["ดวง"])]),
        ("ทีมขนย้าย", ("เอก", []), [("โท", [])]),
    ]
    assert [u.name for u in plan.units] == ["ฝ่ายทะเบียน", "ฝ่ายคลัง"]


def test_one_column_of_numbers_behind_two_of_names_is_of_both() -> None:
    plan = plan_of(
        f"{TITLE}ทีมกู้คืน — ฝ่ายทะเบียน\nหน้าที่\tชื่อ\tผู้ทดแทน\tเบอร์ติดต่อ\n"
        "หัวหน้าทีม\tนายก้อง ดีมาก\tนางแก้ว ใจดี\t081 000 0001 / 081 000 0002\nทีมงาน\tนายชาติ กล้าหาญ\t-\t081 000 0003 / -\n"
    )
    assert {p.given_name: list(p.phones) for p in plan.people} == {
        "ก้อง": ["+66810000001"],
        "แก้ว": ["+66810000002"],
        "ชาติ": ["+66810000003"],
    }


def test_two_numbered_names_in_a_cell_headed_by_both_are_the_holder_and_who_stands_in() -> None:
    plan = in_word(
        ("หน้าที่", "ผู้ปฏิบัติ / ผู้ทดแทน", "โทรศัพท์"),
        ("หัวหน้าทีมที่ 1", "1) นายก้อง ดีมาก\n2) นางแก้ว ใจดี", "081 000 0001\n081 000 0002"),
        ("ทีมงาน", "1) นายชาติ กล้าหาญ\n2) นางดวง สนิท", "081 000 0003\n081 000 0004"),
    )
    assert teams(plan) == [("ทีมที่ 1", ("ก้อง", ["แก้ว"]), [("ชาติ", ["ดวง"])])]


def test_a_team_told_in_sentences_has_its_leader_and_who_stands_in_for_each() -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nทีมที่ 1 สังกัด: ฝ่ายทะเบียน\n"
        "1) นายก้อง ดีมาก (โทร. 081 000 0001) เป็นหัวหน้าทีม โดยมี นางแก้ว ใจดี (โทร. 081 000 0002) ปฏิบัติหน้าที่แทน\n"
        "2) นายชาติ กล้าหาญ (โทร. 081 000 0003) เป็นทีมงาน โดยมี นางดวง สนิท (โทร. 081 000 0004) ปฏิบัติหน้าที่แทน\n"
    )
    assert teams(plan) == [("ทีมที่ 1", ("ก้อง", ["แก้ว"]), [("ชาติ", ["ดวง"])])]


@pytest.mark.parametrize("above", ["หยุดได้ไม่เกิน 4 ชั่วโมง", "กระบวนงานที่หยุดชะงักได้ไม่เกิน 4 ชม.", "MTPD 4 ชั่วโมง"])
def test_the_time_above_a_table_of_work_is_that_of_its_rows(above: str) -> None:
    plan = in_word(
        (above,), ("กระบวนงาน", "หน่วยงาน", "ผลกระทบ"), ("ออกใบอนุญาต", "ฝ่ายทะเบียน", "สูง"), ("รับเงิน", "ฝ่ายคลัง", "ต่ำ")
    )
    assert [(p.name, str(p.mtpd)) for p in plan.processes] == [("ออกใบอนุญาต", "PT4H"), ("รับเงิน", "PT4H")]


def test_a_row_whose_words_could_all_be_headings_is_a_row_of_the_table_that_it_stands_in() -> None:
    plan = in_word(
        ("ทรัพยากร", "กลยุทธ์และแนวทาง", "หน่วยงานรับผิดชอบ"),
        ("อาคาร/สถานที่", "ใช้อาคารสาขาเป็นสถานที่ปฏิบัติงานสำรอง", "กลุ่มงานวิชาการ"),
        ("วัสดุอุปกรณ์", "ยืมครุภัณฑ์", "ศูนย์เทคโนโลยีสารสนเทศ"),
    )
    assert [(s.area, s.actions) for s in plan.strategies] == [
        ("premises", ("ใช้อาคารสาขาเป็นสถานที่ปฏิบัติงานสำรอง",)),
        ("equipment", ("ยืมครุภัณฑ์",)),
    ]


def test_the_same_time_said_twice_is_no_longer_time() -> None:
    plan = in_word(("กระบวนงาน", "ผลกระทบ", "MTPD"), ("ออกอากาศ", "สูง", "15 นาที15 นาที"), ("รับเงิน", "ต่ำ", "1 วัน"))
    assert str(plan.processes[0].mtpd) == "PT15M"


def test_tables_by_code_say_what_each_process_needs_a_table_for_each_kind() -> None:
    plan = plan_of(
        f"{TITLE}การวิเคราะห์ผลกระทบทางธุรกิจ\nรหัส\tกระบวนงาน\tหน่วยงาน\tระดับผลกระทบ\tMTPD\n"
        "WP-01\tผลิตน้ำ\tงานผลิต\tสูง\t1 วัน\nSV-01\tซ่อมท่อ\tงานบริการ\tต่ำ\t3 วัน\n\n"
        "รหัส\tบุคลากรขั้นต่ำ (คน)\tที่นั่งในสถานที่สำรอง (คน)\nWP-01\t6\t4\nSV-01\t3\t2\n\n"
        "รหัส\tรายการวัสดุอุปกรณ์\tจำนวน\nWP-01\tถังคลอรีน\t4 ถัง\nWP-01\tชุดทดสอบ\t1 ชุด\nSV-01\tรถ\t2 คัน\n"
    )
    needs = {p.name: p.requirements for p in plan.processes}
    assert [(n.people[0].quantity, n.premises[0].quantity) for n in needs.values()] == [(6, 4), (3, 2)]
    assert [[(i.name, i.quantity, i.unit) for i in n.equipment] for n in needs.values()] == [
        [("ถังคลอรีน", 4, "ถัง"), ("ชุดทดสอบ", 1, "ชุด")],
        [("รถ", 2, "คัน")],
    ]


def test_how_many_may_stand_below_each_thing_in_its_cell() -> None:
    plan = in_word(
        ("กระบวนงาน", "สถานที่", "วัสดุอุปกรณ์", "บุคลากร"),
        ("ออกใบอนุญาต", "2 คน", "รายการ :\nรถบรรทุก 6 ล้อ\n2 คัน\nวิทยุ\n1 เครื่อง", "3 คน"),
        ("เก็บเอกสาร", "1 คน", "รายการ :\nตู้เก็บเอกสาร\n1 ตู้", "1 คน"),
    )
    assert [[(i.name, i.quantity) for i in p.requirements.equipment] for p in plan.processes] == [
        [("รถบรรทุก 6 ล้อ", 2), ("วิทยุ", 1)],
        [("ตู้เก็บเอกสาร", 1)],
    ]


def test_a_list_of_contents_ends_where_a_heading_with_people_below_it_begins() -> None:
    plan = plan_of(
        f"{TITLE}สารบัญ\nคณะบริหารความต่อเนื่อง ........ 1\nกลยุทธ์ความต่อเนื่อง ........ 2\n"
        "คณะบริหารความต่อเนื่อง\n1. นายก้อง ดีมาก ปลัด ผู้บัญชาการเหตุการณ์ โทร. 081 000 0001\n"
        "2. นางแก้ว ใจดี นิติกร ผู้แทนผู้บัญชาการเหตุการณ์ โทร. 081 000 0002\n"
    )
    assert named(plan, plan.continuity_team.head) == ("ก้อง", ["แก้ว"])


def test_boxes_on_one_line_are_ticked_each_for_itself() -> None:
    plan = plan_of(
        f"{TITLE}การประเมินความเสี่ยง\nภัยคุกคาม\tผลกระทบต่อทรัพยากร\n"
        "อุทกภัย\t☑ สถานที่ ☐ ครุภัณฑ์ ☑ คน\nอัคคีภัย\t☐ สถานที่ ☑ ครุภัณฑ์ ☐ คน\n"
    )
    struck = {t.name: {i.area for i in plan.impacts if i.threat == t.id and i.affected} for t in plan.threats}
    assert struck == {"อุทกภัย": {"premises", "people"}, "อัคคีภัย": {"equipment"}}
