"""Words, numbers and marks that an office puts in the place of the template's: what they mean decides."""

import pytest

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan

HEAD = "แผนบริหารความต่อเนื่อง\nสำนักงานทดลองอ่าน\nพ.ศ. 2568\n\n"


def read(text: str) -> Plan:
    return read_plan((HEAD + text).encode(), "plan.txt").plan


def table(*rows: str) -> str:
    """A table with one row a line and tabs between its cells."""
    return "".join("\t".join(cell.strip() for cell in row.split("|")) + "\n" for row in rows)


def test_a_matrix_may_answer_in_words_and_its_first_row_is_no_heading() -> None:
    plan = read(
        "ภัยคุกคาม\n"
        + table(
            "ประเภทภัย | สถานที่ | วัสดุอุปกรณ์ | เทคโนโลยี | บุคลากร | คู่ค้า",
            "อัคคีภัย | ใช่ | ใช่ | ไม่ใช่ | ใช่ | ไม่ใช่",
            "โรคระบาด | ไม่ใช่ | ไม่ใช่ | ไม่ใช่ | ใช่ | ใช่",
        )
    )
    assert [t.name for t in plan.threats] == ["อัคคีภัย", "โรคระบาด"]
    assert [i.affected for i in plan.impacts] == [True, True, False, True, False, False, False, False, True, True]


@pytest.mark.parametrize("heading", ["เป้าหมายกลับมาทำงาน", "เวลาที่ต้องกลับมาให้บริการ", "กลับมาทำงานได้ภายใน", "เป้าหมายฟื้นตัว"])
def test_when_the_work_is_to_be_back_is_the_rto_beside_how_long_it_may_stop(heading: str) -> None:
    plan = read(
        "กระบวนงานสำคัญ\n"
        + table(
            f"กระบวนงาน | ผู้รับผิดชอบ | ความรุนแรง | เวลาหยุดได้นานที่สุด | {heading}",
            "1. งานทะเบียน | ฝ่ายทะเบียน | สูง | 1 วัน | 12 ชม.",
            "2. งานร้องเรียน | ฝ่ายนิติการ | ต่ำ | 7 วัน | 3 วัน",
        )
    )
    assert [(str(p.mtpd), str(p.rto)) for p in plan.processes] == [("P1D", "PT12H"), ("P7D", "P3D")]


def test_codes_of_processes_are_no_processes_also_where_each_cell_is_a_line() -> None:
    cells = (
        "รหัส กระบวนการ ฝ่าย ผลกระทบ MTPD RTO ก๑ ออกใบอนุญาต ฝ่ายทะเบียน สูง ๖|ชั่วโมง ๓|ชั่วโมง "
        "ก๒ รับเรื่องร้องเรียน ฝ่ายนิติการ ต่ำ ๗|วัน ๓|วัน"
    )
    lines = [cell.replace("|", " ") for cell in cells.split(" ")]
    plan = read(
        "กระบวนการสำคัญ\n\n" + "\n".join(lines[:6]) + "\n\n" + "\n".join(lines[6:12]) + "\n\n" + "\n".join(lines[12:])
    )
    assert [(p.name, p.impact, str(p.mtpd)) for p in plan.processes] == [
        ("ออกใบอนุญาต", "high", "PT6H"),
        ("รับเรื่องร้องเรียน", "low", "P7D"),
    ]


def test_whoever_does_the_work_instead_is_the_alternate_of_the_member_beside() -> None:
    plan = read(
        "คณะบริหารความต่อเนื่อง\nทีมที่ 1 : ฝ่ายทะเบียน\n"
        + table(
            "ลำดับ | ชื่อ - สกุล | โทรศัพท์ | ผู้ทำหน้าที่แทน | โทรศัพท์",
            "1 | นายสมชาย ใจดี | 081-000-0001 | นางสาวสมหญิง ใจงาม | 081-000-0002",
            "2 | นายสมศักดิ์ ใจกว้าง | 081-000-0003 | - | -",
        )
    )
    people = {p.id: p for p in plan.people}
    first, second = plan.continuity_team.teams[0].members
    assert [people[a].full_name for a in first.alternates] == ["นางสาวสมหญิง ใจงาม"]
    assert [people[a].phones for a in first.alternates] == [("+66810000002",)]
    assert second.alternates == ()


def test_a_spare_space_needs_people_places() -> None:
    plan = read(
        "ทรัพยากรขั้นต่ำ\n"
        + table(
            "กระบวนงาน | พื้นที่สำรอง | อุปกรณ์ | ระบบสารสนเทศ | เจ้าหน้าที่ | คู่ค้า",
            "1. งานทะเบียน | 10 คน | เครื่องพิมพ์ 1 เครื่อง | ระบบทะเบียน | 4 คน | -",
        )
    )
    assert [(r.quantity, r.unit) for r in plan.processes[0].requirements.premises] == [(10, "คน")]


def test_sections_may_be_numbered_in_roman_and_phases_by_nothing_but_their_hours() -> None:
    plan = read(
        "VII. ขั้นตอนการตอบสนอง\n"
        "1) ภายใน 2 ชั่วโมงแรก\n- แจ้งเจ้าหน้าที่เวร\n- เดินเครื่องปั่นไฟ\n"
        "2) 2 - 24 ชั่วโมง\n- ย้ายที่ทำงาน\n"
        "3) หลัง 24 ชั่วโมง\n- ตรวจความเสียหาย\n"
    )
    assert [(str(p.starts), p.ends and str(p.ends), len(p.steps)) for p in plan.response] == [
        ("PT0H", "PT2H", 2),
        ("PT2H", "PT24H", 1),
        ("PT24H", None, 1),
    ]


def test_stages_may_be_items_of_a_list_and_their_first_step_may_sound_like_a_section() -> None:
    plan = read(
        "VIII. แนวปฏิบัติตามภัย\n"
        "กรณีที่ ๑ พายุหมุนเขตร้อน\n- ก่อน\n  ๑. ยึดโยงเสาอากาศ\n  ๒. เติมน้ำมัน\n- ขณะ\n  ๑. งดออกกลางแจ้ง\n"
        "- หลัง\n  ๑. สำรวจสถานี\n"
        "กรณีที่ ๒ แผ่นดินไหว\n- ก่อน\n  ๑. ซักซ้อมการอพยพ\n- ขณะ\n  ๑. หลบใต้โต๊ะ\n- หลัง\n  ๑. รายงาน\n"
    )
    assert [(len(s.onset), len(s.crisis), len(s.recovery)) for s in plan.scenarios] == [(2, 1, 1), (1, 1, 1)]
    assert plan.scenarios[1].onset[0].text == "ซักซ้อมการอพยพ"
