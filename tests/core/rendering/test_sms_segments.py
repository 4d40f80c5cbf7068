"""How many short messages a text becomes, at the limits and in general."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.core.rendering.sms_segments import SmsLength, sms_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", SmsLength("gsm-7", 0, 0)),
        ("a" * 160, SmsLength("gsm-7", 160, 1)),
        ("a" * 161, SmsLength("gsm-7", 161, 2)),
        ("a" * 306, SmsLength("gsm-7", 306, 2)),
        ("a" * 307, SmsLength("gsm-7", 307, 3)),
        ("[" * 80, SmsLength("gsm-7", 160, 1)),
        ("a" * 152 + "[" + "a" * 152, SmsLength("gsm-7", 306, 3)),  # the bracket is not cut in half
        ("ก" * 70, SmsLength("ucs-2", 70, 1)),
        ("ก" * 71, SmsLength("ucs-2", 71, 2)),
        ("ก" * 134, SmsLength("ucs-2", 134, 2)),
        ("ก" * 135, SmsLength("ucs-2", 135, 3)),
        ("a" * 70 + "ก", SmsLength("ucs-2", 71, 2)),  # one Thai letter turns the whole text
        ("🌊" * 35, SmsLength("ucs-2", 70, 1)),
        ("ก" * 66 + "🌊" + "ก" * 66, SmsLength("ucs-2", 134, 3)),  # nor the wave
    ],
)
def test_the_limits_of_both_alphabets(text: str, length: SmsLength) -> None:
    assert sms_length(text) == length


def test_a_thai_call_is_counted_as_the_networks_count_it() -> None:
    text = "[ซ้อม] อบต.บ้านตัวอย่าง ประกาศใช้แผนฯ ให้รายงานตัวที่ หอประชุมกลาง ตอบ K4P7 เพื่อรับทราบ"
    assert sms_length(text) == SmsLength("ucs-2", len(text), 2)


@given(st.text(max_size=700))
def test_every_text_fits_into_its_segments_and_into_no_fewer_than_its_units_need(text: str) -> None:
    length = sms_length(text)
    alone, part = (160, 153) if length.encoding == "gsm-7" else (70, 67)
    if length.units <= alone:
        assert length.segments == min(length.units, 1)
    else:
        assert -(-length.units // part) <= length.segments <= -(-length.units // (part - 1))


@given(st.text(max_size=300), st.characters())
def test_a_longer_text_never_costs_less(text: str, more: str) -> None:
    assert sms_length(text + more).segments >= sms_length(text).segments


@given(st.text(max_size=300))
def test_units_of_ucs_2_are_those_of_utf_16(text: str) -> None:
    length = sms_length(text + "ก")
    assert length.encoding == "ucs-2"
    assert length.units == len((text + "ก").encode("utf-16-le", errors="surrogatepass")) // 2
