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
from phrom.response.queries import TaskView, may_do
from phrom.response.views.board_headline import Known, headline
from phrom.response.views.board_seen import Seen, seen_by_all
from phrom.response.views.decisions import decision_card
from phrom.response.views.so_far import happened_so_far
from phrom.response.views.tasks import own_of, step_row
from phrom.web.live import shared_fragment
from phrom.web.offline import kept_on_device
from phrom.web.shared import Shared

_looks: Shared[str] = Shared(5000)  # a reader and what has happened → which look of the board is theirs


@kept_on_device
@require_GET
@needs(Permission.VIEW_INCIDENT)
def incident_board(request: HttpRequest, pk: int) -> HttpResponse:
    membership = membership_of(request)
    asks_again = bool(request.GET.get("part"))
    so_far = f"{pk} {happened_so_far(membership.organisation_id, lately=asks_again)}"

    def seen() -> Seen:
        return seen_by_all(so_far, lambda: incident_and_callout(request, pk))

    if not asks_again:
        known = seen()
        frame = framed(request, known.incident, known.callout)
        context = known.shown | frame | _for_reader(membership, known)
        return render(request, "response/board.html", context)
    # while nothing happens this is all that a look costs: who asks, and the book's last seal
    look = _looks.get(
        f"{so_far} {membership.pk} {membership.role} {membership.person}", lambda: _look(membership, seen())
    )

    def part() -> dict[str, Any]:
        return seen().shown | _for_reader(membership, seen())

    return shared_fragment(request, "response/parts/board.html", f"{so_far} {membership.role} {look}", part)


def _for_reader(membership: Membership, seen: Seen) -> dict[str, Any]:
    """What depends on who reads."""
    incident = seen.incident
    cards = [decision_card(membership, incident, d) for d in seen.waiting]
    return {
        **headline(_known(membership, seen, cards)),
        "alike": f"{seen.so_far} {membership.role}",  # the parts of the board that differ by role alone
        "cards": cards,
        "task_rows": [_step(membership, seen, alike) for alike in seen.steps],
        "lines": seen.lines if allowed(membership, Permission.VIEW_LOG) else None,
        "sees_wellbeing": allowed(membership, Permission.VIEW_WELLBEING),
        "can_end": _can_end(membership, incident),
        "may_note": allowed(membership, Permission.WRITE_LOG) and incident.stage != Incident.Stage.CLOSED,
    }


def _step(membership: Membership, seen: Seen, alike: list[TaskView]) -> dict[str, Any]:
    own = own_of(membership, alike)
    may = may_do(membership, own)
    if (own.key, may) not in seen.rows:
        seen.rows[own.key, may] = step_row(seen.incident, alike, own, seen.course, seen.cuts, may=may)
    return seen.rows[own.key, may]


def _known(membership: Membership, seen: Seen, cards: list[dict[str, Any]]) -> Known:
    return Known(
        seen.incident,
        membership,
        seen.processes,
        seen.expected,
        seen.tasks,
        cards,
        seen.to_call,
        seen.drafts,
        seen.warned,
    )


def _look(membership: Membership, seen: Seen) -> str:
    """The same text for two readers of one role for whom `_for_reader` makes the same of it."""
    cards = [decision_card(membership, seen.incident, d) for d in seen.waiting]
    line = headline(_known(membership, seen, cards))
    # how long a decision has waited is said in minutes, and is the same for everybody
    plain = [{k: v for k, v in card.items() if not isinstance(v, timedelta)} for card in cards]
    own = [own_of(membership, alike) for alike in seen.steps]
    return repr((line, plain, [(view.key, may_do(membership, view)) for view in own]))


def _can_end(membership: Membership, incident: Incident) -> str:
    """The address of the page that ends this stage, for whom it concerns."""
    if incident.stage == Incident.Stage.CLOSED:
        return ""
    if incident.stage == Incident.Stage.CRISIS:
        concerned = allowed(membership, Permission.PROPOSE_ACTIVATION)
        return reverse("stand-down", args=[incident.pk]) if concerned else ""
    concerned = allowed(membership, Permission.PROPOSE_ACTIVATION)
    return reverse("incident-close", args=[incident.pk]) if concerned else ""
