from hypothesis import given
from hypothesis import strategies as st

from phrom.core.plan.workbook_cells import (
    cell_lines,
    cell_text,
    duration_text,
    lines_of,
    phone_of,
    phone_text,
    text_of,
)
from phrom.core.values.duration import Duration, parse_duration
from tests.core.plan.strategies import durations, texts

any_text = st.one_of(texts, st.text(st.sampled_from("_x0041F \n\t\r\x00ก(ว่าง)"), max_size=30))


@given(st.text(st.sampled_from("_xX0dD8FfAa"), max_size=40))
def test_codes_that_people_type_do_no_harm(typed: str) -> None:
    text_of(typed).encode()


@given(any_text)
def test_every_text_comes_back_from_its_cell_and_holds_nothing_that_excel_loses(text: str) -> None:
    cell = cell_text(text)
    assert text_of(cell) == text
    assert cell == cell.strip()
    assert not set(cell) & {"\x00", "\r", "\x0b", "\ufffe", "\uffff"}


@given(st.lists(any_text, max_size=5).map(tuple))
def test_a_list_comes_back_from_the_lines_of_its_cell(items: tuple[str, ...]) -> None:
    assert lines_of(cell_lines(items)) == items


@given(durations)
def test_a_length_of_time_keeps_the_unit_it_was_written_in(duration: Duration) -> None:
    assert parse_duration(text_of(duration_text(duration))).iso == duration.iso


@given(
    st.one_of(any_text, st.integers(0, 10**9).map(lambda n: f"+66{n}"), st.sampled_from(["1669", "", "+66812345001"]))
)
def test_a_number_comes_back_whatever_it_looks_like(number: str) -> None:
    cell = phone_text(number)
    assert "\n" not in cell
    assert phone_of(cell.strip()) == number


def test_people_see_what_they_would_type() -> None:
    assert phone_text("+66812345001") == "081 234 5001"
    assert duration_text(Duration.from_iso("PT6H")) == "6 ชั่วโมง"
    assert cell_lines(("หนึ่ง", "สอง")) == "หนึ่ง\nสอง"
