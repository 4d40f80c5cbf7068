"""Automatic calls: the text is spoken, a key is an answer, what the provider says of a call only moves it forward."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from phrom.callouts import actions
from phrom.callouts.models import Attempt, CalloutEvent, WrongNumber
from phrom.channels.gateway import GatewaySettings
from phrom.channels.voice.channel import CALL_WORDS, VoiceChannel
from phrom.core.callout.reply import KEYS
from phrom.core.rendering.message_text import CallFacts, spoken_message
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import Course
from tests.apps.channels.real_call import SMS_NUMBER, begin
from tests.cast import SettableClock
from tests.fakes import voice


@pytest.fixture
def provider(settings: Any) -> Iterator[voice.FakeVoice]:
    with voice.FakeVoice() as server:
        settings.VOICE = voice.described(server.url)
        yield server


@pytest.fixture
def call(
    provider: voice.FakeVoice, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> Course:
    """Everybody's telephone has been rung."""
    return begin(office, coordinator, head, clock).run()


def tell(token: str = voice.SECRET, **told: str) -> int:
    client = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {token}"}
    return client.post("/hooks/voice/", told, content_type="application/json", headers=headers).status_code


def call_to(provider: voice.FakeVoice, number: str = SMS_NUMBER) -> dict[str, Any]:
    return next(placed for placed in reversed(provider.calls) if placed["number"] == number)


def status(call: Course, person: str = "person-6") -> str:
    return call.state.people[person].status


def test_the_call_says_what_is_and_which_keys_to_press_and_no_code(call: Course, provider: voice.FakeVoice) -> None:
    placed = call_to(provider)
    said = placed["say"]
    assert "นี่คือเหตุจริง" in said
    assert "อุทกภัย" in said
    assert "กด 1 เพื่อรับทราบ กด 2 ถ้ามาไม่ได้" in said
    assert call.code_of("person-6") not in said
    assert Attempt.objects.get(person="person-6").text == said


def test_the_keys_that_are_spoken_are_the_keys_that_count() -> None:
    for facts in (CallFacts(practice=False, office="สถจ.แพร่", threat="อุทกภัย"),):
        spoken = spoken_message(facts)
        assert [key for key in "0123456789" if f"กด {key} " in spoken.th] == sorted(KEYS)
        assert spoken.en.endswith("Press 1 to acknowledge, 2 if you cannot come.")


def test_a_text_of_ones_own_is_spoken_whole_and_never_as_a_link() -> None:
    words = "ประชุม 9 โมง\nดู www.example.org"
    spoken = spoken_message(CallFacts(practice=True, office="สถจ.แพร่", threat=None, words=words)).th
    assert "นี่คือการฝึกซ้อม ไม่ใช่เหตุจริง" in spoken
    assert "ประชุม 9 โมง" in spoken
    assert "www.example.org" not in spoken


@pytest.mark.parametrize(("pressed", "said"), [("1", "acknowledged"), ("2", "refused"), (" 1# ", "acknowledged")])
def test_a_pressed_key_is_an_answer_and_told_again_changes_nothing(
    call: Course, provider: voice.FakeVoice, pressed: str, said: str
) -> None:
    told = {"call": call_to(provider)["id"], "status": "in-progress", "digits": pressed}
    assert tell(**told) == 200
    assert status(call) == said
    events = CalloutEvent.objects.count()
    assert tell(**told) == 200
    assert CalloutEvent.objects.count() == events
    answer = call.state.people["person-6"]
    heard = answer.acknowledged or answer.refused
    assert heard is not None
    assert heard.via == "voice"


def test_the_last_key_stands_and_an_old_one_handed_on_again_does_not_undo_it(
    call: Course, provider: voice.FakeVoice
) -> None:
    ref = call_to(provider)["ref"]
    tell(ref=ref, digits="1", event="a")
    tell(ref=ref, digits="2", event="b")
    tell(ref=ref, digits="1", event="a")
    assert status(call) == "refused"


def test_other_keys_and_a_picked_up_telephone_are_no_answer(call: Course, provider: voice.FakeVoice) -> None:
    known = call_to(provider)["id"]
    for told in ({"digits": "9"}, {"digits": "11"}, {"status": "answered"}, {"status": "completed", "digits": ""}):
        assert tell(call=known, **told) == 200
    assert status(call) == "told"
    assert Attempt.objects.get(person="person-6").state == "delivered"


@pytest.mark.parametrize("word", ["no-answer", "BUSY", "machine"])
def test_nobody_or_a_machine_at_the_telephone_is_followed_by_the_next_try(
    call: Course, provider: voice.FakeVoice, word: str
) -> None:
    assert tell(call=call_to(provider)["id"], status=word) == 200
    assert call.attempts("person-6") == ["failed_temporary"]
    call.after(181)
    assert len([placed for placed in provider.calls if placed["number"] == SMS_NUMBER]) == 2
    assert tell(call=call_to(provider)["id"], digits="1") == 200
    assert status(call) == "acknowledged"


def test_states_only_move_forward(call: Course, provider: voice.FakeVoice) -> None:
    known = call_to(provider)["id"]
    for word in ("completed", "ringing", "no-answer", "completed"):
        assert tell(call=known, status=word) == 200
    assert call.attempts("person-6") == ["delivered"]
    assert LogEntry.objects.filter(kind="call.delivered").count() == 1


def test_a_number_that_nobody_has_goes_to_the_coordinator(call: Course, provider: voice.FakeVoice) -> None:
    assert tell(call=call_to(provider)["id"], status="unallocated number") == 200
    wrong = WrongNumber.objects.get()
    assert (wrong.person, wrong.number, wrong.how) == ("person-6", SMS_NUMBER, "provider")


def test_an_unknown_word_or_call_is_loud_and_changes_nothing(
    call: Course, provider: voice.FakeVoice, caplog: pytest.LogCaptureFixture
) -> None:
    known, events = call_to(provider)["id"], CalloutEvent.objects.count()
    assert tell(call=known, status="sleeping") == 404
    assert "'sleeping' is in no table" in caplog.text
    assert tell(call="call-of-others", status="completed", digits="1") == 404
    assert tell(call=known) == 404
    assert tell() == 404
    assert CalloutEvent.objects.count() == events


def test_a_key_counts_also_beside_an_unknown_word(call: Course, provider: voice.FakeVoice) -> None:
    assert tell(call=call_to(provider)["id"], status="sleeping", digits="1") == 200
    assert status(call) == "acknowledged"


@pytest.mark.parametrize("token", ["", "wrong", "voice-token-for-tests"])
def test_only_with_the_shared_secret_is_a_provider_heard(call: Course, provider: voice.FakeVoice, token: str) -> None:
    assert tell(token=token, call=call_to(provider)["id"], digits="1") == 403
    assert status(call) == "told"


def test_without_settings_there_is_no_hook(db: None) -> None:
    assert tell(call="call-1", digits="1") == 404


def test_after_the_call_was_stopped_no_key_counts(call: Course, provider: voice.FakeVoice, head: Membership) -> None:
    actions.stop_callout(head, call.callout.pk)
    assert tell(call=call_to(provider)["id"], digits="1") == 200
    assert status(call) == "told"


def test_each_word_has_a_state_however_it_is_written() -> None:
    channel = VoiceChannel(GatewaySettings("PHROM_VOICE", "https://voice.example/", states='{"no-reply": "uncertain"}'))
    assert channel.gateway is not None
    assert channel.gateway.state_of("No_Answer") == channel.gateway.state_of("no-answer") == "failed_temporary"
    assert channel.gateway.state_of("no reply") == "uncertain"
    assert all(channel.gateway.state_of(word.lower()) == state for word, state in CALL_WORDS.items())


def test_a_setting_of_voice_is_named_as_such() -> None:
    settings = GatewaySettings("PHROM_VOICE", "https://voice.example/", states="secret")
    assert VoiceChannel(settings).problem() == "PHROM_VOICE_STATES is no JSON"
