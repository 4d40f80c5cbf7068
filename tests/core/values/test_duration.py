"""Lengths of time as plans write them."""

import pytest

from phrom.core.values.duration import Duration, find_duration, is_unbroken, parse_duration


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("6 ชั่วโมง", "PT6H"),
        ("๖ ชั่วโมง", "PT6H"),
        ("ไม่เกิน 24 ชม.", "PT24H"),
        ("4 ช.ม.", "PT4H"),
        ("30 นาที", "PT30M"),
        ("1 ชั่วโมง 30 นาที", "PT1H30M"),
        ("3วัน", "P3D"),
        ("๕ วันทำการ", "P5D"),
        ("1 วันครึ่ง", "PT36H"),
        ("ครึ่งวัน", "PT12H"),
        ("หนึ่งสัปดาห์", "P1W"),
        ("๑ เดือน", "P30D"),
        ("1 ปี", "P365D"),
        ("1-2 วัน", "P2D"),
        ("4 ชม. - 1 วัน", "P1D"),
        ("1 วัน ถึง 1 สัปดาห์", "P1W"),
        ("ทันที", "PT0H"),
        ("ทันที ไม่เกิน ๓๐ นาที", "PT30M"),
        ("ทันที (ภายใน 2 ชม.)", "PT2H"),
        ("ภายใน 2 สัปดาห์", "P2W"),
        ("P1D", "P1D"),
        ("12 hours", "PT12H"),
        ("2 h", "PT2H"),
        ("½ วัน", "PT12H"),
        ("1½ วัน", "PT36H"),
        ("1/2 วัน", "PT12H"),
        ("วันครึ่ง", "PT36H"),
        ("1:30 ชม.", "PT1H30M"),
        ("สิบสองชั่วโมง", "PT12H"),
        ("สี่สิบแปดชั่วโมง", "PT48H"),
        ("ยี่สิบเอ็ดวัน", "P21D"),
        ("สองสามวัน", "P3D"),
        ("หนึ่งร้อยยี่สิบชั่วโมง", "PT120H"),
    ],
)
def test_thai_words_become_a_duration(text: str, iso: str) -> None:
    assert parse_duration(text).iso == iso


@pytest.mark.parametrize("text", ["", "สูง", "วันที่ 1", "6", "P", "โทรศัพท์ 1 เครื่อง", "กระบวนงาน 5 วัน"])
def test_other_words_are_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        parse_duration(text)


def test_a_range_and_working_days_are_found_but_not_exact() -> None:
    for text in ("1 – 5 วันข้างหน้า", "5 วันทำการ", "มากกว่า 5 วัน", "5 วันขึ้นไป", "5 วัน 2 เดือน", "สี่ห้าวัน"):
        found = find_duration(text)
        assert found is not None
        assert (found.duration, found.exact) == (Duration.from_iso("P5D"), False)


def test_a_duration_inside_a_sentence_is_found_where_it_stands() -> None:
    text = "รายงานตัว ภายใน ๒๔ ชั่วโมง นับแต่ได้รับแจ้ง"
    found = find_duration(text)
    assert found is not None
    assert text[found.start : found.end] == "๒๔ ชั่วโมง"


@pytest.mark.parametrize("text", ["เวรเฝ้าระวังตลอด 24 ชั่วโมง", "ส่งภายในเวลา 16.30 น.", "24x7", "ตลอดเวลา"])
def test_what_lasts_and_what_o_clock_is_no_length_of_time(text: str) -> None:
    assert find_duration(text) is None


@pytest.mark.parametrize(
    "text", ["24x7", "24 x 7", "๒๔/๗", "24 ชม. 7 วัน", "ตลอด 24 ชั่วโมง", "ตลอดเวลา", "หยุดไม่ได้", "ไม่สามารถหยุดได้", "ห้ามหยุด"]
)
def test_what_runs_all_the_time_may_not_stop(text: str) -> None:
    assert is_unbroken(text)
    assert not is_unbroken("หยุดได้ไม่เกิน 24 ชั่วโมง ภายใน 7 วัน")


@pytest.mark.parametrize("text", ["3 วัน 72 ชม.", "3 วัน (72 ชม.)", "3 วัน3 วัน"])
def test_a_time_said_twice_is_no_sum(text: str) -> None:
    found = find_duration(text)
    assert found is not None
    assert (found.duration, found.exact) == (Duration.from_iso("P3D"), True)
