"""What LINE tells us: signed, in batches, sometimes twice. Buttons and words of single users, and who blocks the
account; no more."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from phrom.channels.contract import Reply
from phrom.channels.handles import plain

USER_ID = re.compile(r"U[0-9a-f]{32}")
MOST_EVENTS = 1000  # LINE sends far fewer at once
_FAR_MILLISECONDS = 4_102_444_800_000  # the year 2100
MOST_TEXT = 500  # of an answer; it holds a code


def signed(body: bytes, signature: str, secret: str) -> bool:
    """Whether LINE signed these very bytes: HMAC-SHA256 with the channel secret, base64. In constant time."""
    expected = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
    return hmac.compare_digest(expected, signature.encode("utf-8", errors="replace"))


def button_data(said: Literal["acknowledged", "refused"], mark: Mapping[str, str]) -> str:
    """What a button sends back: the answer, and the person's `code`, which nobody else knows, or what the message `to`
    many was called: then who presses is known by LINE's own word."""
    return urlencode({"said": said, **mark})


def replies_in(body: bytes) -> tuple[Reply, ...]:
    """The answers in a webhook's body, in their order. What cannot be read is left out, never a fault."""
    try:
        events = json.loads(body)["events"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    return tuple(_replies(events[:MOST_EVENTS])) if isinstance(events, list) else ()


def _replies(events: list[Any]) -> Iterator[Reply]:
    for event in events:
        source = _part(event, "source")
        sender = source.get("userId")
        if source.get("type") != "user" or not isinstance(sender, str) or not USER_ID.fullmatch(sender):
            continue
        name, moment = _name(event), _moment(event)
        if event.get("type") == "postback":
            yield from (
                replace(r, event=name, at=moment) for r in _pressed(sender, _part(event, "postback").get("data"))
            )
        elif event.get("type") in ("follow", "unfollow"):
            yield Reply(sender, friend=event["type"] == "follow", event=name, at=moment)
        elif event.get("type") == "message":
            message = _part(event, "message")
            if message.get("type") == "text" and isinstance(message.get("text"), str):
                text, token = message["text"][:MOST_TEXT], event.get("replyToken")
                yield Reply(sender, text, event=name, at=moment, token=token if isinstance(token, str) else "")


def _name(event: Any) -> str:
    """LINE delivers an event again under the same name (`deliveryContext.isRedelivery`), perhaps out of order."""
    name = event.get("webhookEventId")
    return plain(name) if isinstance(name, str) else ""


def _moment(event: Any) -> datetime | None:
    """When the person pressed or wrote: milliseconds since 1970."""
    stamp = event.get("timestamp")
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 0 < stamp < _FAR_MILLISECONDS:
        return None
    return datetime.fromtimestamp(stamp / 1000, UTC)


def _pressed(sender: str, data: Any) -> Iterator[Reply]:
    fields = parse_qs(data[:300]) if isinstance(data, str) else {}
    said, code, button = (fields.get(name, [""])[0] for name in ("said", "code", "to"))
    if (code or button) and said == "acknowledged":
        yield Reply(sender, code=code, button=button, said="acknowledged")
    elif (code or button) and said == "refused":
        yield Reply(sender, code=code, button=button, said="refused")


def _part(event: Any, name: str) -> dict[str, Any]:
    part = event.get(name) if isinstance(event, dict) else None
    return part if isinstance(part, dict) else {}
