"""Tables rewritten as `heading : value` lines, a group a row: the groups are read as the table that they were."""

import pytest

from phrom.core.importing import read_plan
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_variations import TITLE, plan_of

WORK = "งานที่ 1 รับแจ้งเหตุ\n    ฝ่าย : ฝ่ายปกครอง\n    ผลกระทบ : สูง\n    MTPD : 4 ชม.\n\n"
MORE_WORK = "งานที่ 2 ออกหนังสือ\n    ฝ่าย : ฝ่ายปกครอง\n    ผลกระทบ : ต่ำ\n    MTPD : 7 วัน\n\n"
PEOPLE = (
    "ลำดับ : 1\nชื่อ - สกุล : นายก้อง ดีมาก\nหน้าที่ตามแผน : ผู้อำนวยการแผน\nโทรศัพท์ : 081 234 5671\n\n"
    "ลำดับ : 2\nชื่อ - สกุล : นางแก้ว ใจดี\nหน้าที่ตามแผน : ผู้ประสานงาน\nโทรศัพท์ : 081 234 5672\n"
)


@pytest.mark.parametrize("heading", ["(3) คำสั่งมอบหมายหน้าที่ :\n", "คำสั่งมอบหมายหน้าที่\n"])
def test_people_below_the_work_are_no_part_of_its_last_record(heading: str) -> None:
    text = f"{TITLE}ผลการวิเคราะห์กระบวนงาน\n{WORK}{MORE_WORK}{heading}{PEOPLE}"
    result = read_plan(text.encode(), "plan.txt")
    plan = result.plan
    assert [(p.name, p.impact, str(p.mtpd)) for p in plan.processes] == [
        ("รับแจ้งเหตุ", "high", "PT4H"),
        ("ออกหนังสือ", "low", "P7D"),
    ]
    names = {p.id: (p.full_name, p.phones) for p in plan.people}
    team = plan.continuity_team
    assert names[team.head.primary or ""] == ("นายก้อง ดีมาก", ("+66812345671",))
    assert names[team.coordinator.primary or ""] == ("นางแก้ว ใจดี", ("+66812345672",))
    assert_account_sums(result.report)


def test_areas_as_labels_and_what_is_told_of_them_as_the_first_value() -> None:
    plan = plan_of(
        f"{TITLE}ทางออกเมื่อขาดแคลน :\nด้าน : แนวทาง\nอาคาร/สถานที่ : ใช้ห้องประชุมอำเภอ\n"
        "วัสดุอุปกรณ์ : เช่าเครื่องกำเนิดไฟฟ้า, ยืมรถจากอำเภอ\nบุคลากร : กำหนดผู้ปฏิบัติงานแทน\n\n"
        "ด้าน : หน่วยงานรับผิดชอบ\nอาคาร/สถานที่ : ฝ่ายปกครอง\nวัสดุอุปกรณ์ : ฝ่ายคลัง\nบุคลากร : ฝ่ายปกครอง\n"
    )
    units = {u.id: u.name for u in plan.units}
    assert [(s.area, s.actions, [units[u] for u in s.owners]) for s in plan.strategies] == [
        ("premises", ("ใช้ห้องประชุมอำเภอ",), ["ฝ่ายปกครอง"]),
        ("equipment", ("เช่าเครื่องกำเนิดไฟฟ้า", "ยืมรถจากอำเภอ"), ["ฝ่ายคลัง"]),
        ("people", ("กำหนดผู้ปฏิบัติงานแทน",), ["ฝ่ายปกครอง"]),
    ]


@pytest.mark.parametrize("number", ["", "ช่วงที่ {} : "])
def test_phases_as_labels_below_who_does_the_steps(number: str) -> None:
    first, second = f"{number.format(1)}0 - 4 ชั่วโมง", f"{number.format(2)}มากกว่า 4 ชั่วโมง"
    plan = plan_of(
        f"{TITLE}ลำดับการปฏิบัติ\nผู้รับผิดชอบ : ผู้ประสานงาน\n{first} : - แจ้งเหตุ, - เปิดศูนย์สำรอง\n{second} : -\n\n"
        f"ผู้รับผิดชอบ : ทุกทีม\n{first} : -\n{second} : - ซ่อมแซมอาคาร\n"
    )
    assert [(str(p.starts), [(s.text, s.responsible_text) for s in p.steps]) for p in plan.response] == [
        ("PT0H", [("แจ้งเหตุ", "ผู้ประสานงาน"), ("เปิดศูนย์สำรอง", "ผู้ประสานงาน")]),
        ("PT4H", [("ซ่อมแซมอาคาร", "ทุกทีม")]),
    ]


def test_a_unit_above_groups_of_work_and_a_cell_that_reaches_down_are_of_each_row() -> None:
    above = "{}\nงาน : {}\nผลกระทบ : สูง\nMTPD : 1 วัน\n\n"
    joined = (
        "ฝ่าย : ฝ่ายปกครอง\nงาน : รับแจ้งเหตุ\nผลกระทบ : สูง\nMTPD : 1 วัน\n\nงาน : ออกหนังสือ\nผลกระทบ : ต่ำ\nMTPD : 2 วัน\n\n"
    )
    for text in (
        above.format("ฝ่ายปกครอง", "รับแจ้งเหตุ") + "งาน : ออกหนังสือ\nผลกระทบ : ต่ำ\nMTPD : 2 วัน\n\n",
        joined,
    ):
        end = above.format("ฝ่ายคลัง", "เบิกเงิน") if text != joined else ""
        plan = plan_of(f"{TITLE}กระบวนงานที่สำคัญ\n{text}{end}")
        units = {u.id: u.name for u in plan.units}
        found = [(p.name, [units[u] for u in p.units]) for p in plan.processes]
        assert found[:2] == [("รับแจ้งเหตุ", ["ฝ่ายปกครอง"]), ("ออกหนังสือ", ["ฝ่ายปกครอง"])]
        assert found[2:] == ([("เบิกเงิน", ["ฝ่ายคลัง"])] if end else [])


def test_one_step_alone_in_its_phase_has_the_columns_of_the_other_phases() -> None:
    step = "ภารกิจ : {}\nบทบาทผู้รับผิดชอบ : ทุกทีม\nดำเนินการแล้วเสร็จ : ☐\n\n"
    plan = plan_of(
        f"{TITLE}การดำเนินการตามห้วงเวลา\nช่วงที่ 1 : วันที่ 1\n{step.format('แจ้งเหตุ')}{step.format('อพยพ')}"
        f"ช่วงที่ 2 : วันที่ 2 - 7\n{step.format('กู้คืนระบบ')}"
    )
    assert [[s.text for s in p.steps] for p in plan.response] == [["แจ้งเหตุ", "อพยพ"], ["กู้คืนระบบ"]]
    assert plan.processes == ()


@pytest.mark.parametrize("joint", [": ", ", "])
def test_needs_of_all_areas_in_one_value(joint: str) -> None:
    need = f"ความต้องการขั้นต่ำ : พื้นที่ปฏิบัติงาน{joint}{{}} คน, อุปกรณ์{joint}รถ 1 คัน, เครื่องพิมพ์ 2 เครื่อง, บุคลากร{joint}3 คน\n\n"
    plan = plan_of(
        f"{TITLE}กระบวนงานที่สำคัญ\n{WORK}{MORE_WORK}สิ่งที่ต้องมีเป็นอย่างน้อย\nงาน : รับแจ้งเหตุ\n{need.format(2)}"
        f"งาน : ออกหนังสือ\n{need.format(1)}"
    )
    for process, seats in zip(plan.processes, (2, 1), strict=True):
        needs = process.requirements
        assert [r.quantity for r in (*needs.premises, *needs.people)] == [seats, 3]
        assert [(r.name, r.quantity) for r in needs.equipment] == [("รถ", 1), ("เครื่องพิมพ์", 2)]


def test_columns_of_time_side_by_side_keep_their_numbers() -> None:
    row = "งาน : {}\nMTPD ภายใน 1 วัน : {}\nMTPD ภายใน 1 สัปดาห์ : {}\n\n"
    plan = plan_of(f"{TITLE}กระบวนงานที่สำคัญ\n{row.format('รับแจ้งเหตุ', '●', '')}{row.format('ออกหนังสือ', '', '●')}")
    assert [str(p.mtpd) for p in plan.processes] == ["P1D", "P1W"]


def test_phases_behind_the_cases_are_no_steps_of_the_last_case() -> None:
    plan = plan_of(
        f"{TITLE}วิธีปฏิบัติเฉพาะภัย\nภัย : น้ำหลาก\nก่อนเกิดเหตุ : แจ้งเตือนบุคลากร, สำรองข้อมูลสำคัญ\nหลังเกิดเหตุ : ทำความสะอาด\n\n"
        "ขั้นตอนปฏิบัติเมื่อประกาศใช้แผน\nวันที่ 1\nลำดับ : 1\nกิจกรรม : เปิดศูนย์\nผู้รับผิดชอบ : ทุกทีม\n\n"
        "ลำดับ : 2\nกิจกรรม : ย้ายงาน\nผู้รับผิดชอบ : ทุกทีม\n"
    )
    (case,) = plan.scenarios
    assert [s.text for s in (*case.onset, *case.recovery)] == ["แจ้งเตือนบุคลากร", "สำรองข้อมูลสำคัญ", "ทำความสะอาด"]
    assert [s.text for p in plan.response for s in p.steps] == ["เปิดศูนย์", "ย้ายงาน"]
