"""Texts to staff and public: drafted, approved by another, sent through the channels or published; warnings before the
plan is in force."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.callouts.actions import acknowledge_by_code
from phrom.callouts.models import Callout, Recipient
from phrom.channels.models import PracticeMessage
from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents import actions as incidents
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.models import Message
from phrom.response.queries.messages import heard_of
from phrom.response.views.message_facts import drafted_text
from tests.apps.callouts.course import Course, words_of

SignIn = Callable[[Membership], Client]


def callout_of(message: Message) -> Callout:
    return Callout.objects.get(pk=message.callout_id or 0)


def test_the_next_days_summary_says_date_time_and_place(course: Course) -> None:
    course.run()
    text = drafted_text(course.incident, "next-day")
    assert "วันที่ 22 ส.ค. 2569 เวลา 08:30 น. ที่ หอประชุมกลาง" in text
    assert "รายงานตัวแล้ว 0 จาก 4 คน" in text
    course.clock.advance(hours=18)  # at three in the morning the next day is the coming one
    assert "วันที่ 22 ส.ค. 2569 เวลา 08:30 น. ที่ หอประชุมกลาง" in drafted_text(course.incident, "next-day")


def test_a_text_is_approved_by_another_and_then_reaches_everybody_once(
    course: Course, coordinator: Membership, head: Membership, member: Membership
) -> None:
    number = course.incident.pk
    with pytest.raises(NotAllowedError):
        actions.draft_message(member, number, "next-day", "ข้อความ")
    message = actions.draft_message(coordinator, number, "next-day", "พรุ่งนี้ 08:30 น. ที่หอประชุม")
    with pytest.raises(RefusedError) as early:
        actions.send_message(coordinator, number, message.pk)
    assert early.value.code == "not-approved"
    with pytest.raises(NotAllowedError):
        actions.approve_message(coordinator, number, message.pk, revision=1)
    actions.approve_message(head, number, message.pk, revision=1)
    with pytest.raises(RefusedError):
        actions.edit_message(coordinator, number, message.pk, "แก้ทีหลัง", audience="staff", revision=1)
    sent = actions.send_message(coordinator, number, message.pk)
    assert actions.send_message(coordinator, number, message.pk).callout_id == sent.callout_id
    course.run()
    received = PracticeMessage.objects.filter(callout_id=callout_of(sent).pk)
    assert received.count() == 7  # everybody of the plan, alternates too
    first = received.get(person="person-6")
    code = Recipient.objects.get(callout=callout_of(sent), person="person-6").code
    assert first.text == f"[ซ้อม] อบต.บ้านตัวอย่าง พรุ่งนี้ 08:30 น. ที่หอประชุม ตอบ {code} เพื่อรับทราบ"
    acknowledge_by_code(code, source="test")
    heard = heard_of(course.incident, sent)
    assert heard is not None
    assert (heard.reached.acknowledged, heard.reached.people, len(heard.silent)) == (1, 7, 6)
    # the call tree itself is another matter
    assert course.state.people["person-6"].acknowledged is None


def test_a_text_to_one_team_reaches_its_people_only(course: Course, coordinator: Membership, head: Membership) -> None:
    message = actions.draft_message(
        coordinator, course.incident.pk, "free", "ทีม 1 พบกัน 10:00 น.", audience="team:team-1"
    )
    actions.approve_message(head, course.incident.pk, message.pk, revision=1)
    sent = actions.send_message(coordinator, course.incident.pk, message.pk)
    people = set(Recipient.objects.filter(callout=callout_of(sent)).values_list("person", flat=True))
    assert people == {"person-4", "person-5", "person-6", "person-7"}


def test_an_approved_report_goes_out_with_its_own_words_and_links_are_taken_apart(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    number = course.incident.pk
    actions.draft_report(coordinator, number, "รายงานสถานการณ์ฉบับที่ 1\n\n1. บุคลากร\n- [เหตุจริง] ดูที่ www.example.com\n")
    with pytest.raises(RefusedError):
        actions.draft_message(coordinator, number, "report", "x", report=1)
    actions.approve_report(head, number, 1, revision=1)
    client = client_as(coordinator)
    page = client.post(f"/incidents/{number}/messages/", {"form": "report", "report": "1"})["Location"]
    client.post(page, {"act": "send"})
    course.run()
    sent = PracticeMessage.objects.exclude(callout_id=course.callout.pk).filter(person="person-6").get()
    assert sent.text.startswith("[ซ้อม] อบต.บ้านตัวอย่าง รายงานสถานการณ์ฉบับที่ 1\n")
    assert "www.example.com" not in sent.text
    assert sent.text.count("[") == 1
    assert "0 จาก 7 คน" in words_of(client.get(page).content.decode())


def test_a_report_too_long_for_a_message_ends_with_a_whole_line_and_says_where_to_read_on(
    course: Course, coordinator: Membership, head: Membership
) -> None:
    number = course.incident.pk
    lines = [f"- เรื่องที่ {n} ของรายงานที่ยาวมาก" for n in range(200)]
    actions.draft_report(coordinator, number, "\n".join(lines))
    actions.approve_report(head, number, 1, revision=1)
    text = actions.draft_message(coordinator, number, "report", "\n".join(lines), report=1).text
    *kept, last = text.split("\n")
    assert len(text) <= 4000
    assert kept == lines[: len(kept)]
    assert "ฉบับที่ 1" in last


def test_a_warning_goes_down_the_call_tree_before_activation_and_ends_with_it(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    watched = incidents.watch_incident(coordinator, "threat-flood", request_key="warn-first", practice=True, fast=True)
    message = actions.draft_message(coordinator, watched.pk, "ready", drafted_text(watched, "ready"))
    actions.approve_message(head, watched.pk, message.pk, revision=1)
    warning = callout_of(actions.send_message(coordinator, watched.pk, message.pk))
    course.run()
    assert warning.purpose == "warning"
    text = PracticeMessage.objects.get(callout_id=warning.pk, person="person-5").text
    assert "เตรียมพร้อม" in text
    assert "ประกาศใช้แผนฯ" not in text
    course.after(60)  # nobody answers: the caller's list, with the warning's own words to read out
    client = client_as(coordinator)
    caller = client.get(f"/incidents/{watched.pk}/calls/").content.decode()
    assert "data-mode" in caller
    incidents.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้าแล้ว")
    incidents.approve_activation(coordinator, watched.pk, as_person="person-1")
    warning.refresh_from_db()
    assert warning.state == "stopped"
    course.run()
    second = Callout.objects.get(incident=watched, purpose="activation")
    assert "ประกาศใช้แผนฯ" in PracticeMessage.objects.get(callout_id=second.pk, person="person-5").text


def test_a_public_text_is_published_by_hand_and_said_where(
    course: Course, coordinator: Membership, head: Membership
) -> None:
    number = course.incident.pk
    message = actions.draft_message(coordinator, number, "suspended", drafted_text(course.incident, "suspended"))
    assert "หยุดให้บริการชั่วคราว" in message.text
    with pytest.raises(RefusedError):
        actions.record_published(coordinator, number, message.pk, where="ป้ายหน้าที่ทำการ")
    actions.approve_message(head, number, message.pk, revision=1)
    with pytest.raises(RefusedError) as refusal:
        actions.send_message(coordinator, number, message.pk)
    assert refusal.value.code == "public"
    actions.record_published(coordinator, number, message.pk, where="ป้ายหน้าที่ทำการ")
    assert actions.record_published(coordinator, number, message.pk, where="หอกระจายข่าว").out_where == (
        "ป้ายหน้าที่ทำการ, หอกระจายข่าว"
    )
    assert course.logged().count("message.published") == 2


def test_a_text_that_is_too_long_or_to_nobody_is_refused_in_words(course: Course, coordinator: Membership) -> None:
    number = course.incident.pk
    message = actions.draft_message(coordinator, number, "free", "")
    for text in ("", "ก" * 4001, "ก" * 100_000):
        with pytest.raises(InvalidInputError):
            actions.edit_message(coordinator, number, message.pk, text, audience="staff", revision=1)
    with pytest.raises(InvalidInputError):
        actions.edit_message(coordinator, number, message.pk, "ข้อความ", audience="team:none", revision=1)


def test_a_real_text_without_any_channel_is_not_sent_into_nothing(
    course: Course, coordinator: Membership, head: Membership, settings: object
) -> None:
    real = incidents.watch_incident(coordinator, "threat-flood", request_key="real-text", practice=False)
    message = actions.draft_message(coordinator, real.pk, "free", "ขอให้ทุกคนระวัง")
    actions.approve_message(head, real.pk, message.pk, revision=1)
    with pytest.raises(RefusedError) as refusal:
        actions.send_message(coordinator, real.pk, message.pk)
    assert refusal.value.code == "no-channel"
    assert "คัดลอก" in refusal.value.message
