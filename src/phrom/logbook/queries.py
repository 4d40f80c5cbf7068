"""Reading the log book, and proving that it is whole."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Replace
from django.utils.translation import get_language

from phrom import clock
from phrom.core.log_entry.book_file import BookHead, book_lines
from phrom.core.log_entry.chain import ChainVerdict, SealedEntry, verify
from phrom.core.log_entry.kinds import KINDS, sentence
from phrom.core.log_entry.words import WORDS
from phrom.logbook.models import Attachment, ChainHead, LogEntry, book_of
from phrom.offices.queries import offices
from phrom.web.shared import Shared

MOST_WORDS = 8  # of a search
GOOD_FOR = timedelta(seconds=60)  # how long a verdict is shown before the book is gone through again


def entries(
    organisation_id: int, *, incident_id: int | None = None, group: str = "", text: str = ""
) -> QuerySet[LogEntry]:
    """An office's entries, newest first; of one incident, of one group of kinds, with a text in them."""
    found = LogEntry.objects.filter(organisation_id=organisation_id).order_by("-number")
    if incident_id is not None:
        found = found.filter(incident_id=incident_id)
    if group:
        found = found.filter(kind__in=[name for name, kind in KINDS.items() if kind.group == group])
    return _saying(found, text.strip()) if text.strip() else found


def _saying(found: QuerySet[LogEntry], text: str) -> QuerySet[LogEntry]:
    """Entries in which a text stands, or each of its words somewhere, with or without the blanks: Thai is written
    both ways."""
    words = text.split()[:MOST_WORDS]
    wanted = _in_entry("".join(text.split())) | reduce(and_, map(_in_entry, words))
    if text.isascii() and text.isdigit() and len(text) < 18:
        wanted |= Q(number=int(text))
    return found.annotate(data_text=_packed("data"), author_text=_packed("author_name")).filter(wanted)


def _in_entry(text: str) -> Q:
    """In what an entry shows: its data, its author, its kind's own words, and the words for the codes in its data."""
    said = {n: f"{k.sentence.th}\n{k.sentence.en}" for n, k in KINDS.items()}
    in_words = [n for n, words in said.items() if _says(words, text)]
    # SQLite keeps Thai in JSON as \\u0e01, PostgreSQL as itself
    as_kept = json.dumps(text)[1:-1]
    wanted = Q(data_text__icontains=text) | Q(data_text__icontains=as_kept)
    wanted |= Q(author_text__icontains=text) | Q(kind__in=in_words)
    for name, codes in WORDS.items():
        meant = [code for code, word in codes.items() if _says(f"{word.th}\n{word.en}", text)]
        if meant:
            wanted |= Q(**{f"data__{name}__in": meant})
    return wanted


def _says(words: str, text: str) -> bool:
    return text.lower() in words.lower().replace(" ", "")


def _packed(field: str) -> Replace:
    """A field as text without blanks."""
    return Replace(Cast(field, TextField()), Value(" "), Value(""), output_field=TextField())


def last_seal(organisation_id: int) -> str:
    """The seal of the office's last entry; empty before the first. It changes with everything that is written."""
    seals = ChainHead.objects.filter(organisation_id=organisation_id).values_list("hash", flat=True)
    return seals.first() or ""


_lately: Shared[str] = Shared(10_000, seconds=0.5)


def seal_lately(organisation_id: int) -> str:
    """As `last_seal`, but what other processes wrote in the last half second may be missing: for what many ask again
    and again, while an engine writes many times a second."""
    return _lately.get(str(organisation_id), lambda: last_seal(organisation_id))


def seal_moved(organisation_ids: Iterable[int]) -> None:
    """What this process wrote is seen at once."""
    for organisation_id in organisation_ids:
        _lately.drop(str(organisation_id))


def last_seals(organisation_ids: Iterable[int]) -> dict[int, str]:
    """As `last_seal` for several offices at once; who has no entry yet is left out."""
    heads = ChainHead.objects.filter(organisation_id__in=set(organisation_ids))
    return dict(heads.values_list("organisation_id", "hash"))


def entry_numbered(organisation_id: int, entry_id: int) -> LogEntry | None:
    return LogEntry.objects.filter(organisation_id=organisation_id, pk=entry_id).first()


def attachment_numbered(organisation_id: int, number: int) -> Attachment | None:
    """None also where its bytes are no longer those that the entry's seal names."""
    found = Attachment.objects.select_related("entry").filter(entry__organisation_id=organisation_id, pk=number).first()
    if found is None:
        return None
    named = {str(a.get("sha256")) for a in found.entry.data.get("attachments", ())}
    return found if hashlib.sha256(bytes(found.content)).hexdigest() in named else None


def exported_book(organisation_id: int, office: str) -> Iterator[str]:
    """The office's whole book as the lines of a file that can be checked without this database."""
    last = ChainHead.objects.filter(organisation_id=organisation_id).first()
    count, end = (last.number, last.hash) if last else (0, "")
    head = BookHead(book_of(organisation_id), office, clock.now(), count, end)
    return book_lines(head, _sealed(organisation_id))


def corrections_of(organisation_id: int, numbers: list[int]) -> dict[int, list[int]]:
    """For each of these entries, the numbers of those that correct it."""
    found: dict[int, list[int]] = {}
    rows = LogEntry.objects.filter(organisation_id=organisation_id, kind="entry.corrected")
    for row in rows.filter(number__gt=min(numbers, default=0)).order_by("number"):
        corrected = row.data.get("corrected_number")
        if corrected in numbers:
            found.setdefault(corrected, []).append(row.number)
    return found


def said(entry: LogEntry) -> str:
    """The entry's sentence in the reader's language."""
    return sentence(entry.kind, entry.data, "en" if (get_language() or "th").startswith("en") else "th")


def verify_chain(organisation_id: int) -> ChainVerdict:
    """Go through an office's whole book, entry by entry, against what its last link says."""
    head = ChainHead.objects.filter(organisation_id=organisation_id).first()
    known = (head.number, head.hash) if head and head.number else None
    return verify(book_of(organisation_id), _sealed(organisation_id), known)


@dataclass(frozen=True)
class BookVerdict:
    """A verdict that says itself, for the command line."""

    verdict: ChainVerdict

    @property
    def ok(self) -> bool:
        return self.verdict.ok

    def sentence(self, language: str) -> str:
        found, thai = self.verdict, language == "th"
        if found.ok:
            last = found.last_hash[:16]  # to be noted elsewhere: only it shows that entries were cut off at the end
            if thai:
                return f"ครบ {found.count} รายการ ลำดับไม่ถูกแก้ ผนึกของรายการสุดท้าย {last}"
            return f"complete, {found.count} entries, seal intact; seal of the last entry {last}"
        why = (found.reason.th if thai else found.reason.en) if found.reason else ""
        return f"ผนึกขาดที่รายการ {found.first_broken}: {why}" if thai else f"broken at entry {found.first_broken}: {why}"


def verify_every_chain() -> Iterator[tuple[str, BookVerdict]]:
    """Every office's name with the verdict on its book."""
    for office in offices():
        yield office.name, BookVerdict(verify_chain(office.pk))


def _sealed(organisation_id: int) -> Iterator[SealedEntry]:
    rows = LogEntry.objects.filter(organisation_id=organisation_id).order_by("number")
    for row in rows.iterator(chunk_size=500):
        yield SealedEntry(row.as_sealed_line(), row.previous_hash, row.hash)


@dataclass(frozen=True)
class CheckedBook:
    verdict: ChainVerdict
    checked_at: datetime


_checked: dict[int, tuple[tuple[int, str], CheckedBook]] = {}


def checked_book(organisation_id: int) -> CheckedBook:
    """The verdict for pages: at most a minute old, and never older than the last entry."""
    head = ChainHead.objects.filter(organisation_id=organisation_id).values_list("number", "hash").first() or (0, "")
    known_head, known = _checked.get(organisation_id, (None, None))
    now = clock.now()
    if known is None or known_head != head or not known.checked_at <= now < known.checked_at + GOOD_FOR:
        known = CheckedBook(verify_chain(organisation_id), now)
        _checked[organisation_id] = head, known
    return known
