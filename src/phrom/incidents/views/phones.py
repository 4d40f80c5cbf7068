"""Practice phones: a little phone for everybody of the tree, on which the exercise lead answers in their place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom.callouts import actions
from phrom.callouts.queries import Callout, Course, course_of, other_callouts_of, own_time
from phrom.channels.practice.queries import practice_messages
from phrom.core.callout.reach import summary
from phrom.core.callout.reply_code import normalise_code
from phrom.core.callout.state import PersonState
from phrom.errors import NotFoundError, RefusedError
from phrom.incidents.models import Incident
from phrom.incidents.views.calls import engine_is_quiet
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.incidents.views.people import STATES, role_of
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.web.live import live_fragment
from phrom.web.words import time_words

REFUSING = ("0",)  # what the message says to answer if one cannot come


@require_http_methods(["GET", "POST"])
@needs(Permission.ANSWER_PRACTICE_PHONES)
def practice_phones(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    if callout is None or not incident.practice:
        raise NotFoundError(_("โทรศัพท์จำลองมีเฉพาะในการฝึกซ้อม"))
    problem: dict[str, str] = {}
    live = bool(getattr(request, "htmx", False))
    if request.method == "POST":
        problem = _answer(request, callout)
        if not live and not problem:
            return redirect("practice-phones", incident.pk)
    context = framed(request, incident, callout, **_phones(incident, callout, problem))
    if live:
        return live_fragment(request, "incidents/parts/phones.html", context)
    return render(request, "incidents/phones.html", context)


def _answer(request: HttpRequest, callout: Callout) -> dict[str, str]:
    """A pressed key or a typed answer; returns what is wrong with it, by person."""
    person, key = request.POST.get("person", ""), request.POST.get("key", "")
    membership = membership_of(request)
    try:
        if key in ("acknowledged", "refused"):
            actions.answer_practice_phone(
                membership, callout.pk, person, "refused" if key == "refused" else "acknowledged"
            )
        elif normalise_code(request.POST.get("text", "")) in REFUSING:
            actions.answer_practice_phone(membership, callout.pk, person, "refused")
        else:
            text = request.POST.get("text", "")
            actions.acknowledge_by_code(text, source=f"practice {callout.pk}", callout_id=callout.pk)
    except RefusedError as refusal:
        if not person:
            raise
        return {person: refusal.message}
    return {}


def _phones(incident: Incident, callout: Callout, problem: dict[str, str]) -> dict[str, Any]:
    course = course_of(callout)
    received = practice_messages(callout.pk)
    for other in other_callouts_of(callout):  # warnings and texts, beneath the call itself
        for person, found in practice_messages(other).items():
            received.setdefault(person, []).extend(found)
    reached = summary(course.tree, course.state)
    called = [p for p in course.state.people if course.state.people[p].status != "standing_by" or p in received]
    standing_by = [course.tree.contact_by_person[p].name for p in course.state.people if p not in called]
    count = len(called)
    words = ngettext("ตอบแทนผู้ร่วมซ้อมบนโทรศัพท์จำลอง %(n)s เครื่อง", "ตอบแทนผู้ร่วมซ้อมบนโทรศัพท์จำลอง %(n)s เครื่อง", count)
    return {
        "fact": words % {"n": count},
        "reached": reached,
        "phones": [_phone(course, p, received.get(p, []), problem.get(p, "")) for p in called],
        "standing_by": standing_by,
        "over": callout.state == Callout.State.STOPPED,
        "engine_quiet": engine_is_quiet(callout),
        "silent": reached.by_status["told"] + reached.by_status["to_be_told"],
    }


def _phone(course: Course, person: str, messages: list[Any], problem: str) -> dict[str, Any]:
    state = course.state.people[person]
    chip, word = STATES[state.status]
    shown = sorted(messages, key=lambda m: (m.received_at, m.pk))
    return {
        "person": person,
        "name": course.tree.contact_by_person[person].name,
        "role": role_of(course, person),
        "state": chip,
        "state_text": str(word),
        "messages": [
            {"text": m.text, "at": own_time(course.callout, m.received_at), "notice": not _asks(course, m)}
            for m in shown
        ],
        "asked": any(_asks(course, m) for m in messages),
        "reply": _reply(state),
        "answered": state.answered,
        "refused": state.refused is not None,
        "problem": problem,
    }


def _asks(course: Course, message: Any) -> bool:
    """Whether the call itself is answered by it; texts beside it are answered by their own code."""
    return bool(message.answerable) and message.callout_id == course.callout.pk


def _reply(state: PersonState) -> str:
    if state.refused is not None:
        return _("มาไม่ได้ %(time)s") % {"time": time_words(state.refused.at)}
    if state.acknowledged is not None:
        return _("รับทราบ %(time)s") % {"time": time_words(state.acknowledged.at)}
    return ""
