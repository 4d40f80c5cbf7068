"""The board: what is worst now and what to do next; clocks, people, tasks, decisions, the situation, the log.

Everybody in the office may have it open and asks for it anew every other second. What all see alike is found out once
(`board_seen`); what a reader may do is added for them; and it is put into words once for all who see the same.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from phrom.incidents.queries import Incident
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.response.views.board_headline import Known, headline
from phrom.response.views.board_seen import Seen, happened_so_far, seen_by_all
from phrom.response.views.decisions import decision_card
from phrom.response.views.tasks import step_rows
from phrom.web.live import shared_fragment
from phrom.web.offline import kept_on_device
from phrom.web.shared import Shared

TASKS = 8  # the most urgent; the checklist has all

_looks: Shared[str] = Shared(5000)  # a reader and what has happened → which look of the board is theirs


@kept_on_device
@require_GET
@needs(Permission.VIEW_INCIDENT)
def incident_board(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    membership = membership_of(request)
    so_far = happened_so_far(incident, callout)

    def context() -> dict[str, Any]:
        seen = seen_by_all(incident, callout, so_far)
        return framed(request, incident, callout, **seen.shown, **_for_reader(membership, incident, seen))

    if not request.GET.get("part"):
        return render(request, "response/board.html", context())
    reader = f"{so_far} {membership.pk} {membership.role} {membership.person}"
    look = _looks.get(reader, lambda: _look(membership, incident, seen_by_all(incident, callout, so_far)))
    return shared_fragment(request, "response/parts/board.html", f"{so_far} {membership.role} {look}", context)


def _for_reader(membership: Membership, incident: Incident, seen: Seen) -> dict[str, Any]:
    """What depends on who reads."""
    cards = [decision_card(membership, incident, d) for d in seen.waiting]
    known = Known(incident, membership, seen.processes, seen.expected, seen.tasks, cards, seen.to_call)
    return {
        **headline(known),
        "cards": cards,
        "task_rows": step_rows(membership, incident, seen.left, seen.course, TASKS),
        "lines": seen.lines if allowed(membership, Permission.VIEW_LOG) else None,
        "sees_wellbeing": allowed(membership, Permission.VIEW_WELLBEING),
        "can_end": _can_end(membership, incident),
        "may_note": allowed(membership, Permission.WRITE_LOG) and incident.stage != Incident.Stage.CLOSED,
    }


def _look(membership: Membership, incident: Incident, seen: Seen) -> str:
    """The same text for two readers of one role who see the same board."""
    mine = _for_reader(membership, incident, seen)
    # how long a decision has waited is said in minutes, and is the same for everybody
    cards = [{k: v for k, v in card.items() if not isinstance(v, timedelta)} for card in mine.pop("cards")]
    rows = [row["may"] for row in mine.pop("task_rows")]
    return repr((cards, rows, {**mine, "lines": mine["lines"] is None}))


def _can_end(membership: Membership, incident: Incident) -> str:
    """The address of the page that ends this stage, for whom it concerns."""
    if incident.stage == Incident.Stage.CLOSED:
        return ""
    if incident.stage == Incident.Stage.CRISIS:
        concerned = allowed(membership, Permission.PROPOSE_ACTIVATION)
        return reverse("stand-down", args=[incident.pk]) if concerned else ""
    concerned = allowed(membership, Permission.PROPOSE_ACTIVATION)
    return reverse("incident-close", args=[incident.pk]) if concerned else ""
