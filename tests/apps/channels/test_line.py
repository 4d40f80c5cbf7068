"""LINE against a stand-in that honours retry keys: what is sent, what its answers mean, what is signed."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from phrom.channels.contract import NoAnswerError, Outcome, OutgoingMessage, Reply
from phrom.channels.line.channel import LineChannel, Quota
from phrom.channels.line.webhook import button_data, replies_in
from phrom.errors import DeliveryError
from tests.apps.channels.conftest import free_port
from tests.apps.channels.test_email import MESSAGE as LETTER
from tests.fakes.line import SECRET, TOKEN, FakeLine, pressed, signature_of, typed, user_id, webhook

MESSAGE = replace(LETTER, key="7:person-6/line/1", address=user_id(6), reply_code="K4P7")


@pytest.fixture
def line() -> Iterator[FakeLine]:
    with FakeLine() as server:
        yield server


def channel(line: FakeLine, **more: Any) -> LineChannel:
    return LineChannel(TOKEN, SECRET, line.url, **{"seconds": 0.5, "pauses": (0.01, 0.02), **more})


def send(line: FakeLine, message: OutgoingMessage = MESSAGE, **more: Any) -> Outcome:
    return asyncio.run(channel(line, **more).send(message))


def test_the_text_goes_to_the_person_with_two_buttons_that_only_speak_to_us(line: FakeLine) -> None:
    assert send(line) is Outcome.SENT
    [push] = line.pushed
    assert push["to"] == user_id(6)
    text, buttons = push["messages"]
    assert text["text"] == MESSAGE.text
    assert buttons["altText"] == MESSAGE.text
    actions = buttons["template"]["actions"]
    assert [(a["type"], a["label"], a["displayText"]) for a in actions] == [
        ("postback", "รับทราบ", "รับทราบ"),
        ("postback", "มาไม่ได้", "มาไม่ได้"),
    ]
    assert [parse_qs(a["data"]) for a in actions] == [
        {"said": ["acknowledged"], "code": ["K4P7"]},
        {"said": ["refused"], "code": ["K4P7"]},
    ]
    assert "uri" not in json.dumps(push)


def test_a_notice_has_no_buttons(line: FakeLine) -> None:
    send(line, replace(MESSAGE, answerable=False))
    assert [m["type"] for m in line.pushed[0]["messages"]] == ["text"]


@pytest.mark.parametrize("text", ["ก" * 6000, "🌊" * 3000, "ก" + "🌊" * 2500])
def test_a_text_too_long_for_line_is_cut_between_characters(line: FakeLine, text: str) -> None:
    send(line, replace(MESSAGE, text=text))
    sent = line.pushed[0]["messages"][0]["text"]
    assert sent.endswith("…")
    assert text.startswith(sent[:-1])
    assert 4990 < len(sent.encode("utf-16-le")) // 2 <= 5000


def test_the_same_message_twice_arrives_once_and_both_times_it_was_sent(line: FakeLine) -> None:
    assert [send(line), send(line)] == [Outcome.SENT, Outcome.SENT]
    assert len(line.pushed) == 1


def test_the_next_try_and_another_offices_message_of_the_same_number_are_other_messages(line: FakeLine) -> None:
    send(line)
    send(line, replace(MESSAGE, key="7:person-6/line/2"))
    send(line, replace(MESSAGE, text=MESSAGE.text.replace("K4P7", "X3M9")))
    send(line, replace(MESSAGE, address=user_id(7)))
    assert len(line.pushed) == 4


@pytest.mark.parametrize("trouble", ["cut", "cut after", "hang", (500, ""), (503, "")])
def test_a_doubtful_answer_is_asked_again_with_the_same_key_and_never_doubles(line: FakeLine, trouble: Any) -> None:
    line.troubles.extend([trouble])
    assert send(line) is Outcome.SENT
    assert len(line.pushed) == 1
    assert line.requests == 2
    assert len(set(line.keys_seen)) == 1


def test_who_never_says_whether_it_was_taken_leaves_the_message_uncertain(line: FakeLine) -> None:
    line.troubles.extend(["cut after", (500, ""), (502, "")])
    with pytest.raises(NoAnswerError):
        send(line)
    assert len(line.pushed) == 1


@pytest.mark.parametrize(
    ("status", "permanent"), [(400, True), (401, True), (403, True), (404, True), (413, True), (429, False)]
)
def test_a_refusal_is_for_now_or_for_good_as_the_table_says(line: FakeLine, status: int, permanent: bool) -> None:
    line.troubles.extend([(status, "{}")] * 3)
    with pytest.raises(DeliveryError) as failure:
        send(line)
    assert failure.value.permanent is permanent
    assert str(status) in failure.value.reason
    assert line.requests == (1 if permanent else 3)
    assert line.pushed == []


def test_a_short_pause_that_line_asks_for_is_kept_and_then_it_is_sent(line: FakeLine) -> None:
    line.troubles.append((429, "{}"))
    line.retry_after = "1"

    async def timed() -> float:
        loop = asyncio.get_running_loop()
        start = loop.time()
        assert await channel(line).send(MESSAGE) is Outcome.SENT
        return loop.time() - start

    assert asyncio.run(timed()) >= 0.99


def test_a_long_pause_fails_for_now_and_nobody_knocks_meanwhile(line: FakeLine) -> None:
    line.troubles.append((429, "{}"))
    line.retry_after = "600"

    async def both() -> list[float | None]:
        one, asked = channel(line), []
        for message in (MESSAGE, replace(MESSAGE, key="7:person-7/line/1")):
            with pytest.raises(DeliveryError) as failure:
                await one.send(message)
            assert failure.value.permanent is False
            asked.append(failure.value.retry_after)
        return asked

    asked = asyncio.run(both())
    assert all(seconds is not None and 590 < seconds <= 600 for seconds in asked)
    assert line.requests == 1


def test_the_months_messages_used_up_is_for_good_and_the_quota_says_so(line: FakeLine) -> None:
    line.limit = 1
    send(line)
    with pytest.raises(DeliveryError) as failure:
        send(line, replace(MESSAGE, key="7:person-6/line/2"))
    assert failure.value.permanent
    assert asyncio.run(channel(line).quota()) == Quota(limit=1, used=1)
    assert Quota(limit=1, used=1).left == 0


def test_an_account_without_a_limit_has_no_number_left(line: FakeLine) -> None:
    assert asyncio.run(channel(line).quota()).left is None


def test_a_wrong_token_is_said_when_the_quota_is_read(line: FakeLine) -> None:
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(LineChannel("another", SECRET, line.url).quota())
    assert failure.value.permanent


def test_where_line_does_not_say_what_is_left_the_account_works_and_messages_go_on(
    line: FakeLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = channel(line)

    async def unread() -> Quota:
        raise DeliveryError("LINE's quota could not be read", permanent=False)

    monkeypatch.setattr(asked, "quota", unread)
    health = asyncio.run(asked.check())
    assert health.works
    assert (health.left, health.limit, health.name) == (None, None, "@office")


def test_an_answer_that_stands_in_no_table_is_loud_and_uncertain(
    line: FakeLine, caplog: pytest.LogCaptureFixture
) -> None:
    line.troubles.extend([(418, "")] * 3)
    with pytest.raises(NoAnswerError):
        send(line)
    assert "418" in caplog.text


def test_who_is_not_there_is_worth_another_try() -> None:
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(LineChannel(TOKEN, SECRET, f"http://127.0.0.1:{free_port()}", pauses=()).send(MESSAGE))
    assert failure.value.permanent is False


def test_a_line_id_that_people_give_each_other_is_no_user_id(line: FakeLine) -> None:
    with pytest.raises(DeliveryError) as failure:
        send(line, replace(MESSAGE, address="@somchai"))
    assert failure.value.permanent
    assert line.requests == 0


@pytest.mark.parametrize(("token", "secret"), [("", ""), (TOKEN, ""), ("", SECRET)])
def test_without_both_settings_the_channel_says_so_and_sends_nothing(line: FakeLine, token: str, secret: str) -> None:
    without = LineChannel(token, secret, line.url)
    assert without.problem() is not None
    with pytest.raises(DeliveryError):
        asyncio.run(without.send(MESSAGE))
    assert without.replies(*webhook(typed(user_id(6), "K4P7"), secret=secret)) is None
    assert line.requests == 0


def test_signed_replies_are_read_and_anything_else_is_left_out() -> None:
    one = LineChannel(TOKEN, SECRET)
    group = typed(user_id(6), "K4P7") | {"source": {"type": "group", "groupId": "C1", "userId": user_id(6)}}
    body, signature = webhook(
        pressed(user_id(6), button_data("acknowledged", {"code": "K4P7"})),
        pressed(user_id(6), button_data("refused", {"code": "K4P7"})),
        pressed(user_id(6), "said=shouted&code=K4P7"),
        pressed(user_id(6), "richmenu"),
        typed(user_id(7), "รับทราบ X3M9"),
        typed("somebody", "K4P7"),
        group,
        {"type": "follow"},
    )
    read = one.replies(body, signature) or ()
    assert len({reply.event for reply in read}) == 3
    assert tuple(replace(reply, event="", at=None) for reply in read) == (
        Reply(user_id(6), code="K4P7", said="acknowledged"),
        Reply(user_id(6), code="K4P7", said="refused"),
        Reply(user_id(7), text="รับทราบ X3M9"),
    )


def test_a_wrong_missing_or_moved_signature_is_none() -> None:
    one = LineChannel(TOKEN, SECRET)
    body, signature = webhook(typed(user_id(6), "K4P7"))
    for wrong in ("", "ก", signature_of(body, "another"), signature[:-2], signature + "\0"):
        assert one.replies(body, wrong) is None
    assert one.replies(body + b" ", signature) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"[]", b"{}", b'{"events": {}}', b'{"events": [1, null, [], {"source": 1}]}', b"[" * 100_000],
)
def test_a_body_that_cannot_be_read_holds_no_reply(body: bytes) -> None:
    assert replies_in(body) == ()
