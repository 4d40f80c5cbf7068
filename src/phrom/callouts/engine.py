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
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections

from phrom import clock
from phrom.callouts import actions
from phrom.callouts.models import Attempt, EngineBeat
from phrom.channels.contract import OutgoingMessage
from phrom.channels.registry import channel_called, channels
from phrom.errors import DeliveryError

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.5  # how soon an answer or a new callout is seen
BEAT_SECONDS = 2.0
IN_FLIGHT = 20  # little, so that little is uncertain after a crash
ASIDE_SECONDS = 15


class Engine:
    """`run()` until asked to stop; `round()` and `settle()` once, for tests with a set clock."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(3)}"
        self._stopping = asyncio.Event()
        self._sending: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sig, self._stopping.set)
        beat = asyncio.create_task(self._beat())
        while not self._stopping.is_set():
            busy = False
            try:
                busy = await self.round()
            except DatabaseError:
                log.exception("the database did not answer; trying again")
                await sync_to_async(close_old_connections)()
                await asyncio.sleep(1)
            if not busy:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), IDLE_SECONDS)
        beat.cancel()
        await self.settle()

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
        steps = actions.recover_attempts(repeatable, self.name)
        for callout_id in actions.due_callouts(clock.now()).values_list("pk", flat=True):
            try:
                steps += actions.carry_out(callout_id)
            except DatabaseError:
                raise
            except Exception as error:  # noqa: BLE001 - one broken callout must not stop the others
                log.exception("callout %s set aside", callout_id)
                actions.set_aside(callout_id, ASIDE_SECONDS, type(error).__name__)
        return actions.claim_attempts(self.name, IN_FLIGHT - len(self._sending)), steps

    async def _send(self, attempt: Attempt) -> None:
        outcome, detail = "failed_temporary", ""
        try:
            outcome = await channel_called(attempt.channel).send(_message(attempt))
        except DeliveryError as error:
            outcome, detail = ("failed_permanent" if error.permanent else "failed_temporary"), error.reason
        except Exception as error:  # noqa: BLE001 - a broken channel is a failed delivery, and the next step is taken
            log.exception("channel %s", attempt.channel)
            detail = type(error).__name__
        try:
            await sync_to_async(actions.end_attempt)(attempt.pk, str(outcome), detail, engine=self.name)
        finally:
            self._sending.pop(attempt.pk, None)

    async def _beat(self) -> None:
        """A sign of life, and the leases of what is being sent."""
        started = clock.now()
        while True:
            try:
                await sync_to_async(self._write_beat)(started)
            except DatabaseError:
                log.warning("no beat written: the database did not answer")
            await asyncio.sleep(BEAT_SECONDS)

    def _write_beat(self, started: object) -> None:
        now = clock.now()
        EngineBeat.objects.update_or_create(engine=self.name, defaults={"beat_at": now, "started_at": started})
        EngineBeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
        actions.keep_leases(self.name, list(self._sending))


def _message(attempt: Attempt) -> OutgoingMessage:
    return OutgoingMessage(
        key=attempt.key,
        callout_id=attempt.callout_id,
        person=attempt.person,
        address=attempt.address,
        subject=attempt.text.partition("\n")[0][:120],
        text=attempt.text,
        answerable=attempt.answerable,
        practice=attempt.callout.practice,
    )
