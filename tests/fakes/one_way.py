"""A service of the many that Apprise speaks to: takes JSON at an address that is a secret."""

import json
from typing import Any

from aiohttp import web

from tests.fakes.served import Served

SECRET = "service-secret-for-tests"


class FakeService(Served):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[dict[str, Any]] = []

    @property
    def settings(self) -> str:
        return json.dumps({"duty": f"json://{self.url.removeprefix('http://')}/{SECRET}"})

    def routes(self) -> list[web.RouteDef]:
        return [web.post(f"/{SECRET}", self._take), web.post(f"/{SECRET}/", self._take)]

    async def _take(self, request: web.Request) -> web.Response:
        self.told.append(await request.json())
        return web.json_response({})
