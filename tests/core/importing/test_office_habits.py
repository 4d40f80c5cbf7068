"""Habits of single offices, each in a small invented plan: how they head phases, teams, tables and contact lists."""

from phrom.core.importing import read_plan
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


def test_a_row_that_names_a_unit_says_whose_the_processes_below_it_are() -> None:
    plan = plan_of(
        f"{BIA}ลำดับ\tกระบวนงาน\tระดับผลกระทบ\tMTPD\nฝ่ายทะเบียนสมมุติ\t\t\t\n1\tออกใบรับรอง\tสูง\t2 วัน\n"
        "กลุ่มคลังสมมุติ\t\t\t\n2\tจ่ายเงิน\tสูง\t1 วัน\n3\tรับเงิน\tสูง\t1 วัน\n"
    )
    names = {u.id: u.name for u in plan.units}
    assert [(p.name, [names[u] for u in p.units]) for p in plan.processes] == [
        ("ออกใบรับรอง", ["ฝ่ายทะเบียนสมมุติ"]),
        ("จ่ายเงิน", ["กลุ่มคลังสมมุติ"]),
        ("รับเงิน", ["กลุ่มคลังสมมุติ"]),
    ]


def test_needs_listed_one_a_row_belong_to_the_process_and_area_above() -> None:
    plan = plan_of(
        f"{TITLE}ทรัพยากรขั้นต่ำ\nกระบวนงาน\tด้าน\tรายการ\tจำนวน\n1. ออกใบรับรอง\tวัสดุอุปกรณ์\tกล้องถ่ายรูป\t2 ตัว\n"
        "\t\tแบบ ทส 01\t\n\tบุคลากร\tนายทะเบียน\t3 คน\n2. จ่ายเงิน\tคู่ค้า\tธนาคารสมมุติ\t-\n"
    )
    first, second = (p.requirements for p in plan.processes)
    assert [(r.name, r.quantity, r.unit) for r in first.equipment] == [
        ("กล้องถ่ายรูป", 2, "ตัว"),
        ("แบบ ทส 01", None, None),
    ]
    assert [(r.name, r.quantity, r.unit) for r in first.people] == [("นายทะเบียน", 3, "คน")]
    assert [r.name for r in second.suppliers] == ["ธนาคารสมมุติ"]


def test_a_numbered_step_that_reads_like_a_heading_stays_a_step() -> None:
    plan = plan_of(
        f"{TITLE}9. การปฏิบัติแยกตามภัย\n9.1 อัคคีภัย\n9.1.1 ระยะก่อนเกิดภัย\n9.1.1.1 ตรวจถังดับเพลิง\n"
        "9.1.1.2 ฝึกซ้อมอพยพปีละ 1 ครั้ง\n9.1.2 ระยะเกิดภัย\n9.1.2.1 กดสัญญาณเตือน\n"
    )
    assert [(len(s.onset), len(s.crisis)) for s in plan.scenarios] == [(2, 1)]


TEAM = (
    f"{TITLE}คณะบริหารความต่อเนื่อง\nชุดที่ 1 ชุดทดลอง\nหน้าที่\tชื่อ-สกุล\tตำแหน่ง\nหัวหน้าชุด\tนายก้อง ดีมาก\tนายช่าง\n"
    "ผู้ปฏิบัติหน้าที่แทนหัวหน้าชุด\tนางขวัญ ใจงาม\tนักวิชาการ\nสมาชิก\tนายชาติ กล้าหาญ\tช่างไฟฟ้า\n"
)


def test_whoever_acts_for_the_leader_is_the_alternate_and_no_member() -> None:
    plan = plan_of(TEAM)
    names = {p.id: p.given_name for p in plan.people}
    team = plan.continuity_team.teams[0]
    assert names[team.leader.primary or ""] == "ก้อง"
    assert [names[a] for a in team.leader.alternates] == ["ขวัญ"]
    assert [names[m.primary or ""] for m in team.members] == ["ชาติ"]


def test_a_stand_in_named_without_a_role_stands_in_for_the_row_above() -> None:
    plan = plan_of(TEAM.replace("แทนหัวหน้าชุด", "แทน"))
    assert [len(plan.continuity_team.teams[0].leader.alternates), len(plan.continuity_team.teams[0].members)] == [1, 1]


def test_a_later_list_of_numbers_gives_numbers_and_no_places() -> None:
    plan = plan_of(
        f"{TEAM}\nบัญชีรายชื่อสำหรับการแจ้งเหตุ\nลำดับ\tชื่อ-สกุล\tโทรศัพท์\n1\tนายก้อง ดีมาก\t0812345671\n"
        "2\tนางขวัญ ใจงาม\t0812345672\n3\tนายชาติ กล้าหาญ\t0812345673\n4\tนายใหม่ มาทีหลัง\t0812345674\n"
    )
    assert [p.phones for p in plan.people] == [(f"+6681234567{n}",) for n in (1, 2, 3, 4)]
    assert len(plan.continuity_team.teams[0].members) == 1


def test_steps_that_name_people_and_places_are_no_strategies() -> None:
    plan = plan_of(
        f"{TITLE}9. การปฏิบัติแยกตามภัย\n9.1 อัคคีภัย\n9.1.1 ระยะก่อนเกิดภัย\n9.1.1.1 สำรวจอาคาร\n9.1.1.2 สำรวจบุคลากร\n"
        "9.1.1.3 สำรวจวัสดุอุปกรณ์\n9.1.2 ระยะเกิดภัย\n9.1.2.1 กดสัญญาณเตือน\n"
    )
    assert plan.strategies == ()
    assert [(len(s.onset), len(s.crisis)) for s in plan.scenarios] == [(3, 1)]


def test_a_unit_seen_under_its_short_form_first_is_known_and_shown_by_its_whole_name() -> None:
    plan = plan_of(
        f"{BIA}กระบวนงาน\tหน่วยงาน\tMTPD\nรับหนังสือ\tฝ่าย บห.\t1 วัน\nเบิกจ่าย\tกลุ่มงานการเงินฯ\t2 วัน\n"
        "จัดซื้อ\tฝ่ายบริหารทั่วไป\t3 วัน\nจ่ายเงินเดือน\tกลุ่มงานการเงินและบัญชี\t3 วัน\n"
    )
    assert [u.name for u in plan.units] == ["ฝ่ายบริหารทั่วไป", "กลุ่มงานการเงินและบัญชี"]
    assert [p.units for p in plan.processes] == [(u.id,) for u in plan.units] * 2


def test_work_that_runs_all_the_time_may_not_stop_and_is_asked_for() -> None:
    text = f"{BIA}กระบวนงาน\tMTPD\nสั่งการ\t24x7\nรับแจ้งเหตุ\tตลอด 24 ชั่วโมง\nจ่ายเงิน\t½ วัน\n"
    result = read_plan(text.encode(), "plan.txt")
    assert [(str(p.mtpd), p.mtpd_text) for p in result.plan.processes] == [
        ("PT0H", "24x7"),
        ("PT0H", "ตลอด 24 ชั่วโมง"),
        ("PT12H", "½ วัน"),
    ]
    sure = [r.confidence for r in result.report.readings if r.path.endswith("/mtpd")]
    assert sure == [0.6, 0.6, 1.0]


def test_an_extension_that_stands_alone_behind_a_name_is_kept_and_said_to_be_no_number_to_dial() -> None:
    result = read_plan(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nหัวหน้าคณะบริหารความต่อเนื่อง นายก้อง ดีมาก โทร. ภายใน 123\n".encode(), "plan.txt"
    )
    assert [(p.phones, p.phones_text) for p in result.plan.people] == [((), ("โทร. ภายใน 123",))]
    assert [r.confidence for r in result.report.readings if r.path.endswith("/phones_text")] == [0.5]


def test_a_case_with_its_stages_below_it_is_one_wherever_it_stands() -> None:
    plan = plan_of(
        f"{TITLE}ภัยคุกคาม\nภัย\tอาคารสถานที่\tวัสดุอุปกรณ์\tเทคโนโลยี\tบุคลากร\tคู่ค้า\nอุทกภัย\t/\t\t\t/\t\n\n"
        "บันทึกจากคราวก่อน\nน้ำเข้าห้องเก็บเอกสาร\n\nกรณีอุทกภัย\nก่อนเกิดเหตุ\n- ติดตามระดับน้ำ\nหลังเกิดเหตุ\n- ทำความสะอาด\n"
    )
    assert [([s.text for s in c.onset], [s.text for s in c.recovery]) for c in plan.scenarios] == [
        (["ติดตามระดับน้ำ"], ["ทำความสะอาด"])
    ]
