"""Back to normal: stand-down proposed and decided, then the incident closed; both show first what is still open."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.core.response.course import has_recovery
from phrom.errors import InvalidInputError
from phrom.incidents import actions as incidents
from phrom.incidents.queries import Incident, decisions_of
from phrom.incidents.views.deciding import as_person, deciding
from phrom.incidents.views.opening import reason_of
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response import actions
from phrom.response.queries import course_in, open_tasks, statuses, tasks_in
from phrom.response.views.clock_words import state_words
from phrom.response.views.tasks import task_rows


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def stand_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposed by the coordinator, decided by the head or who acts."""
    return page_that_records(request, pk, "response/stand_down.html", _decided, _asked)


def _asked(_request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    asked = decisions_of(incident).filter(matter="stand-down").first()
    right = Permission.START_PRACTICE if incident.practice else Permission.PROPOSE_ACTIVATION
    open_ = asked is not None and asked.decided_at is None
    return _still_open(membership, incident) | {
        "asked": asked,
        "recovery": has_recovery(plan_of(incident.plan_version), incident.threat),
        "i_propose": incident.stage == Incident.Stage.CRISIS and not open_ and allowed(membership, right),
        **(deciding(membership, incident, asked) if asked else {"waiting": False}),
    }


def _decided(request: HttpRequest, membership: Membership, incident: Incident) -> str | None:
    decision, played = request.POST.get("decision", ""), as_person(request)
    if decision == "propose":
        incidents.propose_stand_down(membership, incident.pk, reason=request.POST.get("reason", ""))
        messages.success(request, _("เสนอแล้ว แผนยังใช้อยู่จนกว่าจะอนุมัติ"))
        return None
    if decision == "reject":
        incidents.reject_stand_down(membership, incident.pk, reason=reason_of(request), as_person=played)
        messages.success(request, _("ไม่อนุมัติ แผนยังใช้อยู่"))
        return reverse("incident-board", args=[incident.pk])
    if request.POST.get("sure") != "on":
        raise InvalidInputError(_("โปรดยืนยันก่อนว่ากลับสู่ภาวะปกติได้"))
    incidents.approve_stand_down(membership, incident.pk, as_person=played)
    messages.success(request, _("ประกาศกลับสู่ภาวะปกติแล้ว"))
    return reverse("incident-board", args=[incident.pk])


def _still_open(membership: Membership, incident: Incident) -> dict[str, Any]:
    left = open_tasks(tasks_in(incident))
    return {
        "left": task_rows(membership, incident, left[:10], course_in(incident)),
        "left_count": len(left),
        "not_back": [
            {"name": s.process.name, "state": state_words(s.state)}
            for s in statuses(incident)
            if s.state not in ("normal", "restored")
        ],
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The action asks for the right, and for the reason where something is left open."""
    return page_that_records(request, pk, "response/close.html", _close, _closing)


def _close(request: HttpRequest, membership: Membership, incident: Incident) -> str:
    actions.end_incident(membership, incident.pk, remark=request.POST.get("remark", ""))
    closed = _("ปิดการฝึกซ้อมแล้ว รหัสตอบใช้ไม่ได้อีก") if incident.practice else _("ปิดเหตุการณ์แล้ว รหัสตอบใช้ไม่ได้อีก")
    messages.success(request, closed)
    return reverse("incident-review", args=[incident.pk])


def _closing(_request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    return _still_open(membership, incident) | {
        "in_force": incident.stage == Incident.Stage.CRISIS and not incident.practice,
        "may_close": incidents.may_close(membership, incident),
    }
