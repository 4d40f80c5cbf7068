"""Running callouts kept in memory between looks, so that a look costs what has happened since, not what ever happened.

Kept is only what a commit has made true; whoever takes a callout has it alone and gives it back. The events in the
database stay the truth: what is kept must have seen the last of its events just so, or is made anew.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.db import transaction
from pydantic import TypeAdapter

from phrom.callouts.models import Callout, Recipient
from phrom.callouts.queries.own_time import in_own_time
from phrom.core.callout.progress import Event
from phrom.core.callout.running import RunningCallout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree
from phrom.core.response.exercise_clock import Advance, advances_in, exercise_time
from phrom.many_rows import select

MOST_PEOPLE = 15_000  # in all callouts that a process keeps: some 5 kB each
_EVENTS: TypeAdapter[list[Event]] = TypeAdapter(list[Event])


@dataclass(slots=True)
class Followed:
    """A callout as far as event `count`; `last` is that event as its row has it, `mark` the callout's after it (empty:
    not known). `codes`: everybody's, once they were asked for."""

    callout_id: int
    started_at: datetime
    running: RunningCallout
    count: int = 0
    last: Any = None
    mark: str = ""
    codes: dict[str, str] | None = None
    advances: tuple[Advance, ...] = ()  # of its exercise's clock

    def take(self, events: Sequence[Event], last: Any) -> None:
        """The next events; `last` as its row has it."""
        if events:
            self.running.take(*in_own_time(self.advances, events))
            self.count, self.last = self.count + len(events), last


def follow(callouts: Sequence[Callout]) -> dict[int, Followed]:
    """These callouts with all that has happened, by their ids. Taken from what is kept: `keep` them afterwards."""
    found = {c.pk: kept for c in callouts if (kept := _kept.take(c))}
    found |= _anew([c for c in callouts if c.pk not in found])
    behind = [c for c in callouts if not _is_up_to(c, found[c.pk])]
    rows = _events_since({c.pk: found[c.pk].count for c in behind})
    for callout in behind:
        followed, new = found[callout.pk], rows[callout.pk]
        if followed.count:
            if not new or new[0] != followed.last:  # another database than the one that was read before
                [followed] = _anew([callout]).values()
                found[callout.pk] = followed
                new = _events_since({callout.pk: 0})[callout.pk]
            else:
                new = new[1:]
        followed.take(_EVENTS.validate_python(new), new[-1] if new else None)
        followed.mark = callout.events_mark if followed.count == callout.events_count else ""
    return found


def _is_up_to(callout: Callout, followed: Followed) -> bool:
    """Whether nothing can have happened that it has not seen."""
    return followed.count == callout.events_count and followed.mark == callout.events_mark


def _events_since(counts: Mapping[int, int]) -> dict[int, list[Any]]:
    """The events from these numbers on, by callout."""
    rows: dict[int, list[Any]] = {pk: [] for pk in counts}
    if not counts:
        return rows
    seen = ", ".join(["(%s, %s)"] * len(counts))
    since = f"""SELECT e.callout_id, e.event FROM (VALUES {seen}) AS seen JOIN callouts_calloutevent e
        ON e.callout_id = seen.column1 AND e.number >= seen.column2 ORDER BY e.callout_id, e.number"""  # noqa: S608
    for pk, event in select(since, list(chain.from_iterable(counts.items()))):
        rows[pk].append(json.loads(event))
    return rows


def keep(followed: Followed) -> None:
    """Give a callout back, once what it holds is committed."""
    transaction.on_commit(partial(_kept.put, followed))


def _anew(callouts: Sequence[Callout]) -> dict[int, Followed]:
    """As they were when they began."""
    if not callouts:
        return {}
    rows = Callout.objects.filter(pk__in=[c.pk for c in callouts])
    found = {row[0]: row[1:] for row in rows.values_list("pk", "started_at", "tree", "settings")}
    return {c.pk: _at_its_start(c, *found[c.pk]) for c in callouts if c.pk in found}


def _at_its_start(callout: Callout, started_at: datetime, tree: Any, settings: Any) -> Followed:
    advances = advances_in(callout.clock_advances)
    known = CallTree.model_validate(tree), CalloutSettings.model_validate(settings)
    running = RunningCallout(*known, exercise_time(advances, started_at))
    return Followed(callout.pk, started_at, running, advances=advances)


def learn_codes(followed: Iterable[Followed]) -> None:
    """Have everybody's reply code at hand: they are given once, when the callout starts."""
    blank = {each.callout_id: each for each in followed if each.codes is None}
    if not blank:
        return
    for each in blank.values():
        each.codes = {}
    rows = Recipient.objects.filter(callout_id__in=blank).values_list("callout_id", "person", "code")
    for pk, person, code in rows:
        blank[pk].codes[person] = code  # type: ignore[index]


class _Kept:
    """The callouts looked at last, as many as fit."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._followed: OrderedDict[int, Followed] = OrderedDict()
        self._people = 0

    def take(self, callout: Callout) -> Followed | None:
        with self._lock:
            found = self._followed.pop(callout.pk, None)
            if found is None:
                return None
            self._people -= len(found.running.tree.contacts)
        same_clock = len(found.advances) == len(callout.clock_advances)  # else the rules see other times
        return found if found.started_at == callout.started_at and same_clock else None

    def put(self, followed: Followed) -> None:
        with self._lock:
            other = self._followed.pop(followed.callout_id, None)
            if other is not None:
                self._people -= len(other.running.tree.contacts)
                followed = max(followed, other, key=lambda f: f.count)
            self._followed[followed.callout_id] = followed
            self._people += len(followed.running.tree.contacts)
            while self._people > MOST_PEOPLE and len(self._followed) > 1:
                self._people -= len(self._followed.popitem(last=False)[1].running.tree.contacts)


_kept = _Kept()
