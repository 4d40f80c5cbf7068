"""A paper of an incident as PDF, A4 upright."""

from typing import Any

from phrom.core.rendering.incident_paper import IncidentPaper, Signer
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_date import moment_words


def render_incident_paper_pdf(paper: IncidentPaper) -> bytes:
    """The same paper gives the same bytes. Raises RenderingError (our mistake)."""
    write = TextWriter(paper.plan, paper.digits)
    mark = f"{'(ซ้อม) ' if paper.practice else ''}{'(ร่าง) ' if paper.draft else ''}"
    data = {
        "title": write.plain(f"{mark}{paper.title}"),
        "office": write.plain(paper.plan.organisation.name),
        "name": write.text(paper.title),
        "lead": [write.text(line) for line in paper.lead],
        "blocks": [write.block(block) for block in paper.blocks],
        "signers": [_signer(signer, write) for signer in paper.signers],
        "printed": write.text(f"พิมพ์เมื่อ {moment_words(paper.printed_at)} โดย {paper.printed_by}"),
        "digits": paper.digits,
        "practice": paper.practice,
        "draft": paper.draft,
    }
    return compile_pdf("incident_paper.typ", data, cache_dir=paper.cache_dir, printed_at=paper.printed_at)


def _signer(signer: Signer, write: TextWriter) -> dict[str, Any]:
    return {
        "says": write.text(signer.says),
        "name": write.text(signer.name) if signer.name else None,
        "when": write.text(moment_words(signer.when)) if signer.when else None,
    }
