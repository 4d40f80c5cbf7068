"""Channels are asked whether they work, before the flood: kept, shown, shared by the engines."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import Client

from phrom.callouts.actions import beat, watch_channels
from phrom.channels import registry
from phrom.channels.circuit import Circuit
from phrom.channels.health import Change, ChannelHealth, health_of_channels, look
from phrom.channels.registry import channels, line_channel, sms_channel
from phrom.clock import now
from phrom.logbook.queries import entries
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import words_of
from tests.apps.channels.conftest import PostOffice
from tests.apps.channels.real_call import begin
from tests.cast import SettableClock
from tests.fakes import line, sms

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake_line(settings: Any) -> Iterator[line.FakeLine]:
    with line.FakeLine(limit=1000) as server:
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL = line.TOKEN, line.SECRET, server.url
        line_channel().circuit = Circuit(at=lambda: now().timestamp())
        yield server


def look_now() -> list[Change]:
    """As an engine does that runs."""
    beat("engine-1", now(), [])
    return async_to_sync(look)()


def row(name: str = "line") -> ChannelHealth:
    found = health_of_channels()[name]
    assert found is not None
    return found


def shown(client: Client, page: str) -> str:
    return words_of(client.get(page).content.decode())


def another_engine() -> None:
    """Its channels have seen nothing yet."""
    registry._line.cache_clear()


def test_a_look_asks_the_provider_and_reads_what_may_still_be_sent(fake_line: line.FakeLine, clock: Any) -> None:
    assert look_now() == []
    assert (row().checked_at, row().worked_at, row().failing_since) == (clock.now, clock.now, None)
    assert (row().left, row().limit) == (1000, 1000)


def test_the_provider_is_asked_every_few_minutes_and_not_at_each_look(
    fake_line: line.FakeLine, clock: SettableClock
) -> None:
    look_now()
    asked = fake_line.requests
    clock.advance(seconds=30)
    look_now()
    assert fake_line.requests == asked
    clock.advance(minutes=3)
    look_now()
    assert fake_line.requests > asked


def test_a_clock_set_back_does_not_stop_the_asking(fake_line: line.FakeLine, clock: SettableClock) -> None:
    look_now()
    asked = fake_line.requests
    clock.advance(days=-1)
    look_now()
    assert fake_line.requests > asked


def test_what_fails_is_said_to_have_failed_since_it_last_worked(
    fake_line: line.FakeLine, settings: Any, clock: SettableClock
) -> None:
    look_now()
    worked = clock.now
    clock.advance(minutes=4)
    fake_line.troubles.extend([(500, "")] * 9)
    [change] = look_now()
    assert change == Change("line", works=False, reason="LINE 500")
    assert (row().failing_since, row().by_check) == (worked, True)
    clock.advance(minutes=2)
    assert look_now() == []  # still so: no news
    assert row().failing_since == worked
    fake_line.troubles.clear()
    clock.advance(minutes=2)
    assert look_now() == [Change("line", works=True, reason="")]
    assert row().failing_since is None


def test_a_wrong_token_and_a_month_used_up_are_found_without_a_message(
    fake_line: line.FakeLine, settings: Any, clock: SettableClock
) -> None:
    settings.LINE_TOKEN = "another"
    assert [c.reason for c in look_now()] == ["LINE 401: the channel access token is not valid"]
    settings.LINE_TOKEN = line.TOKEN
    fake_line.limit = 0
    clock.advance(minutes=4)
    assert [c.reason for c in look_now()] == ["LINE 429: monthly limit reached"]
    assert row().left == 0


def test_what_one_engine_finds_opens_the_circuit_of_the_others(fake_line: line.FakeLine, clock: SettableClock) -> None:
    for _time in range(5):
        line_channel().circuit.failed("LINE 500")
    [change] = look_now()
    assert (change.works, row().by_check) == (False, False)
    another_engine()
    assert not line_channel().circuit.is_open
    look_now()
    assert line_channel().circuit.is_open


def test_messages_that_fail_count_more_than_a_round_trip_that_goes_well(
    fake_line: line.FakeLine, clock: SettableClock
) -> None:
    look_now()
    clock.advance(minutes=4)
    for _time in range(5):
        line_channel().circuit.failed("LINE 500")
    look_now()
    assert row().failing_since is not None
    assert line_channel().circuit.lets_pass()  # but the next message may try at once
    clock.advance(minutes=11)
    look_now()
    assert row().failing_since is None  # nobody has tried since: the round trip is believed


def test_a_message_that_gets_through_says_that_the_channel_works(
    fake_line: line.FakeLine, clock: SettableClock
) -> None:
    circuit = line_channel().circuit
    for _time in range(5):
        circuit.failed("LINE 500")
    look_now()
    clock.advance(seconds=20)
    circuit.worked()
    assert look_now() == [Change("line", works=True, reason="")]


def test_a_gateway_is_asked_for_its_balance_where_it_has_one(settings: Any, clock: SettableClock) -> None:
    with sms.FakeGateway() as gateway:
        more = {"health_url": f"{gateway.url}/balance", "balance_path": "credit.left"}
        settings.SMS = sms.described(gateway.url, **more)
        look_now()
        assert (row("sms").left, row("sms").failing_since) == (1520, None)
        for credit, reason in (("0", "used up"), ("หมด", "PHROM_SMS_BALANCE")):
            gateway.credit = credit
            clock.advance(minutes=4)
            look_now()
            assert reason in row("sms").reason
        assert gateway.sent == []


@pytest.mark.parametrize(("credit", "left"), [("-12.5", 0), ("1e300", 10**15)])
def test_an_overdrawn_account_and_a_credit_beyond_counting_keep_no_other_channel_from_being_looked_at(
    settings: Any, smtp_url: str, clock: SettableClock, credit: str, left: int
) -> None:
    with sms.FakeGateway() as gateway:
        more = {"health_url": f"{gateway.url}/balance", "balance_path": "credit.left"}
        settings.SMS, settings.SMTP_URL = sms.described(gateway.url, **more), smtp_url
        gateway.credit = credit
        look_now()
        assert row("sms").left == left
        assert row("email").worked_at == clock.now


def test_a_channel_that_makes_the_look_stumble_keeps_no_other_from_being_looked_at(
    fake_line: line.FakeLine, settings: Any, smtp_url: str, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble() -> None:
        raise ZeroDivisionError

    settings.SMTP_URL = smtp_url
    monkeypatch.setattr(line_channel(), "check", stumble)
    look_now()
    assert row("email").worked_at == clock.now


def test_a_gateway_without_such_a_page_is_only_reached_for_and_nothing_is_sent(
    settings: Any, clock: SettableClock
) -> None:
    with sms.FakeGateway() as gateway:
        settings.SMS = sms.described(gateway.url)
        look_now()
        assert row("sms").failing_since is None
        assert gateway.requests == 0
    clock.advance(minutes=4)
    look_now()
    assert row("sms").failing_since is not None
    assert sms_channel().circuit.is_open


def test_a_mail_server_is_greeted_and_gets_no_letter(
    settings: Any, smtp_url: str, post_office: PostOffice, clock: SettableClock
) -> None:
    settings.SMTP_URL = smtp_url
    look_now()
    assert row("email").failing_since is None
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    look_now()
    assert row("email").failing_since is not None
    assert post_office.letters == []


def test_the_home_page_says_since_when_a_channel_has_not_worked(
    fake_line: line.FakeLine,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    begin(office, coordinator, head, clock)
    look_now()
    home = shown(client_as(coordinator), "/")
    assert "ช่องทางส่งข้อความใช้ได้" in home
    clock.advance(minutes=4)
    fake_line.troubles.extend([(500, "")] * 9)
    look_now()
    home = shown(client_as(coordinator), "/")
    assert "LINE ใช้ไม่ได้ตั้งแต่ 21 ส.ค. 2569 09:00 น." in home
    page = shown(client_as(coordinator), "/channels/")
    assert "LINE ใช้ไม่ได้อยู่" in page
    assert "LINE ตอบ 500" in page


def test_who_approves_a_call_reads_what_does_not_work_before_anybody_is_called(
    fake_line: line.FakeLine,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    begin(office, coordinator, head, clock)
    look_now()
    assert "ใช้ไม่ได้ตั้งแต่" not in shown(client_as(coordinator), "/incidents/real/threat-flood/")
    clock.advance(minutes=4)
    fake_line.troubles.extend([(500, "")] * 9)
    look_now()
    assert "LINE ใช้ไม่ได้ตั้งแต่ 21 ส.ค. 2569 09:00 น." in shown(client_as(coordinator), "/incidents/real/threat-flood/")


def test_without_an_engine_nobody_knows_whether_a_channel_works(
    fake_line: line.FakeLine, coordinator: Membership, clock: SettableClock, client_as: Callable[[Membership], Client]
) -> None:
    look_now()
    clock.advance(hours=1)
    page = shown(client_as(coordinator), "/channels/")
    assert "ไม่ได้ตรวจตั้งแต่ 21 ส.ค. 2569 09:00 น." in page


def test_a_stopped_engine_is_said_on_the_first_page_and_before_a_call_until_it_runs_again(
    fake_line: line.FakeLine,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    begin(office, coordinator, head, clock)
    pages = ("/", "/channels/", "/incidents/real/threat-flood/")
    stopped, client = "ระบบส่งข้อความไม่ทำงานตั้งแต่ 21 ส.ค. 2569 09:00 น.", client_as(coordinator)
    assert "ระบบส่งข้อความยังไม่ได้เริ่มทำงาน" in shown(client, "/")
    look_now()
    clock.advance(minutes=1)
    for page in pages:
        assert stopped in shown(client, page), page
    assert "ช่องทางส่งข้อความใช้ได้" not in shown(client, "/")  # nobody looks whether it does
    clock.advance(hours=1)
    assert "ยังไม่ได้ตั้งช่องทางส่งข้อความ" not in shown(client, "/channels/")
    assert "ยังไม่รู้ว่าช่องทางใช้ได้หรือไม่" not in shown(client, "/")  # the engine is what is wrong
    look_now()
    for page in pages:
        assert "ระบบส่งข้อความ" not in shown(client, page), page


def test_where_no_channel_works_nobody_is_promised_the_next_one(
    fake_line: line.FakeLine,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    begin(office, coordinator, head, clock)
    fake_line.troubles.extend([(500, "")] * 9)
    look_now()
    for page in ("/", "/channels/", "/incidents/real/threat-flood/"):
        words = shown(client_as(coordinator), page)
        assert "ไม่มีช่องทางใดส่งได้ ถ้ามีเหตุตอนนี้ ทุกคนต้องให้คนโทร" in words, page
        assert "ช่องทางถัดไปทันที" not in words, page


def test_a_month_nearly_used_up_is_said_before_it_is(
    fake_line: line.FakeLine, coordinator: Membership, clock: Any, client_as: Callable[[Membership], Client]
) -> None:
    fake_line.taken = {str(n): {"to": line.user_id(n)} for n in range(950)}
    look_now()
    page = shown(client_as(coordinator), "/channels/")
    assert "เดือนนี้ส่งได้อีก 50 จาก 1000 ข้อความ" in page
    assert "ใกล้หมดโควตา" in page


def test_during_a_call_it_stands_on_the_board_and_in_the_log_and_the_next_channel_is_taken_at_once(
    fake_line: line.FakeLine,
    settings: Any,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    with sms.FakeGateway() as gateway:
        settings.SMS = sms.described(gateway.url)
        course = begin(office, coordinator, head, clock)
        channels()["line"].circuit.open("LINE 500")
        fake_line.troubles.extend([(500, "")] * 99)
        async_to_sync(watch_channels)()
        course.run()
        assert fake_line.pushed == []
        assert len(gateway.sent) == 4  # nobody has waited for LINE's second try
    client = client_as(coordinator)
    for page in ("calls", "board"):
        assert "LINE ใช้ไม่ได้ตั้งแต่" in shown(client, f"/incidents/{course.incident.pk}/{page}/")
    kinds = [entry.kind for entry in entries(office.pk)]
    assert "channel.failed" in kinds


def test_a_channel_that_cannot_be_asked_says_so_and_when_a_message_last_got_through(
    settings: Any, coordinator: Membership, clock: SettableClock, client_as: Callable[[Membership], Client]
) -> None:
    settings.OTHER = '{"duty": "json://duty.example/"}'
    client, circuit = client_as(coordinator), channels()["other"].circuit
    assert "ยังไม่เคยตรวจ จะตรวจเมื่อระบบแจ้งเหตุทำงาน" in shown(client, "/channels/")
    look_now()
    assert "ถามผู้ให้บริการโดยไม่ส่งถึงใครไม่ได้ จะรู้เมื่อส่งข้อความแรก" in shown(client, "/channels/")
    circuit.worked()
    look_now()
    clock.advance(hours=1)
    assert "ถามผู้ให้บริการโดยไม่ส่งถึงใครไม่ได้ ข้อความส่งได้ล่าสุด" in shown(client, "/channels/")
