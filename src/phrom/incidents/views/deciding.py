"""A question as pages show it: whether the reader may answer it now, who may from when, whom practice may play."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from phrom.core.response.authority import Turn, next_turn
from phrom.errors import RefusedError
from phrom.incidents import actions, queries
from phrom.incidents.models import Decision, Incident
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.web.words import time_words


def deciding(membership: Membership, incident: Incident, decision: Decision) -> dict[str, Any]:
    """Context of `incidents/parts/deciding.html`."""
    turns, now = queries.turns_of(incident, decision), queries.incident_now(incident)
    coming = next_turn(turns, now)
    words = ""
    if coming is not None:
        said = {"time": time_words(coming.opens_at), "name": queries.name_in_plan(incident, coming.person)}
        words = _("หากไม่ตัดสินใจก่อน %(time)s %(name)s ตัดสินใจแทนได้ตามลำดับในแผน") % said
    may_play = incident.practice and allowed(membership, Permission.START_PRACTICE)
    open_turns = [t for t in turns if t.is_open(now)]
    return {
        "decision": decision,
        "waiting": decision.decided_at is None and incident.stage != Incident.Stage.CLOSED,
        "i_may": may_decide(membership, incident, decision),
        "asked_for": now - decision.asked_at,
        "deciders": [queries.name_in_plan(incident, t.person) for t in open_turns],
        "next_words": words,
        "instead_words": _instead_words(membership, incident, turns, now),
        "players": [(t.person, queries.name_in_plan(incident, t.person)) for t in open_turns] if may_play else [],
        "decider_name": decision.decided_as or (decision.decided_by.name if decision.decided_by else ""),
    }


def _instead_words(membership: Membership, incident: Incident, turns: Sequence[Turn], now: datetime) -> str:
    """To the reader who may decide now only because those before them have not."""
    rank = next((rank for rank, turn in enumerate(turns) if turn.person == membership.person), 0)
    if rank == 0 or not turns[rank].is_open(now):
        return ""
    names = ", ".join(queries.name_in_plan(incident, turn.person) for turn in turns[:rank])
    said = {"name": names, "time": time_words(turns[rank].opens_at)}
    return _("%(name)s ยังไม่ตัดสินใจภายใน %(time)s ท่านตัดสินใจแทนได้แล้ว") % said


def may_decide(membership: Membership, incident: Incident, decision: Decision) -> bool:
    try:
        actions.who_decides(membership, incident, decision)
    except RefusedError:
        return False
    return True


def as_person(request: HttpRequest) -> str:
    """Whom the leader of a practice plays in this answer; empty: nobody."""
    return request.POST.get("as_person", "")[:100]
