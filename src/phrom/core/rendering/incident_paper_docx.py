"""A paper of an incident as a Word file that an officer goes on editing."""

from dataclasses import dataclass

from phrom.core.rendering.blocks import Block, Heading, Listing
from phrom.core.rendering.incident_paper import IncidentPaper, Signer
from phrom.core.rendering.plan_docx_text import BlockWriter, Say, paragraph, run
from phrom.core.rendering.typst_pdf import TextWriter
from phrom.core.rendering.word_package import word_package
from phrom.core.values.thai_date import moment_words

_DOTS = "." * 40


def render_incident_paper_docx(paper: IncidentPaper) -> bytes:
    """The same paper gives the same bytes."""
    say = TextWriter(paper.plan, paper.digits).plain
    writer = _OneRun(say, kept=paper.blocks[-1] if paper.blocks and paper.signers else None)
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


@dataclass
class _OneRun(BlockWriter):
    """No heading begins a page: the paper is short. `kept`: the listing whose last line stays with what follows, so
    that a signature never stands on a page without a line of what is signed."""

    kept: Block | None = None

    def _heading(self, heading: Heading) -> str:
        text = self.say(heading.text)
        self.headings.append((heading.level, text, ""))
        return paragraph("Heading2", run(text), keep=True)

    def _listing(self, listing: Listing) -> str:
        if listing is not self.kept or listing.numbered or not listing.items:
            return super()._listing(listing)
        *before, last = listing.items
        kept = paragraph("ListBullet", run(self.say(last)), keep=True)
        return "".join(self._item(item, None) for item in before) + kept


def _signer(signer: Signer, say: Say) -> str:
    lines = [f"ลงชื่อ {_DOTS} {signer.says}", f"({signer.name or _DOTS})"]
    lines += [moment_words(signer.when)] if signer.when else []
    return paragraph("BodyText", keep=True) + "".join(
        paragraph("BodyText", run(say(line)), centred=True, keep=line != lines[-1]) for line in lines
    )
