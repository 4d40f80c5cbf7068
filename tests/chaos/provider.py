"""An SMS provider that behaves as badly as it is told to, and remembers everything that it accepted."""

import asyncio
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Mood = Literal["well", "500", "cut", "late", "hang"]
"""`cut`: accepts and drops the connection; `late`: answers after a second; `hang`: accepts nothing, answers never."""

WELL: dict[Mood, int] = {"well": 1}


@dataclass
class Request:
    """When it came, and when its answer was on the wire; by the clock that does not jump."""

    came: float
    answered: float | None = None


@dataclass
class Provider:
    """`on_message` is called with each accepted message, in the provider's thread. With `honours_keys` a
    message of a known key is taken for the one that it has."""

    random: random.Random
    honours_keys: bool = False
    moods: dict[Mood, int] = field(default_factory=lambda: dict(WELL))
    on_message: Callable[[dict[str, str]], None] = lambda _message: None
    accepted: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    calls: list[tuple[str, float, str]] = field(default_factory=list)  # to whom, when, and the key of what was accepted
    requests: dict[str, list[Request]] = field(default_factory=dict)  # by key
    port: int = 0

    def __enter__(self) -> "Provider":
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._work()), daemon=True)
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(5)

    async def _work(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
                await self._answer(json.loads(await reader.readexactly(length)), writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, message: dict[str, str], writer: asyncio.StreamWriter) -> None:
        mood: Mood = self.random.choices(list(self.moods), list(self.moods.values()))[0]
        self.asked[message["key"]] += 1
        request = Request(time.monotonic())
        self.requests.setdefault(message["key"], []).append(request)
        if mood == "hang":
            await asyncio.sleep(20)
            raise ConnectionError
        if mood == "500":
            writer.write(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")
            return
        self._accept(message)
        if mood == "cut":
            raise ConnectionError
        if mood == "late":
            await asyncio.sleep(1)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        await writer.drain()
        request.answered = time.monotonic()

    def _accept(self, message: dict[str, str]) -> None:
        if self.honours_keys and message["key"] in self.accepted:
            return
        self.accepted[message["key"]] += 1
        self.calls.append((message["to"], time.monotonic(), message["key"]))
        self.on_message(message)
