"""The channels by name."""

from functools import lru_cache
from typing import Any

from django.conf import settings

from phrom.channels.contract import Channel, ManyAtOnce
from phrom.channels.email.channel import EmailChannel
from phrom.channels.email.mailbox import Mailbox
from phrom.channels.gateway import GatewaySettings
from phrom.channels.line.channel import LineChannel
from phrom.channels.other.channel import OtherChannel
from phrom.channels.pace import Pace
from phrom.channels.practice.channel import PracticeChannel
from phrom.channels.sms.channel import SmsChannel
from phrom.channels.voice.channel import VoiceChannel


# Kept, since they remember when their provider asked for a pause, and what works; connections are shared too.
@lru_cache(maxsize=8)
def _line(token: str, secret: str, url: str, rate: float, office_rate: float) -> LineChannel:
    return LineChannel(token, secret, url, pace=Pace(rate, office_rate))


@lru_cache(maxsize=8)
def _sms(described: GatewaySettings, rate: float, office_rate: float) -> SmsChannel:
    return SmsChannel(described, pace=Pace(rate, office_rate))


@lru_cache(maxsize=8)
def _voice(described: GatewaySettings, rate: float, office_rate: float) -> VoiceChannel:
    return VoiceChannel(described, pace=Pace(rate, office_rate))


@lru_cache(maxsize=8)
def _email(url: str, sender: str, come_back: bool, rate: float, office_rate: float) -> EmailChannel:
    return EmailChannel(url, sender, come_back=come_back, pace=Pace(rate, office_rate))


@lru_cache(maxsize=8)
def _other(services: str, rate: float, office_rate: float) -> OtherChannel:
    return OtherChannel(services, pace=Pace(rate, office_rate))


_practice = lru_cache(maxsize=1)(PracticeChannel)


def line_channel() -> LineChannel:
    return _line(settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL, *settings.RATES["line"])


def sms_channel() -> SmsChannel:
    described: dict[str, Any] = settings.SMS
    return _sms(GatewaySettings(**described), *settings.RATES["sms"])


def voice_channel() -> VoiceChannel:
    described: dict[str, Any] = settings.VOICE
    return _voice(GatewaySettings(**{"prefix": "PHROM_VOICE"} | described), *settings.RATES["voice"])


def other_channel() -> OtherChannel:
    return _other(settings.OTHER, *settings.RATES["other"])


def channels() -> dict[str, Channel]:
    """All channels that are built, by name, loudest first. A new one is a folder and a line here."""
    built: tuple[Channel, ...] = (
        _practice(),
        line_channel(),
        sms_channel(),
        voice_channel(),
        _email(settings.SMTP_URL, settings.EMAIL_FROM, mailbox().problem() is None, *settings.RATES["email"]),
        other_channel(),
    )
    return {channel.name: channel for channel in built}


def usable_channels() -> tuple[str, ...]:
    """Names of the channels to real people that can be used now, loudest first."""
    return tuple(name for name, channel in channels().items() if name != "practice" and channel.problem() is None)


def most_together() -> dict[str, int]:
    """The channels that can tell many people the same in one request, and how many."""
    return {name: channel.most_together for name, channel in channels().items() if isinstance(channel, ManyAtOnce)}


def mailbox() -> Mailbox:
    """Where answers by e-mail come back."""
    return Mailbox(settings.IMAP_URL)


def share_pace(engines: int) -> None:
    """So many engines are alive: each takes its share of what an account may send."""
    for channel in channels().values():
        channel.pace.shared_by(engines)


def within_reach(seconds: float) -> dict[str, tuple[int | None, int | None]]:
    """Of each channel: how many messages have their turn within so many seconds, of all and of one office; None: no
    limit."""
    return {name: channel.pace.within(seconds) for name, channel in channels().items()}


def full_channels(most_seconds: float) -> tuple[list[str], list[tuple[str, int]]]:
    """Channels on which a message would wait longer than that for its turn; and those where one office's would."""
    everybody, of_office = [], []
    for name, channel in channels().items():
        full, offices = channel.pace.full(most_seconds)
        everybody += [name] if full else []
        of_office += [] if full else [(name, office) for office in offices]
    return everybody, of_office
