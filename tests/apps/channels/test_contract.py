"""What every channel promises, whichever it is."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from phrom import channels as room
from phrom.channels.contract import Channel, NoAnswerError, Outcome, OutgoingMessage
from phrom.channels.models import PracticeMessage
from phrom.channels.registry import channels, usable_channels
from phrom.channels.wire import connections_kept
from phrom.core.log_entry.words import WORDS
from phrom.errors import DeliveryError
from tests.apps.channels.conftest import PostOffice
from tests.apps.channels.test_email import MESSAGE
from tests.fakes import line, sms, voice
from tests.fakes.one_way import SECRET as SERVICE_SECRET
from tests.fakes.one_way import FakeService

NAMES = sorted(channels())
ADDRESSES = {
    "practice": "person-6",
    "line": line.user_id(6),
    "sms": "+66810000006",
    "voice": "+66810000006",
    "email": "duangjai@example.org",
    "other": "duty",
}

Arrived = dict[str, Callable[[], int]]
"""By channel, how many messages have come to people."""


@pytest.fixture
def arrived(db: None, settings: Any, smtp_url: str, post_office: PostOffice) -> Iterator[Arrived]:
    """Every channel set up, with the stand-in of its provider."""
    with (
        line.FakeLine() as fake_line,
        sms.FakeGateway() as gateway,
        voice.FakeVoice() as provider,
        FakeService() as service,
    ):
        settings.OTHER = service.settings
        settings.SMTP_URL = smtp_url
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL = line.TOKEN, line.SECRET, fake_line.url
        settings.SMS = sms.described(gateway.url)
        settings.VOICE = voice.described(provider.url)
        yield {
            "practice": PracticeMessage.objects.count,
            "email": lambda: len(post_office.letters),
            "line": lambda: len(fake_line.pushed),
            "sms": lambda: len(gateway.sent),
            "voice": lambda: len(provider.calls),
            "other": lambda: len(service.told),
        }


def message_for(channel: Channel) -> OutgoingMessage:
    practice = channel.name == "practice"
    return replace(MESSAGE, practice=practice, address=ADDRESSES[channel.name], reply_code="K4P7")


@pytest.mark.parametrize("name", NAMES)
def test_a_channel_is_registered_under_its_own_name_in_its_own_folder_and_has_a_word(name: str) -> None:
    assert channels()[name].name == name
    assert (Path(room.__file__).parent / name / "channel.py").exists()
    assert name in WORDS["channel"]


@pytest.mark.parametrize("name", NAMES)
def test_a_message_in_gives_an_outcome_out(arrived: Arrived, name: str) -> None:
    channel = channels()[name]
    assert channel.problem() is None
    assert async_to_sync(channel.send)(message_for(channel)) in set(Outcome)
    assert arrived[name]() == 1


@pytest.mark.parametrize("name", NAMES)
def test_repeating_a_message_is_harmless_where_the_channel_says_so(arrived: Arrived, name: str) -> None:
    channel = channels()[name]
    if not channel.repeatable:
        pytest.skip("an engine never repeats on this channel")
    for _time in range(2):
        async_to_sync(channel.send)(message_for(channel))
    assert arrived[name]() == 1


@pytest.mark.parametrize("name", NAMES)
def test_side_by_side_messages_to_many_all_arrive(arrived: Arrived, name: str) -> None:
    channel = channels()[name]

    async def all_at_once() -> list[Outcome]:
        async with connections_kept():
            one = message_for(channel)
            return await asyncio.gather(*(channel.send(replace(one, key=f"7:person-{n}/x/1")) for n in range(30)))

    assert set(async_to_sync(all_at_once)()) <= set(Outcome)
    assert arrived[name]() == 30


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"practice"}))
def test_without_settings_a_channel_is_off_says_so_and_fails_for_good(name: str) -> None:
    channel = channels()[name]
    assert "PHROM_" in (channel.problem() or "")
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(channel.send(message_for(channel)))
    assert failure.value.permanent


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_stands_in_the_log_or_in_a_failure(
    settings: Any, arrived: Arrived, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level("DEBUG")
    channel = channels()[name]
    async_to_sync(channel.send)(message_for(channel))
    settings.LINE_URL = "http://127.0.0.1:1"
    settings.SMS = settings.SMS | {"url": "http://user:line-secret-for-tests@127.0.0.1:1/"}
    settings.VOICE = settings.VOICE | {"url": "http://user:line-secret-for-tests@127.0.0.1:1/"}
    settings.OTHER = f'{{"duty": "json://127.0.0.1:1/{SERVICE_SECRET}"}}'
    settings.SMTP_URL = "smtp://user:line-secret-for-tests@127.0.0.1:1"
    said = ""
    try:
        async_to_sync(channels()[name].send)(message_for(channel))
    except (DeliveryError, NoAnswerError) as failure:
        said = str(failure)
    for secret in (line.TOKEN, line.SECRET, sms.TOKEN, sms.SECRET, voice.TOKEN, voice.SECRET, SERVICE_SECRET):
        assert secret not in caplog.text + said


def test_a_real_message_never_lands_on_a_practice_phone(db: None) -> None:
    with pytest.raises(DeliveryError):
        asyncio.run(channels()["practice"].send(MESSAGE))
    assert not PracticeMessage.objects.exists()


def test_channels_that_are_set_up_are_used_loudest_first_and_practice_is_none_of_them(
    settings: Any, arrived: Arrived
) -> None:
    assert usable_channels() == ("line", "sms", "voice", "email", "other")
    settings.LINE_TOKEN = settings.SMTP_URL = settings.OTHER = ""
    assert usable_channels() == ("sms", "voice")
    settings.SMS = settings.VOICE = {}
    assert usable_channels() == ()
