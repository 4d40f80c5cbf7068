"""The channels by name."""

from django.conf import settings

from phrom.channels.contract import Channel
from phrom.channels.email.channel import EmailChannel
from phrom.channels.practice.channel import PracticeChannel
from phrom.errors import DeliveryError


def channels() -> dict[str, Channel]:
    """All channels that are built, by name. A new one is a folder and a line here."""
    built: tuple[Channel, ...] = (PracticeChannel(), EmailChannel(settings.SMTP_URL, settings.EMAIL_FROM))
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
