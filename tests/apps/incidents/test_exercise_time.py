"""An exercise's own time on the pages: in the band, in the log book with the real one beside it, in what is typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.incidents import actions
from phrom.incidents.models import Incident
from phrom.incidents.views.incident_log import own_time_of
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.logbook.views import line_of
from phrom.offices.models import Membership
from tests.apps.callouts.course import Course, words_of
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]


@pytest.fixture
def ahead(course: Course, coordinator: Membership, clock: SettableClock) -> Incident:
    """Begun at 09:00, put forward at 09:10 by six hours; now it is 09:20, and 15:20 in the exercise."""
    clock.advance(minutes=10)
    incident = actions.run_clock_ahead(coordinator, course.incident.pk, timedelta(hours=6))
    clock.advance(minutes=10)
    return incident


def page_of(client: Client, address: str) -> str:
    return words_of(client.get(address).content.decode())


def test_every_page_of_the_exercise_says_its_time(ahead: Incident, coordinator: Membership, client_as: SignIn) -> None:
    client = client_as(coordinator)
    for page in ("board", "tasks", "calls", "log"):
        assert "เวลาซ้อม 21 ส.ค. 2569 15:20 น." in page_of(client, f"/incidents/{ahead.pk}/{page}/")
    actions.close_incident(coordinator, ahead.pk)
    assert 'data-ahead="' not in client.get(f"/incidents/{ahead.pk}/board/").content.decode()


def test_the_log_book_shows_the_exercises_time_and_the_real_one_beside(
    ahead: Incident, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    client, page = client_as(coordinator), f"/incidents/{ahead.pk}/log/"
    client.post(page, {"text": "น้ำเข้าห้องเก็บเอกสาร", "day": "0", "at": ""})
    shown = page_of(client, page)
    assert "เลื่อนนาฬิกาการฝึกซ้อมไปข้างหน้า 6 ชั่วโมง เป็น 21 ส.ค. 2569 15:10 น." in shown
    assert "15:20 เวลาจริง 09:20" in shown
    assert "09:00 เวลาจริง" not in shown  # before the clock was put forward both were the same
    printed = words_of(client.post(f"{page}print/").content.decode())
    assert "21 ส.ค. 2569 15:20 น. เวลาจริง 21 ส.ค. 2569 09:20 น." in printed
    office = page_of(client, "/log/")  # the office's book is kept in real time, with the exercise's beside
    assert "09:20 เวลาซ้อม 15:20" in office
    assert "เวลาจริง" not in office
    assert "09:20 น. เวลาซ้อม 21 ส.ค. 2569 15:20 น." in words_of(client.post("/log/print/").content.decode())
    actions.close_incident(coordinator, ahead.pk)
    assert "09:20 เวลาซ้อม 15:20" in page_of(client, "/log/")
    assert LogEntry.objects.get(kind="note.written").happened_at == clock.now


def test_what_falls_due_in_a_leap_stands_in_the_book_at_the_time_at_which_it_fell_due(
    course: Course, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    course.run()
    clock.advance(seconds=5)
    incident = actions.run_clock_ahead(coordinator, course.incident.pk, timedelta(hours=6))
    course.run()
    lines = [line_of(e, own_time_of(incident)) for e in LogEntry.objects.order_by("number")]
    shown = [line["happened"] for line in lines]
    assert shown == sorted(shown)  # the leap first, at the time that it left, then what it passed on its way
    at = {line["entry"].kind: line for line in lines}
    leapt, handed = at["exercise_clock.advanced"], at["call.handed_to_alternate"]
    assert timedelta(minutes=1) < handed["happened"] - leapt["happened"] < timedelta(hours=3)
    assert handed["real"] - leapt["entry"].happened_at < timedelta(seconds=1)
    assert verify_chain(coordinator.organisation_id).ok
    moment = f"{handed['happened']:%H:%M}"
    assert f"{moment} เวลาจริง 09:00" in page_of(client_as(coordinator), f"/incidents/{incident.pk}/log/")
    assert f"09:00 เวลาซ้อม {moment}" in page_of(client_as(coordinator), "/log/")


def test_a_time_typed_into_the_exercises_book_is_the_exercises(
    ahead: Incident, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    client, page = client_as(coordinator), f"/incidents/{ahead.pk}/log/"
    assert client.post(page, {"text": "น้ำถึงขั้นบันได", "day": "0", "at": "15:15"}).status_code == 302
    assert LogEntry.objects.get(kind="note.written").happened_at == clock.now - timedelta(minutes=5)
    assert client.post(page, {"text": "ยังไม่เกิด", "day": "0", "at": "16:30"}).status_code == 422


def test_the_practice_phones_show_the_exercises_time(
    ahead: Incident, course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()  # 09:20, and 15:20 in the exercise
    assert "15:20 น." in page_of(client_as(coordinator), f"/incidents/{ahead.pk}/phones/")
