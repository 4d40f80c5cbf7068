"""What the opener of an incident over several offices may see of the others now."""

from phrom.incidents.queries import AffectedOffice, Incident, affected_offices
from phrom.response.queries.offices import OfficeSummary, summary_of
from phrom.response.views.so_far import happened_so_far
from phrom.web.shared import Shared

_summaries: Shared[OfficeSummary] = Shared(600)


def summary_shown(row: AffectedOffice) -> OfficeSummary | None:
    """Nothing unless the office joined, and only while the opener's incident is open. Found out once as long as
    nothing happens in that office."""
    own = row.own_incident
    if row.state != "joined" or own is None or row.incident.stage == Incident.Stage.CLOSED:
        return None
    return _summaries.get(f"{own.pk} {happened_so_far(own.organisation_id)}", lambda: summary_of(own))


def offices_line(incident: Incident) -> dict[str, int] | None:
    """For the board: how many were asked and joined, and in how many something is in danger. None: none was asked."""
    rows = affected_offices(incident)
    asked = sum(row.state in ("asked", "joined") for row in rows)
    shown = [found for row in rows if (found := summary_shown(row))]
    danger = sum(1 for found in shown if found.in_danger)
    return {"all": asked, "joined": len(shown), "danger": danger} if asked else None
