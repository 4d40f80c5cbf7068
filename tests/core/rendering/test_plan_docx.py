import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan
from phrom.core.rendering.plan_docx import render_plan_docx
from phrom.core.rendering.plan_pdf import plan_blocks
from phrom.core.rendering.printing import Copy, Printing, PrintMark
from tests.core.rendering.invented_office import BARE, FULL, solid
from tests.core.rendering.test_plan_pdf import HOSTILE, texts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = Printing(cache_dir=Path("unused"))
PRINTED = replace(
    PLAIN,
    printed_at=datetime(2026, 8, 21, 7, 5, tzinfo=UTC),
    printed_by="นายกู้เกียรติ น้ำขึ้น",
    version_label="ฉบับที่ 3",
    mark=PrintMark(copy=Copy(2, 5, "นายอำเภอ")),
)


def opened(content: bytes):  # type: ignore[no-untyped-def]
    return docx.Document(io.BytesIO(content))


def text_of(content: bytes, part: str = "word/document.xml") -> str:
    """All texts of a part, paragraph by paragraph."""
    root = parse_xml(zipfile.ZipFile(io.BytesIO(content)).read(part))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


@pytest.fixture(scope="module")
def full_docx() -> bytes:
    return render_plan_docx(FULL, PRINTED)


def test_every_word_of_the_plan_stands_in_the_word_file(full_docx: bytes) -> None:
    text = solid(text_of(full_docx))
    words = {word for block in plan_blocks(FULL) for line in texts_of(block) for word in line.split()}
    assert len(words) > 150
    assert [word for word in words if solid(word) not in text] == []


def test_sections_are_real_headings_and_the_contents_link_to_each(full_docx: bytes) -> None:
    document = opened(full_docx)
    headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert [p.text for p in headings if p.style.name == "Heading 1"][:3] == [
        "บทนำ", "วัตถุประสงค์", "สมมติฐานของแผนบริหารความต่อเนื่อง"]  # fmt: skip
    bookmarks = {b.get(f"{W}name") for p in headings for b in p._p.iter(f"{W}bookmarkStart")}
    links = [link.get(f"{W}anchor") for link in document.element.body.iter(f"{W}hyperlink")]
    assert len(links) > 15
    assert set(links) <= bookmarks
    fields = "".join(f.text or "" for f in document.element.body.iter(f"{W}instrText"))
    assert "TOC" in fields
    assert document.settings.element.find(f"{W}updateFields") is not None


def test_tables_repeat_their_headings_and_keep_their_rows_whole(full_docx: bytes) -> None:
    tables = [t for t in opened(full_docx).tables if t.style is not None and t.style.name == "Table Grid"]
    assert len(tables) > 10
    for table in tables:
        rows = list(table._tbl.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        widths = [int(column.get(f"{W}w")) for column in table._tbl.iter(f"{W}gridCol")]
        assert sum(widths) == pytest.approx(9071, abs=len(widths))


def test_thai_text_has_its_font_size_weight_and_language_as_complex_script(full_docx: bytes) -> None:
    styles = opened(full_docx).styles.element
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    fonts = defaults.find(f"{W}rFonts")
    assert {fonts.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {"TH SarabunPSK"}
    assert defaults.find(f"{W}szCs").get(f"{W}val") == defaults.find(f"{W}sz").get(f"{W}val") == "32"
    assert defaults.find(f"{W}lang").get(f"{W}bidi") == "th-TH"
    for style in styles.iter(f"{W}style"):
        bold, size = style.find(f"{W}rPr/{W}b"), style.find(f"{W}rPr/{W}sz")
        assert (bold is None) == (style.find(f"{W}rPr/{W}bCs") is None)
        assert (size is None) == (style.find(f"{W}rPr/{W}szCs") is None)


def test_pages_bear_number_title_version_and_who_printed_them_when(full_docx: bytes) -> None:
    assert "- 2 -" in text_of(full_docx, "word/header2.xml")
    assert FULL.organisation.name in text_of(full_docx, "word/header2.xml")
    assert text_of(full_docx, "word/header1.xml") == "", "no number on the cover"
    foot = text_of(full_docx, "word/footer1.xml")
    assert "ฉบับที่ 3" in foot
    assert "สำเนาที่ 2 จาก 5 ผู้ถือ: นายอำเภอ" in foot.replace("\u00a0", " ")
    assert "พิมพ์เมื่อ 21 ส.ค. 2569 14:05 น. โดย นายกู้เกียรติ น้ำขึ้น" in foot.replace("\u00a0", " ")


def test_practice_stands_on_every_page() -> None:
    content = render_plan_docx(FULL, replace(PLAIN, practice=True))
    for header in ("word/header1.xml", "word/header2.xml"):
        assert "การฝึกซ้อม ไม่ใช่เหตุจริง" in text_of(content, header)


def test_all_digits_are_thai_if_the_office_wants_them() -> None:
    content = render_plan_docx(FULL, replace(PRINTED, digits="thai"))
    assert not set("0123456789") & set(text_of(content))
    assert "thaiNumbers" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def test_numbered_lists_each_begin_with_one(full_docx: bytes) -> None:
    listed = [p._p.pPr for p in opened(full_docx).paragraphs if p.style.name == "List Number"]
    numbers = {properties.numPr.numId.val for properties in listed if properties.numPr is not None}
    assert len(numbers) == 3, "purposes, assumptions, missions"


def test_boxes_can_be_ticked_with_a_click(full_docx: bytes) -> None:
    xml = zipfile.ZipFile(io.BytesIO(full_docx)).read("word/document.xml").decode()
    assert xml.count("<w14:checkbox>") == 7, "one step; three lines of the form with two boxes each"
    assert xml.count('<w14:checked w14:val="1"/>') == 2
    assert (xml.count("☑"), xml.count("☐")) == (2, 5)


def test_what_follows_a_table_takes_no_line_that_could_become_an_empty_page(full_docx: bytes) -> None:
    body = opened(full_docx).element.body
    bordered = [table for table in body.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblStyle") is not None]
    after = {table.getnext().find(f"{W}pPr/{W}pStyle").get(f"{W}val") for table in bordered}
    assert after == {"AfterTable"}


def test_nothing_in_a_plan_becomes_markup_or_breaks_the_file() -> None:
    hostile = [
        *HOSTILE,
        "<w:p/>",
        "&amp;",
        "]]>",
        "\x00\x07ก\x0b",
        "\u202eกขค",
        "\ufffe\uffff",
        "\U0001f525",
        "ก" * 5000,
    ]
    plan = Plan.model_validate({
        "title": hostile[0],
        "organisation": {"name": "<&\"'>", "address": "\ud83d"},
        "purposes": hostile,
        "people": [{"id": f"p-{i}", "given_name": name} for i, name in enumerate(hostile)],
        "continuity_team": {"teams": [
            {"id": f"t-{i}", "name": name, "leader": {"primary": f"p-{i}"}} for i, name in enumerate(hostile)]},
    })  # fmt: skip
    content = render_plan_docx(plan, replace(PLAIN, printed_by="<script>", version_label="&"))
    text = solid(text_of(content))
    assert opened(content).core_properties.author == "<&\"'>"
    for name in HOSTILE:
        assert solid(name) in text


def test_an_empty_plan_says_what_it_lacks() -> None:
    assert text_of(render_plan_docx(BARE, PLAIN)).count("แผนไม่ได้เขียนไว้:") > 5


def test_the_same_plan_gives_the_same_bytes(full_docx: bytes) -> None:
    assert render_plan_docx(FULL, PRINTED) == full_docx


def test_our_own_word_file_gives_its_plan_back(full_docx: bytes) -> None:
    again = read_plan(full_docx, "plan.docx").plan
    assert [(p.name, p.mtpd, p.impact) for p in again.processes] == [(p.name, p.mtpd, p.impact) for p in FULL.processes]
    assert {solid(p.full_name) for p in again.people} == {solid(p.full_name) for p in FULL.people}
    assert [t.name for t in again.threats] == [t.name for t in FULL.threats]
    assert again.purposes == FULL.purposes
    assert [s.text for s in again.response[0].steps] == [s.text for s in FULL.response[0].steps]
    assert [i.answer for i in again.checklist] == [i.answer for i in FULL.checklist]
    assert [(t.name, len(t.members)) for t in again.continuity_team.teams] == [
        (t.name, len(t.members)) for t in FULL.continuity_team.teams
    ], "the call tree and the chart are no members"
    assert [s.actions for s in again.strategies] == [s.actions for s in FULL.strategies]
    assert [s.text for s in again.scenarios[0].crisis] == [s.text for s in FULL.scenarios[0].crisis]


def test_the_contents_that_word_makes_are_furniture_when_the_file_is_read(full_docx: bytes) -> None:
    report = read_plan(full_docx, "plan.docx").report
    lines = {line.number: line.text for line in report.lines}
    assert "สารบัญ" in [lines[number] for number in report.furniture]
    assert [line.number for line in report.lines if line.text == "วัตถุประสงค์" and line.number in report.furniture]
