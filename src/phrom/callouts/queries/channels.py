"""The channels as pages show them: which work, since when one does not, and why, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import get_language

from phrom import clock
from phrom.callouts.models import Attempt
from phrom.callouts.queries.unknown_words import UnknownWordShown, unknown_words_shown
from phrom.channels.health import (
    MAILBOX,
    ChannelHealth,
    health_of_channels,
    health_of_mailbox,
    is_low,
    unknown_words,
)
from phrom.channels.registry import channels, mailbox
from phrom.core.log_entry.failure_words import failure_words
from phrom.core.log_entry.words import WORDS

LATELY = timedelta(hours=1)  # so long an unknown word is trouble in a call under way
NOT_LOOKED_AT = timedelta(minutes=10)  # so long without a look: nobody knows; the engine does not run


@dataclass(frozen=True)
class ChannelShown:
    """`state`: works, low, failing, unknown, off (not set up). `since`: when it was last seen to work."""

    name: str
    word: str
    state: str
    since: datetime | None = None
    checked_at: datetime | None = None
    why: str = ""
    left: int | None = None
    limit: int | None = None
    account: str = ""  # by which people find it
    only_messages: bool = False  # no round trip can be made: only what is sent shows whether it works
    unknown_words: tuple[UnknownWordShown, ...] = ()  # of its provider, newest first
    no_other: bool = False  # nor does any other channel of the call

    @property
    def is_puzzling(self) -> bool:
        """Whether its provider says just now what nobody has a meaning for."""
        return bool(self.unknown_words) and self.unknown_words[0].at > clock.now() - LATELY


def channels_shown() -> list[ChannelShown]:
    """Every channel to real people, loudest first, also those that are not set up; then the mailbox of the answers."""
    health = health_of_channels()
    shown = [
        _shown(name, health[name]) if name in health else ChannelShown(name, channel_word(name), "off", why=_why(off))
        for name, channel in channels().items()
        if name != "practice" and ((off := channel.problem() or "") or name in health)
    ]
    return [*shown, *_mailbox_shown()] if "email" in health else shown


def _mailbox_shown() -> list[ChannelShown]:
    if problem := mailbox().problem():
        return [ChannelShown(MAILBOX, channel_word(MAILBOX), "off", why=_why(problem))]
    return [_shown(MAILBOX, health_of_mailbox())]


def failing_channels(used: tuple[str, ...] | None = None) -> list[ChannelShown]:
    """Channels that are set up and do not work, or are not understood; `used`: only of these."""
    shown = channels_shown()
    alone = none_works(shown, used)
    failing = [replace(c, no_other=alone) for c in shown if c.state == "failing" or c.is_puzzling]
    return [c for c in failing if used is None or c.name in used or (c.name == MAILBOX and "email" in used)]


def none_works(shown: Iterable[ChannelShown], used: tuple[str, ...] | None = None) -> bool:
    """Whether every channel that is set up and carries messages is known not to work; `used`: of these."""
    senders = [c for c in shown if c.state != "off" and c.name != MAILBOX and (used is None or c.name in used)]
    return bool(senders) and all(c.state == "failing" for c in senders)


def waiting_messages(channel: str) -> int:
    """How many messages of all offices are written down and not yet taken by an engine."""
    return Attempt.objects.filter(state=Attempt.State.RECORDED, channel=channel).count()


def channel_word(name: str) -> str:
    word = WORDS["via"].get(name)
    if word is None:
        return name
    return word.en if _english() else word.th


def _shown(name: str, row: ChannelHealth | None) -> ChannelShown:
    if row is None:
        return ChannelShown(name, channel_word(name), "unknown")
    seen_at = max(filter(None, (row.checked_at, row.worked_at, row.failed_at)), default=None)
    state = "works"
    if row.failing_since:
        state = "failing"
    elif seen_at is None or seen_at < clock.now() - NOT_LOOKED_AT:
        state = "unknown"
    elif is_low(row):
        state = "low"
    since, word = row.failing_since or row.worked_at, channel_word(name)
    strange = unknown_words(channels()[name], row) if name != MAILBOX else ()
    return ChannelShown(
        *(name, word, state, since, seen_at, _why(row.reason), row.left, row.limit, row.name),
        only_messages=row.checked_at is None,
        unknown_words=unknown_words_shown(name, word, strange),
    )


def _why(reason: str) -> str:
    words = failure_words(reason)
    if words is None:
        return reason
    return words.en if _english() else words.th


def _english() -> bool:
    return (get_language() or "th").startswith("en")
