"""Writing the log book: inside the caller's transaction, so that a change and its entry stand or fall together."""

from datetime import datetime
from typing import Any

from django.db import transaction

from phrom import clock
from phrom.core.log_entry.chain import GENESIS, LogRecord, seal
from phrom.core.log_entry.kinds import sentence
from phrom.logbook.models import ChainHead, LogEntry
from phrom.offices.access import Membership

PROGRAM = "โปรแกรมพร้อม"  # the author where no person acts


@transaction.atomic
def write_entry(
    organisation_id: int,
    kind: str,
    data: dict[str, Any],
    *,
    author: Membership | None = None,
    author_name: str = "",
    practice: bool = False,
    incident_id: int | None = None,
    happened_at: datetime | None = None,
) -> LogEntry:
    """Append one sealed entry. An unknown kind or a missing field is our mistake and raises (ValueError, KeyError)."""
    sentence(kind, data, "th")
    head = _locked_head(organisation_id)
    now = clock.now()
    record = LogRecord(
        number=head.number + 1,
        kind=kind,
        data=data,
        happened_at=happened_at or now,
        written_at=now,
        author=author_name or (author.user.name if author else PROGRAM),
        author_id=author.user_id if author else None,
        practice=practice,
        incident=incident_id,
    )
    head.number, previous, head.hash = record.number, head.hash, seal(head.hash, record)
    head.save(update_fields=["number", "hash"])
    return LogEntry.objects.create(
        organisation_id=organisation_id,
        number=record.number,
        incident_id=incident_id,
        kind=kind,
        data=data,
        happened_at=record.happened_at,
        written_at=now,
        author_id=record.author_id,
        author_name=record.author,
        practice=practice,
        previous_hash=previous,
        hash=head.hash,
    )


def _locked_head(organisation_id: int) -> ChainHead:
    head = ChainHead.objects.select_for_update().filter(organisation_id=organisation_id).first()
    if head is None:
        ChainHead.objects.get_or_create(organisation_id=organisation_id, defaults={"hash": GENESIS})
        head = ChainHead.objects.select_for_update().get(organisation_id=organisation_id)
    return head
