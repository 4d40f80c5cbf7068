"""Situation reports: the list, one being edited or frozen, and its plain text for a chat."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from phrom.errors import NotFoundError
from phrom.incidents.queries import incident_now
from phrom.incidents.views.deciding import as_person
from phrom.incidents.views.frame import incident_and_callout
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.response import actions
from phrom.response.forms import typed_time
from phrom.response.queries import Incident, SituationReport, report_numbered, reports_of
from phrom.response.queries.messages import sent_of
from phrom.response.views.approving import approving
from phrom.response.views.paper import answer_with_paper, approved_signers, paper_of
from phrom.response.views.report_facts import draft_text


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """POST drafts the next report, or notes the situation."""
    return page_that_records(request, pk, "response/reports.html", _note_or_draft, _all)


def _note_or_draft(request: HttpRequest, membership: Membership, incident: Incident) -> str | None:
    posted = request.POST
    if posted.get("act") == "note":
        at = typed_time(posted.get("at", ""), posted.get("day", ""), incident_now(incident))
        actions.note_situation(membership, incident.pk, posted.get("text", ""), at=at)
        messages.success(request, _("บันทึกสถานการณ์แล้ว"))
        return None
    report = actions.draft_report(membership, incident.pk, draft_text(incident))
    return reverse("situation-report", args=[incident.pk, report.number])


def _all(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    reports = reports_of(incident)
    return {
        "reports": reports,
        "waiting_report": next((r for r in reports if r.approved_at is None), None),
        "may_draft": allowed(membership, Permission.ASK_DECISION),
        "may_write": allowed(membership, Permission.WRITE_LOG) and incident.stage != Incident.Stage.CLOSED,
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def report_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    def record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
        _record(request, membership, incident, number)

    def tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
        return _one(request, membership, incident, number)

    return page_that_records(request, pk, "response/report.html", record, tell)


def _one(request: HttpRequest, membership: Membership, incident: Incident, number: int) -> dict[str, Any]:
    report, typed = _report(incident, number), request.POST.get("text")  # typed: of a refused form
    return {
        "report": report,
        "text": typed or report.text,
        "kept": report.text if typed and typed != report.text else "",
        "may_edit": report.approved_at is None and allowed(membership, Permission.ASK_DECISION),
        **approving(membership, incident, report.drafted_by_id, waits=report.approved_at is None),
        "sent": sent_of(report),
        "may_send": report.approved_at is not None
        and allowed(membership, Permission.ASK_DECISION)
        and incident.stage != Incident.Stage.CLOSED,
    }


def _record(request: HttpRequest, membership: Membership, incident: Incident, number: int) -> None:
    pk, posted = incident.pk, request.POST
    if posted.get("act") == "sent":
        at = typed_time(posted.get("at", ""), "", incident_now(incident))
        receiver, way = posted.get("receiver", ""), posted.get("way", "")
        actions.record_report_sent(membership, pk, number, receiver=receiver, way=way, at=at)
        messages.success(request, _("บันทึกการส่งรายงานแล้ว"))
        return
    typed = request.POST.get("revision", "")
    revision = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    if request.POST.get("act") == "approve":
        actions.approve_report(membership, pk, number, revision=revision, as_person=as_person(request))
        messages.success(request, _("อนุมัติรายงานแล้ว แก้ไม่ได้อีก"))
    else:
        actions.edit_report(membership, pk, number, request.POST.get("text", ""), revision=revision)
        messages.success(request, _("บันทึกร่างแล้ว"))


@require_GET
@needs(Permission.VIEW_INCIDENT)
def report_text(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The text alone, to be pasted into a chat; a draft says that it is one."""
    incident, _callout = incident_and_callout(request, pk)
    report = _report(incident, number)
    text = report.text if report.approved_at else f"[ร่าง ยังไม่อนุมัติ]\n{report.text}"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_GET
@needs(Permission.VIEW_INCIDENT)
def report_paper(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponse:
    """The report as PDF or Word, with lines to sign on; a draft bears its mark."""
    incident, _callout = incident_and_callout(request, pk)
    report = _report(incident, number)
    signers = approved_signers(report.drafted_by.name, report.approved_by_name, report.approved_at)
    paper = paper_of(incident, membership_of(request), report.text, signers, draft=report.approved_at is None)
    return answer_with_paper(paper, form, f"รายงานสถานการณ์ฉบับที่-{report.number}")


def _report(incident: Incident, number: int) -> SituationReport:
    report = report_numbered(incident, number)
    if report is None:
        raise NotFoundError(_("ไม่มีรายงานฉบับนี้"))
    return report
