"""Processes: their states with time and person, work by hand by approval, the backlog checked by a second person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.callouts import actions as callouts
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents.queries import open_decisions
from phrom.offices.models import Membership, Organisation
from phrom.response import actions
from phrom.response.models import ManualWork, ProcessChange
from phrom.response.queries import course_in, forecasts, presence_in, statuses
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
LETTERS = "process-1"  # งานสารบรรณ, six hours
NEEDS = {"units": ["unit-a"], "requirements": {"people": [{"name": "บุคลากรหลัก", "quantity": 2}]}}


@pytest.fixture
def course(office: Organisation, coordinator: Membership, clock: SettableClock) -> Course:
    processes = [p | (NEEDS if p["id"] == LETTERS else {}) for p in PLAN["processes"]]
    people = [p | ({"unit": "unit-a"} if p["id"] in ("person-6", "person-5") else {}) for p in PLAN["people"]]
    units = [{"id": "unit-a", "name": "ฝ่ายบริหารทั่วไป"}]
    plan_in_force(office, PLAN | {"processes": processes, "people": people, "units": units})
    return Course(coordinator, clock)


def state_of(course: Course) -> str:
    return next(s.state for s in statuses(course.incident) if s.process.id == LETTERS)


def test_a_state_is_kept_with_time_and_person_and_stops_the_clock(
    course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    clock.advance(hours=2)
    for _press in range(2):
        actions.set_process_state(coordinator, course.incident.pk, LETTERS, "site", note="ที่หอประชุม")
    clock.advance(hours=20)
    found = next(s for s in statuses(course.incident) if s.process.id == LETTERS)
    assert (found.state, found.clock.left, found.person) == ("site", timedelta(hours=4), "น.ส.พิมพ์ชนก แก้วใส")
    assert ProcessChange.objects.count() == 1
    assert course.logged().count("process.changed") == 1


def test_a_time_before_the_last_change_would_rewrite_it_and_is_refused(
    course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    clock.advance(hours=2)
    actions.set_process_state(coordinator, course.incident.pk, LETTERS, "site")
    early = clock.now - timedelta(hours=1)
    with pytest.raises(InvalidInputError):
        actions.set_process_state(coordinator, course.incident.pk, LETTERS, "stopped", at=early)
    with pytest.raises(InvalidInputError):
        actions.set_process_state(coordinator, course.incident.pk, LETTERS, "flying")


def test_who_works_a_process_or_directs_may_change_it(
    course: Course, member: Membership, auditor: Membership, stranger: Membership
) -> None:
    actions.set_process_state(member, course.incident.pk, LETTERS, "site")
    with pytest.raises(NotAllowedError):
        actions.set_process_state(member, course.incident.pk, "process-2", "site")
    with pytest.raises(NotAllowedError):
        actions.set_process_state(auditor, course.incident.pk, LETTERS, "stopped")
    with pytest.raises(NotFoundError):
        actions.set_process_state(stranger, course.incident.pk, LETTERS, "stopped")


def test_work_by_hand_is_asked_approved_by_the_head_and_begins_with_the_approval(
    course: Course, leader: Membership, head: Membership
) -> None:
    with pytest.raises(RefusedError) as refusal:
        actions.set_process_state(leader, course.incident.pk, LETTERS, "manual")
    assert refusal.value.code == "not-approved"
    decision = actions.ask_for_manual_work(leader, course.incident.pk, LETTERS, reason="ใช้ทะเบียนกระดาษ")
    with pytest.raises(RefusedError):
        actions.ask_for_manual_work(leader, course.incident.pk, LETTERS, reason="อีกครั้ง")
    with pytest.raises(NotAllowedError):
        actions.decide_manual_work(leader, course.incident.pk, decision.pk, approved=True)
    for _press in range(2):
        actions.decide_manual_work(head, course.incident.pk, decision.pk, approved=True)
    assert state_of(course) == "manual"
    assert course.logged()[-2:] == ["manual.asked", "manual.approved"]


def test_a_rejected_request_leaves_the_process_stopped(course: Course, leader: Membership, head: Membership) -> None:
    decision = actions.ask_for_manual_work(leader, course.incident.pk, LETTERS, reason="ใช้กระดาษ")
    with pytest.raises(InvalidInputError):
        actions.decide_manual_work(head, course.incident.pk, decision.pk, approved=False)
    actions.decide_manual_work(head, course.incident.pk, decision.pk, approved=False, remark="รอไฟมา")
    assert state_of(course) == "stopped"
    assert not ManualWork.objects.exists()


@pytest.fixture
def by_hand(course: Course, leader: Membership, head: Membership) -> Course:
    decision = actions.ask_for_manual_work(leader, course.incident.pk, LETTERS, reason="ใช้กระดาษ")
    actions.decide_manual_work(head, course.incident.pk, decision.pk, approved=True)
    return course


def test_the_backlog_is_keyed_in_by_one_checked_by_another_and_then_signed_off(
    by_hand: Course, member: Membership, leader: Membership
) -> None:
    number = by_hand.incident.pk
    actions.count_backlog(member, number, LETTERS, forms=12)
    actions.count_backlog(member, number, LETTERS, keyed=12)
    with pytest.raises(RefusedError) as refusal:
        actions.count_backlog(member, number, LETTERS, checked=12)
    assert refusal.value.code == "same-person"
    actions.count_backlog(leader, number, LETTERS, checked=11)
    with pytest.raises(RefusedError) as refusal:
        actions.sign_backlog_off(leader, number, LETTERS)
    assert "1 ฉบับ" in refusal.value.message
    actions.count_backlog(leader, number, LETTERS, checked=12)
    actions.sign_backlog_off(leader, number, LETTERS)
    with pytest.raises(RefusedError):
        actions.count_backlog(leader, number, LETTERS, forms=13)
    assert by_hand.logged()[-1] == "backlog.signed_off"


def test_nobody_checks_their_own_forms_in_one_go_or_after_another_has_keyed_in_more(
    by_hand: Course, member: Membership, leader: Membership
) -> None:
    number = by_hand.incident.pk
    with pytest.raises(RefusedError):
        actions.count_backlog(member, number, LETTERS, forms=12, keyed=12, checked=12)
    actions.count_backlog(member, number, LETTERS, forms=12, keyed=8)
    actions.count_backlog(leader, number, LETTERS, keyed=12)
    with pytest.raises(RefusedError):
        actions.count_backlog(member, number, LETTERS, checked=5)
    actions.count_backlog(member, number, LETTERS, checked=4)  # each checks what the other keyed in
    with pytest.raises(RefusedError):
        actions.count_backlog(member, number, LETTERS, checked=5)
    with pytest.raises(InvalidInputError):
        actions.count_backlog(leader, number, LETTERS, checked=13)
    actions.count_backlog(leader, number, LETTERS, checked=12)
    assert actions.sign_backlog_off(leader, number, LETTERS).signed_at


@pytest.mark.parametrize("counts", [{"keyed": 5}, {"forms": -1}, {"forms": 3, "keyed": 4}, {"forms": 10**8}])
def test_counts_that_cannot_be_are_refused_and_nothing_is_changed(
    by_hand: Course, leader: Membership, counts: dict[str, int]
) -> None:
    with pytest.raises(InvalidInputError):
        actions.count_backlog(leader, by_hand.incident.pk, LETTERS, **counts)
    assert ManualWork.objects.get().forms == 0


def test_too_few_people_on_the_spot_before_the_deadline_are_foretold(course: Course, coordinator: Membership) -> None:
    course.run()
    for person in ("person-5", "person-6"):
        callouts.acknowledge(course.callout.pk, person, via="code")
    presence = presence_in(course.incident, course_in(course.incident))
    foretold = forecasts(course.incident, statuses(course.incident), presence)[LETTERS]
    assert (foretold.needed, foretold.arrived, foretold.too_late) == (2, 0, True)
    for person in ("person-5", "person-6"):
        actions.report_in(coordinator, course.incident.pk, person, "site")
    presence = presence_in(course.incident, course_in(course.incident))
    assert not forecasts(course.incident, statuses(course.incident), presence)[LETTERS].too_late


def test_the_page_records_asks_and_counts_and_says_what_is_wrong(
    course: Course, leader: Membership, head: Membership, client_as: SignIn
) -> None:
    client, page = client_as(leader), f"/incidents/{course.incident.pk}/processes/"
    assert "4 กระบวนงานหยุดอยู่" in words_of(client.get(page).content.decode())
    client.post(page, {"process": LETTERS, "act": "ask", "reason": "ใช้ทะเบียนกระดาษ"})
    asked = open_decisions(course.incident).get()
    register = f"/incidents/{course.incident.pk}/decisions/"
    board = f"/incidents/{course.incident.pk}/board/"
    assert "พิจารณา: ทำด้วยมือ (Manual): งานสารบรรณ" in words_of(client_as(head).get(board).content.decode())
    assert client.post(register, {"decision": asked.pk, "answer": "approve"}).status_code == 403
    assert client_as(head).post(register, {"decision": asked.pk, "answer": "reject"}).status_code == 422
    assert client_as(head).post(register, {"decision": asked.pk, "answer": "approve"}).status_code == 302
    assert "ปฏิบัติงานด้วยมือ" in words_of(client.get(page).content.decode())
    wrong = client.post(page, {"process": LETTERS, "act": "count", "forms": "สิบสอง"})
    assert (wrong.status_code, "พิมพ์จำนวนเป็นตัวเลข" in wrong.content.decode()) == (422, True)
    client.post(page, {"process": LETTERS, "act": "count", "forms": "๑๒"})
    assert "แบบฟอร์ม 12 ฉบับ" in words_of(client.get(page).content.decode())
