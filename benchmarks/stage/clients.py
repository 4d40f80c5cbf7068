"""Many clients at once, each with a connection of its own, asking one after the other."""

import asyncio
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass
class Seen:
    """`seconds`: how long each request took."""

    rate: float
    seconds: list[float]
    refused: int

    def line(self, what: str) -> str:
        ordered = sorted(self.seconds)
        p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        return f"{what:36} {self.rate:8.0f} /s   half within {p50 * 1000:4.0f} ms, 99 % within {p99 * 1000:4.0f} ms"


async def ask_all(port: int, requests: Iterable[bytes], clients: int) -> Seen:
    """Send ready-made HTTP requests; all that is not answered by 200 is counted as refused."""
    left, seconds, refused = iter(requests), list[float](), 0

    async def client() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        wrong = 0
        for request in _taken(left):
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]))
            seconds.append(time.perf_counter() - began)
            wrong += not head.startswith(b"HTTP/1.1 200")
        writer.close()
        return wrong

    began = time.perf_counter()
    refused = sum(await asyncio.gather(*(client() for _ in range(clients))))
    return Seen(len(seconds) / (time.perf_counter() - began), seconds, refused)


def _taken(left: Iterator[bytes]) -> Iterator[bytes]:
    yield from left


def post(path: str, body: bytes, kind: str, *headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body
