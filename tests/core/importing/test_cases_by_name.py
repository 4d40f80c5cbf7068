"""Cases that no list of kinds of threats knows: told by the plan's own threats, or by the stages right below them."""

import io

import docx

from phrom.core.importing import read_plan
from tests.core.importing.test_variations import TITLE, plan_of

STAGES = "ก่อนเกิดเหตุ\n- แลกบัตร\nระหว่างเกิดเหตุ\n- ปิดประตู\n- โทร. 191\nหลังเกิดเหตุ\n- ทบทวน\n"


def steps_by_threat(text: str) -> dict[str, tuple[int, int, int]]:
    plan = plan_of(text)
    names = {threat.id: threat.name for threat in plan.threats}
    return {names[s.threat]: (len(s.onset), len(s.crisis), len(s.recovery)) for s in plan.scenarios}


def test_a_numbered_heading_right_above_the_first_stage_names_a_case() -> None:
    found = steps_by_threat(
        f"{TITLE}8. แนวปฏิบัติรายเหตุการณ์\n8.1 อุทกภัย\nก่อนเกิดเหตุ\n- ยกของ\nหลังเกิดเหตุ\n- ล้างพื้น\n"
        f"8.2 คนนอกบุกรุกสำนักงาน\n{STAGES}"
    )
    assert found == {"อุทกภัย": (1, 0, 1), "คนนอกบุกรุกสำนักงาน": (1, 2, 1)}


def test_the_last_step_of_a_stage_above_the_next_stage_names_no_case() -> None:
    found = steps_by_threat(
        f"{TITLE}8. แนวปฏิบัติรายเหตุการณ์\n8.1 อุทกภัย\nก่อนเกิดเหตุ\n1. ยกของ\n2. สำรองข้อมูล\nหลังเกิดเหตุ\n1. ล้างพื้น\n"
    )
    assert found == {"อุทกภัย": (2, 0, 1)}


def test_what_is_to_be_done_below_the_name_of_a_case_is_no_case() -> None:
    found = steps_by_threat(f"{TITLE}8. แนวปฏิบัติรายเหตุการณ์\nกรณีที่ 1 อุทกภัย\n1.1 ขั้นตอนของทุกทีม\n{STAGES}")
    assert found == {"อุทกภัย": (1, 2, 1)}


def test_a_threat_of_the_plan_is_a_case_whatever_kind_it_is() -> None:
    matrix = "4. ความเสี่ยง\nความเสี่ยง\tอาคาร\tอุปกรณ์\tบุคลากร\nอุทกภัย\t/\t-\t-\nบานประตูน้ำชำรุด\t/\t/\t-\n\n"
    found = steps_by_threat(
        f"{TITLE}{matrix}9. การปฏิบัติรายภัย\n9.1 กรณีอุทกภัย\nระยะ\tการปฏิบัติ\nเตรียมการ\t(1) พร่องน้ำ\n"
        "เผชิญเหตุ\t(1) สูบน้ำ\n(2) เสริมคัน\nฟื้นฟู\t(1) ซ่อมคลอง\n\n9.2 กรณีบานประตูน้ำชำรุด\nระยะ\tการปฏิบัติ\n"
        "เตรียมการ\t(1) ตรวจสภาพ\nเผชิญเหตุ\t(1) ปิดกั้นน้ำ\n(2) ระดมเครื่องจักร\nฟื้นฟู\t(1) ทดสอบ\n"
    )
    assert found == {"อุทกภัย": (1, 2, 1), "บานประตูน้ำชำรุด": (1, 2, 1)}


def test_a_threat_whose_name_speaks_of_people_is_struck_where_its_sentence_says() -> None:
    plan = plan_of(
        f"{TITLE}4. ภัยที่อาจเกิดขึ้น\n4.1 อุทกภัย ส่งผลกระทบต่ออาคารสถานที่ วัสดุอุปกรณ์\n"
        "4.2 เหตุบุคคลบุกรุกสำนักงาน ส่งผลกระทบต่ออาคารสถานที่ บุคลากร\n"
    )
    assert [t.name for t in plan.threats] == ["อุทกภัย", "เหตุบุคคลบุกรุกสำนักงาน"]
    assert [i.area for i in plan.impacts if i.threat == plan.threats[1].id] == ["premises", "people"]


def test_a_cell_of_needs_joined_over_two_processes_is_a_need_of_both() -> None:
    document = docx.Document()
    for text in (*TITLE.split("\n"), "ทรัพยากรขั้นต่ำที่ต้องใช้"):
        document.add_paragraph(text)
    rows = (
        ("กระบวนงาน", "บุคลากร", "ระบบสารสนเทศ", "คู่ค้า/ผู้ให้บริการ"),
        ("1. งานทดลอง", "2 คน", "ระบบ A", "ธนาคารสมมุติ 1 แห่ง"),
        ("2. งานจำลอง", "1 คน", "ระบบ B", ""),
    )
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(1, 3).merge(table.cell(2, 3))
    out = io.BytesIO()
    document.save(out)
    result = read_plan(out.getvalue(), "plan.docx")
    needs = [[n.name for n in p.requirements.suppliers] for p in result.plan.processes]
    assert needs == [["ธนาคารสมมุติ"], ["ธนาคารสมมุติ"]]
    unsure = [r.path for r in result.report.readings if r.reason is not None and "suppliers" in r.path]
    assert unsure == ["processes/process-2/requirements/suppliers/0"]


def test_the_columns_of_those_who_replace_others_are_known() -> None:
    plan = plan_of(
        f"{TITLE}บัญชีรายชื่อทีม ก : ฝ่ายสมมุติ\nที่\tชื่อ - สกุล\tตำแหน่ง\tโทรศัพท์\tผู้ทดแทน\tโทรศัพท์\n"
        "1\tนายหนึ่ง สมมุติ\tนายช่าง\t081-000-0001\tนายสอง สมมุติ\t081-000-0002\n"
    )
    people = {p.id: p.given_name for p in plan.people}
    member = plan.continuity_team.teams[0].members[0]
    assert (people[member.primary or ""], [people[a] for a in member.alternates]) == ("หนึ่ง", ["สอง"])


def test_threats_and_stages_listed_before_the_cases_ask_nothing() -> None:
    text = (
        f"{TITLE}4. ความเสี่ยง\nความเสี่ยง\tอาคาร\tอุปกรณ์\tบุคลากร\nอุทกภัย\t/\t-\t-\nอัคคีภัย\t/\t/\t-\n\n"
        "ขั้นตอนบริหารความต่อเนื่อง\n1. อุทกภัย\n2. อัคคีภัย\n1. เมื่อเริ่มมีสถานการณ์\n2. เมื่อเหตุการณ์กลับเข้าสู่สภาวะปกติ\n"
        "1. กรณีเกิดอุทกภัย\nเมื่อเริ่มมีเหตุการณ์\n- ยกของ\n2. กรณีเกิดอัคคีภัย\nเมื่อเริ่มมีเหตุการณ์\n- ดับไฟ\n"
    )
    result = read_plan(text.encode(), "plan.txt")
    assert [len(s.onset) for s in result.plan.scenarios] == [1, 1]
    assert [line.text for line in result.report.unplaced] == []
