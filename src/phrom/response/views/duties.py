"""My duties: what this person has to do now, in every open incident; for a phone, one column, the next thing first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.errors import NotAllowedError
from phrom.incidents.queries import Incident, incident_now, incident_numbered, place_of
from phrom.incidents.views.frame import framed
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.response import actions
from phrom.response.queries import TaskView, course_in, my_tasks, presence_in
from phrom.response.views.people import wellbeing_words
from phrom.response.views.tasks import task_rows
from phrom.web.offline import kept_on_device
from phrom.web.words import moment_words, span_words


@kept_on_device
@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def my_duties(request: HttpRequest) -> HttpResponse:
    """POST: reports in, or says how one is, in the incident of the form."""
    membership = membership_of(request)
    if request.method == "POST":
        return _said(request, membership)
    found = my_tasks(membership)
    parts = [_incident_part(request, membership, incident, tasks) for incident, tasks in found]
    late = sum(v.late for _incident, tasks in found for v in tasks)
    left = sum(not v.settled for _incident, tasks in found for v in tasks)
    context: dict[str, Any] = {
        "parts": parts,
        "fact": _fact(parts, late, left, membership),
        "in_plan": bool(membership.person),
    }
    if len(found) == 1:  # with several, real and practice may mix: the page stays in its everyday dress
        context = framed(request, found[0][0], None, **context)
    return render(request, "response/duties.html", context)


def _said(request: HttpRequest, membership: Membership) -> HttpResponse:
    number = request.POST.get("incident", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return redirect("my-duties")
    incident = incident_numbered(membership.organisation_id, int(number))
    if not membership.person:
        raise NotAllowedError(_("บัญชีของท่านไม่ได้ผูกกับชื่อในแผน ขอให้ผู้ประสานงานผูกให้"))
    if request.POST.get("act") == "wellbeing":
        state, detail = request.POST.get("state", ""), request.POST.get("detail", "")
        actions.record_wellbeing(membership, incident.pk, membership.person, state, detail=detail)
    else:
        actions.report_in(membership, incident.pk, membership.person, request.POST.get("place", ""))
    return redirect("my-duties")


def _incident_part(
    request: HttpRequest, membership: Membership, incident: Incident, views: list[TaskView]
) -> dict[str, Any]:
    course = course_in(incident)
    mine = next((p for p in presence_in(incident, course).people if p.person == membership.person), None)
    now = incident_now(incident)
    place = place_of(incident)
    due = mine.due_at if mine else None
    return {
        "incident": incident,
        "ahead": round((now - clock.now()).total_seconds()),
        "rows": task_rows(membership, incident, [v for v in views if not v.settled], course),
        "settled": task_rows(membership, incident, [v for v in views if v.settled], course),
        "done": sum(v.settled for v in views),
        "all": len(views),
        "me": mine,
        "said": wellbeing_words()[mine.wellbeing.state] if mine and mine.wellbeing else None,
        "place": place.name if place else None,
        "may_report": incident.activated_at is not None and bool(membership.person),
        "due_words": moment_words(due) if due else "",
        "left_words": span_words(due - now) if due and due > now else "",
        "may_write": allowed(membership, Permission.WRITE_LOG),
        "may_view_log": allowed(membership, Permission.VIEW_LOG),
    }


def _fact(parts: list[dict[str, Any]], late: int, left: int, membership: Membership) -> str:
    if not parts:
        return _("ไม่มีเหตุการณ์เปิดอยู่ ท่านไม่มีหน้าที่ค้าง")
    for part in parts:
        if part["may_report"] and not (part["me"] and part["me"].report):
            return _("รายงานตัวที่ %(place)s") % {"place": part["place"]} if part["place"] else _("รายงานตัว")
    if not membership.person:
        return _("บัญชีของท่านไม่ได้ผูกกับชื่อในแผน จึงไม่มีงานของท่าน")
    if late:
        return ngettext("%(n)s งานของท่านเลยกำหนด", "%(n)s งานของท่านเลยกำหนด", late) % {"n": late}
    if left:
        return ngettext("ท่านมี %(n)s งานที่ต้องทำ", "ท่านมี %(n)s งานที่ต้องทำ", left) % {"n": left}
    return _("ท่านไม่มีงานค้าง")
