"""What every action on an incident does: lock it, write the log."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from phrom.core.values.thai_date import moment_words
from phrom.errors import RefusedError
from phrom.incidents import queries
from phrom.incidents.models import Incident
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership


def locked(author: Membership, incident_id: int) -> Incident:
    """The incident's row is the first lock of every change to it; raises NotFoundError, also for another office's."""
    queries.incident_numbered(author.organisation_id, incident_id)
    return Incident.objects.select_for_update().get(pk=incident_id)


def locked_open(author: Membership, incident_id: int) -> Incident:
    """As `locked`; raises RefusedError for one that is closed."""
    incident = locked(author, incident_id)
    if incident.stage == Incident.Stage.CLOSED:
        raise RefusedError(_("เหตุการณ์นี้ปิดแล้ว"), code="closed")
    return incident


def said_moment(moment: datetime) -> dict[str, str]:
    """A moment for the log, in both languages."""
    return {"th": moment_words(moment), "en": moment_words(moment, language="en")}


def write(
    author: Membership, incident: Incident, kind: str, data: dict[str, Any], *, happened_at: datetime | None = None
) -> None:
    """A log entry of this incident. `happened_at`: real time, where it happened before it was written."""
    write_entry(
        author.organisation_id,
        kind,
        data,
        author=author,
        practice=incident.practice,
        incident_id=incident.pk,
        happened_at=happened_at,
    )
