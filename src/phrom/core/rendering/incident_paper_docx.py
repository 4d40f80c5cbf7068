"""A paper of an incident as a Word file that an officer goes on editing."""

from phrom.core.rendering.blocks import Heading
from phrom.core.rendering.incident_paper import IncidentPaper, Signer
from phrom.core.rendering.plan_docx_text import BlockWriter, Say, paragraph, run
from phrom.core.rendering.typst_pdf import TextWriter
from phrom.core.rendering.word_package import word_package
from phrom.core.values.thai_date import moment_words

_DOTS = "." * 40


def render_incident_paper_docx(paper: IncidentPaper) -> bytes:
    """The same paper gives the same bytes."""
    say = TextWriter(paper.plan, paper.digits).plain
    writer = _OneRun(say)
    mark = f"{'(ซ้อม) ' if paper.practice else ''}{'(ร่าง) ' if paper.draft else ''}"
    title = say(f"{mark}{paper.title}")
    head = paragraph("TOCHeading", run(title), centred=True)
    lead = "".join(paragraph("BodyText", run(say(line)), centred=True) for line in paper.lead)
    body = "".join(writer.body(list(paper.blocks)))
    signers = "".join(_signer(signer, say) for signer in paper.signers)
    printed = say(f"พิมพ์เมื่อ {moment_words(paper.printed_at)} โดย {paper.printed_by}")
    return word_package(
        f"{head}{lead}{body}{signers}",
        writer,
        title=title,
        author=say(paper.plan.organisation.name),
        running=title,
        below=[paragraph("Footer", run(printed))],
        digits=paper.digits,
        practice=paper.practice,
        at=paper.printed_at,
    )


class _OneRun(BlockWriter):
    """No heading begins a page: the paper is short."""

    def _heading(self, heading: Heading) -> str:
        text = self.say(heading.text)
        self.headings.append((heading.level, text, ""))
        return paragraph("Heading2", run(text), keep=True)


def _signer(signer: Signer, say: Say) -> str:
    lines = [f"ลงชื่อ {_DOTS} {signer.says}", f"({signer.name or _DOTS})"]
    lines += [moment_words(signer.when)] if signer.when else []
    return paragraph("BodyText") + "".join(
        paragraph("BodyText", run(say(line)), centred=True, keep=line != lines[-1]) for line in lines
    )
