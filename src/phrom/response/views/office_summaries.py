"""What the opener of an incident over several offices may see of the others now."""

from collections.abc import Sequence
from functools import partial

from phrom.incidents.queries import AffectedOffice, Incident, affected_offices
from phrom.logbook.queries import last_seals
from phrom.response.queries.offices import OfficeFacts, OfficeSummary, facts_of, summary_now
from phrom.web.shared import Shared

MOST_ON_BOARD = 12  # with more offices the board counts them, and their own page says in which something is in danger
_facts: Shared[OfficeFacts] = Shared(1000)


def is_sharing(row: AffectedOffice) -> bool:
    """Whether the opener may see a summary now: the office joined, and the opener's incident is open."""
    return row.state == "joined" and row.own_incident is not None and row.incident.stage != Incident.Stage.CLOSED


def summaries_shown(rows: Sequence[AffectedOffice]) -> dict[int, OfficeSummary]:
    """What the opener may see, by the rows' ids. An office is looked into anew only where something has happened in it:
    all that does writes into its log book."""
    sharing = {row.pk: row.own_incident for row in rows if row.own_incident is not None and is_sharing(row)}
    seals = last_seals(own.organisation_id for own in sharing.values())
    keys = {pk: f"{own.pk} {seals.get(own.organisation_id, '')}" for pk, own in sharing.items()}
    fresh = facts_of([own for pk, own in sharing.items() if not _facts.has(keys[pk])])

    def facts(own: Incident) -> OfficeFacts:
        return fresh.get(own.pk) or facts_of([own])[own.pk]

    return {pk: summary_now(own, _facts.get(keys[pk], partial(facts, own))) for pk, own in sharing.items()}


def offices_line(incident: Incident) -> dict[str, int] | None:
    """For the board: how many were asked and joined, and in how many something is in danger. None: none was asked."""
    rows = affected_offices(incident)
    asked = sum(row.state in ("asked", "joined") for row in rows)
    sharing = [row for row in rows if is_sharing(row)]
    found = summaries_shown(sharing) if len(sharing) <= MOST_ON_BOARD else {}
    danger = sum(1 for each in found.values() if each.in_danger)
    return {"all": asked, "joined": len(sharing), "danger": danger} if asked else None
