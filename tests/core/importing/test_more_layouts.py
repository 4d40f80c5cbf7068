"""Layouts of tables and headings that turn the usual ones round, each in a small invented plan."""

import pytest

from tests.core.importing.test_variations import BIA, TITLE, plan_of


@pytest.mark.parametrize(
    "header",
    [
        "ทรัพยากร\tน้ำหลาก\tไฟฟ้าดับ\tโรคระบาด\n",
        "ทรัพยากร\tภัยคุกคาม\n\tน้ำหลาก\tไฟฟ้าดับ\tโรคระบาด\n",
        "ทรัพยากรที่ได้รับผลกระทบ\tน้ำหลาก\tไฟฟ้าดับ\tโรคระบาด\n",
    ],
)
def test_a_matrix_with_the_threats_as_its_columns(header: str) -> None:
    plan = plan_of(f"{TITLE}ความเสี่ยงและภัยคุกคาม\n{header}อาคาร/สถานที่\t√\t\t\nวัสดุอุปกรณ์\t√\t√\t-\nบุคลากร\t\t\t√\n")
    names = {t.id: t.name for t in plan.threats}
    assert [(names[i.threat], i.area) for i in plan.impacts if i.affected] == [
        ("น้ำหลาก", "premises"),
        ("น้ำหลาก", "equipment"),
        ("ไฟฟ้าดับ", "equipment"),
        ("โรคระบาด", "people"),
    ]
    assert len(plan.impacts) == 9


def test_needs_in_two_tables_and_by_the_number_of_their_process() -> None:
    plan = plan_of(
        f"{BIA}ที่\tกระบวนงาน\tหน่วยงาน\tMTPD\n1\tรับแจ้งเหตุ\tฝ่ายปกครอง\t1 วัน\n2\tออกหนังสือ\tฝ่ายปกครอง\t2 วัน\n\n"
        "ความต้องการทรัพยากรที่จำเป็น\nกระบวนงาน\tวัสดุอุปกรณ์\tเทคโนโลยีสารสนเทศ\nรับแจ้งเหตุ\tวิทยุ 2 เครื่อง\tระบบแจ้งเตือน\n"
        "ออกหนังสือ\tตู้ 1 ใบ\t-\n\nกระบวนงานที่\tสถานที่สำรอง (คน)\tบุคลากรหลัก (คน)\tคู่ค้า\n1\t3 คน\t2 คน\tมูลนิธิ\n2\t1 คน\t1 คน\t-\n"
    )
    assert [p.name for p in plan.processes] == ["รับแจ้งเหตุ", "ออกหนังสือ"]
    first, second = (p.requirements for p in plan.processes)
    assert [(r.name, r.quantity) for r in first.equipment] == [("วิทยุ", 2)]
    assert [r.name for r in first.technology] == ["ระบบแจ้งเตือน"]
    assert [r.quantity for r in (*first.premises, *first.people)] == [3, 2]
    assert [r.quantity for r in (*second.premises, *second.people)] == [1, 1]


def test_a_column_that_only_numbers_the_steps_holds_no_steps() -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนปฏิบัติเมื่อประกาศใช้แผน\n4.1 ระยะ 0 - 6 ชั่วโมง\nขั้นตอน\tการปฏิบัติ\tผู้รับผิดชอบ\tเวลาแล้วเสร็จ\n"
        "1\tแจ้งหัวหน้าคณะ\tผู้ประสานงาน\t15 นาที\n2\tเปิดศูนย์สำรอง\tหัวหน้าคณะฯ\t1 ชั่วโมง\n\n"
        "4.2 ระยะหลัง 6 ชั่วโมง\nขั้นตอน\tการปฏิบัติ\tผู้รับผิดชอบ\tเวลาแล้วเสร็จ\n1\tซ่อมแซม\tหัวหน้าคณะฯ\t7 วัน\n"
    )
    assert [(str(p.starts), [s.text for s in p.steps]) for p in plan.response] == [
        ("PT0H", ["แจ้งหัวหน้าคณะ", "เปิดศูนย์สำรอง"]),
        ("PT6H", ["ซ่อมแซม"]),
    ]


@pytest.mark.parametrize("lead", ["สมาชิก", "รายชื่อสมาชิก", "รายชื่อ", "บุคลากรประจำ"])
def test_the_line_above_a_table_says_whose_members_it_lists(lead: str) -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าส่วนปฏิบัติการ\tนายก้อง ดีมาก\t0812345671\n"
        f"หัวหน้าส่วนสนับสนุน\tนางแก้ว ใจดี\t0812345672\n\n{lead}ส่วนปฏิบัติการ (Operations) : กลุ่มการพยาบาล\n"
        "ชื่อ-สกุล\tโทรศัพท์\nนายชาติ กล้าหาญ\t0812345673\n"
    )
    assert [(t.name, len(t.members)) for t in plan.continuity_team.teams] == [("ส่วนปฏิบัติการ", 1), ("ส่วนสนับสนุน", 0)]
