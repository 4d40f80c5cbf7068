"""The word processor's own styles tell headings where the words alone do not, and only where they are used as such."""

import io

import docx
import pytest
from odfdo import Document, Header, Paragraph

from phrom.core.importing import ReadResult, read_plan
from phrom.core.importing.files.word_file import read_word
from tests.core.importing.odt_fixture import bytes_of
from tests.core.importing.test_layouts import assert_account_sums

# a level in front of a heading, 0 before plain text
PLAN = (
    (0, "แผนบริหารความต่อเนื่อง"),
    (0, "สำนักงานทดลองอ่าน"),
    (1, "วัตถุประสงค์"),
    (0, "1. เพื่อให้บริการได้ต่อเนื่อง"),
    (0, "2. เพื่อลดผลกระทบ"),
    (1, "เรื่องเล่าจากคราวก่อน"),
    (2, "ครั้งปีก่อน"),
    (0, "น้ำเข้าห้องเก็บเอกสาร"),
    (1, "ขั้นตอนการตอบสนอง"),
    (0, "วันที่ 1 (ภายใน 24 ชั่วโมง)"),
    (0, "1. แจ้งเหตุ"),
    (0, "2. ประเมินความเสียหาย"),
    (1, "3. การทบทวนและปรับปรุง"),
    (0, "ปีละหนึ่งครั้ง"),
)


def docx_of(lines: tuple[tuple[int, str], ...]) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for level, text in lines:
        document.add_paragraph(text, style=f"Heading {level}" if level else None)
    document.save(out)
    return out.getvalue()


def odt_of(lines: tuple[tuple[int, str], ...]) -> bytes:
    document = Document("text")
    document.body.clear()
    for level, text in lines:
        document.body.append(Header(level, text) if level else Paragraph(text))
    return bytes_of(document)


def read(data: bytes, name: str) -> ReadResult:
    result = read_plan(data, name)
    assert_account_sums(result.report)
    return result


def unplaced(result: ReadResult) -> list[str]:
    return [line.text for line in result.report.unplaced]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_styled_heading_in_words_of_its_own_ends_the_part_above_and_is_not_asked_for(kind: str) -> None:
    result = read(docx_of(PLAN) if kind == "docx" else odt_of(PLAN), f"plan.{kind}")
    assert result.plan.purposes == ("เพื่อให้บริการได้ต่อเนื่อง", "เพื่อลดผลกระทบ")
    assert unplaced(result) == ["น้ำเข้าห้องเก็บเอกสาร", "ปีละหนึ่งครั้ง"]


def test_a_styled_heading_whose_number_goes_on_with_the_steps_above_is_no_step() -> None:
    steps = [step.text for step in read(docx_of(PLAN), "plan.docx").plan.response[0].steps]
    assert steps == ["แจ้งเหตุ", "ประเมินความเสียหาย"]
    plain = tuple((0, text) for _level, text in PLAN)
    assert len(read(docx_of(plain), "plan.docx").plan.response[0].steps) == 3


def test_styles_that_are_on_everything_or_on_no_known_heading_tell_nothing() -> None:
    everything = tuple((1, text) for _level, text in PLAN)
    elsewhere = tuple((1 if "น้ำ" in text or "เรื่อง" in text else 0, text) for _level, text in PLAN)
    plain = read(docx_of(tuple((0, text) for _level, text in PLAN)), "plan.docx")
    for lines in (everything, elsewhere):
        result = read(docx_of(lines), "plan.docx")
        assert result.plan == plain.plan
        assert unplaced(result) == unplaced(plain)


def test_levels_come_from_the_style_those_it_is_based_on_and_the_paragraph_itself() -> None:
    document, out = docx.Document(), io.BytesIO()
    own = document.styles.add_style("หัวข้อของเรา", 1)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("หนึ่ง", style=own)
    outlined = document.add_paragraph("สอง")
    outlined._p.get_or_add_pPr().append(outlined._p.makeelement(f"{W}outlineLvl", {f"{W}val": "0"}))
    body = document.add_paragraph("สาม", style="Heading 1")
    body._p.get_or_add_pPr().append(body._p.makeelement(f"{W}outlineLvl", {f"{W}val": "9"}))
    document.save(out)
    assert read_word(out.getvalue()).heading_levels == {1: 2, 2: 1}


def test_where_no_heading_is_in_known_words_styles_are_proved_by_the_tables_below_them() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("แผนบริหารความต่อเนื่อง")
    for heading, rows in (
        ("เรื่องที่เราต้องดูแล", (("งาน", "หน่วยงาน", "MTPD"), ("ออกใบอนุญาต", "ฝ่ายทะเบียน", "1 วัน"))),
        ("ใครบ้าง", (("บทบาท", "ชื่อ-สกุล", "โทรศัพท์"), ("หัวหน้าคณะ", "นายก้อง ดีมาก", "0812345671"))),
        ("เมื่อคราวก่อน", ()),
    ):
        document.add_paragraph(heading, style="Heading 1")
        table = document.add_table(0, 3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.add_paragraph("เครื่องสำรองไฟใช้ได้ 40 นาที")
    document.save(out)
    assert unplaced(read(out.getvalue(), "plan.docx")) == ["เครื่องสำรองไฟใช้ได้ 40 นาที"]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
