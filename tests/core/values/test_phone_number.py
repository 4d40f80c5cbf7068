"""Thai telephone numbers in every notation that plans use."""

import pytest

from phrom.core.values.phone_number import display, find_numbers, to_e164


@pytest.mark.parametrize(
    "text",
    ["0810000003", "081-000-0003", "081 000 0003", "08-1000-0003", "081.000.0003", "(081) 000-0003", "+66 81 000 0003",
     "+66(0)81-000-0003", "66810000003", "0066810000003", "๐๘๑-๐๐๐-๐๐๐๓", "โทร. 081-0000003"],
)  # fmt: skip
def test_every_notation_of_a_mobile_number_is_one_number(text: str) -> None:
    assert to_e164(text) == "+66810000003"


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("0-5451-1234", "+6654511234", "054 511 234"),
        ("02-000-1000 ต่อ 11", "+6620001000;ext=11", "02 000 1000 ต่อ 11"),
        ("๐๒-๐๐๐-๑๐๐๐ ต่อ ๑๒", "+6620001000;ext=12", "02 000 1000 ต่อ 12"),
        ("1669", "1669", "1669"),
        ("081 000 0003", "+66810000003", "081 000 0003"),
    ],
)
def test_a_number_is_stored_one_way_and_shown_the_thai_way(text: str, number: str, shown: str) -> None:
    assert to_e164(text) == number
    assert display(number) == shown


@pytest.mark.parametrize("text", ["", "-", "810000003", "081000000", "08100000033", "08x-xxx-xxxx", "2563", "12345"])
def test_what_cannot_be_dialled_is_no_number(text: str) -> None:
    assert to_e164(text) is None


@pytest.mark.parametrize("text", ["081-0000003/082-0000004", "0810000003 0820000004", "081 000 0003, 082 000 0004"])
def test_two_numbers_in_one_cell_are_two(text: str) -> None:
    assert [n.number for n in find_numbers(text)] == ["+66810000003", "+66820000004"]
    assert to_e164(text) is None


@pytest.mark.parametrize(
    ("text", "number", "read_from"),
    [
        ("0 5451 1234-6", "+6654511234", "0 5451 1234-6"),
        ("โทร. 0-5451-1234-6 ต่อ 101", "+6654511234;ext=101", "0-5451-1234-6 ต่อ 101"),
        ("054 511 234 ถึง 236", "+6654511234", "054 511 234 ถึง 236"),
        ("0 2123 4567 ต่อ 1201-3, 1205", "+6621234567;ext=1201", "0 2123 4567 ต่อ 1201-3, 1205"),
        ("0 2123 4567 เบอร์ภายใน 12", "+6621234567;ext=12", "0 2123 4567 เบอร์ภายใน 12"),
        ("081-000-0001 ภายใน 1201", "+66810000001", "081-000-0001 ภายใน 1201"),
        ("0 2123 4567 กด 3", "+6621234567;ext=3", "0 2123 4567 กด 3"),
    ],
)
def test_of_a_range_the_first_number_is_called_and_all_of_it_is_kept(text: str, number: str, read_from: str) -> None:
    assert [(found.number, found.text) for found in find_numbers(text)] == [(number, read_from)]


def test_what_follows_a_number_is_no_range_where_it_is_another_number() -> None:
    found = find_numbers("0 2123 4567 - 0 2123 4568, 081 234 5678 / 089 123 4567")
    assert [n.number for n in found] == ["+6621234567", "+6621234568", "+66812345678", "+66891234567"]
    assert found[0].text == "0 2123 4567"
    assert to_e164("0 2123 4567 ภายใน 24") == "+6621234567;ext=24"
    assert find_numbers("โทร 0 2123 4567 ภายใน 24 ชั่วโมง")[0].number == "+6621234567"


@pytest.mark.parametrize("text", ["สายด่วน 1300", "สายด่วน สำนักงานใหญ่ 1300", "Hotline: 1300"])
def test_a_hot_line_is_told_by_its_word(text: str) -> None:
    assert to_e164(text) == "1300"
    assert to_e164("จำนวน 1300 ชุด") is None
