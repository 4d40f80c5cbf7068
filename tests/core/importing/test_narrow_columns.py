"""Tables of PDFs whose columns are too narrow for their words, and tables that run over pages."""

from phrom.core.importing.files.pdf_layout import PageCell, PageRow, layout_of
from phrom.core.importing.files.pdf_page import Glyph, Page, Rule
from phrom.core.importing.files.pdf_text import TextLine, Words, lines_of_glyphs, paragraphs
from tests.core.importing.test_variations import TITLE, plan_of

SIZE = 10.0
EDGES, LEVELS = (0.0, 20.0, 80.0), (120.0, 100.0, 80.0)


def letters(text: str, x: float, y: float) -> list[Glyph]:
    """Letters of half the size, side by side from x on."""
    return [Glyph(letter, x + 5.0 * i, x + 5.0 * i + 5.0, y, SIZE) for i, letter in enumerate(text)]


def page(*printed: list[Glyph]) -> Page:
    rules = [Rule(True, x, LEVELS[-1], LEVELS[0]) for x in EDGES]
    rules += [Rule(False, y, EDGES[0], EDGES[-1]) for y in LEVELS]
    return Page(595.0, 842.0, tuple(glyph for line in printed for glyph in line), tuple(rules), 0)


def test_a_word_that_sticks_out_of_its_column_is_whole_in_it() -> None:
    found = layout_of(page(letters("ภาระ", 3.0, 105.0), letters("งานหลัก", 26.0, 105.0), letters("กข", 3.0, 85.0)))
    (table,) = found.tables
    assert [[words.text for cell in row.cells for words in cell.words] for row in table.rows] == [
        ["ภาระ", "งานหลัก"],
        ["กข"],
    ]


def test_what_begins_in_the_next_column_is_not_drawn_into_a_full_one() -> None:
    found = layout_of(page(letters("ภาร", 3.0, 105.0), letters("งาน", 22.0, 105.0), letters("กข", 3.0, 85.0)))
    assert [words.text for cell in found.tables[0].rows[0].cells for words in cell.words] == ["ภาร", "งาน"]


def test_a_gap_before_a_letter_that_wears_a_mark_is_guessed_and_must_be_wider_to_be_a_blank() -> None:
    plain = [Glyph("บ", 0, 5, 100, SIZE), Glyph("ผ", 6.8, 11, 100, SIZE)]
    worn = [*plain, Glyph("ิ", 9, 11, 100, SIZE)]
    assert [line.text for line in lines_of_glyphs(plain)] == ["บ ผ"]
    assert [line.text for line in lines_of_glyphs(worn)] == ["บผิ"]


def row(*texts: str, lower: bool = False) -> PageRow:
    words = [(Words(text, text, 100.0, 10.0),) if text else () for text in texts]
    cells = [PageCell(own, n, 1, lower=lower and n == 0) for n, own in enumerate(words)]
    return PageRow(tuple(cells))


def test_a_blank_first_cell_at_the_top_of_a_page_is_the_rest_of_the_one_above() -> None:
    rows = [row("ฝ่าย", "งาน", "MTPD"), row("ปกครอง", "รับแจ้งเหตุ", "1 วัน"), row("", "ออกหนังสือ", "2 วัน", lower=True)]
    following = row("", "เบิกเงิน", "3 วัน")
    assert following.below_one_over_the_page(rows)
    assert not rows[-1].goes_on_in(following, rows)
    assert not following.below_one_over_the_page([*rows, row("", "งานอื่น", "3 วัน")])


def test_the_lower_half_of_a_numbered_row_is_known_by_having_no_number_though_both_halves_are_ticked() -> None:
    rows = [row("รายการ", "มี"), row("1.1 แผนเดิม", "/"), row("1.2 ทีมงาน", "/"), row("1.3 เหตุการณ์ที่รองรับ", "/")]
    rest = row("ในครั้งนี้ ได้แก่", "/")
    assert rows[-1].goes_on_in(rest, rows)
    assert not rows[-1].goes_on_in(row("1.4 กลยุทธ์", "/"), rows)
    assert not rows[-1].goes_on_in(rest, [*rows, row("แผนอื่น", "/")])
    assert [words.text for words in rows[-1].with_rest(rest).cells[1].words] == ["/", "/"]


def test_a_row_whose_words_run_over_the_page_may_have_a_bracket_beside_them() -> None:
    full, free = (
        Words("จัดประชุมทีมบริหารความ", "จัดประชุมทีมบริหารความ", 5.0, 60.0),
        Words("ผู้ประสานทีม", "ผู้ประสานทีม", 90.0, 60.0),
    )
    cut = PageRow((PageCell((full,), 0, 1), PageCell((free,), 1, 1)))
    assert cut.goes_on_in(row("ต่อเนื่อง เพื่อประเมินความเสียหาย", "(หน.ฝ่าย บห.)"), [cut])
    assert not cut.goes_on_in(row("ต่อเนื่อง เพื่อประเมินความเสียหาย", "หัวหน้าทีม"), [cut])


def test_areas_below_one_another_are_each_an_item_though_some_of_them_fill_their_line() -> None:
    texts = ("2.4 กลยุทธ์และแนวทาง", "ด้านอาคาร/สถานที่", "ด้านเทคโนโลยีสารสนเทศ", "ด้านบุคลากรหลัก")
    lines = [TextLine(text, 0.0, 100.0, 100.0 - 12 * n, SIZE) for n, text in enumerate(texts)]
    assert [words.text for words in paragraphs(lines, 102.0)] == list(texts)
    assert len(paragraphs(lines[:3], 102.0)) == 1


def test_a_given_name_torn_by_a_narrow_column_is_that_of_the_person_named_whole_elsewhere() -> None:
    people = (
        "บทบาท\tชื่อ-สกุล\tโทรศัพท์\nหัวหน้าทีมที่ 1\t{}\t0812345671\n\nทีมที่ 1\nบทบาท\tชื่อ-สกุล\tโทรศัพท์\nทีมงาน\t{}\t0812345671\n"
    )
    for first, second in (("นางกาญจน รัตน์", "นางกาญจนรัตน์ ใจดี"), ("นางกาญจนรัตน์ ใจดี", "นางกาญจน รัตน์")):
        plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\n{people.format(first, second)}")
        assert [p.full_name for p in plan.people] == ["นางกาญจนรัตน์ ใจดี"]
