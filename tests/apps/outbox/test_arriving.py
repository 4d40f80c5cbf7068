"""What a device kept while the server was out of reach arrives once, at its own time, its right proved anew."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.callouts import actions as callouts
from phrom.callouts.queries import open_caller_items
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership, Organisation
from phrom.outbox.models import Arrival
from phrom.response import actions
from phrom.response.models import ReportIn, Task, Wellbeing
from phrom.response.queries import presence_in, tasks_in
from tests.apps.callouts.course import PLAN, Course, plan_in_force
from tests.apps.outbox.conftest import Device
from tests.cast import SettableClock

DeviceOf = Callable[..., Device]


def entry(kind: str) -> LogEntry:
    return LogEntry.objects.get(kind=kind)


def task_of_the_team(course: Course) -> str:
    return next(t.key for t in tasks_in(course.incident) if t.party.key == "team:team-1")


@pytest.fixture
def phone(member: Membership, course: Course, device_of: DeviceOf) -> Device:
    """The member's telephone, which last met the server when the practice began."""
    phone = device_of(member)
    phone.meet_the_server()
    return phone


def test_after_days_each_act_counts_once_and_at_the_time_when_it_happened(
    phone: Device, course: Course, clock: SettableClock
) -> None:
    began, incident = clock.now, course.incident.pk
    clock.advance(minutes=10)
    phone.keep("report-in", incident=incident, place="site")
    clock.advance(minutes=5)
    phone.keep("wellbeing", incident=incident, state="safe", detail="")
    phone.keep("situation", incident=incident, text="น้ำถึงหน้าอาคาร")
    clock.advance(minutes=5)
    phone.keep("task", incident=incident, key=task_of_the_team(course), act="done", note="ครบ")
    clock.advance(days=3)
    assert [(a["state"], a["late"]) for a in phone.send()] == [("done", True)] * 4
    assert ReportIn.objects.get().at == began + timedelta(minutes=10)
    assert Wellbeing.objects.get().at == began + timedelta(minutes=15)
    assert Task.objects.get().settled_at == began + timedelta(minutes=20)
    for kind, minutes in (("person.reported_in", 10), ("situation.noted", 15), ("task.done", 20)):
        assert entry(kind).happened_at == began + timedelta(minutes=minutes)
        assert entry(kind).written_at == clock.now
    assert verify_chain(course.incident.organisation_id).ok


def test_an_act_whose_answer_was_lost_is_sent_again_and_counts_once(phone: Device, course: Course) -> None:
    phone.keep("note", incident=course.incident.pk, text="สายน้ำแรงขึ้น")
    before = list(phone.kept)
    first = phone.send()
    phone.kept = before * 2
    assert [a["state"] for a in (*first, *phone.send())] == ["done"] * 3
    assert LogEntry.objects.filter(kind="note.written").count() == 1
    assert Arrival.objects.count() == 1


def test_a_device_with_a_wrong_clock_is_understood(phone: Device, course: Course, clock: SettableClock) -> None:
    phone.wrong = timedelta(days=-200, hours=3)
    phone.meet_the_server()
    began = clock.now
    clock.advance(hours=1)
    phone.keep("report-in", incident=course.incident.pk, place="home")
    clock.advance(days=1)
    phone.send()
    assert ReportIn.objects.get().at == began + timedelta(hours=1)


def test_a_clock_set_while_entries_waited_is_said_in_the_book(
    phone: Device, course: Course, clock: SettableClock
) -> None:
    phone.keep("situation", incident=course.incident.pk, text="ถนนขาด")
    clock.advance(hours=2)
    phone.wrong = timedelta(hours=-9)
    assert phone.send()[0]["state"] == "done"
    assert entry("device_entry.clock_doubted").incident_id == course.incident.pk


def test_what_another_has_settled_meanwhile_stands_and_both_are_in_the_book(
    phone: Device, course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    key = task_of_the_team(course)
    phone.keep("task", incident=course.incident.pk, key=key, act="done", note="ย้ายครบ 12 เครื่อง")
    kept_at = clock.now
    clock.advance(minutes=30)
    actions.set_task_aside(coordinator, course.incident.pk, key, reason="ย้ายไม่ทัน")
    clock.advance(hours=1)
    answer = phone.send()[0]
    assert (answer["state"], answer["message"]) == ("refused", f"{coordinator.user.name} บันทึกงานนี้เรียบร้อยแล้ว")
    assert Task.objects.get().state == "not_applicable"
    beside = entry("device_entry.kept_beside")
    assert beside.happened_at == kept_at
    assert "ย้ายครบ 12 เครื่อง" in beside.data["said"]["th"]
    assert beside.data["key"] == key


def test_reporting_in_late_does_not_undo_what_was_known_later(
    phone: Device, course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    phone.keep("report-in", incident=course.incident.pk, place="home")
    clock.advance(minutes=30)
    actions.report_in(coordinator, course.incident.pk, "person-6", "site")
    clock.advance(minutes=30)
    assert phone.send()[0]["state"] == "refused"
    assert ReportIn.objects.get().place == "site"
    assert entry("device_entry.kept_beside").data["person_name"] == phone.membership.user.name  # type: ignore[union-attr]


def test_how_a_person_was_is_kept_and_the_newest_word_counts(
    phone: Device, course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    phone.keep("wellbeing", incident=course.incident.pk, state="injured", detail="ข้อเท้าแพลง")
    clock.advance(minutes=30)
    actions.record_wellbeing(coordinator, course.incident.pk, "person-6", "safe")
    clock.advance(minutes=30)
    assert phone.send()[0]["state"] == "done"
    assert Wellbeing.objects.count() == 2
    known = next(p for p in presence_in(course.incident, None).people if p.person == "person-6")
    assert known.wellbeing is not None
    assert known.wellbeing.state == "safe"


def test_what_comes_after_the_end_is_kept_in_the_book_of_the_incident(
    phone: Device, course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    phone.keep("report-in", incident=course.incident.pk, place="site")
    phone.keep("situation", incident=course.incident.pk, text="ของครบ")
    clock.advance(hours=1)
    actions.end_incident(coordinator, course.incident.pk)
    clock.advance(days=2)
    assert [a["message"] for a in phone.send()] == ["เหตุการณ์นี้ปิดแล้ว"] * 2
    said = [e.data["said"]["th"] for e in LogEntry.objects.filter(kind="device_entry.kept_beside").order_by("number")]
    assert said == ["รายงานตัว ณ สถานที่ปฏิบัติงานสำรอง (นายหก ทดสอบ)", "สถานการณ์ (ของครบ)"]


def test_ticks_made_meanwhile_by_others_stay(
    office: Organisation, coordinator: Membership, member: Membership, device_of: DeviceOf, clock: SettableClock
) -> None:
    step = {"id": "s", "text": "ย้าย", "details": ["คน", "เครื่อง", "เอกสาร"], "responsible": ["team-1"]}
    plan_in_force(office, PLAN | {"scenarios": [{"threat": "threat-flood", "crisis": [step]}]})
    course, phone = Course(coordinator, clock), device_of(member)
    key = task_of_the_team(course)
    phone.keep("task", incident=course.incident.pk, key=key, act="done", part=[2])
    clock.advance(minutes=5)
    actions.finish_task(coordinator, course.incident.pk, key, parts=[0])
    clock.advance(hours=1)
    assert phone.send()[0]["state"] == "done"
    assert Task.objects.get().parts_done == [0, 2]


def test_a_right_lost_meanwhile_is_lost(
    phone: Device, course: Course, member: Membership, clock: SettableClock
) -> None:
    phone.keep("task", incident=course.incident.pk, key=task_of_the_team(course), act="done")
    clock.advance(hours=1)
    member.role = "auditor"
    member.save()
    assert phone.send()[0]["state"] == "refused"
    assert not Task.objects.exists()
    assert not LogEntry.objects.filter(kind="device_entry.kept_beside").exists()


def test_whoever_is_signed_out_keeps_everything_until_they_sign_in_again(
    phone: Device, course: Course, head: Membership, client_as: Callable[[Membership], Client]
) -> None:
    phone.keep("note", incident=course.incident.pk, text="พบรอยร้าว")
    mine, phone.client = phone.client, Client()
    assert phone.meet_the_server()["memberships"] == []
    assert phone.send()[0]["status"] == 401
    phone.client = client_as(head)
    assert phone.send()[0]["status"] == 401
    assert len(phone.kept) == 1
    phone.client = mine
    assert phone.send()[0]["state"] == "done"
    assert entry("note.written").author == phone.membership.user  # type: ignore[union-attr]


def test_another_offices_incident_is_out_of_reach(
    course: Course, stranger: Membership, device_of: DeviceOf, clock: SettableClock
) -> None:
    phone = device_of(stranger)
    before = LogEntry.objects.filter(organisation=course.incident.organisation).count()
    for kind, fields in (
        ("report-in", {"place": "site", "person": "person-6"}),
        ("situation", {"text": "x"}),
        ("note", {"text": "x"}),
        ("task", {"key": task_of_the_team(course), "act": "done"}),
        ("call-result", {"person": "person-6", "result": "answered"}),
        ("wellbeing", {"state": "safe"}),
    ):
        phone.keep(kind, incident=course.incident.pk, **fields)
    clock.advance(hours=2)
    assert {a["state"] for a in phone.send()} == {"refused"}
    assert LogEntry.objects.filter(organisation=course.incident.organisation).count() == before


def test_a_code_answered_without_network_counts_at_the_time_when_it_was_typed(
    course: Course, device_of: DeviceOf, clock: SettableClock
) -> None:
    course.run()
    phone = device_of(None)
    clock.advance(minutes=1)
    typed_at = clock.now
    phone.keep("answer", code=course.code_of("person-6"), said="acknowledged")
    clock.advance(hours=2)
    course.run()
    assert phone.send()[0]["state"] == "done"
    known = course.state.people["person-6"].acknowledged
    assert known is not None
    assert known.at == typed_at


def test_a_code_of_an_older_callout_does_not_answer_for_who_has_it_now(
    course: Course, device_of: DeviceOf, clock: SettableClock
) -> None:
    course.run()
    phone = device_of(None)
    clock.advance(days=-2)
    phone.keep("answer", code=course.code_of("person-6"), said="acknowledged")
    clock.advance(days=4)
    assert phone.send()[0]["state"] == "refused"
    assert course.state.people["person-6"].acknowledged is None


def test_guessing_codes_through_the_outbox_is_counted_as_anywhere(device_of: DeviceOf, course: Course) -> None:
    phone = device_of(None)
    for _ in range(21):
        phone.keep("answer", code="K7M2P9", said="acknowledged")
    assert [a["status"] for a in phone.send()] == [200] * 20 + [429]
    assert len(phone.kept) == 1  # the last one waits


def test_a_call_reported_late_counts_at_its_time(
    course: Course, coordinator: Membership, device_of: DeviceOf, clock: SettableClock
) -> None:
    course.run().after(20).after(46)
    item = next(i for i in open_caller_items(course.callout))
    callouts.hold_person(coordinator, course.callout.pk, item.person)
    phone = device_of(coordinator)
    phone.keep("call-result", incident=course.incident.pk, person=item.person, result="answered", note="ลูกรับสาย")
    clock.advance(minutes=30)
    assert phone.send()[0]["state"] == "done"
    assert entry("call.reported_by_caller").happened_at == clock.now - timedelta(minutes=30)
    assert entry("call.noted_by_caller").data["text"] == "ลูกรับสาย"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"key": 1}', b'"\xff"', json.dumps({"key": "x" * 100_000}).encode()],
)
def test_what_is_no_act_is_refused_in_words(member: Membership, device_of: DeviceOf, body: bytes) -> None:
    answer = device_of(member).client.post("/outbox/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json() == {"state": "refused", "message": "อ่านสิ่งที่เครื่องส่งมาไม่ได้"}


def test_a_note_too_long_is_refused_and_the_next_one_is_not_held_up(phone: Device, course: Course) -> None:
    phone.keep("note", incident=course.incident.pk, text="น" * 100_000)
    phone.keep("note", incident=course.incident.pk, text="น้ำลด")
    phone.keep("party", incident=course.incident.pk, text="x")
    assert [a["state"] for a in phone.send()] == ["refused", "done", "refused"]
    assert phone.kept == []


def test_the_device_is_told_what_to_keep_for_reading(phone: Device, course: Course) -> None:
    pages = phone.meet_the_server()["pages"]
    assert {"/incidents/duties/", "/plan/", f"/incidents/{course.incident.pk}/board/"} <= set(pages)
    assert all(phone.client.get(page).status_code == 200 for page in pages)
    assert not any("people" in page or "accounts" in page for page in pages)
