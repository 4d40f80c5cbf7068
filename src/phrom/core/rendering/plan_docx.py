"""The whole plan as a Word file that an officer goes on editing, in the order of the national template.

The same blocks as the PDF. The package is written part by part (the fixed ones lie in `templates/docx`), so that the
same plan gives the same bytes and nothing is in the file that is not ours.
"""

import re

from phrom.core.plan.comparison import differences
from phrom.core.plan.comparison_words import DifferenceWords
from phrom.core.plan.document import Plan
from phrom.core.rendering.copy_mark import copy_words
from phrom.core.rendering.plan_docx_changes import ChangeWriter
from phrom.core.rendering.plan_docx_text import BlockWriter, Say, paragraph, run
from phrom.core.rendering.plan_pdf import plan_blocks
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.typst_pdf import TextWriter
from phrom.core.rendering.word_package import word_package
from phrom.core.values.thai_breaking import NO_BREAK_SPACE
from phrom.core.values.thai_date import moment_words

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9๐-๙]) (?=[0-9๐-๙])")  # a telephone number is not torn
_LATER = "ฉบับใหม่"


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
    state = f"{'(ซ้อม) ' if printing.practice else ''}{'(ร่าง) ' if printing.mark.draft else ''}"
    title = say(f"{state}{plan.title} {plan.organisation.name}")
    below = [paragraph("Footer", run(say(_printed(printing))), "<w:r><w:tab/></w:r>", run(say(label or "")))]
    below += [paragraph("Footer", run(say(copy_words(printing.mark.copy))))] if printing.mark.copy else []
    return word_package(
        f"{_cover(plan, say, label)}{summary}{_contents(writer)}{body}",
        writer,
        title=title,
        author=say(plan.organisation.name),
        running=title,
        below=below,
        digits=digits,
        practice=printing.practice,
        at=printing.printed_at,
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
