"""HTTP to providers: one pool of connections while an engine runs, bounded answers, no secret in any error.

aiohttp is loaded when the first connection is opened: the pages know the channels too, and start without it.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from phrom.channels.contract import NoAnswerError
from phrom.errors import DeliveryError

if TYPE_CHECKING:
    import aiohttp

MOST_BYTES = 65536  # of an answer; a provider says less
_kept: "WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession]" = WeakKeyDictionary()
_closing: WeakKeyDictionary[asyncio.AbstractEventLoop, list[Callable[[], Awaitable[None]]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Answer:
    """What a provider answered. `retry_after` in seconds, if it asked for a pause."""

    status: int
    body: str
    headers: Mapping[str, str]

    @property
    def retry_after(self) -> float | None:
        return seconds_of(self.headers.get("Retry-After", ""))

    @property
    def json(self) -> Any:
        """The body as JSON; None if it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def seconds_of(retry_after: str) -> float | None:
    """The header `Retry-After` in either of its forms, seconds or a date (RFC 9110, 10.2.3); None if it is neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


@asynccontextmanager
async def connections_kept() -> AsyncIterator[None]:
    """For the life of an engine: its messages share connections. Outside, each request opens its own."""
    import aiohttp  # noqa: PLC0415

    loop = asyncio.get_running_loop()
    async with _never_repeating(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))) as session:
        _kept[loop], _closing[loop] = session, []
        try:
            yield
        finally:
            for close in _closing.pop(loop):
                await close()
            del _kept[loop]


def are_kept() -> bool:
    """Whether connections of this event loop are shared and closed in the end."""
    return asyncio.get_running_loop() in _kept


def when_closing(close: Callable[[], Awaitable[None]]) -> None:
    """For other connections than HTTP: called when the engine stops."""
    if (loop := asyncio.get_running_loop()) in _closing:
        _closing[loop].append(close)


async def reach(url: str, seconds: float) -> None:
    """Open a connection to the server of an address, and close it again; nothing is asked. Raises DeliveryError."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise DeliveryError("InvalidURL", permanent=True)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        opening = asyncio.open_connection(parts.hostname, port, ssl=parts.scheme == "https" or None)
        _reader, writer = await asyncio.wait_for(opening, seconds)
    except (OSError, TimeoutError) as error:
        raise DeliveryError(type(error).__name__, permanent=False) from None
    writer.close()


@asynccontextmanager
async def _session() -> "AsyncIterator[aiohttp.ClientSession]":
    import aiohttp  # noqa: PLC0415

    if kept := _kept.get(asyncio.get_running_loop()):
        yield kept
        return
    async with _never_repeating(aiohttp.ClientSession()) as own:
        yield own


def _never_repeating(session: "aiohttp.ClientSession") -> "aiohttp.ClientSession":
    """Left alone, aiohttp repeats a GET whose connection was cut: to a gateway that is a second message. There is no
    public switch; `test_any_other_gateway_is_not_asked_again…` would find this one gone."""
    session._retry_connection = False
    return session


async def ask(method: str, url: str, *, seconds: float, **options: Any) -> Answer:
    """One request. Raises DeliveryError (temporary) if the other side was never reached, NoAnswerError if it may have
    heard us. Errors carry no address, header or body: these may hold secrets.
    """
    import aiohttp  # noqa: PLC0415

    try:
        async with (
            _session() as session,
            session.request(
                method, url, timeout=aiohttp.ClientTimeout(total=seconds), allow_redirects=False, **options
            ) as response,
        ):
            body = bytearray()
            async for part in response.content.iter_chunked(8192):
                body += part
                if len(body) >= MOST_BYTES:
                    response.close()
                    break
            text = bytes(body[:MOST_BYTES]).decode("utf-8", errors="replace")
            return Answer(response.status, text, response.headers.copy())
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise DeliveryError(type(error).__name__, permanent=False) from None
    except (aiohttp.InvalidURL, ValueError) as error:
        raise DeliveryError(type(error).__name__, permanent=True) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise NoAnswerError(type(error).__name__) from None
