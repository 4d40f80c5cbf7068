"""What the opener of an incident over several offices may see of the others now."""

from phrom.incidents.queries import AffectedOffice, Incident, affected_offices
from phrom.response.queries.offices import OfficeSummary, summary_of
from phrom.response.views.so_far import happened_so_far
from phrom.web.shared import Shared

MOST_ON_BOARD = 12  # with more offices the board counts them, and their own page says in which something is in danger
_summaries: Shared[OfficeSummary] = Shared(600)


def is_sharing(row: AffectedOffice) -> bool:
    """Whether the opener may see a summary now: the office joined, and the opener's incident is open."""
    return row.state == "joined" and row.own_incident is not None and row.incident.stage != Incident.Stage.CLOSED


def summary_shown(row: AffectedOffice) -> OfficeSummary | None:
    """What the opener may see of this office; found out once as long as nothing happens there."""
    own = row.own_incident
    if own is None or not is_sharing(row):
        return None
    return _summaries.get(f"{own.pk} {happened_so_far(own.organisation_id)}", lambda: summary_of(own))


def offices_line(incident: Incident) -> dict[str, int] | None:
    """For the board: how many were asked and joined, and in how many something is in danger. None: none was asked."""
    rows = affected_offices(incident)
    asked = sum(row.state in ("asked", "joined") for row in rows)
    sharing = [row for row in rows if is_sharing(row)]
    found = [summary_shown(row) for row in sharing] if len(sharing) <= MOST_ON_BOARD else []
    danger = sum(1 for each in found if each and each.in_danger)
    return {"all": asked, "joined": len(sharing), "danger": danger} if asked else None
