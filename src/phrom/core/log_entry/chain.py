"""The seal of the log book: each entry's hash covers the entry and the hash before it.

SHA-256 over canonical JSON (sorted keys, no blanks, UTF-8, times in UTC with microseconds), so that SQLite and
PostgreSQL give the same seal. Each book starts from its own genesis hash, so entries cannot be moved between books.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from phrom.core.values.source import Bilingual

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class UnsealableError(ValueError):
    """An entry that would not be the same after a database has kept it."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of a log book. `number` counts from 1 without gaps; `author` is an account's id or `system`."""

    number: int
    happened_at: datetime
    written_at: datetime
    author: str
    kind: str
    data: Mapping[str, object]
    practice: bool
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class SealedEntry:
    entry: LogEntry
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """`count` entries were found whole, from the start; `first_broken` is the number of the first that is not."""

    ok: bool
    count: int
    last_hash: str
    first_broken: int | None = None
    reason: Bilingual | None = None


def genesis_hash(book: str) -> str:
    """What stands before the first entry of a book (64 hexadecimal digits)."""
    return hashlib.sha256(f"phrom-log/1\n{book}".encode()).hexdigest()


def seal(previous_hash: str, entry: LogEntry, data: str = "") -> str:
    """The entry's hash, 64 hexadecimal digits. `data`: the entry's as `canonical_data` gives them, where they are at
    hand. UnsealableError for data that are not plain JSON."""
    try:
        return hashlib.sha256(f"{previous_hash}\n{canonical(entry, data)}".encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UnsealableError(f"text that is no Unicode: {error}") from error


def sealed(previous_hash: str, entry: LogEntry) -> SealedEntry:
    """The entry with its seal."""
    return SealedEntry(entry, previous_hash, seal(previous_hash, entry))


def canonical(entry: LogEntry, data: str = "") -> str:
    """The text that is sealed: the same for the same entry on every machine and database. `data`: as for `seal`."""
    return (  # an object whose names stand in their order
        f'{{"author":{_text(entry.author)},"data":{data or canonical_data(entry.data)},'
        f'"happened_at":"{_utc(entry.happened_at)}","incident":{_text(entry.incident)},"kind":{_text(entry.kind)},'
        f'"number":{entry.number},"practice":{_text(entry.practice)},"written_at":"{_utc(entry.written_at)}"}}'
    )


def canonical_data(data: Mapping[str, object]) -> str:
    """The data as they are sealed. UnsealableError for what is not plain JSON."""
    return _text(data)


def _text(value: object) -> str:
    return _CANONICAL(_plain(value))


def verify(book: str, entries: Iterable[SealedEntry], head: tuple[int, str] | None = None) -> ChainVerdict:
    """Go through a book in its order and find the first entry that was changed, removed, moved or put in.

    `head` is the number and hash of the last entry if they were noted elsewhere (a printed page, a backup): only so
    can entries cut off at the end be noticed. Reads the entries once, keeps none.
    """
    previous, count = genesis_hash(book), 0
    for found in entries:
        reason = _why_broken(found, previous, count)
        if reason is not None:
            return ChainVerdict(False, count, previous, count + 1, reason)
        previous, count = found.hash, count + 1
        if head is not None and head[0] == count and head[1] != previous:
            return ChainVerdict(False, count - 1, found.previous_hash, count, _REWRITTEN)
    if head is not None and head[0] > count:
        return ChainVerdict(False, count, previous, count + 1, _cut_off(head[0] - count))
    return ChainVerdict(True, count, previous)


def _why_broken(found: SealedEntry, previous: str, count: int) -> Bilingual | None:
    if found.entry.number != count + 1:
        return Bilingual(
            th=f"ตรงนี้ควรเป็นรายการ {count + 1} แต่พบรายการ {found.entry.number}: มีรายการหายไป สลับที่ หรือแทรกเข้ามา",
            en=f"entry {count + 1} should stand here, but {found.entry.number} does: "
            "an entry was removed, moved or put in",
        )
    if found.previous_hash != previous:
        return _WRONG_GENESIS if count == 0 else _DOES_NOT_FOLLOW
    try:
        expected = seal(previous, found.entry)
    except UnsealableError:
        return _CHANGED
    return None if expected == found.hash else _CHANGED


@lru_cache(maxsize=64)  # what is written together has its moments in common
def _utc(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise UnsealableError("a time without a zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _plain(value: object) -> object:
    """The value, if every database gives it back unchanged: fractions are rounded, NUL is refused by some."""
    if isinstance(value, str):
        if "\0" in value:
            raise UnsealableError("text with a NUL character")
        return value
    if type(value) is dict and all(type(part) is str and "\0" not in part for pair in value.items() for part in pair):
        return value
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise UnsealableError("an object whose keys are not text")
        return {_plain(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    raise UnsealableError(f"{type(value).__name__} in the data of a log entry; write it as text")


_CHANGED = Bilingual(th="เนื้อหาของรายการไม่ตรงกับผนึก", en="the entry's content does not match its seal")
_DOES_NOT_FOLLOW = Bilingual(
    th="รายการนี้ไม่ได้ต่อจากรายการก่อนหน้า: รายการก่อนหน้าหรือรายการนี้ถูกแก้",
    en="the entry does not follow the one before it: one of the two was changed",
)
_WRONG_GENESIS = Bilingual(
    th="รายการแรกไม่ได้เริ่มจากต้นสมุดบันทึกนี้", en="the first entry does not start from the beginning of this book"
)
_REWRITTEN = Bilingual(th="ผนึกไม่ตรงกับที่จดไว้นอกสมุดบันทึก", en="the seal is not the one that was noted outside the log book")


def _cut_off(missing: int) -> Bilingual:
    return Bilingual(
        th=f"รายการท้ายสมุดบันทึกหายไป {missing} รายการ", en=f"{missing} entries are missing at the end of the book"
    )
