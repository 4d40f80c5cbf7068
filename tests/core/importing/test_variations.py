"""The same facts written in the many ways that offices write them, each in a small invented plan."""

import io
import re

import docx
import pytest

from phrom.core.importing import UnreadableFileError, read_plan
from phrom.core.importing.files.damage import damage_mender
from phrom.core.plan.document import Plan, Process
from tests.core.importing.facts_of import CASES
from tests.core.importing.test_layouts import assert_account_sums

TITLE = "แผนบริหารความต่อเนื่อง\nสำนักงานสมมุติจังหวัดทดลอง\nพ.ศ. 2567\n\n"
BIA = TITLE + "การวิเคราะห์ผลกระทบทางธุรกิจ (BIA)\n"


def plan_of(text: str) -> Plan:
    result = read_plan(text.encode(), "plan.txt")
    assert_account_sums(result.report)
    return result.plan


def only_process(text: str) -> Process:
    processes = plan_of(text).processes
    assert len(processes) == 1
    return processes[0]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("6 ชั่วโมง", "PT6H"),
        ("ไม่เกิน 24 ชม.", "PT24H"),
        ("๕ วันทำการ", "P5D"),
        ("1-2 วัน", "P2D"),
        ("30 นาที", "PT30M"),
        ("ทันที", "PT0H"),
        ("ภายใน ๒ สัปดาห์", "P2W"),
        ("ครึ่งวัน", "PT12H"),
        ("1 เดือน", "P30D"),
        ("2 ช.ม.", "PT2H"),
    ],
)
def test_a_time_is_read_in_words_and_kept_as_written(words: str, iso: str) -> None:
    process = only_process(f"{BIA}ที่\tกระบวนงาน\tหน่วยงาน\tระดับผลกระทบ\tMTPD\n1\tงานทดลอง\tฝ่ายบริหาร\tสูง\t{words}\n")
    assert (str(process.mtpd), process.mtpd_text) == (iso, words)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("สูงมาก", "สูง", "ปานกลาง", "ต่ำ", "ต่ำมาก"), ("critical", "high", "medium", "low", "low")),
        (("5", "4", "3", "2", "1"), ("critical", "high", "medium", "low", "low")),
        (("๓", "๒", "๑"), ("high", "medium", "low")),
        (("ระดับ 4", "ระดับ 3", "ระดับ 2", "ระดับ 1"), ("critical", "high", "medium", "low")),
        (("มาก", "น้อย"), ("high", "low")),
    ],
)
def test_impact_is_read_in_words_and_numbers(levels: tuple[str, ...], expected: tuple[str, ...]) -> None:
    rows = "".join(f"{n}\tงานทดลองเรื่อง{'กขคงจ'[n]}\tฝ่ายบริหาร\t{level}\t1 วัน\n" for n, level in enumerate(levels))
    plan = plan_of(f"{BIA}ที่\tกระบวนงาน\tหน่วยงาน\tระดับผลกระทบ\tMTPD\n{rows}")
    assert tuple(p.impact for p in plan.processes) == expected
    assert tuple(p.impact_text for p in plan.processes) == levels


@pytest.mark.parametrize("tick", ["/", "✓", "X", "☑", "\uf050", "\uf0fc", "✔", "●"])
def test_a_tick_in_a_column_of_times_and_of_levels_is_a_value(tick: str) -> None:
    process = only_process(
        f"{BIA}กระบวนงาน\tหน่วยงาน\tระดับผลกระทบ\tระยะเวลาที่ยอมให้หยุดชะงัก\n"
        "\t\tสูง\tกลาง\tต่ำ\t4 ชม.\t1 วัน\t1 สัปดาห์\n"
        f"งานทดลอง\tฝ่ายบริหาร\t\t{tick}\t\t\t{tick}\t\n"
    )
    assert (process.impact, str(process.mtpd)) == ("medium", "P1D")


def test_two_ticks_in_a_row_are_a_question_and_no_answer() -> None:
    text = (
        f"{BIA}กระบวนงาน\tหน่วยงาน\tระดับผลกระทบ\tระยะเวลาที่ยอมให้หยุดชะงัก\n"
        "\t\tสูง\tกลาง\t4 ชม.\t1 วัน\nงานทดลอง\tฝ่ายบริหาร\t✓\t\t✓\t✓\n"
    )
    result = read_plan(text.encode(), "plan.txt")
    process = result.plan.processes[0]
    assert (process.impact, process.mtpd, process.mtpd_text) == ("high", None, "4 ชม. / 1 วัน")
    reading = next(r for r in result.report.readings if r.path == f"processes/{process.id}/mtpd")
    assert reading.confidence < 0.5
    assert reading.reason is not None


def test_rto_stands_beside_mtpd_whatever_column_comes_first() -> None:
    process = only_process(
        f"{BIA}ลำดับ\tกระบวนงาน\tRTO\tMTPD\tความรุนแรงของผลกระทบ\tฝ่ายที่รับผิดชอบ\tหมายเหตุ\n"
        "๑\tงานทดลอง\t๒ ชม.\t๔ ชม.\tสูง\tฝ่ายบริหาร\t-\n"
    )
    assert (str(process.rto), str(process.mtpd), process.impact, len(process.units)) == ("PT2H", "PT4H", "high", 1)


@pytest.mark.parametrize("mark", ["•", "-", "*", "●", "–", "➢"])
@pytest.mark.parametrize("name", ["กระบวนงานที่ 1 : งานทะเบียน", "1. งานทะเบียน", "กระบวนงานที่ ๑ งานทะเบียน"])
def test_a_process_told_in_label_and_value_lines_keeps_its_own_resources(name: str, mark: str) -> None:
    plan = plan_of(
        f"{BIA}{name}\nหน่วยงานรับผิดชอบ : ฝ่ายปกครอง ระดับผลกระทบ : สูง\nMTPD : 1 วัน\nทรัพยากรที่จำเป็น\n"
        f"{mark} อาคาร/สถานที่ : ห้องสำรอง 3 คน\n{mark} เครื่องมือ/อุปกรณ์ : วิทยุ 4 เครื่อง, รถ 1 คัน\n"
        f"{mark} บุคลากร : บุคลากรหลัก 4 คน\n\n"
        f"{name.replace('1', '2').replace('๑', '๒').replace('ทะเบียน', 'การเงิน')}\n"
        "หน่วยงานรับผิดชอบ : ฝ่ายการเงิน\nระดับผลกระทบ : ต่ำ\nMTPD : 5 วัน\nทรัพยากรที่จำเป็น\n"
        f"{mark} อาคาร/สถานที่ : ห้องสำรอง 1 คน\n{mark} เครื่องมือ/อุปกรณ์ : ตู้ 1 ใบ\n{mark} บุคลากร : บุคลากรหลัก 2 คน\n"
    )
    facts = [
        (p.name, p.impact, str(p.mtpd), len(p.requirements.equipment), p.requirements.people[0].quantity)
        for p in plan.processes
    ]
    assert facts == [("งานทะเบียน", "high", "P1D", 2, 4), ("งานการเงิน", "low", "P5D", 1, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "• อุทกภัย : ส่งผลกระทบต่อด้านอาคาร/สถานที่ ด้านบุคลากร",
        "1. อุทกภัย มีผลกระทบต่ออาคารสถานที่ และบุคลากร",
        "อุทกภัย\n- ด้านอาคาร/สถานที่\n- ด้านบุคลากร",
        "ด้านอาคาร : อุทกภัย, อัคคีภัย\nด้านบุคลากร : อุทกภัย",
        "อุทกภัย กระทบอาคารและบุคลากร แต่ไม่กระทบต่อระบบสารสนเทศ",
    ],
)
def test_threats_and_the_areas_they_strike_are_read_from_lines(line: str) -> None:
    plan = plan_of(f"{TITLE}การประเมินความเสี่ยงและภัยคุกคาม\n{line}\n")
    flood = next(t.id for t in plan.threats if t.name == "อุทกภัย")
    assert {i.area for i in plan.impacts if i.threat == flood and i.affected} == {"premises", "people"}
    assert not any(i.affected for i in plan.impacts if i.area == "technology")


@pytest.mark.parametrize(
    "heading",
    [
        "ด้านอาคาร/สถานที่ (หน่วยงานรับผิดชอบ : ฝ่ายบริหาร)",
        "1. อาคารสถานที่ (ผู้รับผิดชอบ ฝ่ายบริหาร)",
        "ด้านสถานที่ปฏิบัติงาน\nหน่วยงานเจ้าภาพ : ฝ่ายบริหาร",
    ],
)
def test_strategies_in_lists_have_their_owner(heading: str) -> None:
    plan = plan_of(
        f"{TITLE}กลยุทธ์ความต่อเนื่อง\n{heading}\n- ใช้ห้องประชุมสมมุติเป็นสถานที่ปฏิบัติงานสำรอง\n- ปฏิบัติงานที่บ้าน\n"
        "ด้านบุคลากร\n- จัดบุคลากรสำรอง\n"
    )
    units = {u.id: u.name for u in plan.units}
    assert [(s.area, [units[u] for u in s.owners], len(s.actions)) for s in plan.strategies] == [
        ("premises", ["ฝ่ายบริหาร"], 2),
        ("people", [], 1),
    ]


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("ผู้บัญชาการเหตุการณ์", "head"),
        ("Incident Commander", "head"),
        ("ประธานคณะทำงาน", "head"),
        ("เจ้าหน้าที่ประสานงาน (Liaison Officer)", "coordinator"),
        ("เลขานุการ", "coordinator"),
        ("หัวหน้าส่วนปฏิบัติการ (Operations Section Chief)", "leader"),
        ("หัวหน้าทีม A", "leader"),
        ("หัวหน้าชุดกู้ภัย", "leader"),
    ],
)
def test_a_role_and_a_person_make_a_holder_with_an_alternate(role: str, kind: str) -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tผู้รับผิดชอบหลัก\tโทรศัพท์\tผู้ปฏิบัติหน้าที่แทน\tโทรศัพท์\n"
        f"{role}\tนายก้อง ดีมาก\t081-234-5678\tนางแก้ว ใจดี\t02-123-4567 ต่อ 12\n"
    )
    team = plan.continuity_team
    held = {"head": team.head, "coordinator": team.coordinator, "leader": team.teams[0].leader if team.teams else None}
    names = {p.id: p.full_name for p in plan.people}
    found = held[kind]
    assert found is not None
    assert (names.get(found.primary or ""), [names[a] for a in found.alternates]) == ("นายก้อง ดีมาก", ["นางแก้ว ใจดี"])
    assert [p.phones for p in plan.people] == [("+66812345678",), ("+6621234567;ext=12",)]


@pytest.mark.parametrize(
    "team", ["ทีมที่ 1 : ฝ่ายทะเบียน", "ทีม ก (ฝ่ายทะเบียน)", "ทีมบริการทะเบียน (ฝ่ายทะเบียน)", "ทีม A : ฝ่ายทะเบียน"]
)
def test_a_team_by_number_letter_or_name_has_its_unit_leader_and_members(team: str) -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\n{team}\n* หัวหน้าทีม : นายก้อง ดีมาก (หัวหน้าฝ่ายทะเบียน) โทร. 081 234 5678\n"
        "* ผู้ปฏิบัติหน้าที่แทน : นางแก้ว ใจดี โทร. ๐๘๑-๒๓๔-๕๖๗๙\n* ทีมงาน\n   - น.ส.ขวัญ ชื่นใจ โทร. 0812345670\n"
    )
    only = plan.continuity_team.teams[0]
    assert len(plan.continuity_team.teams) == 1
    assert [u.name for u in plan.units] == ["ฝ่ายทะเบียน"]
    assert (only.leader.primary, only.leader.alternates) == ("person-1", ("person-2",))
    assert [m.primary for m in only.members] == ["person-3"]


def test_a_post_in_the_office_is_no_place_in_the_team() -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nทีม ก (สำนักปลัด)\nลำดับ\tชื่อ-สกุล\tตำแหน่ง\tโทรศัพท์\n"
        "1\tนายก้อง ดีมาก\tหัวหน้าฝ่ายป้องกัน\t081 234 5678\n2\tนางแก้ว ใจดี\tเจ้าพนักงานธุรการ\t-\n"
    )
    only = plan.continuity_team.teams[0]
    assert (only.leader.primary, len(only.members)) == (None, 2)


def test_e_mail_and_line_are_read_from_columns_and_from_lines() -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tชื่อ-สกุล\tโทรศัพท์\tอีเมล\tLINE ID\n"
        "หัวหน้าคณะบริหารความต่อเนื่อง\tนายก้อง ดีมาก\t0812345678\tkong @ example.go.th\tkong.d\n"
        "ผู้ประสานงาน\tนางแก้ว ใจดี\t0812345679\t-\t-\n\nทีมบริการ (ฝ่ายบริการ)\n"
        "หัวหน้าทีม : น.ส.ขวัญ ชื่นใจ โทร 0812345670 อีเมล kwan@example.go.th Line: kwan99\n"
    )
    assert [(p.email, p.line_id) for p in plan.people] == [
        ("kong@example.go.th", "kong.d"),
        (None, None),
        ("kwan@example.go.th", "kwan99"),
    ]


@pytest.mark.parametrize(
    ("heading", "span"),
    [
        ("วันแรก (ภายใน 24 ชั่วโมง)", ("PT0H", "PT24H")),
        ("ระหว่าง ๒๔ – ๑๖๘ ชั่วโมง", ("PT24H", "PT168H")),
        ("ตั้งแต่วันที่ 8 เป็นต้นไป", ("PT168H", None)),
        ("วันที่ ๒ ถึงวันที่ ๗", ("PT24H", "PT168H")),
        ("หลังจาก 168 ชั่วโมง", ("PT168H", None)),
        ("๒๔ ชั่วโมงแรก", ("PT0H", "PT24H")),
    ],
)
def test_a_phase_is_told_in_days_or_hours(heading: str, span: tuple[str, str | None]) -> None:
    for section in ("การตอบสนองต่อเหตุการณ์", "ขั้นตอนการปฏิบัติ", "การตอบสนองตามห้วงเวลา"):
        plan = plan_of(f"{TITLE}{section}\n{heading}\n1) ตรวจสอบบุคลากร (ผู้รับผิดชอบ : ผู้ประสานงานฯ)\n2) แจ้งเหตุ\n")
        phase = plan.response[0]
        assert (str(phase.starts), phase.ends and str(phase.ends)) == span
        assert [s.responsible for s in phase.steps] == [("coordinator",), ()]


def test_the_leader_of_a_team_that_is_not_there_is_not_all_leaders() -> None:
    teams = "".join(f"ทีม {mark}\n- หัวหน้าทีม : นาย{name} ทดลองดี\n" for mark, name in (("ก", "มานะ"), ("ข", "ปิติ")))
    steps = "1) แจ้งเหตุ (ผู้รับผิดชอบ : หัวหน้าทีม ข)\n2) แถลงข่าว (ผู้รับผิดชอบ : หัวหน้าทีม ง)\n3) ตรวจนับ (ผู้รับผิดชอบ : หัวหน้าทีมทุกทีม)\n"
    plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\n{teams}การตอบสนองต่อเหตุการณ์\nวันที่ 1\n{steps}")
    assert [step.responsible for step in plan.response[0].steps] == [("team-2",), (), ("team-leaders",)]


@pytest.mark.parametrize("how", ["{} (ผู้รับผิดชอบ : {})", "{} [ผู้รับผิดชอบ: {}]"])
def test_who_is_said_to_be_responsible_is_kept_as_written_if_nobody_is_called_so(how: str) -> None:
    steps = "\n".join(f"{n}) {how.format(*step)}" for n, step in enumerate(
        (("แจ้งเหตุ", "ผู้ประสานงานฯ"), ("แถลงข่าว", "ทีมประชาสัมพันธ์")), 1))  # fmt: skip
    found = plan_of(f"{TITLE}การตอบสนองต่อเหตุการณ์\nวันที่ 1\n{steps}\n3) ตรวจนับคน (เฉพาะผู้ที่มาปฏิบัติงาน)\n").response[0].steps
    assert [(step.text, step.responsible, step.responsible_text) for step in found] == [
        ("แจ้งเหตุ", ("coordinator",), "ผู้ประสานงานฯ"),
        ("แถลงข่าว", (), "ทีมประชาสัมพันธ์"),
        ("ตรวจนับคน (เฉพาะผู้ที่มาปฏิบัติงาน)", (), None),
    ]


@pytest.mark.parametrize("stages", [
    ("เมื่อเริ่มเกิดเหตุการณ์", "เมื่อเหตุการณ์พัฒนาเข้าสู่สภาวะวิกฤต", "เมื่อเหตุการณ์กลับสู่ภาวะปกติ"),
    ("ก่อนเกิดเหตุ", "ขณะเกิดเหตุ", "หลังเกิดเหตุ"),
    ("(ก) ระยะก่อนเกิดภัย", "(ข) ระยะเกิดภัย", "(ค) ระยะฟื้นฟู"),
    ("ระยะที่ 1", "ระยะที่ 2", "ระยะที่ 3"),
])  # fmt: skip
@pytest.mark.parametrize("case", ["กรณีอุทกภัย", "กรณีที่ ๑ เครื่องจักรขัดข้อง", "5.1 กรณีเกิดอุทกภัย", "สถานการณ์ที่ 1 น้ำท่วม"])
def test_a_case_has_its_three_stages_whatever_they_are_called(case: str, stages: tuple[str, str, str]) -> None:
    plan = plan_of(
        f"{TITLE}แนวทางปฏิบัติเมื่อเกิดเหตุ\n{case}\n{stages[0]}\n- เฝ้าระวัง\n{stages[1]}\n- ประกาศใช้แผน\n- ย้ายสถานที่\n"
        f"{stages[2]}\n- สำรวจความเสียหาย\n"
    )
    only = plan.scenarios[0]
    assert (len(plan.scenarios), len(only.onset), len(only.crisis), len(only.recovery)) == (1, 1, 2, 1)


def test_items_of_the_form_answered_on_their_line_open_no_section() -> None:
    plan = plan_of(
        f"{TITLE}แบบตรวจสอบความครบถ้วนของแผน (BCP Checklist)\n1.1 มีแผนเดิม ☐ มี ☑ ไม่มี\n"
        "2.2 ผลกระทบต่อกระบวนการ (BIA) ☑ มี ☐ ไม่มี\n"
        "2.4 กลยุทธ์และแนวทางในการบริหารความต่อเนื่อง\n- ด้านบุคลากรหลัก (/) มี ( ) ไม่มี\n- ด้านคู่ค้า ( ) มี ( ) ไม่มี\n"
    )
    assert [(c.item, c.answer) for c in plan.checklist] == [
        ("1.1", False), ("2.2", True), ("2.4.1", True), ("2.4.2", None),
    ]  # fmt: skip


def test_a_form_with_a_row_a_line_numbers_the_parts_below_their_item() -> None:
    plan = plan_of(
        f"{TITLE}แบบตรวจสอบความครบถ้วน\nรายการตรวจสอบ\tมี\tไม่มี\nส่วนที่ 2 องค์ประกอบ\n2.4 กลยุทธ์\t\t\n- ด้านบุคลากร\t✓\t\n"
        "- ด้านคู่ค้า\t\t✓\n2.5 Call Tree\t✓\t\n"
    )
    assert [(c.item, c.answer) for c in plan.checklist] == [("2.4.1", True), ("2.4.2", False), ("2.5", True)]


def test_ticks_that_cannot_be_matched_to_parts_are_unknown() -> None:
    plan = plan_of(
        f"{TITLE}แบบตรวจสอบความครบถ้วน\nรายการตรวจสอบ\tมี\tไม่มี\n1.2 รองรับ - อุทกภัย - อัคคีภัย - โรคระบาด\t/ /\t/\n"
        "2.1 ทีมงาน\t/\t\n"
    )
    assert [c.answer for c in plan.checklist] == [None, None, None, True]


def test_a_row_goes_on_with_the_area_above_it() -> None:
    plan = plan_of(
        f"{TITLE}กลยุทธ์ความต่อเนื่อง\nทรัพยากร\tกลยุทธ์\tเจ้าภาพ\nอาคาร/สถานที่\t- ใช้ห้องประชุม\tฝ่ายบริหาร\n\t- ปฏิบัติงานที่บ้าน\t\n"
        "บุคลากร\t- จัดบุคลากรสำรอง\tฝ่ายบุคคล\n"
    )
    assert [(s.area, len(s.actions), len(s.owners)) for s in plan.strategies] == [("premises", 2, 1), ("people", 1, 1)]


@pytest.mark.parametrize("extra", ["หมายเหตุ", "ข้อสังเกต", "รหัสงาน", "ผู้ติดตาม"])
def test_a_column_more_than_is_known_changes_nothing(extra: str) -> None:
    process = only_process(
        f"{BIA}ลำดับ\tกระบวนงาน\t{extra}\tหน่วยงาน\tระดับผลกระทบ\tMTPD\n1\tงานทดลอง\tก-1\tฝ่ายบริหาร\tสูง\t1 วัน\n"
    )
    assert (process.name, process.impact, str(process.mtpd), len(process.units)) == ("งานทดลอง", "high", "P1D", 1)


def test_headings_of_a_flattened_table_may_run_over_two_lines_and_stand_in_two_rows() -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบุคลากรหลัก\nบทบาท\nบุคลากรสำรอง\nชื่อ-สกุล\nโทรศัพท์\nชื่อ-สกุล\nโทรศัพท์\n"
        "นายก้อง ดีมาก\n0812345678\nหัวหน้าคณะบริหารความต่อเนื่อง\nนางแก้ว ใจดี\n0812345679\n\n"
        "การวิเคราะห์ผลกระทบทางธุรกิจ (BIA)\nกระบวนงาน\nหน่วยงาน\nระดับ\nผลกระทบ\nระยะเวลาที่ยอมให้\nงานสะดุดหยุดชะงัก\n"
        "1. งานทดลอง\nฝ่ายบริหาร\nสูง\n4 ชม.\n2. งานจำลอง\nฝ่ายการเงิน\nต่ำ\n1 วัน\n"
    )
    team = plan.continuity_team
    assert (team.head.primary, team.head.alternates) == ("person-1", ("person-2",))
    assert [(p.impact, str(p.mtpd), len(p.units)) for p in plan.processes] == [("high", "PT4H", 1), ("low", "P1D", 1)]


@pytest.mark.parametrize("section", ["กลยุทธ์", "แนวทางในการบริหารความต่อเนื่อง", "ส่วนที่ 5 การเตรียมพร้อม"])
def test_strategies_are_known_by_what_they_list(section: str) -> None:
    plan = plan_of(f"{TITLE}{section}\nด้านอาคาร/สถานที่\n- ใช้ห้องประชุม\nด้านบุคลากร\n- จัดบุคลากรสำรอง\nด้านคู่ค้า\n- ทำบัญชีผู้ขาย\n")
    assert [s.area for s in plan.strategies] == ["premises", "people", "suppliers"]


def _spoilt(text: str, how: str) -> str:
    if how == "tones lost":
        return re.sub("[่้]", "", text)
    if how == "tones behind the next letter":
        return re.sub("([่้])([ก-ฮ])", r"\2\1", text)
    if how == "marks doubled":
        return text.replace("้", "้้")
    return text.replace("ำ", " ำ")


@pytest.mark.parametrize("how", ["tones lost", "tones behind the next letter", "marks doubled", "a blank before ำ"])
@pytest.mark.parametrize("case", ["hospital-ics", "land-office-ticks", "municipality-rows"])
def test_a_plan_with_spoilt_marks_holds_the_same_facts(case: str, how: str) -> None:
    text = (CASES / f"{case}.txt").read_text(encoding="utf-8")
    sound, spoilt = plan_of(text), plan_of(_spoilt(text, how))
    assert [(p.impact, p.mtpd, len(p.units)) for p in spoilt.processes] == [
        (p.impact, p.mtpd, len(p.units)) for p in sound.processes
    ]
    assert [p.phones for p in spoilt.people] == [p.phones for p in sound.people]
    assert spoilt.continuity_team.head == sound.continuity_team.head
    assert [len(t.members) for t in spoilt.continuity_team.teams] == [
        len(t.members) for t in sound.continuity_team.teams
    ]
    assert [(i.area, i.affected) for i in spoilt.impacts] == [(i.area, i.affected) for i in sound.impacts]
    assert [len(r.steps) for r in spoilt.response] == [len(r.steps) for r in sound.response]
    assert [len(s.crisis) for s in spoilt.scenarios] == [len(s.crisis) for s in sound.scenarios]


def test_a_sound_plan_is_not_rewritten() -> None:
    text = (CASES / "hospital-ics.txt").read_text(encoding="utf-8")
    mend = damage_mender(text)
    assert all(mend(line) == line for line in text.split("\n"))


def test_a_huge_text_that_is_not_thai_is_refused_at_once() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_plan(b"a" * 24_000_000, "plan.txt")
    assert refused.value.code == "not-thai"


def test_a_merged_cell_counts_for_every_row_beside_it_and_page_heads_are_furniture() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "แผนบริหารความต่อเนื่อง สำนักงานสมมุติ"
    for line in BIA.strip().split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=4)
    rows = (("กระบวนงาน", "หน่วยงาน", "ระดับผลกระทบ", "MTPD"), ("1. งานทดลอง", "ฝ่ายบริหาร", "สูง", "1 วัน"),
            ("2. งานจำลอง", "", "ต่ำ", "3 วัน"))  # fmt: skip
    for cells, row in zip(rows, table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1)).text = "ฝ่ายบริหาร"
    out = io.BytesIO()
    document.save(out)
    result = read_plan(out.getvalue(), "plan.docx")
    assert_account_sums(result.report)
    assert [len(p.units) for p in result.plan.processes] == [1, 1]
    head = next(line for line in result.report.lines if line.place == "หัวกระดาษ")
    assert head.number in result.report.furniture


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("๐๘๑-๒๓๔-๕๖๗๘", ("+66812345678",)),
        ("08 1234 5678 (มือถือ)", ("+66812345678",)),
        ("02-123-4567 ต่อ 12-15", ("+6621234567;ext=12",)),
        ("081 234 5678 / 02 123 4567", ("+66812345678", "+6621234567")),
        ("0-5361-1234 โทรสาร 0-5361-1235", ("+6653611234",)),
        ("สายด่วน 1669", ("1669",)),
        ("ภายใน 1234", ()),
    ],
)
def test_a_telephone_number_is_read_in_any_notation(written: str, numbers: tuple[str, ...]) -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าคณะบริหารความต่อเนื่อง\tนายก้อง ดีมาก\t{written}\n"
    )
    assert plan.people[0].phones == numbers
    assert bool(plan.people[0].phones_text)


@pytest.mark.parametrize(
    "title",
    ["น.ส.", "น.ส", "ว่าที่ ร.อ.", "นพ.", "ภญ.", "จ่าเอก", "ผศ.ดร.", "พ.จ.อ.", "นาย"],
)
def test_a_title_or_rank_is_no_part_of_the_name(title: str) -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tชื่อ-สกุล\tโทรศัพท์\n"
        f"หัวหน้าคณะบริหารความต่อเนื่อง\t{title} ก้อง   ดีมาก (ผู้อำนวยการ)\t0812345678\n"
    )
    person = plan.people[0]
    assert (person.title, person.given_name, person.family_name) == (title, "ก้อง", "ดีมาก")


def test_a_phase_and_its_table_are_known_without_a_heading_of_their_section() -> None:
    plan = plan_of(
        f"{TITLE}วัตถุประสงค์\n1. เพื่อให้บริการได้\nวันที่ 1 (ภายใน 24 ชั่วโมง)\nกิจกรรม\tผู้รับผิดชอบ\nแจ้งเหตุ\tผู้ประสานงานฯ\n\n"
        "วันที่ 2-7\nกิจกรรม\tผู้รับผิดชอบ\nติดตามสถานะ\tหัวหน้าคณะฯ\n"
    )
    assert [(str(p.starts), [s.responsible for s in p.steps]) for p in plan.response] == [
        ("PT0H", [("coordinator",)]),
        ("PT24H", [("head",)]),
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: re.sub("[่-๋]", "", t),
        lambda t: re.sub("([่-๋])([ก-ฮ])", r"\2\1", t),
        lambda t: re.sub("([่-๋])([ก-ฮ])", r"\2\1", t, count=len(t) // 60),
        lambda t: re.sub("[่-๋็์]", " ", t),
        lambda t: t.replace("ำ", "ำำ"),
        lambda t: t.replace("ำ", " า"),
        lambda t: t.replace("่", "\uf70a").replace("้", "\uf70b"),
        lambda t: re.sub("([ก-ฮ])(?=[ก-ฮ])", "\\1\u200b", t),
    ],
    ids=["dropped", "moved", "half moved", "blanks", "am twice", "am apart", "private use", "zero width"],
)
def test_a_plan_whose_marks_were_lost_moved_or_parted_is_read_as_it_was(damage) -> None:  # type: ignore[no-untyped-def]
    text = (CASES / "huaisommut-2567.txt").read_text(encoding="utf-8")
    plain, damaged = (read_plan(t.encode(), "a.txt").plan for t in (text, damage(text)))
    assert [(p.impact, p.mtpd, p.units) for p in damaged.processes] == [
        (p.impact, p.mtpd, p.units) for p in plain.processes
    ]
    assert [p.phones for p in damaged.people] == [p.phones for p in plain.people]
    assert [len(p.steps) for p in damaged.response] == [len(p.steps) for p in plain.response]
    assert damaged.impacts == plain.impacts


def test_words_that_are_right_stay_as_they_are_in_a_plan_that_is_not_damaged() -> None:
    mend = damage_mender((CASES / "phrae-2563.txt").read_text(encoding="utf-8"))
    for words in ("ระบบสารสนเทศ", "แผนบริหาร", "ซ้อมแผน", "เมืองแพร่", "สวนสาธารณะ", "โรคติดเชื้อ", "ในอย่างน้อย"):
        assert mend(words) == words
