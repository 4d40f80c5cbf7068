"""Words of providers that stand in no table, kept so that people see them and can say what they mean.

Heard in memory, also by an engine that is just sending; written now and then into the row of the account's health. Few
words an account: however much a provider says, it fills no table.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import transaction

from phrom import clock
from phrom.channels.handles import plain
from phrom.channels.models import ChannelHealth

How = Literal["answer", "receipt", "status"]
"""Where it stood: in the answer to a message, in a later receipt, or it is a status of HTTP."""

MOST_WORDS = 10  # of an account: those heard last
MOST_LETTERS = 50
MOST_SEEN = 100  # by a process: so many are written at once
SHOWN_FOR = timedelta(days=7)
SAID_EVERY = timedelta(hours=1)
_WRITTEN_EVERY = timedelta(seconds=1)  # by one process that is told of words


@dataclass(frozen=True)
class UnknownWord:
    """`word`: empty where the provider said none."""

    word: str
    how: How
    times: int
    at: datetime  # heard last


class _Heard:
    """What this process has heard and not yet written, by account."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: dict[tuple[str, str], dict[tuple[str, str], int]] = defaultdict(dict)
        self._written_at: datetime | None = None
        self._seen: set[tuple[str, str]] = set()

    def add(self, account: tuple[str, str], word: tuple[str, str]) -> bool:
        """Whether this process hears it for the first time; of very many words nobody asks that any more."""
        with self._lock:
            words = self._times[account]
            if word in words or len(words) < MOST_WORDS:
                words[word] = words.get(word, 0) + 1
            first = word not in self._seen and len(self._seen) < MOST_SEEN
            self._seen |= {word} if first else set()
            return first

    def take(self) -> dict[tuple[str, str], dict[tuple[str, str], int]]:
        with self._lock:
            taken, self._times = self._times, defaultdict(dict)
            self._written_at = clock.now()
            return taken

    def is_due(self, now: datetime) -> bool:
        with self._lock:
            return self._written_at is None or not timedelta() <= now - self._written_at < _WRITTEN_EVERY


_heard = _Heard()


def hear(channel: str, account: str, word: object, how: How) -> bool:
    """Asks no database: `write_heard` keeps it. Whether it is the first time."""
    said = "" if word is None else "".join(c if c.isprintable() else " " for c in plain(str(word)))
    return _heard.add((channel, account[:200]), (how, " ".join(said.split())[:MOST_LETTERS]))


def hear_of_receipt(channel: str, account: str, word: str) -> None:
    """As `hear`, and written: a new word at once, others at most once a second, since nobody writes later what is the
    last that a web process hears."""
    if hear(channel, account, word, "receipt") or _heard.is_due(clock.now()):
        write_heard()


def write_heard() -> None:
    """What was heard in this process into the rows of the accounts."""
    for (channel, account), times in _heard.take().items():
        _write(channel, account, times)


@transaction.atomic
def _write(channel: str, account: str, times: dict[tuple[str, str], int]) -> None:
    now = clock.now()
    rows = ChannelHealth.objects.select_for_update()
    row, _made = rows.get_or_create(channel=channel, account=account, defaults={"next_check_at": now})
    known = {(each["how"], each["word"]): each for each in row.unknown_words}
    for (how, word), more in times.items():
        before = known.pop((how, word), {"times": 0, "said": False})  # the newest stand last
        known[how, word] = before | {
            "how": how, "word": word, "times": before["times"] + more, "at": now.isoformat()
        }  # fmt: skip
    row.unknown_words = list(known.values())[-MOST_WORDS:]
    row.save(update_fields=["unknown_words"])


def words_of(row: ChannelHealth, is_known: Callable[[str], bool]) -> tuple[UnknownWord, ...]:
    """The words heard of an account, newest first, but for those that are long ago, or that `is_known` has a meaning
    for by now."""
    since = clock.now() - SHOWN_FOR
    words = (_word(each) for each in reversed(row.unknown_words))
    return tuple(w for w in words if w.at > since and (w.how == "status" or not w.word or not is_known(w.word)))


@transaction.atomic
def words_to_say(row: ChannelHealth) -> tuple[UnknownWord, ...]:
    """The words that are news; they are said once, and once an hour at most, whatever else is heard."""
    row = ChannelHealth.objects.select_for_update().get(pk=row.pk)
    now = clock.now()
    if row.words_said_at is not None and timedelta() <= now - row.words_said_at < SAID_EVERY:
        return ()
    news = [each for each in row.unknown_words if not each["said"] and _word(each).at > now - SAID_EVERY]
    if news:
        row.words_said_at = now
        row.unknown_words = [each | {"said": each["said"] or each in news} for each in row.unknown_words]
        row.save(update_fields=["unknown_words", "words_said_at"])
    return tuple(map(_word, news))


def _word(kept: dict[str, Any]) -> UnknownWord:
    return UnknownWord(kept["word"], kept["how"], kept["times"], datetime.fromisoformat(kept["at"]))
