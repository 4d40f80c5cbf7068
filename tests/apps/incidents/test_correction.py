"""A call that was a mistake is stopped, and the correction goes to whoever may have got it."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.callouts.actions import acknowledge, report_by_caller, send_correction, stop_callout
from phrom.callouts.models import Callout
from phrom.callouts.queries import correction_of
from phrom.errors import NotAllowedError, NotFoundError, RefusedError
from phrom.incidents.actions import approve_activation, propose_activation
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.cast import SettableClock

pytestmark = pytest.mark.django_db
FIRST = ("person-1", "person-3", "person-5", "person-6")


@pytest.fixture
def course(office: Organisation, coordinator: Membership, clock: SettableClock) -> Course:
    plan_in_force(office)
    return Course(coordinator, clock)


def test_stopping_with_a_tick_sends_the_correction_to_all_who_were_told_once(
    course: Course, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    course.run()
    acknowledge(course.callout.pk, "person-6", via="code")
    call, client = course.callout.pk, client_as(coordinator)
    for _time in range(2):
        client.post(f"/incidents/{course.incident.pk}/calls/stop/", {"sure": "on", "correct": "on"})
    course.run()
    sent = correction_of(Callout.objects.get(pk=call))
    assert sent is not None
    assert Callout.objects.count() == 2
    rows = sent.attempts.values_list("person", "text")
    assert sorted(person for person, _text in rows) == sorted(FIRST)
    assert all(text.startswith("[ซ้อม]") and "ขอยกเลิกข้อความก่อนหน้า" in text for _person, text in rows)
    page = words_of(client.get(f"/incidents/{course.incident.pk}/calls/").content.decode())
    assert "ส่งข้อความแก้ข่าวแล้ว" in page


def test_who_was_told_by_a_person_is_corrected_too_and_whom_no_channel_reaches_is_named_to_be_phoned(
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    plan_in_force(office)  # no channel is set: everybody is phoned
    incident = propose_activation(coordinator, "threat-flood", request_key="a-real-one-1", reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    course = Course(coordinator, clock, incident=incident).run()
    report_by_caller(coordinator, course.callout.pk, "person-6", "answered")
    client = client_as(head)
    client.post(f"/incidents/{incident.pk}/calls/stop/", {"sure": "on", "correct": "on"})
    sent = correction_of(course.callout)
    assert sent is not None
    assert list(sent.recipients.values_list("person", flat=True)) == ["person-6"]
    course.run()
    page = words_of(client.get(f"/incidents/{incident.pk}/calls/").content.decode())
    assert "โทรแก้ข่าวเอง 1 คน" in page
    assert "นายหก ทดสอบ" in page


def test_a_correction_can_follow_later_and_only_after_stopping(course: Course, coordinator: Membership) -> None:
    course.run()
    call = course.callout.pk
    with pytest.raises(RefusedError):
        send_correction(coordinator, call)
    stop_callout(coordinator, call)
    assert send_correction(coordinator, call) == send_correction(coordinator, call)


def test_where_nobody_was_told_nothing_is_corrected(course: Course, coordinator: Membership) -> None:
    stop_callout(coordinator, course.callout.pk)
    with pytest.raises(RefusedError):
        send_correction(coordinator, course.callout.pk)
    assert Callout.objects.count() == 1


def test_a_plan_that_names_nobody_says_so_and_stopping_it_needs_no_correction(
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    plan_in_force(office, PLAN | {"people": [], "continuity_team": {}})
    incident = propose_activation(coordinator, "threat-flood", request_key="a-real-one-1", reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    Course(coordinator, clock, incident=incident).run()
    client, page = client_as(head), f"/incidents/{incident.pk}/calls/"
    assert "ไม่มีใครได้รับแจ้ง แผนไม่ได้ระบุชื่อใคร" in words_of(client.get(page).content.decode())
    stopped = client.post(f"{page}stop/", {"sure": "on", "correct": "on"}, follow=True)
    assert stopped.status_code == 200
    assert "จึงไม่ต้องแก้ข่าว" in words_of(stopped.content.decode())


def test_only_who_may_stop_may_correct_and_no_other_office(
    course: Course, coordinator: Membership, member: Membership, stranger: Membership
) -> None:
    course.run()
    stop_callout(coordinator, course.callout.pk)
    with pytest.raises(NotAllowedError):
        send_correction(member, course.callout.pk)
    with pytest.raises(NotFoundError):
        send_correction(stranger, course.callout.pk)
