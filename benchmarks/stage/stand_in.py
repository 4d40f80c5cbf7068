"""An SMS gateway of our own, as quick as Python can be, which takes LINE's multicasts too: takes every message and says
so. `GET /count` tells how many people were told, when the first message came and when the last, in seconds of this
machine's monotonic clock, and the processor time that the gateway itself took."""

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

LINE_WORKS = b'{"displayName": "office", "type": "none", "totalUsage": 0}'


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
            self.answer(head, rest[: int(length or 0)])

    def answer(self, head: bytes, body: bytes) -> None:
        if head.startswith(b"GET /count"):
            told = json.dumps([Gateway.count, Gateway.first, Gateway.last, time.process_time()]).encode()
            answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(told), told)
        elif head.startswith(b"GET "):  # LINE is asked now and then whether it works, and what is left
            answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(LINE_WORKS), LINE_WORKS)
        else:
            Gateway.last = time.monotonic()
            Gateway.first = Gateway.first or Gateway.last
            multicast = head.startswith(b"POST /v2/bot/message/multicast")
            Gateway.count, answer = Gateway.count + (len(json.loads(body)["to"]) if multicast else 1), TAKEN
        self.transport.write(answer)  # type: ignore[attr-defined]


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
    """How many people a gateway was told to tell, and when the first message came and the last."""
    count, first, last, _seconds = _account(address)
    return int(count), first, last


def gateway_seconds(address: str) -> float:
    """The processor time that a gateway has taken."""
    return _account(address)[3]


def _account(address: str) -> tuple[float, float, float, float]:
    with urllib.request.urlopen(address.replace("/send", "/count")) as answer:
        count, first, last, seconds = json.load(answer)
    return count, first, last, seconds


def options(address: str, channel: str = "sms", secret: str = "") -> dict[str, Any]:
    """The environment that makes the program use it; with a `secret` receipts are expected of SMS."""
    if channel == "line":
        known = {"PHROM_LINE_TOKEN": "token", "PHROM_LINE_SECRET": "secret", "PHROM_LINE_RATE": "0"}
        return known | {"PHROM_LINE_URL": address.removesuffix("/send")}
    return {"PHROM_SMS_URL": address, "PHROM_SMS_SECRET": secret}


if __name__ == "__main__":
    asyncio.run(serve())
