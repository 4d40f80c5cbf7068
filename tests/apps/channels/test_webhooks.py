"""Answers and receipts that come in from outside: only from whom they claim to come, each once, never a fault."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from asgiref.sync import async_to_sync
from django.test import Client

from phrom.callouts import actions, inbound
from phrom.callouts.models import Attempt, CalloutEvent, WrongCode
from phrom.channels.contract import Reply
from phrom.channels.handles import remember
from phrom.channels.line.webhook import button_data
from phrom.channels.registry import sms_channel
from phrom.errors import RefusedError
from phrom.incidents.actions import approve_activation, propose_activation
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Role
from tests import cast
from tests.apps.callouts.course import Course, plan_in_force
from tests.apps.channels.real_call import SMS_NUMBER, begin, plan_with_line
from tests.cast import SettableClock
from tests.fakes import line, sms
from tests.fakes.line import pressed, typed, user_id, webhook


@pytest.fixture
def fake_line() -> Iterator[line.FakeLine]:
    with line.FakeLine() as server:
        yield server


@pytest.fixture
def gateway() -> Iterator[sms.FakeGateway]:
    with sms.FakeGateway() as server:
        yield server


@pytest.fixture
def set_up(settings: Any, fake_line: line.FakeLine, gateway: sms.FakeGateway) -> None:
    settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL = line.TOKEN, line.SECRET, fake_line.url
    settings.SMS = sms.described(gateway.url)


@pytest.fixture
def call(set_up: None, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock) -> Course:
    """Everybody has been sent their message."""
    return begin(office, coordinator, head, clock).run()


def from_line(*events: dict[str, Any], secret: str = line.SECRET) -> int:
    body, signature = webhook(*events, secret=secret)
    return said_by_line(body, signature)


def said_by_line(body: bytes, signature: str) -> int:
    client = Client(enforce_csrf_checks=True)
    headers = {"X-Line-Signature": signature}
    return client.post("/hooks/line/", body, content_type="application/json", headers=headers).status_code


def from_gateway(what: str, token: str = sms.SECRET, **told: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/hooks/sms/{what}/", told, content_type="application/json", headers=headers).status_code


def from_phone(text: str, number: str = "0810000006") -> int:
    return from_gateway("replies", **{"from": number, "message": text})


def status(call: Course, person: str) -> str:
    return call.state.people[person].status


def test_line_and_sms_are_used_and_of_those_on_line_all_get_the_same(
    call: Course, fake_line: line.FakeLine, gateway: sms.FakeGateway
) -> None:
    assert sorted(push["to"] for push in fake_line.pushed) == [user_id(n) for n in (1, 3, 5)]
    assert [sent["to"] for sent in gateway.sent] == [SMS_NUMBER]
    assert fake_line.requests == 1


@pytest.mark.parametrize("said", ["acknowledged", "refused"])
def test_a_pressed_button_is_an_answer_by_line_and_the_same_again_changes_nothing(call: Course, said: Any) -> None:
    event = pressed(user_id(5), button_data(said, {"code": call.code_of("person-5")}))
    assert from_line(event) == 200
    assert status(call, "person-5") == said
    events = CalloutEvent.objects.count()
    assert from_line(event, event | {"deliveryContext": {"isRedelivery": True}}) == 200
    assert CalloutEvent.objects.count() == events
    assert call.logged().count(f"call.{said}") == 1
    answer = call.state.people["person-5"]
    heard = answer.acknowledged or answer.refused
    assert heard is not None
    assert heard.via == "line"


@pytest.mark.parametrize("words", ["{}", "รับทราบครับ {}", "รับทราบ\n{}"])
def test_a_code_typed_to_the_account_counts(call: Course, words: str) -> None:
    assert from_line(typed(user_id(5), words.format(call.code_of("person-5").lower()))) == 200
    assert status(call, "person-5") == "acknowledged"


def test_a_zero_typed_by_someone_who_was_written_to_is_a_refusal(call: Course) -> None:
    from_line(typed(user_id(5), "๐"), typed(user_id(9), "0"))
    assert status(call, "person-5") == "refused"
    assert [p for p, s in call.state.people.items() if s.refused] == ["person-5"]


def test_somebody_else_cannot_answer_in_a_known_persons_place(call: Course) -> None:
    code = call.code_of("person-5")
    assert from_line(typed(user_id(3), code), pressed(user_id(9), button_data("acknowledged", {"code": code}))) == 200
    assert status(call, "person-5") == "told"


def test_a_person_whose_line_is_not_known_answers_by_their_code(call: Course) -> None:
    from_line(typed(user_id(66), call.code_of("person-6")))
    assert status(call, "person-6") == "acknowledged"


def test_strangers_and_chatter_are_ignored_and_count_as_no_guess(call: Course) -> None:
    assert from_line(typed(user_id(9), "สวัสดีค่ะ"), typed(user_id(5), "ใครคะ hello"), {"type": "follow"}) == 200
    assert not WrongCode.objects.exists()
    assert not [p for p in call.state.people.values() if p.answered]


def test_guessing_is_stopped_and_said_in_the_log_book(call: Course) -> None:
    guesses = [typed(user_id(66), f"A3{first}{second}") for first in "CDEFH" for second in "CDEF"]
    from_line(*guesses)
    assert LogEntry.objects.filter(kind="code.guess_limited").count() == 1
    from_line(typed(user_id(66), call.code_of("person-6")))
    assert status(call, "person-6") != "acknowledged"
    from_line(typed(user_id(67), call.code_of("person-6")))
    assert status(call, "person-6") == "acknowledged"


def test_one_bad_event_does_not_keep_the_others_from_counting(call: Course) -> None:
    good = typed(user_id(5), call.code_of("person-5"))
    body, _signature = webhook({"type": "message"}, typed(user_id(5), "HALF"), pressed(user_id(5), "\0"), good)
    body = body.replace(b"HALF", rb"K4P7 \ud83d")  # half a character, as broken clients send it
    assert said_by_line(body, line.signature_of(body)) == 200
    assert status(call, "person-5") == "acknowledged"


def test_without_lines_signature_nothing_counts(call: Course) -> None:
    event = pressed(user_id(5), button_data("acknowledged", {"code": call.code_of("person-5")}))
    body, signature = webhook(event)
    assert from_line(event, secret="another") == 403
    assert said_by_line(body, "") == 403
    assert said_by_line(body.replace(b"acknowledged", b"refused"), signature) == 403
    assert Client().get("/hooks/line/").status_code == 405
    assert status(call, "person-5") == "told"


def test_a_huge_body_is_refused_and_an_empty_one_is_lines_own_trial(call: Course) -> None:
    assert said_by_line(b"x" * 3_000_000, "") == 413
    assert from_line() == 200


@pytest.mark.parametrize("address", ["/hooks/sms/receipts/", "/hooks/sms/replies/", "/hooks/voice/"])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "text/plain"])
def test_a_huge_body_of_any_provider_is_refused_and_changes_nothing(
    call: Course, settings: Any, address: str, kind: str
) -> None:
    settings.VOICE = {"url": "https://voice.example/", "secret": sms.SECRET}
    before = CalloutEvent.objects.count()
    headers = {"Authorization": f"Bearer {sms.SECRET}"}
    answer = Client().post(address, b"x" * 3_000_000, content_type=kind, headers=headers)
    assert 400 <= answer.status_code < 500 or answer.content == b"ok"
    assert CalloutEvent.objects.count() == before


def test_a_telephone_that_answers_by_itself_again_and_again_is_nobody_and_is_stopped(call: Course) -> None:
    for _again in range(30):
        assert from_phone("ขณะนี้ไม่สะดวกรับสาย กรุณาฝากข้อความ") == 200
        assert from_phone("I can't talk right now, call A3C4") == 200
    assert status(call, "person-6") == "told"
    assert LogEntry.objects.filter(kind="code.guess_limited").count() == 1


@pytest.mark.django_db
def test_without_settings_there_are_no_webhooks() -> None:
    assert from_line() == 404
    assert from_gateway("receipts") == 404
    assert from_gateway("replies") == 404


def test_after_the_call_was_stopped_no_answer_counts(call: Course, head: Membership) -> None:
    code = call.code_of("person-5")
    actions.stop_callout(head, call.callout.pk)
    assert from_line(pressed(user_id(5), button_data("acknowledged", {"code": code})), typed(user_id(5), "0")) == 200
    assert status(call, "person-5") == "told"


@pytest.mark.parametrize("words", ["{}", "รับทราบครับ {}", " {} ค่ะ"])
def test_an_sms_with_the_code_counts(call: Course, words: str) -> None:
    for _time in range(2):
        assert from_phone(words.format(call.code_of("person-6"))) == 200
    assert status(call, "person-6") == "acknowledged"
    assert call.logged().count("call.acknowledged") == 1


def test_who_is_called_for_two_incidents_at_once_may_answer_both_in_one_sms(
    call: Course, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    other = propose_activation(coordinator, "threat-flood", request_key="a-real-one-2", reason="น้ำท่วมอีกแห่ง")
    approve_activation(head, other.pk)
    second = Course(coordinator, clock, incident=other).run()
    both = f"{call.code_of('person-6')} {second.code_of('person-6')}"
    assert from_phone(f"{both} มาไม่ได้") == 200
    assert [status(each, "person-6") for each in (call, second)] == ["refused", "refused"]
    clock.advance(minutes=1)
    for _again in range(2):
        assert from_phone(both) == 200
    assert [status(each, "person-6") for each in (call, second)] == ["acknowledged", "acknowledged"]
    assert not WrongCode.objects.exists()


@pytest.mark.parametrize("words", ["0", "๐", "มาไม่ได้ค่ะ"])
def test_an_sms_that_says_no_is_a_refusal(call: Course, words: str) -> None:
    assert from_phone(words) == 200
    assert status(call, "person-6") == "refused"


def test_an_acknowledgement_by_sms_needs_the_code_for_a_number_is_easily_forged(call: Course) -> None:
    assert from_phone("รับทราบ") == 200
    assert status(call, "person-6") == "told"


def test_an_automatic_reply_that_quotes_our_message_is_no_answer(call: Course, gateway: sms.FakeGateway) -> None:
    assert from_phone(f"ไม่อยู่ค่ะ: {gateway.sent[0]['text']}") == 200
    assert status(call, "person-6") == "told"


def test_a_no_from_a_number_of_two_people_is_nobodys(
    set_up: None, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    call = begin(office, coordinator, head, clock, shared_number=True).run()
    assert from_phone("0") == 200
    assert not [p for p in call.state.people.values() if p.refused]
    assert from_phone(f"0 {call.code_of('person-6')}") == 200
    assert [p.person for p in call.state.people.values() if p.refused] == ["person-6"]


def second_call(coordinator: Membership, head: Membership, clock: SettableClock) -> Course:
    other = propose_activation(coordinator, "threat-flood", request_key="a-real-one-2", reason="น้ำท่วมอีกแห่ง")
    approve_activation(head, other.pk)
    return Course(coordinator, clock, incident=other).run()


def test_who_cannot_come_and_has_not_answered_two_calls_cannot_come_to_either(
    call: Course, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    second = second_call(coordinator, head, clock)
    assert from_phone("0") == 200
    assert [status(each, "person-6") for each in (call, second)] == ["refused", "refused"]


def test_a_no_without_a_code_is_no_answer_to_a_call_that_one_has_said_yes_to(
    call: Course, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    """On duty for the first flood, and so not free for the second."""
    assert from_phone(call.code_of("person-6")) == 200
    second = second_call(coordinator, head, clock)
    assert from_phone("0") == 200
    assert [status(each, "person-6") for each in (call, second)] == ["acknowledged", "refused"]


def test_the_last_call_is_meant_where_all_have_an_answer(
    call: Course, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    second = second_call(coordinator, head, clock)
    assert from_phone(f"{call.code_of('person-6')} {second.code_of('person-6')}") == 200
    assert from_phone("0") == 200
    assert [status(each, "person-6") for each in (call, second)] == ["acknowledged", "refused"]


@pytest.mark.parametrize(("name", "expected"), [("หก", "refused"), ("ใครอีกคน", "told")])
def test_a_number_that_two_offices_have_is_one_persons_only_where_the_name_is_the_same(
    call: Course, stranger: Membership, clock: SettableClock, name: str, expected: str
) -> None:
    plan = plan_with_line()
    people = [p | {"given_name": name} if p["id"] == "person-6" else p for p in plan["people"]]
    plan_in_force(stranger.organisation, plan | {"people": people})
    other_head = cast.join(stranger.organisation, cast.Character("other-head", "นายก ต่างเมือง", Role.HEAD))
    incident = propose_activation(stranger, "threat-flood", request_key="a-real-one-3", reason="น้ำท่วม")
    approve_activation(other_head, incident.pk)
    elsewhere = Course(stranger, clock, incident=incident).run()
    assert from_phone("0") == 200
    assert [status(each, "person-6") for each in (call, elsewhere)] == [expected, expected]


def test_a_yes_typed_to_line_is_an_answer_to_the_last_call_alone(
    call: Course, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    second = second_call(coordinator, head, clock)
    from_line(typed(user_id(5), "รับทราบ"))
    assert [status(each, "person-5") for each in (call, second)] == ["told", "acknowledged"]
    from_line(typed(user_id(3), "0"))
    assert [status(each, "person-3") for each in (call, second)] == ["refused", "refused"]


def test_a_receipt_moves_the_message_forward_once_and_never_back(call: Course, office: Organisation) -> None:
    assert call.attempts("person-6") == ["sent"]
    for word in ("ACCEPTD", "DELIVRD", "DELIVRD", "UNDELIV", "ACCEPTD"):
        assert from_gateway("receipts", id="sms-1", status=word) == 200
    assert call.attempts("person-6") == ["delivered"]
    assert call.logged().count("call.delivered") == 1
    assert "call.failed" not in call.logged()
    assert verify_chain(office.pk).ok


def test_a_gateway_that_counts_its_messages_anew_speaks_of_the_newest(call: Course) -> None:
    for key in ("7:an-old-one", Attempt.objects.get(person="person-6").key):
        async_to_sync(remember)("sms", "1", key)
    assert from_gateway("receipts", id="1", status="DELIVRD") == 200
    assert call.attempts("person-6") == ["delivered"]


def test_a_bounce_is_followed_by_the_next_try_and_a_late_delivery_still_counts(call: Course) -> None:
    assert from_gateway("receipts", id="sms-1", status="UNDELIV") == 200
    assert call.attempts("person-6") == ["failed_temporary"]
    call.after(180)
    assert call.attempts("person-6") == ["failed_temporary", "sent"]
    assert from_gateway("receipts", id="sms-1", status="DELIVRD") == 200
    assert call.attempts("person-6") == ["delivered", "sent"]


def test_a_receipt_may_be_quicker_than_our_own_record(call: Course) -> None:
    attempt = Attempt.objects.get(person="person-6")
    Attempt.objects.filter(pk=attempt.pk).update(state="sending", engine="slow")
    from_gateway("receipts", id="sms-1", status="DELIVRD")
    assert not actions.end_attempts([actions.Ended(attempt, "sent")], engine="slow")
    assert call.attempts("person-6") == ["delivered"]


def test_an_unknown_word_or_message_is_answered_so_and_changes_nothing(call: Course) -> None:
    before = CalloutEvent.objects.count()
    assert from_gateway("receipts", id="sms-1", status="SHIPPED") == 404
    assert from_gateway("receipts", id="sms-99", status="DELIVRD") == 404
    assert CalloutEvent.objects.count() == before


@pytest.mark.parametrize("what", ["receipts", "replies"])
def test_only_with_the_shared_secret_is_a_gateway_heard(call: Course, what: str) -> None:
    told = {"id": "sms-1", "status": "DELIVRD", "from": SMS_NUMBER, "message": call.code_of("person-6")}
    for token in ("", "wrong", sms.SECRET + "x", sms.TOKEN):
        assert from_gateway(what, token=token, **told) == 403
    assert call.attempts("person-6") == ["sent"]
    assert status(call, "person-6") == "told"


@pytest.mark.parametrize("written", ["hex", "HEX", "sha256=hex", "base64"])
def test_where_a_provider_signs_what_it_tells_nothing_unsigned_is_heard(
    call: Course, settings: Any, written: str
) -> None:
    settings.SMS = settings.SMS | {"signature": "X-Signature"}
    body = json.dumps({"from": SMS_NUMBER, "message": call.code_of("person-6")}).encode()
    digest = hmac.new(sms.SECRET.encode(), body, hashlib.sha256).digest()
    hexed, of_nothing = digest.hex(), hmac.new(sms.SECRET.encode(), b"", hashlib.sha256).hexdigest()
    right = {"hex": hexed, "HEX": hexed.upper(), "base64": b64encode(digest).decode()}.get(written, f"sha256={hexed}")

    def told(body: bytes, signature: str, query: str = "") -> int:
        headers = {"X-Signature": signature, "Authorization": f"Bearer {sms.SECRET}"}
        address = f"/hooks/sms/replies/?token={sms.SECRET}{query}"
        return Client().generic("POST", address, body, content_type="application/json", headers=headers).status_code

    said = f"&from=66810000006&message={call.code_of('person-6')}"
    assert [told(body, ""), told(body, "ก"), told(body + b" ", right), told(b"", of_nothing, said)] == [403] * 4
    assert status(call, "person-6") == "told"
    assert told(body, right) == 200
    assert status(call, "person-6") == "acknowledged"


@pytest.mark.parametrize("what", ["receipts", "replies"])
def test_a_gateway_may_speak_in_a_query_or_a_form_too(call: Course, what: str) -> None:
    told = {"id": "sms-1", "status": "DELIVRD", "from": SMS_NUMBER, "message": call.code_of("person-6")}
    address = f"/hooks/sms/{what}/"
    assert Client().get(address, told | {"token": sms.SECRET}).status_code == 200
    assert Client().post(f"{address}?token={sms.SECRET}", told).status_code == 200
    assert call.attempts("person-6") == (["delivered"] if what == "receipts" else ["sent"])
    assert status(call, "person-6") == ("acknowledged" if what == "replies" else "told")


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"null", b"\xff", b"[" * 100_000, b'{"id": {"a": 1}}'])
def test_what_a_gateway_sends_that_cannot_be_read_is_no_fault(call: Course, body: bytes) -> None:
    for what, expected in (("receipts", 404), ("replies", 200)):
        headers = {"Authorization": f"Bearer {sms.SECRET}"}
        answer = Client().post(f"/hooks/sms/{what}/", body, content_type="application/json", headers=headers)
        assert answer.status_code == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_gateway_may_write_any_unicode(call: Course, encoding: str) -> None:
    said = json.dumps({"from": SMS_NUMBER, "message": f"{call.code_of('person-6')} มาไม่ได้"}, ensure_ascii=False)
    address = f"/hooks/sms/replies/?token={sms.SECRET}"
    answer = Client().post(address, said.encode(encoding), content_type="application/json")
    assert (answer.status_code, status(call, "person-6")) == (200, "refused")


def test_half_a_character_in_what_a_gateway_tells_is_no_fault(call: Course, settings: Any) -> None:
    settings.SMS = settings.SMS | {"reply_fields": '{"from": "from", "text": "message", "id": "id"}'}
    half = rb'{"id": "\ud83d", "key": "\ude00", "status": "DELIVRD", "from": "66810000006", "message": "\ud83d A3C4"}'
    for what, expected in (("receipts", 404), ("replies", 200)):
        address = f"/hooks/sms/{what}/?token={sms.SECRET}"
        assert Client().post(address, half, content_type="application/json").status_code == expected


def test_a_reply_by_line_that_makes_us_stumble_keeps_no_other_from_counting_and_is_asked_for_again(
    call: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(reply: Reply, **named: Any) -> object:
        if reply.text == "poison":
            raise ZeroDivisionError
        return actions.take_reply(reply, **named)

    monkeypatch.setattr(inbound, "take_reply", stumbling)
    assert from_line(typed(user_id(5), "poison"), typed(user_id(5), call.code_of("person-5"))) == 500
    assert status(call, "person-5") == "acknowledged"


def test_no_secret_of_a_webhook_stands_in_the_log(call: Course, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    from_line(secret="another")
    Client().get(f"/hooks/sms/receipts/?token={sms.SECRET}")
    Client().get(f"/hooks/sms/replies/?token={sms.SECRET}x")
    assert sms.SECRET not in caplog.text
    assert line.SECRET not in caplog.text
    assert sms_channel().gateway is not None


def test_a_practice_goes_to_no_provider(
    set_up: None, office: Organisation, coordinator: Membership, clock: SettableClock, fake_line: line.FakeLine
) -> None:

    plan_in_force(office, plan_with_line())
    course = Course(coordinator, clock).run()
    assert course.phone_of("person-5")
    assert fake_line.requests == 0
    assert course.callout.settings["channels"] == ["practice"]


@pytest.mark.parametrize("form", ["form", "charset", "query", "json"])
def test_a_gateway_that_speaks_an_old_thai_encoding_is_understood(call: Course, form: str) -> None:
    said = f"{call.code_of('person-6')} มาไม่ได้"  # misread, it would be an acknowledgement
    fields = b"&".join((b"from=66810000006", b"message=" + quote(said, encoding="tis-620").encode()))
    address, kind, body = f"/hooks/sms/replies/?token={sms.SECRET}", "application/x-www-form-urlencoded", fields
    if form == "charset":
        kind += "; charset=tis-620"
    elif form == "query":
        address, body = f"{address}&{fields.decode()}", b""
    elif form == "json":
        body = f'{{"from": "66810000006", "message": "{said}"}}'.encode("tis-620")
        kind = "application/json"
    assert Client().generic("POST", address, body, content_type=kind).status_code == 200
    assert status(call, "person-6") == "refused"


def test_a_hook_speaks_to_machines_without_a_session_and_refuses_in_words(
    call: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise RefusedError("ไม่รับ", code="a-reason")

    monkeypatch.setattr(inbound, "take_reply", refuse)
    headers = {"Authorization": f"Bearer {sms.SECRET}"}
    answer = Client().post("/hooks/sms/replies/", {"from": "66810000006", "message": "x"}, headers=headers)
    assert (answer.status_code, answer.content.decode()) == (409, "ไม่รับ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert Client().post("/hooks/nowhere/").status_code == 404
