"""What LINE tells us: signed, in batches, sometimes twice. Buttons and words of single users; no more."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from phrom.channels.contract import Reply

USER_ID = re.compile(r"U[0-9a-f]{32}")
MOST_EVENTS = 1000  # LINE sends far fewer at once
MOST_TEXT = 500  # of an answer; it holds a code


def signed(body: bytes, signature: str, secret: str) -> bool:
    """Whether LINE signed these very bytes: HMAC-SHA256 with the channel secret, base64. In constant time."""
    expected = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
    return hmac.compare_digest(expected, signature.encode("utf-8", errors="replace"))


def button_data(said: Literal["acknowledged", "refused"], code: str) -> str:
    """What a button sends back: the answer, and the person's code, which nobody else knows."""
    return urlencode({"said": said, "code": code})


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
        if event.get("type") == "postback":
            yield from _pressed(sender, _part(event, "postback").get("data"))
        elif event.get("type") == "message":
            message = _part(event, "message")
            if message.get("type") == "text" and isinstance(message.get("text"), str):
                yield Reply(sender, text=message["text"][:MOST_TEXT])


def _pressed(sender: str, data: Any) -> Iterator[Reply]:
    fields = parse_qs(data[:300]) if isinstance(data, str) else {}
    said, code = fields.get("said", [""])[0], fields.get("code", [""])[0]
    if code and said == "acknowledged":
        yield Reply(sender, code=code, said="acknowledged")
    elif code and said == "refused":
        yield Reply(sender, code=code, said="refused")


def _part(event: Any, name: str) -> dict[str, Any]:
    part = event.get(name) if isinstance(event, dict) else None
    return part if isinstance(part, dict) else {}
