"""The call tree while it runs: who has answered, who has not, and how fast the news spreads."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from phrom.callouts.actions import send_correction, stop_callout, take_out_call_list
from phrom.callouts.queries import (
    Callout,
    ChannelShown,
    Course,
    alarm_of,
    correction_of,
    course_of,
    engine_silence,
    facts_of,
    failing_channels,
    own_now,
    own_time,
    tree_of,
    wrong_numbers,
)
from phrom.core.callout.reach import ReachSummary, reach_over_time, summary
from phrom.core.callout.state import Status
from phrom.core.log_entry.words import WORDS
from phrom.core.rendering.message_text import caller_script, correction_message
from phrom.errors import RefusedError
from phrom.incidents.models import Incident
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.incidents.views.people import STATES, rows_of
from phrom.incidents.views.reach_picture import reach_picture
from phrom.incidents.views.team_reach import reach_of_teams
from phrom.incidents.views.tree_picture import tree_pictures
from phrom.offices.access import allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language
from phrom.web.live import live_fragment
from phrom.web.words import span_words, time_words


@require_GET
@needs(Permission.VIEW_INCIDENT)
def incident_calls(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    if callout is None:
        return redirect("activation", incident.pk)
    context = framed(request, incident, callout, **_course_words(request, incident, callout))
    if request.GET.get("part"):
        return live_fragment(request, "incidents/parts/calls.html", context)
    return render(request, "incidents/calls.html", context)


def _course_words(request: HttpRequest, incident: Incident, callout: Callout) -> dict[str, Any]:
    course = course_of(callout)
    reached = summary(course.tree, course.state)
    rows = rows_of(course)
    minutes = (own_now(callout) - course.state.started_at).total_seconds() / 60
    points = reach_over_time(course.state)
    whole = len(course.tree.first_called)
    wide, narrow = tree_pictures(course)
    membership = membership_of(request)
    stop_right = Permission.START_PRACTICE if incident.practice else Permission.APPROVE_ACTIVATION
    return {
        "reached": reached,
        "fact": fact_of(reached),
        "why": _why(callout, whole),
        "next_step": _next_step(request, incident, reached),
        "figures": _figures(reached),
        "groups": {g: [r for r in rows if r.group == g] for g in ("silent", "care", "done", "standby")},
        "wide": wide,
        "narrow": narrow,
        "acting": _acting(course),
        "curves": [
            reach_picture(points, whole, minutes, width=400, height=290),
            reach_picture(points, whole, minutes, width=330, height=270),
        ],
        "curve_words": _curve_words(course, reached),
        "teams": reach_of_teams(course, minutes),
        "points": [{"minute": f"{p.minute:.0f}", "people": p.acknowledged} for p in points],
        "via": _via(course),
        "engine_quiet": engine_is_quiet(callout),
        "alarm": alarm_of(callout),
        "failing_channels": failing_channels_of(callout, course),
        "wrong_numbers": wrong_numbers(callout.organisation_id).filter(callout=callout).count()
        if allowed(membership, Permission.EDIT_PLAN)
        else 0,
        "may_stop": callout.state != Callout.State.STOPPED and allowed(membership, stop_right),
        "may_print": allowed(membership, Permission.VIEW_NUMBERS) or allowed(membership, Permission.CALL_PEOPLE),
        "may_correct": callout.state == Callout.State.STOPPED
        and allowed(membership, stop_right)
        and correction_of(callout) is None,
        **_correction_sent(callout),
        "correction": correction_message(facts_of(callout)).th,
    }


def _correction_sent(callout: Callout) -> dict[str, Any]:
    """The correction, and whom it has not reached by any channel: somebody must phone them."""
    sent = correction_of(callout) if callout.state == Callout.State.STOPPED else None
    if sent is None:
        return {"correction_sent": None}
    course = course_of(sent)
    missed = [p for p in course.state.people.values() if p.status == "unreachable"]
    contacts = [p.contact_now(course.tree.contact_by_person[p.person]) for p in missed]
    return {"correction_sent": sent, "to_correct_by_hand": contacts}


def fact_of(reached: ReachSummary) -> str:
    words = {"answered": reached.acknowledged, "people": reached.people, "left": reached.to_call}
    if reached.to_call:
        text = ngettext(
            "รับทราบแล้ว %(answered)s จาก %(people)s คน เหลือ %(left)s คนที่ต้องโทร",
            "รับทราบแล้ว %(answered)s จาก %(people)s คน เหลือ %(left)s คนที่ต้องโทร",
            reached.to_call,
        )
        return text % words
    return _("รับทราบแล้ว %(answered)s จาก %(people)s คน") % words


def engine_is_quiet(callout: Callout) -> bool:
    """True while messages wait and no engine has given a sign of life lately."""
    return callout.state == Callout.State.RUNNING and bool(engine_silence())


def failing_channels_of(callout: Callout, course: Course) -> list[ChannelShown]:
    """Channels of a call under way that do not work just now."""
    running = callout.state == Callout.State.RUNNING
    return failing_channels(course.settings.channels) if running and not callout.practice else []


def _why(callout: Callout, people: int) -> str:
    if not people:
        return _("ไม่มีใครได้รับแจ้ง แผนไม่ได้ระบุชื่อใครใน Call Tree ให้แจ้งด้วยวิธีอื่น")
    started = _("เริ่มแจ้ง %(time)s") % {"time": time_words(own_time(callout, callout.started_at))}
    if callout.state == Callout.State.STOPPED:
        return _("%(started)s หยุดแจ้งแล้ว") % {"started": started}
    passed = span_words(own_now(callout) - own_time(callout, callout.started_at))
    if callout.state == Callout.State.FINISHED:
        return _("%(started)s แจ้งครบทุกตำแหน่งใน %(span)s") % {"started": started, "span": passed}
    return _("%(started)s ผ่านไป %(span)s") % {"started": started, "span": passed}


def _next_step(request: HttpRequest, incident: Incident, reached: ReachSummary) -> dict[str, str]:
    membership = membership_of(request)
    if reached.to_call and allowed(membership, Permission.CALL_PEOPLE):
        words = ngettext("เปิดรายชื่อโทร %(n)s คน", "เปิดรายชื่อโทร %(n)s คน", reached.to_call) % {"n": reached.to_call}
        return {"words": words, "url": reverse("caller-list", args=[incident.pk])}
    if incident.practice and allowed(membership, Permission.ANSWER_PRACTICE_PHONES):
        return {"words": _("เปิดโทรศัพท์จำลอง"), "url": reverse("practice-phones", args=[incident.pk])}
    return {"words": _("ดูกระดาน"), "url": reverse("incident-board", args=[incident.pk])}


def _figures(reached: ReachSummary) -> list[dict[str, Any]]:
    shown: tuple[Status, ...] = ("acknowledged", "told", "to_be_told", "unreachable", "handed_to_alternate", "refused")
    return [{"state": STATES[s][0], "word": str(STATES[s][1]), "n": reached.by_status[s]} for s in shown]


def _acting(course: Course) -> list[str]:
    names = course.tree.contact_by_person
    lines = []
    for slot in course.state.slots.values():
        if slot.is_acting_for_primary and slot.acting and slot.slot.primary:
            words = {"acting": names[slot.acting].name, "primary": names[slot.slot.primary].name}
            lines.append(_("%(acting)s ปฏิบัติหน้าที่แทน %(primary)s") % words)
    return lines


def _curve_words(course: Course, reached: ReachSummary) -> str:
    answered = [p.acknowledged.at for p in course.state.people.values() if p.acknowledged]
    if not answered:
        return _("ยังไม่มีใครรับทราบ")
    words = {"n": reached.acknowledged, "time": time_words(max(answered))}
    return _("รับทราบ %(n)s คน คนล่าสุดเมื่อ %(time)s") % words


def _via(course: Course) -> list[dict[str, Any]]:
    """By which way the answers came."""
    counts: dict[str, int] = {}
    for person in course.state.people.values():
        if person.acknowledged:
            counts[person.acknowledged.via] = counts.get(person.acknowledged.via, 0) + 1
    known = WORDS["via"]
    return [{"word": in_language(known[v]).strip() if v in known else v, "n": n} for v, n in sorted(counts.items())]


@require_POST
@needs(Permission.VIEW_INCIDENT)
def incident_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing more is called, and the correction goes out if wanted; the actions ask for the right."""
    incident, callout = incident_and_callout(request, pk)
    if callout is not None and request.POST.get("sure") == "on":
        stop_callout(membership_of(request), callout.pk, reason=request.POST.get("reason", ""))
        messages.success(request, _("หยุดแจ้งเหตุแล้ว ไม่มีข้อความหรือสายใดออกไปอีก"))
    if callout is not None and request.POST.get("correct") == "on":
        _correct(request, callout)
    return redirect("incident-calls", incident.pk)


def _correct(request: HttpRequest, callout: Callout) -> None:
    try:
        sent = send_correction(membership_of(request), callout.pk)
    except RefusedError as refusal:
        if refusal.code != "nobody-told":
            raise
        messages.info(request, refusal.message)
        return
    count = {"n": len(tree_of(sent).contacts)}
    messages.success(request, _("กำลังส่งข้อความแก้ข่าวถึง %(n)s คนที่อาจได้รับข้อความก่อนหน้า") % count)


@require_POST
@needs(Permission.CALL_PEOPLE)
def incident_call_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for calling from paper, with numbers; that it was taken out is logged."""
    incident, callout = incident_and_callout(request, pk)
    if callout is None:
        return redirect("activation", incident.pk)
    course = course_of(take_out_call_list(membership_of(request), callout.pk))
    rows = [r for r in rows_of(course) if r.group in ("silent", "care")]
    contacts, people = course.tree.contact_by_person, course.state.people
    numbers = {r.person: people[r.person].contact_now(contacts[r.person]).phones for r in rows}
    context = framed(request, incident, callout, rows=rows, script=in_language(caller_script(facts_of(callout))))
    return render(
        request,
        "incidents/call_sheet.html",
        context | {"people": [{"row": r, "phones": numbers[r.person]} for r in rows]},
    )
