"""Connections to providers that are kept: one exchange of HTTP/1.1 after the other on each, as many side by side as are
needed. Why not a library: docs/decisions/0010."""

import asyncio
import ssl
import time
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from phrom.channels.http_answer import AnswerReading, BadAnswerError, RawAnswer

IDLE_SECONDS = 10.0  # then a connection is not used again: most servers close theirs after 15 or more
TRY_NEXT_ADDRESS_SECONDS = 0.25  # of a name that has several (RFC 8305)


class Place(NamedTuple):
    """Where a server is."""

    host: str
    port: int
    tls: bool


class Connection(asyncio.Protocol):
    """One exchange at a time. Lost in the middle of one, nobody knows what the other side has heard."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._reading = AnswerReading()
        self._answer: asyncio.Future[RawAnswer] | None = None
        self._transport: asyncio.Transport | None = None
        self.idle_since = 0.0

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - tells the type checker
        self._transport = transport

    async def exchange(self, request: bytes, seconds: float) -> RawAnswer:
        """Raises BadAnswerError, OSError, TimeoutError: the request may have been heard."""
        if self._transport is None or not self.is_open:
            raise BadAnswerError("closed")
        answer: asyncio.Future[RawAnswer] = self._loop.create_future()
        self._reading = AnswerReading()
        self._answer = answer
        late = self._loop.call_later(seconds, self._fail, TimeoutError("no answer in time"))
        try:
            self._transport.write(request)
            return await answer
        finally:
            late.cancel()
            self._answer = None

    def data_received(self, data: bytes) -> None:
        if self._answer is None or self._answer.done():
            self.close()  # nobody has asked
            return
        try:
            found = self._reading.feed(data)
        except BadAnswerError as error:
            self._fail(error)
            return
        if found is not None:
            if not found.reusable:
                self.close()
            self._answer.set_result(found)

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer is None or self._answer.done():
            return
        try:
            self._answer.set_result(self._reading.end())
        except BadAnswerError as cut:
            self._answer.set_exception(error or cut)

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
        self.close()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class Connections:
    """Those of one event loop."""

    def __init__(self) -> None:
        self._idle: dict[Place, list[Connection]] = defaultdict(list)

    async def one(self, place: Place, seconds: float) -> Connection:
        """A connection that is free, or a new one. Raises OSError, TimeoutError: nothing was reached."""
        idle, now = self._idle[place], time.monotonic()
        while idle:
            connection = idle.pop()
            if connection.is_open and now - connection.idle_since < IDLE_SECONDS:
                return connection
            connection.close()
        return await opened(place, seconds)

    def give_back(self, place: Place, connection: Connection) -> None:
        if connection.is_open:
            connection.idle_since = time.monotonic()
            self._idle[place].append(connection)

    def close(self) -> None:
        for idle in self._idle.values():
            for connection in idle:
                connection.close()
        self._idle.clear()


async def opened(place: Place, seconds: float) -> Connection:
    """Raises OSError (a certificate that is not right is one too), TimeoutError."""
    async with asyncio.timeout(seconds):
        _transport, connection = await asyncio.get_running_loop().create_connection(
            Connection,
            place.host,
            place.port,
            ssl=_trust() if place.tls else None,
            happy_eyeballs_delay=TRY_NEXT_ADDRESS_SECONDS,
        )
    return connection


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """This machine's authorities, and names are checked."""
    return ssl.create_default_context()
