"""What people send back over a channel, and what providers say later: each ends on the same board, once."""

import logging
from datetime import timedelta

from django.db import transaction

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.answers import Answer, answer, recipient_of_code
from phrom.callouts.actions.deliver import Ended, write_outcomes
from phrom.callouts.actions.record import recording
from phrom.callouts.models import Attempt, ProviderEvent, Recipient
from phrom.channels.contract import Receipt, Reply
from phrom.channels.line.webhook import USER_ID
from phrom.core.callout.reply import read_reply
from phrom.core.callout.tree import Contact
from phrom.errors import RefusedError

logger = logging.getLogger(__name__)

REMEMBERED = timedelta(days=7)  # names of what providers have told; LINE tells again within hours

# Only forward: the order in which the rules weigh them (`core/callout/state`).
_FORWARD = ["recorded", "sending", "uncertain", "sent", "failed_temporary", "failed_permanent", "delivered"]


def take_reply(reply: Reply, *, via: str) -> Recipient | None:
    """Let a reply count. None for one that is no answer to us, from somebody else, or once too often guessed; and for
    one that the provider tells a second time, however late: what the person has said since then stands.

    The same answer twice changes nothing. `via` is the channel that brought it.
    """
    with transaction.atomic():  # heard and counted together, or told again
        if reply.event and not _is_new(via, reply.event):
            return None
        try:
            return _count(reply, via)
        except RefusedError as refusal:
            logger.info("a reply by %s did not count: %s", via, refusal.code)
            return None


def _count(reply: Reply, via: str) -> Recipient | None:
    if reply.code:
        return _by_code(reply, reply.code, reply.said, via)
    read = read_reply(reply.text)
    if read.codes:
        return _by_code(reply, reply.text, read.said, via)
    return _refused_by_sender(reply, via) if read.is_answer else None


def _is_new(via: str, event: str) -> bool:
    now = clock.now()
    ProviderEvent.objects.filter(at__lt=now - REMEMBERED).delete()
    return ProviderEvent.objects.get_or_create(channel=via, event=event, defaults={"at": now})[1]


def _by_code(reply: Reply, text: str, said: Answer, via: str) -> Recipient | None:
    recipient = recipient_of_code(text, source=f"{via}:{reply.sender}"[:100])
    contact = queries.tree_of(recipient.callout).contact_by_person[recipient.person]
    if not _is_theirs(contact, reply.sender, via):
        logger.warning("a reply code came by %s from somebody else than its owner", via)
        return None
    answer(recipient.callout_id, recipient.person, said, via=via, at=reply.at)
    return recipient


def _is_theirs(contact: Contact, sender: str, via: str) -> bool:
    """On LINE the sender is certain: where the plan knows the person's user id, only they answer for themselves."""
    known = contact.line_id if via == "line" else None
    return known is None or not USER_ID.fullmatch(known) or known == sender


def _refused_by_sender(reply: Reply, via: str) -> Recipient | None:
    """`0` needs no code: who sent it was written to. Of two who share a number nobody knows which one it was."""
    asked = Attempt.objects.filter(channel=via, address=reply.sender, answerable=True, callout__practice=False)
    for callout_id in asked.order_by("-callout_id").values_list("callout_id", flat=True).distinct():
        people = set(asked.filter(callout_id=callout_id).values_list("person", flat=True))
        open_ones = Recipient.objects.filter(callout_id=callout_id, person__in=people, code_open=True)
        recipients = list(open_ones.select_related("callout"))
        if len(recipients) == 1:
            answer(callout_id, recipients[0].person, "refused", via=via, at=reply.at)
            return recipients[0]
        if recipients:
            logger.warning("a refusal by %s from a number that %s people share", via, len(recipients))
            return None
    return None


def take_receipt(receipt: Receipt) -> bool:
    """A provider's later word on a message. True if it was news: states only move forward, late and double receipts
    change nothing."""
    attempt = Attempt.objects.filter(key=receipt.key).first()
    if attempt is None:
        return False
    with recording(attempt.callout_id) as gathered:
        before = _FORWARD[: _FORWARD.index(receipt.state)]
        changed = Attempt.objects.filter(pk=attempt.pk, state__in=before).update(
            state=receipt.state, ended_at=gathered.now, leased_until=None, detail="receipt"
        )
        if changed:
            write_outcomes(gathered, [Ended(attempt, receipt.state)])
    return bool(changed)
