"""When something happened: now, or before, but never to come and never before the incident."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import InvalidInputError
from phrom.incidents.queries import Incident, incident_now, real_time_in
from phrom.web.words import moment_words, time_words

CLOCKS_DIFFER = timedelta(minutes=2)  # a telephone's clock may be a little ahead of ours


@dataclass(frozen=True)
class Moment:
    """A moment in the incident's own time, and in real time for the log book (None: just now)."""

    incident: datetime
    real: datetime | None


def moment_of(incident: Incident, at: datetime | None) -> Moment:
    """`at` is the incident's own time; None: now. Raises InvalidInputError for a time to come or before the opening."""
    now = incident_now(incident)
    if at is None:
        return Moment(now, None)
    if at > now + CLOCKS_DIFFER:
        raise InvalidInputError(
            _("เวลานี้ยังมาไม่ถึง ตอนนี้ %(now)s") % {"now": time_words(now)}, code="time-to-come", field="at"
        )
    if at < incident.opened_at.replace(second=0, microsecond=0):
        words = {"moment": moment_words(incident.opened_at)}
        raise InvalidInputError(_("เวลานี้อยู่ก่อนเปิดเหตุการณ์ (%(moment)s)") % words, code="too-early", field="at")
    at = min(at, now)
    return Moment(at, min(real_time_in(incident, at), clock.now()))
