from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.core.values.thai_breaking import NO_BREAK_SPACE, Piece, break_thai, thai_html


def kept(text: str, keep: tuple[str, ...] = ()) -> list[str]:
    return [piece.text for piece in break_thai(text, keep) if piece.nobreak]


def test_given_name_and_family_name_are_each_kept_whole_and_may_part_between() -> None:
    assert break_thai("โทรหา นายวรนันท์ เพียรคุณ (ทีมพัสดุ)") == [
        Piece("โทรหา "),
        Piece("นายวรนันท์", nobreak=True),
        Piece(" "),
        Piece("เพียรคุณ", nobreak=True),
        Piece(" (ทีมพัสดุ)"),
    ]


def test_a_rank_of_two_words_belongs_to_the_name() -> None:
    assert kept("ว่าที่ ร.อ.ภูผา จันทร์งาม ไม่ตอบ") == ["ว่าที่", "ร.อ.ภูผา", "จันทร์งาม"]


@pytest.mark.parametrize("office", ["นายอำเภอเมือง", "นายกเทศมนตรีเมืองแพร่", "นายก อบต.", "นายทะเบียน", "นายช่างโยธา"])
def test_offices_that_begin_like_a_title_are_no_names(office: str) -> None:
    assert kept(office) == []


def test_a_given_name_that_begins_like_an_office_is_a_name() -> None:
    assert kept("นายกอบกิจ ใจดี และ นายกมล ปั้นดี") == ["นายกอบกิจ", "ใจดี", "นายกมล", "ปั้นดี"]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("ภายใน 24 ชั่วโมง", "24 ชั่วโมง"),
        ("ใช้เวลา ๓ วัน", "๓ วัน"),
        ("ทุก 1 – 5 วันข้างหน้า", "1 – 5 วัน"),
        ("โทร 081 000 0003 ต่อ", "081 000 0003"),
        ("ทีม 3", "ทีม 3"),
        ("ข้อ 5", "ข้อ 5"),
        ("เมื่อ 14:05 น.", "14:05 น."),
        ("วันที่ 21 ส.ค. 2569", "วันที่ 21 ส.ค. 2569"),
    ],
)
def test_number_and_unit_are_joined_by_a_space_that_does_not_break(text: str, joined: str) -> None:
    assert joined.replace(" ", NO_BREAK_SPACE) in kept(text)


def test_a_number_at_the_end_of_one_line_is_not_joined_to_the_next() -> None:
    assert kept("ข้อ 5\nคน") == [f"ข้อ{NO_BREAK_SPACE}5"]


def test_a_long_kept_word_may_break_at_its_seams_only() -> None:
    assert thai_html("หัวหน้าคณะบริหารความต่อเนื่อง", escape) == (
        '<span class="nb">หัวหน้า</span><wbr><span class="nb">คณะบริหาร</span><wbr><span class="nb">ความต่อเนื่อง</span>'
    )
    assert thai_html("ความต่อเนื่อง", escape) == '<span class="nb">ความต่อเนื่อง</span>'


def test_words_of_this_plan_are_kept_and_longer_ones_win() -> None:
    assert kept("ไปที่หอประชุมกอเปาก่อน", ("หอประชุม", "หอประชุมกอเปา")) == ["หอประชุมกอเปา"]


def test_a_kept_word_is_not_found_inside_a_syllable() -> None:
    assert kept("ไม่ได้ยิน", ("ได้ย",)) == ["ไม่ได้"]
    assert kept("มานี", ("มาน",)) == []


def test_html_is_escaped_by_the_given_function() -> None:
    assert thai_html("<b>ทีม 3</b> & ก", escape) == (
        f'&lt;b&gt;<span class="nb">ทีม{NO_BREAK_SPACE}3</span>&lt;/b&gt; &amp; ก'
    )


_texts = st.text(st.sampled_from("นายอำกวเแ่้ 0124ชมวัน.ทีม-–<&ส") | st.characters(), max_size=60)


@given(_texts, st.lists(_texts, max_size=3).map(tuple))
def test_nothing_of_the_text_is_lost_or_changed_but_joined_spaces(text: str, keep: tuple[str, ...]) -> None:
    pieces = break_thai(text, keep)
    back = "".join(piece.text for piece in pieces)
    assert "".join(back.split()) == "".join(text.split())
    assert all(piece.text for piece in pieces)
