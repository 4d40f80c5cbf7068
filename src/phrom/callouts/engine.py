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
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, close_old_connections

from phrom import clock
from phrom.callouts import actions
from phrom.callouts.models import Attempt
from phrom.channels.contract import OutgoingMessage
from phrom.channels.registry import channel_called, channels
from phrom.channels.wire import connections_kept
from phrom.core.callout.progress import Outcome
from phrom.errors import DeliveryError

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.75  # how soon an answer or a new callout is seen
GROUP_SECONDS = 0.02  # what came together is written together
BEAT_SECONDS = 1.0
CHANNELS_SECONDS = 10.0  # what the channels' messages have shown is told to the others and to the pages
RECOVER_SECONDS = 1.0
AUDIT_SECONDS = 2.0
AUDIT_SHARE = 0.05  # of the engine's time; each callout is looked at every half minute, or as often as this allows
IN_FLIGHT = 100  # at once; these are what is uncertain after a crash
MOST_CALLOUTS = 20  # decided about in one transaction
ASIDE_SECONDS = 15
SEND_SECONDS = 60.0  # no channel may keep a message longer
AWAY = (OperationalError, InterfaceError)  # the database does not answer; it will again


class Engine:
    """`run()` until asked to stop; `round()` and `settle()` once, for tests with a set clock."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(3)}"
        self._stopping = asyncio.Event()
        self._news = asyncio.Event()  # something was sent, or the engine is to stop
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._ended: dict[int, actions.Ended] = {}  # not yet written
        self._stumbled: set[int] = set()
        self._recovered_at: datetime | None = None
        self._audited_at: datetime | None = None

    async def run(self) -> None:
        async with connections_kept():
            await self._run()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sig, self._stop)
        beat, channels_watch = asyncio.create_task(self._beat()), asyncio.create_task(self._watch_channels())
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
            await asyncio.sleep(GROUP_SECONDS)
        await self.settle()
        beat.cancel()
        channels_watch.cancel()

    def _stop(self) -> None:
        self._stopping.set()
        self._news.set()

    async def round(self) -> bool:
        """Write what was sent, decide everything that is due now, set off what is to be sent. True if there was
        something."""
        self._news.clear()
        ended = list(self._ended.values())
        attempts, steps = await sync_to_async(self._keep_books)(ended)
        self._forget(ended)
        for attempt in attempts:
            self._sending[attempt.pk] = asyncio.create_task(self._send(attempt))
        return bool(attempts or steps or ended)

    async def settle(self) -> None:
        """Wait for everything that is being sent, and write it."""
        while self._sending:
            tasks = [task for task in self._sending.values() if not task.done()]
            await asyncio.gather(*tasks)
            ended = list(self._ended.values())
            try:
                await sync_to_async(self._write)(ended)
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
            del self._sending[each.attempt.pk]

    def _keep_books(self, ended: list[actions.Ended]) -> tuple[list[Attempt], int]:
        """The database's part of a round, in one thread; no connection is held while the network is slow."""
        self._write(ended)
        steps = self._recover({each.attempt.pk for each in ended})
        due = list(actions.due_callouts(clock.now()).values_list("pk", flat=True)[:MOST_CALLOUTS])
        if due:
            steps += self._decide(due)
        self._audit()
        return actions.claim_attempts(self.name, IN_FLIGHT - len(self._sending) + len(ended)), steps

    def _write(self, ended: list[actions.Ended]) -> None:
        try:
            actions.end_attempts(ended, engine=self.name)
        except AWAY:
            raise
        except Exception:
            log.exception("outcomes could not be written together")
            # one of them makes us stumble: its row is found by whoever recovers; the others are written
            for each in ended:
                try:
                    actions.end_attempts([each], engine=self.name)
                except AWAY:
                    raise
                except Exception:
                    log.exception("the outcome of message %s could not be written", each.attempt.pk)

    def _recover(self, ended: set[int]) -> int:
        now = clock.now()
        if self._recovered_at and timedelta() <= now - self._recovered_at < timedelta(seconds=RECOVER_SECONDS):
            return 0
        self._recovered_at = now
        repeatable = [name for name, channel in channels().items() if channel.repeatable]
        return actions.recover_attempts(repeatable, self.name, list(self._sending.keys() - ended))

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

    def _decide(self, callout_ids: list[int]) -> int:
        try:
            return actions.carry_out(*callout_ids)
        except AWAY:
            raise
        except Exception:
            log.exception("a callout makes the engine stumble")
        steps = 0
        for callout_id in callout_ids:  # one by one, to find it
            try:
                steps += actions.carry_out(callout_id)
            except AWAY:
                raise
            except Exception as error:
                log.exception("callout %s set aside", callout_id)
                loudly = callout_id not in self._stumbled
                self._stumbled.add(callout_id)
                actions.set_aside(callout_id, ASIDE_SECONDS, type(error).__name__, loudly=loudly)
        return steps

    async def _send(self, attempt: Attempt) -> None:
        self._ended[attempt.pk] = await self._outcome(attempt)
        self._news.set()

    async def _outcome(self, attempt: Attempt) -> actions.Ended:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                outcome = await channel_called(attempt.channel).send(_message(attempt))
            return actions.Ended(attempt, outcome.value)
        except DeliveryError as error:
            fate: Outcome = "failed_permanent" if error.permanent else "failed_temporary"
            return actions.Ended(attempt, fate, error.reason, error.channel_down)
        except TimeoutError:
            return actions.Ended(attempt, "uncertain", "the channel did not answer")
        except Exception as error:
            # a broken channel is a failed delivery, and the next step is taken
            log.exception("channel %s", attempt.channel)
            return actions.Ended(attempt, "failed_temporary", type(error).__name__)

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

    async def _beat(self) -> None:
        """A sign of life, and the leases of what is being sent. In a thread of its own, so that long work elsewhere
        does not look like a dead engine."""
        started = clock.now()
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="beat") as thread:
            write = sync_to_async(self._write_beat, thread_sensitive=False, executor=thread)
            while True:
                try:
                    await write(started, list(self._sending))
                except AWAY:
                    log.warning("no beat written: the database did not answer")
                await asyncio.sleep(BEAT_SECONDS)

    def _write_beat(self, started: datetime, sending: list[int]) -> None:
        close_old_connections()
        actions.beat(self.name, started, sending)


def _message(attempt: Attempt) -> OutgoingMessage:
    practice = attempt.practice
    if practice != (attempt.channel == "practice"):
        # whatever the settings say: practice stays inside, and a real call goes to no practice phone
        raise DeliveryError("practice and real do not mix", permanent=True)
    return OutgoingMessage(
        key=attempt.key,
        callout_id=attempt.callout_id,
        person=attempt.person,
        address=attempt.address,
        subject=attempt.text.partition("\n")[0][:120],
        text=attempt.text,
        answerable=attempt.answerable,
        practice=practice,
        reply_code=getattr(attempt, "reply_code", None) or "",
    )
