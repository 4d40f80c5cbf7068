"""Layouts of tables and headings that turn the usual ones round, each in a small invented plan."""

from time import process_time

import pytest

from phrom.core.importing.words.headings import section_kind
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


def test_a_tick_in_a_cell_beyond_the_headings_of_a_matrix_is_no_fault() -> None:
    head = "ภัยคุกคาม\tอาคาร/สถานที่\tวัสดุอุปกรณ์\tบุคลากร\n"
    plan = plan_of(f"{TITLE}ความเสี่ยงและภัยคุกคาม\n{head}น้ำหลาก\t√\t\t\t√\nไฟฟ้าดับ\t\t√\t√\n")
    assert [t.name for t in plan.threats] == ["น้ำหลาก", "ไฟฟ้าดับ"]
    assert [i.area for i in plan.impacts if i.affected] == ["premises", "equipment", "people"]


def test_needs_in_two_tables_and_by_the_number_of_their_process() -> None:
    plan = plan_of(
        f"{BIA}ที่\tกระบวนงาน\tหน่วยงาน\tMTPD\n1\tรับแจ้งเหตุ\tฝ่ายปกครอง\t1 วัน\n2\tออกหนังสือ\tฝ่ายปกครอง\t2 วัน\n\n"
        "ความต้องการทรัพยากรที่จำเป็น\nกระบวนงาน\tวัสดุอุปกรณ์\tเทคโนโลยีสารสนเทศ\nรับแจ้งเหตุ\tวิทยุ 2 เครื่อง\tระบบแจ้งเตือน\n"
        "ออกหนังสือ\tตู้ 1 ใบ\t-\n\nกระบวนงานที่\tสถานที่สำรอง (คน)\tบุคลากรหลัก (คน)\tคู่ค้า\n"
        "1\t3 คน\t2 คน\tมูลนิธิ\n2\t1 คน\t1 คน\t-\n"
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


ROLE = "{role}\nชื่อ-สกุล : นายก้อง ดีมาก\nตำแหน่ง : ผู้อำนวยการ\nโทรศัพท์ : 081 234 5671\n"
DEPUTY = "ผู้ปฏิบัติหน้าที่แทน : นางแก้ว ใจดี\nตำแหน่ง : รองผู้อำนวยการ\nโทรศัพท์ : 081 234 5672\n"


def test_people_as_records_of_lines_below_their_role() -> None:
    plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\n{ROLE.format(role='หัวหน้าคณะบริหารความต่อเนื่อง')}{DEPUTY}")
    assert [(p.full_name, p.position, p.phones) for p in plan.people] == [
        ("นายก้อง ดีมาก", "ผู้อำนวยการ", ("+66812345671",)),
        ("นางแก้ว ใจดี", "รองผู้อำนวยการ", ("+66812345672",)),
    ]
    assert (plan.continuity_team.head.primary, plan.continuity_team.head.alternates) == ("person-1", ("person-2",))


def test_teams_as_records_of_lines() -> None:
    team = (
        "ทีม {0}\nหัวหน้าทีม : นาย{1} ดีมาก\nโทรศัพท์ : 081 234 567{2}\nผู้ปฏิบัติหน้าที่แทน : นาง{1} ใจดี\nโทรศัพท์ : 081 234 568{2}\n"
        "สมาชิกทีม :\n1. น.ส.{1} กล้าหาญ โทร. 081 234 569{2}\n\n"
    )
    text = team.format("A กลุ่มอำนวยการ", "ก้อง", 1) + team.format("B กลุ่มการเงิน", "ชาติ", 2)
    plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\n{text}")
    names = {p.id: p.full_name for p in plan.people}
    assert [
        (
            t.name,
            names[t.leader.primary or ""],
            names[t.leader.alternates[0]],
            [names[m.primary or ""] for m in t.members],
        )
        for t in plan.continuity_team.teams
    ] == [
        ("ทีม A", "นายก้อง ดีมาก", "นางก้อง ใจดี", ["น.ส.ก้อง กล้าหาญ"]),
        ("ทีม B", "นายชาติ ดีมาก", "นางชาติ ใจดี", ["น.ส.ชาติ กล้าหาญ"]),
    ]
    assert [p.phones for p in plan.people] == [(f"+66812345{n}",) for n in (671, 681, 691, 672, 682, 692)]


def test_steps_with_who_does_them_on_the_line_below() -> None:
    plan = plan_of(
        f"{TITLE}การตอบสนองต่อเหตุการณ์\nวันที่ 1\n1. แจ้งเหตุ\nผู้รับผิดชอบ : ผู้ประสานงานฯ\n2. ย้ายสำนักงาน\n"
        "ผู้รับผิดชอบ หัวหน้าคณะฯ\n3. ทบทวนแผนและรายงาน\nผู้รับผิดชอบ : ทุกทีม\n\nการทบทวนแผน\nให้ทบทวนทุกปี\n"
    )
    assert [(s.text, s.responsible) for s in plan.response[0].steps] == [
        ("แจ้งเหตุ", ("coordinator",)),
        ("ย้ายสำนักงาน", ("head",)),
        ("ทบทวนแผนและรายงาน", ("teams",)),
    ]


def test_a_heading_of_nothing_but_digits_takes_no_longer_than_any_other() -> None:
    started = process_time()
    section_kind("๙" * 80 + "ความต่อเนื่อง")
    assert process_time() - started < 1  # with a nested repetition it never ends


def test_the_classical_form_names_its_head_and_its_events_in_its_own_way() -> None:
    plan = plan_of(
        f"{TITLE}สรุปเหตุการณ์สภาวะวิกฤตและผลกระทบจากเหตุการณ์\nเหตุการณ์สภาวะวิกฤต\tด้านอาคาร/สถานที่\tด้านวัสดุอุปกรณ์\tด้านบุคลากรหลัก\n"
        "1 เหตุการณ์อุทกภัย\t\uf0fc\t\t\n2 เหตุการณ์โรคระบาด\t\t\t\uf0fc\n\n"
        "ทีมงานแผนความต่อเนื่อง (Business Continuity Plan Team)\nบทบาท\tบุคลากรหลัก\tโทรศัพท์\n"
        "หัวหน้าทีมงานบริหารความต่อเนื่อง\tนายก้อง ดีมาก\t0812345671\nหัวหน้าทีมกลุ่มตรวจสอบ\tนางแก้ว ใจดี\t0812345672\n"
    )
    assert [t.name for t in plan.threats] == ["อุทกภัย", "โรคระบาด"]
    assert plan.continuity_team.head.primary == "person-1"
    assert [t.leader.primary for t in plan.continuity_team.teams] == ["person-2"]


def test_a_table_rewritten_as_groups_of_heading_and_value_lines() -> None:
    row = "ทรัพยากร : {}\nภัยคุกคาม น้ำหลาก : {}\nภัยคุกคาม โรคระบาด : {}\n\n"
    matrix = row.format("อาคาร/สถานที่", "√", "") + row.format("บุคลากร", "", "√")
    level = (
        "กระบวนงาน : {}\nหน่วยงาน : ฝ่ายปกครอง\nระดับผลกระทบ สูง : {}\nระดับผลกระทบ ต่ำ : {}\n"
        "MTPD 4 ชม. : {}\nMTPD 1 วัน : {}\n\n"
    )
    processes = level.format("1. รับแจ้งเหตุ", "√", "", "√", "") + level.format("2. ออกหนังสือ", "", "√", "", "√")
    plan = plan_of(f"{TITLE}ความเสี่ยงและภัยคุกคาม\n{matrix}\nการวิเคราะห์ผลกระทบทางธุรกิจ\n{processes}")
    names = {t.id: t.name for t in plan.threats}
    assert [(names[i.threat], i.area, i.affected) for i in plan.impacts] == [
        ("น้ำหลาก", "premises", True),
        ("โรคระบาด", "premises", False),
        ("น้ำหลาก", "people", False),
        ("โรคระบาด", "people", True),
    ]
    assert [(p.name, p.impact, str(p.mtpd)) for p in plan.processes] == [
        ("รับแจ้งเหตุ", "high", "PT4H"),
        ("ออกหนังสือ", "low", "P1D"),
    ]


def test_a_heading_with_a_colon_right_above_records_is_no_pair_of_the_first_of_them() -> None:
    people = "\n\n".join(
        f"ลำดับ : {n}\nชื่อ - สกุล : {name}\nหน้าที่ : {role}\nมือถือ : 081 000 000{n}"
        for n, name, role in ((1, "นายก้อง ดีมาก", "หัวหน้าคณะบริหารความต่อเนื่อง"), (2, "นางแก้ว ใจดี", "ผู้ประสานงาน"))
    )
    cases = "\n\n".join(
        f"เหตุการณ์ : {name}\nเริ่มเกิดเหตุ : • เตรียมของ, • แจ้งทุกคน\nวิกฤต : • ย้ายที่ทำการ\nกลับสู่ปกติ : • ทำความสะอาด"
        for name in ("อุทกภัย", "อัคคีภัย")
    )
    plan = plan_of(f"{TITLE}1. แนวปฏิบัติรายเหตุการณ์ :\n{cases}\n\n2. ผู้มีหน้าที่ตามแผน :\n{people}\n")
    names = {p.id: p.given_name for p in plan.people}
    team = plan.continuity_team
    assert (names.get(team.head.primary or ""), names.get(team.coordinator.primary or "")) == ("ก้อง", "แก้ว")
    assert [[s.text for s in (*c.onset, *c.crisis, *c.recovery)] for c in plan.scenarios] == [
        ["เตรียมของ", "แจ้งทุกคน", "ย้ายที่ทำการ", "ทำความสะอาด"]
    ] * 2


def test_records_of_work_may_begin_with_how_long_it_may_stop() -> None:
    records = "\n\n".join(
        f"ระยะเวลาหยุดชะงักที่ยอมรับได้ (MTPD) : {time}\nระดับผลกระทบ : {level}\nส่วนราชการ : {unit}\nกระบวนการหลัก : {name}"
        for time, level, unit, name in (
            ("2 ชั่วโมง", "สูง", "ฝ่ายทะเบียน", "ออกใบอนุญาต"),
            ("7 วัน", "ต่ำ", "ฝ่ายคลัง", "เก็บเอกสาร"),
        )
    )
    plan = plan_of(f"{TITLE}7. ผลการวิเคราะห์กระบวนงาน :\n{records}\n")
    units = {u.id: u.name for u in plan.units}
    assert [(p.name, str(p.mtpd), p.impact, [units[u] for u in p.units]) for p in plan.processes] == [
        ("ออกใบอนุญาต", "PT2H", "high", ["ฝ่ายทะเบียน"]),
        ("เก็บเอกสาร", "P7D", "low", ["ฝ่ายคลัง"]),
    ]


def test_a_threat_a_record_with_the_areas_behind_boxes_is_the_matrix() -> None:
    records = "\n\n".join(
        f"ภัยคุกคาม : {name}\nผลกระทบต่อทรัพยากร : {first} อาคาร/สถานที่, {other} วัสดุอุปกรณ์, ☑ บุคลากร"
        for name, first, other in (("น้ำท่วม", "☑", "☐"), ("โรคระบาด", "☐", "☐"), ("วาตภัย", "☑", "☑"))
    )
    plan = plan_of(f"{TITLE}บทที่ 6 ภัยที่อาจเกิดขึ้นและผลกระทบต่อทรัพยากร :\n{records}\n\n")
    found = {t.name: [i.area for i in plan.impacts if i.threat == t.id and i.affected] for t in plan.threats}
    assert found == {
        "น้ำท่วม": ["premises", "people"],
        "โรคระบาด": ["people"],
        "วาตภัย": ["premises", "equipment", "people"],
    }


@pytest.mark.parametrize(
    ("one", "two"), [("ตอนที่ 1 : บัญชีรายชื่อ :", "ตอนที่ 2 : กระบวนงานสำคัญ :"), ("(1) บัญชีรายชื่อ :", "(2) กระบวนงานสำคัญ :")]
)
def test_the_heading_of_a_part_right_above_and_below_records_is_none_of_their_pairs(one: str, two: str) -> None:
    people = "\n\n".join(
        f"ชื่อ - สกุล : {name}\nหน้าที่ : {role}\nมือถือ : 081 000 000{n}"
        for n, name, role in ((1, "นายก้อง ดีมาก", "หัวหน้าคณะบริหารความต่อเนื่อง"), (2, "นางแก้ว ใจดี", "ผู้ประสานงาน"))
    )
    work = "\n\n".join(
        f"กระบวนงาน : {name}\nหน่วยงาน : {unit}\nระดับผลกระทบ : สูง\nMTPD : 1 วัน"
        for name, unit in (("ออกใบอนุญาต", "ฝ่ายทะเบียน"), ("เก็บเอกสาร", "ฝ่ายคลัง"))
    )
    plan = plan_of(f"{TITLE}{one}\n{people}\n{two}\n{work}\n")
    assert [(p.given_name, len(p.phones)) for p in plan.people] == [("ก้อง", 1), ("แก้ว", 1)]
    assert [p.name for p in plan.processes] == ["ออกใบอนุญาต", "เก็บเอกสาร"]
