"""Writing the log book: inside the caller's transaction, so that a change and its entry stand or fall together."""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Line:
    """What is to be written: see `write_entry`."""

    kind: str
    data: dict[str, Any]
    author: Membership | None = None
    author_name: str = ""
    practice: bool = False
    incident_id: int | None = None
    happened_at: datetime | None = None


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
    line = Line(kind, data, author, author_name, practice, incident_id, happened_at)
    return write_entries(organisation_id, [line])[0]


@transaction.atomic
def write_entries(organisation_id: int, lines: Sequence[Line]) -> list[LogEntry]:
    """Append sealed entries in their order, each sealed on the one before; the office's chain is locked once for all
    of them. Raises as `write_entry` does; then none is written."""
    for line in lines:
        require_loggable(line.kind, line.data)
    head = _locked_head(organisation_id)
    now = clock.now()
    rows = []
    for line in lines:
        row = LogEntry(
            organisation_id=organisation_id,
            number=head.number + 1,
            incident_id=line.incident_id,
            kind=line.kind,
            data=line.data,
            happened_at=line.happened_at or now,
            written_at=now,
            author_id=line.author.user_id if line.author else None,
            author_name=line.author_name or (line.author.user.name if line.author else PROGRAM),
            practice=line.practice,
            previous_hash=head.hash,
        )
        row.hash = seal(head.hash, row.as_sealed_line())
        head.number, head.hash = row.number, row.hash
        rows.append(row)
    LogEntry.objects.bulk_create(rows)
    head.save(update_fields=["number", "hash"])
    return rows


def _locked_head(organisation_id: int) -> ChainHead:
    """The chain's last link, locked: the last lock that any action takes, so that two never wait for each other."""
    head = ChainHead.objects.select_for_update().filter(organisation_id=organisation_id).first()
    if head is None:
        genesis = genesis_hash(book_of(organisation_id))
        ChainHead.objects.get_or_create(organisation_id=organisation_id, defaults={"hash": genesis})
        head = ChainHead.objects.select_for_update().get(organisation_id=organisation_id)
    return head
