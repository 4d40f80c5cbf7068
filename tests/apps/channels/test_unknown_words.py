"""A provider's word that stands in no table is loud: people see it, with how often, when, and what to do."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import Client

from phrom.callouts.actions import beat, watch_channels
from phrom.channels.health import ChannelHealth, look
from phrom.clock import now
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import Course, words_of
from tests.apps.channels.real_call import begin
from tests.cast import SettableClock
from tests.fakes import line, sms

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(settings: Any) -> Iterator[sms.FakeGateway]:
    with sms.FakeGateway() as server:
        settings.SMS = sms.described(server.url)
        yield server


@pytest.fixture
def call(
    gateway: sms.FakeGateway, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> Course:
    return begin(office, coordinator, head, clock)


@pytest.fixture
def page(client_as: Callable[[Membership], Client], coordinator: Membership) -> Callable[..., str]:
    client = client_as(coordinator)

    def shown(path: str = "/channels/") -> str:
        return words_of(client.get(path).content.decode())

    return shown


def receipt(**told: str) -> int:
    return Client().post("/hooks/sms/receipts/", told, headers={"Authorization": f"Bearer {sms.SECRET}"}).status_code


def watch() -> None:
    beat("engine-1", now(), [])
    async_to_sync(watch_channels)()


def kept() -> list[tuple[str, int]]:
    row = ChannelHealth.objects.get(channel="sms")
    return [(each["word"], each["times"]) for each in row.unknown_words]


def test_a_later_receipts_word_stands_on_the_pages_with_what_to_do(
    call: Course, page: Callable[..., str], clock: SettableClock
) -> None:
    call.run()
    for _time in range(3):
        assert receipt(id="sms-1", status="SHIPPED") == 404
        clock.advance(seconds=61)
    watch()
    shown = page()
    assert "ผู้ให้บริการ SMS ใช้คำที่ระบบไม่รู้จัก: SHIPPED (3 ครั้ง ล่าสุด 21 ส.ค. 2569 09:02 น.)" in shown
    assert "PHROM_SMS_STATES" in shown
    assert "ผู้ให้บริการ SMS ใช้คำที่ระบบไม่รู้จัก: SHIPPED" in page("/")
    for each in ("calls", "board"):
        assert "SHIPPED" in page(f"/incidents/{call.incident.pk}/{each}/")


def test_in_english_too(call: Course, client_as: Any, coordinator: Membership) -> None:
    call.run()
    receipt(id="sms-1", status="SHIPPED")
    client = client_as(coordinator)
    client.cookies["django_language"] = "en"
    page = words_of(client.get("/channels/").content.decode())
    assert "The provider of SMS uses a word that is not known: SHIPPED (1 time, last " in page


def test_so_does_the_word_of_an_answer_that_an_engine_heard_while_it_was_sending(
    call: Course, gateway: sms.FakeGateway, page: Callable[..., str]
) -> None:
    gateway.word = "SHIPPED"
    call.run()
    watch()
    assert [word for word, _times in kept()] == ["SHIPPED"]
    assert "SHIPPED" in page()


def test_the_log_book_of_who_is_calling_says_each_word_once(
    call: Course, page: Callable[..., str], clock: SettableClock
) -> None:
    call.run()
    for _time in range(2):
        receipt(id="sms-1", status="SHIPPED")
        watch()
        clock.advance(hours=2)
    [entry] = LogEntry.objects.filter(kind="channel.puzzled")
    assert (entry.data["text"], entry.incident_id) == ("SHIPPED", call.incident.pk)
    assert "ผู้ให้บริการ SMS ใช้คำที่ระบบไม่รู้จัก: SHIPPED" in page(f"/incidents/{call.incident.pk}/log/")


def test_however_much_a_provider_says_few_words_are_kept_and_the_log_book_is_told_once_an_hour(
    call: Course, clock: SettableClock
) -> None:
    call.run()
    for n in range(60):
        receipt(id="sms-1", status=f"{n} " + "W" * 200)
        watch()
        clock.advance(seconds=30)
    assert len(kept()) == 10
    assert max(len(word) for word, _times in kept()) == 50
    assert kept()[-1][0].startswith("59 ")
    assert LogEntry.objects.filter(kind="channel.puzzled").count() == 1


def test_many_receipts_of_a_second_are_one_row_written_once(
    call: Course, django_assert_max_num_queries: Any, clock: SettableClock
) -> None:
    call.run()
    receipt(id="sms-1", status="SHIPPED")
    with django_assert_max_num_queries(0):
        for _time in range(20):
            receipt(id="sms-1", status="SHIPPED")
    assert kept() == [("SHIPPED", 1)]
    clock.advance(seconds=2)
    receipt(id="sms-1", status="SHIPPED")
    assert kept() == [("SHIPPED", 22)]


def test_another_word_of_the_same_second_is_kept_too_though_none_follows(call: Course) -> None:
    call.run()
    for word in ("SHIPPED", "SHIPPED", "LOST"):
        receipt(id="sms-1", status=word)
    assert [word for word, _times in kept()] == ["SHIPPED", "LOST"]


def test_what_a_provider_says_is_shown_as_words_and_nothing_else(
    call: Course, client_as: Any, head: Membership
) -> None:
    receipt(id="sms-1", status='<b onclick="x">\0\u202e\nbad</b>')
    shown = client_as(head).get("/channels/").content.decode()
    assert "<b onclick" not in shown
    assert kept() == [('<b onclick="x"> bad</b>', 1)]


def test_a_receipt_without_a_word_says_which_setting_names_its_place(call: Course, page: Callable[..., str]) -> None:
    receipt(id="sms-1")
    assert "PHROM_SMS_RECEIPT" in page()


def test_once_its_meaning_is_set_nobody_reads_of_it_any_more_nor_after_a_week(
    call: Course, settings: Any, gateway: sms.FakeGateway, page: Callable[..., str], clock: SettableClock
) -> None:
    receipt(id="sms-1", status="SHIPPED")
    settings.SMS = sms.described(gateway.url, states='{"shipped": "sent"}')
    assert "SHIPPED" not in page()
    settings.SMS = sms.described(gateway.url)
    assert "SHIPPED" in page()
    clock.advance(days=8)
    assert "SHIPPED" not in page()


def test_a_status_of_line_that_is_in_no_table_is_shown_too(
    settings: Any,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    page: Callable[..., str],
) -> None:
    with line.FakeLine(limit=1000) as fake:
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL = line.TOKEN, line.SECRET, fake.url
        course = begin(office, coordinator, head, clock)
        fake.troubles.extend([(418, "")] * 9)
        course.run()
        async_to_sync(look)()
    assert "ผู้ให้บริการ LINE ตอบรหัส HTTP ที่ระบบไม่รู้จัก: 418" in page()
