"""Where devices bring what they kept. GET: who is signed in, a fresh token, what to keep for reading."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.errors import RefusedError
from phrom.incidents.queries import open_incidents
from phrom.offices.access import Membership, allowed, open_to_all
from phrom.offices.queries import offices_of
from phrom.offices.roles import Permission
from phrom.outbox.actions import receive
from phrom.outbox.forms import act_in

_TOLD = ("task", "report-in", "wellbeing", "situation", "note")
OPEN_INCIDENTS = 5  # whose pages a device keeps; the others are opened when there is a network


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all
def outbox(request: HttpRequest) -> JsonResponse:
    """POST: one act. Refused for good: status 200 with state "refused"; to be kept and sent again: an error status."""
    user_id = request.user.pk if request.user.is_authenticated else None
    if request.method == "GET":
        return _hello(request, user_id)
    try:
        act = act_in(request.body)
    except RefusedError as refusal:  # will never be better: the device shows it and sends it no more
        return JsonResponse({"state": "refused", "message": refusal.message}, status=refusal.status)
    try:
        answer = receive(user_id, act, source=request.META.get("REMOTE_ADDR", ""))
    except RefusedError as refusal:
        said = {"state": "kept", "code": refusal.code, "message": refusal.message}
        return JsonResponse(said, status=401 if refusal.status == 403 else refusal.status)
    if answer.state == "done" and not answer.late and act.kind in _TOLD:
        messages.success(request, _("บันทึกแล้ว"))  # on the page that the device opens now
    return JsonResponse({"state": answer.state, "message": answer.message, "late": answer.late})


def _hello(request: HttpRequest, user_id: int | None) -> JsonResponse:
    membership = getattr(request, "membership", None)
    said: dict[str, Any] = {
        "phrom": 1,
        "now": int(clock.now().timestamp() * 1000),
        "csrf": get_token(request),
        "memberships": [m.pk for m in offices_of(user_id)] if user_id is not None else [],
        "pages": [*_pages(membership)] if membership else [],
    }
    return JsonResponse(said)


def _pages(membership: Membership) -> list[str]:
    """What this person needs when nothing can be fetched: their duties, the plan, each open incident."""
    found = [reverse("my-duties"), reverse("plan")]
    calls = allowed(membership, Permission.CALL_PEOPLE)
    for incident in open_incidents(membership.organisation_id)[:OPEN_INCIDENTS]:
        found += [reverse(name, args=[incident.pk]) for name in ("incident-board", "incident-tasks")]
        if calls and incident.activated_at:
            found.append(reverse("caller-list", args=[incident.pk]))
    return found
