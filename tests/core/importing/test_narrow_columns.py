"""Tables of PDFs whose columns are too narrow for their words, and tables that run over pages."""

from phrom.core.importing.files.pdf_layout import PageCell, PageRow, layout_of
from phrom.core.importing.files.pdf_page import Glyph, Page, Rule
from phrom.core.importing.files.pdf_text import Words, lines_of_glyphs

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
