"""SMS against a stand-in gateway: what it is sent, what its words mean, what it tells us later."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError

from phrom.channels import handles
from phrom.channels.contract import NoAnswerError, Outcome, OutgoingMessage, Receipt, Reply
from phrom.channels.gateway import Gateway, GatewaySettings, trusted
from phrom.channels.models import MessageHandle
from phrom.channels.sms.channel import SmsChannel
from phrom.channels.sms.webhook import receipt_in, reply_in
from phrom.errors import DeliveryError
from tests.apps.channels.conftest import free_port
from tests.apps.channels.test_email import MESSAGE as LETTER
from tests.fakes.sms import SECRET, FakeGateway, described

MESSAGE = replace(LETTER, key="7:person-6/sms/1", address="+66810000006")
pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with FakeGateway() as server:
        yield server


def channel(gateway: FakeGateway, **more: Any) -> SmsChannel:
    return SmsChannel(GatewaySettings(**described(gateway.url, **more)), seconds=0.5, pauses=(0.01, 0.02))


def send(gateway: FakeGateway, message: OutgoingMessage = MESSAGE, **more: Any) -> Outcome:
    outcome: Outcome = async_to_sync(channel(gateway, **more).send)(message)
    return outcome


def understood(gateway: FakeGateway, **more: Any) -> Gateway:
    found = channel(gateway, **more).gateway
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "method"), [("json", "POST"), ("form", "POST"), ("query", "GET")])
def test_the_gateway_gets_number_text_and_key_in_the_form_it_wants(
    gateway: FakeGateway, kind: str, method: str
) -> None:
    assert send(gateway, kind=kind, method=method) is Outcome.SENT
    [sent] = gateway.sent
    assert (sent["to"], sent["text"], sent["key"]) == (MESSAGE.address, MESSAGE.text, MESSAGE.repeat_key)


def test_numbers_are_written_as_the_gateway_writes_them_and_no_text_changes_the_form(gateway: FakeGateway) -> None:
    body = '{"to": "{to_local}/{to_digits}", "key": "{key}", "parts": ["{text}"], "flash": false, "n": 1}'
    send(gateway, replace(MESSAGE, text='ก", "to": "{to}'), body=body)
    [sent] = gateway.sent
    assert sent["to"] == "0810000006/66810000006"
    assert sent["parts"] == ['ก", "to": "{to}']
    assert (sent["flash"], sent["n"]) == (False, 1)


@pytest.mark.parametrize("trouble", ["cut", "cut after", "hang", (500, ""), (502, "")])
def test_a_gateway_that_honours_the_key_is_asked_again_and_sends_once(gateway: FakeGateway, trouble: Any) -> None:
    gateway.troubles.append(trouble)
    assert send(gateway) is Outcome.SENT
    assert len(gateway.sent) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("trouble", ["cut", "cut after", "hang", (502, ""), (504, "")])
def test_any_other_gateway_is_not_asked_again_and_the_message_is_uncertain(
    gateway: FakeGateway, trouble: Any, method: str
) -> None:
    gateway.honours_key = False
    gateway.troubles.append(trouble)
    with pytest.raises(NoAnswerError):
        send(gateway, repeatable=False, kind="query", method=method)
    assert gateway.requests == 1


@pytest.mark.parametrize(("status", "permanent"), [(400, True), (401, True), (402, True), (429, False), (503, False)])
def test_a_refusal_is_for_now_or_for_good_as_the_table_says(gateway: FakeGateway, status: int, permanent: bool) -> None:
    gateway.troubles.append((status, ""))
    with pytest.raises(DeliveryError) as failure:
        send(gateway, repeatable=False)
    assert failure.value.permanent is permanent
    assert gateway.sent == []


@pytest.mark.parametrize(("word", "permanent"), [("REJECTD", True), ("credit", True), ("EXPIRED", False)])
def test_a_refusal_in_words_under_a_friendly_status_is_a_refusal(
    gateway: FakeGateway, word: str, permanent: bool
) -> None:
    gateway.word = word
    with pytest.raises(DeliveryError) as failure:
        send(gateway, repeatable=False)
    assert failure.value.permanent is permanent


def test_a_word_that_stands_in_no_table_is_loud_and_the_message_uncertain(
    gateway: FakeGateway, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.word = "SHIPPED"
    with pytest.raises(NoAnswerError):
        send(gateway, repeatable=False)
    assert "SHIPPED" in caplog.text


def test_a_long_pause_fails_for_now_and_a_short_one_is_waited_for(gateway: FakeGateway) -> None:
    gateway.troubles.append((429, ""))
    gateway.retry_after = "1"
    assert send(gateway, repeatable=False) is Outcome.SENT
    gateway.troubles.append((429, ""))
    gateway.retry_after = "3600"
    with pytest.raises(DeliveryError) as failure:
        send(gateway, replace(MESSAGE, key="7:person-6/sms/2"), repeatable=False)
    assert failure.value.retry_after is not None
    assert failure.value.retry_after > 3500


def test_a_text_of_more_messages_than_allowed_is_not_sent(gateway: FakeGateway) -> None:
    with pytest.raises(DeliveryError) as failure:
        send(gateway, replace(MESSAGE, text="ก" * 135), most_segments="2")
    assert failure.value.permanent
    assert "3" in failure.value.reason
    assert gateway.requests == 0


def test_who_is_not_there_is_worth_another_try() -> None:
    settings = GatewaySettings(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(SmsChannel(settings).send(MESSAGE))
    assert failure.value.permanent is False


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ({"url": ""}, "PHROM_SMS_URL"),
        ({"url": "gateway.example"}, "PHROM_SMS_URL"),
        ({"url": "https://gateway.example:many/"}, "PHROM_SMS_URL"),
        ({"url": "https://[gateway.example/"}, "PHROM_SMS_URL"),
        ({"health_url": "gateway.example/balance"}, "PHROM_SMS_HEALTH_URL"),
        ({"method": "PO ST"}, "PHROM_SMS_METHOD"),
        ({"headers": '{"Authorization": "secret-thing\\n"}'}, "PHROM_SMS_HEADERS"),
        ({"headers": '{"a b": "secret-thing"}'}, "PHROM_SMS_HEADERS"),
        ({"signature": "X Signature"}, "PHROM_SMS_SIGNATURE"),
        ({"most_segments": "²"}, "PHROM_SMS_MOST_SEGMENTS"),
        ({"kind": "xml"}, "PHROM_SMS_KIND"),
        ({"body": "{"}, "PHROM_SMS_BODY"),
        ({"body": "[]"}, "PHROM_SMS_BODY"),
        ({"body": '{"to": "{to}"}'}, "PHROM_SMS_BODY"),
        ({"body": '{"text": "{text}"}'}, "PHROM_SMS_BODY"),
        ({"body": '{"to": "{to}", "text": "{text}"}'}, "PHROM_SMS_BODY has no {key}"),
        ({"headers": "Authorization: secret-thing"}, "PHROM_SMS_HEADERS"),
        ({"states": '{"OK": "fine"}'}, "PHROM_SMS_STATES"),
        ({"most_segments": "many"}, "PHROM_SMS_MOST_SEGMENTS"),
        ({"receipt_fields": "id"}, "PHROM_SMS_RECEIPT"),
        ({"reply_fields": '{"from": 1}'}, "PHROM_SMS_REPLY"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_named_without_its_value(
    gateway: FakeGateway, setting: dict[str, str], name: str
) -> None:
    broken = channel(gateway, **setting)
    problem = broken.problem()
    assert problem is not None
    assert name in problem
    assert "secret-thing" not in problem
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(broken.send(MESSAGE))
    assert failure.value.permanent
    assert gateway.requests == 0


def test_only_a_gateway_said_to_honour_the_key_is_repeatable(gateway: FakeGateway) -> None:
    assert channel(gateway).repeatable
    assert not channel(gateway, repeatable=False).repeatable
    assert not SmsChannel(GatewaySettings()).repeatable


@pytest.mark.parametrize(("word", "state"), [("DELIVRD", "delivered"), ("undeliv ", "failed_temporary")])
def test_a_receipt_finds_its_message_by_the_gateways_id_or_by_our_key(
    gateway: FakeGateway, word: str, state: Any
) -> None:
    send(gateway)
    for told in ({"id": "sms-1"}, {"ref": MESSAGE.repeat_key}):
        assert receipt_in(understood(gateway), told | {"status": word}) == Receipt(MESSAGE.key, state)


def test_a_receipt_of_our_key_is_known_even_before_the_gateway_has_answered(gateway: FakeGateway) -> None:
    gateway.troubles.append("cut after")
    with pytest.raises(NoAnswerError):
        send(gateway, repeatable=False)
    assert receipt_in(understood(gateway), {"ref": MESSAGE.repeat_key, "status": "DELIVRD"}) is not None


@pytest.mark.parametrize(
    "told", [{}, {"status": "DELIVRD"}, {"id": "another", "status": "DELIVRD"}, {"id": "\0", "status": "SENT"}, [], 1]
)
def test_a_receipt_of_nothing_of_ours_is_none(gateway: FakeGateway, told: Any) -> None:
    send(gateway)
    assert receipt_in(understood(gateway), told) is None


def test_a_receipts_word_that_stands_in_no_table_is_loud_and_changes_nothing(
    gateway: FakeGateway, caplog: pytest.LogCaptureFixture
) -> None:
    send(gateway)
    assert receipt_in(understood(gateway), {"id": "sms-1", "status": "SHIPPED"}) is None
    assert "SHIPPED" in caplog.text


@pytest.mark.parametrize("their_id", ["", "\0", "x" * 300, None, {"a": 1}, 17])
def test_a_strange_id_of_the_gateways_does_not_undo_what_was_sent(gateway: FakeGateway, their_id: Any) -> None:
    gateway.id_of = lambda key: their_id  # type: ignore[method-assign]
    assert send(gateway) is Outcome.SENT


def test_a_database_that_fails_after_the_send_does_not_undo_it_either(
    gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, kept = handles._write, list[Sequence[handles.Name]]()

    def once(names: Sequence[handles.Name]) -> None:
        if kept:
            raise OperationalError("database is locked")
        kept.append(names)
        write(names)

    monkeypatch.setattr(handles, "_write", once)
    assert send(gateway) is Outcome.SENT
    assert len(kept) == len(gateway.sent) == 1


def test_without_webhooks_no_names_are_kept(gateway: FakeGateway) -> None:
    send(gateway, secret="")
    assert not MessageHandle.objects.exists()


@pytest.mark.parametrize("sender", ["+66810000006", "66810000006", "0810000006", "081-000-0006"])
def test_a_reply_comes_from_a_number_however_it_is_written(gateway: FakeGateway, sender: str) -> None:
    told = {"from": sender, "message": "รับทราบ K4P7"}
    assert reply_in(understood(gateway), told) == Reply("+66810000006", text="รับทราบ K4P7")


def test_a_reply_from_no_number_is_none_and_a_huge_one_is_cut(gateway: FakeGateway) -> None:
    one = understood(gateway)
    assert reply_in(one, {"from": "DTAC", "message": "โปรโมชั่น"}) is None
    assert reply_in(one, json.loads("[]")) is None
    reply = reply_in(one, {"from": "0810000006", "message": "ก" * 100_000})
    assert reply is not None
    assert len(reply.text) == 500


def test_only_the_shared_secret_is_trusted(gateway: FakeGateway) -> None:
    assert trusted(understood(gateway), SECRET)
    for wrong in ("", "ก", SECRET[:-1], SECRET + " "):
        assert not trusted(understood(gateway), wrong)
    assert not trusted(understood(gateway, secret=""), "")
    assert not trusted(None, "")
