"""Steps that come again at fixed intervals."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.core.response.rounds import interval_in, next_round, rounds_go_on, wants_rounds
from phrom.core.response.tasks import TaskGroup

NINE = datetime(2026, 8, 21, 2, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("ติดตามระดับน้ำในลำคลอง และประกาศเตือนภัยอย่างน้อยทุก 3 ชั่วโมง", 3 * HOUR),
        ("รายงานความคืบหน้าทุก ๆ ๒ ชม.", 2 * HOUR),
        ("ตรวจเครื่องสูบน้ำทุกๆ 30 นาที", HOUR / 2),
        ("บันทึกสถานการณ์ทุกครึ่งชั่วโมง", HOUR / 2),
        ("รายงานทุกชั่วโมง", HOUR),
        ("ตรวจสอบสุขภาพบุคลากรทุกวัน", DAY),
        ("สำรองข้อมูลทุกสัปดาห์", 7 * DAY),
        ("สรุปสถานการณ์วันละ 2 ครั้ง", 12 * HOUR),
        ("Check the river every 4 hours", 4 * HOUR),
        ("ให้ทุกกลุ่มงานรายงานทุก 6 ชั่วโมง ภายใน 24 ชั่วโมงแรก", 6 * HOUR),
    ],
)
def test_how_often_is_read_from_the_steps_words(text: str, every: timedelta) -> None:
    assert interval_in(text) == every
    assert wants_rounds(text)


@pytest.mark.parametrize(
    "text",
    [
        "แจ้งเวียนให้ทุกกลุ่มงาน/ฝ่ายทราบภายใน 2 ชั่วโมง",
        "ให้บุคลากรทุกคน 12 คน รายงานตัวภายใน 24 ชั่วโมง",
        "แจ้งทุกวันที่มีการประชุม",
        "สำรองข้อมูลทุกวันศุกร์",
        "สำรวจทุก 5 หมู่บ้าน",
        "ตรวจทุก 1 นาที",
        "ซ้อมแผนทุก 2 ปี",
        "วันละ 0 ครั้ง",
        "",
    ],
)
def test_everybody_and_other_numbers_are_no_interval(text: str) -> None:
    assert interval_in(text) is None
    assert not wants_rounds(text)


@pytest.mark.parametrize("text", ["รายงานตามลำดับชั้นทุกระยะ", "รายงานความคืบหน้าอย่างสม่ำเสมอ"])
def test_a_step_for_again_and_again_without_a_number_is_known_as_one(text: str) -> None:
    assert interval_in(text) is None
    assert wants_rounds(text)


@given(st.text(max_size=60))
def test_no_text_stumbles_and_what_is_found_can_be_worked_by(text: str) -> None:
    found = interval_in(f"{text} ทุก {text}")
    assert found is None or timedelta(minutes=5) <= found <= timedelta(days=31)


def test_the_next_round_is_an_interval_after_the_last_or_after_the_beginning() -> None:
    assert next_round(3 * HOUR, NINE, None) == NINE + 3 * HOUR
    assert next_round(3 * HOUR, NINE, NINE + HOUR) == NINE + 4 * HOUR


def test_rounds_end_with_their_phase_with_the_crisis_and_with_the_incident() -> None:
    phase = TaskGroup("day-1", "วันที่ 1", NINE, NINE + DAY)
    assert rounds_go_on(phase, None, None, NINE + HOUR)
    assert not rounds_go_on(phase, None, None, NINE + DAY)
    onset = TaskGroup("onset", "", NINE, NINE + HOUR)  # the plan came into force after an hour
    assert rounds_go_on(onset, None, None, NINE + DAY)
    assert not rounds_go_on(onset, NINE + DAY, None, NINE + DAY)
    recovery = TaskGroup("recovery", "", NINE + DAY, None)
    assert rounds_go_on(recovery, NINE + DAY, None, NINE + 9 * DAY)
    assert not rounds_go_on(recovery, NINE + DAY, NINE + 9 * DAY, NINE + 9 * DAY)
