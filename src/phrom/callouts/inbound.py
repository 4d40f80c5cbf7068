"""Answers that come in. So far: the code typed at the office's known address, by anybody who has a message."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom.callouts.actions import acknowledge_by_code
from phrom.callouts.queries import Recipient, facts_of
from phrom.core.rendering.message_text import CallFacts
from phrom.core.values.duration import Duration
from phrom.errors import RefusedError
from phrom.offices.access import open_to_all
from phrom.web.words import moment_words


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all
def answer(request: HttpRequest) -> HttpResponse:
    """One field, two buttons; then who was heard, and what to do now. Guessing is limited by the client's address."""
    typed = request.POST.get("code", "")
    if request.method == "GET":
        return render(request, "callouts/answer.html", {"typed": ""})
    said = "refused" if request.POST.get("said") == "refused" else "acknowledged"
    try:
        recipient = acknowledge_by_code(
            typed, source=request.META.get("REMOTE_ADDR", ""), said="refused" if said == "refused" else "acknowledged"
        )
    except RefusedError as refusal:
        context = {"typed": typed[:60], "problem": refusal.message}
        return render(request, "callouts/answer.html", context, status=refusal.status)
    return render(request, "callouts/answered.html", _heard(recipient, typed, refused=said == "refused"))


def _heard(recipient: Recipient, typed: str, *, refused: bool) -> dict[str, Any]:
    facts = facts_of(recipient.callout)
    practice = recipient.callout.practice
    title = facts.threat or ""
    return {
        "incident_nav": {"mode": "practice" if practice else "real", "title": title, "facts": "", "links": []},
        "name": _short_name(recipient.name),
        "office": facts.office,
        "threat": title,
        "place": facts.report_at,
        "until": _until(facts),
        "refused": refused,
        "typed": typed[:60],
        "practice": practice,
    }


def _short_name(name: str) -> str:
    """Title and given name: enough to know that one was heard, not enough for a guesser."""
    head, _blank, _family = name.strip().rpartition(" ")
    return head or name


def _until(facts: CallFacts) -> str:
    within = facts.report_within
    if within is None or facts.happened_at is None:
        return ""
    span = within.timedelta if isinstance(within, Duration) else within
    return _("ก่อน %(moment)s") % {"moment": moment_words(facts.happened_at + span)}
