"""The log book as a page: whole or broken, search, notes with the time of the event."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.logbook.actions import write_entry, write_note
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import entries
from phrom.offices.actions import change_role
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Role
from tests.apps.callouts.course import Course, words_of
from tests.apps.logbook.test_seal import sql, without_guards
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]


def test_the_headline_says_that_the_book_is_whole(
    coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    write_note(coordinator, "น้ำเข้าชั้นล่าง")
    page = words_of(client_as(coordinator).get("/log/").content.decode())
    count = LogEntry.objects.count()
    assert f"สมุดบันทึกครบ {count} รายการ ลำดับไม่ถูกแก้" in page


def test_the_headline_says_where_the_book_is_broken(
    coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    entry = write_note(coordinator, "น้ำเข้าชั้นล่าง")
    without_guards()
    sql("UPDATE logbook_logentry SET author_name = 'x' WHERE number = %s", entry.number)
    page = words_of(client_as(coordinator).get("/log/").content.decode())
    assert f"ผนึกขาดที่รายการ {entry.number}" in page


def test_a_note_keeps_when_it_happened_and_when_it_was_written(
    coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    client_as(coordinator).post("/log/", {"text": "น้ำเข้าชั้นล่าง", "day": "0", "at": "๐๗.๕๕"})
    entry = LogEntry.objects.get(kind="note.written")
    assert entry.written_at - entry.happened_at == timedelta(hours=1, minutes=5)
    assert "เขียน 09:00" in words_of(client_as(coordinator).get("/log/").content.decode())


@pytest.mark.parametrize(("at", "said"), [("13:40", "เวลานี้ยังมาไม่ถึง"), ("เมื่อกี้", "พิมพ์เวลาเป็น"), ("25:00", "พิมพ์เวลาเป็น")])
def test_a_time_that_cannot_be_is_refused_at_its_field_and_nothing_is_cleared(
    coordinator: Membership, clock: SettableClock, client_as: SignIn, at: str, said: str
) -> None:
    answer = client_as(coordinator).post("/log/", {"text": "น้ำเข้าชั้นล่าง", "day": "0", "at": at})
    assert answer.status_code == 422
    assert said in words_of(answer.content.decode())
    assert "น้ำเข้าชั้นล่าง" in answer.content.decode()
    assert not LogEntry.objects.filter(kind="note.written").exists()


@pytest.mark.parametrize("text", ["กล่องเอกสาร", "พิมพ์ชนก", "BOX-7"])
def test_a_word_finds_its_entries_in_text_and_author(
    coordinator: Membership, leader: Membership, clock: SettableClock, text: str
) -> None:
    wanted = write_note(coordinator, "ยกกล่องเอกสารขึ้นชั้นสอง 14 กล่อง (box-7)")
    write_note(leader, "ตัดไฟแล้ว")
    assert list(entries(coordinator.organisation_id, text=text)) == [wanted]


def test_a_word_of_the_programs_own_sentence_finds_its_entries_and_a_number_the_entry(course: Course) -> None:
    organisation = course.incident.organisation_id
    assert entries(organisation, text="เริ่มแจ้งเหตุ").count() == 1
    third = LogEntry.objects.get(number=2)
    assert third in entries(organisation, text="2")
    assert {e.kind.split(".")[0] for e in entries(organisation, group="decision")} == {"exercise"}


def test_an_incidents_book_has_only_its_own_entries_and_marks_practice(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    write_note(coordinator, "เรื่องทั่วไปของสำนักงาน")
    client = client_as(coordinator)
    address = f"/incidents/{course.incident.pk}/log/"
    client.post(address, {"text": "เห็นน้ำขึ้น", "day": "0", "at": ""})
    page = words_of(client.get(address).content.decode())
    assert "เห็นน้ำขึ้น" in page
    assert "เรื่องทั่วไปของสำนักงาน" not in page
    assert LogEntry.objects.get(data__text="เห็นน้ำขึ้น").practice is True


def test_who_may_not_read_the_book_may_not_open_it(member: Membership, auditor: Membership, client_as: SignIn) -> None:
    assert client_as(member).get("/log/").status_code == 403
    assert client_as(auditor).get("/log/").status_code == 200
    assert client_as(auditor).post("/log/", {"text": "ก", "day": "0", "at": ""}).status_code == 403


def test_another_offices_entries_are_not_seen(
    office: Organisation, coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    write_note(coordinator, "เรื่องภายใน")
    assert "เรื่องภายใน" not in client_as(stranger).get("/log/").content.decode()


def test_what_happens_to_accounts_is_in_the_book(
    coordinator: Membership, leader: Membership, clock: SettableClock
) -> None:
    change_role(coordinator, leader.pk, Role.MEMBER)
    entry = LogEntry.objects.get(kind="role.changed")
    assert (entry.data["old_role"]["th"], entry.data["new_role"]["th"]) == ("หัวหน้าทีม", "ทีมงาน")
    assert entry.author_name == coordinator.user.name


def test_many_entries_come_in_pages(coordinator: Membership, clock: SettableClock, client_as: SignIn) -> None:
    for number in range(120):
        write_entry(coordinator.organisation_id, "note.written", {"text": f"เรื่อง {number}"}, author=coordinator)
    client = client_as(coordinator)
    assert "หน้า 1 จาก 2" in words_of(client.get("/log/").content.decode())
    assert "เรื่อง 0" in words_of(client.get("/log/?page=2").content.decode())


def test_a_correction_is_a_new_entry_that_names_the_old_one(
    coordinator: Membership, auditor: Membership, client_as: Callable[[Membership], Client]
) -> None:
    wrong = write_note(coordinator, "น้ำสูง 4 เมตร")
    client, page = client_as(coordinator), f"/log/{wrong.pk}/correct/"
    assert "น้ำสูง" in client.get(page).content.decode()
    assert client.post(page, {"text": "  "}).status_code == 422
    client.post(page, {"text": "น้ำสูง 40 ซม."})
    assert LogEntry.objects.get(pk=wrong.pk).data["text"] == "น้ำสูง 4 เมตร"
    fix = LogEntry.objects.get(kind="entry.corrected")
    assert fix.data["corrected_number"] == wrong.number
    book = client.get("/log/").content.decode()
    assert f'<a href="#entry-{fix.number}">' in book
    assert client.get(f"/log/{fix.pk + 99}/correct/").status_code == 404
    assert client.post(f"/log/{fix.pk}/correct/", {"text": "อีก"}).status_code == 409
    assert client_as(auditor).post(page, {"text": "แก้"}).status_code == 403


def test_another_offices_entry_is_not_corrected(
    coordinator: Membership, stranger: Membership, client_as: Callable[[Membership], Client]
) -> None:
    wrong = write_note(coordinator, "น้ำขึ้น")
    assert client_as(stranger).post(f"/log/{wrong.pk}/correct/", {"text": "น้ำลง"}).status_code == 404


def test_the_printed_book_has_every_line_in_its_order_with_its_seal_and_says_that_it_was_taken_out(
    coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    first, second = write_note(coordinator, "เรื่องแรก"), write_note(coordinator, "เรื่องที่สอง")
    client = client_as(coordinator)
    assert client.get("/log/print/").status_code == 405
    page = client.post("/log/print/").content.decode()
    assert page.index("เรื่องแรก") < page.index("เรื่องที่สอง") < page.index("ส่งออกเอกสาร")
    assert first.hash[-12:] in page
    assert second.hash[-12:] in page
    assert LogEntry.objects.order_by("number").last().kind == "document.exported"  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["น้ำ ท่วม ชั้นล่าง", "น้ำท่วมชั้นล่าง", "น้ำท่วม ชั้นล่าง"])
def test_search_finds_thai_with_and_without_blanks(
    coordinator: Membership, client_as: Callable[[Membership], Client], typed: str
) -> None:
    write_note(coordinator, "น้ำท่วม ชั้นล่างแล้ว")
    write_note(coordinator, "ไฟดับ")
    page = client_as(coordinator).get("/log/", {"q": typed}).content.decode()
    assert "ชั้นล่างแล้ว" in page
    assert "ไฟดับ" not in page


@pytest.mark.parametrize("typed", ["ใช้ไม่ได้", "usable", "เครื่องสูบน้ำ ใช้ไม่ได้", "ใช้ไม่ได้ ศาลา", "ศาลา เครื่องสูบ"])
def test_search_finds_the_words_that_the_page_shows_for_a_code_and_each_word_of_several(
    coordinator: Membership, clock: SettableClock, typed: str
) -> None:
    data = {"number": 1, "name": "เครื่องสูบน้ำ", "place": "ศาลา", "condition": "unusable", "note": "-"}
    wanted = write_entry(coordinator.organisation_id, "damage.recorded", data, author=coordinator)
    boat = data | {"number": 2, "name": "เรือ", "condition": "lost"}
    write_entry(coordinator.organisation_id, "damage.recorded", boat, author=coordinator)
    assert list(entries(coordinator.organisation_id, text=typed)) == [wanted]
