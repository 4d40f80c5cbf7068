"""What the cover and the titles say of the plan itself: its year, and how many of a thing it has."""

import pytest

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan

COVER = "แผนบริหารความต่อเนื่อง\nเทศบาลตำบลตัวอย่าง\n{year}\n\nวัตถุประสงค์\n1. เพื่อให้บริการประชาชนได้ต่อเนื่อง\n\n"
SCENARIOS = (
    "{title}\n1. กรณีอุทกภัย\nเมื่อเริ่มมีเหตุการณ์\n- ฝ่ายบริหารทั่วไปติดตามสถานการณ์\n"
    "2. กรณีอัคคีภัย\nเมื่อเริ่มมีเหตุการณ์\n- ผู้พบเหตุแจ้งผู้ประสานงาน\n"
)


def read(text: str) -> Plan:
    return read_plan(text.encode(), "plan.txt").plan


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("ประจำปี พ.ศ. 2567", 2567),
        ("ประจำปี พ.ศ. ๒๕๖๗", 2567),
        ("ประจำปี พ.ศ. 2658", 2658),  # cannot be: the check says so, the reader does not hide it
        ("ปี พ.ศ. 2024", 2024),
        ("ฉบับปรับปรุง", None),
    ],
)
def test_the_year_is_kept_as_the_cover_has_it(words: str, year: int | None) -> None:
    assert read(COVER.format(year=words) + SCENARIOS.format(title="แผนเผชิญเหตุ")).year == year


def test_a_possible_year_in_the_text_goes_before_an_impossible_one_on_the_cover() -> None:
    text = COVER.format(year="ปี 2019") + SCENARIOS.format(title="แผนเผชิญเหตุ")
    said = "บทนำ\nแผนฉบับนี้ใช้ในปี พ.ศ. 2567 เป็นต้นไป\n\nวัตถุประสงค์\n"
    assert read(text.replace("วัตถุประสงค์\n", said)).year == 2567


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("แผนเผชิญเหตุ 3 กรณี", 3),
        ("ขั้นตอนการบริหารความต่อเนื่อง (๔ กรณี)", 4),
        ("แผนเผชิญเหตุ", None),
        ("5.1 แผนเผชิญเหตุ", None),
    ],
)
def test_a_title_that_counts_the_cases_is_compared_with_them(title: str, count: int | None) -> None:
    plan = read(COVER.format(year="พ.ศ. 2567") + SCENARIOS.format(title=title))
    assert len(plan.scenarios) == 2
    assert plan.stated.scenarios == count


def test_what_a_sentence_counts_goes_before_the_title() -> None:
    sentence = "แผนเผชิญเหตุ 3 กรณี\nสำนักงานได้กำหนดขั้นตอนการปฏิบัติงานไว้จำนวน 2 กรณี ดังนี้"
    plan = read(COVER.format(year="พ.ศ. 2567") + SCENARIOS.format(title=sentence))
    assert plan.stated.scenarios == 2


def test_a_sentence_that_stands_as_the_title_of_a_table_counts_too() -> None:
    table = "กระบวนงานสำคัญ 8 งาน ตามตาราง\n\tงาน\tฝ่าย\tผลกระทบ\tหยุดได้ไม่เกิน\n\tงานสารบรรณ\tฝ่ายบริหาร\tสูง\t1 วัน\n"
    plan = read(COVER.format(year="พ.ศ. 2567") + "6. การวิเคราะห์ผลกระทบ\n" + table)
    assert plan.stated.processes == 8
