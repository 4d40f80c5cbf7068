"""Tables of people: stand-ins, shared numbers and posts, and what is asked instead of guessed."""

import pytest

from phrom.core.importing import read_plan
from phrom.core.linting.linter import check_plan
from phrom.core.plan.document import Plan
from tests.core.importing.test_variations import BIA, TITLE, only_process, plan_of

TEAM = f"{TITLE}คณะบริหารความต่อเนื่อง\nทีมที่ 1 ทะเบียน\n"


def seats(plan: Plan) -> list[tuple[str, list[str]]]:
    """The members of the first team with those who stand in for them, by given name."""
    names = {p.id: p.given_name for p in plan.people}
    return [(names[m.primary or ""], [names[a] for a in m.alternates]) for m in plan.continuity_team.teams[0].members]


@pytest.mark.parametrize("stand_in", ["สำรอง", "ผู้สำรอง", "ทีมงาน (สำรอง)", "สมาชิกสำรอง", "ผู้ปฏิบัติหน้าที่แทน"])
def test_whoever_stands_in_for_a_member_takes_no_seat(stand_in: str) -> None:
    plan = plan_of(
        f"{TEAM}บทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าทีม\tนายก้อง ดีมาก\t0812345671\nทีมงาน\tนายชาติ กล้าหาญ\t0812345673\n"
        f"{stand_in}\tนายดำ กล้าหาญ\t0812345674\nทีมงาน\tนายขาว กล้าหาญ\t0812345676\n\tนายเขียว กล้าหาญ\t0812345677\n"
    )
    assert seats(plan) == [("ชาติ", ["ดำ"]), ("ขาว", []), ("เขียว", [])]


def test_a_column_of_main_and_stand_in_needs_no_column_of_roles() -> None:
    plan = plan_of(
        f"{TEAM}ทีมงาน\nประเภท\tชื่อ-สกุล\tโทรศัพท์\nหลัก\tนายชาติ กล้าหาญ\t0812345673\nสำรอง\tนายดำ กล้าหาญ\t0812345674\n"
    )
    assert seats(plan) == [("ชาติ", ["ดำ"])]


def test_a_team_that_keeps_copies_of_data_is_no_stand_in() -> None:
    plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าทีมสำรองข้อมูล\tนายก้อง ดีมาก\t0812345671\n")
    assert plan.continuity_team.teams[0].leader.primary == "person-1"


def test_one_mobile_number_beside_two_names_is_asked_and_given_to_nobody() -> None:
    text = (
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tผู้รับผิดชอบหลัก/สำรอง\tโทรศัพท์\n"
        "หัวหน้าคณะบริหารความต่อเนื่อง\tนายก้อง ดีมาก / นางแก้ว ใจดี\t081 234 5678\n"
        "ผู้ประสานงาน\tนายชาติ กล้าหาญ / นายดำ กล้าหาญ\t0 2123 4567\n"
    )
    result = read_plan(text.encode(), "plan.txt")
    people = result.plan.people
    assert [p.phones for p in people] == [(), (), ("+6621234567",), ("+6621234567",)]
    assert people[0].phones_text == ("081 234 5678",)
    asked = [r for r in result.report.readings if r.path in ("people/person-1/phones", "people/person-2/phones")]
    assert len(asked) == 2
    assert all(r.confidence < 0.5 and r.reason is not None for r in asked)


def test_one_mobile_number_in_two_rows_is_kept_for_both_and_doubted() -> None:
    text = f"{TEAM}บทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าทีม\tนายก้อง ดีมาก\t0812345671\nทีมงาน\tนายชาติ กล้าหาญ\t0812345671\n"
    result = read_plan(text.encode(), "plan.txt")
    assert [p.phones for p in result.plan.people] == [("+66812345671",)] * 2
    sure = {r.path: r.confidence for r in result.report.readings if "/phones/" in r.path}
    assert sure == {"people/person-1/phones/0": 1.0, "people/person-2/phones/0": 0.6}


def test_a_second_number_written_beside_the_first_is_no_contradiction() -> None:
    plan = plan_of(
        f"{TEAM}บทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าทีม\tนายก้อง ดีมาก\t081 234 5671\n"
        "ทีมงาน\tนายก้อง ดีมาก\t081 234 5671, 081 234 5672\n"
    )
    assert plan.people[0].phones_text == ("081 234 5671", "081 234 5671 / 081 234 5672")
    assert not any(finding.rule == "C104" for finding in check_plan(plan))


def test_posts_and_numbers_around_a_slash_belong_to_the_names_around_it() -> None:
    plan = plan_of(
        f"{TEAM}ลำดับ\tชื่อ-สกุล (หลัก / สำรอง)\tตำแหน่ง\tโทรศัพท์\n"
        "1\tนายก้อง ดีมาก / นางแก้ว ใจดี\tนายช่าง / เสมียน\t- / 081 234 5672\n"
    )
    assert [(p.position, p.phones) for p in plan.people] == [("นายช่าง", ()), ("เสมียน", ("+66812345672",))]


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("แบบ กษ 01", ("แบบ กษ 01", None, None)),
        ("Windows 11", ("Windows 11", None, None)),
        ("คอมพิวเตอร์ 2", ("คอมพิวเตอร์", 2, None)),
        ("กล้อง จำนวน ๓ ตัว", ("กล้อง", 3, "ตัว")),
        ("ภ.พ. 30", ("ภ.พ. 30", None, None)),
        ("ตู้เอกสาร (2 ใบ)", ("ตู้เอกสาร", 2, "ใบ")),
    ],
)
def test_a_number_that_is_part_of_a_name_is_no_quantity(words: str, item: tuple[str, int | None, str | None]) -> None:
    needs = only_process(
        f"{BIA}กระบวนงาน\tอาคารสถานที่\tวัสดุอุปกรณ์\tบุคลากร\nงานทดลอง\tห้องประชุม\t{words}\t2 คน\n"
    ).requirements
    assert [(r.name, r.quantity, r.unit) for r in needs.equipment] == [item]


@pytest.mark.parametrize(
    ("sentence", "teams"),
    [
        ("หน่วยงานได้จัดตั้งทีมบริหารความต่อเนื่อง จำนวน ๕ ทีม ดังนี้", 5),
        ("มีจำนวน ๕ ชุด/ทีม", 5),
        ("คณะบริหารฯ มีทีมบริหารความต่อเนื่อง จำนวนทั้งสิ้น 6 (หก) ชุด", 6),
        ("ทีมที่ 1 ทีมปฏิบัติการของฝ่ายอำนวยการ รับผิดชอบวิทยุ 3 ชุด", None),
    ],
)
def test_how_many_teams_a_plan_promises_is_read(sentence: str, teams: int | None) -> None:
    plan = plan_of(f"{BIA}กระบวนงาน\tหน่วยงาน\tMTPD\nงานทดลอง\tฝ่ายบริหาร\t1 วัน\n\nคณะบริหารความต่อเนื่อง\n{sentence}\n")
    assert plan.stated.teams == teams


def leaders(plan: Plan) -> list[tuple[str, str | None, list[str]]]:
    """Each team's unit, the given name of who leads it, and those of its members."""
    names = {p.id: p.given_name for p in plan.people}
    units = {u.id: u.name for u in plan.units}
    return [
        (units.get(t.unit or "", ""), names.get(t.leader.primary or ""), [names[m.primary or ""] for m in t.members])
        for t in plan.continuity_team.teams
    ]


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("หัวหน้าศูนย์คอมพิวเตอร์", "ศูนย์คอมพิวเตอร์"),
        ("หัวหน้ากองคลัง", "กองคลัง"),
        ("หัวหน้าทีมบริหารความต่อเนื่องของฝ่ายทะเบียน", "ฝ่ายทะเบียน"),
        ("หัวหน้าทีมบริหารความต่อเนื่องของกลุ่มงานคลัง", "กลุ่มงานคลัง"),
    ],
)
def test_who_leads_a_unit_or_its_team_leads_that_team_and_does_not_stand_in_for_the_head(role: str, unit: str) -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nบทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าทีมบริหารความต่อเนื่องของสำนักงาน\tนายก้อง ดีมาก\t0812345671\n"
        f"{role}\tนายชาติ กล้าหาญ\t0812345673\nทีมงาน {unit}\tนายดำ กล้าหาญ\t0812345674\n"
    )
    assert plan.continuity_team.head.alternates == ()
    assert leaders(plan) == [(unit, "ชาติ", ["ดำ"])]


def test_a_list_headed_by_the_words_for_members_and_a_unit_is_that_units_team() -> None:
    below = "หัวหน้าทีม\t{}\t0812345671\nทีมงาน\t{}\t0812345672\n\n"
    table = f"บทบาท\tชื่อ-สกุล\tโทรศัพท์\n{below}"
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nทีมงาน ฝ่ายทะเบียน\n{table.format('นายก้อง ดีมาก', 'นายชาติ กล้าหาญ')}"
        f"ทีมงาน ฝ่ายคลัง\n{table.format('นายดำ ดีมาก', 'นายขาว กล้าหาญ')}"
    )
    assert leaders(plan) == [("ฝ่ายทะเบียน", "ก้อง", ["ชาติ"]), ("ฝ่ายคลัง", "ดำ", ["ขาว"])]


def test_a_units_team_is_known_by_the_units_short_form() -> None:
    table = "บทบาท\tชื่อ-สกุล\tโทรศัพท์\n"
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\n{table}หัวหน้าคณะ\tนายก้อง ดีมาก\t0812345671\n"
        "หัวหน้าทีมบริหารความต่อเนื่องของฝ่ายบริหารทั่วไป\tนายชาติ กล้าหาญ\t0812345673\n"
        "หัวหน้ากองคลัง\tนายขาว กล้าหาญ\t0812345675\n\n"
        "ทีมงาน ฝ่าย บห.\nชื่อ-สกุล\tโทรศัพท์\nนายดำ กล้าหาญ\t0812345674\n"
    )
    assert leaders(plan) == [("ฝ่ายบริหารทั่วไป", "ชาติ", ["ดำ"]), ("กองคลัง", "ขาว", [])]


def test_members_of_a_team_who_are_named_by_their_unit_open_no_other_team() -> None:
    plan = plan_of(
        f"{TEAM}บทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าทีม\tนายก้อง ดีมาก\t0812345671\nทีมงานฝ่ายช่าง\tนายชาติ กล้าหาญ\t0812345673\n"
    )
    assert [(lead, members) for _unit, lead, members in leaders(plan)] == [("ก้อง", ["ชาติ"])]


def test_extensions_around_a_slash_are_of_the_names_around_it_and_main_and_stand_in_are_no_posts() -> None:
    plan = plan_of(
        f"{TEAM}ลำดับ\tชื่อ-สกุล (หลัก / สำรอง)\tโทรศัพท์\n1\tนายก้อง ดีมาก (หลัก) / นางแก้ว ใจดี (สำรอง)\t0 5451 1234 ต่อ 11/12\n"
    )
    assert [(p.full_name, p.position, p.phones) for p in plan.people] == [
        ("นายก้อง ดีมาก", None, ("+6654511234;ext=11",)),
        ("นางแก้ว ใจดี", None, ("+6654511234;ext=12",)),
    ]
