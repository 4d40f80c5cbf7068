"""Meetings of the continuity team: called, attended, decided; minutes drafted from what is known."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents import actions as incidents
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.queries.meetings import meetings_of
from phrom.response.queries.messages import messages_of
from tests.apps.callouts.course import Course, words_of

SignIn = Callable[[Membership], Client]


def test_a_meeting_is_called_held_and_its_minutes_are_approved_by_another(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    number, client = course.incident.pk, client_as(coordinator)
    called = client.post(f"/incidents/{number}/meetings/", {"place": "ห้องประชุม", "at": "13:00", "agenda": "ย้ายที่ทำการ"})
    invitation = messages_of(course.incident)[0]
    assert called["Location"].endswith(f"/messages/{invitation.pk}/")
    assert "13:00 น." in invitation.text
    assert invitation.audience == "leaders"
    course.clock.advance(hours=4)
    actions.note_situation(coordinator, number, "น้ำสูง 1 เมตร")
    decision = incidents.ask_for_decision(coordinator, number, matter="spending", reason="ซื้อเครื่องสูบน้ำ")
    incidents.answer_decision(head, number, decision.pk, approved=True)
    page = f"/incidents/{number}/meetings/1/"
    held = {"act": "held", "present": ["person-1", "person-3"], "resolved": "ย้ายไปโรงเรียน\n\nประชุมอีกครั้ง 17:00 น."}
    assert client.post(page, held).status_code == 302
    minutes = meetings_of(course.incident)[0].minutes
    order = ["นายหนึ่ง ทดสอบ", "2. ผู้ไม่มาประชุม\n- นายห้า ทดสอบ", "ย้ายที่ทำการ", "น้ำสูง 1 เมตร", "ย้ายไปโรงเรียน", "ซื้อเครื่องสูบน้ำ"]
    assert [minutes.index(words) for words in order] == sorted(minutes.index(words) for words in order)
    with pytest.raises(NotAllowedError):
        actions.approve_minutes(coordinator, number, 1, revision=2)
    with pytest.raises(RefusedError):
        actions.approve_minutes(head, number, 1, revision=1)
    actions.approve_minutes(head, number, 1, revision=2)
    with pytest.raises(RefusedError):
        actions.keep_minutes(coordinator, number, 1, "แก้", revision=2)
    word = client.get(f"{page}docx/")
    assert "ย้ายไปโรงเรียน" in zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert client.get(f"{page}pdf/").content.startswith(b"%PDF-")


def test_the_next_meeting_does_not_tell_again_what_the_last_one_has_heard(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    number, client = course.incident.pk, client_as(coordinator)
    actions.note_situation(coordinator, number, "เรื่องเก่า")
    for n in (1, 2):
        course.clock.advance(hours=1)
        actions.call_meeting(coordinator, number, starts_at=None, place="ห้องประชุม")
        client.post(f"/incidents/{number}/meetings/{n}/", {"act": "held", "present": ["person-1"], "resolved": ""})
    second, first = meetings_of(course.incident)
    assert "เรื่องเก่า" in first.minutes
    assert "เรื่องเก่า" not in second.minutes


def test_a_meeting_without_anybody_or_cancelled_is_refused_in_words(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    number, page = course.incident.pk, f"/incidents/{course.incident.pk}/meetings/1/"
    actions.call_meeting(coordinator, number, starts_at=None, place="ห้องประชุม")
    with pytest.raises(InvalidInputError):
        actions.hold_meeting(coordinator, number, 1, present=["nobody"], resolved="มติ")
    nobody = client_as(coordinator).post(page, {"act": "held", "resolved": "มติที่พิมพ์ไว้"})
    assert nobody.status_code == 422
    assert "มติที่พิมพ์ไว้" in words_of(nobody.content.decode())
    actions.cancel_meeting(coordinator, number, 1)
    with pytest.raises(RefusedError):
        actions.hold_meeting(coordinator, number, 1, present=["person-1"], resolved="มติ")
