"""How an office wants its people called: mode, channels in their order, times, an addition."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, model_validator

from phrom.core.callout.settings import CalloutSettings, Seconds, Tries
from phrom.core.callout.tree import Frozen, Mode
from phrom.core.values.thai_date import THAI_TIME

NIGHT_BEGINS, NIGHT_ENDS = 21, 6  # hours in Bangkok: who sleeps is woken by a call or an SMS, not by e-mail
LONGEST_ADDITION = 120


class CallingWay(Frozen):
    """What the office has chosen; `channels` are tried in this order, those left out never. `night`: another order for
    calls that begin between 21:00 and 06:00; empty: the same."""

    mode: Mode = "both"
    channels: tuple[str, ...] = ("line", "sms", "voice", "email", "other")
    night: tuple[str, ...] = ()
    tries_per_channel: Tries = 2
    retry_seconds: Seconds = 180
    answer_seconds: Seconds = 900
    caller_seconds: Seconds = 900
    addition: Annotated[str, Field(max_length=LONGEST_ADDITION)] = ""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.answer_seconds < self.retry_seconds:
            raise ValueError("answer_seconds is shorter than retry_seconds: nobody would be tried twice")
        for order in (self.channels, self.night):
            if len(set(order)) != len(order):
                raise ValueError("a channel stands twice in the order")
        return self

    def order_at(self, moment: datetime) -> tuple[str, ...]:
        """The channels in their order for a call that begins at this moment."""
        hour = moment.astimezone(THAI_TIME).hour
        return self.night if self.night and (hour >= NIGHT_BEGINS or hour < NIGHT_ENDS) else self.channels

    def settings(self, usable: tuple[str, ...], begins: datetime) -> CalloutSettings:
        """The settings of a real call, with those channels that can be used now."""
        chosen = tuple(c for c in self.order_at(begins) if c in usable)
        real = CalloutSettings.real()
        changed = {
            "channels": chosen,
            "tries_per_channel": self.tries_per_channel,
            "retry_seconds": self.retry_seconds,
            "answer_seconds": self.answer_seconds,
            "caller_seconds": self.caller_seconds,
            "slot_seconds": max(real.slot_seconds, self.answer_seconds + self.caller_seconds),
        }
        return CalloutSettings.model_validate(real.model_dump() | changed)
