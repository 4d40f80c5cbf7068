"""How an office wants its people called: mode, channels in their order, times, an addition; for each threat and each
stage of an incident its own, where the office wants it so.

Stages: before the plan is in force people are warned (onset), then called (crisis), later told (recovery).
"""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, model_validator

from phrom.core.callout.settings import CalloutSettings, Seconds, Tries
from phrom.core.callout.tree import Frozen, Mode
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import THAI_TIME

NIGHT_BEGINS, NIGHT_ENDS = 21, 6  # hours in Bangkok: who sleeps is woken by a call or an SMS, not by e-mail
LONGEST_ADDITION = 120
STAGES = {
    "onset": Bilingual(th="เมื่อเริ่มมีเหตุการณ์", en="at the onset"),
    "crisis": Bilingual(th="สภาวะวิกฤต", en="in the crisis"),
    "recovery": Bilingual(th="กลับสู่สภาวะปกติ", en="in the recovery"),
}
Hour = Annotated[int, Field(ge=0, le=23)]


class CallingWay(Frozen):
    """What the office has chosen; `channels` are tried in this order, those left out never. `night`: another order for
    calls that begin at night; empty: the same."""

    mode: Mode = "both"
    channels: tuple[str, ...] = ("line", "sms", "voice", "email", "other")
    night: tuple[str, ...] = ()
    night_begins: Hour = NIGHT_BEGINS
    night_ends: Hour = NIGHT_ENDS
    tries_per_channel: Tries = 2
    retry_seconds: Seconds = 180
    answer_seconds: Seconds = 900
    caller_seconds: Seconds = 900
    addition: Annotated[str, Field(max_length=LONGEST_ADDITION)] = ""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.answer_seconds < self.retry_seconds:
            raise ValueError("answer_seconds is shorter than retry_seconds: nobody would be tried twice")
        if self.night_begins == self.night_ends:
            raise ValueError("night_begins is night_ends: nobody knows whether it is ever night")
        for order in (self.channels, self.night):
            if len(set(order)) != len(order):
                raise ValueError("a channel stands twice in the order")
        return self

    def order_at(self, moment: datetime) -> tuple[str, ...]:
        """The channels in their order for a call that begins at this moment."""
        since_dusk = (moment.astimezone(THAI_TIME).hour - self.night_begins) % 24
        return self.night if self.night and since_dusk < (self.night_ends - self.night_begins) % 24 else self.channels

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
