"""More habits of plans: headings in two languages, columns of their own, orders of appointment."""

import pytest

from phrom.core.importing import read_plan
from phrom.core.importing.blocks import Cell, Line, Paragraph, Row, SourceDocument, Table
from phrom.core.plan.document import Plan, Role
from tests.core.importing.test_variations import TITLE, plan_of
from tests.core.importing.word_fixture import docx_of


def named(plan: Plan, role: Role) -> tuple[str, list[str]]:
    names = {p.id: p.given_name for p in plan.people}
    return names.get(role.primary or "", ""), [names[a] for a in role.alternates]


def phones(plan: Plan) -> dict[str, list[str]]:
    return {p.given_name: list(p.phones) for p in plan.people}


def test_a_heading_in_two_languages_is_read_by_its_thai_half() -> None:
    plan = plan_of(
        f"{TITLE}4. BCM Organization / โครงสร้างการบริหารความต่อเนื่อง\nทีมกู้ภัย – ฝ่ายปกครอง\nบทบาท\tชื่อ-สกุล\tตำแหน่ง\n"
        "หัวหน้าทีม\tนายก้อง ดีมาก\tปลัด\nหัวหน้าทีมสำรอง\tนางแก้ว ใจดี\tนิติกร\n\n"
        "7. Scenario Plan / แผนรองรับเฉพาะเหตุการณ์\n7.1 น้ำท่วมโรงเก็บพัสดุ\nก่อนเกิดเหตุ\tขณะเกิดเหตุ\tหลังเกิดเหตุ\n"
        "ยกของขึ้นที่สูง\tตัดไฟฟ้า\tล้างอาคาร\n"
    )
    assert [(t.name, named(plan, t.leader)) for t in plan.continuity_team.teams] == [("ทีมกู้ภัย", ("ก้อง", ["แก้ว"]))]
    assert [[s.text for s in (*c.onset, *c.crisis, *c.recovery)] for c in plan.scenarios] == [
        ["ยกของขึ้นที่สูง", "ตัดไฟฟ้า", "ล้างอาคาร"]
    ]


def test_columns_that_nobody_knows_take_no_table_away() -> None:
    plan = plan_of(
        f"{TITLE}การวิเคราะห์ผลกระทบทางธุรกิจ\n"
        "รหัส\tกระบวนการ\tเจ้าของกระบวนการ\tด้านรายได้\tด้านผู้เรียน\tด้านชื่อเสียง\tระดับความสำคัญ\tMTPD\tRTO\n"
        "A-1\tออกใบอนุญาต\tฝ่ายทะเบียน\t4\t5\t3\tสูง\t1 วัน\t4 ชั่วโมง\nA-2\tรับเงิน\tฝ่ายการเงิน\t2\t2\t1\tต่ำ\t7 วัน\t3 วัน\n"
    )
    units = {u.id: u.name for u in plan.units}
    assert [(p.name, [units[u] for u in p.units], p.impact, p.mtpd_text, str(p.rto)) for p in plan.processes] == [
        ("ออกใบอนุญาต", ["ฝ่ายทะเบียน"], "high", "1 วัน", "PT4H"),
        ("รับเงิน", ["ฝ่ายการเงิน"], "low", "7 วัน", "P3D"),
    ]


@pytest.mark.parametrize("last", ["เสร็จแล้ว", "ทำแล้ว", "ผู้ตรวจ"])
@pytest.mark.parametrize("title", ["ขั้นตอนปฏิบัติเมื่อเกิดเหตุ", "แผนตอบสนองต่อเหตุการณ์", "ขั้นตอนการบริหารความต่อเนื่อง"])
def test_a_checklist_by_time_is_known_by_its_rows_whatever_its_title_and_its_last_column(title: str, last: str) -> None:
    plan = plan_of(
        f"{TITLE}{title}\n\nช่วงเวลา\tขั้นตอน\tผู้รับผิดชอบ\t{last}\nภายใน 4 ชั่วโมงแรก\t1. แจ้งทุกคน\tผู้ประสานงานฯ\t( )\n"
        "\t2. อพยพคน\tหัวหน้าคณะฯ\t( )\nวันที่ 2 – 7\t1. รายงานผล\tผู้ประสานงานฯ\t( )\n"
    )
    assert [(str(p.starts), [s.text for s in p.steps]) for p in plan.response] == [
        ("PT0H", ["แจ้งทุกคน", "อพยพคน"]),
        ("PT24H", ["รายงานผล"]),
    ]
    assert plan.scenarios == ()


ORDER = (
    f"{TITLE}คณะบริหารความต่อเนื่อง\n5.1 คณะกรรมการอำนวยการ\n"
    "1. นายก้อง ดีมาก ตำแหน่ง ผู้อำนวยการ เป็นหัวหน้าคณะ\nโทร. 081-000-0001\n"
    "2) นางแก้ว ใจดี\tรองผู้อำนวยการ\tรองประธาน (ปฏิบัติหน้าที่แทนประธาน)\nโทร. 081-000-0002\n"
    "3) นายชาติ กล้าหาญ\tหัวหน้าฝ่ายทะเบียน\tกรรมการและเลขานุการ (ผู้ประสานงาน)\nโทร. 081-000-0003\n"
    "4) นางดวง สนิท\tประธานสภา\tกรรมการและผู้ช่วยเลขานุการ\nโทรสาร 081-000-0004\n"
    "5.2 ทีมกู้ภัย (ฝ่ายทะเบียน)\n1) นางแก้ว ใจดี\tรองผู้อำนวยการ\tหัวหน้าทีม\n"
    "2) นายเอก ชัยชนะ\tหัวหน้างานพัสดุ\tรองหัวหน้าทีม (สำรอง)\n3) นายฉัตร เมืองทอง\tพนักงาน\tกรรมการ\n"
)


def test_an_order_of_appointment_says_the_place_behind_the_name() -> None:
    plan = plan_of(ORDER)
    team = plan.continuity_team
    assert named(plan, team.head) == ("ก้อง", ["แก้ว"])
    assert named(plan, team.coordinator) == ("ชาติ", ["ดวง"])
    assert [(t.name, named(plan, t.leader), [named(plan, m)[0] for m in t.members]) for t in team.teams] == [
        ("ทีมกู้ภัย", ("แก้ว", ["เอก"]), ["ฉัตร"])
    ]
    assert [p.position for p in plan.people] == [
        "ผู้อำนวยการ", "รองผู้อำนวยการ", "หัวหน้าฝ่ายทะเบียน", "ประธานสภา", "หัวหน้างานพัสดุ", "พนักงาน"
    ]  # fmt: skip


def test_a_number_alone_below_a_name_is_that_persons() -> None:
    found = phones(plan_of(ORDER))
    assert [found[name] for name in ("ก้อง", "แก้ว", "ชาติ")] == [["+66810000001"], ["+66810000002"], ["+66810000003"]]
    assert found["ดวง"] == []  # a fax number


def test_numbers_that_stand_above_the_names_are_given_to_nobody_else() -> None:
    found = phones(
        plan_of(
            f"{TITLE}คณะบริหารความต่อเนื่อง\nทีมกู้ภัย\nโทร. 081-000-0001\n1) นายก้อง ดีมาก หัวหน้าทีม\nโทร. 081-000-0002\n"
            "2) นางแก้ว ใจดี รองหัวหน้าทีม\n"
        )
    )
    assert found == {"ก้อง": [], "แก้ว": []}


def test_boxes_of_a_structure_chart_say_the_role_and_below_it_who_holds_it_and_who_stands_in() -> None:
    boxes = (
        ("ผู้บัญชาการเหตุการณ์ (Incident Commander)", "นายก้อง ดีมาก ผู้จัดการ", "ผู้ปฏิบัติหน้าที่แทน : นางแก้ว ใจดี นิติกร"),
        ("ผู้ประสานงาน BCP", "นายชาติ กล้าหาญ พนักงาน", "ผู้ปฏิบัติหน้าที่แทน : นางดวง สนิท พนักงาน"),
    )
    head = [
        Paragraph(Line(n, text)) for n, text in enumerate((*TITLE.split("\n"), "โครงสร้างการบริหารความต่อเนื่อง"), 1) if text
    ]
    rows = tuple(Row((Cell(tuple(Line(20 + i, text) for i, text in enumerate(box))),)) for box in boxes)
    plan = read_plan(docx_of(SourceDocument((), (*head, Table(rows)))), "plan.docx").plan
    assert named(plan, plan.continuity_team.head) == ("ก้อง", ["แก้ว"])
    assert named(plan, plan.continuity_team.coordinator) == ("ชาติ", ["ดวง"])


def test_meanings_of_words_below_a_heading_are_no_process() -> None:
    plan = plan_of(
        f"{TITLE}1.1 นิยาม\nคำศัพท์\tความหมาย\nMTPD\tระยะเวลาสูงสุด\nRTO\tเวลาเป้าหมาย\nRPO\tข้อมูลที่ยอมให้สูญหาย\n\n"
        "วัตถุประสงค์\n1. เพื่อทดลอง\n\nสมมติฐาน\n1. อ่านได้\n\nการทบทวนแผน\nทุกปี\n"
    )
    assert plan.processes == ()


BROKEN = (
    f"{TITLE}คณะบริหารความต่อเนื่อง\nชุดปฏิบัติการ\tหัวหน้าชุด (ตัวจริง)\tหัวหน้าชุด (ตัวสำรอง)\tผู้ปฏิบัติ\nชุดปฏิบัติการที่ 1\n"
    "ฝ่ายทะเบียน\tนายก้อง ดีมาก\n"
    "หัวหน้าฝ่ายทะเบียน\nโทร. 081 000 0001\tนางแก้ว ใจดี\nนิติกร\nโทร. 081 000 0002\t1. นายชาติ กล้าหาญ\nโทร. 081 000 0003\n"
    "2. นางดวง สนิท\nโทร. 081 000 0004\nชุดปฏิบัติการที่ 2\nฝ่ายการเงิน\tนายเอก ชัยชนะ\nโทร. 081 000 0005\tนายฉัตร เมืองทอง\n"
    "โทร. 081 000 0006\t1. นายทอง คำดี\nโทร. 081 000 0007\n\nการวิเคราะห์ผลกระทบทางธุรกิจ\n"
    "ที่\tกระบวนงาน\tระดับ\nผลกระทบ\tหยุดชะงัก\n"
    "ได้ไม่เกิน\n1.\tออกใบอนุญาต\nและต่ออายุ\tสูง\t1 วัน\n2.\tรับเงิน\tต่ำ\t7 วัน\n"
)


def test_a_row_whose_cells_go_on_over_lines_is_one_row_and_everyone_keeps_the_own_number() -> None:
    plan = plan_of(BROKEN)
    assert [(p.name, p.impact, p.mtpd_text) for p in plan.processes] == [
        ("ออกใบอนุญาต และต่ออายุ", "high", "1 วัน"),
        ("รับเงิน", "low", "7 วัน"),
    ]
    assert [(named(plan, t.leader), [named(plan, m)[0] for m in t.members]) for t in plan.continuity_team.teams] == [
        (("ก้อง", ["แก้ว"]), ["ชาติ", "ดวง"]),
        (("เอก", ["ฉัตร"]), ["ทอง"]),
    ]
    assert phones(plan) == {
        name: [f"+6681000000{n}"] for n, name in enumerate(("ก้อง", "แก้ว", "ชาติ", "ดวง", "เอก", "ฉัตร", "ทอง"), 1)
    }


def test_an_indented_list_and_a_tab_behind_a_bullet_are_no_cells() -> None:
    plan = plan_of(
        f"{TITLE}กลยุทธ์ความต่อเนื่อง\n7.1 ด้านอาคารสถานที่\n\t(1)\tใช้อาคารโรงเรียนแทน\n\t(2)\tขอใช้ห้องประชุม\n"
        "\tส่วนงานที่รับผิดชอบ  ฝ่ายทะเบียน\n"
        "7.2 ด้านบุคลากร\n\t(1)\tจัดเวรสองผลัด\n\tส่วนงานที่รับผิดชอบ  ฝ่ายการเงิน\n\nแนวปฏิบัติรายเหตุการณ์\nเหตุการณ์ที่ 1 อุทกภัย\n"
        "ช่วง\tแนวปฏิบัติ\nเมื่อเริ่มเกิดเหตุ\t•\tเฝ้าระวัง\n•\tยกของ\nเมื่อกลับสู่ภาวะปกติ\t•\tล้างอาคาร\n"
    )
    units = {u.id: u.name for u in plan.units}
    assert [(s.area, list(s.actions), [units[o] for o in s.owners]) for s in plan.strategies] == [
        ("premises", ["ใช้อาคารโรงเรียนแทน", "ขอใช้ห้องประชุม"], ["ฝ่ายทะเบียน"]),
        ("people", ["จัดเวรสองผลัด"], ["ฝ่ายการเงิน"]),
    ]
    assert [([s.text for s in c.onset], [s.text for s in c.recovery]) for c in plan.scenarios] == [
        (["เฝ้าระวัง", "ยกของ"], ["ล้างอาคาร"])
    ]
