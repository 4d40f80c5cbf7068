"""Word files: real tables, merged cells, symbols, check boxes, list numbers and text boxes."""

import io

import docx
import pytest
from docx.oxml import parse_xml

from phrom.core.importing import ReadResult, read_plan
from phrom.core.importing.files.text_file import read_text
from phrom.core.importing.files.word_file import read_word
from tests.core.importing.facts_of import CASES, facts_of
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.word_fixture import docx_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def _both(case: str) -> tuple[ReadResult, ReadResult]:
    text = (CASES / f"{case}.txt").read_text(encoding="utf-8")
    return read_plan(text.encode(), "plan.txt"), read_plan(docx_of(read_text(text)), "plan.docx")


@pytest.mark.parametrize("case", sorted(p.stem for p in CASES.glob("*.txt")))
def test_a_plan_reads_the_same_from_word_tables_as_from_text(case: str) -> None:
    text, word = _both(case)
    one, other = facts_of(text.plan), facts_of(word.plan)
    del one["assessed"], other["assessed"]  # a cell that the text lost at a page break is there in Word, and blank
    assert other == one
    assert_account_sums(word.report)


def test_a_value_from_a_word_table_says_where_it_stands() -> None:
    _, word = _both("huaisommut-2567")
    number = word.report.lines_behind("processes/process-1/mtpd")[0]
    line = next(x for x in word.report.lines if x.number == number)
    assert line.text == "๔ ชม."
    assert line.place is not None
    assert line.place.startswith("ตาราง ")
    assert line.place.endswith("ช่อง 4")


def _form(cell_xml: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("แบบตรวจสอบความครบถ้วน (BCP Checklist)")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("รายการตรวจสอบ", "มี", "ไม่มี"), strict=True):
        cell.text = text
    table.cell(1, 0).text = "2.1 ทีมงานแผน"
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(cell_xml))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("xml", "answer"),
    [
        (f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', True),
        (f'<w:r {W}><w:sym w:font="Wingdings 2" w:char="0050"/></w:r>', True),
        (
            f'<w:sdt {W} {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>",
            True,
        ),
        (
            f'<w:sdt {W} {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>",
            None,
        ),
    ],
    ids=["wingdings", "wingdings 2", "checked box", "empty box"],
)
def test_ticks_and_check_boxes_are_answers(xml: str, answer: bool | None) -> None:
    plan = read_plan(_form(xml), "form.docx").plan
    assert [(c.item, c.answer) for c in plan.checklist] == [("2.1", answer)]


def test_automatic_list_numbers_and_text_boxes_are_read() -> None:
    document = docx.Document()
    document.add_paragraph("ก", style="List Number")
    document.add_paragraph("ข", style="List Number")
    document.add_paragraph("ค", style="List Bullet")
    box = parse_xml(
        f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>ในกล่อง</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    document.add_paragraph("นอกกล่อง")._p.append(box)
    out = io.BytesIO()
    document.save(out)
    lines = read_word(out.getvalue()).lines
    assert [line.text for line in lines] == ["1. ก", "2. ข", "• ค", "นอกกล่อง", "ในกล่อง"]
    assert lines[-1].place == "กล่องข้อความ"
