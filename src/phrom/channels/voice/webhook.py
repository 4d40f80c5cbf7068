"""What a voice provider tells us of a call: how far it has come, and which key was pressed."""

import logging
from dataclasses import dataclass
from typing import Any

from phrom.channels.contract import Receipt, Reply
from phrom.channels.gateway import Gateway, fields_of
from phrom.channels.handles import message_key, plain
from phrom.channels.unknown_words import hear_of_receipt
from phrom.core.callout.reply import KEYS
from phrom.core.log_entry.failure_words import NO_SUCH_NUMBER

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """Of one call of ours: its state, an answer, both, or neither (a key that means nothing)."""

    receipt: Receipt | None = None
    reply: Reply | None = None


def told_in(gateway: Gateway, document: Any) -> Told | None:
    """None for a call that we do not know, or (and it is kept for people to see) a word that is in no table."""
    told = fields_of(document, gateway.receipt_fields)
    word, pressed = told.get("state", ""), told.get("pressed", "").strip(" #*")
    handle = next((name for name in (told.get("key", ""), told.get("id", "")) if message_key("voice", name)), "")
    if not handle:
        log.warning("a voice provider told of a call that is not known")
        return None
    state = gateway.state_of(word) if word else None
    if state is None and (word or not pressed):
        log.error("the voice provider's word %r is in no table", word[:50])
        hear_of_receipt("voice", gateway.account, word)
        if not pressed:
            return None
    if pressed and pressed not in KEYS:
        log.info("a key was pressed that means nothing")
    return Told(_receipt(gateway, handle, word) if state else None, _reply(told, handle, pressed))


def _receipt(gateway: Gateway, handle: str, word: str) -> Receipt | None:
    key, state = message_key("voice", handle), gateway.state_of(word)
    if key is None or state is None:
        return None
    return Receipt(key, state, NO_SUCH_NUMBER + word[:50] if gateway.says_no_such_number(word) else "")


def _reply(told: dict[str, str], handle: str, pressed: str) -> Reply | None:
    """Told again, it is the same: by the provider's name of the event, else by the call and its key."""
    if pressed not in KEYS:
        return None
    return Reply(sender="", button=handle, said=KEYS[pressed], event=plain(told.get("event") or f"{pressed} {handle}"))
