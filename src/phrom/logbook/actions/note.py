"""Notes: what a person saw or did, written by themselves, now or afterwards."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import InvalidInputError
from phrom.logbook.actions.write import write_entry
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

LONGEST = 4000  # characters
CLOCKS_DIFFER = timedelta(minutes=2)  # a telephone's clock may be a little ahead of ours


def write_note(
    author: Membership,
    text: str,
    *,
    happened_at: datetime | None = None,
    incident_id: int | None = None,
    practice: bool = False,
) -> LogEntry:
    """Append a note with the time of the event. Raises InvalidInputError for no text, or for a time to come."""
    require(author, Permission.WRITE_LOG)
    text = text.replace("\0", "").strip()
    if not text:
        raise InvalidInputError(_("โปรดเขียนว่าเกิดอะไรขึ้น"), code="empty-note")
    if len(text) > LONGEST:
        raise InvalidInputError(_("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดแยกเป็นหลายรายการ") % {"n": LONGEST}, code="long-note")
    now = clock.now()
    if happened_at is not None and happened_at > now + CLOCKS_DIFFER:
        moment = timezone.localtime(now).strftime("%H:%M")
        raise InvalidInputError(_("เวลานี้ยังมาไม่ถึง ตอนนี้ %(now)s น.") % {"now": moment}, code="time-to-come")
    return write_entry(
        author.organisation_id,
        "note.written",
        {"text": text},
        author=author,
        practice=practice,
        incident_id=incident_id,
        happened_at=min(happened_at, now) if happened_at else None,
    )
