"""A log book as a file that anybody can check without the program's database: one JSON object a line.

The first line says what it is, whose book, and what the last entry's number and hash were; each further line is an
entry with the hash before it and its own. Checked by the same rules as the book itself (`chain.verify`).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from phrom.core.log_entry.chain import ChainVerdict, LogEntry, SealedEntry, verify

FORMAT = "phrom-log/1"


class NotABookError(ValueError):
    """The file is no exported log book, or a line of it cannot be read. The message names the line."""


@dataclass(frozen=True)
class BookHead:
    """`book` is the name under which the chain begins; `office` and `exported_at` are for people."""

    book: str
    office: str
    exported_at: datetime
    count: int
    last_hash: str


def book_lines(head: BookHead, entries: Iterable[SealedEntry]) -> Iterator[str]:
    """The file's lines, each with its line break."""
    first = {
        "format": FORMAT,
        "book": head.book,
        "office": head.office,
        "exported_at": head.exported_at.isoformat(),
        "count": head.count,
        "last_hash": head.last_hash,
    }
    yield _line(first)
    for sealed in entries:
        entry = sealed.entry
        yield _line(
            {
                "number": entry.number,
                "happened_at": entry.happened_at.isoformat(),
                "written_at": entry.written_at.isoformat(),
                "author": entry.author,
                "kind": entry.kind,
                "data": entry.data,
                "practice": entry.practice,
                "incident": entry.incident,
                "previous_hash": sealed.previous_hash,
                "hash": sealed.hash,
            }
        )


def verify_book(lines: Iterable[str]) -> tuple[BookHead, ChainVerdict]:
    """Go through an exported book. Raises NotABookError."""
    reading = iter(lines)
    head = _head(next(reading, ""))
    known = (head.count, head.last_hash) if head.count else None
    return head, verify(head.book, _entries(reading), known)


def _line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _head(line: str) -> BookHead:
    try:
        found = json.loads(line)
        if found["format"] != FORMAT:
            raise NotABookError("line 1: not phrom-log/1")
        moment = datetime.fromisoformat(found["exported_at"])
        return BookHead(str(found["book"]), str(found["office"]), moment, int(found["count"]), str(found["last_hash"]))
    except (ValueError, KeyError, TypeError) as error:
        raise NotABookError(f"line 1: {error}") from error


def _entries(lines: Iterator[str]) -> Iterator[SealedEntry]:
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            entry = LogEntry(
                number=found["number"],
                happened_at=datetime.fromisoformat(found["happened_at"]),
                written_at=datetime.fromisoformat(found["written_at"]),
                author=found["author"],
                kind=found["kind"],
                data=found["data"],
                practice=found["practice"],
                incident=found["incident"],
            )
            yield SealedEntry(entry, found["previous_hash"], found["hash"])
        except (ValueError, KeyError, TypeError) as error:
            raise NotABookError(f"line {number}: {error}") from error
