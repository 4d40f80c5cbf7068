"""Reading texts and what became of them."""

from dataclasses import dataclass

from phrom.callouts.queries import Course, callout_numbered, course_of
from phrom.core.callout.reach import ReachSummary, summary
from phrom.errors import NotFoundError
from phrom.incidents.queries import Incident
from phrom.response.models import Message, ReportSent, SituationReport

__all__ = ["Heard", "Message", "heard_of", "message_numbered", "messages_of", "sent_of"]


@dataclass(frozen=True)
class Heard:
    """How far a sent text has come: counts, and who has not acknowledged it."""

    reached: ReachSummary
    silent: tuple[str, ...]  # names; still being tried, or unreachable
    unreachable: tuple[str, ...]


def messages_of(incident: Incident) -> list[Message]:
    """Newest first."""
    found = Message.objects.select_related("drafted_by", "report").filter(incident_id=incident.pk)
    return list(found.order_by("-drafted_at", "-pk"))


def message_numbered(incident: Incident, message_id: int) -> Message:
    """Raises NotFoundError."""
    found = Message.objects.select_related("drafted_by", "report").filter(incident_id=incident.pk, pk=message_id)
    message = found.first()
    if message is None:
        raise NotFoundError("")
    return message


def heard_of(incident: Incident, message: Message) -> Heard | None:
    """None for one that was not sent through the channels."""
    if message.callout_id is None:
        return None
    course = course_of(callout_numbered(message.callout_id, incident.organisation_id))
    return Heard(
        summary(course.tree, course.state),
        _named(course, "told", "to_be_told", "unreachable"),
        _named(course, "unreachable"),
    )


def _named(course: Course, *states: str) -> tuple[str, ...]:
    people = course.state.people.values()
    return tuple(course.tree.contact_by_person[p.person].name for p in people if p.status in states)


def sent_of(report: SituationReport) -> list[ReportSent]:
    return list(ReportSent.objects.filter(report=report))
