"""Texts that wait for the word of somebody else than who drafted them."""

from dataclasses import dataclass
from typing import Literal

from phrom.incidents.queries import Incident
from phrom.response.models import Meeting, Message, SituationReport


@dataclass(frozen=True)
class Draft:
    """`number`: of its page; `form`: of a message."""

    kind: Literal["message", "report", "minutes"]
    number: int
    drafted_by: int
    form: str = ""


def drafts_in(incident: Incident) -> tuple[Draft, ...]:
    """Messages, reports, minutes; of each what waits longest first."""
    texts = Message.objects.filter(incident_id=incident.pk, state=Message.State.DRAFT).order_by("drafted_at", "pk")
    reports = SituationReport.objects.filter(incident_id=incident.pk, approved_at=None).order_by("number")
    meetings = Meeting.objects.filter(incident_id=incident.pk, approved_at=None, cancelled_at=None)
    written = meetings.exclude(minutes="").exclude(drafted_by=None).order_by("number")
    return (
        *(Draft("message", pk, by, form) for pk, by, form in texts.values_list("pk", "drafted_by_id", "form")),
        *(Draft("report", number, by) for number, by in reports.values_list("number", "drafted_by_id")),
        *(Draft("minutes", number, by) for number, by in written.values_list("number", "drafted_by_id")),
    )
