"""Papers of an incident, as PDF or Word."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.rendering.incident_paper import IncidentPaper, Signer, lead_and_blocks
from phrom.errors import NotFoundError
from phrom.incidents.queries import Incident
from phrom.offices.access import Membership
from phrom.plans.queries import plan_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def approved_signers(
    drafted_by: str, approved_by: str, approved_at: datetime | None, *, minutes: bool = False
) -> tuple[Signer, ...]:
    """Who signs a report, or the minutes of a meeting."""
    wrote, approved = ("ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม") if minutes else ("ผู้รายงาน", "ผู้อนุมัติ")
    return Signer(wrote, drafted_by), Signer(approved, approved_by, approved_at)


def paper_of(
    incident: Incident, reader: Membership, text: str, signers: tuple[Signer, ...], *, draft: bool
) -> IncidentPaper:
    """A written text as a paper; its form is told from its lines."""
    title, lead, blocks = lead_and_blocks(text)
    return IncidentPaper(
        plan=plan_of(incident.plan_version),
        title=title.removeprefix("[ซ้อม] "),
        lead=lead,
        blocks=blocks,
        signers=signers,
        practice=incident.practice,
        draft=draft,
        printed_at=clock.now(),
        printed_by=reader.user.name,
        cache_dir=Path(settings.CACHE_DIR),
    )


def answer_with_paper(paper: IncidentPaper, form: str, name: str) -> HttpResponse:
    """Raises NotFoundError for a form that is neither `pdf` nor `docx`. What makes it takes its time to load."""
    if form == "pdf":
        from phrom.core.rendering.incident_paper_pdf import render_incident_paper_pdf  # noqa: PLC0415

        return file_answer(render_incident_paper_pdf(paper), "application/pdf", f"{name}.pdf")
    if form == "docx":
        from phrom.core.rendering.incident_paper_docx import render_incident_paper_docx  # noqa: PLC0415

        return file_answer(render_incident_paper_docx(paper), WORD, f"{name}.docx")
    raise NotFoundError(_("ไม่มีเอกสารนี้"))


def file_answer(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to be kept; no browser guesses at its kind."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
