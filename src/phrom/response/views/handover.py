"""For whoever takes over: what is open, late, decided and foreseen; and what the site needs as times run out."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from phrom.incidents.queries import (
    Incident,
    cuts_in,
    decisions_of,
    incident_now,
    open_decisions,
    place_of,
    time_in,
)
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.incidents.views.recording import page_that_records
from phrom.logbook.queries import entries, said
from phrom.offices.access import Membership, allowed, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response import actions
from phrom.response.queries import course_in, forecasts, open_tasks, presence_in, statuses, tasks_in
from phrom.response.queries.supply import NeedStep, needs_in
from phrom.response.views.clock_words import clock_line
from phrom.response.views.decisions import decision_title
from phrom.response.views.resources import by_when
from phrom.response.views.tasks import task_rows

LATELY = timedelta(hours=12)  # what was decided in the shift that ends


def area_words() -> dict[str, str]:
    return {
        "premises": _("อาคาร/สถานที่"),
        "equipment": _("วัสดุอุปกรณ์"),
        "technology": _("เทคโนโลยีสารสนเทศ"),
        "people": _("บุคลากร"),
        "suppliers": _("คู่ค้า/ผู้ให้บริการ"),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """POST writes down who took over."""
    return page_that_records(request, pk, "response/handover.html", _record, _open_things)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    actions.hand_over(membership, incident.pk, to=request.POST.get("to", ""), note=request.POST.get("note", ""))
    messages.success(request, _("บันทึกการส่งเวรแล้ว"))


def _open_things(_request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    course, now = course_in(incident), incident_now(incident)
    tasks, known, presence = tasks_in(incident), statuses(incident), presence_in(incident, course)
    left = open_tasks(tasks)
    foreseen = forecasts(incident, known, presence)
    in_time = [s for s in known if s.clock.urgency != "over"]
    waiting = list(open_decisions(incident)) if incident.closed_at is None else []
    lately = decisions_of(incident).filter(decided_at__gte=now - LATELY)
    handed = entries(incident.organisation_id, incident_id=incident.pk).filter(kind="shift.handed_over").first()
    return {
        "by": membership.user.name,
        "handed": said(handed) if handed else "",
        "handed_at": time_in(incident, handed.happened_at) if handed else None,
        "may_hand": allowed(membership, Permission.DO_TASKS) and incident.stage != Incident.Stage.CLOSED,
        "names": [person.full_name for person in plan_of(incident.plan_version).people],
        "late": task_rows(membership, incident, [t for t in left if t.late], course),
        "taken": task_rows(membership, incident, [t for t in left if t.state == "taken" and not t.late], course),
        "left": len(left),
        "clocks": [clock_line(s, incident, cuts_in(incident)) for s in known if s.running or not s.assumed],
        "too_late": [s.process.name for s in in_time if s.process.id in foreseen and foreseen[s.process.id].too_late],
        "waiting_cards": [{"title": decision_title(incident, d), "decision": d} for d in waiting],
        "lately": [{"title": decision_title(incident, d), "decision": d} for d in lately],
        "missing": [p.name for p in presence.missing],
    }


@require_GET
@needs(Permission.VIEW_INCIDENT)
def incident_needs(request: HttpRequest, pk: int) -> HttpResponse:
    """Seats and all else, from deadline to deadline, against what the chosen site has."""
    incident, callout = incident_and_callout(request, pk)
    site = place_of(incident)
    steps = needs_in(incident)
    capacity = site.capacity if site else None
    short = next((s for s in steps if s.seats_lacking), None)
    now = incident_now(incident)
    context = {
        "place": site.name if site else "",
        "capacity": capacity,
        "steps": [_step(step, incident) for step in steps],
        "fact": _needs_fact(steps, short, by_when(short, now) if short else ""),
        "short": short is not None,
    }
    return render(request, "response/needs.html", framed(request, incident, callout, **context))


def _step(found: NeedStep, incident: Incident) -> dict[str, Any]:
    words, areas, step = area_words(), dict[str, list[Any]](), found.step
    for covered in found.covered:
        areas.setdefault(words[covered.need.area], []).append(covered)
    return {
        "step": step,
        "when": capfirst(by_when(found, incident_now(incident))),
        "lack": found.seats_lacking,
        "areas": areas.items(),
    }


def _needs_fact(steps: list[NeedStep], short: NeedStep | None, when: str) -> str:
    if not steps:
        return _("ไม่มีกระบวนงานที่ต้องใช้สถานที่สำรอง")
    if short is not None:
        return _("ที่นั่งไม่พอ %(n)s ที่ %(when)s") % {"n": short.seats_lacking, "when": when}
    last = steps[-1]
    if last.seats is None:
        return _("ต้องใช้ %(n)s ที่นั่ง แผนไม่ได้เขียนความจุของสถานที่") % {"n": last.step.seats}
    return _("ต้องใช้ %(n)s ที่นั่ง สถานที่มี %(have)s ที่ พอ") % {"n": last.step.seats, "have": last.seats}
