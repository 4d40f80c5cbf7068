"""Planned cuts of the power, shown against what falls due while they last."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from phrom.core.response.power_cuts import cut_at
from phrom.incidents import actions as incidents
from phrom.incidents.models import PowerCut
from phrom.incidents.queries import cuts_in, incident_numbered
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.queries import statuses, tasks_in
from phrom.response.queries.power import due_in_cuts
from tests.apps.callouts.course import Course, words_of
from tests.cast import MORNING, SettableClock

SignIn = Callable[[Membership], Client]


def cut(author: Membership, begins: datetime, hours: float) -> PowerCut:
    return incidents.announce_power_cut(author, begins_at=begins, ends_at=begins + timedelta(hours=hours))


def page_of(client: Client, address: str) -> str:
    return words_of(client.get(address).content.decode())


def test_a_cut_holds_its_first_moment_and_not_its_last() -> None:
    noon = PowerCut(begins_at=MORNING, ends_at=MORNING + timedelta(hours=2))
    moments = [MORNING - timedelta(seconds=1), MORNING, MORNING + timedelta(hours=2), None]
    assert [cut_at([noon], moment) for moment in moments] == [None, noon, None, None]


def test_a_process_whose_time_runs_out_in_a_cut_is_shown_on_board_processes_and_the_cuts_page(
    course: Course, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    cut(coordinator, clock.now + timedelta(hours=5), 3)  # งานสารบรรณ: 6 hours after 09:00
    client, board = client_as(coordinator), f"/incidents/{course.incident.pk}/board/"
    assert "ครบกำหนดขณะไฟดับ: 1 กระบวนงาน 1 งาน 0 การประชุม" not in page_of(client, board)
    for page in (board, f"/incidents/{course.incident.pk}/processes/"):
        assert "จาก 6 ชม. · ครบเวลาขณะไฟดับตามแผน" in page_of(client, page)
    assert "ครบกำหนดขณะไฟดับ: 1 กระบวนงาน 0 งาน 0 การประชุม" in page_of(client, board)
    shown = page_of(client, "/incidents/power-cuts/")
    assert "งานสารบรรณ ต้องกลับมาก่อน 21 ส.ค. 2569 15:00 น." in shown
    actions.set_process_state(coordinator, course.incident.pk, "process-1", "restored")
    assert "ครบเวลาขณะไฟดับตามแผน" not in page_of(client, board)


def test_a_task_that_is_due_in_a_cut_says_so_until_it_is_settled(
    course: Course, coordinator: Membership, leader: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    due = clock.now + timedelta(hours=4)
    actions.add_task(coordinator, course.incident.pk, text="ส่งรายงานขึ้นระบบ", to="team:team-1", due_at=due)
    words = "ครบกำหนดขณะไฟดับตามแผน 21 ส.ค. 2569 12:30 น. ถึง 14:30 น."
    pages = [f"/incidents/{course.incident.pk}/{page}/" for page in ("tasks", "board")] + ["/incidents/duties/"]
    client = client_as(leader)
    assert not any(words in page_of(client, page) for page in pages)
    announced = cut(coordinator, clock.now + timedelta(hours=3, minutes=30), 2)
    assert all(words in page_of(client, page) for page in pages)
    key = tasks_in(course.incident)[-1].key
    actions.finish_task(leader, course.incident.pk, key)
    assert not any(words in page_of(client, page) for page in pages)
    actions.reopen_task(leader, course.incident.pk, key, reason="ส่งไม่สำเร็จ")
    incidents.withdraw_power_cut(coordinator, announced.pk)
    assert not any(words in page_of(client, page) for page in pages)


def test_a_step_that_several_have_before_them_stands_on_the_cuts_page_once(
    course: Course, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    due = clock.now + timedelta(hours=4)
    for to in ("team:team-1", "head"):
        actions.add_task(coordinator, course.incident.pk, text="ส่งรายงานขึ้นระบบ", to=to, due_at=due)
    cut(coordinator, clock.now + timedelta(hours=3), 2)
    shown = page_of(client_as(coordinator), "/incidents/power-cuts/")
    assert shown.count("ส่งรายงานขึ้นระบบ") == 1
    assert "(×2)" in shown


def test_a_meeting_called_into_a_cut_is_counted_and_a_quiet_cut_says_that_nothing_falls_due(
    course: Course, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    cut(coordinator, clock.now + timedelta(hours=1), 1)
    board = f"/incidents/{course.incident.pk}/board/"
    assert "ไม่มีสิ่งใดครบกำหนดช่วงนั้น" in page_of(client_as(coordinator), board)
    starts = clock.now + timedelta(minutes=90)
    actions.call_meeting(coordinator, course.incident.pk, starts_at=starts, place="ห้องประชุม 1", agenda="สรุปสถานการณ์")
    assert "0 กระบวนงาน 0 งาน 1 การประชุม" in page_of(client_as(coordinator), board)


@pytest.mark.parametrize(("hours", "found"), [(0, True), (60, False)])
def test_an_exercise_plays_with_the_cuts_of_its_own_days(
    course: Course, coordinator: Membership, clock: SettableClock, hours: int, found: bool
) -> None:
    cut(coordinator, clock.now + timedelta(days=2, hours=23), 2)  # งานคลัง: 3 days after 09:00
    if hours:
        incidents.run_clock_ahead(coordinator, course.incident.pk, timedelta(hours=hours))
        incidents.run_clock_ahead(coordinator, course.incident.pk, timedelta(hours=20))
    incident = incident_numbered(course.incident.organisation_id, course.incident.pk)
    due = due_in_cuts(incident, cuts_in(incident), tasks_in(incident), statuses(incident))
    assert [[p.process.id for p in each.processes] for each in due] == ([["process-2"]] if found else [])
