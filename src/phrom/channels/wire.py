"""HTTP to providers: connections shared while an engine runs, bounded answers, no secret in any error."""

import asyncio
import json as json_format
import re
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode, urlsplit
from weakref import WeakKeyDictionary

from phrom.channels.connections import Connections, Place, opened
from phrom.channels.contract import NoAnswerError
from phrom.errors import DeliveryError

_kept: WeakKeyDictionary[asyncio.AbstractEventLoop, Connections] = WeakKeyDictionary()
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
            return json_format.loads(self.body)
        except (ValueError, RecursionError):
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
    loop = asyncio.get_running_loop()
    _kept[loop], _closing[loop] = Connections(), []
    try:
        yield
    finally:
        for close in _closing.pop(loop):
            await close()
        _kept.pop(loop).close()


def are_kept() -> bool:
    """Whether connections of this event loop are shared and closed in the end."""
    return asyncio.get_running_loop() in _kept


def when_closing(close: Callable[[], Awaitable[None]]) -> None:
    """For other connections than HTTP: called when the engine stops."""
    if (loop := asyncio.get_running_loop()) in _closing:
        _closing[loop].append(close)


async def reach(url: str, seconds: float) -> None:
    """Open a connection to the server of an address, and close it again; nothing is asked. Raises DeliveryError."""
    try:
        place = _target(url).place
    except ValueError:
        raise DeliveryError("InvalidURL", permanent=True) from None
    try:
        opening = asyncio.open_connection(place.host, place.port, ssl=place.tls or None)
        _reader, writer = await asyncio.wait_for(opening, seconds)
    except (OSError, TimeoutError) as error:
        raise DeliveryError(type(error).__name__, permanent=False) from None
    writer.close()


@dataclass(frozen=True, slots=True)
class _Target:
    """An address as a request needs it; `head` are the headers that it brings along."""

    place: Place
    path: str
    query: str
    head: str


async def ask(
    method: str,
    url: str,
    *,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    json: Any = None,
    data: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
) -> Answer:
    """One request, with a body of JSON, a form (`data`), or none; `params` join the address's own query. Never
    repeated, and no redirection is followed.

    Raises DeliveryError (temporary) if the other side was never reached, NoAnswerError if it may have heard us. Errors
    carry no address, header or body: these may hold secrets.
    """
    try:
        target = _target(url)
        request = _request(method, target, headers or {}, json, data, params)
    except ValueError:
        raise DeliveryError("InvalidURL", permanent=True) from None
    kept = _kept.get(asyncio.get_running_loop())
    began = asyncio.get_running_loop().time()
    try:
        connection = await (kept.one(target.place, seconds) if kept else opened(target.place, seconds))
    except (OSError, TimeoutError) as error:
        raise DeliveryError(type(error).__name__, permanent=False) from None
    try:
        raw = await connection.exchange(request, began + seconds - asyncio.get_running_loop().time())
    except (OSError, TimeoutError) as error:
        connection.close()
        raise NoAnswerError(type(error).__name__) from None
    except asyncio.CancelledError:
        connection.close()
        raise
    if kept:
        kept.give_back(target.place, connection)
    else:
        connection.close()
    return Answer(raw.status, raw.body.decode("utf-8", errors="replace"), raw.headers)


@lru_cache(maxsize=64)
def _target(url: str) -> _Target:
    """Raises ValueError for what is no address of http."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s\x00-\x1f]", parts.netloc):
        raise ValueError("no address")
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    place = Place(host, parts.port or (443 if parts.scheme == "https" else 80), parts.scheme == "https")
    shown = f"[{host}]" if ":" in host else host
    head = f"Host: {shown}:{parts.port}\r\n" if parts.port else f"Host: {shown}\r\n"
    head += "Accept: */*\r\nUser-Agent: Phrom\r\n"
    if parts.username is not None:
        who = unquote_to_bytes(parts.username) + b":" + unquote_to_bytes(parts.password or "")
        head += f"Authorization: Basic {b64encode(who).decode()}\r\n"
    return _Target(place, quote(parts.path or "/", safe=_AS_IT_IS), quote(parts.query, safe=_AS_IT_IS + "?"), head)


_OWN = frozenset(("host", "accept", "user-agent", "authorization"))  # what the settings may say otherwise
_AS_IT_IS = "/%:@!$&'()*+,;=~"


def _request(
    method: str,
    target: _Target,
    headers: Mapping[str, str],
    json: Any,
    data: Mapping[str, str] | None,
    params: Mapping[str, str] | None,
) -> bytes:
    """Raises ValueError for a header that would be two."""
    body, kind = b"", ""
    if json is not None:
        body, kind = json_format.dumps(json).encode(), "application/json"
    elif data is not None:
        body, kind = urlencode(data).encode(), "application/x-www-form-urlencoded"
    head = _head(method, target, tuple(headers.items()), kind)
    query = "&".join(part for part in (target.query, urlencode(params or {})) if part)
    path = f"{target.path}?{query}" if query else target.path
    length = f"Content-Length: {len(body)}\r\n" if body or method not in ("GET", "HEAD") else ""
    return f"{method} {path} HTTP/1.1\r\n{head}{length}\r\n".encode() + body


@lru_cache(maxsize=64)
def _head(method: str, target: _Target, headers: tuple[tuple[str, str], ...], kind: str) -> str:
    """All headers but the length: mostly the same for every message to a provider."""
    given = {name.lower() for name, _value in headers}
    if kind and "content-type" not in given:
        headers = (*headers, ("Content-Type", kind))
    own = "".join(f"{name}: {value}\r\n" for name, value in headers)
    if not method.isalpha() or own.count("\n") != len(headers) or own.count("\r") != len(headers):
        raise ValueError("a header of several lines")
    brought = target.head
    if not _OWN.isdisjoint(given):
        brought = "".join(f"{ln}\r\n" for ln in brought.split("\r\n")[:-1] if ln.partition(":")[0].lower() not in given)
    return brought + own
