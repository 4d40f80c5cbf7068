"""Meetings of the continuity team: called, held, and their minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from phrom.core.response.party import Party, people_of
from phrom.core.values.thai_date import moment_words
from phrom.errors import NotFoundError
from phrom.incidents.queries import Incident, incident_now, place_of
from phrom.incidents.views.deciding import as_person
from phrom.incidents.views.frame import incident_and_callout
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response import actions
from phrom.response.forms import typed_time, typed_time_ahead
from phrom.response.queries.meetings import Meeting, meeting_numbered, meetings_of
from phrom.response.views.approving import approving
from phrom.response.views.minutes_facts import drafted_minutes
from phrom.response.views.paper import answer_with_paper, approved_signers, paper_of


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """POST calls a meeting, and drafts the text that tells those who have to come."""
    return page_that_records(request, pk, "response/meetings.html", _call, _list)


def _call(request: HttpRequest, membership: Membership, incident: Incident) -> str:
    posted = request.POST
    starts = typed_time_ahead(posted.get("at", ""), posted.get("days", ""), incident_now(incident))
    place, agenda = posted.get("place", ""), posted.get("agenda", "")
    meeting = actions.call_meeting(membership, incident.pk, starts_at=starts, place=place, agenda=agenda)
    text = f"เชิญประชุมคณะบริหารความต่อเนื่อง {moment_words(meeting.starts_at)} ที่ {meeting.place} {meeting.agenda}".strip()
    message = actions.draft_message(membership, incident.pk, "meeting", text)
    messages.success(request, _("เรียกประชุมแล้ว ข้อความเชิญร่างไว้ให้ หัวหน้าอนุมัติแล้วส่งได้"))
    return reverse("incident-message", args=[incident.pk, message.pk])


def _list(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    place = place_of(incident)
    return {
        "meetings": meetings_of(incident),
        "place": place.name if place else "",
        "may_call": allowed(membership, Permission.ASK_DECISION) and incident.stage != Incident.Stage.CLOSED,
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_meeting(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    def record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
        _record(request, membership, incident, number)

    def tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
        return _one(request, membership, incident, number)

    return page_that_records(request, pk, "response/meeting.html", record, tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident, number: int) -> None:
    posted, act = request.POST, request.POST.get("act", "")
    typed = posted.get("revision", "")
    revision = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    if act == "cancel":
        actions.cancel_meeting(membership, incident.pk, number)
        messages.success(request, _("ยกเลิกประชุมแล้ว"))
    elif act == "approve":
        actions.approve_minutes(membership, incident.pk, number, revision=revision, as_person=as_person(request))
        messages.success(request, _("รับรองรายงานการประชุมแล้ว แก้ไม่ได้อีก"))
    elif act == "minutes":
        actions.keep_minutes(membership, incident.pk, number, posted.get("text", ""), revision=revision)
        messages.success(request, _("บันทึกร่างแล้ว"))
    else:
        at = typed_time(posted.get("at", ""), posted.get("day", ""), incident_now(incident))
        meeting = actions.hold_meeting(
            membership,
            incident.pk,
            number,
            present=posted.getlist("present"),
            guests=posted.get("guests", ""),
            resolved=posted.get("resolved", ""),
            at=at,
        )
        if not meeting.minutes:
            drafted = drafted_minutes(incident, meeting)
            actions.keep_minutes(membership, incident.pk, number, drafted, revision=meeting.revision)
        messages.success(request, _("บันทึกการประชุมแล้ว"))


def _one(request: HttpRequest, membership: Membership, incident: Incident, number: int) -> dict[str, Any]:
    meeting, plan = _meeting(incident, number), plan_of(incident.plan_version)
    team = plan.continuity_team
    parties = [Party("head"), Party("coordinator"), *(Party("leader", t.id) for t in team.teams)]
    invited = list(dict.fromkeys(p for party in parties for p in people_of(plan, party)))
    names = {p.id: p.full_name for p in plan.people}
    typed = request.POST.get("text") if request.method == "POST" else None
    open_ = meeting.approved_at is None and meeting.cancelled_at is None
    may_edit = open_ and allowed(membership, Permission.ASK_DECISION)
    return {
        "meeting": meeting,
        "people": [(p, names.get(p, p), p in meeting.present) for p in dict.fromkeys([*invited, *meeting.present])],
        "resolved": "\n".join(meeting.resolved),
        "text": typed or meeting.minutes,
        "kept": meeting.minutes if typed and typed != meeting.minutes else "",
        "may_edit": may_edit,
        "may_cancel": may_edit and meeting.held_at is None and incident.stage != Incident.Stage.CLOSED,
        **approving(membership, incident, meeting.drafted_by_id, waits=bool(meeting.minutes) and open_),
    }


@require_GET
@needs(Permission.VIEW_INCIDENT)
def minutes_paper(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponse:
    """The minutes as PDF or Word."""
    incident, _callout = incident_and_callout(request, pk)
    meeting = _meeting(incident, number)
    if not meeting.minutes:
        raise NotFoundError(_("ยังไม่มีรายงานการประชุม"))
    wrote = meeting.drafted_by.name if meeting.drafted_by else ""
    signers = approved_signers(wrote, meeting.approved_by_name, meeting.approved_at, minutes=True)
    paper = paper_of(incident, membership_of(request), meeting.minutes, signers, draft=meeting.approved_at is None)
    return answer_with_paper(paper, form, f"รายงานการประชุมครั้งที่-{number}")


def _meeting(incident: Incident, number: int) -> Meeting:
    found = meeting_numbered(incident, number)
    if found is None:
        raise NotFoundError(_("ไม่มีการประชุมครั้งนี้"))
    return found
