"""Files made to harm: floods, entities, paths that lead out, macros, depth without end. Each is refused with a sentence
or read within bounds; nothing is fetched, opened beside it, or written."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from phrom.core.importing import UnreadableFileError, read_plan
from tests.fuzz.reading_room import Outcome, ReadingRoom
from tests.fuzz.seeds import seed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BILLION = (
    "<!DOCTYPE x [<!ENTITY a0 'ก'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'
FETCHED = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "http://127.0.0.1:9/x"><!ENTITY % p SYSTEM "http://127.0.0.1:9/y"> %p;]>'
TEXT_PART = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/worksheets/sheet1.xml"}


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom() as opened:
        yield opened


def assert_harmless(outcome: Outcome) -> None:
    assert not outcome.is_fault, outcome


def repacked(kind: str, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The sound file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(seed(kind))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def with_declaration(kind: str, declaration: str) -> bytes:
    """The entity a11 declared, and used where the first text stands."""

    def declare(parts: dict[str, bytes]) -> None:
        body = parts[TEXT_PART[kind]].decode()
        head, _, rest = body.partition("?>") if body.startswith("<?xml") else ("", "", body)
        spot = rest.find("แผน") if "แผน" in rest else rest.find("</")
        parts[TEXT_PART[kind]] = (
            head + ("?>" if head else "") + declaration + rest[:spot] + "&a11;" + rest[spot:]
        ).encode()

    return repacked(kind, declare)


@pytest.mark.parametrize("kind", TEXT_PART)
@pytest.mark.parametrize("declaration", [BILLION, OUTSIDE, FETCHED], ids=["billion laughs", "a file", "the network"])
def test_entities_do_no_harm(room: ReadingRoom, kind: str, declaration: str) -> None:
    assert_harmless(room.read(f"plan.{kind}", with_declaration(kind, declaration)))


@pytest.mark.parametrize("kind", TEXT_PART)
def test_no_entity_brings_another_file_in(tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").write_text("ความลับสุดยอด", encoding="utf-8")
    declaration = f'<!DOCTYPE x [<!ENTITY a11 SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    try:
        result = read_plan(with_declaration(kind, declaration), f"plan.{kind}")
    except UnreadableFileError:
        return
    assert "ความลับสุดยอด" not in result.report.model_dump_json() + result.plan.model_dump_json()


@pytest.mark.parametrize("kind", TEXT_PART)
def test_a_package_that_unpacks_to_gigabytes_is_refused_at_once(room: ReadingRoom, kind: str) -> None:
    def inflate(parts: dict[str, bytes]) -> None:
        parts[TEXT_PART[kind]] = b"<x>" + b" " * (60 * 1024 * 1024) + b"</x>"

    outcome = room.read(f"plan.{kind}", repacked(kind, inflate))
    assert outcome.what.startswith("refused"), outcome
    assert outcome.seconds < 2


def test_a_package_of_very_many_parts_is_harmless(room: ReadingRoom) -> None:
    assert_harmless(
        room.read("plan.docx", repacked("docx", lambda p: p.update({f"x/{n}.xml": b"" for n in range(8_000)})))
    )


@pytest.mark.parametrize("kind", TEXT_PART)
@pytest.mark.parametrize("name", ["../../../phrom-out", "/phrom-out", "..\\..\\phrom-out", "C:\\phrom-out"])
def test_no_path_of_a_package_is_followed(room: ReadingRoom, kind: str, name: str) -> None:
    assert_harmless(room.read(f"plan.{kind}", repacked(kind, lambda parts: parts.update({name: b"x"}))))


def test_a_relation_that_leads_out_is_not_followed(room: ReadingRoom) -> None:
    def lead_out(parts: dict[str, bytes]) -> None:
        relations = parts["word/_rels/document.xml.rels"].decode()
        for target in ("../../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x.xml"):
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
            mode = ' TargetMode="External"' if ":" in target else ""
            link = f'<Relationship Id="x{len(relations)}" Type="{kind}" Target="{target}"{mode}/>'
            relations = relations.replace("</Relationships>", link + "</Relationships>")
        parts["word/_rels/document.xml.rels"] = relations.encode()

    assert_harmless(room.read("plan.docx", repacked("docx", lead_out)))


def test_macros_are_refused(room: ReadingRoom) -> None:
    outcome = room.read("plan.docx", repacked("docx", lambda parts: parts.update({"word/vbaProject.bin": b"x" * 999})))
    assert outcome.what == "refused: macros"


def word_with(body: str) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return repacked("docx", lambda parts: parts.update({"word/document.xml": document.encode()}))


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


PLAN = said("แผนบริหารความต่อเนื่อง") + said("วัตถุประสงค์") + said("1. เพื่อทดลอง")


def test_a_table_of_very_many_cells_is_harmless(room: ReadingRoom) -> None:
    row = "<w:tr>" + f"<w:tc>{said('งาน')}</w:tc>" * 40 + "</w:tr>"
    assert_harmless(room.read("plan.docx", word_with(PLAN + "<w:tbl>" + row * 1000 + "</w:tbl>")))


def test_a_cell_said_to_be_very_wide_is_harmless(room: ReadingRoom) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{said("งาน")}</w:tc>'
    assert_harmless(room.read("plan.docx", word_with(PLAN + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")))


@pytest.mark.parametrize("depth", [60, 3000])
def test_tables_within_tables_are_harmless(room: ReadingRoom, depth: int) -> None:
    nested = "<w:tbl><w:tr><w:tc>" * depth + said("ลึก") + "</w:tc></w:tr></w:tbl>" * depth
    assert_harmless(room.read("plan.docx", word_with(PLAN + nested)))


@pytest.mark.parametrize("kind", TEXT_PART)
def test_xml_of_very_many_levels_is_harmless(room: ReadingRoom, kind: str) -> None:
    def deepen(parts: dict[str, bytes]) -> None:
        parts[TEXT_PART[kind]] = b"<x>" * 30_000 + b"</x>" * 30_000

    assert_harmless(room.read(f"plan.{kind}", repacked(kind, deepen)))


DEEP = 50_000
YAML = {
    "aliases that multiply": "a: &a [x, x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]\n" for n in range(20)),
    "an alias of itself": "format: phrom-plan/1\ntitle: &a [*a]\n",
    "lists without end": "format: " + "[" * DEEP,
    "maps without end": "{a: " * DEEP,
    "a Python object": "format: !!python/object/apply:os.system ['touch phrom-out']\n",
    "a huge number": "format: phrom-plan/1\nyear: " + "9" * 20_000,
    "a key over and over": "format: phrom-plan/1\n" + "title: ก\n" * 20_000,
}


@pytest.mark.parametrize("trap", YAML)
def test_yaml_traps_are_refused(room: ReadingRoom, trap: str) -> None:
    outcome = room.read("plan.yaml", YAML[trap].encode())
    assert outcome.what == "refused: plan-format", outcome


@pytest.mark.parametrize(
    "text", ["[" * DEEP, '{"a":' * DEEP, '{"year": ' + "9" * 20_000 + "}", '{"year": NaN}', "null", '"x"']
)
def test_json_traps_are_refused(room: ReadingRoom, text: str) -> None:
    assert room.read("plan.json", text.encode()).what == "refused: plan-format"


def pdf_with(*objects: str) -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer <</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


PDF = {
    "pages that hold themselves": ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"),
    "a million pages": (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1000000/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R>>",
    ),
    "a script and a program": (
        "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]>>",
    ),
    "a stream that says it is endless": (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        "<</Length 99999999999>>\nstream\nBT\nendstream",
    ),
}


@pytest.mark.parametrize("trap", PDF)
def test_pdf_traps_are_refused(room: ReadingRoom, trap: str) -> None:
    assert room.read("plan.pdf", pdf_with(*PDF[trap])).what.startswith("refused")


@pytest.mark.parametrize(
    "text",
    [
        "แผนบริหารความต่อเนื่อง\n" + "ก" * 200_000,
        "แผนบริหารความต่อเนื่อง\n" + "1. " * 300_000,
        "แผนบริหารความต่อเนื่อง\n" + "\t/\n" * 20_000,
        "แผนบริหารความต่อเนื่อง\nวัตถุประสงค์\n" + "- งาน นาย 081-000-0001\n" * 4_000,
        "แผนบริหารความต่อเนื่อง\n" + "(" * 200_000,
        "แผนบริหารความต่อเนื่อง\n" + "งาน  " * 60_000 + "\n",
        "แผนบริหารความต่อเนื่อง\nส่วนที่ 2\n" + "ชื่อ     นายสมชาย ใจดี     081-234-5678\n" * 4_000,
        "แผนบริหารความต่อเนื่อง\n\t" + "๙" * 4000 + "ต่อเนื่อง\n" + "1." * 2000 + "ก\n" + "(๑)" * 2000 + "ก\n",
    ],
    ids=[
        "one long word",
        "numbers in a row",
        "cells only",
        "steps without end",
        "brackets",
        "blanks",
        "a label in every line",
        "numbers before a word",
    ],
)
def test_texts_that_are_too_much_are_read_or_refused_in_time(room: ReadingRoom, text: str) -> None:
    assert_harmless(room.read("plan.txt", text.encode()))
