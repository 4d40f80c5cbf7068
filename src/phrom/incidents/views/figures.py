"""What a call costs, before it is approved: messages by channel, SMS of how many parts, baht, time to the last one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.utils.translation import gettext as _

from phrom.callouts.queries import channel_word, channels_shown, none_works, waiting_messages
from phrom.channels.registry import channels, sms_channel
from phrom.core.callout.expected import Expected, expected_messages
from phrom.core.callout.reply_code import DIGITS, LETTERS, code_length
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree
from phrom.core.rendering.message_text import CallFacts, call_message
from phrom.core.rendering.sms_segments import SmsLength, sms_length
from phrom.web.words import span_words

ENGINE_PACE = 500  # messages a second that one engine surely hands over where the provider sets no limit


@dataclass(frozen=True)
class Figure:
    """One channel of a call. `seconds`: from the approval to the last first message."""

    word: str
    expected: Expected
    seconds: float
    segments: int = 0
    price: Decimal | None = None
    lacking: int = 0  # so many messages more than the provider's quota has left
    failing_since: datetime | None = None  # the channel does not work now
    no_other: bool = False  # nor does any other channel of the call
    most_segments: int = 0  # of an SMS: a longer one is not sent

    @property
    def too_long(self) -> bool:
        return bool(self.most_segments) and self.segments > self.most_segments

    @property
    def parts(self) -> int:
        return self.expected.first * self.segments

    @property
    def most_parts(self) -> int:
        return self.expected.most * self.segments

    @property
    def cost(self) -> str:
        return baht(self.price * self.expected.first * (self.segments or 1)) if self.price is not None else ""

    @property
    def most_cost(self) -> str:
        return baht(self.price * self.expected.most * (self.segments or 1)) if self.price is not None else ""

    @property
    def time(self) -> str:
        """In words, rounded up to minutes."""
        if self.seconds <= 60:
            return _("ภายใน 1 นาที")
        return _("ภายใน %(span)s") % {"span": span_words(timedelta(minutes=-(-self.seconds // 60)))}


def figures(tree: CallTree, pace: CalloutSettings, facts: CallFacts) -> list[Figure]:
    """For each channel of the call, in their order; none in practice: nothing leaves the program."""
    if facts.practice:
        return []
    known = {c.name: c for c in channels_shown()}
    alone = none_works(known.values(), pace.channels)
    found = []
    for expected in expected_messages(tree, pace):
        name = expected.channel
        limit, waiting = channels()[name].pace, waiting_messages(name)
        seconds = max(limit.seconds_for(expected.first, waiting), (expected.first + waiting) / ENGINE_PACE)
        remaining, failing = known[name].left, known[name].state == "failing"
        found.append(
            Figure(
                word=channel_word(name),
                expected=expected,
                seconds=seconds,
                segments=longest_sms(tree, facts).segments if name == "sms" else 0,
                price=price_of(name),
                lacking=max(0, expected.first - remaining) if name == "line" and remaining is not None else 0,
                failing_since=known[name].since if failing else None,
                no_other=alone,
                most_segments=gateway.most_segments if name == "sms" and (gateway := sms_channel().gateway) else 0,
            )
        )
    return found


def sample_code(tree: CallTree) -> str:
    """A code as long as each person's own will be."""
    return ((LETTERS[4] + DIGITS[1] + LETTERS[8] + DIGITS[3]) * 3)[: code_length(len(tree.contacts))]


def longest_sms(tree: CallTree, facts: CallFacts) -> SmsLength:
    """Everybody's message is as long: codes of one call are."""
    return sms_length(call_message(facts, sample_code(tree)).th)


def price_of(channel: str) -> Decimal | None:
    """Baht for one part of an SMS, or for one automatic call, if the settings say so."""
    price = {"sms": settings.SMS_PRICE, "voice": settings.VOICE_PRICE}.get(channel, "")
    try:
        found = Decimal(price or "NaN")
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def baht(amount: Decimal) -> str:
    return _("%(amount)s บาท") % {"amount": f"{amount:,.2f}"}
