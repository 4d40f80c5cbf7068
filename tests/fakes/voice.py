"""A provider of calls: takes a number and a text to speak, gives the call an id, and tells later how far it has come
and which key was pressed. It honours the key where it was told to."""

import json
from typing import Any

from aiohttp import web

from tests.fakes.served import Served

TOKEN, SECRET = "voice-token-for-tests", "voice-secret-for-tests"


class FakeVoice(Served):
    def __init__(self, *, honours_key: bool = True) -> None:
        super().__init__()
        self.honours_key = honours_key
        self.calls: list[dict[str, Any]] = []
        self.word = "queued"

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/calls", self._call)]

    async def _call(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"call": {"status": "rejected"}}, status=401)
        fields = await request.json()
        if not (self.honours_key and self.id_of(fields["ref"])):
            self.calls.append(fields | {"id": f"call-{len(self.calls) + 1}"})
        return web.json_response({"call": {"id": self.id_of(fields["ref"]), "status": self.word}})

    def id_of(self, ref: str) -> str:
        return next((call["id"] for call in reversed(self.calls) if call["ref"] == ref), "")


def described(base: str, **more: Any) -> dict[str, Any]:
    """The program's settings for this provider."""
    return {
        "url": f"{base}/calls",
        "headers": json.dumps({"Authorization": f"Bearer {TOKEN}"}),
        "body": '{"number": "{to}", "say": "{text}", "language": "th-TH", "ref": "{key}"}',
        "answer_path": "call.status",
        "id_path": "call.id",
        "repeatable": True,
        "secret": SECRET,
        "receipt_fields": '{"id": "call", "key": "ref", "state": "status", "pressed": "digits", "event": "event"}',
    } | more
