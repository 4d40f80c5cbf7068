"""Writing the log book: inside the caller's transaction, so that a change and its entry stand or fall together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from phrom import clock
from phrom.core.log_entry import chain as seals
from phrom.core.log_entry.kinds import require_loggable
from phrom.logbook.models import ChainHead, LogEntry, book_of, sealed_author
from phrom.logbook.queries import seal_moved
from phrom.many_rows import insert_rows, moment, update_rows
from phrom.offices.access import Membership

PROGRAM = gettext_noop("โปรแกรมพร้อม")  # the author where no person acts
_FIELDS = (
    "organisation",
    "number",
    "incident",
    "kind",
    "data",
    "happened_at",
    "written_at",
    "author",
    "author_name",
    "practice",
    "previous_hash",
    "hash",
)


@dataclass(frozen=True, slots=True)
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
    number = write_books({organisation_id: [line]})[organisation_id]
    return LogEntry.objects.get(organisation_id=organisation_id, number=number)


def write_books(lines: Mapping[int, Sequence[Line]]) -> dict[int, int]:
    """Append sealed entries to the books of several offices in their order, each sealed on the one before; a book's
    chain is locked once for all of them. Raises as `write_entry` does; then none is written. Returns the number of
    each book's last entry."""
    for line in chain.from_iterable(lines.values()):
        require_loggable(line.kind, line.data)
    rows: list[tuple[Any, ...]] = []
    with transaction.atomic(savepoint=False):  # nothing but the database can fail now, and that ends all of it
        heads = _locked_heads(lines)
        now = clock.now()
        for organisation_id, head in heads.items():
            rows += _sealed(head, lines[organisation_id], now)
        insert_rows(LogEntry, _FIELDS, rows)
        update_rows(ChainHead, ("number", "hash"), [(head.number, head.hash, head.pk) for head in heads.values()])
        seal_moved(heads)
        transaction.on_commit(partial(seal_moved, heads))  # another thread may have asked before the end
    return {organisation_id: head.number for organisation_id, head in heads.items()}


def hold_books(*organisation_ids: int) -> None:
    """Lock the books of several offices, for a change that writes into one after another of them."""
    _locked_heads(dict.fromkeys(organisation_ids, ()))


def _sealed(head: ChainHead, lines: Sequence[Line], now: datetime) -> list[tuple[Any, ...]]:
    """The lines as rows, and the chain's head moved to the last of them."""
    rows, written_at = [], moment(now)
    for line in lines:
        author_id = line.author.user_id if line.author else None
        author_name = line.author_name or (line.author.user.name if line.author else PROGRAM)
        previous, head.number, data = head.hash, head.number + 1, seals.canonical_data(line.data)
        entry = seals.LogEntry(
            number=head.number,
            happened_at=line.happened_at or now,
            written_at=now,
            author=sealed_author(author_id, author_name),
            kind=line.kind,
            data=line.data,
            practice=line.practice,
            incident=str(line.incident_id) if line.incident_id else None,
        )
        head.hash = seals.seal(previous, entry, data)
        rows.append(
            (
                head.organisation_id,
                head.number,
                line.incident_id,
                line.kind,
                data,
                moment(line.happened_at) if line.happened_at else written_at,
                written_at,
                author_id,
                author_name,
                line.practice,
                previous,
                head.hash,
            )
        )
    return rows


def _locked_heads(offices: Mapping[int, Sequence[Line]]) -> dict[int, ChainHead]:
    """The last links of these offices' chains, locked in the order of the offices: the last locks that any action
    takes, so that two never wait for each other."""
    wanted = sorted(offices)
    rows = ChainHead.objects.select_for_update().order_by("organisation_id")
    found = {head.organisation_id: head for head in rows.filter(organisation_id__in=wanted)}
    if len(found) == len(wanted):
        return found
    for organisation_id in wanted:
        genesis = seals.genesis_hash(book_of(organisation_id))
        ChainHead.objects.get_or_create(organisation_id=organisation_id, defaults={"hash": genesis})
    return {head.organisation_id: head for head in rows.filter(organisation_id__in=wanted)}
