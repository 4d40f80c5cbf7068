"""What people send back over a channel, and what providers say later: each ends on the same board, once."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from phrom.callouts import queries
from phrom.callouts.actions.answers import Answer, acknowledge_by_code, answer, recipient_of_code, take
from phrom.callouts.actions.deliver import Ended, write_outcomes
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.actions.together import Said, count_by_code, is_theirs
from phrom.callouts.actions.told_once import first_told
from phrom.callouts.models import Attempt, Recipient
from phrom.channels.contract import Receipt, Reply
from phrom.channels.handles import message_key
from phrom.core.callout.reply import read_reply
from phrom.errors import RefusedError

logger = logging.getLogger(__name__)

SENDER_IS_CERTAIN = (
    "line",
)  # signed by the provider; the number of an SMS and the address of a letter are easily forged

# Only forward: the order in which the rules weigh them (`core/callout/state`).
_FORWARD = ["recorded", "sending", "uncertain", "sent", "failed_temporary", "failed_permanent", "delivered"]


def take_reply(reply: Reply, *, via: str) -> Recipient | None:
    """Let a reply count. None for one that is no answer to us, from somebody else, or once too often guessed; and for
    one that the provider tells a second time, however late: what the person has said since then stands.

    The same answer twice changes nothing. `via` is the channel that brought it.
    """
    if reply.button:
        reply = replace(reply, code=_code_by_button(reply, via))
    elif len(several := _several(reply)) > 1:
        first, *_others = [take_reply(each, via=via) for each in several]
        return first
    try:
        if text := reply.code or (reply.text if read_reply(reply.text).codes else ""):
            said = reply.said if reply.code else read_reply(reply.text).said
            given = Said(text, said, via, _source(reply, via), reply.sender, reply.event, reply.at)
            counted = count_by_code(given)
            if not counted.alone:
                if counted.refusal:
                    raise counted.refusal
                return counted.recipient
        return _alone(reply, via)
    except RefusedError as refusal:
        logger.info("a reply by %s did not count: %s", via, refusal.code)
        return None


def _several(reply: Reply) -> list[Reply]:
    """A reply for each open code in it, where it holds more than one: whoever is called twice at once answers both."""
    read = read_reply(reply.text) if reply.text and not reply.code else None
    if read is None or len(read.codes) < 2:
        return []
    known = queries.recipients_by_codes(read.codes)
    return [
        replace(reply, text="", code=code, said=read.said, event=reply.event and f"{code} {reply.event}"[:100])
        for code in known
    ]


def _alone(reply: Reply, via: str) -> Recipient | None:
    with transaction.atomic():  # heard and counted together, or told again
        if reply.event and not first_told([(via, reply.event)]):
            return None
        try:
            return _count(reply, via)
        except RefusedError as refusal:  # told again, it is refused again: it was heard
            logger.info("a reply by %s did not count: %s", via, refusal.code)
            return None


def _source(reply: Reply, via: str) -> str:
    return f"{via}:{reply.sender}"[:100]


def _count(reply: Reply, via: str) -> Recipient | None:
    if reply.code:
        return _by_code(reply, reply.code, reply.said, via)
    read = read_reply(reply.text)
    if read.codes:
        return _by_code(reply, reply.text, read.said, via)
    if read.said == "refused" or (read.says_yes and via in SENDER_IS_CERTAIN):
        return _by_sender(reply, read.said, via)
    return None


def _code_by_button(reply: Reply, via: str) -> str:
    """The code of who pressed a button below a message that many got, or a key in a call; empty for anybody else."""
    together = message_key(via, reply.button)
    if not together:
        return ""
    if via == "voice":  # a call is one person's; who has the telephone in hand presses the key
        asked = Attempt.objects.filter(key=together, answerable=True)
    else:
        asked = Attempt.objects.exclude(together="").filter(together=together, address=reply.sender)
    for callout_id, person in asked.values_list("callout_id", "person"):
        known = Recipient.objects.filter(callout_id=callout_id, person=person, code_open=True)
        return known.values_list("code", flat=True).first() or ""
    return ""


def _by_code(reply: Reply, text: str, said: Answer, via: str) -> Recipient | None:
    recipient = recipient_of_code(text, source=_source(reply, via))
    contact = queries.tree_of(recipient.callout).contact_by_person[recipient.person]
    if not is_theirs(contact, reply.sender, via):
        logger.warning("a reply code came by %s from somebody else than its owner", via)
        return None
    answer(recipient.callout_id, recipient.person, said, via=via, at=reply.at)
    return recipient


def _by_sender(reply: Reply, said: Answer, via: str) -> Recipient | None:
    """`0` needs no code: who sent it was written to. It answers every call that waits for this person's answer, but
    none that they have said yes to (who is on duty there cannot come here as well); where none waits, the last one. A
    yes is to the last call alone: nobody knows whether the others were read. Of two who share a number nobody knows
    which one it was."""
    asked = Attempt.objects.filter(channel=via, address=reply.sender, answerable=True, callout__practice=False)
    people = set(asked.values_list("callout_id", "person"))
    open_ones = Recipient.objects.filter(callout_id__in={pk for pk, _person in people}, code_open=True)
    recipients = [r for r in open_ones.select_related("callout") if (r.callout_id, r.person) in people]
    if not recipients:
        return None
    last = max(r.callout_id for r in recipients)
    with recording(*{r.callout_id for r in recipients}) as gathered:
        gathered.follow(gathered.callouts.values())
        waiting = {r.callout_id for r in recipients if not _has_answered(gathered, r)} if said == "refused" else set()
        meant = [r for r in recipients if r.callout_id in (waiting or {last})]
        if not _is_one_person(meant, via):
            logger.warning("an answer by %s from an address that several people share", via)
            return None
        for each in meant:
            take(gathered, gathered.callout(each.callout_id), each.person, said, via=via, author=None, at=reply.at)
    return max(meant, key=lambda each: each.callout_id)


def _has_answered(gathered: Recording, recipient: Recipient) -> bool:
    running = gathered.running(gathered.callout(recipient.callout_id))
    return running.state.people[recipient.person].answer is not None


def _is_one_person(recipients: Sequence[Recipient], via: str) -> bool:
    """Whether all of these, each in a call that the same address was asked for, are certainly one person: one in each
    call, and the same in their office's plan, or of the same name, or of one account that is nobody else's."""
    if len({r.callout_id for r in recipients}) < len(recipients):
        return False
    persons = {(r.callout.organisation_id, r.person) for r in recipients}
    names = {" ".join(r.name.split()) for r in recipients}
    return via in SENDER_IS_CERTAIN or len(persons) == 1 or len(names) == 1


def take_receipt(receipt: Receipt) -> bool:
    """A provider's later word on a message. True if it was news: states only move forward, late and double receipts
    change nothing."""
    attempt = Attempt.objects.filter(key=receipt.key).first()
    if attempt is None:
        return False
    with recording(attempt.callout_id) as gathered:
        before = _FORWARD[: _FORWARD.index(receipt.state)]
        changed = Attempt.objects.filter(pk=attempt.pk, state__in=before).update(
            state=receipt.state, ended_at=gathered.now, leased_until=None, detail=receipt.reason or "receipt"
        )
        if changed:
            write_outcomes(gathered, [Ended(attempt, receipt.state, receipt.reason)])
    return bool(changed)


def acknowledge_together(text: str, *, source: str, said: Answer) -> Recipient:
    """As `acknowledge_by_code`, committed with the answers that come at the same moment."""
    counted = count_by_code(Said(text[:500], said, "code", source))
    if counted.refusal:
        raise counted.refusal
    if counted.recipient:
        return counted.recipient
    return acknowledge_by_code(text, source=source, said=said)
