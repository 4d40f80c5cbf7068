"""LINE: takes a retry key once (409 for a repeat), counts the month's messages (a multicast for each of its people),
checks what is sent as LINE does, and signs its webhooks."""

import base64
import hashlib
import hmac
import itertools
import json
import re
from typing import Any
from uuid import UUID

from aiohttp import web

from tests.fakes.served import Served

TOKEN, SECRET = "line-token-for-tests", "line-secret-for-tests"


def user_id(number: int) -> str:
    return f"U{number:032x}"


UNKNOWN = {user_id(404)}  # well formed, and of nobody on this account


class FakeLine(Served):
    def __init__(self, port: int = 0, *, limit: int | None = None) -> None:
        super().__init__(port)
        self.limit = limit
        self.taken: dict[str, dict[str, Any]] = {}  # by retry key
        self.keys_seen: list[str] = []
        self.replied: list[str] = []

    @property
    def pushed(self) -> list[dict[str, Any]]:
        """What arrived at people, in order: a multicast once for each."""
        return [body | {"to": to} for body in self.taken.values() for to in _people(body)]

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/v2/bot/message/push", self._push),
            web.post("/v2/bot/message/multicast", self._multicast),
            web.post("/v2/bot/message/reply", self._reply),
            web.get("/v2/bot/info", self._info),
            web.get("/v2/bot/message/quota", self._quota),
            web.get("/v2/bot/message/quota/consumption", self._consumption),
        ]

    async def _push(self, request: web.Request) -> web.Response:
        return await self._take(request, str)

    async def _multicast(self, request: web.Request) -> web.Response:
        return await self._take(request, list)

    async def _take(self, request: web.Request, form: type) -> web.Response:
        _let_in(request)
        key = str(UUID(request.headers["X-Line-Retry-Key"]))
        self.keys_seen.append(key)
        if key in self.taken:
            said = {"message": "The retry key is already accepted"}
            return web.json_response(said, status=409, headers={"X-Line-Accepted-Request-Id": "request-" + key})
        body = await request.json()
        if fault := _fault(body, form):
            return web.json_response({"message": fault}, status=400)
        if self.limit is not None and len(self.pushed) + len(_people(body)) > self.limit:
            return web.json_response({"message": "You have reached your monthly limit."}, status=429)
        self.taken[key] = body
        return web.json_response({"sentMessages": [{"id": str(len(self.taken))}]} if form is str else {})

    async def _reply(self, request: web.Request) -> web.Response:
        _let_in(request)
        body = await request.json()
        if not body["replyToken"]:
            return web.json_response({"message": "Invalid reply token"}, status=400)
        self.replied.append(body["messages"][0]["text"])
        return web.json_response({"sentMessages": [{"id": "1"}]})

    async def _info(self, request: web.Request) -> web.Response:
        _let_in(request)
        return web.json_response({"userId": user_id(0), "basicId": "@office", "displayName": "อบต.บ้านตัวอย่าง"})

    async def _quota(self, request: web.Request) -> web.Response:
        _let_in(request)
        if self.limit is None:
            return web.json_response({"type": "none"})
        return web.json_response({"type": "limited", "value": self.limit})

    async def _consumption(self, request: web.Request) -> web.Response:
        _let_in(request)
        return web.json_response({"totalUsage": len(self.pushed)})


def _let_in(request: web.Request) -> None:
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        raise web.HTTPUnauthorized(text='{"message": "Authentication failed"}')


def _people(body: dict[str, Any]) -> list[str]:
    return [body["to"]] if isinstance(body["to"], str) else body["to"]


def _fault(body: dict[str, Any], form: type) -> str:
    """What LINE refuses, as its reference says."""
    if not isinstance(body["to"], form) or not 1 <= len(_people(body)) <= 500:
        return "The property, 'to', in the request body is invalid"
    for number, to in enumerate(_people(body)):
        if not re.fullmatch(r"U[0-9a-f]{32}", to) or to in UNKNOWN:
            return f"The property, 'to[{number}]', in the request body is invalid"
    if not 1 <= len(body["messages"]) <= 5:
        return "messages: size must be between 1 and 5"
    for message in body["messages"]:
        if message["type"] == "text" and not 1 <= len(message["text"].encode("utf-16-le")) // 2 <= 5000:
            return "text: length must be between 0 and 5000"
        if message["type"] == "template":
            template = message["template"]
            labels = [action["label"] for action in template["actions"]]
            data = [action["data"] for action in template["actions"]]
            if len(template["text"]) > 240 or len(labels) != 2 or max(map(len, labels)) > 20:
                return "template: too long"
            if max(map(len, data)) > 300 or not 1 <= len(message["altText"]) <= 400:
                return "template: too long"
    return ""


_EVENTS = itertools.count()  # each event has a name of its own, also when it is handed on again


def pressed(user: str, data: str, **more: Any) -> dict[str, Any]:
    """A webhook's event: somebody pressed a button."""
    return _event(user, "postback", postback={"data": data}, **more)


def typed(user: str, text: str, **more: Any) -> dict[str, Any]:
    """A webhook's event: somebody wrote to the account."""
    return _event(user, "message", message={"type": "text", "id": "1", "text": text}, **more)


def _event(user: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": 1755741600000,
        "source": {"type": "user", "userId": user},
        "webhookEventId": f"01HX{next(_EVENTS):022}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "0f3779fba3b349968c5d07db31eab56f",
        **more,
    }


def webhook(*events: dict[str, Any], secret: str = SECRET) -> tuple[bytes, str]:
    """The body as LINE sends it, and its signature."""
    body = json.dumps({"destination": "U0", "events": list(events)}, ensure_ascii=False).encode()
    return body, signature_of(body, secret)


def signature_of(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
