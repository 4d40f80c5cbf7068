"""What a gateway tells us: receipts, and what people sent back. Only who knows the shared secret is listened to."""

import logging
from typing import Any

from phrom.channels.contract import Receipt, Reply
from phrom.channels.gateway import Gateway, fields_of
from phrom.channels.handles import message_key, plain
from phrom.channels.unknown_words import hear_of_receipt
from phrom.core.log_entry.failure_words import NO_SUCH_NUMBER
from phrom.core.values.phone_number import to_e164

log = logging.getLogger(__name__)

MOST_TEXT = 500


def receipt_in(gateway: Gateway, document: Any) -> Receipt | None:
    """A word on a message of ours, found by our key or the gateway's id. None for a message that we do not know, or
    for a word that is in no table, which is kept for people to see."""
    told = fields_of(document, gateway.receipt_fields)
    state = gateway.state_of(told.get("state", ""))
    if state is None:
        log.error("the SMS gateway's word %r is in no table", told.get("state", "")[:50])
        hear_of_receipt("sms", gateway.account, told.get("state", ""))
        return None
    known = message_key("sms", told.get("key", ""), told.get("id", ""))
    if known is None:
        log.warning("an SMS receipt for a message that is not known")
        return None
    word = told.get("state", "")
    return Receipt(known, state, NO_SUCH_NUMBER + word[:50] if gateway.says_no_such_number(word) else "")


def reply_in(gateway: Gateway, document: Any) -> Reply | None:
    """What somebody sent back; None without a number."""
    told = fields_of(document, gateway.reply_fields)
    sender = told.get("from", "").strip()
    number = to_e164(sender) or to_e164("+" + sender)
    return Reply(number, text=told.get("text", "")[:MOST_TEXT], event=plain(told.get("id", ""))) if number else None
