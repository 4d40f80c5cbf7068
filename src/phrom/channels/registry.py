"""The channels by name."""

from functools import lru_cache
from typing import Any

from django.conf import settings

from phrom.channels.contract import Channel
from phrom.channels.email.channel import EmailChannel
from phrom.channels.line.channel import LineChannel
from phrom.channels.practice.channel import PracticeChannel
from phrom.channels.sms.channel import SmsChannel
from phrom.channels.sms.gateway import GatewaySettings
from phrom.errors import DeliveryError

# Kept, since they remember when their provider asked for a pause, and what works; connections are shared too.
_line = lru_cache(maxsize=8)(LineChannel)
_sms = lru_cache(maxsize=8)(SmsChannel)
_email = lru_cache(maxsize=8)(EmailChannel)
_practice = lru_cache(maxsize=1)(PracticeChannel)


def line_channel() -> LineChannel:
    return _line(settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL)


def sms_channel() -> SmsChannel:
    described: dict[str, Any] = settings.SMS
    return _sms(GatewaySettings(**described))


def channels() -> dict[str, Channel]:
    """All channels that are built, by name, loudest first. A new one is a folder and a line here."""
    built: tuple[Channel, ...] = (
        _practice(),
        line_channel(),
        sms_channel(),
        _email(settings.SMTP_URL, settings.EMAIL_FROM),
    )
    return {channel.name: channel for channel in built}


def channel_called(name: str) -> Channel:
    """Raises DeliveryError (permanent) for a channel that is not built, so that the next step is taken."""
    try:
        return channels()[name]
    except KeyError:
        raise DeliveryError(f"channel {name} is not built", permanent=True) from None


def usable_channels() -> tuple[str, ...]:
    """Names of the channels to real people that can be used now, loudest first."""
    return tuple(name for name, channel in channels().items() if name != "practice" and channel.problem() is None)
