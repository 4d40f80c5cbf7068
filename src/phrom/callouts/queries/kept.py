"""Running callouts kept in memory between looks, so that a look costs what has happened since, not what ever happened.

Kept is only what a commit has made true; whoever takes a callout has it alone and gives it back. The events in the
database stay the truth: what is kept must have seen the last of its events just so, or is made anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from pydantic import TypeAdapter

from phrom.callouts.models import Callout, CalloutEvent
from phrom.core.callout.progress import Event
from phrom.core.callout.running import RunningCallout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree

MOST_PEOPLE = 20_000  # in all callouts that a process keeps: some 5 kB each
_EVENTS: TypeAdapter[list[Event]] = TypeAdapter(list[Event])


@dataclass(slots=True)
class Followed:
    """A callout as far as event `count`; `last` is that event as its row has it."""

    callout_id: int
    started_at: datetime
    running: RunningCallout
    count: int = 0
    last: Any = None

    def take(self, rows: Sequence[Any], events: Sequence[Event] | None = None) -> None:
        """The next events, as rows have them; `events` where they need not be read again."""
        if rows:
            self.running.take(*(events if events is not None else _EVENTS.validate_python(rows)))
            self.count, self.last = self.count + len(rows), rows[-1]


def follow(callouts: Sequence[Callout]) -> dict[int, Followed]:
    """These callouts with all that has happened, by their ids. Taken from what is kept: `keep` them afterwards."""
    found = {c.pk: _kept.take(c) or _anew(c) for c in callouts}
    wanted = Q(pk__in=())
    for callout in callouts:
        wanted |= Q(callout_id=callout.pk, number__gte=max(1, found[callout.pk].count))
    rows: dict[int, list[Any]] = {pk: [] for pk in found}
    events = CalloutEvent.objects.filter(wanted).order_by("callout_id", "number")
    for pk, event in events.values_list("callout_id", "event"):
        rows[pk].append(event)
    for callout in callouts:
        followed = found[callout.pk]
        new = rows[callout.pk]
        if followed.count:
            if not new or new[0] != followed.last:  # another database than the one that was read before
                found[callout.pk] = followed = _anew(callout)
                new = list(callout.events.order_by("number").values_list("event", flat=True))
            else:
                new = new[1:]
        followed.take(new)
    return found


def keep(followed: Followed) -> None:
    """Give a callout back, once what it holds is committed."""
    transaction.on_commit(partial(_kept.put, followed))


def _anew(callout: Callout) -> Followed:
    tree, settings = CallTree.model_validate(callout.tree), CalloutSettings.model_validate(callout.settings)
    return Followed(callout.pk, callout.started_at, RunningCallout(tree, settings, callout.started_at))


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
        return found if found.started_at == callout.started_at else None

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
