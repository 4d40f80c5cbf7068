"""Word files: real tables, merged cells, symbols, check boxes, list numbers and text boxes."""

import io

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
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


BY = 'w:id="1" w:author="ก" w:date="2026-01-01T00:00:00Z"'
GONE = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"


def _says(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def _deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("xml", "texts"),
    [
        (
            f'<w:p><w:r><w:t xml:space="preserve">แผน </w:t></w:r>{_deleted("เดิม")}'
            f"<w:ins {BY}><w:r><w:t>ใหม่</w:t></w:r></w:ins></w:p>",
            ["แผน ใหม่"],
        ),
        (f"<w:p>{GONE}<w:r><w:t>ย่อหน้า</w:t></w:r></w:p>{_says('เดียว')}", ["ย่อหน้าเดียว"]),
        (f"<w:p>{GONE}{_deleted('ทั้งย่อหน้า')}</w:p>{_says('ที่เหลือ')}", ["ที่เหลือ"]),
        (
            f"<w:p><w:moveFrom {BY}><w:r><w:t>ย้าย</w:t></w:r></w:moveFrom></w:p>{_says('ก่อน')}"
            f"<w:p><w:moveTo {BY}><w:r><w:t>ย้าย</w:t></w:r></w:moveTo></w:p>",
            ["ก่อน", "ย้าย"],
        ),
        (
            f"<w:tbl><w:tr><w:tc>{_says('ก')}</w:tc><w:tc>{_says('ข')}</w:tc></w:tr>"
            f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{_says('ลบ')}</w:tc><w:tc>{_says('ลบ')}</w:tc></w:tr>"
            f"<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{_says('ค')}</w:tc><w:tc>{_says('ง')}</w:tc>"
            f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{_says('ลบ')}</w:tc></w:tr></w:tbl>",
            ["ก", "ข", "ค", "ง"],
        ),
        (
            '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>มีความเห็น</w:t></w:r><w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r></w:p>',
            ["มีความเห็น"],
        ),
    ],
    ids=["words", "end of a paragraph", "a whole paragraph", "moved", "rows and cells", "a comment"],
)
def test_a_file_with_tracked_changes_is_read_as_if_they_were_accepted(xml: str, texts: list[str]) -> None:
    document, out = docx.Document(), io.BytesIO()
    for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(out)
    assert [line.text for line in read_word(out.getvalue()).lines] == texts


def test_notes_at_the_foot_of_a_page_are_asked_for() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("แผนบริหารความต่อเนื่อง")
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{_says("ศูนย์สำรองย้ายไปอาคาร 2 แล้ว")}</w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), f"{CT.WML_FOOTNOTES}", notes.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    document.save(out)
    source = read_word(out.getvalue())
    assert [(line.text, line.place) for line in source.lines][1:] == [("ศูนย์สำรองย้ายไปอาคาร 2 แล้ว", "เชิงอรรถ")]
    assert source.furniture == ()
