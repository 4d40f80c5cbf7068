"""Many clients at once, each with a connection of its own, asking one after the other. They share the machine with what
they measure, so they do no more than write, read and look at the clock."""

import asyncio
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass
class Seen:
    """`seconds`: how long each request took. `worked`: processor seconds of the clients."""

    rate: float
    seconds: list[float]
    refused: int
    worked: float

    def line(self, what: str) -> str:
        ordered = sorted(self.seconds)
        p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        return f"{what:36} {self.rate:8.0f} /s   half within {p50 * 1000:4.0f} ms, 99 % within {p99 * 1000:4.0f} ms"


class _Client(asyncio.Protocol):
    """Asks until nothing is left."""

    def __init__(self, left: Iterator[bytes], seconds: list[float]) -> None:
        self._left, self._seconds = left, seconds
        self._read, self._whole, self._began = b"", 0, 0.0
        self.refused = 0
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._read += data
        if not self._whole:
            head, blank, _body = self._read.partition(b"\r\n\r\n")
            if not blank:
                return
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            self._whole = len(head) + len(blank) + int(length)
        if len(self._read) >= self._whole:
            self._seconds.append(time.perf_counter() - self._began)
            self.refused += not self._read.startswith(b"HTTP/1.1 200")
            self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(error or ConnectionError("the server hung up"))

    def _ask(self) -> None:
        self._read, self._whole = b"", 0
        request = next(self._left, None)
        if request is None:
            self.over.set_result(None)
            self._transport.close()
            return
        self._began = time.perf_counter()
        self._transport.write(request)


async def ask_all(port: int, requests: Iterable[bytes], clients: int) -> Seen:
    """Send ready-made HTTP requests; all that is not answered by 200 is counted as refused."""
    left, seconds, loop = iter(requests), list[float](), asyncio.get_running_loop()
    began, worked = time.perf_counter(), time.process_time()
    asked = [
        (await loop.create_connection(lambda: _Client(left, seconds), "127.0.0.1", port))[1] for _ in range(clients)
    ]
    await asyncio.gather(*(client.over for client in asked))
    taken = time.perf_counter() - began
    refused = sum(client.refused for client in asked)
    return Seen(len(seconds) / taken, seconds, refused, time.process_time() - worked)


def post(path: str, body: bytes, kind: str, *headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body
