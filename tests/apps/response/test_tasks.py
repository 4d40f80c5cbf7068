"""Tasks in an incident: whose they are, what is recorded of them, and that nothing is skipped silently."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents import actions as incidents
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from phrom.response import actions
from phrom.response.models import Task
from phrom.response.queries import my_tasks, open_tasks, tasks_in
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
DAY_1 = {
    "id": "day-1",
    "name": "วันที่ 1 (ภายใน 24 ชั่วโมง)",
    "starts": "PT0H",
    "ends": "PT24H",
    "steps": [
        {"id": "d-1", "text": "สรุปรายชื่อผู้บาดเจ็บ", "responsible": ["team-leaders"]},
        {"id": "d-2", "text": "จัดหาทรัพยากร", "details": ["คอมพิวเตอร์", "น้ำมัน"], "responsible": ["coordinator"]},
        {"id": "d-3", "text": "อนุมัติงานด้วยมือ", "responsible": ["head"]},
    ],
}
LEADERS, RESOURCES, HEADS, MOVE = "d-1@leader:team-1", "d-2@coordinator", "d-3@head", "flood-1@team:team-1"


@pytest.fixture
def course(office: Organisation, coordinator: Membership, clock: SettableClock) -> Course:
    plan_in_force(office, PLAN | {"response": [DAY_1]})
    return Course(coordinator, clock)


def keys(course: Course) -> list[str]:
    return [t.key for t in tasks_in(course.incident)]


def test_the_plans_steps_are_tasks_without_anybody_having_made_them(course: Course) -> None:
    assert keys(course) == [MOVE, LEADERS, RESOURCES, HEADS]
    assert not Task.objects.exists()


def test_what_the_plan_wants_kept_throughout_a_phase_stands_above_its_tasks_and_on_each(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    plan_in_force(office, PLAN | {"response": [DAY_1 | {"rule": "คำนึงถึงความปลอดภัยของทุกคน"}]})
    course, client = Course(coordinator, clock), client_as(coordinator)
    listed = words_of(client.get(f"/incidents/{course.incident.pk}/tasks/").content.decode())
    assert listed.index("คำนึงถึงความปลอดภัย") < listed.index("สรุปรายชื่อผู้บาดเจ็บ")
    one = client.get(f"/incidents/{course.incident.pk}/task/", {"key": LEADERS}).content.decode()
    assert "คำนึงถึงความปลอดภัยของทุกคน" in words_of(one)


def test_a_task_is_taken_once_and_told_to_who_comes_second(
    course: Course, leader: Membership, member: Membership
) -> None:
    for _press in range(2):
        actions.take_task(leader, course.incident.pk, MOVE)
    with pytest.raises(RefusedError) as refusal:
        actions.take_task(member, course.incident.pk, MOVE)
    assert "นายอนันต์" in refusal.value.message
    assert course.logged().count("task.taken") == 1


def test_done_is_logged_with_time_and_note_and_twice_is_once(course: Course, leader: Membership) -> None:
    for _press in range(2):
        actions.finish_task(leader, course.incident.pk, MOVE, note="ย้ายแล้ว 14 กล่อง")
    entry = LogEntry.objects.get(kind="task.done")
    assert (entry.data["note"], entry.data["person_name"]) == ("ย้ายแล้ว 14 กล่อง", "นายอนันต์ ทุ่งรวง")


def test_two_who_settle_at_once_the_second_hears_who_was_first(
    course: Course, leader: Membership, coordinator: Membership
) -> None:
    actions.finish_task(leader, course.incident.pk, MOVE)
    with pytest.raises(RefusedError) as refusal:
        actions.set_task_aside(coordinator, course.incident.pk, MOVE, reason="ไม่ต้องย้าย")
    assert refusal.value.code == "settled"
    assert "นายอนันต์" in refusal.value.message


def test_sub_items_are_ticked_one_by_one_and_none_is_skipped_silently(course: Course, coordinator: Membership) -> None:
    number = course.incident.pk
    with pytest.raises(InvalidInputError):
        actions.finish_task(coordinator, number, RESOURCES)
    assert actions.finish_task(coordinator, number, RESOURCES, parts=[1, 7]).state == "open"
    assert actions.finish_task(coordinator, number, RESOURCES, parts=[0, 1]).state == "done"
    assert course.logged()[-2:] == ["task.progressed", "task.done"]


def test_not_applicable_needs_its_reason(course: Course, leader: Membership) -> None:
    with pytest.raises(InvalidInputError):
        actions.set_task_aside(leader, course.incident.pk, LEADERS, reason="  ")
    actions.set_task_aside(leader, course.incident.pk, LEADERS, reason="ไม่มีใครอยู่ที่ทำการ")
    assert LogEntry.objects.get(kind="task.set_aside").data["reason"] == "ไม่มีใครอยู่ที่ทำการ"


def test_a_task_handed_on_is_the_others_and_leaves_ones_own_list(
    course: Course, leader: Membership, member: Membership
) -> None:
    actions.take_task(leader, course.incident.pk, MOVE)
    with pytest.raises(InvalidInputError):
        actions.hand_task_on(leader, course.incident.pk, MOVE, to="person:nobody", reason="ไปเอง")
    actions.hand_task_on(leader, course.incident.pk, MOVE, to="person:person-6", reason="รถเสีย")
    assert MOVE in [t.key for _i, tasks in my_tasks(member) for t in tasks]
    assert MOVE not in [t.key for _i, tasks in my_tasks(leader) for t in tasks]


def test_only_who_has_a_task_records_it_and_who_directs_records_all(
    course: Course, member: Membership, auditor: Membership, coordinator: Membership, stranger: Membership
) -> None:
    for who in (member, auditor):
        with pytest.raises(NotAllowedError):
            actions.finish_task(who, course.incident.pk, HEADS)
    with pytest.raises(NotFoundError):
        actions.finish_task(stranger, course.incident.pk, HEADS)
    with pytest.raises(NotFoundError):
        actions.finish_task(coordinator, course.incident.pk, "no-such@task")
    assert actions.finish_task(coordinator, course.incident.pk, HEADS).state == "done"


def test_a_time_to_come_or_before_the_incident_is_refused_and_a_late_entry_keeps_both_times(
    course: Course, leader: Membership, clock: SettableClock
) -> None:
    clock.advance(hours=2)
    for hours in (1, -3):
        with pytest.raises(InvalidInputError):
            actions.finish_task(leader, course.incident.pk, MOVE, at=clock.now + timedelta(hours=hours))
    earlier = clock.now - timedelta(hours=1)
    actions.finish_task(leader, course.incident.pk, MOVE, at=earlier)
    entry = LogEntry.objects.get(kind="task.done")
    assert (entry.happened_at, entry.written_at) == (earlier, clock.now)


def test_what_is_due_and_not_done_is_late_by_the_exercises_own_clock(course: Course, coordinator: Membership) -> None:
    assert not any(t.late for t in tasks_in(course.incident))
    incident = incidents.run_clock_ahead(coordinator, course.incident.pk, timedelta(hours=25))
    assert [t.key for t in open_tasks(tasks_in(incident))][:3] == [LEADERS, RESOURCES, HEADS]
    assert sum(t.late for t in tasks_in(incident)) == 3


def test_a_task_that_the_plan_does_not_have_is_added_for_somebody(
    course: Course, leader: Membership, member: Membership, clock: SettableClock
) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_task(member, course.incident.pk, text="หาน้ำดื่ม", to="team:team-1")
    with pytest.raises(InvalidInputError):
        actions.add_task(leader, course.incident.pk, text="หาน้ำดื่ม", to="team:team-1", due_at=clock.now)
    actions.add_task(leader, course.incident.pk, text="หาน้ำดื่ม", to="team:team-1")
    added = tasks_in(course.incident)[-1]
    assert (added.spec.text, added.party.key) == ("หาน้ำดื่ม", "team:team-1")
    assert actions.finish_task(member, course.incident.pk, added.key).state == "done"


def test_a_real_incident_is_closed_with_tasks_open_only_with_the_reason(
    office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    recovery = [PLAN["scenarios"][0] | {"recovery": [{"id": "r-1", "text": "ตรวจอาคาร"}]}]
    plan_in_force(office, PLAN | {"response": [DAY_1], "scenarios": recovery})
    incident = incidents.propose_activation(coordinator, "threat-flood", request_key="open-tasks", reason="น้ำขึ้น")
    incidents.approve_activation(head, incident.pk)
    incidents.propose_stand_down(coordinator, incident.pk, reason="น้ำลด")
    client = client_as(head)
    shown = words_of(client.get(f"/incidents/{incident.pk}/stand-down/").content.decode())
    assert "4 งานที่ยังไม่ได้บันทึกผล" in shown
    client.post(f"/incidents/{incident.pk}/stand-down/", {"decision": "approve", "sure": "on"})
    page = f"/incidents/{incident.pk}/close/"
    refused = client.post(page, {"sure": "on"})
    assert (refused.status_code, "ยังมี 5 งาน" in words_of(refused.content.decode())) == (409, True)
    client.post(page, {"sure": "on", "remark": "ส่งต่อให้งานซ่อมบำรุง"})
    assert LogEntry.objects.get(kind="incident.closed").data["remark"] == "ส่งต่อให้งานซ่อมบำรุง"


def test_nothing_is_recorded_in_a_closed_incident(course: Course, coordinator: Membership) -> None:
    incidents.close_incident(coordinator, course.incident.pk)
    with pytest.raises(RefusedError) as refusal:
        actions.finish_task(coordinator, course.incident.pk, MOVE)
    assert refusal.value.code == "closed"


def test_the_checklist_and_a_task_are_worked_on_their_pages(
    course: Course, leader: Membership, client_as: SignIn
) -> None:
    client, page = client_as(leader), f"/incidents/{course.incident.pk}/task/"
    checklist = words_of(client.get(f"/incidents/{course.incident.pk}/tasks/").content.decode())
    assert "เหลือ 4 จาก 4 งาน" in checklist
    assert "หัวหน้าทีม 1 · นายห้า ทดสอบ" in checklist
    assert "ไม่เกี่ยวข้อง" in words_of(client.get(page, {"key": LEADERS}).content.decode())
    problem = client.post(page, {"key": LEADERS, "act": "done", "at": "25:00"})
    assert problem.status_code == 422
    assert "ชั่วโมง:นาที" in problem.content.decode()
    assert client.post(page, {"key": LEADERS, "act": "done", "note": "ครบ"}).status_code == 302
    assert client.post(page, {"key": HEADS, "act": "done"}).status_code == 403
    assert client.get(page, {"key": "x"}).status_code == 404
    assert Task.objects.get(key=LEADERS).note == "ครบ"


def test_my_duties_say_what_comes_first_and_hold_the_persons_own_tasks(
    course: Course, member: Membership, client_as: SignIn
) -> None:
    course.run()
    client = client_as(member)
    page = client.get("/incidents/duties/").content.decode()
    assert "รายงานตัวที่ หอประชุมกลาง" in words_of(page)
    assert 'data-mode="practice"' in page
    assert "ย้ายไปสถานที่ปฏิบัติงานสำรอง" in page
    assert "อนุมัติงานด้วยมือ" not in page
    client.post("/incidents/duties/", {"incident": course.incident.pk, "place": "home"})
    assert "ท่านมี 1 งานที่ต้องทำ" in words_of(client.get("/incidents/duties/").content.decode())
    client.post(f"/incidents/{course.incident.pk}/task/", {"key": MOVE, "act": "done", "back": "duties"})
    assert "ท่านไม่มีงานค้าง" in words_of(client.get("/incidents/duties/").content.decode())


def test_without_an_open_incident_or_a_place_in_the_plan_duties_say_so(
    office: Organisation, member: Membership, auditor: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    assert "ไม่มีเหตุการณ์เปิดอยู่" in client_as(member).get("/incidents/duties/").content.decode()
    assert client_as(auditor).post("/incidents/duties/", {"incident": "x"}).status_code == 302


def test_a_step_that_orders_the_proposal_says_that_it_was_made_and_waits_for_the_tick(
    office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    step = {"id": "flood-0", "text": "เสนอหัวหน้าคณะประกาศใช้แผน และแจ้งเหตุ", "responsible": ["coordinator"]}
    plan_in_force(office, PLAN | {"scenarios": [{"threat": "threat-flood", "onset": [step]}]})
    incident = incidents.watch_incident(coordinator, "threat-flood", request_key="watch-91", practice=False)
    said, client = "เสนอให้ประกาศใช้แผนแล้ว", client_as(coordinator)
    own = f"/incidents/{incident.pk}"
    pages = ("/incidents/duties/", f"{own}/tasks/", f"{own}/task/?key=flood-0@coordinator")
    assert not any(said in words_of(client.get(page).content.decode()) for page in pages)
    incidents.propose_activation_of(coordinator, incident.pk, reason="น้ำเข้าอาคาร")
    assert all(said in words_of(client.get(page).content.decode()) for page in pages)
    assert not Task.objects.exists()
    client.post(f"{own}/task/", {"key": "flood-0@coordinator", "act": "done"})
    assert said not in words_of(client.get(pages[1]).content.decode())
