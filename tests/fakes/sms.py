"""An SMS gateway like many: JSON or form in, an id and a word out, receipts and replies as calls back. It honours the
key where it was told to."""

import json
from typing import Any

from aiohttp import web

from tests.fakes.served import Served

TOKEN, SECRET = "gateway-token-for-tests", "webhook-secret-for-tests"


class FakeGateway(Served):
    def __init__(self, port: int = 0, *, honours_key: bool = True) -> None:
        super().__init__(port)
        self.honours_key = honours_key
        self.sent: list[dict[str, Any]] = []
        self.word = "ACCEPTD"
        self.words: dict[str, str] = {}  # of single numbers; what is refused is not sent
        self.credit = "1,520.50"

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/send", self._send), web.get("/balance", self._balance)]

    async def _balance(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({}, status=401)
        return web.json_response({"credit": {"left": self.credit}})

    async def _send(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"result": {"status": "REJECTD"}}, status=401)
        fields = await _fields(request)
        if word := self.words.get(fields["to"]):
            return web.json_response({"result": {"status": word}})
        if not (self.honours_key and self.id_of(fields["key"])):
            self.sent.append(fields | {"id": f"sms-{len(self.sent) + 1}"})
        return web.json_response({"result": {"status": self.word}, "messages": [{"id": self.id_of(fields["key"])}]})

    def id_of(self, key: str) -> str:
        return next((sent["id"] for sent in reversed(self.sent) if sent["key"] == key), "")


async def _fields(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        found: dict[str, Any] = await request.json()
        return found
    return {**request.query, **{k: str(v) for k, v in (await request.post()).items()}}


def described(base: str, **more: Any) -> dict[str, Any]:
    """The program's settings for this gateway."""
    return {
        "url": f"{base}/send",
        "headers": json.dumps({"Authorization": f"Bearer {TOKEN}"}),
        "body": '{"to": "{to}", "text": "{text}", "key": "{key}"}',
        "answer_path": "result.status",
        "id_path": "messages.0.id",
        "states": '{"Credit": "failed_permanent"}',
        "repeatable": True,
        "secret": SECRET,
        "receipt_fields": '{"id": "id", "key": "ref", "state": "status"}',
        "reply_fields": '{"from": "from", "text": "message"}',
    } | more
