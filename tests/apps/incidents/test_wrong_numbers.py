"""A wrong number: found by a caller, a provider or its owner; mended with one press, and its person called again."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from phrom.callouts import actions as callouts
from phrom.callouts.models import Attempt, WrongNumber
from phrom.callouts.queries import tree_of, wrong_numbers
from phrom.core.callout.caller import caller_lists
from phrom.core.log_entry.failure_words import NO_SUCH_NUMBER
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError
from phrom.incidents.actions import (
    approve_activation,
    mend_number,
    number_is_right,
    propose_activation_of,
    tell_own_wrong_number,
    watch_incident,
)
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from phrom.plans.queries import approved_version, plan_of
from phrom.response.actions import approve_message, draft_message, send_message
from tests.apps.callouts.course import Course, plan_in_force, words_of
from tests.apps.channels.real_call import SMS_NUMBER, begin
from tests.apps.channels.test_webhooks import from_gateway
from tests.cast import SettableClock
from tests.fakes import sms

NEW = "+66819998877"
TYPED = "081 999 8877"


@pytest.fixture
def gateway(settings: Any) -> Iterator[sms.FakeGateway]:
    with sms.FakeGateway() as server:
        settings.SMS = sms.described(server.url)
        yield server


@pytest.fixture
def call(
    gateway: sms.FakeGateway, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> Course:
    """Everybody has an SMS; nobody answers."""
    return begin(office, coordinator, head, clock).run()


def on_the_list(call: Course) -> Course:
    """So late that person-6 is to be phoned."""
    call.after(200)
    return call.after(901)


def found(office: Organisation) -> list[tuple[str, str, str]]:
    return [(row.person, row.number, row.how) for row in wrong_numbers(office.pk)]


def phones_in_force(office: Organisation, person: str = "person-6") -> tuple[str, ...]:
    version = approved_version(office.pk)
    assert version is not None
    return next(p.phones for p in plan_of(version).people if p.id == person)


def report_wrong(call: Course, author: Membership, result: str = "wrong_number") -> None:
    callouts.hold_person(author, call.callout.pk, "person-6")
    callouts.report_by_caller(author, call.callout.pk, "person-6", result)


def test_what_a_caller_reports_waits_for_the_coordinator_with_who_when_and_which(
    call: Course, office: Organisation, coordinator: Membership
) -> None:
    report_wrong(on_the_list(call), coordinator)
    assert found(office) == [("person-6", SMS_NUMBER, "caller")]
    [row] = wrong_numbers(office.pk)
    assert (row.reporter, row.found_at, row.callout_id) == (coordinator.user.name, call.clock.now, call.callout.pk)
    entry = LogEntry.objects.get(kind="number.wrong")
    assert SMS_NUMBER not in str(entry.data)
    assert "081 ••• ••06" in str(entry.data)


def test_mended_with_one_press_it_is_in_force_and_the_person_is_called_there_in_the_running_call(
    call: Course, office: Organisation, coordinator: Membership, gateway: sms.FakeGateway
) -> None:
    report_wrong(on_the_list(call), coordinator)
    call.run()
    assert call.state.slots["team-1/members/0"].holder == "person-7"  # the alternate is called meanwhile
    [row] = wrong_numbers(office.pk)
    assert mend_number(coordinator, row.pk, TYPED) == 1
    call.run()
    assert phones_in_force(office) == (NEW,)
    assert gateway.sent[-1]["to"] == NEW
    assert call.code_of("person-6") in gateway.sent[-1]["text"]
    assert "person-6" in [each.person for each in caller_lists(tree_of(call.callout), call.state)]
    assert found(office) == []
    assert {"number.wrong", "number.mended"} <= set(LogEntry.objects.values_list("kind", flat=True))
    callouts.acknowledge_by_code(call.code_of("person-6"), source="test")
    assert call.state.slots["team-1/members/0"].acting == "person-6"
    assert "person-6" not in [each.person for each in caller_lists(tree_of(call.callout), call.state)]


def test_mended_twice_it_is_mended_once_and_who_has_answered_is_not_called_again(
    call: Course, office: Organisation, coordinator: Membership, gateway: sms.FakeGateway
) -> None:
    report_wrong(on_the_list(call), coordinator)
    callouts.acknowledge_by_code(call.code_of("person-6"), source="test")
    [row] = wrong_numbers(office.pk)
    before = len(gateway.sent)
    assert mend_number(coordinator, row.pk, TYPED) == 0
    call.run()
    assert not [m for m in gateway.sent[before:] if m["to"] == NEW]
    with pytest.raises(NotFoundError):
        mend_number(coordinator, row.pk, TYPED)


def test_a_provider_that_knows_no_such_number_says_so_to_the_coordinator(call: Course, office: Organisation) -> None:
    for _time in range(2):
        assert from_gateway("receipts", id="sms-4", status="Invalid_Number") == 200
    attempt = Attempt.objects.get(callout=call.callout, state="failed_permanent")
    assert attempt.detail.startswith(NO_SUCH_NUMBER)
    assert found(office) == [(attempt.person, attempt.address, "provider")]
    entry = LogEntry.objects.get(kind="call.failed")
    assert "no such number" in str(entry.data)


def test_a_number_that_failed_for_another_reason_is_not_called_wrong(call: Course, office: Organisation) -> None:
    assert from_gateway("receipts", id="sms-4", status="REJECTD") == 200
    assert found(office) == []


def test_a_member_tells_of_their_own_number_and_proposes_the_right_one(
    call: Course, office: Organisation, coordinator: Membership, member: Membership
) -> None:
    tell_own_wrong_number(member, SMS_NUMBER, TYPED)
    tell_own_wrong_number(member, SMS_NUMBER, "082 111 2233")  # thought better of it
    [row] = wrong_numbers(office.pk)
    assert (row.person, row.number, row.proposed, row.how) == ("person-6", SMS_NUMBER, "+66821112233", "own")
    for number, typed in ((SMS_NUMBER, "12"), ("+66800000000", ""), ("", "")):
        with pytest.raises(InvalidInputError):
            tell_own_wrong_number(member, number, typed)


def test_a_number_that_is_right_after_all_stays(call: Course, office: Organisation, coordinator: Membership) -> None:
    report_wrong(on_the_list(call), coordinator)
    [row] = wrong_numbers(office.pk)
    number_is_right(coordinator, row.pk)
    assert found(office) == []
    assert phones_in_force(office) == (SMS_NUMBER,)
    assert WrongNumber.objects.get().outcome == "right"


def test_only_who_keeps_the_plan_mends_and_only_in_their_own_office(
    call: Course, office: Organisation, coordinator: Membership, member: Membership, stranger: Membership
) -> None:
    report_wrong(on_the_list(call), coordinator)
    [row] = wrong_numbers(office.pk)
    with pytest.raises(NotAllowedError):
        mend_number(member, row.pk, TYPED)
    with pytest.raises(NotFoundError):
        mend_number(stranger, row.pk, TYPED)
    assert phones_in_force(office) == (SMS_NUMBER,)


@pytest.mark.parametrize("typed", ["", "abc", "12", SMS_NUMBER, "081 000 0006", "๐๘๑ ๐๐๐ ๐๐๐๖", "0" * 500])
def test_what_is_no_new_number_changes_nothing_and_is_said_beside_the_field(
    call: Course, office: Organisation, coordinator: Membership, client_as: Callable[[Membership], Client], typed: str
) -> None:
    report_wrong(on_the_list(call), coordinator)
    [row] = wrong_numbers(office.pk)
    page = client_as(coordinator).post("/incidents/numbers/", {"wrong": row.pk, f"number-{row.pk}": typed})
    assert 400 <= page.status_code < 500
    assert len(found(office)) == 1


def test_of_several_numbers_the_one_that_was_dialled_is_wrong_and_the_others_are_still_phoned(
    gateway: sms.FakeGateway, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    other = "+6625550000"
    call = on_the_list(begin(office, coordinator, head, clock, second_number=other).run())
    report_wrong(call, coordinator, f"wrong_number {SMS_NUMBER}")
    call.run()
    assert call.state.slots["team-1/members/0"].holder == "person-6"
    report_wrong(call, coordinator, f"wrong_number {other}")
    call.run()
    assert call.state.slots["team-1/members/0"].holder == "person-7"
    assert {number for _person, number, _how in found(office)} == {SMS_NUMBER, other}


def test_the_pages_lead_from_the_call_and_the_home_page_to_the_mending(
    call: Course, office: Organisation, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    report_wrong(on_the_list(call), coordinator)
    client = client_as(coordinator)
    assert "พบเบอร์หรืออีเมลผิด 1 รายการ" in words_of(client.get(f"/incidents/{call.incident.pk}/calls/").content.decode())
    assert b"/incidents/numbers/" in client.get("/").content
    page = words_of(client.get("/incidents/numbers/").content.decode())
    assert "081 000 0006" in page
    [row] = wrong_numbers(office.pk)
    done = client.post("/incidents/numbers/", {"wrong": row.pk, f"number-{row.pk}": TYPED}, follow=True)
    assert "กำลังแจ้งคนนั้นอีกครั้ง" in words_of(done.content.decode())
    assert b"/incidents/numbers/" not in client.get("/").content


def test_the_page_of_ones_own_channels_takes_ones_own_number(
    office: Organisation, member: Membership, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(office)
    client = client_as(member)
    sent = {"act": "wrong-number", "wrong": SMS_NUMBER, "right": "nonsense"}
    refused = client.post("/incidents/ways/mine/", sent)
    assert "เบอร์นี้อ่านไม่ได้" in words_of(refused.content.decode())
    page = words_of(client.post("/incidents/ways/mine/", sent | {"right": TYPED}, follow=True).content.decode())
    assert "แจ้งแล้ว รอแก้" in page
    assert found(office) == [("person-6", SMS_NUMBER, "own")]


def test_a_number_mended_while_an_incident_is_watched_is_the_one_that_is_called_and_written_to(
    gateway: sms.FakeGateway,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    member: Membership,
    clock: SettableClock,
) -> None:
    plan_in_force(office)
    incident = watch_incident(coordinator, "threat-flood", request_key="a-real-one-1", practice=False)
    tell_own_wrong_number(member, SMS_NUMBER, "")
    mend_number(coordinator, wrong_numbers(office.pk)[0].pk, TYPED)
    propose_activation_of(coordinator, incident.pk, reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    course = Course(coordinator, clock, incident=incident).run()
    assert NEW in [sent["to"] for sent in gateway.sent]
    assert SMS_NUMBER not in [sent["to"] for sent in gateway.sent]
    message = draft_message(coordinator, incident.pk, "free", "ประชุม 9 โมง")
    approve_message(head, incident.pk, message.pk, revision=message.revision)
    send_message(coordinator, incident.pk, message.pk)
    course.run()
    assert [sent["to"] for sent in gateway.sent].count(NEW) == 2


def test_a_correction_goes_to_the_mended_number_and_not_to_who_has_the_wrong_one(
    call: Course, office: Organisation, coordinator: Membership, head: Membership, gateway: sms.FakeGateway
) -> None:
    report_wrong(on_the_list(call), coordinator)
    mend_number(coordinator, wrong_numbers(office.pk)[0].pk, TYPED)
    call.run()
    callouts.stop_callout(head, call.callout.pk)
    before = len(gateway.sent)
    callouts.send_correction(head, call.callout.pk)
    call.run()
    told = [sent["to"] for sent in gateway.sent[before:]]
    assert NEW in told
    assert SMS_NUMBER not in told
