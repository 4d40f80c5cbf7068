"""Reading the meetings of the continuity team."""

from phrom.incidents.queries import Incident
from phrom.response.models import Meeting

__all__ = ["Meeting", "meeting_numbered", "meetings_of"]


def meetings_of(incident: Incident) -> list[Meeting]:
    """Newest first."""
    return list(Meeting.objects.filter(incident_id=incident.pk).order_by("-number"))


def meeting_numbered(incident: Incident, number: int) -> Meeting | None:
    return Meeting.objects.select_related("drafted_by").filter(incident_id=incident.pk, number=number).first()
