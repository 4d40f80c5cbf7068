"""The one way into a callout: a transaction that holds its row, gathers what happens, and writes it in few statements.

Locks are always taken in the same order: incident, callouts by number, then the heads of the log chains by office.
"""

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.caller_lists import tidy_caller_lists
from phrom.callouts.actions.groups import lead_anew
from phrom.callouts.actions.room import LEASE, Claimed, Room
from phrom.callouts.models import Attempt, CallerListItem, Callout, CalloutEvent
from phrom.channels.registry import most_together
from phrom.core.callout.audit import ALARMS, Alarm
from phrom.core.callout.heard import answering
from phrom.core.callout.progress import Event
from phrom.core.callout.running import RunningCallout
from phrom.core.log_entry.kinds import EXERCISE_TIME
from phrom.errors import NotFoundError
from phrom.logbook.actions import Line, write_books
from phrom.many_rows import change, insert_rows, moment, select, update_rows
from phrom.offices.access import Membership

_ON_A_ROW = ("events_count", "events_mark", "wake_at", "state", "ended_at", "stumbles", "alarm", "audited_at")
_OF_AN_ATTEMPT = (
    *("callout", "key", "person", "channel", "address", "text", "answerable", "practice", "state", "recorded_at"),
    *("engine", "leased_until", "detail", "together", "led"),
)


@contextmanager
def recording(*callout_ids: int, most_due: int = 0, room: Room | None = None) -> Iterator["Recording"]:
    """Hold these callouts; what was gathered is written at the end, all of it or nothing. Unknown ids are left out.
    `most_due`: and so many of those that are due and that nobody else holds. `room`: for what is to be sent at once."""
    with transaction.atomic():
        gathered = Recording(callout_ids, room)
        if most_due:
            gathered.hold_due(most_due)
        yield gathered
        gathered.write()


def due_at(now: datetime) -> QuerySet[Callout]:
    """Longest due first, so that each gets its turn; real ones before practice."""
    return _rows().filter(state=Callout.State.RUNNING, wake_at__lte=now).order_by("practice", "wake_at", "pk")


def _rows() -> QuerySet[Callout]:
    return Callout.objects.defer("tree", "settings")


class Recording:
    """What one transaction adds to the callouts that it holds."""

    def __init__(self, callout_ids: Iterable[int], room: Room | None = None) -> None:
        self.room = room or Room()
        self.taken: list[Claimed] = []  # once it is written: what is the engine's to send at once
        self.hold(callout_ids)
        self._followed: dict[int, queries.Followed] = {}
        self._mark = secrets.token_hex(8)
        self._events: list[tuple[int, int, str]] = []
        self._attempts: list[tuple[Any, ...]] = []
        self._at_once: list[tuple[Any, ...]] = []  # as `Claimed`, without their rows' numbers
        self._lines: dict[int, list[Line]] = defaultdict(list)
        self._changed: set[int] = set()
        self._answering: list[tuple[int, str]] = []

    def hold(self, callout_ids: Iterable[int]) -> None:
        """Lock these, all that are to be held in one go: two that take some after others could wait for each other. The
        moment of what happens is read afterwards, since whoever held them before may have been long about it."""
        held = _rows().select_for_update().filter(pk__in=set(callout_ids))
        self.callouts = {callout.pk: callout for callout in held.order_by("pk")}
        self.now: datetime = clock.now()
        self._at, self._leased_until = moment(self.now), moment(self.now + LEASE)

    def hold_due(self, most: int) -> None:
        """Longest due first, real ones before practice; no engine waits for what another one is at work on."""
        due = due_at(self.now).exclude(pk__in=self.callouts)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        self.callouts |= {callout.pk: callout for callout in due[:most]}

    def callout(self, callout_id: int) -> Callout:
        """Raises NotFoundError."""
        if callout_id not in self.callouts:
            raise NotFoundError(_("ไม่มีการแจ้งเหตุนี้"))
        return self.callouts[callout_id]

    def running(self, callout: Callout) -> RunningCallout:
        """The callout as the rules see it, with what was gathered here."""
        self.follow([callout])
        return self._followed[callout.pk].running

    def follow(self, callouts: Iterable[Callout]) -> None:
        """As `running` for several at once, in one question to the database."""
        strange = [c for c in callouts if c.pk not in self._followed]
        if strange:
            if {c.pk for c in strange} & {callout_id for callout_id, _number, _event in self._events}:
                raise AssertionError("follow a callout before adding to it")
            self._followed |= queries.follow(strange)

    @cached_property
    def most_together(self) -> dict[str, int]:
        """How many people each channel tells in one request, of those that can tell many."""
        return most_together()

    def codes(self, callout: Callout) -> dict[str, str]:
        """The reply codes of a callout that is followed; asked for once for all that are."""
        queries.learn_codes(self._followed.values())
        return self._followed[callout.pk].codes or {}

    def happened(self, callout: Callout, *events: Event) -> None:
        """Add events, and have the engine look at once."""
        if not events:
            return
        rows = [event.model_dump_json() for event in events]
        self._events += [(callout.pk, number, row) for number, row in enumerate(rows, callout.events_count + 1)]
        callout.events_count += len(events)
        callout.events_mark = self._mark
        if followed := self._followed.get(callout.pk):
            followed.take(events, json.loads(rows[-1]))
            followed.mark = self._mark
        self._answering += [(callout.pk, person) for event in events if (person := answering(event))]
        self.wake(callout, self.now)

    def wake(self, callout: Callout, at: datetime | None) -> None:
        callout.wake_at = at
        self._changed.add(callout.pk)

    def set_state(self, callout: Callout, state: str, ended_at: datetime | None) -> None:
        callout.state, callout.ended_at = state, ended_at
        self._changed.add(callout.pk)

    def stumbled(self, callout: Callout, times: int) -> None:
        """How often the engine has stumbled over it; 0: it goes well again."""
        callout.stumbles = times
        self._changed.add(callout.pk)

    def audited(self, callout: Callout, alarm: Alarm | None) -> None:
        """It was looked at. A new alarm is said in the log book, and so is its end."""
        callout.audited_at = self.now
        self._changed.add(callout.pk)
        self.set_alarm(callout, alarm)

    def set_alarm(self, callout: Callout, alarm: Alarm | None) -> None:
        before, callout.alarm = callout.alarm, alarm or ""
        if before == callout.alarm:
            return
        self._changed.add(callout.pk)
        kind, finding = ("audit.alarm", alarm) if alarm else ("audit.cleared", before)
        self.say(callout, kind, {"finding": ALARMS[cast("Alarm", finding)].model_dump()})

    def send(
        self,
        callout: Callout,
        key: str,
        person: str,
        channel: str,
        address: str,
        text: str,
        *,
        answerable: bool = True,
        together: str = "",
    ) -> None:
        """A message for the engines; its row stands before anything is sent. `key`: within the callout. `together`: the
        key of the first of those that go out in one request; empty: alone."""
        whole, group = f"{callout.pk}:{key}", f"{callout.pk}:{together}" if together else ""
        message = (callout.pk, whole, person, channel, address, text, answerable, callout.practice)
        led = together not in ("", key)
        sending = self.room.takes(channel, callout.organisation_id, group)
        if sending:
            name = self.running(callout).tree.contact_by_person[person].name
            code = self.codes(callout).get(person, "")
            self._at_once.append((*message, name, code, callout.organisation_id, group, led))
        state, until = ("sending", self._leased_until) if sending else ("recorded", None)
        self._attempts.append((*message, state, self._at, self.room.engine, until, "", group, led))

    def say(
        self,
        callout: Callout,
        kind: str,
        data: dict[str, Any],
        author: Membership | None = None,
        author_name: str = "",
        happened_at: datetime | None = None,
    ) -> None:
        """A log entry about the callout. `happened_at`: where it happened before it was written. While the callout
        follows a leap of its exercise's clock, the entry also says its own time, which lies on the way."""
        if callout.clock_behind:
            shown = queries.own_time(callout, happened_at or self.now)
            data = data | {EXERCISE_TIME: shown.isoformat()}
        line = Line(kind, data, author, author_name, callout.practice, callout.incident_id, happened_at)
        self._lines[callout.organisation_id].append(line)

    def write(self) -> None:
        insert_rows(CalloutEvent, ("callout", "number", "event"), self._events)
        insert_rows(Attempt, _OF_AN_ATTEMPT, self._attempts)
        self.taken = _with_numbers(self._at_once)
        _withdraw(self._answering, self._at)
        update_rows(Callout, _ON_A_ROW, [_row(self.callouts[pk]) for pk in sorted(self._changed)])
        calling = {
            pk: f.running for pk, f in self._followed.items() if self.callouts[pk].state != Callout.State.STOPPED
        }
        listed = [(*new, self._at) for new in tidy_caller_lists(calling, self.now)]
        insert_rows(CallerListItem, ("callout", "person", "caller", "listed_at"), listed)
        for followed in self._followed.values():
            queries.keep(followed)
        if self._lines:
            write_books(self._lines)


def _with_numbers(written: Sequence[tuple[Any, ...]]) -> list[Claimed]:
    """These messages with the numbers that their rows were given."""
    if not written:
        return []
    places, keys = ", ".join(["%s"] * len(written)), [key for _callout, key, *_others in written]
    numbers = dict(select(f"SELECT key, id FROM callouts_attempt WHERE key IN ({places})", keys))  # noqa: S608
    return [Claimed(numbers[key], *message) for key, message in zip(keys, written, strict=True)]


def _withdraw(answering: Sequence[tuple[int, str]], at: Any) -> None:
    """Who has answered is not called again: their messages that no engine has taken are not sent."""
    if not answering:
        return
    people = ", ".join(["(%s, %s)"] * len(answering))
    waiting = f"""SELECT a.id FROM (VALUES {people}) AS who JOIN callouts_attempt a
        ON a.callout_id = who.column1 AND a.person = who.column2 WHERE a.state = 'recorded' AND a.answerable"""  # noqa: S608
    # asked of the row once more: of those that an engine is just taking the engine decides
    withdrawn = (
        f"UPDATE callouts_attempt SET state = 'withdrawn', ended_at = %s WHERE state = 'recorded' AND id IN ({waiting})"  # noqa: S608
    )
    if change(withdrawn, [at, *chain.from_iterable(answering)]):
        led = f"""SELECT DISTINCT a.together FROM (VALUES {people}) AS who JOIN callouts_attempt a
            ON a.callout_id = who.column1 AND a.person = who.column2 WHERE a.state = 'withdrawn' AND NOT a.led"""  # noqa: S608
        lead_anew({name for (name,) in select(led, list(chain.from_iterable(answering))) if name})


def _row(callout: Callout) -> tuple[Any, ...]:
    values = (getattr(callout, name) for name in _ON_A_ROW)
    return *(moment(value) if isinstance(value, datetime) else value for value in values), callout.pk
