"""Which channels work: a round trip every few minutes, and what the messages of this engine have shown meanwhile.

Of several engines one makes the round trip. What any of them finds is in one row an account, which opens the others'
circuits and stands on the pages, before the flood rather than during it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from asgiref.sync import sync_to_async
from django.db import transaction

from phrom import clock
from phrom.channels.circuit import Circuit
from phrom.channels.contract import Channel, Health, NoAnswerError
from phrom.channels.described import DescribedChannel
from phrom.channels.handles import plain
from phrom.channels.models import ChannelHealth
from phrom.channels.registry import channels, mailbox
from phrom.channels.unknown_words import UnknownWord, words_of, words_to_say, write_heard
from phrom.errors import AWAY, DeliveryError

__all__ = [
    "MAILBOX",
    "Change",
    "ChannelHealth",
    "UnknownWord",
    "health_of_channels",
    "health_of_mailbox",
    "hear_of_mailbox",
    "is_low",
    "look",
    "unknown_words",
    "unknown_words_to_say",
]

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=3)
EVERY_FAILING = timedelta(minutes=1)
FORGIVEN = timedelta(minutes=10)  # so long no message has failed: then a round trip that goes well is believed
MAILBOX = "mailbox"  # beside the channels: where answers by e-mail are read
_UNCOUNTED = 10**15  # and more
LOW_SHARE = 10  # percent of the month's messages: then it is said


@dataclass(frozen=True)
class Change:
    """A channel has begun to fail, or works again."""

    channel: str
    works: bool
    reason: str


async def look() -> list[Change]:
    """Write what this engine's messages have shown, make the round trips that are due, heed what others have found."""
    await sync_to_async(write_heard)()
    changes = []
    for name, channel in channels().items():
        if name == "practice" or channel.problem() is not None:
            continue
        try:
            change = await _looked_at(channel)
        except AWAY:
            raise
        except Exception:
            log.exception("looking at %s stumbled; the other channels are looked at", name)
            continue
        changes += [change] if change else []
    return changes


async def _looked_at(channel: Channel) -> Change | None:
    found = await _checked(channel) if await sync_to_async(_is_due)(channel) else None
    return await sync_to_async(_write)(channel, found)


def health_of_channels() -> Mapping[str, ChannelHealth | None]:
    """By name, for every channel to real people that is set up, loudest first; None: not looked at yet."""
    rows = {(row.channel, row.account): row for row in ChannelHealth.objects.all()}
    usable = (c for n, c in channels().items() if n != "practice" and c.problem() is None)
    return {channel.name: rows.get((channel.name, channel.account[:200])) for channel in usable}


def health_of_mailbox() -> ChannelHealth | None:
    """Of the mailbox that answers come back to; None: not looked at yet."""
    return ChannelHealth.objects.filter(channel=MAILBOX, account=mailbox().account[:200]).first()


def unknown_words(channel: Channel, row: ChannelHealth) -> tuple[UnknownWord, ...]:
    """What its provider has said lately that nobody has a meaning for, newest first."""
    gateway = channel.gateway if isinstance(channel, DescribedChannel) else None
    return words_of(row, lambda word: gateway is not None and gateway.state_of(word) is not None)


def unknown_words_to_say() -> dict[str, tuple[UnknownWord, ...]]:
    """By channel, those that are news; then they are none any more."""
    rows = [(name, row) for name, row in health_of_channels().items() if row and unknown_words(channels()[name], row)]
    found = {name: words_to_say(row) for name, row in rows}
    return {name: words for name, words in found.items() if words}


@transaction.atomic
def hear_of_mailbox(reason: str = "") -> Change | None:
    """It was read, or was not for this reason. Written when that is news, and every few minutes."""
    now = clock.now()
    row, _made = ChannelHealth.objects.select_for_update().get_or_create(
        channel=MAILBOX, account=mailbox().account[:200], defaults={"next_check_at": now}
    )
    failed_before = row.failing_since is not None
    known = row.checked_at is not None and timedelta() <= now - row.checked_at < EVERY
    if known and row.reason == reason[:300] and failed_before == bool(reason):
        return None
    row.checked_at = now
    if reason:
        _fails(row, now, reason, by_check=True)
    else:
        _works(row, now)
    row.save()
    return Change(MAILBOX, works=not reason, reason=reason) if failed_before != bool(reason) else None


def is_low(row: ChannelHealth) -> bool:
    """Whether the month's messages are nearly used up."""
    return row.left is not None and row.limit is not None and 100 * row.left < LOW_SHARE * row.limit


def _is_due(channel: Channel) -> bool:
    """Whether the round trip is this engine's to make now."""
    now = clock.now()
    row, _made = ChannelHealth.objects.get_or_create(
        channel=channel.name, account=channel.account[:200], defaults={"next_check_at": now}
    )
    if now < row.next_check_at <= now + EVERY:  # later than that: the clock was set back
        return False
    coming = now + (EVERY_FAILING if row.failing_since else EVERY)
    same = ChannelHealth.objects.filter(pk=row.pk, next_check_at=row.next_check_at)
    return bool(same.update(next_check_at=coming))


async def _checked(channel: Channel) -> Health | None:
    try:
        return await channel.check()
    except (DeliveryError, NoAnswerError) as error:
        return Health(works=False, reason=str(error))


@transaction.atomic
def _write(channel: Channel, found: Health | None) -> Change | None:
    """The newest word counts: of a message that got through or did not, then of the round trip."""
    now, circuit = clock.now(), channel.circuit
    row = ChannelHealth.objects.select_for_update().get(channel=channel.name, account=channel.account[:200])
    before, failed_before = _stored(row), row.failing_since is not None
    _take_messages(row, circuit, now)
    if found is not None:
        _take_check(row, found, now)
    if row.failing_since:
        circuit.open(row.reason)
    if circuit.is_open and (row.failing_since is None or (found and found.works)):
        circuit.try_now()
    if _stored(row) != before:
        row.save()
    fails = row.failing_since is not None
    return Change(channel.name, works=not fails, reason=row.reason) if fails != failed_before else None


def _take_messages(row: ChannelHealth, circuit: Circuit, now: datetime) -> None:
    """What this process's messages have shown, where it is newer than what is known."""
    got_through, failed = _moment(circuit.worked_ago, now), _moment(circuit.failed_ago, now)
    known = max(filter(None, (row.worked_at, row.failed_at)), default=None)
    if circuit.is_open and failed and (known is None or failed > known):
        _fails(row, failed, circuit.reason, by_check=False)
    elif not circuit.is_open and got_through and (known is None or got_through > known):
        _works(row, got_through)


def _take_check(row: ChannelHealth, found: Health, now: datetime) -> None:
    row.checked_at, row.left, row.limit = now, _countable(found.left), _countable(found.limit)
    row.name = plain(found.name) or row.name
    if not found.works:
        _fails(row, now, found.reason, by_check=True)
    elif row.by_check or row.failed_at is None or row.failed_at < now - FORGIVEN:
        _works(row, now)


def _countable(messages: int | None) -> int | None:
    """As a row can hold it: an account may be overdrawn, and a provider say anything."""
    return None if messages is None else min(max(0, messages), _UNCOUNTED)


def _moment(ago: float | None, now: datetime) -> datetime | None:
    return None if ago is None else now - timedelta(seconds=ago)


def _stored(row: ChannelHealth) -> tuple[object, ...]:
    return tuple(getattr(row, field.attname) for field in ChannelHealth._meta.fields)


def _works(row: ChannelHealth, at: datetime) -> None:
    row.worked_at, row.failing_since, row.reason, row.by_check = at, None, "", False


def _fails(row: ChannelHealth, at: datetime, reason: str, *, by_check: bool) -> None:
    row.failing_since = row.failing_since or row.worked_at or at
    row.failed_at, row.reason, row.by_check = at, reason[:300], by_check
