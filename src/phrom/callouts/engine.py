"""The engine: looks for what is due, decides, records, sends. One process or many, on one database.

A round: what was sent is written → messages of dead engines come back → callouts that are due are carried out →
recorded messages are claimed, and sent side by side. Killed at any moment, the next engine goes on from the rows.
"""

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from phrom import clock
from phrom.callouts import actions
from phrom.channels.contract import Channel, ManyAtOnce, OutgoingMessage
from phrom.channels.contract import Outcome as Sent
from phrom.channels.registry import channels, full_channels, share_pace, within_reach
from phrom.channels.wire import connections_kept
from phrom.core.callout.progress import Outcome
from phrom.errors import AWAY, DeliveryError
from phrom.garbage import seldom_collect

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.75  # how soon an answer or a new callout is seen
GROUP_SECONDS = 0.02  # what comes together is written together; once all has come, nobody waits
BEAT_SECONDS = 1.0
MAIL_SECONDS = 15.0
CHANNELS_SECONDS = 10.0  # what the channels' messages have shown is told to the others and to the pages
FORGET_SECONDS = 3600.0  # what no longer matters; while there is more of it, a portion every few seconds
RECOVER_SECONDS = 0.5
AUDIT_SECONDS = 2.0
AUDIT_SHARE = 0.05  # of the engine's time; each callout is looked at every half minute, or as often as this allows
IN_FLIGHT = 200  # at once on a channel; these are what is uncertain after a crash
LEAST_CLAIM = 20  # of a channel that has room for fewer nothing is taken just now
MOST_CALLOUTS = 20  # decided about in one transaction
ASIDE_SECONDS = 15
TURN_SECONDS = 1.0  # who would wait longer for a turn on a limited channel is not taken yet, and holds up no others
SURE_SECONDS = 1.0  # a message held longer may have become somebody else's, or its person have answered
SEND_SECONDS = 60.0  # no channel may keep a message longer
Sureness = Callable[[int], Awaitable[bool]]  # whether a message is still wanted


class Engine:
    """`run()` until asked to stop; `round()` and `settle()` once, for tests with a set clock."""

    def __init__(self, *, alone: bool = False) -> None:
        """`alone`: it is certain that no other engine is at work on this database."""
        self._alone = alone
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(3)}"
        self._stopping = asyncio.Event()
        self._news = asyncio.Event()  # something was sent, or the engine is to stop
        self._landed = asyncio.Event()  # nothing is on its way any more
        self._claimed: dict[int, actions.Claimed] = {}  # what is this engine's to send, until its fate is written
        self._claimed_at = 0.0
        self._turn_to_come: set[int] = set()  # of these: those whose turn has not come
        self._sending: set[asyncio.Task[None]] = set()
        self._ended: dict[int, actions.Ended] = {}  # not yet written
        self._waiting = 0  # messages that could not be taken, as far as they are counted: these go first
        self._stumbled: set[int] = set()
        self._recovered_at: datetime | None = None
        self._audited_at: datetime | None = None

    async def run(self) -> None:
        seldom_collect()
        async with connections_kept():
            await self._run()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sig, self._stop)
        beat, channels_watch = asyncio.create_task(self._beat()), asyncio.create_task(self._watch_channels())
        mail, forgetting = asyncio.create_task(self._read_mail()), asyncio.create_task(self._forget_old())
        while not self._stopping.is_set():
            busy = False
            try:
                busy = await self.round()
            except Exception:
                log.exception("a round failed; trying again")
                await sync_to_async(close_old_connections)()
                await asyncio.sleep(1)
            if not busy:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), IDLE_SECONDS)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._landed.wait(), GROUP_SECONDS)
        await self.settle()
        beat.cancel()
        channels_watch.cancel()
        mail.cancel()
        forgetting.cancel()

    def _stop(self) -> None:
        self._stopping.set()
        self._news.set()

    async def round(self) -> bool:
        """Write what was sent, decide everything that is due now, set off what is to be sent. True if there was
        something."""
        self._news.clear()
        self._landed.clear()
        ended = list(self._ended.values())
        claimed, steps = await sync_to_async(self._keep_books)(ended)
        self._forget(ended)
        known = channels()
        for group in _going_out(claimed):
            self._claimed |= {each.pk: each for each in group}
            self._turn_to_come |= {each.pk for each in group}
            task = asyncio.create_task(self._send(group, known))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return bool(claimed or steps or ended)

    async def settle(self) -> None:
        """Wait for everything that is being sent, and write it."""
        while self._claimed:
            await asyncio.gather(*self._sending)
            ended = list(self._ended.values())
            try:
                await sync_to_async(self._write)(ended, [], actions.Room(self.name))
            except AWAY:
                log.warning("outcomes could not be written: the database did not answer")
                if self._stopping.is_set():
                    return
                await sync_to_async(close_old_connections)()
                await asyncio.sleep(1)
            else:
                self._forget(ended)

    def _forget(self, ended: list[actions.Ended]) -> None:
        """These are in the database, so they are no longer this engine's."""
        for each in ended:
            del self._ended[each.attempt.pk]
            del self._claimed[each.attempt.pk]
            self._turn_to_come.discard(each.attempt.pk)

    def _keep_books(self, ended: list[actions.Ended]) -> tuple[list[actions.Claimed], int]:
        """The database's part of a round, in one thread; no connection is held while the network is slow."""
        self._claimed_at = time.monotonic()
        steps, room = self._recover({each.attempt.pk for each in ended}), self._room(ended)
        due = [] if self._waiting >= room.left else actions.due_callouts(clock.now(), MOST_CALLOUTS)
        left = room.left - max(LEAST_CLAIM, self._waiting)
        at_once = actions.Room(self.name, left, room.full, room.full_of, room.turns)
        taken, mine = self._write(ended, due, at_once) if ended or due else (0, [])
        room.left -= sum(1 for each in mine if not each.led)
        try:
            self._audit()
            return mine + self._claim(room), steps + taken
        except Exception:
            if not mine:
                raise
            log.exception("nothing more was taken in this round")  # what is written as ours is sent in any case
            return mine, steps + taken

    def _claim(self, room: actions.Room) -> list[actions.Claimed]:
        """What has waited since earlier, or was written by others."""
        waiting = actions.claim_attempts(self.name, room.left, room.full, room.full_of, room.turns)
        full = sum(1 for each in waiting if not each.led) >= room.left
        try:
            self._waiting = actions.attempts_waiting(self.name, IN_FLIGHT, room.full, room.full_of) if full else 0
        except AWAY:
            log.warning("what waits was not counted: the database did not answer")  # what was taken is sent in any case
        return waiting

    def _room(self, ended: list[actions.Ended]) -> actions.Room:
        """As many messages as may be on their way at once, on each channel apart: where one hangs, others go on. And no
        more than have their turn soon: what an engine has in hand nobody else sends, and is in doubt if it dies."""
        on_their_way = Counter(each.channel for each in self._claimed.values() if not each.led)
        on_their_way.subtract(e.attempt.channel for e in ended if not e.attempt.led)
        paced, offices = full_channels(TURN_SECONDS)
        turns = actions.Turns(within_reach(TURN_SECONDS), self._waiting_for_their_turn())
        long, long_of = turns.long()
        full = [*paced, *long, *(channel for channel, count in on_their_way.items() if count > IN_FLIGHT - LEAST_CLAIM)]
        most = IN_FLIGHT - max((n for channel, n in on_their_way.items() if channel not in full), default=0)
        return actions.Room(self.name, most, full, [*offices, *long_of], turns)

    def _waiting_for_their_turn(self) -> Counter[tuple[str, int]]:
        waiting = [self._claimed[pk] for pk in list(self._turn_to_come) if pk not in self._ended]
        return Counter((each.channel, each.office) for each in waiting if not each.led)

    def _write(
        self, ended: list[actions.Ended], due: list[int], room: actions.Room
    ) -> tuple[int, list[actions.Claimed]]:
        """Together, with those that are due now and that no other engine is at work on; else one by one to find what
        makes us stumble. Returns the steps taken, and what is to be sent at once."""
        try:
            return actions.keep_books(ended, MOST_CALLOUTS if due else 0, room)
        except AWAY:
            raise
        except Exception:
            log.exception("a group could not be written together")
        for each in ended:
            try:
                actions.end_attempts([each], engine=self.name)
            except AWAY:
                raise
            except Exception:  # its row is found by whoever recovers
                log.exception("the outcome of message %s could not be written", each.attempt.pk)
        return sum(self._decide(callout_id) for callout_id in due), []

    def _decide(self, callout_id: int) -> int:
        try:
            return actions.carry_out(callout_id)
        except AWAY:
            raise
        except Exception as error:
            log.exception("callout %s set aside", callout_id)
            loudly = callout_id not in self._stumbled
            self._stumbled.add(callout_id)
            actions.set_aside(callout_id, ASIDE_SECONDS, type(error).__name__, loudly=loudly)
            return 0

    def _recover(self, ended: set[int]) -> int:
        now = clock.now()
        if self._recovered_at and timedelta() <= now - self._recovered_at < timedelta(seconds=RECOVER_SECONDS):
            return 0
        self._recovered_at = now
        repeatable = [name for name, channel in channels().items() if channel.repeatable]
        return actions.recover_attempts(repeatable, self.name, list(self._claimed.keys() - ended), alone=self._alone)

    def _audit(self) -> None:
        """Now and then, and never for long: what stumbles here must not stop what works."""
        now = clock.now()
        if self._audited_at and timedelta() <= now - self._audited_at < timedelta(seconds=AUDIT_SECONDS):
            return
        self._audited_at = now
        try:
            actions.audit(AUDIT_SHARE * AUDIT_SECONDS)
        except AWAY:
            raise
        except Exception:
            log.exception("the audit stumbled")

    async def _send(self, group: Sequence[actions.Claimed], known: Mapping[str, Channel]) -> None:
        channel, sure, fates = known.get(group[0].channel), self._sureness(group), list[_Fate]()
        if group[0].together and isinstance(channel, ManyAtOnce):
            fates = [await _fate(partial(_sent_together, channel, group, sure))] * len(group)
        if not fates or fates[0].outcome == "failed_permanent":  # nobody has got it: each is sent their own
            alone = [_fate(partial(_sent, channel, each, sure)) for each in group]
            fates = [await alone[0]] if len(alone) == 1 else await asyncio.gather(*alone)
        self._ended |= {
            each.pk: actions.Ended(each, fate.outcome, fate.detail, fate.channel_down)
            for each, fate in zip(group, fates, strict=True)
        }
        self._news.set()
        if len(self._ended) == len(self._claimed):
            self._landed.set()

    def _sureness(self, group: Sequence[actions.Claimed]) -> Sureness:
        """Asks the database only where time has passed (also while this process was frozen): a pause of the provider, a
        second try; for all of a group at once. What cannot be asked is not sent."""
        sure_at, wanted = self._claimed_at, {each.pk for each in group}

        async def still_wanted(pk: int) -> bool:
            nonlocal sure_at, wanted
            self._turn_to_come.discard(pk)  # it is asked when the turn has come
            if time.monotonic() - sure_at >= SURE_SECONDS:
                try:
                    wanted = await sync_to_async(actions.still_wanted)(self.name, wanted)
                except AWAY:
                    return False
                sure_at = time.monotonic()
            return pk in wanted

        return still_wanted

    async def _watch_channels(self) -> None:
        """Beside the rounds: a provider that hangs keeps nobody."""
        while True:
            try:
                await actions.watch_channels()
            except AWAY:
                log.warning("the channels were not looked at: the database did not answer")
            except Exception:
                log.exception("looking at the channels stumbled")
            await asyncio.sleep(CHANNELS_SECONDS)

    async def _forget_old(self) -> None:
        while True:
            more = False
            try:
                more = await sync_to_async(actions.forget_old)()
            except AWAY:
                log.warning("nothing was forgotten: the database did not answer")
            except Exception:
                log.exception("forgetting what is over stumbled")
            await asyncio.sleep(CHANNELS_SECONDS if more else FORGET_SECONDS)

    async def _read_mail(self) -> None:
        """Answers by e-mail; in a thread of its own, since the library waits for the server."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail") as thread:
            read = sync_to_async(actions.read_mail, thread_sensitive=False, executor=thread)
            while True:
                try:
                    await read()
                except DeliveryError as error:
                    log.error("answers by e-mail could not be read: %s", error.reason)
                except AWAY:
                    log.warning("answers by e-mail wait: the database did not answer")
                except Exception:
                    log.exception("reading answers by e-mail stumbled")
                await asyncio.sleep(MAIL_SECONDS)

    async def _beat(self) -> None:
        """A sign of life, and the leases of what is being sent. In a thread of its own, so that long work elsewhere
        does not look like a dead engine."""
        started = clock.now()
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="beat") as thread:
            write = sync_to_async(self._write_beat, thread_sensitive=False, executor=thread)
            while True:
                try:
                    await write(started, list(self._claimed))
                except AWAY:
                    log.warning("no beat written: the database did not answer")
                await asyncio.sleep(BEAT_SECONDS)

    def _write_beat(self, started: datetime, sending: list[int]) -> None:
        close_old_connections()
        share_pace(actions.beat(self.name, started, sending))


def _message(claimed: actions.Claimed, still_wanted: Sureness) -> OutgoingMessage:
    practice = claimed.practice
    if practice != (claimed.channel == "practice"):
        # whatever the settings say: practice stays inside, and a real call goes to no practice phone
        raise DeliveryError("practice and real do not mix", permanent=True)
    return OutgoingMessage(
        key=claimed.key,
        callout_id=claimed.callout_id,
        person=claimed.person,
        address=claimed.address,
        subject=claimed.text.partition("\n")[0][:120],
        text=claimed.text,
        answerable=claimed.answerable,
        practice=practice,
        reply_code=claimed.reply_code,
        office=claimed.office,
        still_wanted=partial(still_wanted, claimed.pk),
        together=claimed.together,
    )


class _Fate(NamedTuple):
    outcome: Outcome
    detail: str = ""
    channel_down: bool = False


async def _fate(send: Callable[[], Awaitable[Sent]]) -> _Fate:
    try:
        async with asyncio.timeout(SEND_SECONDS):
            return _Fate((await send()).value)
    except DeliveryError as error:
        return _Fate("failed_permanent" if error.permanent else "failed_temporary", error.reason, error.channel_down)
    except TimeoutError:
        return _Fate("uncertain", "the channel did not answer")
    except Exception as error:
        # a broken channel is a failed delivery, and the next step is taken
        log.exception("a channel is broken")
        return _Fate("failed_temporary", type(error).__name__)


async def _sent(channel: Channel | None, claimed: actions.Claimed, sure: Sureness) -> Sent:
    if channel is None:
        raise DeliveryError(f"channel {claimed.channel} is not built", permanent=True)
    return await channel.send(_message(claimed, sure))


async def _sent_together(channel: ManyAtOnce, group: Sequence[actions.Claimed], sure: Sureness) -> Sent:
    return await channel.send_together([_message(each, sure) for each in group])


def _going_out(claimed: Iterable[actions.Claimed]) -> Iterable[list[actions.Claimed]]:
    """Each alone, or with those that go out in the same request."""
    groups: dict[str, list[actions.Claimed]] = {}
    for each in claimed:
        groups.setdefault(each.together or each.key, []).append(each)
    return groups.values()
