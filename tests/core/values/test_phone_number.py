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
