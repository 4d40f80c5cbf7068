"""LINE Messaging API: push to a user id, or multicast to many, with buttons. A retry key makes a repeat harmless: LINE
takes a key once.

Source: developers.line.biz, "Retry failed API requests", "Messaging API reference" (push, multicast, rate limits,
quota, status codes).
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from phrom.channels import wire
from phrom.channels.circuit import Circuit
from phrom.channels.contract import Health, NoAnswerError, Outcome, OutgoingMessage, Reply
from phrom.channels.handles import remember
from phrom.channels.line.webhook import USER_ID, button_data, replies_in, signed
from phrom.channels.pace import Pace
from phrom.channels.patience import PAUSES, Fate, Gate, Verdict, hand_over
from phrom.channels.unknown_words import hear
from phrom.core.rendering.answer_buttons import ABOVE, ACKNOWLEDGE, REFUSE
from phrom.errors import DeliveryError

log = logging.getLogger(__name__)

BASE_URL = "https://api.line.me"
MOST_TEXT = 5000  # UTF-16 units
MOST_ALT_TEXT = 400
MOST_TOGETHER = 500  # user ids in one multicast
MULTICAST_PLACES = 10  # LINE takes 2,000 pushes a second, and 200 multicasts
SECONDS = 10.0  # for one request

# LINE's status codes. 5xx: "there is a possibility that your message was delivered", says LINE: ask again with the key.
_FATES = {
    200: Fate.TAKEN,
    400: Fate.REFUSED,
    401: Fate.REFUSED,
    403: Fate.REFUSED,
    404: Fate.REFUSED,
    413: Fate.REFUSED,
    415: Fate.REFUSED,
    429: Fate.LATER,
    500: Fate.UNKNOWN,
    502: Fate.UNKNOWN,
    503: Fate.UNKNOWN,
    504: Fate.UNKNOWN,
}
_REASONS = {
    400: "LINE 400: the message or the user id was refused",
    401: "LINE 401: the channel access token is not valid",
    403: "LINE 403: this account may not send",
    429: "LINE 429: too many messages at once",
}
_MONTHLY_LIMIT = "monthly limit"  # a 429 that no waiting helps
_USED_UP = "LINE 429: monthly limit reached"


@dataclass(frozen=True)
class Quota:
    """Messages of this month: `limit` None is without limit."""

    limit: int | None
    used: int

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.used)


class LineChannel:
    name = "line"
    repeatable = True
    most_together = MOST_TOGETHER

    def __init__(
        self,
        token: str,
        secret: str,
        base_url: str = BASE_URL,
        *,
        seconds: float = SECONDS,
        pauses: tuple[float, ...] = PAUSES,
        pace: Pace | None = None,
    ) -> None:
        """`token`: the account's channel access token; `secret`: its channel secret, which signs what comes in."""
        self._token, self._secret = token, secret
        self._base_url = base_url.rstrip("/")
        self._seconds, self._pauses = seconds, pauses
        self._gate = Gate()
        self.circuit = Circuit()
        self.pace = pace or Pace(0)

    @property
    def account(self) -> str:
        return sha256(self._token.encode()).hexdigest()[:16]

    def problem(self) -> str | None:
        if not self._token:
            return "PHROM_LINE_TOKEN is not set"
        if not self._secret:
            return "PHROM_LINE_SECRET is not set: answers could not come in"
        return None

    async def send(self, message: OutgoingMessage) -> Outcome:
        if problem := self.problem():
            raise DeliveryError(problem, permanent=True)
        if not USER_ID.fullmatch(message.address):
            raise DeliveryError("not a LINE user id", permanent=True)
        code = message.reply_code if message.answerable else ""
        body = {"to": message.address, "messages": _messages(message.text, {"code": code} if code else {})}
        return await self._handed(
            "push", lambda: body, message.repeat_key, office=message.office, still_wanted=message.still_wanted
        )

    async def send_together(self, messages: Sequence[OutgoingMessage]) -> Outcome:
        """One multicast under one key. LINE refuses it whole for one user id that is none; it says nothing of who has
        blocked the account."""
        if problem := self.problem():
            raise DeliveryError(problem, permanent=True)
        if not all(USER_ID.fullmatch(m.address) for m in messages):
            raise DeliveryError("not a LINE user id", permanent=True)
        first, key = messages[0], messages[0].repeat_key_together
        if first.answerable:
            await remember(self.name, key, first.together)  # before the send: somebody may be quicker than we
        said, wanted = _messages(first.text, {"to": key} if first.answerable else {}), list(messages)

        async def still_wanted() -> bool:
            nonlocal wanted
            wanted = [m for m in wanted if await m.still_wanted()]
            return bool(wanted)

        return await self._handed(
            "multicast",
            lambda: {"to": list(dict.fromkeys(m.address for m in wanted)), "messages": said},
            key,
            office=first.office,
            still_wanted=still_wanted,
            places=min(len(messages), MULTICAST_PLACES),
        )

    async def _handed(
        self,
        how: str,
        body: Callable[[], dict[str, Any]],
        key: str,
        *,
        office: int,
        still_wanted: Callable[[], Awaitable[bool]],
        places: int = 1,
    ) -> Outcome:
        headers = self._headers() | {"X-Line-Retry-Key": key}

        async def push() -> Verdict:
            url = f"{self._base_url}/v2/bot/message/{how}"
            answer = await wire.ask("POST", url, seconds=self._seconds, json=body(), headers=headers)
            if answer.status not in _FATES and answer.status != 409:
                hear(self.name, self.account, answer.status, "status")
            return _verdict(answer, to_many=places > 1)

        return await hand_over(
            push,
            self._gate,
            self.circuit,
            self.pace,
            office=office,
            repeatable=True,
            still_wanted=still_wanted,
            places=places,
            pauses=self._pauses,
        )

    async def check(self) -> Health:
        """The token is asked for its own account, and for what may still be sent this month. Where only the latter is
        not told, messages go on: what is used up is said at the next one."""
        info = await self._read("/v2/bot/info")
        name = str(info.get("basicId", "")) if isinstance(info, dict) else ""
        try:
            quota = await self.quota()
        except (DeliveryError, NoAnswerError) as error:
            log.warning("LINE did not say what may still be sent: %s", error)
            quota = Quota(None, 0)
        works = quota.left != 0
        return Health(works, "" if works else _USED_UP, left=quota.left, limit=quota.limit, name=name[:100])

    async def quota(self) -> Quota:
        """What may still be sent this month. Raises DeliveryError, NoAnswerError."""
        allowed = await self._read("/v2/bot/message/quota")
        used = await self._read("/v2/bot/message/quota/consumption")
        try:
            limit = int(allowed["value"]) if allowed["type"] == "limited" else None
            return Quota(limit, int(used["totalUsage"]))
        except (KeyError, TypeError, ValueError):
            raise DeliveryError("LINE's quota could not be read", permanent=False) from None

    def replies(self, body: bytes, signature: str) -> tuple[Reply, ...] | None:
        """What people sent back, out of a webhook; None if it is not signed by LINE, or LINE is not set up."""
        if self.problem() or not signed(body, signature, self._secret):
            return None
        return replies_in(body)

    async def answer(self, reply: Reply, text: str) -> None:
        """Say something back to who has just written; costs no message of the month. Raises DeliveryError,
        NoAnswerError."""
        body = {"replyToken": reply.token, "messages": [{"type": "text", "text": _cut(text, MOST_TEXT)}]}
        url = f"{self._base_url}/v2/bot/message/reply"
        answer = await wire.ask("POST", url, seconds=self._seconds, json=body, headers=self._headers())
        if answer.status != 200:
            raise DeliveryError(f"LINE {answer.status}", permanent=True)

    async def _read(self, path: str) -> Any:
        answer = await wire.ask("GET", self._base_url + path, seconds=self._seconds, headers=self._headers())
        if answer.status != 200:
            reason = _REASONS.get(answer.status, f"LINE {answer.status}")
            raise DeliveryError(reason, permanent=answer.status in (401, 403), retry_after=answer.retry_after)
        return answer.json

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}


def _messages(words: str, mark: Mapping[str, str]) -> list[dict[str, Any]]:
    """The text, and below it two buttons that stay (a quick reply would vanish with the next message). One push of
    both counts as one message. A button says something to us; none ever opens an address. `mark`: what the buttons
    send back beside the answer; empty: no buttons."""
    text = {"type": "text", "text": _cut(words, MOST_TEXT)}
    if not mark:
        return [text]
    buttons = {
        "type": "template",
        "altText": _cut(words, MOST_ALT_TEXT),
        "template": {
            "type": "confirm",
            "text": ABOVE.th,
            "actions": [
                _button(ACKNOWLEDGE.th, button_data("acknowledged", mark)),
                _button(REFUSE.th, button_data("refused", mark)),
            ],
        },
    }
    return [text, buttons]


def _button(label: str, data: str) -> dict[str, str]:
    return {"type": "postback", "label": label, "data": data, "displayText": label}


def _cut(text: str, most: int) -> str:
    """At most so many UTF-16 units, as LINE counts, and no half character."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - 1)].decode("utf-16-le", errors="ignore") + "…"


def _verdict(answer: wire.Answer, *, to_many: bool = False) -> Verdict:
    status = answer.status
    if status == 409 and "X-Line-Accepted-Request-Id" in answer.headers:
        return Verdict(Fate.TAKEN)  # a repeat of what LINE has already
    if status == 429 and _MONTHLY_LIMIT in answer.body:
        return Verdict(Fate.REFUSED, _USED_UP, provider="works" if to_many else "barred")  # some may still be left
    if status not in _FATES:
        log.error("LINE answered %s, which is in no table", status)
    fate = _FATES.get(status, Fate.UNKNOWN)
    barred: Literal["barred"] | None = "barred" if status in (401, 403) else None
    return Verdict(fate, _REASONS.get(status, f"LINE {status}"), answer.retry_after, provider=barred)
