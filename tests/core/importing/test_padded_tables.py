"""Tables whose cells are parted by blanks, as programs write that keep a page's layout."""

import re
from collections.abc import Sequence

import pytest

from phrom.core.importing import read_plan
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_variations import TITLE, plan_of

BIA = [
    ("ลำดับ", "กระบวนการหลัก", "ฝ่ายงาน", "ระดับ", "ระยะเวลาที่ยอมให้งานสะดุด"),
    ("", "", "", "ผลกระทบ", "หยุดชะงัก (MTPD)"),
    ("1", "งานสารสนเทศและการ", "กลุ่มงานส่งเสริม", "สูง", "6 ชั่วโมง"),
    ("", "เผยแพร่ข้อมูลข่าวสาร", "และพัฒนาท้องถิ่น", "", ""),
    ("2", "งานการเงิน", "ฝ่ายบริหารทั่วไป", "ปานกลาง", "1 วัน"),
    ("3", "งานพัสดุ", "ฝ่ายบริหารทั่วไป", "ต่ำ", "ไม่เกิน 5 วันทำการ"),
]
PEOPLE = [
    ("บทบาท", "บุคลากรหลัก", "", "บุคลากรสำรอง", ""),
    ("", "ชื่อ-สกุล", "โทรศัพท์", "ชื่อ-สกุล", "โทรศัพท์"),
    ("หัวหน้าคณะบริหาร", "นายก้อง  ดีมาก", "081-234-5671", "นางแก้ว  ใจดี", "081-234-5672"),
    ("ความต่อเนื่อง", "(ผู้อำนวยการ)", "", "", ""),
    ("ผู้ประสานงาน", "น.ส.ขวัญ ใจงาม", "081-234-5673", "-", "-"),
]
STRATEGIES = [
    ("ทรัพยากร", "กลยุทธ์ความต่อเนื่อง", "หน่วยงานรับผิดชอบ"),
    ("อาคาร/สถานที่", "- ใช้ห้องประชุมสมมุติเป็นสถานที่", "ฝ่ายบริหารทั่วไป"),
    ("ปฏิบัติงานสำรอง", "ปฏิบัติงานสำรอง", ""),
    ("", "- ปฏิบัติงานที่บ้าน", ""),
    ("บุคลากรหลัก", "- จัดบุคลากรสำรอง", "ฝ่ายบริหารทั่วไป"),
]
MATRIX = [
    ("ภัยคุกคาม", "ด้านอาคาร/", "ด้านวัสดุ", "ด้านเทคโนโลยี", "ด้านบุคลากร"),
    ("", "สถานที่", "อุปกรณ์", "", ""),
    ("1. อุทกภัย", "✓", "✓", "✓", ""),
    ("2. ไฟฟ้าดับ", "", "", "✓", ""),
    ("3. โรคระบาด", "", "", "", "✓"),
]


def laid_out(rows: Sequence[tuple[str, ...]], *, by_look: bool) -> str:
    """Rows with their cells below one another: counted letter by letter, or as wide as they look."""

    def width(text: str) -> int:
        return len(re.sub("[ัิ-ฺ็-๎]", "", text)) if by_look else len(text)

    columns = [max(width(row[i]) for row in rows) + 3 for i in range(len(rows[0]))]
    lines = ["".join(c + " " * (w - width(c)) for c, w in zip(row, columns, strict=True)) for row in rows]
    return "".join(f"{line.rstrip()}\n" for line in lines)


@pytest.mark.parametrize("by_look", [True, False], ids=["by look", "by letter"])
@pytest.mark.parametrize("damage", [lambda t: t, lambda t: t.replace("ำ", "ํา")], ids=["whole", "nikhahit"])
def test_processes_in_columns_of_blanks(damage, by_look: bool) -> None:  # type: ignore[no-untyped-def]
    plan = plan_of(damage(f"{TITLE}การวิเคราะห์ผลกระทบทางธุรกิจ (BIA)\n{laid_out(BIA, by_look=by_look)}"))
    units = {u.id: u.name for u in plan.units}
    assert [(p.name, [units[u] for u in p.units], p.impact, str(p.mtpd)) for p in plan.processes] == [
        ("งานสารสนเทศและการเผยแพร่ข้อมูลข่าวสาร", ["กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น"], "high", "PT6H"),
        ("งานการเงิน", ["ฝ่ายบริหารทั่วไป"], "medium", "P1D"),
        ("งานพัสดุ", ["ฝ่ายบริหารทั่วไป"], "low", "P5D"),
    ]


@pytest.mark.parametrize("by_look", [True, False], ids=["by look", "by letter"])
def test_people_under_merged_headings_in_columns_of_blanks(by_look: bool) -> None:
    plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\n{laid_out(PEOPLE, by_look=by_look)}")
    assert [(p.full_name, p.position, p.phones) for p in plan.people] == [
        ("นายก้อง ดีมาก", "ผู้อำนวยการ", ("+66812345671",)),
        ("นางแก้ว ใจดี", None, ("+66812345672",)),
        ("น.ส.ขวัญ ใจงาม", None, ("+66812345673",)),
    ]
    head, coordinator = plan.continuity_team.head, plan.continuity_team.coordinator
    assert (head.primary, head.alternates, coordinator.primary) == ("person-1", ("person-2",), "person-3")


@pytest.mark.parametrize("by_look", [True, False], ids=["by look", "by letter"])
def test_strategies_in_columns_of_blanks_begin_where_a_new_area_stands(by_look: bool) -> None:
    plan = plan_of(f"{TITLE}กลยุทธ์ความต่อเนื่อง\n{laid_out(STRATEGIES, by_look=by_look)}")
    assert [(s.area, s.actions) for s in plan.strategies] == [
        ("premises", ("ใช้ห้องประชุมสมมุติเป็นสถานที่ปฏิบัติงานสำรอง", "ปฏิบัติงานที่บ้าน")),
        ("people", ("จัดบุคลากรสำรอง",)),
    ]


@pytest.mark.parametrize("by_look", [True, False], ids=["by look", "by letter"])
def test_ticks_in_columns_of_blanks_stand_below_their_heading(by_look: bool) -> None:
    plan = plan_of(f"{TITLE}การประเมินความเสี่ยงและภัยคุกคาม\n{laid_out(MATRIX, by_look=by_look)}")
    names = {t.id: t.name for t in plan.threats}
    assert [(names[i.threat], i.area) for i in plan.impacts if i.affected] == [
        ("อุทกภัย", "premises"),
        ("อุทกภัย", "equipment"),
        ("อุทกภัย", "technology"),
        ("ไฟฟ้าดับ", "technology"),
        ("โรคระบาด", "people"),
    ]
    assert len(plan.impacts) == 12


def test_a_line_torn_at_a_mark_is_read_whole_and_both_parts_are_accounted_for() -> None:
    threat = "การประเมินความเสี่ยง\nอุทกภัย กระทบอาคาร\n"
    text = f"{TITLE}{threat}วัตถุประสงค์\n1. เพื่อให้ประชาชนเชื่อมัน\n                         ่ ในการให้บริการ\n"
    result = read_plan(text.encode(), "plan.txt")
    assert len(result.plan.purposes) == 1
    assert "ในการให้บริการ" in result.plan.purposes[0]
    assert not result.report.unplaced
    assert_account_sums(result.report)
