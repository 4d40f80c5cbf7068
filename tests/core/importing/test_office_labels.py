"""What an office says of itself behind labels, in a table of the cover or line by line."""

import pytest

from phrom.core.importing.reader import read_plan
from tests.core.importing.test_left_tables import BIA, in_word
from tests.core.importing.test_variations import plan_of

SAID = (
    ("ชื่อหน่วยงาน", "หอสมุดดอนตาล"),
    ("ปีที่ใช้แผน", "๒๕๖๙"),
    ("ที่ตั้ง", "เลขที่ 88 หมู่ 5 ตำบลในเมือง"),
    ("สังกัด", "กรมศิลปากร"),
    ("จำนวนบุคลากรทั้งหมด", "46 คน"),
    ("โทรศัพท์", "0 4200 2200"),
)


def told(plan: object) -> tuple[object, ...]:
    office = plan.organisation  # type: ignore[attr-defined]
    return office.name, plan.year, office.address, office.parent, office.staff_count  # type: ignore[attr-defined]


REST = "\nวัตถุประสงค์\n1. ให้งานไม่หยุด\n\nกลยุทธ์ความต่อเนื่อง\nด้านบุคลากร\n- จัดเวรสำรอง\nด้านอาคารสถานที่\n- ใช้ศาลาประชาคม\n"
ALL = ("หอสมุดดอนตาล", 2569, "เลขที่ 88 หมู่ 5 ตำบลในเมือง", "กรมศิลปากร", 46)


def test_labels_of_a_table_on_the_cover_tell_the_office_the_year_and_how_many_work_there() -> None:
    result = read_plan(in_word(SAID, BIA), "plan.docx")
    assert told(result.plan) == ALL
    year = next(reading for reading in result.report.readings if reading.path == "year")
    assert [line.text for line in result.report.lines if line.number in year.lines] == ["ปีที่ใช้แผน", "๒๕๖๙"]


def test_labels_line_by_line_are_read_as_well() -> None:
    lines = "\n".join(f"{label} : {value}" for label, value in SAID)
    plan = plan_of(f"แผนบริหารความต่อเนื่อง\n{lines}\n{REST}")
    assert told(plan) == ALL


@pytest.mark.parametrize("value", ["-", "ไม่ระบุ", "ตามคำสั่ง"])
def test_a_label_with_nothing_behind_it_says_nothing(value: str) -> None:
    plan = plan_of(f"แผนบริหารความต่อเนื่อง\nหอสมุดดอนตาล\nปีของแผน : {value}\nจำนวนบุคลากร : {value}\n{REST}")
    assert (plan.year, plan.organisation.staff_count) == (None, None)


@pytest.mark.parametrize("title", ["แผนรองรับการดำเนินงานอย่างต่อเนื่องในภาวะวิกฤต", "แผนเผชิญเหตุเพื่อความต่อเนื่อง"])
def test_the_first_heading_is_the_plans_title_although_procedures_are_called_so_too(title: str) -> None:
    plan = plan_of(f"{title}\nหอสมุดดอนตาล\nประจำปี 2569\n{REST}")
    assert (plan.title, plan.year, plan.organisation.name) == (title, 2569, "หอสมุดดอนตาล")
