"""Damage that one reading must see through: marks lost, signs of other alphabets, blanks that take no room."""

import re

import pytest

from phrom.core.importing.files.damage import damage_mender, damage_menders
from phrom.core.importing.files.pdf_page import Glyph
from phrom.core.importing.files.pdf_text import join, lines_of_glyphs
from phrom.core.importing.files.text_decoding import decode_text
from phrom.core.importing.tables.padded_tables import padded_tables
from phrom.core.values.thai_text import legible

WORDS = "ผู้รับผิดชอบ ความต่อเนื่อง เจ้าหน้าที่ ชั่วโมง วัสดุอุปกรณ์ ขั้นตอน กลุ่มงาน หน่วยงาน เครื่องมือ ระหว่าง " * 3
TONES = str.maketrans("", "", "่้๊๋")
TORN = str.maketrans(dict.fromkeys("่้๊๋็์", " "))


def without_tones(text: str) -> str:
    """Mended after a file like this one lost its tone marks."""
    return damage_mender((WORDS + text).translate(TONES))(text.translate(TONES))


def test_a_name_is_put_together_only_where_marks_became_blanks() -> None:
    line = "นายสมชาย ใจดี ตำบลในเมือง"
    assert without_tones(line) == line
    name = "นายรุ่งโรจน์ ใจดี"
    assert damage_mender((WORDS + name).translate(TORN))(name.translate(TORN)) == "นายรุงโรจน ใจดี "


def test_short_words_are_known_where_they_fill_a_cell_and_extensions_between_numbers() -> None:
    assert without_tones("ข้อ\tรายการ\tใช่\tไม่ใช่") == "ข้อ\tรายการ\tใช่\tไม่ใช่"
    assert without_tones("ขอใช้ 053-000100 ต่อ 12").endswith("053-000100 ต่อ 12")
    assert without_tones("ขอความร่วมมือ").startswith("ขอความ")


def test_a_letter_that_swallowed_a_lost_mark_is_still_part_of_the_word() -> None:
    sample = WORDS.translate(TONES)
    assert damage_mender(sample)("เจำหนำที") == "เจ้าหน้าที่"


def test_signs_of_no_thai_alphabet_stay_when_misread_text_is_put_right() -> None:
    misread = "แผนบริหารความต่อเนื่อง ผลกระทบ ".encode("cp874").decode("latin-1")
    assert decode_text(f"{misread}√ ✓\n".encode()) == "แผนบริหารความต่อเนื่อง ผลกระทบ √ ✓\n"


def test_columns_stand_where_they_stood_before_zero_width_blanks_came_in() -> None:
    rows = ["กระบวนงาน", "งานทะเบียน", "งานการเงิน"], ["หน่วยงาน", "ฝ่ายทะเบียน", "ฝ่ายคลัง"], ["MTPD", "1 วัน", "7 วัน"]
    lines = ["".join(cell.ljust(20) for cell in row).rstrip() for row in zip(*rows, strict=True)]
    later = [line.replace("งาน", "งาน\u200b") for line in lines]
    (table,) = padded_tables(later, lambda text: text.replace("\u200b", ""))
    assert table.blocks == padded_tables(lines, str)[0].blocks


def test_a_blank_that_takes_no_room_is_none_though_the_font_gave_it_some() -> None:
    letters = [Glyph(letter, 10.0 * i, 10.0 * i + 8.4, 100.0, 10.0) for i, letter in enumerate("กข\u200bคง")]
    (line,) = lines_of_glyphs(letters)
    assert line.text == "กขคง"


def test_a_tone_mark_that_moved_behind_its_word_is_not_left_on_the_next_one() -> None:
    moved = re.compile("([่-๋])([ก-ฮ])")
    words = f"{WORDS} พื้นที่สำรอง"
    assert damage_mender(moved.sub(r"\2\1", words))("พืน้ทีส่ำรองของหนว่ย") == "พื้นที่สำรองของหน่วย"


def test_u_where_no_word_has_one_is_the_tone_mark_that_it_looks_like() -> None:
    assert legible("เปูาหมาย ปูองกัน ปูนซีเมนต์ ปูอัด") == "เป้าหมาย ป้องกัน ปูนซีเมนต์ ปูอัด"


@pytest.mark.parametrize("lost", [TORN, TONES], ids=["marks became blanks", "tone marks lost"])
def test_columns_stand_below_one_another_again_with_the_marks_of_known_words_back(lost: dict[int, str | None]) -> None:
    rows = ["หัวหน้าทีมที่ 1 ฝ่ายบริหารทั่วไป", "เจ้าหน้าที่"], ["นายสมชาย ดีมาก", "นางวาสนา ใจดี"], ["ผู้ประสานงาน", "ผู้ปฏิบัติ"]
    lines = ["".join(cell.ljust(40) for cell in row).rstrip() for row in zip(*rows, strict=True)]
    places = damage_menders((WORDS + " ".join(lines)).translate(lost)).places
    for line in lines:
        put_back = places(line.translate(lost))
        assert [put_back.index(word) for word in ("นาย", "ผู้") if word in line] == [
            line.index(word) for word in ("นาย", "ผู้") if word in line
        ]


def test_a_sound_file_keeps_its_lines_as_they_are() -> None:
    places = damage_menders(WORDS).places
    assert places("ที  1   ผู ประสานงาน") == "ที  1   ผู ประสานงาน"


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("หัวหน้าสำนักปลัด : นายวีระพงษ์", "ไร่ชา", "หัวหน้าสำนักปลัด : นายวีระพงษ์ ไร่ชา"),
        ("ผู้แทน : นายวีระ", "พงษ์ ไร่ชา", "ผู้แทน : นายวีระพงษ์ ไร่ชา"),
        ("ผู้แทน : นายอาทิต", "ย์ ทางลัด", "ผู้แทน : นายอาทิตย์ ทางลัด"),
        ("นายวีระพงษ์", "ไร่ชา หัวหน้าฝ่าย", "นายวีระพงษ์ ไร่ชา หัวหน้าฝ่าย"),
        ("นายวีระพงษ์ ไร่", "ชา", "นายวีระพงษ์ ไร่ชา"),
        ("ว่าที่ ร.ต. วิทยา", "อินทร์วาด", "ว่าที่ ร.ต. วิทยา อินทร์วาด"),
        ("ประสานงานกับหน่วย", "งานในพื้นที่", "ประสานงานกับหน่วยงานในพื้นที่"),
    ],
)
def test_a_name_over_two_lines_of_a_pdf_is_parted_before_the_family_name_alone(
    one: str, other: str, whole: str
) -> None:
    assert join(one, other) == whole


def test_a_number_to_call_ends_a_name_whose_marks_became_blanks() -> None:
    line = "นายรุ่งโรจน์ ใจดี โทร. 081 000 1205".translate(TORN)
    assert damage_menders((WORDS + line).translate(TORN)).words(line).startswith("นายรุงโรจน ใจดี โทร. 081")


def test_a_short_heading_whose_mark_moved_is_known_where_it_fills_a_cell() -> None:
    moved = re.compile("([่-๋])([ก-ฮ])")
    sample = moved.sub(r"\2\1", WORDS)
    assert damage_mender(sample)("\tขอ้") == "\tข้อ"
    assert damage_mender(sample)("\tขอ") == "\tขอ"
