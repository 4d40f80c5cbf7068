"""An act of a device with everything that is needed to carry it out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from phrom.core.values.source import Bilingual
from phrom.errors import InvalidInputError, NotAllowedError
from phrom.incidents.queries import Incident, incident_numbered, time_in
from phrom.offices.access import Membership
from phrom.outbox.actions.act import Act

LATE = timedelta(minutes=1)  # kept for longer: the device was out of reach


@dataclass(frozen=True)
class Kept:
    """`author`: under whom it was kept, None for what needs no account. `source`: the address that it comes from."""

    act: Act
    author: Membership | None
    source: str
    received: datetime

    @property
    def person(self) -> Membership:
        """Raises NotAllowedError where nobody is signed in."""
        if self.author is None:
            raise NotAllowedError(_("ท่านยังไม่ได้เข้าสู่ระบบ"))
        return self.author

    @property
    def incident(self) -> Incident:
        """Raises NotFoundError, also for another office's."""
        number = self.act.number("incident")
        if number is None:
            raise InvalidInputError(_("อ่านสิ่งที่เครื่องส่งมาไม่ได้"), code="unreadable")
        return incident_numbered(self.person.organisation_id, number)

    @property
    def is_late(self) -> bool:
        return self.received - self.act.happened(self.received).at > LATE

    def real_time(self, incident: Incident | None = None) -> datetime:
        """When it happened."""
        return self.act.happened(self.received, incident.opened_at if incident else None).at

    def time(self, incident: Incident) -> datetime | None:
        """When it happened, in the incident's own time; None: just now."""
        return time_in(incident, self.real_time(incident)) if self.is_late else None


@dataclass(frozen=True)
class Said:
    """What an act says, for the log book where it changes nothing; of which incident, about which thing."""

    words: Bilingual
    incident: Incident
    by: str
    about: dict[str, str]
