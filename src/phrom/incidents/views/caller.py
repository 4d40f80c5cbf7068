"""The caller's list: one person to phone, words to read out, five outcomes, the next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.callouts import actions
from phrom.callouts.queries import CallerListItem, Course, course_of, facts_of, held_item, open_caller_items, own_now
from phrom.core.callout.progress import CallerReported
from phrom.core.log_entry.words import WORDS
from phrom.core.rendering.message_text import caller_script
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.incidents.views.people import role_of
from phrom.offices.access import Membership, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language
from phrom.web.live import live_fragment
from phrom.web.offline import kept_on_device
from phrom.web.words import span_words, time_words

_SHAPES = {
    "answered": "done",
    "refused": "refused",
    "no_answer": "unreachable",
    "wrong_number": "unsure",
    "left_message": "told",
}


@kept_on_device
@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_PEOPLE)
def caller_list(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: take the next or a certain person, report what was heard (and take the next), let go, or answer oneself."""
    incident, callout = incident_and_callout(request, pk)
    if callout is None:
        return redirect("activation", incident.pk)
    membership = membership_of(request)
    if request.method == "POST":
        _act(request, membership, callout.pk)
        return redirect("caller-list", incident.pk)
    course = course_of(callout)
    held = held_item(callout, membership.user_id, clock.now())
    items = list(open_caller_items(callout).select_related("held_by"))
    context = framed(
        request,
        incident,
        callout,
        waiting=len(items),
        mine=_held(course, held) if held else None,
        script=in_language(caller_script(facts_of(callout))),
        following=[_waiting(course, item, membership) for item in items if held is None or item.pk != held.pk],
        called=_called(course),
        narrow=True,
    )
    if request.GET.get("part"):
        return live_fragment(request, "incidents/parts/caller.html", context)
    return render(request, "incidents/caller.html", context)


def _act(request: HttpRequest, membership: Membership, callout_id: int) -> None:
    person, what = request.POST.get("person", ""), request.POST.get("act", "")
    if what == "report":
        result, note = request.POST.get("result", ""), request.POST.get("note", "")
        actions.report_by_caller(membership, callout_id, person, result, note=note)
        actions.hold_next(membership, callout_id)
    elif what == "hold":
        actions.hold_person(membership, callout_id, person)
    elif what == "own":
        actions.answer_for_oneself(membership, callout_id, "acknowledged")
    elif what == "let-go":
        actions.let_go(membership, callout_id)
    else:
        actions.hold_next(membership, callout_id)


def _held(course: Course, item: CallerListItem) -> dict[str, Any]:
    person = course.state.people[item.person]
    contact = person.contact_now(course.tree.contact_by_person[item.person])
    silent = span_words(own_now(course.callout) - (person.wanted_since or course.state.started_at))
    return {
        "person": item.person,
        "name": contact.name,
        "role": role_of(course, item.person),
        "silent": silent,
        "phones": contact.phones,
        "wrong": [{"result": f"wrong_number {number}", "number": number} for number in contact.phones],
        "tried": [_report_words(r) for r in person.reports],
        "until": item.held_until,
    }


def _waiting(course: Course, item: CallerListItem, membership: Membership) -> dict[str, Any]:
    names = course.tree.contact_by_person
    busy = item.held_until is not None and item.held_until > clock.now() and item.held_by_id != membership.user_id
    if busy and item.held_by is not None:
        note = _("%(name)s กำลังโทร") % {"name": item.held_by.name}
    elif item.person == membership.person:
        note = _("ท่านเอง ยังไม่ได้ตอบ")
    elif item.caller and item.caller != membership.person:
        note = _("อยู่ในรายชื่อของ %(name)s") % {"name": names[item.caller].name}
    else:
        reports = course.state.people[item.person].reports
        note = _report_words(reports[-1]) if reports else ""
    return {
        "person": item.person,
        "name": names[item.person].name,
        "role": role_of(course, item.person),
        "note": note,
        "busy": busy,
        "own": item.person == membership.person,
    }


def _called(course: Course) -> list[dict[str, Any]]:
    """What callers have heard so far, latest first: several who share the list see one another's calls."""
    reports = [report for person in course.state.people.values() for report in person.reports]
    latest = sorted(reports, key=lambda r: r.at, reverse=True)[:20]
    return [
        {
            "name": course.tree.contact_by_person[r.person].name,
            "words": time_words(r.at) + (f" · {r.note}" if r.note else ""),
            "state": _SHAPES[r.result],
            "state_text": in_language(WORDS["result"][r.result]),
        }
        for r in latest
    ]


def _report_words(report: CallerReported) -> str:
    words = {"time": time_words(report.at), "result": in_language(WORDS["result"][report.result])}
    said = _("โทร %(time)s %(result)s") % words
    return f"{said} ({report.note})" if report.note else said
