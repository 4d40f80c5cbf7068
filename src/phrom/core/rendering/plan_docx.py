"""The whole plan as a Word file that an officer goes on editing, in the order of the national template.

The same blocks as the PDF. The package is written part by part (the fixed ones lie in `templates/docx`), so that the
same plan gives the same bytes and nothing is in the file that is not ours.
"""

import re
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from phrom.core.plan.comparison import differences
from phrom.core.plan.comparison_words import DifferenceWords
from phrom.core.plan.document import Plan
from phrom.core.rendering.copy_mark import copy_words
from phrom.core.rendering.office_package import packed
from phrom.core.rendering.plan_docx_changes import ChangeWriter
from phrom.core.rendering.plan_docx_text import BlockWriter, Say, field_run, paragraph, run
from phrom.core.rendering.plan_pdf import plan_blocks
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.typst_pdf import TEMPLATES, TextWriter
from phrom.core.values.thai_breaking import NO_BREAK_SPACE
from phrom.core.values.thai_date import moment_words
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
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9๐-๙]) (?=[0-9๐-๙])")  # a telephone number is not torn
_LATER = "ฉบับใหม่"
_PRACTICE = "การฝึกซ้อม ไม่ใช่เหตุจริง"


def render_plan_docx(plan: Plan, printing: Printing) -> bytes:
    """Cover, contents, all sections, annex. The same input gives the same bytes.

    Against another plan: what has changed in words, and each change in the text marked for Word to accept or reject.
    """
    digits, label = printing.digits, printing.version_label
    plain = TextWriter(plan, digits).plain

    def say(text: str) -> str:
        return _BETWEEN_DIGITS.sub(NO_BREAK_SPACE, plain(text))

    writer: BlockWriter
    summary = ""
    if printing.against is None:
        writer = BlockWriter(say)
        body = "".join(writer.body(plan_blocks(plan)))
    else:
        writer = changes = ChangeWriter(say, author=label or _LATER, at=printing.printed_at)
        body = "".join(changes.merged(plan_blocks(printing.against), plan_blocks(plan)))
        summary = _summary(printing.against, plan, say)
    document = f"{_cover(plan, say, label)}{summary}{_contents(writer)}{body}{_pages(digits)}"
    practice = paragraph("PracticeMark", run(_PRACTICE)) if printing.practice else ""
    state = f"{'(ซ้อม) ' if printing.practice else ''}{'(ร่าง) ' if printing.mark.draft else ''}"
    title = say(f"{state}{plan.title} {plan.organisation.name}")
    page = field_run("PAGE \\* THAIARABIC" if digits == "thai" else "PAGE", "2")
    number = paragraph("PageNumber", run("- "), page, run(" -"))
    below = [paragraph("Footer", run(say(_printed(printing))), "<w:r><w:tab/></w:r>", run(say(label or "")))]
    below += [paragraph("Footer", run(say(copy_words(printing.mark.copy))))] if printing.mark.copy else []
    parts = {name: (TEMPLATES / "docx" / source).read_text(encoding="utf-8") for name, source in _FIXED.items()}
    parts |= {
        "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{document}</w:body></w:document>",
        "word/numbering.xml": _numbering(writer, digits),
        "word/header1.xml": f"{_HEAD}<w:hdr {_W}>{practice or paragraph('Header')}</w:hdr>",
        "word/header2.xml": f"{_HEAD}<w:hdr {_W}>{practice}{number}{paragraph('Header', run(title))}</w:hdr>",
        "word/footer1.xml": f"{_HEAD}<w:ftr {_W}>{''.join(below)}</w:ftr>",
        "docProps/core.xml": _properties(title, say(plan.organisation.name), printing.printed_at),
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


def _printed(printing: Printing) -> str:
    when, who = printing.printed_at, printing.printed_by
    words = [f"พิมพ์เมื่อ {moment_words(when)}"] if when else []
    return " ".join([*words, *([f"โดย {who}" if when else f"พิมพ์โดย {who}"] if who else [])])


def _summary(before: Plan, after: Plan, say: Say) -> str:
    """What has changed, a sentence each; in the text below the changes are marked."""
    words = DifferenceWords(before, after)
    said = [words.sentence(found).th for found in differences(before, after) if found.matters]
    note = "ข้อความที่เพิ่มและตัดทำเครื่องหมายไว้ในเนื้อหา เลือกยอมรับหรือปฏิเสธได้ในเมนูตรวจทานของ Word"
    lines = [paragraph("TOCHeading", run("สรุปการเปลี่ยนแปลงจากฉบับก่อน")), paragraph("Remark", run(note))]
    return "".join((*lines, *(paragraph("ListBullet", run(say(line))) for line in said or ["ไม่มีข้อความเปลี่ยนแปลง"])))


def _cover(plan: Plan, say: Say, label: str | None) -> str:
    office = plan.organisation
    lines = [
        paragraph("Title", run(say(plan.title))),
        paragraph("Subtitle", run("(Business Continuity Plan : BCP)")),
        paragraph("Subtitle", run(say(office.name), strong=True)),
    ]
    lines += [paragraph("Subtitle", run(say(office.parent)))] if office.parent else []
    lines += [paragraph("Subtitle", run(say(f"ปี พ.ศ. {plan.year}")))] if plan.year is not None else []
    lines += [paragraph("Remark", run(say(label)), centred=True)] if label else []
    return "".join(lines)


def _contents(writer: BlockWriter) -> str:
    """สารบัญ as a field over the headings, with links. Word lays the pages out and puts their numbers in when the file
    is opened (settings.xml); before that nobody knows them."""
    entries = [(level, text, mark) for level, text, mark in writer.headings if level <= 2]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [paragraph("TOCHeading", run("สารบัญ"))]
    for i, (level, text, mark) in enumerate(entries):
        link = f'<w:hyperlink w:anchor="{mark}" w:history="1">{run(text)}</w:hyperlink>'
        lines.append(paragraph(f"TOC{level}", begin if i == 0 else "", link))
    end = paragraph("Normal", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{''.join(lines)}{end}</w:sdtContent></w:sdt>"
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


def _properties(title: str, office: str, printed_at: datetime | None) -> str:
    when = ""
    if printed_at:
        stamp = printed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        when = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified")
        )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(office)}</dc:creator><dc:language>th-TH</dc:language>"
        f"{when}</cp:coreProperties>"
    )
