"""Writing the log book: inside the caller's transaction, so that a change and its entry stand or fall together."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from phrom import clock
from phrom.core.log_entry.chain import genesis_hash, seal
from phrom.core.log_entry.kinds import require_loggable
from phrom.logbook.models import ChainHead, LogEntry, book_of
from phrom.offices.access import Membership

PROGRAM = gettext_noop("โปรแกรมพร้อม")  # the author where no person acts


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
    """Append one sealed entry. An unknown kind or a missing field is our own mistake and raises ValueError."""
    require_loggable(kind, data)
    head = _locked_head(organisation_id)
    now = clock.now()
    row = LogEntry(
        organisation_id=organisation_id,
        number=head.number + 1,
        incident_id=incident_id,
        kind=kind,
        data=data,
        happened_at=happened_at or now,
        written_at=now,
        author_id=author.user_id if author else None,
        author_name=author_name or (author.user.name if author else PROGRAM),
        practice=practice,
        previous_hash=head.hash,
    )
    row.hash = seal(head.hash, row.as_sealed_line())
    row.save(force_insert=True)
    head.number, head.hash = row.number, row.hash
    head.save(update_fields=["number", "hash"])
    return row


def _locked_head(organisation_id: int) -> ChainHead:
    """The chain's last link, locked: the last lock that any action takes, so that two never wait for each other."""
    head = ChainHead.objects.select_for_update().filter(organisation_id=organisation_id).first()
    if head is None:
        genesis = genesis_hash(book_of(organisation_id))
        ChainHead.objects.get_or_create(organisation_id=organisation_id, defaults={"hash": genesis})
        head = ChainHead.objects.select_for_update().get(organisation_id=organisation_id)
    return head
