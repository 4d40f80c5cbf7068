"""Connections to the mail server: opened once, used for many letters, never more than a few at a time."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote
from weakref import WeakKeyDictionary

import aiosmtplib

from phrom.channels import wire
from phrom.errors import DeliveryError

MOST = 8  # at once; mail servers shut out who opens many
IDLE_SECONDS = 20.0  # then it is closed rather than used again
UNASKED_SECONDS = 1.0  # left alone for longer, it is asked whether it is still there


@dataclass
class _Pool:
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST))
    idle: list[tuple[float, aiosmtplib.SMTP]] = field(default_factory=list)

    async def close(self) -> None:
        while self.idle:
            await _close(self.idle.pop()[1])


class Connections:
    """To one server, for each event loop its own; kept only while an engine keeps its connections."""

    def __init__(self, url: SplitResult) -> None:
        self._url = url
        self._pools: WeakKeyDictionary[asyncio.AbstractEventLoop, _Pool] = WeakKeyDictionary()

    @asynccontextmanager
    async def one(self, seconds: float) -> AsyncIterator[aiosmtplib.SMTP]:
        """A connection ready for a letter. DeliveryError (temporary) if all are busy for so long; what the library
        raises if there is none to be had."""
        pool = self._pool()
        try:
            await asyncio.wait_for(pool.room.acquire(), seconds)
        except TimeoutError:
            raise DeliveryError("all connections to the mail server are busy", permanent=False) from None
        try:
            connection = await self._used_before(pool) or await self.opened(seconds)
            try:
                yield connection
            except aiosmtplib.SMTPResponseException:
                await self._put_back(pool, connection)
                raise
            except BaseException:
                connection.close()
                raise
            await self._put_back(pool, connection)
        finally:
            pool.room.release()

    async def opened(self, seconds: float) -> aiosmtplib.SMTP:
        """A new connection, greeted and signed in."""
        url = self._url
        connection = aiosmtplib.SMTP(
            hostname=url.hostname,
            port=url.port,
            username=unquote(url.username) if url.username else None,
            password=unquote(url.password) if url.password else None,
            use_tls=url.scheme == "smtps",
            timeout=seconds,
        )
        try:
            await connection.connect()
        except BaseException:
            connection.close()
            raise
        return connection

    def _pool(self) -> _Pool:
        loop = asyncio.get_running_loop()
        if loop not in self._pools:
            self._pools[loop] = pool = _Pool()
            wire.when_closing(pool.close)
        return self._pools[loop]

    async def _used_before(self, pool: _Pool) -> aiosmtplib.SMTP | None:
        while pool.idle:
            since, connection = pool.idle.pop()
            rested = time.monotonic() - since
            if rested < IDLE_SECONDS and connection.is_connected:
                try:
                    if rested > UNASKED_SECONDS:
                        await connection.noop()
                except (aiosmtplib.SMTPException, OSError):
                    connection.close()
                    continue
                return connection
            await _close(connection)
        return None

    async def _put_back(self, pool: _Pool, connection: aiosmtplib.SMTP) -> None:
        if wire.are_kept() and connection.is_connected:
            pool.idle.append((time.monotonic(), connection))
        else:
            await _close(connection)


async def _close(connection: aiosmtplib.SMTP) -> None:
    """Politely where the other side still listens."""
    with suppress(aiosmtplib.SMTPException, OSError):
        if connection.is_connected:
            await connection.quit(timeout=2)
    connection.close()
