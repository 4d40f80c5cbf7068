"""OpenDocument texts: real tables, merged cells, list marks, tracked changes, text boxes, headers and footers."""

import io
import zipfile

import pytest
from odfdo import Document, Element, Frame, List, Paragraph, StyleMasterPage, Table

from phrom.core.importing import ReadResult, UnreadableFileError, read_plan
from phrom.core.importing.files.odt_file import read_odt
from phrom.core.importing.files.text_file import read_text
from tests.core.importing.facts_of import CASES, facts_of
from tests.core.importing.odt_fixture import bytes_of, cell_of, odt_of
from tests.core.importing.test_layouts import assert_account_sums

OFFICE_SUITE = sorted((CASES / "odt").glob("*.odt"))


def _from_text(case: str) -> ReadResult:
    text = (CASES / f"{case}.txt").read_text(encoding="utf-8")
    return read_plan(text.encode(), "plan.txt")


def _facts(result: ReadResult) -> dict[str, object]:
    facts = facts_of(result.plan)
    del facts["assessed"]  # a cell that the text lost at a page break is there in a table, and blank
    return facts


@pytest.mark.parametrize("case", sorted(p.stem for p in CASES.glob("*.txt")))
def test_a_plan_reads_the_same_from_odt_tables_as_from_text(case: str) -> None:
    text = (CASES / f"{case}.txt").read_text(encoding="utf-8")
    result = read_plan(odt_of(read_text(text)), "plan.odt")
    assert _facts(result) == _facts(_from_text(case))
    assert result.report.file_kind == "odt"
    assert_account_sums(result.report)


@pytest.mark.parametrize("file", OFFICE_SUITE, ids=lambda p: p.stem)
def test_a_plan_saved_by_an_office_suite_reads_the_same(file) -> None:  # type: ignore[no-untyped-def]
    result = read_plan(file.read_bytes(), file.name)
    assert _facts(result) == _facts(_from_text(file.stem))
    assert_account_sums(result.report)


def test_a_value_from_a_table_says_where_it_stands() -> None:
    text = (CASES / "huaisommut-2567.txt").read_text(encoding="utf-8")
    report = read_plan(odt_of(read_text(text)), "plan.odt").report
    number = report.lines_behind("processes/process-1/mtpd")[0]
    line = next(x for x in report.lines if x.number == number)
    assert line.text == "๔ ชม."
    assert line.place is not None
    assert line.place.startswith("ตาราง ")
    assert line.place.endswith("ช่อง 4")


def test_blanks_tabs_line_breaks_and_list_marks_are_read() -> None:
    document = Document("text")
    document.body.clear()
    document.body.append(Paragraph("ก  ข\tค\nง"))
    marks = (
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-suffix="." '
        'style:num-format="1"/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>'
    )
    document.insert_style(marks, automatic=True)
    outer = List(["หนึ่ง", "สอง"], style="N")
    outer.get_items()[1].append(List("ย่อย"))
    document.body.append(outer)
    lines = read_odt(bytes_of(document)).lines
    assert [line.text for line in lines] == ["ก ข ค", "ง", "1. หนึ่ง", "2. สอง", "• ย่อย"]


def test_text_boxes_are_read_and_deleted_text_is_not() -> None:
    document = Document("text")
    document.body.clear()
    document.body.append(
        Element.from_tag(
            '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>ลบแล้ว</text:p>'
            "</text:deletion></text:changed-region></text:tracked-changes>"
        )
    )
    paragraph = Paragraph("นอกกล่อง")
    paragraph.append(Frame.text_frame("ในกล่อง", size=("5cm", "2cm"), anchor_type="paragraph"))
    document.body.append(paragraph)
    lines = read_odt(bytes_of(document)).lines
    assert [(line.text, line.place) for line in lines] == [("นอกกล่อง", None), ("ในกล่อง", "กล่องข้อความ")]


def test_tracked_changes_are_read_as_if_they_were_accepted_and_comments_are_not_read() -> None:
    document = Document("text")
    document.body.clear()
    regions = (
        '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>เดิม</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="i"><text:insertion/></text:changed-region>'
        "</text:tracked-changes>"
    )
    paragraph = (
        '<text:p>แผน<text:change text:change-id="d"/><text:change-start text:change-id="i"/>ฉบับใหม่'
        '<text:change-end text:change-id="i"/><office:annotation office:name="1"><dc:creator>ก</dc:creator>'
        '<text:p>ควรแก้</text:p></office:annotation> พ.ศ. 2570<office:annotation-end office:name="1"/></text:p>'
    )
    for xml in (regions, paragraph):
        document.body.append(Element.from_tag(xml))
    assert [line.text for line in read_odt(bytes_of(document)).lines] == ["แผนฉบับใหม่ พ.ศ. 2570"]


def test_headers_and_footers_are_furniture() -> None:
    document = Document("text")
    document.body.clear()
    document.body.append(Paragraph("แผนบริหารความต่อเนื่อง"))
    page = document.get_styles("master-page")[0]
    assert isinstance(page, StyleMasterPage)
    page.set_page_header([Paragraph("สำนักงานตัวอย่าง")])
    source = read_odt(bytes_of(document))
    assert [line.text for line in source.lines] == ["แผนบริหารความต่อเนื่อง", "สำนักงานตัวอย่าง"]
    assert source.furniture == (source.lines[1].number,)
    assert source.lines[1].place == "หัวกระดาษ"


def test_a_merged_cell_stands_over_the_rows_it_reaches_down() -> None:
    document = Document("text")
    document.body.clear()
    table = Table("t", width=3, height=3)
    for x, text in enumerate(("กระบวนงาน", "กลุ่มงาน", "ระยะเวลาที่ยอมให้หยุดชะงัก")):
        table.set_cell((x, 0), cell_of([text]))
    for y, text in enumerate(("รับแจ้งเหตุ", "จ่ายเงินช่วยเหลือ"), start=1):
        table.set_cell((0, y), cell_of([text]))
        table.set_cell((2, y), cell_of([f"{y} วัน"]))
    table.set_cell((1, 1), cell_of(["ฝ่ายอำนวยการ"]))
    table.set_span((1, 1, 1, 2))
    document.body.append(table)
    plan = read_plan(bytes_of(document), "plan.odt").plan
    assert [(p.name, str(p.mtpd)) for p in plan.processes] == [("รับแจ้งเหตุ", "P1D"), ("จ่ายเงินช่วยเหลือ", "P2D")]
    assert [u.name for u in plan.units] == ["ฝ่ายอำนวยการ"]
    assert [len(p.units) for p in plan.processes] == [1, 1]


def _with_content(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
    return out.getvalue()


TEXT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}</office:text>'
    "</office:body></office:document-content>"
)


@pytest.mark.parametrize(
    "declared",
    [
        "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "x"}{"x" * 50}">' for n in range(30)),
        '<!ENTITY a29 SYSTEM "file:///etc/hostname">',
    ],
    ids=["entities in entities", "a file of this machine"],
)
def test_declared_entities_are_never_resolved(declared: str) -> None:
    content = f"<!DOCTYPE x [{declared}]>" + TEXT.format("<text:p>แผน &a29; จบ</text:p>")
    try:
        lines = read_odt(_with_content(content.encode())).lines
    except UnreadableFileError:
        return
    assert [line.text for line in lines] == ["แผน จบ"]


def test_cells_repeated_without_end_are_refused() -> None:
    cells = '<table:table-cell table:number-columns-repeated="16000"/>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cells}</table:table-row>'
    content = TEXT.format(f"<table:table>{row * 40}</table:table>")
    with pytest.raises(UnreadableFileError) as refusal:
        read_odt(_with_content(content.encode()))
    assert refusal.value.code == "too-long"


def test_a_password_is_said_to_be_one() -> None:
    out = io.BytesIO(_with_content(b"\x01\x02"))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(UnreadableFileError) as refusal:
        read_plan(out.getvalue(), "plan.odt")
    assert refusal.value.code == "encrypted"
