"""Notes: what a person saw or did, written by themselves, now or afterwards."""

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.values.photograph import NotAPhotographError, photograph
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.logbook.actions.write import write_entry
from phrom.logbook.models import Attachment, LogEntry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

LONGEST = 4000  # characters
MOST_FILES = 5  # of one entry
MOST_BYTES = 10 * 1024 * 1024  # of one file
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
    return write_entry(
        author.organisation_id,
        "note.written",
        {"text": _checked(text)},
        author=author,
        practice=practice,
        incident_id=incident_id,
        happened_at=_past(happened_at),
    )


@transaction.atomic
def write_note_with_files(
    author: Membership,
    text: str,
    files: Sequence[tuple[str, bytes]],
    *,
    happened_at: datetime | None = None,
    incident_id: int | None = None,
    practice: bool = False,
) -> LogEntry:
    """A note with pictures or PDF files, each a name and its bytes. What each file is, is told from its bytes; the
    entry's seal covers their hashes. Raises InvalidInputError for a file that is neither, or too many or too large."""
    require(author, Permission.WRITE_LOG)
    if not 0 < len(files) <= MOST_FILES:
        raise InvalidInputError(_("แนบไฟล์ได้ครั้งละ 1 ถึง %(n)s ไฟล์") % {"n": MOST_FILES}, code="files")
    kept = [_kept(name, content) for name, content in files]
    named = [{"name": name, "sha256": hashlib.sha256(content).hexdigest()} for name, _kind, content in kept]
    entry = write_entry(
        author.organisation_id,
        "note.written",
        {"text": _checked(text), "attachments": named},
        author=author,
        practice=practice,
        incident_id=incident_id,
        happened_at=_past(happened_at),
    )
    Attachment.objects.bulk_create(
        Attachment(entry=entry, name=name, content_type=kind, content=content, sha256=said["sha256"])
        for (name, kind, content), said in zip(kept, named, strict=True)
    )
    return entry


def _kept(name: str, content: bytes) -> tuple[str, str, bytes]:
    """Name, type and bytes as they are kept."""
    stem = (
        "".join(
            c for c in name.rpartition(".")[0] or name if c.isalnum() or unicodedata.category(c) == "Mn" or c in "-_ ."
        )[:150].strip()
        or "file"
    )
    if len(content) > MOST_BYTES:
        raise InvalidInputError(_("ไฟล์ใหญ่เกิน %(n)s MB") % {"n": MOST_BYTES // 1024 // 1024}, code="files")
    if content.startswith(b"%PDF-"):
        return f"{stem}.pdf", "application/pdf", content
    try:
        return f"{stem}.jpg", "image/jpeg", photograph(content).jpeg
    except NotAPhotographError as error:
        raise InvalidInputError(_("แนบได้เฉพาะภาพและไฟล์ PDF"), code="files") from error


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


def _past(happened_at: datetime | None) -> datetime | None:
    """Raises InvalidInputError for a time to come."""
    now = clock.now()
    if happened_at is not None and happened_at > now + CLOCKS_DIFFER:
        moment = timezone.localtime(now).strftime("%H:%M")
        raise InvalidInputError(_("เวลานี้ยังมาไม่ถึง ตอนนี้ %(now)s น.") % {"now": moment}, code="time-to-come")
    return min(happened_at, now) if happened_at else None


def _checked(text: str) -> str:
    text = text.replace("\0", "").strip()
    if not text:
        raise InvalidInputError(_("โปรดเขียนว่าเกิดอะไรขึ้น"), code="empty-note")
    if len(text) > LONGEST:
        raise InvalidInputError(_("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดแยกเป็นหลายรายการ") % {"n": LONGEST}, code="long-note")
    return text
