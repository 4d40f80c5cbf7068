"""Shifts and staggered hours, at the site and from home; and the word that the power is back."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phrom.core.response.shifts import on_duty
from phrom.incidents import actions as incidents
from phrom.incidents.queries import Incident, incident_now
from phrom.incidents.views.frame import incident_and_callout
from phrom.incidents.views.recording import page_that_records, posted_number
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response import actions
from phrom.response.forms import typed_time
from phrom.response.queries.units import Shift, shifts_of, span_of


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_shifts(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "response/shifts.html", _record, _tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted = request.POST
    if posted.get("act") == "drop":
        actions.drop_shift(membership, incident.pk, posted_number(request, "shift"))
        messages.success(request, _("ยกเลิกเวรแล้ว"))
        return
    begins, ends = _times(request, incident)
    people, place, note = posted.getlist("people"), posted.get("place", ""), posted.get("note", "")
    actions.plan_shift(membership, incident.pk, begins_at=begins, ends_at=ends, place=place, people=people, note=note)
    messages.success(request, _("จัดเวรแล้ว"))


def _times(request: HttpRequest, incident: Incident) -> tuple[datetime | None, datetime | None]:
    """A shift that ends at an earlier hour than it begins ends on the next day."""
    now, posted = incident_now(incident), request.POST
    days = posted.get("days", "")
    ahead = timedelta(days=min(int(days), 60) if days.isascii() and days.isdigit() and len(days) < 3 else 0)
    begins, ends = (typed_time(posted.get(name, ""), "", now) for name in ("begins", "ends"))
    if begins is None or ends is None:
        return None, None
    return begins + ahead, ends + ahead + (timedelta(days=1) if ends <= begins else timedelta())


def _tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    plan, now, found = plan_of(incident.plan_version), incident_now(incident), shifts_of(incident)
    names = {p.id: p.full_name for p in plan.people}
    here = on_duty([span_of(s) for s in found], now)
    words = ngettext("อยู่เวรตอนนี้ %(n)s คน", "อยู่เวรตอนนี้ %(n)s คน", len(here)) % {"n": len(here)}
    chosen = set(request.POST.getlist("people")) if request.method == "POST" else set()
    return {
        "fact": words if here else _("ตอนนี้ไม่มีใครอยู่เวร") if found else _("ยังไม่ได้จัดเวร"),
        "rows": [_row(s, names, now) for s in found if s.ends_at > now - timedelta(days=1)],
        "people": [(p.id, p.full_name, p.id in chosen) for p in plan.people],
        "may_plan": allowed(membership, Permission.ASK_DECISION) and incident.stage != Incident.Stage.CLOSED,
    }


def _row(shift: Shift, names: dict[str, str], now: datetime) -> dict[str, Any]:
    state = ("waiting", _("ยังไม่ถึง")) if now < shift.begins_at else ("told", _("กำลังทำ"))
    return {
        "shift": shift,
        "names": [names.get(p, p) for p in shift.people],
        "state": ("done", _("ผ่านไปแล้ว")) if now >= shift.ends_at else state,
        "over": now >= shift.ends_at,
    }


@require_POST
@needs(Permission.DO_TASKS)
def power_back(request: HttpRequest, pk: int) -> HttpResponse:
    """From when on the plan's targets after the return of the power are counted."""
    incident, _callout = incident_and_callout(request, pk)
    at = typed_time(request.POST.get("at", ""), "", incident_now(incident))
    incidents.power_is_back(membership_of(request), pk, at=at)
    messages.success(request, _("บันทึกว่าไฟฟ้ากลับมาแล้ว"))
    return redirect("incident-tasks", pk)
