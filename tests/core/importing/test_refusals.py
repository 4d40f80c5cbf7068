"""What is no plan is refused with a sentence in both languages, before anything of it is opened."""

import io
import re
import zipfile

import docx
import pytest

from phrom.core.importing import UnreadableFileError, read_plan
from phrom.core.importing.errors import SENTENCES
from phrom.core.importing.files.file_kind import MAX_BYTES
from phrom.core.rendering.xlsx_template import render_template
from phrom.core.values.thai_text import thai_share
from tests.core.importing.pdf_fixture import pdf_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def _docx(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _odt(content: bytes, kind: str = "text") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", content)
    return out.getvalue()


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ROW = b'<t:table-row t:number-rows-repeated="9999"><t:table-cell t:number-columns-repeated="9999"/></t:table-row>'
_CELLS = (
    f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:table:1.0"><o:body><o:text><t:table>'.encode()
    + _ROW * 40
    + b"</t:table></o:text></o:body></o:document-content>"
)
_SPOILT = [(60.0, 800.0 - 14 * n, "ขึ้ขึ้นทะเบียน ู้ประสบภัยที่ศูนย์") for n in range(20)]
WORD = _docx("แผนบริหารความต่อเนื่อง")
REFUSED = {
    "nothing at all": (b"", "plan.txt", "empty"),
    "only blanks": (b"\xef\xbb\xbf \r\n\t\n", "plan.txt", "empty"),
    "an empty Word file": (_docx(""), "plan.docx", "empty"),
    "more than 25 MB": (b"a" * (MAX_BYTES + 1), "plan.txt", "too-large"),
    "our own workbook, not filled in": (render_template(), "plan.xlsx", "unfilled"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "plan.docx", "encrypted"),
    "an old Word file": (OLE, "plan.doc", "old-word"),
    "an old Word file by a new name": (OLE, "plan.docx", "old-word"),
    "half a Word file": (WORD[: len(WORD) // 2], "plan.docx", "truncated"),
    "a Word file without its relations": (_zip({"word/document.xml": b"<x/>"}), "plan.docx", "truncated"),
    "macros": (_zip({"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}), "plan.docx", "macros"),
    "the name of a macro file": (WORD, "plan.docm", "macros"),
    "a zip bomb": (_zip({"word/document.xml": b"0" * (30 * 1024 * 1024)}), "plan.docx", "zip-bomb"),
    "a PDF by another name": (b"%PDF-1.7\n...", "plan.docx", "wrong-name"),
    "half a PDF": (b"%PDF-1.7\n...", "plan.pdf", "truncated"),
    "a scanned PDF": (pdf_of([([], [])] * 3, picture=True), "plan.pdf", "scanned"),
    "a PDF whose Thai is spoilt": (pdf_of([(_SPOILT, [])]), "plan.pdf", "spoilt-thai"),
    "a picture by another name": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "plan.docx", "wrong-name"),
    "a Word file named as text": (WORD, "plan.txt", "wrong-name"),
    "a text named as Word": ("แผนบริหารความต่อเนื่อง".encode(), "plan.docx", "wrong-name"),
    "an old Excel file": (OLE + "Workbook".encode("utf-16-le"), "plan.xls", "old-excel"),
    "half an Excel file": (_zip({"xl/workbook.xml": b"<x/>"}), "plan.xlsx", "truncated"),
    "an Excel file that declares entities": (_zip({"xl/workbook.xml": b"<!DOCTYPE x><x/>"}), "plan.xlsx", "unsafe"),
    "an Excel file with macros": (_zip({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), "a.xlsm", "macros"),
    "half an ODT": (_odt(b"<x/>"), "plan.odt", "truncated"),
    "an ODT named as Word": (_odt(b"<x/>"), "plan.docx", "wrong-name"),
    "a spreadsheet of the OpenDocument kind": (_odt(b"<x/>", "spreadsheet"), "plan.ods", "unknown-kind"),
    "more cells than a plan can have": (_odt(_CELLS), "plan.odt", "too-long"),
    "another zip": (_zip({"a.txt": b"x"}), "plan.zip", "unknown-kind"),
    "rubbish": (bytes(range(256)) * 20, "plan.txt", "unknown-kind"),
    "another language": (b"Business continuity plan\nPurpose: to go on.\n" * 20, "plan.txt", "not-thai"),
    "no plan": ("วันนี้อากาศดี เราไปเดินเล่นที่สวนสาธารณะ\n".encode() * 20, "letter.txt", "not-a-plan"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_plan_is_refused_by_its_content(case: str) -> None:
    data, name, code = REFUSED[case]
    with pytest.raises(UnreadableFileError) as refusal:
        read_plan(data, name)
    assert refusal.value.code == code
    assert refusal.value.sentence == SENTENCES[code]


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    for sentence in SENTENCES.values():
        assert thai_share(sentence.th) > 0.5
        assert thai_share(re.sub("“[^”]*”", "", sentence.en)) == 0  # a name of something in the file stays as it is
    assert {code for _, _, code in REFUSED.values()} == set(SENTENCES)
