"""Answers: by code, on a practice phone, through a caller; each counts once, and guessing is limited."""

from collections.abc import Callable, Sequence

import pytest
from django.test import Client

from phrom.callouts import actions
from phrom.callouts.actions.code_guesses import TRIES_EVERYWHERE
from phrom.callouts.models import CallerListItem, Recipient
from phrom.core.callout.progress import CallerResult
from phrom.core.callout.reply_code import RandomSource, generate_codes
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError, TooManyTriesError
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership
from tests import cast
from tests.apps.callouts.course import Course, plan_in_force, words_of

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def waiting_for_a_caller(course: Course) -> CallerListItem:
    course.run().after(16).after(46)
    return CallerListItem.objects.get(callout=course.callout, person="person-6", closed_at=None)


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "รับทราบ {code} ครับ", "{thai}", "{spaced}"])
def test_a_code_counts_however_it_is_typed(course: Course, typed: str) -> None:
    course.run()
    code = course.code_of("person-6")
    text = typed.format(
        code=code, lower=code.lower(), thai=code.translate(THAI_DIGITS), spaced=f"{code[:2]} {code[2:]}".lower()
    )
    assert actions.acknowledge_by_code(text, source="192.0.2.1").person == "person-6"
    assert course.state.people["person-6"].acknowledged is not None


def test_a_second_answer_changes_nothing_and_is_no_second_entry(course: Course) -> None:
    course.run()
    for _ in range(3):
        actions.acknowledge_by_code(course.code_of("person-6"), source="192.0.2.1")
    assert course.logged().count("call.acknowledged") == 1
    assert course.callout.events_count == course.callout.events.count()


def test_guessing_is_limited_by_address_and_said_once_in_the_log_book(course: Course) -> None:
    for _ in range(20):
        with pytest.raises(InvalidInputError):
            actions.acknowledge_by_code("AC34", source="192.0.2.9")
    with pytest.raises(TooManyTriesError):
        actions.acknowledge_by_code(course.code_of("person-6"), source="192.0.2.9")
    assert actions.acknowledge_by_code(course.code_of("person-6"), source="192.0.2.10").person == "person-6"
    assert LogEntry.objects.filter(kind="code.guess_limited").count() == 1
    course.clock.advance(minutes=11)
    actions.acknowledge_by_code(course.code_of("person-5"), source="192.0.2.9")


def test_many_who_guess_a_little_each_stop_nobody_and_are_said_once_in_the_log_book(course: Course) -> None:
    for n in range(TRIES_EVERYWHERE + 5):
        with pytest.raises(InvalidInputError):
            actions.acknowledge_by_code("AC34", source=f"192.0.2.{n}")
    said = [e.kind for e in LogEntry.objects.filter(kind__startswith="code.")]
    assert said == ["code.guessed_from_many"]
    assert actions.acknowledge_by_code(course.code_of("person-6"), source="192.0.2.1").person == "person-6"


@pytest.mark.parametrize("source", ["sms:+66810000006", "line:U0123456789abcdef0123456789abcdef"])
def test_the_log_book_names_no_guessers_number_or_id(course: Course, source: str) -> None:
    for _ in range(20):
        with pytest.raises(InvalidInputError):
            actions.acknowledge_by_code("AC34", source=source)
    said = str(LogEntry.objects.get(kind="code.guess_limited").data)
    assert source.partition(":")[2] not in said
    assert "0000" not in said


def test_guessing_on_a_practice_phone_is_no_entry_in_another_offices_book(course: Course, stranger: Membership) -> None:
    plan_in_force(stranger.organisation)
    Course(stranger, course.clock)
    for _ in range(20):
        with pytest.raises(InvalidInputError):
            actions.acknowledge_by_code("AC34", source=f"practice {course.callout.pk}", callout_id=course.callout.pk)
    [entry] = LogEntry.objects.filter(kind="code.guess_limited")
    assert entry.organisation_id == course.callout.organisation_id


def test_an_empty_code_is_no_guess(course: Course) -> None:
    for _ in range(30):
        with pytest.raises(InvalidInputError):
            actions.acknowledge_by_code("  ", source="192.0.2.9")


def test_codes_no_longer_count_when_the_callout_is_stopped(course: Course, coordinator: Membership) -> None:
    code = course.code_of("person-6")
    actions.stop_callout(coordinator, course.callout.pk)
    with pytest.raises(InvalidInputError):
        actions.acknowledge_by_code(code, source="192.0.2.1")


def test_everybody_has_a_different_code(course: Course, coordinator: Membership) -> None:
    course.clock.advance(seconds=1)
    Course(coordinator, course.clock)
    codes = list(Recipient.objects.filter(code_open=True).values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 14


def test_a_practice_phone_is_answered_only_by_who_may_and_only_in_ones_own_office(
    course: Course, leader: Membership, member: Membership, stranger: Membership
) -> None:
    course.run()
    with pytest.raises(NotAllowedError):
        actions.answer_practice_phone(member, course.callout.pk, "person-6", "acknowledged")
    with pytest.raises(NotFoundError):
        actions.answer_practice_phone(stranger, course.callout.pk, "person-6", "acknowledged")
    with pytest.raises(NotFoundError):
        actions.answer_practice_phone(leader, course.callout.pk, "nobody", "acknowledged")
    actions.answer_practice_phone(leader, course.callout.pk, "person-6", "refused")
    assert course.state.people["person-6"].refused is not None


def test_another_office_cannot_stop_a_callout(course: Course, stranger: Membership) -> None:
    with pytest.raises(NotFoundError):
        actions.stop_callout(stranger, course.callout.pk)


def test_nobody_is_given_themselves_to_phone_and_they_answer_there_with_one_press(
    course: Course, leader: Membership, client_as: Callable[[Membership], Client]
) -> None:
    waiting_for_a_caller(course)
    listed = set(CallerListItem.objects.filter(closed_at=None).values_list("person", flat=True))
    assert leader.person in listed
    for _each in listed:
        if held := actions.hold_next(leader, course.callout.pk):
            assert held.person != leader.person
            actions.report_by_caller(leader, course.callout.pk, held.person, "answered")
    client, page = client_as(leader), f"/incidents/{course.incident.pk}/caller/"
    assert "ท่านเอง ยังไม่ได้ตอบ" in words_of(client.get(page).content.decode())
    client.post(page, {"act": "own"})
    answer = course.state.people[leader.person].acknowledged
    assert answer is not None
    assert answer.via == "account"
    assert "ท่านเอง" not in words_of(client.get(page).content.decode())


def test_two_callers_never_hold_the_same_person(course: Course, leader: Membership, coordinator: Membership) -> None:
    item = waiting_for_a_caller(course)
    assert actions.hold_person(leader, course.callout.pk, "person-6").pk == item.pk
    with pytest.raises(RefusedError) as refusal:
        actions.hold_person(coordinator, course.callout.pk, "person-6")
    assert refusal.value.code == "held-by-another"
    course.clock.advance(minutes=6)
    assert actions.hold_person(coordinator, course.callout.pk, "person-6").held_by_id == coordinator.user_id


def test_nor_when_two_calls_of_the_office_want_the_same_person(
    course: Course, leader: Membership, coordinator: Membership
) -> None:
    other = Course(coordinator, course.clock, fast=False)
    for each in (course, other):
        each.run()
    course.after(16).after(46)
    other.run()
    actions.hold_person(leader, course.callout.pk, "person-6")
    with pytest.raises(RefusedError) as refusal:
        actions.hold_person(coordinator, other.callout.pk, "person-6")
    assert refusal.value.code == "held-by-another"
    taken = actions.hold_next(coordinator, other.callout.pk)
    assert taken is None or taken.person != "person-6"
    actions.let_go(leader, course.callout.pk)
    assert actions.hold_person(coordinator, other.callout.pk, "person-6").person == "person-6"


def test_the_next_to_phone_is_who_stands_on_ones_own_list(course: Course, leader: Membership) -> None:
    course.run()
    actions.acknowledge(course.callout.pk, "person-5", via="code")
    actions.acknowledge(course.callout.pk, "person-3", via="code")
    course.after(16).after(46)
    assert set(CallerListItem.objects.filter(closed_at=None).values_list("person", "caller")) == {
        ("person-1", "person-3"), ("person-6", "person-5")
    }  # fmt: skip
    item = actions.hold_next(leader, course.callout.pk)
    assert item is not None
    assert item.person == "person-6"
    again = actions.hold_next(leader, course.callout.pk)
    assert again is not None
    assert again.pk == item.pk


@pytest.mark.parametrize(("result", "status"), [("answered", "acknowledged"), ("refused", "refused")])
def test_what_a_caller_hears_is_an_answer_and_takes_the_person_off_the_list(
    course: Course, leader: Membership, result: CallerResult, status: str
) -> None:
    waiting_for_a_caller(course)
    actions.hold_person(leader, course.callout.pk, "person-6")
    for _press in range(2):
        actions.report_by_caller(leader, course.callout.pk, "person-6", result)
    assert course.state.people["person-6"].status == status
    assert course.logged().count("call.reported_by_caller") == 1
    assert not CallerListItem.objects.filter(person="person-6", closed_at=None).exists()


def test_what_a_caller_notes_stands_with_the_call_and_in_the_book(course: Course, leader: Membership) -> None:
    waiting_for_a_caller(course)
    actions.hold_person(leader, course.callout.pk, "person-6")
    for _press in range(2):
        actions.report_by_caller(leader, course.callout.pk, "person-6", "answered", note=" มาถึง\nราว 9 โมง ")
    assert [r.note for r in course.state.people["person-6"].reports] == ["มาถึง ราว 9 โมง"]
    noted = LogEntry.objects.get(kind="call.noted_by_caller")
    assert noted.data["text"] == "มาถึง ราว 9 โมง"
    assert noted.happened_at == LogEntry.objects.get(kind="call.reported_by_caller").happened_at


def test_a_note_that_is_too_long_is_refused_and_nothing_of_it_is_cut(course: Course, leader: Membership) -> None:
    waiting_for_a_caller(course)
    actions.hold_person(leader, course.callout.pk, "person-6")
    with pytest.raises(InvalidInputError):
        actions.report_by_caller(leader, course.callout.pk, "person-6", "answered", note="น" * 1001)
    assert course.state.people["person-6"].answer is None


def test_no_answer_counts_once_however_often_the_button_is_pressed(course: Course, leader: Membership) -> None:
    waiting_for_a_caller(course)
    actions.hold_person(leader, course.callout.pk, "person-6")
    actions.report_by_caller(leader, course.callout.pk, "person-6", "no_answer")
    with pytest.raises(RefusedError):
        actions.report_by_caller(leader, course.callout.pk, "person-6", "no_answer")
    assert len(course.state.people["person-6"].reports) == 1


def test_a_wrong_number_goes_to_the_alternate_at_once(course: Course, leader: Membership) -> None:
    waiting_for_a_caller(course)
    actions.hold_person(leader, course.callout.pk, "person-6")
    actions.report_by_caller(leader, course.callout.pk, "person-6", "wrong_number")
    course.run()
    assert course.state.slots["team-1/members/0"].holder == "person-7"
    assert len(course.phone_of("person-7")) == 1


def test_an_unknown_result_and_an_auditors_call_are_refused(
    course: Course, leader: Membership, auditor: Membership
) -> None:
    waiting_for_a_caller(course)
    with pytest.raises(InvalidInputError):
        actions.report_by_caller(leader, course.callout.pk, "person-6", "shouted")
    with pytest.raises(NotAllowedError):
        actions.hold_next(auditor, course.callout.pk)


def test_the_cast_is_in_the_plan() -> None:
    assert (cast.LEADER.person, cast.MEMBER.person) == ("person-5", "person-6")


def test_while_many_are_called_elsewhere_codes_are_longer_so_that_none_runs_out(
    course: Course, stranger: Membership, clock: cast.SettableClock
) -> None:
    Recipient.objects.bulk_create(
        Recipient(callout=course.callout, person=f"extra-{n}", name="ใครคนหนึ่ง", code=f"A3{n:03}") for n in range(60)
    )
    plan_in_force(stranger.organisation)
    other = Course(stranger, clock)
    assert {len(other.code_of(person)) for person in ("person-1", "person-6")} == {5}


def test_a_code_that_another_call_uses_is_drawn_anew_and_only_that_one(
    course: Course, stranger: Membership, clock: cast.SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = course.code_of("person-5")
    drawn: list[int] = []

    def unlucky(people: Sequence[str], source: RandomSource, in_use: int = 0) -> dict[str, str]:
        drawn.append(len(people))
        codes = generate_codes(people, source, in_use)
        return codes | ({people[0]: taken} if len(drawn) == 1 else {})

    monkeypatch.setattr("phrom.callouts.actions.start.generate_codes", unlucky)
    plan_in_force(stranger.organisation)
    other = Course(stranger, clock)
    assert drawn == [len(drawn_for(other)), 1]
    assert taken not in drawn_for(other)


def drawn_for(course: Course) -> set[str]:
    return set(Recipient.objects.filter(callout=course.callout).values_list("code", flat=True))
