"""An SMS gateway of our own, as quick as Python can be: takes every message and says so. `GET /count` tells how many,
when the first came and when the last, in seconds of this machine's monotonic clock."""

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TAKEN = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{"status":"SENT"}'


class Gateway(asyncio.Protocol):
    count, first, last = 0, 0.0, 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.waiting = transport, b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while True:
            head, end, rest = self.waiting.partition(b"\r\n\r\n")
            if not end:
                return
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            if len(rest) < int(length or 0):
                return
            self.waiting = rest[int(length or 0) :]
            self.answer(head)

    def answer(self, head: bytes) -> None:
        if head.startswith(b"GET /count"):
            told = json.dumps([Gateway.count, Gateway.first, Gateway.last]).encode()
            body = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(told), told)
        else:
            Gateway.last = time.monotonic()
            Gateway.first = Gateway.first or Gateway.last
            Gateway.count, body = Gateway.count + 1, TAKEN
        self.transport.write(body)  # type: ignore[attr-defined]


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Gateway, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def gateway() -> Iterator[str]:
    """The address of a gateway in a process of its own."""
    process = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/send"
    finally:
        process.kill()
        process.wait()


def heard(address: str) -> tuple[int, float, float]:
    """How many messages a gateway has taken, and when the first and the last."""
    with urllib.request.urlopen(address.replace("/send", "/count")) as answer:
        count, first, last = json.load(answer)
    return count, first, last


def options(address: str) -> dict[str, Any]:
    """The environment that makes the program use it."""
    return {"PHROM_SMS_URL": address, "PHROM_SMS_SECRET": ""}


if __name__ == "__main__":
    asyncio.run(serve())
