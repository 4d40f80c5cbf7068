"""The national form with the small alterations that offices make to it, each in a small invented plan."""

import io
from collections.abc import Sequence

import docx
import pytest

from phrom.core.importing import read_plan
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.words.headings import named_team_heading
from phrom.core.plan.document import Plan
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_variations import BIA, TITLE, plan_of

STEPS = "ขั้นตอนและกิจกรรม\tบทบาทความรับผิดชอบ\tดำเนินการแล้วเสร็จ\n{}\tผู้ประสานงาน\t\n\n"
WORK = "ที่\tกระบวนงาน\tหน่วยงาน\tMTPD\n1\tรับแจ้งเหตุ\tฝ่ายปกครอง\t1 วัน\n2\tออกหนังสือ\tฝ่ายทะเบียน\t2 วัน\n\n"


def phases_of(plan: Plan) -> list[tuple[str, str | None, list[str]]]:
    return [(str(p.starts), str(p.ends) if p.ends else None, [s.text for s in p.steps]) for p in plan.response]


def plan_of_word(*parts: str | tuple[Sequence[Sequence[str]], Sequence[tuple[int, int, int, int]]]) -> Plan:
    """A Word file of lines and tables; a table is its rows and the corners of what is merged in it."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        rows, merges = part
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        for top, left, bottom, right in merges:
            table.cell(top, left).merge(table.cell(bottom, right))
    out = io.BytesIO()
    document.save(out)
    result = read_plan(out.getvalue(), "plan.docx")
    assert_account_sums(result.report)
    return result.plan


def test_a_phase_may_be_named_by_the_caption_of_its_table() -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนการบริหารความต่อเนื่องและกอบกู้กระบวนการ\n"
        f"ตารางที่ 11 วันที่ 1 (ภายใน 24 ชั่วโมง) การตอบสนองต่อเหตุการณ์ทันที\n{STEPS.format('แจ้งเหตุตามผังการติดต่อ')}"
        f"ตารางที่ ๑๒ : วันที่ ๒ - ๗ การตอบสนองในระยะสั้น\n{STEPS.format('กู้คืนระบบเครือข่าย')}"
        f"ตารางที่ 13 วันที่ 8 เป็นต้นไป การตอบสนองในระยะกลาง\n{STEPS.format('ย้ายกลับที่ทำการเดิม')}"
    )
    assert phases_of(plan) == [
        ("PT0H", "PT24H", ["แจ้งเหตุตามผังการติดต่อ"]),
        ("PT24H", "PT168H", ["กู้คืนระบบเครือข่าย"]),
        ("PT168H", None, ["ย้ายกลับที่ทำการเดิม"]),
    ]


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        (("ทันที (ภายใน ๑ ชั่วโมง)", "๑ - ๒๔ ชั่วโมง", "๘ วันขึ้นไป"), [("PT0H", "PT1H"), ("PT1H", "PT24H"), ("PT192H", None)]),
        (("ทันทีที่เกิดเหตุ", "2 - 7 วัน", "8 วัน+"), [("PT0H", "PT24H"), ("PT24H", "PT168H"), ("PT168H", None)]),
        (
            ("ระยะ 0 - 24 ชั่วโมง", "1 วัน - 1 สัปดาห์", "1 สัปดาห์ - 1 เดือน"),
            [("PT0H", "PT24H"), ("PT24H", "PT168H"), ("PT168H", "PT720H")],
        ),
        (("24 ชม.", "2-7 วัน", "8 วันขึ้นไป"), [("PT0H", "PT24H"), ("PT24H", "PT168H"), ("PT168H", None)]),
    ],
)
def test_phases_in_a_column_of_times(times: tuple[str, str, str], spans: list[tuple[str, str | None]]) -> None:
    rows = "".join(f"{time}\tงานอย่างที่ {n} ของแผน\tผู้ประสานงาน\n" for n, time in enumerate(times, 1))
    plan = plan_of(f"{TITLE}ขั้นตอนการบริหารความต่อเนื่องและกอบกู้กระบวนการ\nช่วงเวลา\tการปฏิบัติ\tผู้รับผิดชอบ\n{rows}")
    assert [(starts, ends) for starts, ends, _ in phases_of(plan)] == spans


def test_phases_as_lists_of_boxes_under_a_heading_in_words_of_the_office() -> None:
    plan = plan_of(
        f"{TITLE}5. แนวทางรักษาความต่อเนื่อง\n5.1 ด้านบุคลากร\n- ฝึกให้ทำหน้าที่แทนกันได้\n\n6. เรียงตามเวลา ทำอะไรก่อนหลัง\n"
        "ระยะทันที (0 - 2 ชั่วโมง)\n☐ ปิดวาล์วส่วนที่เสียหาย\n☐ แจ้งผู้ใช้น้ำ\nระยะเร่งด่วน (2 - 24 ชั่วโมง)\n☐ จ่ายน้ำเป็นเวลา\n"
    )
    assert phases_of(plan) == [
        ("PT0H", "PT2H", ["ปิดวาล์วส่วนที่เสียหาย", "แจ้งผู้ใช้น้ำ"]),
        ("PT2H", "PT24H", ["จ่ายน้ำเป็นเวลา"]),
    ]
    assert [len(s.actions) for s in plan.strategies] == [1]


def test_a_time_above_the_actions_of_one_area_opens_no_phases() -> None:
    plan = plan_of(f"{TITLE}5. กลยุทธ์ความต่อเนื่อง\n5.1 ด้านบุคลากร\nภายใน 24 ชั่วโมง\n- เรียกผู้ปฏิบัติงานสำรอง\n")
    assert not plan.response


TEAM = (
    "บุคลากรหลัก\tโทรศัพท์\tบทบาท\tบุคลากรสำรอง\tโทรศัพท์\n"
    "นายก้อง ดีมาก\t0812345671\tหัวหน้าคณะบริหารความต่อเนื่อง\tนางแก้ว ใจดี\t0812345672\n"
    "นายชาติ กล้าหาญ\t0812345673\tหัวหน้าทีมบริหารความต่อเนื่อง กลุ่มงานการคลัง\tนางดาว งามดี\t0812345674\n"
    "นายธง มั่นคง\t0812345675\tหัวหน้าทีมบริหารความต่อเนื่อง กลุ่มงานการเงิน\tนางนิด สดใส\t0812345676\n"
)


def test_each_unit_has_its_own_continuity_team_in_the_words_of_the_whole_body() -> None:
    team = plan_of(f"{TITLE}ทีมงานบริหารความต่อเนื่อง\n{TEAM}").continuity_team
    assert team.head.primary == "person-1"
    assert [(t.name, t.leader.primary, t.leader.alternates) for t in team.teams] == [
        ("ทีมบริหารความต่อเนื่อง กลุ่มงานการคลัง", "person-3", ("person-4",)),
        ("ทีมบริหารความต่อเนื่อง กลุ่มงานการเงิน", "person-5", ("person-6",)),
    ]


@pytest.mark.parametrize("words", ["หัวหน้าทีม {}", "หัวหน้าทีมงาน{}", "หัวหน้า{}"])
def test_beside_the_head_who_leads_a_unit_leads_its_team(words: str) -> None:
    table = TEAM
    for unit in ("กลุ่มงานการคลัง", "กลุ่มงานการเงิน"):
        table = table.replace(f"หัวหน้าทีมบริหารความต่อเนื่อง {unit}", words.format(unit))
    plan = plan_of(f"{TITLE}ทีมงานบริหารความต่อเนื่อง\n{table}")
    names = {unit.id: unit.name for unit in plan.units}
    assert [(names[t.unit or ""], t.leader.primary, t.leader.alternates) for t in plan.continuity_team.teams] == [
        ("กลุ่มงานการคลัง", "person-3", ("person-4",)),
        ("กลุ่มงานการเงิน", "person-5", ("person-6",)),
    ]


@pytest.mark.parametrize(
    "text", ["ทีมบริหารความต่อเนื่อง", "ทีมบริหารความต่อเนื่องของสำนักงานขนส่ง", "ทีมงานบริหารความต่อเนื่อง (BCP Team)"]
)
def test_the_whole_body_is_no_team_of_a_unit(text: str) -> None:
    assert named_team_heading(text) is None
    role = role_words(f"หัวหน้า{text}")
    assert role is None or role.team is None


def test_needs_in_a_table_for_each_area_told_by_its_caption() -> None:
    plan = plan_of(
        f"{BIA}{WORK}ความต้องการทรัพยากรขั้นต่ำ\nตารางที่ 5 ความต้องการด้านสถานที่ปฏิบัติงานสำรอง\n"
        "ที่\tกระบวนงาน\tสถานที่ปฏิบัติงานสำรอง\tจำนวน (คน)\n1\tรับแจ้งเหตุ\tโรงเรียนวัดใหม่\t3\n2\tออกหนังสือ\tที่บ้าน\t1\n\n"
        "ตารางที่ 7 ความต้องการด้านเทคโนโลยีสารสนเทศ\nที่\tกระบวนงาน\tระบบงานที่ต้องใช้\n"
        "1\tรับแจ้งเหตุ\tระบบแจ้งเตือน\n2\tออกหนังสือ\t-\n\n"
        "ตารางที่ 8 ความต้องการด้านบุคลากรหลัก\nที่\tกระบวนงาน\tจำนวนบุคลากรหลัก (คน)\n1\tรับแจ้งเหตุ\t4\n2\tออกหนังสือ\t2\n"
    )
    first, second = (p.requirements for p in plan.processes)
    assert [(r.name, r.quantity) for r in (*first.premises, *second.premises)] == [("โรงเรียนวัดใหม่", 3), ("ที่บ้าน", 1)]
    assert [r.name for r in first.technology] == ["ระบบแจ้งเตือน"]
    assert [r.quantity for r in (*first.people, *second.people)] == [4, 2]
    assert not second.technology
    assert not first.equipment
    assert not plan.sites


def test_things_of_an_area_below_its_merged_heading_in_any_words() -> None:
    heads = [
        ["งาน", "เจ้าหน้าที่ (คน)", "วัสดุอุปกรณ์ (จำนวน)", "", "ระบบสารสนเทศ", ""],
        ["", "", "วิทยุสื่อสาร", "เรือ (ลำ)", "ระบบแจ้งเตือน", "กล้องวงจรปิด"],
    ]
    rows = [["รับแจ้งเหตุ", "4", "๒", "1", "/", "-"], ["ออกหนังสือ", "2", "-", "", "", "✓"]]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)]
    work = [line.split("\t") for line in WORK.strip().splitlines()]
    plan = plan_of_word(*BIA.strip().splitlines(), (work, []), "ความต้องการขั้นต่ำของแต่ละงาน", ([*heads, *rows], merged))
    first, second = (p.requirements for p in plan.processes)
    assert [(r.name, r.quantity, r.unit) for r in first.equipment] == [("วิทยุสื่อสาร", 2, None), ("เรือ", 1, "ลำ")]
    assert [r.name for r in first.technology] == ["ระบบแจ้งเตือน"]
    assert [r.name for r in second.technology] == ["กล้องวงจรปิด"]
    assert (second.equipment, [r.quantity for r in second.people]) == ((), [2])


def test_a_form_of_a_process_whose_unit_could_head_a_column() -> None:
    def form(unit: str, mtpd: str, needed: str) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
        rows = [
            ["หน่วยงานเจ้าของ", unit, "ระดับความสำคัญ", "สูง"],
            ["MTPD", mtpd, "RTO", "6 ชั่วโมง"],
            ["กำลังคน", "2 คน", "", ""],
            ["อุปกรณ์", needed, "", ""],
        ]
        return rows, [(2, 1, 2, 3), (3, 1, 3, 3)]

    plan = plan_of_word(
        *BIA.strip().splitlines(),
        *("3.1 การผลิตน้ำ", form("งานผลิต", "4 ชั่วโมง", "เครื่องสูบน้ำ 2 เครื่อง")),
        *("3.2 การซ่อมท่อ", form("งานบริการและควบคุมน้ำสูญเสีย", "12 ชั่วโมง", "รถขุด 1 คัน")),
    )
    names = {unit.id: unit.name for unit in plan.units}
    assert [
        (p.name, [names[u] for u in p.units], str(p.mtpd), p.requirements.equipment[0].name) for p in plan.processes
    ] == [
        ("การผลิตน้ำ", ["งานผลิต"], "PT4H", "เครื่องสูบน้ำ"),
        ("การซ่อมท่อ", ["งานบริการและควบคุมน้ำสูญเสีย"], "PT12H", "รถขุด"),
    ]


def test_a_case_named_by_the_threat_alone_is_no_part_on_threats() -> None:
    stages = "ระยะ\tแนวทางปฏิบัติ\nก่อนเกิดภัย\t1. ซ้อม\nหลังเกิดภัย\t1. สรุปบทเรียน\n\n"
    plan = plan_of(f"{TITLE}บทที่ 5 แผนเผชิญเหตุรายภัย\n5.1 อุทกภัย\n{stages}5.2 ภัยคุกคามทางไซเบอร์\n{stages}")
    assert [(s.threat, len(s.onset), len(s.recovery)) for s in plan.scenarios] == [
        ("threat-flood", 1, 1),
        ("threat-cyber", 1, 1),
    ]


MATRIX = "ความเสี่ยงและภัยคุกคาม\nภัย\tอาคาร/สถานที่\tวัสดุอุปกรณ์\tบุคลากร\n"


@pytest.mark.parametrize(("check", "cross"), [("✔", "✘"), ("/", "x"), ("✓", "✕"), ("\uf0fc", "\uf0fb"), ("☑", "☒")])
def test_a_cross_among_ticks_says_no(check: str, cross: str) -> None:
    plan = plan_of(f"{TITLE}{MATRIX}อุทกภัย\t{check}\t{check}\t{cross}\nโรคระบาด\t{cross}\t{cross}\t{check}\n")
    assert [(i.threat, i.area) for i in plan.impacts if i.affected] == [
        ("threat-flood", "premises"),
        ("threat-flood", "equipment"),
        ("threat-epidemic", "people"),
    ]


def test_crosses_alone_are_ticks_and_so_is_a_cross_below_no() -> None:
    plan = plan_of(f"{TITLE}{MATRIX}อุทกภัย\tx\tx\t-\n")
    assert [i.affected for i in plan.impacts] == [True, True, False]
    form = plan_of(
        f"{TITLE}แบบตรวจสอบความครบถ้วน\nข้อ\tรายการ\tมี\tไม่มี\n1.1\tครอบคลุมอุทกภัย\t✓\t\n1.2\tครอบคลุมโรคระบาด\t\t✗\n"
    )
    assert [item.answer for item in form.checklist] == [True, False]


def test_two_rows_of_one_matrix_are_two_threats_though_of_one_kind() -> None:
    plan = plan_of(
        f"{TITLE}{MATRIX}ระบบเครือข่ายล่ม\t\t✓\t\nถูกโจมตีทางไซเบอร์\t\t✓\t✓\nอัคคีภัย\t✓\t\t\nไฟป่าและหมอกควัน\t\t\t✓\n\n"
        "แผนเผชิญเหตุ\n1. กรณีถูกโจมตีทางไซเบอร์\nก่อนเกิดเหตุ\n- สำรองข้อมูล\n2. กรณีเพลิงไหม้\nก่อนเกิดเหตุ\n- ซ้อมอพยพ\n"
        "3. กรณีไฟป่า\nก่อนเกิดเหตุ\n- แจกหน้ากาก\n"
    )
    names = {threat.id: threat.name for threat in plan.threats}
    assert list(names.values()) == ["ระบบเครือข่ายล่ม", "ถูกโจมตีทางไซเบอร์", "อัคคีภัย", "ไฟป่าและหมอกควัน"]
    assert [names[s.threat] for s in plan.scenarios] == ["ถูกโจมตีทางไซเบอร์", "อัคคีภัย", "ไฟป่าและหมอกควัน"]


def test_a_teacher_of_a_university_by_his_short_title() -> None:
    people = "ชื่อ-สกุล\tบทบาท\tโทรศัพท์\nอ.ก้อง ดีมาก\tหัวหน้าคณะ\t0812345671\nผศ.ดร.แก้ว ใจดี\tผู้ประสานงาน\t0812345672\n"
    plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\n{people}")
    assert [(p.title, p.given_name) for p in plan.people] == [("อ.", "ก้อง"), ("ผศ.ดร.", "แก้ว")]


def test_a_cross_alone_in_its_row_chooses_the_level_or_the_time_though_other_rows_are_ticked() -> None:
    plan = plan_of(f"{BIA}กระบวนงาน\tสูง\tต่ำ\t4 ชั่วโมง\t1 วัน\nงานหนึ่ง\t✓\t\t✓\t\nงานสอง\t\tX\t\tX\nงานสาม\t✓\tX\t✓\tX\n")
    assert [(p.impact, str(p.mtpd)) for p in plan.processes] == [("high", "PT4H"), ("low", "P1D"), ("high", "PT4H")]
