"""An answer of HTTP/1.1 out of the bytes of a connection (RFC 9112): bounded, and never guessed at.

No network here: `feed` what came, `end` when the other side has closed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MOST_BYTES = 65536  # of a body; a provider says less, and the rest is not read
MOST_HEAD = 32768
_STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-9]\d\d)(?: |$)")
_END = b"\r\n\r\n"


class BadAnswerError(OSError):
    """What came is no answer of HTTP/1.1, or not a whole one."""


class Headers(Mapping[str, str]):
    """By name, in capitals or not; of doubles the first."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines

    def __getitem__(self, name: str) -> str:
        return self._lines[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """`reusable`: the connection may carry another exchange."""

    status: int
    headers: Headers
    body: bytes
    reusable: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """`length`: bytes of the body; None: until the connection is closed, or, if `chunked`, until the last chunk."""

    status: int
    headers: Headers
    keep: bool
    length: int | None
    chunked: bool


class AnswerReading:
    """One answer, fed in pieces of any size."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._head: _Head | None = None
        self._chunks = bytearray()

    def feed(self, data: bytes) -> RawAnswer | None:
        """The answer, once it is whole, or as much of it as is read. Raises BadAnswerError."""
        self._waiting += data
        while self._head is None:
            stop = self._waiting.find(_END)
            if stop < 0:
                if len(self._waiting) > MOST_HEAD:
                    raise BadAnswerError("a head without an end")
                return None
            head = _head(bytes(self._waiting[:stop]))
            del self._waiting[: stop + len(_END)]
            if head.status >= 200:  # others only say that the answer will come
                self._head = head
        return self._chunked(self._head) if self._head.chunked else self._plain(self._head)

    def end(self) -> RawAnswer:
        """The other side has closed. Raises BadAnswerError if something is missing."""
        head = self._head
        if head is None or head.chunked or head.length is not None:
            raise BadAnswerError("closed before the answer was whole")
        return RawAnswer(head.status, head.headers, bytes(self._waiting[:MOST_BYTES]), reusable=False)

    def _plain(self, head: _Head) -> RawAnswer | None:
        there = len(self._waiting)
        if head.length is not None and there >= head.length <= MOST_BYTES:
            # bytes that nobody asked for: whose they are is not known
            reusable = head.keep and there == head.length
            return RawAnswer(head.status, head.headers, bytes(self._waiting[: head.length]), reusable)
        if there >= MOST_BYTES:
            return RawAnswer(head.status, head.headers, bytes(self._waiting[:MOST_BYTES]), reusable=False)
        return None

    def _chunked(self, head: _Head) -> RawAnswer | None:
        while True:
            line = self._waiting.find(b"\r\n")
            if line < 0:
                if len(self._waiting) > 1024:
                    raise BadAnswerError("a chunk without a length")
                return None
            size = _chunk_size(bytes(self._waiting[:line]))
            if size == 0:
                return self._last_chunk(head, line)
            if len(self._chunks) + size > MOST_BYTES:
                body = bytes(self._chunks + self._waiting[line + 2 :])[:MOST_BYTES]
                return RawAnswer(head.status, head.headers, body, reusable=False) if len(body) == MOST_BYTES else None
            stop = line + 2 + size
            if len(self._waiting) < stop + 2:
                return None
            if self._waiting[stop : stop + 2] != b"\r\n":
                raise BadAnswerError("a chunk longer than it says")
            self._chunks += self._waiting[line + 2 : stop]
            del self._waiting[: stop + 2]

    def _last_chunk(self, head: _Head, line: int) -> RawAnswer | None:
        """Whole, if the empty line is there; lines between the two (trailers) say nothing to us."""
        rest = bytes(self._waiting[line:])
        stop = rest.find(_END)
        if stop < 0:
            if len(rest) > MOST_HEAD:
                raise BadAnswerError("trailers without an end")
            return None
        reusable = head.keep and stop + len(_END) == len(rest)
        return RawAnswer(head.status, head.headers, bytes(self._chunks), reusable)


def _head(head: bytes) -> _Head:
    first, *lines = head.split(b"\r\n")
    found = _STATUS_LINE.match(first)
    if found is None:
        raise BadAnswerError("no answer of HTTP/1.1")
    status, headers = int(found[2]), dict[str, str]()
    for line in lines:
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon or not name or name != name.strip():
            raise BadAnswerError("a header without a name")
        if headers.setdefault(name.lower(), value.strip()) != value.strip() and name.lower() == "content-length":
            raise BadAnswerError("two lengths")
    wishes = headers.get("connection", "").lower()
    keep = "close" not in wishes if found[1] == b"1" else "keep-alive" in wishes
    if status < 200 or status in (204, 304):
        return _Head(status, Headers(headers), keep, 0, chunked=False)
    if coding := headers.get("transfer-encoding", "").lower():
        return _Head(status, Headers(headers), keep, None, chunked=coding.endswith("chunked"))
    return _Head(status, Headers(headers), keep, _length(headers.get("content-length")), chunked=False)


def _length(value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise BadAnswerError("a length that is no number")
    return int(value)


def _chunk_size(line: bytes) -> int:
    size = line.partition(b";")[0].strip()
    if not re.fullmatch(rb"[0-9A-Fa-f]{1,15}", size):
        raise BadAnswerError("a chunk without a length")
    return int(size, 16)
