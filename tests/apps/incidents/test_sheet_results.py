"""A printed call list keyed in afterwards: at the times on the paper, once, and in their order."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from phrom.callouts.actions import PaperCall, acknowledge_by_code, key_in_calls
from phrom.callouts.queries import open_caller_items
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import Course, plan_in_force, words_of
from tests.cast import SettableClock


@pytest.fixture
def call(office: Organisation, coordinator: Membership, clock: SettableClock) -> Course:
    """A practice from 09:00; it is 09:30, everybody silent has been put on the caller's list."""
    plan_in_force(office)
    course = Course(coordinator, clock, fast=False).run()
    for _step in range(10):
        course.after(180)
    return course


def at(call: Course, minute: int) -> datetime:
    return call.callout.started_at + timedelta(minutes=minute)


def listed(call: Course) -> set[str]:
    return set(open_caller_items(call.callout).values_list("person", flat=True))


def test_each_call_counts_at_the_time_on_the_paper_and_the_log_has_both_times(
    call: Course, coordinator: Membership
) -> None:
    assert {"person-1", "person-6"} <= listed(call)
    lines = [PaperCall("person-6", "answered", at(call, 21)), PaperCall("person-1", "no_answer", at(call, 20))]
    assert key_in_calls(coordinator, call.callout.pk, lines, caller="person-3") == 2
    person = call.state.people["person-6"]
    assert person.acknowledged is not None
    assert (person.acknowledged.at, person.acknowledged.by) == (at(call, 21), "person-3")
    assert "person-6" not in listed(call)
    assert "person-1" in listed(call)
    entries = list(LogEntry.objects.filter(kind="call.reported_by_caller").order_by("number"))
    assert [e.happened_at for e in entries] == [at(call, 20), at(call, 21)]
    assert {e.data["caller_name"] for e in entries} == {"นายสาม ทดสอบ"}
    assert {e.author_name for e in entries} == {coordinator.user.name}


def test_what_is_noted_on_the_paper_stands_with_the_call_and_in_the_book(
    call: Course, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    typed = {"result-person-6": "answered", "at-person-6": "09:12", "note-person-6": " มาถึง 10 โมง\tทางเรือ "}
    client_as(coordinator).post(f"/incidents/{call.incident.pk}/calls/sheet/results/", typed)
    assert [r.note for r in call.state.people["person-6"].reports] == ["มาถึง 10 โมง ทางเรือ"]
    assert LogEntry.objects.get(kind="call.noted_by_caller").data["text"] == "มาถึง 10 โมง ทางเรือ"
    with pytest.raises(InvalidInputError) as refusal:
        key_in_calls(coordinator, call.callout.pk, [PaperCall("person-1", "answered", at(call, 3), "น" * 1001)])
    assert refusal.value.field == "note-person-1"


def test_what_two_people_key_in_from_the_same_paper_counts_once(
    call: Course, coordinator: Membership, leader: Membership
) -> None:
    paper = [PaperCall("person-6", "no_answer", at(call, 10)), PaperCall("person-6", "no_answer", at(call, 15))]
    assert key_in_calls(coordinator, call.callout.pk, paper) == 2
    assert key_in_calls(leader, call.callout.pk, paper) == 0
    assert len(call.state.people["person-6"].reports) == 2
    assert call.logged().count("call.reported_by_caller") == 2


def test_the_answer_given_last_stands_whenever_it_was_keyed_in(call: Course, coordinator: Membership) -> None:
    acknowledge_by_code(call.code_of("person-6"), source="test")  # now, after the call on paper
    key_in_calls(coordinator, call.callout.pk, [PaperCall("person-6", "refused", at(call, 12))])
    assert call.state.people["person-6"].answer == "acknowledged"
    key_in_calls(coordinator, call.callout.pk, [PaperCall("person-5", "answered", at(call, 5))])
    key_in_calls(coordinator, call.callout.pk, [PaperCall("person-5", "refused", at(call, 8))])
    assert call.state.people["person-5"].answer == "refused"


def test_who_answered_on_paper_is_not_called_again(call: Course, coordinator: Membership) -> None:
    key_in_calls(coordinator, call.callout.pk, [PaperCall("person-6", "answered", at(call, 12))])
    before = len(call.state.people["person-6"].attempts)
    for _step in range(5):
        call.after(600)
    assert len(call.state.people["person-6"].attempts) == before
    assert "person-6" not in listed(call)


def test_a_line_that_cannot_be_true_refuses_the_whole_paper_and_says_where(
    call: Course, coordinator: Membership
) -> None:
    good = PaperCall("person-6", "answered", at(call, 12))
    for bad, field in (
        (PaperCall("person-5", "answered", at(call, 3000)), "at-person-5"),
        (PaperCall("person-5", "answered", at(call, -5)), "at-person-5"),
        (PaperCall("person-5", "shouted", at(call, 5)), "result-person-5"),
    ):
        with pytest.raises(InvalidInputError) as refusal:
            key_in_calls(coordinator, call.callout.pk, [good, bad])
        assert refusal.value.field == field
    for stranger in (PaperCall("person-99", "answered", at(call, 5)),):
        with pytest.raises(NotFoundError):
            key_in_calls(coordinator, call.callout.pk, [good, stranger])
    with pytest.raises(NotFoundError):
        key_in_calls(coordinator, call.callout.pk, [good], caller="person-99")
    assert not [p for p in call.state.people.values() if p.reports]


def test_only_who_may_phone_keys_in_and_only_for_their_own_office(
    call: Course, member: Membership, stranger: Membership
) -> None:
    lines = [PaperCall("person-6", "answered", at(call, 12))]
    for author in (member, stranger):
        with pytest.raises((RefusedError, NotFoundError)):
            key_in_calls(author, call.callout.pk, lines)


def test_the_page_takes_times_as_people_write_them_and_keeps_what_was_typed(
    call: Course, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    client, address = client_as(coordinator), f"/incidents/{call.incident.pk}/calls/sheet/results/"
    assert address in client.get(f"/incidents/{call.incident.pk}/calls/").content.decode()
    typed = {"result-person-6": "answered", "at-person-6": "๐๙.๑๒", "result-person-1": "no_answer", "at-person-1": "?"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "ใส่เวลาที่เขียนไว้บนกระดาษ" in words_of(refused.content.decode())
    assert 'value="๐๙.๑๒"' in refused.content.decode()
    done = client.post(address, typed | {"at-person-1": "09:14"}, follow=True)
    assert "บันทึกผลการโทร 2 ราย" in words_of(done.content.decode())
    answer = call.state.people["person-6"].acknowledged
    assert answer is not None
    assert answer.at == at(call, 12)
    again = client.post(address, typed | {"at-person-1": "09:14"}, follow=True)
    assert "ผลเหล่านี้มีผู้ใส่ไว้แล้ว" in words_of(again.content.decode())
    assert client.post(address, {}).status_code == 422
