"""What waits for one person leads them there: on the first page, on the board, and on the text that nobody approves."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.callouts.queries import open_caller_items
from phrom.errors import NotAllowedError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.models import Incident
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership
from phrom.offices.roles import Role
from phrom.response import actions
from tests import cast
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of

SignIn = Callable[[Membership], Client]


@pytest.fixture
def watched(coordinator: Membership, clock: cast.SettableClock) -> Incident:
    plan_in_force(coordinator.organisation)
    return incidents.watch_incident(coordinator, "threat-flood", request_key="watched-flood", practice=True)


def seen(client: Client, address: str) -> str:
    return words_of(client.get(address).content.decode())


def test_the_head_is_led_to_the_decision_from_the_first_page(
    watched: Incident, coordinator: Membership, head: Membership, member: Membership, client_as: SignIn
) -> None:
    assert "เปิดกระดาน" in seen(client_as(head), "/")
    incidents.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้าอาคาร")
    page = client_as(head).get("/").content.decode()
    assert "พิจารณา: ประกาศใช้แผน" in words_of(page)
    assert f'href="/incidents/{watched.pk}/activation/"' in page
    assert "พิจารณา" not in seen(client_as(coordinator), "/")
    card = seen(client_as(member), f"/incidents/{watched.pk}/board/")
    assert "ดูข้อเสนอ" in card  # who may not decide is not asked to
    assert "ดูและตัดสินใจ" not in card


def test_the_first_page_says_for_whom_a_decision_waits_until_when_and_who_may_decide_then(
    watched: Incident,
    coordinator: Membership,
    head: Membership,
    member: Membership,
    clock: cast.SettableClock,
    client_as: SignIn,
) -> None:
    deputy = cast.join(coordinator.organisation, cast.Character("song", "นายสอง ทดสอบ", Role.LEADER, "person-2"))
    incidents.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้าอาคาร")
    for reader in (coordinator, deputy, member):
        page = seen(client_as(reader), "/")
        assert "ประกาศใช้แผน: รอ นายหนึ่ง ทดสอบ ตัดสินใจ ตั้งแต่ 09:00 น." in page
        assert "หากไม่ตัดสินใจก่อน 09:15 น. นายสอง ทดสอบ ตัดสินใจแทนได้ตามลำดับในแผน" in page
    assert "รอ นายหนึ่ง" not in seen(client_as(head), "/")  # the button says it
    clock.advance(minutes=15)
    assert "รอ นายหนึ่ง ทดสอบ, นายสอง ทดสอบ ตัดสินใจ ตั้งแต่ 09:00 น." in seen(client_as(coordinator), "/")
    why = "นายหนึ่ง ทดสอบ ยังไม่ตัดสินใจภายใน 09:15 น. ท่านตัดสินใจแทนได้แล้ว"
    for address in ("/", f"/incidents/{watched.pk}/activation/", f"/incidents/{watched.pk}/board/"):
        assert why in seen(client_as(deputy), address), address
        assert why not in seen(client_as(head), address), address
    incidents.approve_activation(deputy, watched.pk)
    by = "ประกาศใช้แผนเมื่อ 21 ส.ค. 2569 09:15 น. โดย นายสอง ทดสอบ ปฏิบัติหน้าที่แทน นายหนึ่ง ทดสอบ"
    assert by in seen(client_as(head), f"/incidents/{watched.pk}/board/")
    assert "ตัดสินใจ ตั้งแต่" not in seen(client_as(coordinator), "/")


def test_a_member_is_led_to_the_own_duties(watched: Incident, member: Membership, client_as: SignIn) -> None:
    page = client_as(member).get("/").content.decode()
    assert 'href="/incidents/duties/"' in page
    assert "หน้าที่ของฉัน" in words_of(page)


def test_a_draft_leads_who_may_approve_it_there_and_says_to_all_others_who_that_is(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    course.run()
    pk = course.incident.pk
    actions.draft_report(coordinator, pk, "ร่าง")
    for page in ("/", f"/incidents/{pk}/board/"):
        assert "พิจารณาอนุมัติ: รายงานสถานการณ์ฉบับที่ 1" in seen(client_as(head), page)
        assert "พิจารณาอนุมัติ" not in seen(client_as(coordinator), page)
    assert "ผู้อนุมัติ ซึ่งไม่ใช่ผู้ร่าง: นายหนึ่ง ทดสอบ, นายสอง ทดสอบ" in seen(client_as(coordinator), f"/incidents/{pk}/reports/1/")
    actions.approve_report(head, pk, 1, revision=1)
    message = actions.draft_message(coordinator, pk, "next-day", "พรุ่งนี้ 08:30 น.")
    assert "พิจารณาอนุมัติ: สรุปสำหรับวันถัดไป" in seen(client_as(head), f"/incidents/{pk}/board/")
    actions.drop_message(coordinator, pk, message.pk)
    assert "พิจารณาอนุมัติ" not in seen(client_as(head), f"/incidents/{pk}/board/")


def test_in_practice_its_leader_plays_whoever_approves(
    course: Course, coordinator: Membership, leader: Membership, client_as: SignIn
) -> None:
    pk, page = course.incident.pk, f"/incidents/{course.incident.pk}/reports/1/"
    actions.draft_report(coordinator, pk, "ร่าง")
    client = client_as(coordinator)
    assert "เล่นบทบาทของ" in seen(client, page)
    assert "เล่นบทบาทของ" not in seen(client_as(leader), page)
    with pytest.raises(NotAllowedError):  # nobody of the plan's order
        actions.approve_report(coordinator, pk, 1, revision=1, as_person="person-6")
    with pytest.raises(NotAllowedError):
        actions.approve_report(leader, pk, 1, revision=1, as_person="person-1")
    assert client.post(page, {"act": "approve", "revision": "1", "as_person": "person-2"}).status_code == 302
    said = LogEntry.objects.get(kind="situation_report.approved")
    assert said.data["by"]["th"] == "นายสอง ทดสอบ ปฏิบัติหน้าที่แทน นายหนึ่ง ทดสอบ"
    assert said.author_id == coordinator.user_id


def test_in_a_real_incident_nobody_is_played(coordinator: Membership, clock: cast.SettableClock) -> None:
    plan_in_force(coordinator.organisation)
    real = incidents.watch_incident(coordinator, "threat-flood", request_key="real-flood", practice=False)
    actions.draft_report(coordinator, real.pk, "ร่าง")
    with pytest.raises(RefusedError) as refusal:
        actions.approve_report(coordinator, real.pk, 1, revision=1, as_person="person-1")
    assert refusal.value.code == "not-practice"


def test_a_watched_incident_does_not_say_that_nobody_was_told_once_a_warning_went_out(
    watched: Incident, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    page = f"/incidents/{watched.pk}/board/"
    assert "ยังไม่มีการแจ้งใคร" in seen(client_as(coordinator), page)
    warning = actions.draft_message(coordinator, watched.pk, "ready", "เตรียมพร้อม")
    actions.approve_message(head, watched.pk, warning.pk, revision=1)
    actions.send_message(coordinator, watched.pk, warning.pk)
    shown = seen(client_as(coordinator), page)
    assert "เตือนให้เตรียมพร้อมแล้ว 4 คน" in shown
    assert "ยังไม่มีการแจ้งใคร" not in shown
    assert "ที่รายงานตัว" not in shown  # nobody has to come anywhere yet


def test_what_waits_stands_first_among_the_matters(
    watched: Incident, coordinator: Membership, client_as: SignIn
) -> None:
    page = f"/incidents/{watched.pk}/matters/"
    actions.draft_report(coordinator, watched.pk, "ร่าง")
    shown = seen(client_as(coordinator), page)
    assert shown.index("ฉบับที่ 1 รออนุมัติ") < shown.index("ตัดสินใจและสื่อสาร")
    assert shown.count("ร่าง อนุมัติ ส่ง พิมพ์ PDF และ Word") == 1


def test_the_boards_latest_lines_are_what_people_did(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    actions.note_situation(coordinator, course.incident.pk, "น้ำล้นตลิ่ง")
    course.run()  # every message writes lines of its own
    latest = seen(client_as(coordinator), f"/incidents/{course.incident.pk}/board/").partition("บันทึกล่าสุด")[2]
    assert "น้ำล้นตลิ่ง" in latest
    assert "ทางโทรศัพท์จำลอง" not in latest


def test_duties_say_what_is_recorded_of_oneself(
    course: Course, coordinator: Membership, member: Membership, client_as: SignIn
) -> None:
    course.run()
    client = client_as(member)
    assert "ท่านปลอดภัยหรือไม่" in seen(client, "/incidents/duties/")
    actions.record_wellbeing(coordinator, course.incident.pk, "person-6", "injured")
    shown = seen(client, "/incidents/duties/")
    assert "บันทึกไว้ว่า บาดเจ็บ" in shown
    assert "เปลี่ยนสถานภาพ" in shown


def test_what_a_passed_stage_left_over_stands_behind_what_the_present_one_wants_and_is_never_lost(
    coordinator: Membership, head: Membership, clock: cast.SettableClock, client_as: SignIn
) -> None:
    stages = {
        stage: [{"id": f"flood-{stage}", "text": f"ขั้นตอน{stage}", "responsible": ["team-1"]}]
        for stage in ("onset", "crisis", "recovery")
    }
    plan_in_force(coordinator.organisation, PLAN | {"scenarios": [{"threat": "threat-flood", **stages}]})
    pk = incidents.watch_incident(coordinator, "threat-flood", request_key="watched-flood", practice=True).pk
    incidents.propose_activation_of(coordinator, pk, reason="น้ำเข้า")
    clock.advance(hours=2)
    course = Course(coordinator, clock, incident=incidents.approve_activation(head, pk))
    for _try in range(4):  # nobody answers
        course.after(100)
    page, client = f"/incidents/{pk}/board/", client_as(coordinator)
    shown = seen(client, page)
    assert shown.index("ขั้นตอนcrisis") < shown.index("ขั้นตอนonset")
    assert "คนที่ไม่ตอบ" in shown
    incidents.propose_stand_down(coordinator, pk, reason="น้ำลด")
    incidents.approve_stand_down(head, pk)
    shown = seen(client, page)
    assert shown.index("ขั้นตอนrecovery") < shown.index("ขั้นตอนcrisis")
    assert "ขั้นตอนonset" in shown
    assert "คนที่ไม่ตอบ" not in shown  # nobody has to be reached for a plan that is no longer in force


def test_where_no_channel_reaches_anybody_those_who_lead_are_phoned_first(
    coordinator: Membership, head: Membership, clock: cast.SettableClock
) -> None:
    plan_in_force(coordinator.organisation)
    pk = incidents.watch_incident(coordinator, "threat-flood", request_key="real-flood", practice=False).pk
    incidents.propose_activation_of(coordinator, pk, reason="น้ำเข้า")
    course = Course(coordinator, clock, incident=incidents.approve_activation(head, pk))
    course.run()
    waiting = [item.person for item in open_caller_items(course.callout)]
    assert waiting == ["person-1", "person-3", "person-5", "person-6"]
