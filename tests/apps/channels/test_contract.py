"""What every channel promises, whichever it is."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from phrom import channels as room
from phrom.channels.contract import Channel, Outcome, OutgoingMessage
from phrom.channels.models import PracticeMessage
from phrom.channels.registry import channel_called, channels, usable_channels
from phrom.core.log_entry.words import WORDS
from phrom.errors import DeliveryError
from tests.apps.channels.test_email import MESSAGE

PRACTICE = replace(MESSAGE, practice=True, address="person-6")
NAMES = sorted(channels())


@pytest.fixture
def settings_with_mail(settings: Any, smtp_url: str) -> None:
    settings.SMTP_URL = smtp_url


def message_for(channel: Channel) -> OutgoingMessage:
    return PRACTICE if channel.name == "practice" else MESSAGE


@pytest.mark.parametrize("name", NAMES)
def test_a_channel_is_registered_under_its_own_name_in_its_own_folder_and_has_a_word(name: str) -> None:
    assert channels()[name].name == name
    assert (Path(room.__file__).parent / name / "channel.py").exists()
    assert name in WORDS["channel"]


@pytest.mark.parametrize("name", NAMES)
def test_a_message_in_gives_an_outcome_out(db: None, settings_with_mail: None, name: str) -> None:
    channel = channel_called(name)
    assert channel.problem() is None
    assert async_to_sync(channel.send)(message_for(channel)) in set(Outcome)


@pytest.mark.parametrize("name", NAMES)
def test_repeating_a_message_is_harmless_where_the_channel_says_so(
    db: None, settings_with_mail: None, name: str
) -> None:
    channel = channel_called(name)
    if not channel.repeatable:
        pytest.skip("an engine never repeats on this channel")
    for _time in range(2):
        async_to_sync(channel.send)(message_for(channel))
    assert PracticeMessage.objects.count() == 1


def test_a_channel_that_is_not_built_is_a_failed_delivery_for_good() -> None:
    with pytest.raises(DeliveryError) as failure:
        channel_called("pigeon")
    assert failure.value.permanent


def test_a_real_message_never_lands_on_a_practice_phone(db: None) -> None:
    with pytest.raises(DeliveryError):
        asyncio.run(channel_called("practice").send(MESSAGE))
    assert not PracticeMessage.objects.exists()


def test_practice_is_no_channel_to_real_people(settings: Any, settings_with_mail: None) -> None:
    assert usable_channels() == ("email",)
    settings.SMTP_URL = ""
    assert usable_channels() == ()
