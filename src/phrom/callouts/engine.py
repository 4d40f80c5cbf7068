"""The engine: looks for what is due, decides, records, sends. One process or many, on one database.

A round: messages of dead engines come back → callouts that are due are carried out → recorded messages are claimed and
sent side by side, each result written as it comes. Killed at any moment, the next engine goes on from the rows.
"""

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

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
BEAT_SECONDS = 2.0
IN_FLIGHT = 20  # little, so that little is uncertain after a crash
ASIDE_SECONDS = 15
SEND_SECONDS = 60.0  # no channel may keep a message longer
AWAY = (OperationalError, InterfaceError)  # the database does not answer; it will again


class Engine:
    """`run()` until asked to stop; `round()` and `settle()` once, for tests with a set clock."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(3)}"
        self._stopping = asyncio.Event()
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._stumbled: set[int] = set()

    async def run(self) -> None:
        async with connections_kept():
            await self._run()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sig, self._stopping.set)
        beat = asyncio.create_task(self._beat())
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
                    await asyncio.wait_for(self._stopping.wait(), IDLE_SECONDS)
        await self.settle()
        beat.cancel()

    async def round(self) -> bool:
        """Decide everything that is due now and set off what is to be sent. True if there was something."""
        attempts, steps = await sync_to_async(self._decide)()
        for attempt in attempts:
            self._sending[attempt.pk] = asyncio.create_task(self._send(attempt))
        return bool(attempts or steps)

    async def settle(self) -> None:
        """Wait for everything that is being sent."""
        while self._sending:
            await asyncio.gather(*self._sending.values())

    def _decide(self) -> tuple[list[Attempt], int]:
        repeatable = [name for name, channel in channels().items() if channel.repeatable]
        steps = actions.recover_attempts(repeatable, self.name, list(self._sending))
        for callout_id in actions.due_callouts(clock.now()).values_list("pk", flat=True):
            try:
                steps += actions.carry_out(callout_id)
            except AWAY:
                raise
            except Exception as error:
                log.exception("callout %s set aside", callout_id)
                loudly = callout_id not in self._stumbled
                self._stumbled.add(callout_id)
                actions.set_aside(callout_id, ASIDE_SECONDS, type(error).__name__, loudly=loudly)
        return actions.claim_attempts(self.name, IN_FLIGHT - len(self._sending)), steps

    async def _send(self, attempt: Attempt) -> None:
        try:
            outcome, detail = await self._outcome(attempt)
            await self._written(attempt, outcome, detail)
        finally:
            self._sending.pop(attempt.pk, None)

    async def _outcome(self, attempt: Attempt) -> tuple[Outcome, str]:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                return (await channel_called(attempt.channel).send(_message(attempt))).value, ""
        except DeliveryError as error:
            return ("failed_permanent" if error.permanent else "failed_temporary"), error.reason
        except TimeoutError:
            return "uncertain", "the channel did not answer"
        except Exception as error:
            # a broken channel is a failed delivery, and the next step is taken
            log.exception("channel %s", attempt.channel)
            return "failed_temporary", type(error).__name__

    async def _written(self, attempt: Attempt, outcome: Outcome, detail: str) -> None:
        """Keep the outcome until the database takes it: what was sent is not sent again for want of a row."""
        while True:
            try:
                await sync_to_async(actions.end_attempt)(attempt.pk, outcome, detail, engine=self.name)
            except AWAY:
                log.warning("an outcome could not be written yet: the database did not answer")
                if self._stopping.is_set():
                    return
                await sync_to_async(close_old_connections)()
                await asyncio.sleep(1)
            else:
                return

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
    practice = attempt.callout.practice
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
