"""The course of an incident: watched, proposed, in force, stood down, closed; by the head or by who stands next."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.callouts.models import Callout
from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents import actions, queries
from phrom.incidents.models import Decision, Incident
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Role
from tests import cast
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
FLOOD = "threat-flood"
RECOVERY = [PLAN["scenarios"][0] | {"recovery": [{"id": "r-1", "text": "ตรวจอาคาร"}]}]


@pytest.fixture
def deputy(office: Organisation) -> Membership:
    """The head's alternate in the plan, a leader by role."""
    return cast.join(office, cast.Character("deputy", "นายสอง ทดสอบ", Role.LEADER, "person-2"))


@pytest.fixture
def watched(office: Organisation, coordinator: Membership, clock: SettableClock) -> Incident:
    plan_in_force(office, PLAN | {"scenarios": RECOVERY})
    return actions.watch_incident(coordinator, FLOOD, request_key="watch-one", practice=False, note="น้ำขึ้นถึงถนน")


@pytest.fixture
def in_force(watched: Incident, coordinator: Membership, head: Membership) -> Incident:
    actions.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้าชั้นล่าง")
    return actions.approve_activation(head, watched.pk)


def logged(incident: Incident) -> list[str]:
    return list(LogEntry.objects.filter(incident=incident).order_by("number").values_list("kind", flat=True))


def test_a_watched_incident_tells_nobody_and_keeps_what_is_seen(watched: Incident) -> None:
    assert (watched.stage, watched.activated_at) == ("onset", None)
    assert not Callout.objects.exists()
    assert logged(watched) == ["incident.opened", "situation.noted"]


def test_the_alternate_may_decide_when_the_head_has_been_silent_and_is_then_acting(
    watched: Incident, coordinator: Membership, head: Membership, deputy: Membership, clock: SettableClock
) -> None:
    actions.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้า")
    clock.advance(minutes=14)
    with pytest.raises(RefusedError) as refusal:
        actions.approve_activation(deputy, watched.pk)
    assert refusal.value.code == "not-yet"
    assert "นายหนึ่ง ทดสอบ" in refusal.value.message
    clock.advance(minutes=1)
    incident = actions.approve_activation(deputy, watched.pk)
    decision = Decision.objects.get()
    assert (incident.stage, decision.acting_for) == ("crisis", "นายหนึ่ง ทดสอบ")
    assert Callout.objects.count() == 1
    entry = LogEntry.objects.get(kind="authority.assumed")
    assert entry.data["by"]["th"] == "นายสอง ทดสอบ ปฏิบัติหน้าที่แทน นายหนึ่ง ทดสอบ"


def test_once_the_call_tree_has_handed_the_silent_heads_place_on_no_further_question_waits_for_the_head(
    watched: Incident, coordinator: Membership, head: Membership, deputy: Membership, clock: SettableClock
) -> None:
    actions.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้า")
    clock.advance(minutes=15)
    course = Course(deputy, clock, incident=actions.approve_activation(deputy, watched.pk)).run()
    asked = actions.ask_for_decision(coordinator, watched.pk, matter="spending", reason="ซื้อน้ำดื่ม")
    with pytest.raises(RefusedError):
        actions.answer_decision(deputy, watched.pk, asked.pk, approved=True)  # the call tree is still trying the head
    course.after(60 * 31)
    assert course.state.people["person-1"].status == "handed_to_alternate"
    later = actions.ask_for_decision(coordinator, watched.pk, matter="other", reason="เปิดศูนย์พักพิง")
    answered = actions.answer_decision(deputy, watched.pk, later.pk, approved=True)
    assert answered.acting_for == "นายหนึ่ง ทดสอบ"
    own = actions.ask_for_decision(coordinator, watched.pk, matter="other", reason="ปิดถนน")
    assert actions.answer_decision(head, watched.pk, own.pk, approved=True).acting_for == ""  # back, and still the head
    actions.answer_decision(deputy, watched.pk, asked.pk, approved=True)


def test_nobody_waits_for_a_head_without_an_account(
    watched: Incident, coordinator: Membership, deputy: Membership
) -> None:
    actions.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้า")
    assert actions.approve_activation(deputy, watched.pk).stage == "crisis"


def test_an_alternate_who_proposed_does_not_decide_and_hears_why(
    watched: Incident, deputy: Membership, head: Membership, clock: SettableClock
) -> None:
    deputy.role = Role.COORDINATOR.value
    deputy.save()
    actions.propose_activation_of(deputy, watched.pk, reason="น้ำเข้า")
    clock.advance(hours=3)
    with pytest.raises(RefusedError) as refusal:
        actions.approve_activation(deputy, watched.pk)
    assert refusal.value.code == "same-person"


def test_a_rejected_proposal_may_leave_the_incident_watched_and_be_made_again(
    watched: Incident, coordinator: Membership, head: Membership
) -> None:
    actions.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้า")
    with pytest.raises(RefusedError) as refusal:
        actions.propose_activation_of(coordinator, watched.pk, reason="อีกครั้ง")
    assert refusal.value.code == "asked-already"
    actions.reject_activation(head, watched.pk, reason="รอดูอีกชั่วโมง", close=False)
    assert Incident.objects.get().stage == "onset"
    actions.propose_activation_of(coordinator, watched.pk, reason="น้ำสูงขึ้นอีก")
    assert actions.approve_activation(head, watched.pk).stage == "crisis"


def test_stand_down_needs_two_people_and_leads_to_the_recovery_and_its_end(
    in_force: Incident, coordinator: Membership, head: Membership
) -> None:
    with pytest.raises(RefusedError) as refusal:
        actions.close_incident(head, in_force.pk)
    assert refusal.value.code == "still-in-force"
    actions.propose_stand_down(coordinator, in_force.pk, reason="น้ำลดแล้ว")
    with pytest.raises(NotAllowedError):
        actions.approve_stand_down(coordinator, in_force.pk)
    for _press in range(2):
        incident = actions.approve_stand_down(head, in_force.pk)
    assert incident.stage == "recovery"
    assert incident.stood_down_at is not None
    with pytest.raises(NotAllowedError):
        actions.close_incident(coordinator, in_force.pk)
    assert actions.close_incident(head, in_force.pk).stage == "closed"
    assert [k for k in logged(in_force) if k.startswith(("stand_down", "incident."))] == [
        "incident.opened",
        "stand_down.proposed",
        "stand_down.approved",
        "incident.closed",
    ]


def test_a_scenario_without_recovery_closes_at_stand_down(
    office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    plan_in_force(office)
    incident = actions.propose_activation(coordinator, FLOOD, request_key="real-twelve", reason="น้ำขึ้น")
    actions.approve_activation(head, incident.pk)
    actions.propose_stand_down(coordinator, incident.pk, reason="น้ำลด")
    assert actions.approve_stand_down(head, incident.pk).stage == "closed"
    assert Callout.objects.get().state == "stopped"


def test_after_stand_down_nothing_of_the_crisis_is_asked_or_decided(
    in_force: Incident, coordinator: Membership, head: Membership
) -> None:
    site = actions.ask_for_decision(coordinator, in_force.pk, matter="site", reason="ใช้หอประชุมที่สอง")
    actions.propose_stand_down(coordinator, in_force.pk, reason="น้ำลดแล้ว")
    actions.approve_stand_down(head, in_force.pk)
    with pytest.raises(RefusedError):
        actions.propose_stand_down(coordinator, in_force.pk, reason="อีกครั้ง")
    actions.answer_decision(head, in_force.pk, site.pk, approved=True)
    spending = actions.ask_for_decision(coordinator, in_force.pk, matter="spending", reason="ค่าน้ำมัน")
    actions.close_incident(head, in_force.pk)
    with pytest.raises(RefusedError):
        actions.answer_decision(head, in_force.pk, spending.pk, approved=True)


def test_the_register_keeps_what_was_asked_who_answered_and_why(
    in_force: Incident, leader: Membership, member: Membership, head: Membership
) -> None:
    with pytest.raises(NotAllowedError):
        actions.ask_for_decision(member, in_force.pk, matter="site", reason="ย้าย")
    with pytest.raises(InvalidInputError):
        actions.ask_for_decision(leader, in_force.pk, matter="site", reason=" ")
    asked = actions.ask_for_decision(leader, in_force.pk, matter="spending", reason="ซื้อน้ำมันเครื่องปั่นไฟ 40 ลิตร")
    with pytest.raises(InvalidInputError):
        actions.answer_decision(head, in_force.pk, asked.pk, approved=False)
    actions.answer_decision(head, in_force.pk, asked.pk, approved=False, remark="ยืมจากเทศบาลก่อน")
    with pytest.raises(RefusedError) as refusal:
        actions.answer_decision(head, in_force.pk, asked.pk, approved=True)
    assert refusal.value.code == "decided"
    entry = LogEntry.objects.get(kind="decision.rejected")
    assert (entry.data["question"], entry.data["remark"]) == (asked.reason, "ยืมจากเทศบาลก่อน")


def test_a_plan_without_a_head_leaves_the_decision_to_who_has_the_right(
    office: Organisation, coordinator: Membership, head: Membership, leader: Membership, clock: SettableClock
) -> None:
    team = PLAN["continuity_team"] | {"head": {}}
    plan_in_force(office, PLAN | {"continuity_team": team})
    incident = actions.propose_activation(coordinator, FLOOD, request_key="no-head-1", reason="น้ำขึ้น")
    with pytest.raises(NotAllowedError):
        actions.approve_activation(leader, incident.pk)
    assert actions.approve_activation(head, incident.pk).stage == "crisis"


def test_in_practice_its_leader_plays_the_head_and_only_there(
    office: Organisation, coordinator: Membership, in_force: Incident, clock: SettableClock
) -> None:
    practice = actions.watch_incident(coordinator, FLOOD, request_key="play-1234", practice=True)
    actions.propose_activation_of(coordinator, practice.pk, reason="ซ้อม")
    with pytest.raises(RefusedError):
        actions.approve_activation(coordinator, practice.pk, as_person="person-2")
    actions.run_clock_ahead(coordinator, practice.pk, timedelta(minutes=20))
    actions.approve_activation(coordinator, practice.pk, as_person="person-2")
    decision = Decision.objects.get(incident=practice)
    assert (decision.decided_as, decision.acting_for) == ("นายสอง ทดสอบ", "นายหนึ่ง ทดสอบ")
    actions.propose_stand_down(coordinator, in_force.pk, reason="น้ำลด")
    with pytest.raises(RefusedError) as refusal:
        actions.approve_stand_down(coordinator, in_force.pk, as_person="person-1")
    assert refusal.value.code == "not-practice"


def test_an_exercises_clock_runs_ahead_and_a_real_incidents_never(
    in_force: Incident, coordinator: Membership, clock: SettableClock
) -> None:
    practice = actions.start_practice(coordinator, FLOOD, request_key="ahead-123")
    opened = clock.now
    practice = actions.run_clock_ahead(coordinator, practice.pk, timedelta(hours=6))
    clock.advance(minutes=5)
    assert queries.incident_now(practice) == opened + timedelta(hours=6, minutes=5)
    assert queries.time_in(practice, opened - timedelta(seconds=1)) == opened - timedelta(seconds=1)
    for wrong in (timedelta(seconds=10), timedelta(days=15), -timedelta(hours=1)):
        with pytest.raises(InvalidInputError):
            actions.run_clock_ahead(coordinator, practice.pk, wrong)
    with pytest.raises(RefusedError) as refusal:
        actions.run_clock_ahead(coordinator, in_force.pk, timedelta(hours=1))
    assert refusal.value.code == "not-practice"


def test_the_pages_lead_from_the_watch_to_the_activation(
    watched: Incident, coordinator: Membership, head: Membership, deputy: Membership, client_as: SignIn
) -> None:
    board, page = f"/incidents/{watched.pk}/board/", f"/incidents/{watched.pk}/activation/"
    assert "เฝ้าระวังอุทกภัย" in words_of(client_as(coordinator).get(board).content.decode())
    client_as(coordinator).post(page, {"decision": "propose", "reason": "น้ำเข้าชั้นล่าง"})
    assert "รอท่านอนุมัติประกาศใช้แผน" in words_of(client_as(head).get(page).content.decode())
    waiting = words_of(client_as(deputy).get(page).content.decode())
    assert "นายสอง ทดสอบ ตัดสินใจแทนได้ตามลำดับในแผน" in waiting
    assert "พิจารณา: ประกาศใช้แผน" in words_of(client_as(head).get(board).content.decode())
    assert client_as(head).post(page, {"decision": "approve", "sure": "on"}).status_code == 302
    assert client_as(coordinator).get(page).status_code == 302  # nothing to decide any more


def test_a_practice_from_the_onset_is_played_on_its_pages(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    plan_in_force(office)
    client = client_as(coordinator)
    client.post(f"/incidents/practice/{FLOOD}/", {"request_key": "from-onset-1", "begin": "onset", "sure": "on"})
    incident = Incident.objects.get()
    page = f"/incidents/{incident.pk}/activation/"
    client.post(page, {"decision": "propose", "reason": "ซ้อม"})
    shown = client.get(page).content.decode()
    assert 'data-mode="practice"' in shown
    assert "เล่นบทบาทของ" in shown
    client.post(page, {"decision": "approve", "sure": "on", "as_person": "person-1"})
    assert Callout.objects.get().practice is True
    client.post(f"/incidents/{incident.pk}/clock/", {"hours": "๖"})
    assert "เวลาซ้อม" in words_of(client.get(f"/incidents/{incident.pk}/board/").content.decode())
    assert client.post(f"/incidents/{incident.pk}/clock/", {"hours": "หก"}).status_code == 422


def test_who_stands_in_for_the_head_closes_too_and_all_others_read_who_does(
    in_force: Incident,
    coordinator: Membership,
    head: Membership,
    deputy: Membership,
    client_as: Callable[[Membership], Client],
) -> None:
    actions.propose_stand_down(coordinator, in_force.pk, reason="น้ำลดแล้ว")
    actions.approve_stand_down(head, in_force.pk)
    address = f"/incidents/{in_force.pk}/close/"
    assert "เป็นผู้ปิดเหตุการณ์" in words_of(client_as(coordinator).get(address).content.decode())
    assert "เป็นผู้ปิดเหตุการณ์" not in words_of(client_as(deputy).get(address).content.decode())
    assert actions.close_incident(deputy, in_force.pk).stage == "closed"
