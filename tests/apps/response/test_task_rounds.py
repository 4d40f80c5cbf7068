"""Tasks that come again at fixed intervals: as the plan's words say, or as somebody sets it in the incident."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.queries import incident_now
from phrom.offices.models import Membership, Organisation
from phrom.response import actions
from phrom.response.queries import TaskView, task_with, tasks_in
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
FLOOD = {
    "threat": "threat-flood",
    "crisis": [
        {"id": "river", "text": "ดูระดับน้ำอย่างน้อยทุก 3 ชั่วโมง", "responsible": ["team-1"]},
        {"id": "report", "text": "รายงานตามลำดับชั้นทุกระยะ", "responsible": ["team-1"]},
        {"id": "stores", "text": "นับของทุก 2 ชั่วโมง", "details": ["น้ำดื่ม", "น้ำมัน"], "responsible": ["team-1"]},
    ],
}
RIVER, REPORT, STORES = "river@team:team-1", "report@team:team-1", "stores@team:team-1"
HOUR = timedelta(hours=1)


@pytest.fixture
def course(office: Organisation, coordinator: Membership, clock: SettableClock) -> Course:
    plan_in_force(office, PLAN | {"scenarios": [FLOOD]})
    return Course(coordinator, clock)


def task(course: Course, key: str) -> TaskView:
    course.incident.refresh_from_db()
    return task_with(course.incident, key)


def test_a_step_that_the_plan_wants_every_three_hours_comes_again_after_each_round(
    course: Course, leader: Membership, client_as: SignIn
) -> None:
    began = incident_now(course.incident)
    assert task(course, RIVER).spec.due_at == began + 3 * HOUR
    course.clock.advance(hours=2)
    actions.finish_task(leader, course.incident.pk, RIVER, note="1.80 เมตร")
    again = task(course, RIVER)
    assert (again.settled, again.late, again.spec.due_at) == (False, False, began + 5 * HOUR)
    page = words_of(client_as(leader).get("/incidents/duties/").content.decode())
    assert "ทำซ้ำทุก 3 ชั่วโมง ทำแล้ว 1 รอบ ล่าสุด 11:00 น." in page
    course.clock.advance(hours=3, minutes=20)
    assert task(course, RIVER).late
    assert "เลยกำหนด 20 นาที" in words_of(client_as(leader).get("/incidents/duties/").content.decode())
    actions.finish_task(leader, course.incident.pk, RIVER)
    assert not task(course, RIVER).late
    assert course.logged().count("task.round_done") == 2


def test_each_round_has_its_sub_items_anew(course: Course, leader: Membership) -> None:
    actions.finish_task(leader, course.incident.pk, STORES, parts=[0])
    assert [done for _n, _text, done in task(course, STORES).parts] == [True, False]
    actions.finish_task(leader, course.incident.pk, STORES, parts=[0, 1])
    assert [done for _n, _text, done in task(course, STORES).parts] == [False, False]


def test_where_the_plan_names_no_interval_the_coordinator_sets_it_and_takes_it_back(
    course: Course, coordinator: Membership, leader: Membership, client_as: SignIn
) -> None:
    assert task(course, REPORT).every is None
    client, page = client_as(coordinator), f"/incidents/{course.incident.pk}/task/"
    shown = client.get(page, {"key": REPORT})
    assert "แผนให้ทำอยู่เรื่อย ๆ แต่ไม่บอกว่าถี่เท่าใด" in words_of(shown.content.decode())
    assert client.post(page, {"key": REPORT, "act": "repeat", "hours": "๐.๕"}).status_code == 302
    assert task(course, REPORT).spec.due_at == incident_now(course.incident) + HOUR / 2
    actions.finish_task(leader, course.incident.pk, REPORT)
    actions.repeat_task(coordinator, course.incident.pk, REPORT, minutes=0)
    assert task(course, REPORT).state == "done"  # once was enough
    actions.repeat_task(coordinator, course.incident.pk, RIVER, minutes=0)
    assert task(course, RIVER).every is None  # also where the plan says how often
    assert course.logged().count("task.once") == 2


@pytest.mark.parametrize("typed", ["ทุกชั่วโมง", "-1", "0.01", "800", "1e3"])
def test_an_interval_that_is_none_is_refused_in_words(
    course: Course, coordinator: Membership, client_as: SignIn, typed: str
) -> None:
    page = f"/incidents/{course.incident.pk}/task/"
    refused = client_as(coordinator).post(page, {"key": REPORT, "act": "repeat", "hours": typed})
    assert refused.status_code == 422
    assert f'value="{typed}"' in refused.content.decode()
    assert task(course, REPORT).every is None


def test_rounds_end_with_their_stage_and_what_was_done_stays_done(
    course: Course, coordinator: Membership, leader: Membership, member: Membership, head: Membership
) -> None:
    number = course.incident.pk
    actions.finish_task(leader, number, RIVER)
    with pytest.raises(NotAllowedError):
        actions.repeat_task(member, number, REPORT, minutes=60)
    incidents.propose_stand_down(coordinator, number, reason="น้ำลด")
    incidents.approve_stand_down(head, number)
    course.incident.refresh_from_db()
    states = {t.key: (t.state, t.late) for t in tasks_in(course.incident)}
    assert states[RIVER] == ("done", False)
    assert states[STORES] == ("open", False)


def test_a_step_that_was_set_aside_does_not_come_again(course: Course, leader: Membership) -> None:
    actions.set_task_aside(leader, course.incident.pk, RIVER, reason="ไม่มีลำน้ำ")
    course.clock.advance(hours=9)
    assert task(course, RIVER).state == "not_applicable"
    with pytest.raises(RefusedError):
        actions.repeat_task(leader, course.incident.pk, RIVER, minutes=60)
    with pytest.raises(InvalidInputError):
        actions.repeat_task(leader, course.incident.pk, REPORT, minutes=1)


def test_a_round_kept_on_a_device_that_arrives_late_does_not_turn_the_time_back(
    course: Course, leader: Membership
) -> None:
    course.clock.advance(hours=2)
    at_one = incident_now(course.incident) - HOUR
    actions.finish_task(leader, course.incident.pk, RIVER)
    actions.finish_task(leader, course.incident.pk, RIVER, at=at_one)
    assert task(course, RIVER).spec.due_at == at_one + 4 * HOUR
