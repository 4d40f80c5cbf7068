"""An aiohttp application in a thread of its own, with the trouble that a test wants."""

import asyncio
import threading
from collections import deque
from types import TracebackType
from typing import Literal, Self

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

Trouble = Literal["hang", "cut", "cut after"] | tuple[int, str]
"""For one request: never answer; cut the connection before, or after the work was done; or answer so."""


class Served:
    """A server at `url` while the `with` lasts. `troubles` are used up one a request, in order."""

    def __init__(self, port: int = 0) -> None:
        self.troubles: deque[Trouble] = deque()
        self.retry_after = ""  # goes with an answer of trouble
        self.requests = 0
        self.slow = 0.0  # seconds for an answer; set to 0, whoever waits is answered at once
        self.prompt = 0  # so many are answered at once all the same
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.url = ""

    def routes(self) -> list[web.RouteDef]:
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _start(self) -> None:
        application = web.Application(middlewares=[self._with_trouble])
        application.add_routes(self.routes())
        self._runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    @property
    def _with_trouble(self) -> Middleware:
        @web.middleware
        async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
            await request.read()  # whole here before anything else: what comes after happens even if the sender dies
            self.requests += 1
            if self.requests > self.prompt:
                await self._take_time()
            trouble = self.troubles.popleft() if self.troubles else None
            if trouble == "hang":
                await asyncio.sleep(60)
            if trouble == "cut":
                return self._cut(request)
            if isinstance(trouble, tuple):
                headers = {"Retry-After": self.retry_after} if self.retry_after else {}
                return web.Response(status=trouble[0], text=trouble[1], headers=headers)
            response = await handler(request)
            return self._cut(request) if trouble == "cut after" else response

        return middleware

    async def _take_time(self) -> None:
        came = self._loop.time()
        while self._loop.time() < came + self.slow:
            await asyncio.sleep(0.02)

    def _cut(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
