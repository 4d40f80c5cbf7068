"""Notes: what a person saw or did, written by themselves, now or afterwards."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
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
    text = _checked(text)
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


@transaction.atomic
def correct_entry(author: Membership, entry_id: int, text: str) -> LogEntry:
    """What is right about an entry, as a new entry that names it; the old one stands. A correction is corrected by
    correcting the entry that it names."""
    require(author, Permission.WRITE_LOG)
    wrong = LogEntry.objects.filter(organisation_id=author.organisation_id, pk=entry_id).first()
    if wrong is None:
        raise NotFoundError(_("ไม่มีรายการนี้"))
    if wrong.kind == "entry.corrected":
        raise RefusedError(_("รายการนี้เป็นการแก้อยู่แล้ว โปรดแก้รายการต้นเรื่อง"), code="correction")
    return write_entry(
        author.organisation_id,
        "entry.corrected",
        {"corrected_number": wrong.number, "text": _checked(text)},
        author=author,
        practice=wrong.practice,
        incident_id=wrong.incident_id,
    )


def take_out_book(author: Membership, *, incident_id: int | None = None, practice: bool = False) -> LogEntry:
    """The book is printed; that it was taken out is its last entry on the paper."""
    require(author, Permission.VIEW_LOG)
    data = {"document": {"th": "สมุดบันทึกเหตุการณ์ (Log Book)", "en": "the log book"}}
    return write_entry(
        author.organisation_id, "document.exported", data, author=author, practice=practice, incident_id=incident_id
    )


def _checked(text: str) -> str:
    text = text.replace("\0", "").strip()
    if not text:
        raise InvalidInputError(_("โปรดเขียนว่าเกิดอะไรขึ้น"), code="empty-note")
    if len(text) > LONGEST:
        raise InvalidInputError(_("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดแยกเป็นหลายรายการ") % {"n": LONGEST}, code="long-note")
    return text
