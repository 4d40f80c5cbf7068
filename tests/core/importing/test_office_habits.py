"""Habits of single offices, each in a small invented plan: how they head phases, teams, tables and contact lists."""

from tests.core.importing.test_variations import BIA, TITLE, only_process, plan_of


def test_phases_counted_by_days_within_a_longer_heading_are_known() -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนตามห้วงเวลา\nห้วงที่ 1 ภายใน 4 ชั่วโมงแรก\nกิจกรรม\tผู้รับผิดชอบ\nแจ้งเหตุ\tหัวหน้าคณะฯ\n\n"
        "ห้วงที่ 2 วันที่ 2 ถึงวันที่ 5\nกิจกรรม\tผู้รับผิดชอบ\nซ่อมอาคาร\tหัวหน้าคณะฯ\n\n"
        "3. การดำเนินการหลังวันที่ 5\nกิจกรรม\tผู้รับผิดชอบ\nถอดบทเรียน\tหัวหน้าคณะฯ\n"
    )
    assert [(str(p.starts), p.ends and str(p.ends), len(p.steps)) for p in plan.response] == [
        ("PT0H", "PT4H", 1),
        ("PT24H", "PT120H", 1),
        ("PT120H", None, 1),
    ]


def test_the_unit_that_owns_a_matter_is_the_unit_of_the_process() -> None:
    plan = plan_of(f"{BIA}กระบวนงาน\tส่วนงานเจ้าของเรื่อง\tMTPD\nออกใบรับรอง\tส่วนทะเบียนสมมุติ\t2 วัน\n")
    assert [u.name for u in plan.units] == ["ส่วนทะเบียนสมมุติ"]
    assert plan.processes[0].units == (plan.units[0].id,)


def test_seats_to_work_at_are_needs_of_premises() -> None:
    process = only_process(
        f"{BIA}กระบวนงาน\tที่นั่งปฏิบัติงานสำรอง\tวัสดุอุปกรณ์\tระบบงาน\tบุคลากร\nออกใบรับรอง\t3 คน\tกล้อง 1 ตัว\tระบบทะเบียน\t2 คน\n"
    )
    assert [(r.quantity, r.unit) for r in process.requirements.premises] == [(3, "คน")]


def test_a_step_under_a_stage_may_begin_like_the_stage() -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนการปฏิบัติเมื่อเกิดภัย\nกรณีที่ 1 อุทกภัย\nก่อนเกิดภัย\tระหว่างเกิดภัย\tหลังเกิดภัย\n"
        "ยกเอกสารขึ้นที่สูง\tย้ายไปสำนักงานสำรอง\tฟื้นฟูห้องเก็บของ\n"
    )
    assert [[s.text for s in steps] for steps in (plan.scenarios[0].onset, plan.scenarios[0].recovery)] == [
        ["ยกเอกสารขึ้นที่สูง"],
        ["ฟื้นฟูห้องเก็บของ"],
    ]
