"""Answers that come back by e-mail, and letters that could not be delivered."""

import logging

from django.db import close_old_connections, connection

from phrom.callouts.actions.replies import take_receipt, take_reply
from phrom.callouts.actions.watch_channels import say_change
from phrom.callouts.models import Attempt, Recipient
from phrom.channels.contract import Receipt, Reply
from phrom.channels.email.letters import CameBack, no_such_mailbox
from phrom.channels.handles import message_key
from phrom.channels.health import hear_of_mailbox
from phrom.channels.registry import mailbox
from phrom.core.callout.reply import read_reply
from phrom.core.log_entry.failure_words import NO_SUCH_ADDRESS
from phrom.errors import AWAY, DeliveryError

log = logging.getLogger(__name__)


def read_mail() -> int:
    """Let what has come count, then mark it as seen. Returns how many letters there were. Raises DeliveryError."""
    box = mailbox()
    if box.problem():
        return 0
    try:
        letters = box.unseen()  # no database is asked meanwhile
    except DeliveryError as error:
        _look(error.reason)
        raise
    _look()
    for letter in letters:
        try:
            _take(letter)
        except AWAY:  # all of them come again
            raise
        except Exception:
            log.exception("a letter could not be heard; the others are")
    box.mark_seen(letter.uid for letter in letters)
    return len(letters)


def _look(reason: str = "") -> None:
    """Say it where that is news: who answers by e-mail is not heard while the mailbox cannot be read."""
    if not connection.in_atomic_block:
        close_old_connections()
    if change := hear_of_mailbox(reason):
        say_change(change)


def _take(letter: CameBack) -> None:
    if letter.kind == "undelivered":
        for ours in letter.ours[:1]:
            if key := message_key("email", ours):
                wrong = NO_SUCH_ADDRESS + letter.status if no_such_mailbox(letter.status) else ""
                take_receipt(Receipt(key, letter.state, wrong))
    elif letter.kind == "answer":
        take_reply(_reply(letter), via="email")


def _reply(letter: CameBack) -> Reply:
    """By the code in it; else, where it answers a letter of ours, by whom that was written to: only who has the letter
    can name it. An address alone proves nothing, since anybody can write it on a letter."""
    read, code = read_reply(letter.text), _code_by_letter(letter)
    if code and (code in read.codes or read.says_yes or read.said == "refused"):
        return Reply(letter.sender, code=code, said=read.said, event=letter.message_id, at=letter.at)
    text = letter.text if read.codes else ""
    return Reply(letter.sender, text, event=letter.message_id, at=letter.at)


def _code_by_letter(letter: CameBack) -> str:
    for ours in letter.ours:
        attempt = Attempt.objects.filter(key=message_key("email", ours), answerable=True).first()
        if attempt is not None:
            found = Recipient.objects.filter(callout_id=attempt.callout_id, person=attempt.person, code_open=True)
            return found.values_list("code", flat=True).first() or ""
    return ""
