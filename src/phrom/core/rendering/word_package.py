"""A Word file put together: the fixed parts (`templates/docx`) and those that are this document's own."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from phrom.core.rendering.office_package import packed
from phrom.core.rendering.plan_docx_text import BlockWriter, field_run, paragraph, run
from phrom.core.rendering.typst_pdf import TEMPLATES
from phrom.core.values.thai_number import Digits

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
}
_DECIMAL, _THAI = 2, 3  # kinds of numbered list in numbering.xml
_PRACTICE = "การฝึกซ้อม ไม่ใช่เหตุจริง"


def word_package(
    body: str,
    writer: BlockWriter,
    *,
    title: str,
    author: str,
    running: str,
    below: Sequence[str],
    digits: Digits,
    practice: bool,
    at: datetime | None,
) -> bytes:
    """`body`: the paragraphs, which `writer` has made; `running`: above each page but the first; `below`: paragraphs
    under each page; `at`: when it was made. The same input gives the same bytes."""
    mark = paragraph("PracticeMark", run(_PRACTICE)) if practice else ""
    page = field_run("PAGE \\* THAIARABIC" if digits == "thai" else "PAGE", "2")
    number = paragraph("PageNumber", run("- "), page, run(" -"))
    parts = {name: (TEMPLATES / "docx" / source).read_text(encoding="utf-8") for name, source in _FIXED.items()}
    parts |= {
        "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{body}{_pages(digits)}</w:body></w:document>",
        "word/numbering.xml": _numbering(writer, digits),
        "word/header1.xml": f"{_HEAD}<w:hdr {_W}>{mark or paragraph('Header')}</w:hdr>",
        "word/header2.xml": f"{_HEAD}<w:hdr {_W}>{mark}{number}{paragraph('Header', run(running))}</w:hdr>",
        "word/footer1.xml": f"{_HEAD}<w:ftr {_W}>{''.join(below)}</w:ftr>",
        "docProps/core.xml": _properties(title, author, at),
    }
    return packed({name: text.encode() for name, text in parts.items()})


def _pages(digits: Digits) -> str:
    """A4 with the margins of government documents; no number on the first page."""
    return (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1701" '
        'w:header="709" w:footer="567" w:gutter="0"/>'
        + ('<w:pgNumType w:fmt="thaiNumbers"/>' if digits == "thai" else "")
        + "<w:titlePg/></w:sectPr>"
    )


def _numbering(writer: BlockWriter, digits: Digits) -> str:
    """Each numbered list counts from one by itself."""
    fixed = (TEMPLATES / "docx" / "numbering.xml").read_text(encoding="utf-8")
    kind = _THAI if digits == "thai" else _DECIMAL
    lists = (
        f'<w:num w:numId="{writer.first_list + n}"><w:abstractNumId w:val="{kind}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(writer.lists)
    )
    return fixed.replace("</w:numbering>", "".join(lists) + "</w:numbering>")


def _properties(title: str, author: str, at: datetime | None) -> str:
    when = ""
    if at:
        stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        when = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified")
        )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator><dc:language>th-TH</dc:language>"
        f"{when}</cp:coreProperties>"
    )
