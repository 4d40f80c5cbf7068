"""Putting the plan in force for real: asked by one, decided by another, once."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from phrom.callouts.models import Attempt, CallerListItem, Callout
from phrom.callouts.queries import course_of
from phrom.core.rendering.links import contains_link
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents import actions
from phrom.incidents.models import Decision, Incident
from phrom.logbook.models import LogEntry
from phrom.offices.actions import issue_approval_code
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.apps.channels.conftest import PostOffice, post_office, smtp_url
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
_ = (post_office, smtp_url)


@pytest.fixture
def proposed(office: Organisation, coordinator: Membership, clock: SettableClock) -> Incident:
    plan_in_force(office)
    return actions.propose_activation(
        coordinator, "threat-flood", request_key="real-one-1", reason="น้ำเข้าชั้นล่าง ตัดไฟแล้ว"
    )


def test_a_proposal_tells_nobody(proposed: Incident) -> None:
    assert not Callout.objects.exists()
    assert proposed.stage == Incident.Stage.ONSET
    assert [e.kind for e in LogEntry.objects.filter(incident=proposed)] == ["incident.opened", "activation.proposed"]


def test_a_proposal_pressed_twice_is_one(proposed: Incident, coordinator: Membership) -> None:
    again = actions.propose_activation(coordinator, "threat-flood", request_key="real-one-1", reason="ซ้ำ")
    assert again.pk == proposed.pk
    assert Decision.objects.count() == 1


def test_approval_by_another_starts_the_call_tree_once(proposed: Incident, head: Membership) -> None:
    for _press in range(2):
        actions.approve_activation(head, proposed.pk)
    callout = Callout.objects.get()
    assert callout.practice is False
    assert LogEntry.objects.filter(kind="activation.approved").count() == 1
    assert Incident.objects.get().stage == Incident.Stage.CRISIS


def test_nobody_approves_their_own_proposal(office: Organisation, head: Membership, clock: SettableClock) -> None:
    plan_in_force(office)
    incident = actions.propose_activation(head, "threat-flood", request_key="real-one-2", reason="น้ำขึ้น")
    with pytest.raises(RefusedError) as refusal:
        actions.approve_activation(head, incident.pk)
    assert refusal.value.code == "same-person"
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(decided_by=head.user)  # the database refuses it as well


def test_who_has_not_the_right_can_neither_propose_nor_approve(
    proposed: Incident, member: Membership, leader: Membership, coordinator: Membership
) -> None:
    with pytest.raises(NotAllowedError):
        actions.propose_activation(member, "threat-flood", request_key="real-one-3", reason="น้ำขึ้น")
    for who in (member, leader, coordinator):
        with pytest.raises(NotAllowedError):
            actions.approve_activation(who, proposed.pk)


def test_another_offices_proposal_is_not_found(proposed: Incident, stranger: Membership) -> None:
    stranger.role = "head"
    with pytest.raises(NotFoundError):
        actions.approve_activation(stranger, proposed.pk)


def test_a_rejection_needs_its_reason_closes_the_incident_and_cannot_be_turned(
    proposed: Incident, head: Membership
) -> None:
    with pytest.raises(InvalidInputError):
        actions.reject_activation(head, proposed.pk, reason="  ")
    actions.reject_activation(head, proposed.pk, reason="น้ำลดแล้ว")
    assert Incident.objects.get().stage == Incident.Stage.CLOSED
    assert LogEntry.objects.filter(kind="activation.rejected").count() == 1
    with pytest.raises(RefusedError):
        actions.approve_activation(head, proposed.pk)
    assert not Callout.objects.exists()


def test_a_proposal_closed_without_a_decision_cannot_be_approved_afterwards(
    proposed: Incident, head: Membership
) -> None:
    actions.close_incident(head, proposed.pk)
    with pytest.raises(RefusedError):
        actions.approve_activation(head, proposed.pk)


def test_the_head_approves_in_their_own_session(proposed: Incident, head: Membership, client_as: SignIn) -> None:
    client, address = client_as(head), f"/incidents/{proposed.pk}/activation/"
    assert client.post(address, {"decision": "approve"}).status_code == 422  # without the tick
    assert client.post(address, {"decision": "approve", "sure": "on"}).status_code == 302
    assert Callout.objects.count() == 1


def test_the_head_approves_with_a_code_on_the_coordinators_screen(
    proposed: Incident, head: Membership, coordinator: Membership, client_as: SignIn
) -> None:
    client, address = client_as(coordinator), f"/incidents/{proposed.pk}/activation/"
    form = {"decision": "approve", "sure": "on", "approver": str(head.pk)}
    assert client.post(address, form | {"code": "000000"}).status_code == 422
    assert not Callout.objects.exists()
    client.post(address, form | {"code": issue_approval_code(head)})
    assert Callout.objects.count() == 1
    assert Decision.objects.get().decided_by_id == head.user_id
    assert LogEntry.objects.get(kind="activation.approved").author_id == head.user_id


def test_the_coordinator_alone_cannot_approve_by_form(
    proposed: Incident, coordinator: Membership, client_as: SignIn
) -> None:
    answer = client_as(coordinator).post(f"/incidents/{proposed.pk}/activation/", {"decision": "approve", "sure": "on"})
    assert answer.status_code == 403
    assert not Callout.objects.exists()


def test_without_channels_everybody_is_phoned_by_hand(
    proposed: Incident, head: Membership, clock: SettableClock
) -> None:
    actions.approve_activation(head, proposed.pk)
    Course(head, clock, incident=proposed).run()
    assert Attempt.objects.count() == 0
    assert CallerListItem.objects.filter(closed_at=None).count() == 4


def test_messages_alone_without_any_channel_would_reach_nobody_so_people_phone(
    proposed: Incident, coordinator: Membership, head: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    actions.choose_calling_way(coordinator, "", {"mode": "machine"})
    page = words_of(client_as(head).get(f"/incidents/{proposed.pk}/activation/").content.decode())
    assert "ทุกคนจะอยู่ในรายชื่อให้คนโทร" in page
    assert "ส่งข้อความถึงทุกคนพร้อมกัน" not in page
    actions.approve_activation(head, proposed.pk)
    Course(head, clock, incident=proposed).run()
    assert CallerListItem.objects.filter(closed_at=None).count() == 4


def test_messages_alone_say_whom_they_pass_over(
    proposed: Incident, coordinator: Membership, head: Membership, client_as: SignIn, settings: object
) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"  # type: ignore[attr-defined]
    address = f"/incidents/{proposed.pk}/activation/"
    assert "4 คนไม่มีช่องทางส่งข้อความ จะอยู่ในรายชื่อให้คนโทร" in words_of(client_as(head).get(address).content.decode())
    actions.choose_calling_way(coordinator, "", {"mode": "machine"})
    page = words_of(client_as(head).get(address).content.decode())
    assert "4 คนไม่มีช่องทางส่งข้อความ และวิธีนี้ไม่มีคนโทร จะแจ้งผู้แทนทันที" in page


def test_with_a_mail_server_letters_go_out_marked_real_without_links_and_silence_leads_to_a_caller(
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    settings: object,
    smtp_url: str,
    post_office: PostOffice,
) -> None:
    settings.SMTP_URL = smtp_url  # type: ignore[attr-defined]
    people = [p | {"email": f"{p['id']}@office.example"} for p in PLAN["people"]]
    plan_in_force(office, PLAN | {"people": people})
    incident = actions.propose_activation(coordinator, "threat-flood", request_key="real-one-4", reason="น้ำขึ้น")
    actions.approve_activation(head, incident.pk)
    course = Course(head, clock, incident=incident).run()
    assert sorted(str(letter["To"]) for letter in post_office.letters) == [
        f"person-{n}@office.example" for n in (1, 3, 5, 6)
    ]
    for letter in post_office.letters:
        text = letter.get_content()  # type: ignore[attr-defined]
        assert text.startswith("[เหตุจริง] ")
        assert not contains_link(text)
    post_office.reply = "550 no such user"
    course.after(181)
    state = course_of(course.callout).state.people["person-6"]
    assert [a.outcome for a in state.attempts] == ["sent", "failed_permanent"]
    assert CallerListItem.objects.filter(closed_at=None, person="person-6").exists()


def test_a_practice_sends_nothing_by_mail_whatever_the_settings_say(
    course: Course, settings: object, smtp_url: str, post_office: PostOffice
) -> None:
    settings.SMTP_URL = smtp_url  # type: ignore[attr-defined]
    course.run()
    Attempt.objects.update(channel="email", state="recorded", address="somebody@office.example")
    course.run()
    assert post_office.letters == []
    assert {a.state for a in Attempt.objects.all()} == {"failed_permanent"}
