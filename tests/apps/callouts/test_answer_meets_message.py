"""An answer that comes while a message to the same person waits, is being taken, sent or taken over: nobody who has
answered is called again."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from phrom.callouts import actions
from phrom.callouts import engine as engine_module
from phrom.callouts.engine import Engine
from phrom.callouts.models import Attempt, Callout
from phrom.channels.circuit import Circuit
from phrom.channels.contract import Health, NoAnswerError, Outcome, OutgoingMessage
from phrom.channels.pace import Pace
from phrom.channels.patience import Fate, Gate, Verdict, hand_over
from phrom.errors import DeliveryError
from phrom.incidents.actions import start_practice
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership, Organisation
from tests import cast
from tests.apps.callouts.course import Course, plan_in_force, run_engine
from tests.at_once import at_once, tables_can_be_emptied

MEMBER = "person-6"


def one_claimed(engine: str, person: str = MEMBER) -> actions.Claimed:
    [found] = [each for each in actions.claim_attempts(engine, 20) if each.person == person]
    return found


def test_who_answers_before_a_message_is_taken_is_not_called(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    actions.acknowledge(course.callout.pk, MEMBER, via="code")
    course.run()
    assert course.phone_of(MEMBER) == []
    assert course.attempts(MEMBER) == ["withdrawn"]
    assert len(course.phone_of("person-5")) == 1  # the others are


def test_who_refuses_or_is_reached_by_a_caller_is_not_called_either(course: Course, leader: Membership) -> None:
    actions.carry_out(course.callout.pk)
    actions.refuse(course.callout.pk, "person-3", via="code")
    actions.report_by_caller(leader, course.callout.pk, MEMBER, "answered")
    course.run()
    assert course.phone_of("person-3") == course.phone_of(MEMBER) == []


def test_what_is_only_a_notice_still_reaches_who_has_answered(course: Course) -> None:
    course.run()
    for person in ("person-5", MEMBER):
        actions.acknowledge(course.callout.pk, person, via="code")
    actions.carry_out(course.callout.pk)
    actions.refuse(course.callout.pk, "person-5", via="code")
    actions.acknowledge(course.callout.pk, "person-5", via="code")
    course.run()
    assert len(course.phone_of("person-5")) == 2  # the call, and that the team is complete


def test_an_answer_between_claim_and_send_leaves_one_message_and_no_more(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    claimed = one_claimed("engine-a")
    actions.acknowledge(course.callout.pk, MEMBER, via="code")
    actions.end_attempts([actions.Ended(claimed, "sent")], engine="engine-a")
    for _minute in range(10):
        course.after(60)
    assert course.attempts(MEMBER) == ["sent"]
    assert course.state.people[MEMBER].attempts[0].outcome == "sent"


@pytest.mark.parametrize("outcome", ["failed_temporary", "uncertain"])
def test_an_answer_between_send_and_record_is_not_followed_by_another_try(course: Course, outcome: str) -> None:
    course.run()
    course.after(16)  # the second try
    actions.acknowledge(course.callout.pk, "person-5", via="code")
    Attempt.objects.filter(person=MEMBER).update(state="sending", engine="engine-a")
    again = Attempt.objects.filter(person=MEMBER).latest("pk")
    actions.acknowledge(course.callout.pk, MEMBER, via="code")
    actions.end_attempts([actions.Ended(again, outcome)], engine="engine-a")  # type: ignore[arg-type]
    for _minute in range(10):
        course.after(60)
    assert len(course.attempts(MEMBER)) == 2


def test_what_a_dead_engine_held_is_not_sent_again_to_who_has_answered(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    actions.claim_attempts("dead-engine", 20)
    actions.acknowledge(course.callout.pk, MEMBER, via="code")
    course.after(6)
    assert course.phone_of(MEMBER) == []
    assert course.attempts(MEMBER) == ["uncertain"]
    assert len(course.phone_of("person-5")) == 1
    assert verify_chain(course.callout.organisation_id).ok


def test_what_a_dead_engine_held_is_not_sent_once_the_callout_was_stopped(
    course: Course, coordinator: Membership
) -> None:
    actions.carry_out(course.callout.pk)
    actions.claim_attempts("dead-engine", 20)
    actions.stop_callout(coordinator, course.callout.pk)
    course.after(6)
    assert course.phone_of(MEMBER) == []


def test_a_message_that_was_held_is_no_longer_wanted_after_an_answer_a_stop_or_a_take_over(
    course: Course, coordinator: Membership
) -> None:
    actions.carry_out(course.callout.pk)
    claimed = {each.person: each.pk for each in actions.claim_attempts("engine-a", 20)}
    assert actions.still_wanted("engine-a", [claimed[MEMBER]])
    actions.refuse(course.callout.pk, MEMBER, via="code")
    assert not actions.still_wanted("engine-a", [claimed[MEMBER]])
    assert actions.still_wanted("engine-a", [claimed["person-5"]])
    Attempt.objects.filter(pk=claimed["person-5"]).update(engine="engine-b")
    assert not actions.still_wanted("engine-a", [claimed["person-5"]])
    actions.stop_callout(coordinator, course.callout.pk)
    assert not actions.still_wanted("engine-a", [claimed["person-3"]])


class Held:
    """A channel on which messages wait until somebody has answered, and are then tried once more."""

    name, account, repeatable, circuit, pace = "practice", "", True, Circuit(), Pace(0)

    def __init__(self, course: Course) -> None:
        self._callout_id, self.pushed = course.callout.pk, list[str]()

    def problem(self) -> None:
        return None

    async def check(self) -> Health | None:
        return None

    async def send(self, message: OutgoingMessage) -> Outcome:
        await sync_to_async(actions.acknowledge)(self._callout_id, MEMBER, via="code")

        async def push() -> Verdict:
            self.pushed.append(message.person)
            return Verdict(Fate.TAKEN)

        return await hand_over(
            push, Gate(), self.circuit, self.pace, office=1, repeatable=True, still_wanted=message.still_wanted
        )


def test_the_engine_asks_again_about_a_message_that_waited(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(course)
    monkeypatch.setattr(engine_module, "channels", lambda: {"practice": held})
    monkeypatch.setattr(engine_module, "SURE_SECONDS", 0)
    course.run()
    assert sorted(held.pushed) == ["person-1", "person-3", "person-5"]
    assert course.attempts(MEMBER) == ["failed_temporary"]


def test_what_is_not_wanted_any_more_is_not_tried_and_stays_in_doubt_if_it_was() -> None:
    tries: list[Fate] = []
    wanted = [True, False]

    async def push() -> Verdict:
        tries.append(Fate.UNKNOWN)
        return Verdict(Fate.UNKNOWN, "no answer")

    async def still_wanted() -> bool:
        return wanted.pop(0)

    def handed_over() -> Outcome:
        return asyncio.run(
            hand_over(
                push, Gate(), Circuit(), Pace(0), office=1, repeatable=True, still_wanted=still_wanted, pauses=(0,)
            )
        )

    with pytest.raises(NoAnswerError):
        handed_over()
    assert len(tries) == 1
    wanted[:] = [False]
    with pytest.raises(DeliveryError) as refused:
        handed_over()
    assert len(tries) == 1
    assert not refused.value.permanent


@pytest.fixture
def real_rows(transactional_db: None) -> Iterator[tuple[Organisation, Membership]]:
    office = cast.found_office()
    coordinator = cast.join(office, cast.COORDINATOR)
    plan_in_force(office)
    with tables_can_be_emptied():
        yield office, coordinator


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs rows locked by several connections")
def test_while_an_engine_is_just_taking_a_message_the_answer_waits_and_one_of_them_wins(
    real_rows: tuple[Organisation, Membership],
) -> None:
    _office, coordinator = real_rows
    start_practice(coordinator, "threat-flood", request_key="answer-race", fast=True)
    callout = Callout.objects.get()
    actions.carry_out(callout.pk)
    taken, answered = threading.Event(), threading.Event()

    def take() -> None:
        with transaction.atomic():
            assert len(actions.claim_attempts("engine-a", 20)) == 4
            taken.set()
            assert not answered.wait(0.5)  # it waits for the rows

    def answer() -> None:
        assert taken.wait(30)
        actions.acknowledge(callout.pk, MEMBER, via="code")
        answered.set()

    assert at_once(take, answer) == []
    assert answered.is_set()
    assert Attempt.objects.get(person=MEMBER).state == "sending"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs rows locked by several connections")
def test_engines_and_answers_race_and_whoever_answered_first_gets_nothing(
    real_rows: tuple[Organisation, Membership],
) -> None:
    office, coordinator = real_rows
    start_practice(coordinator, "threat-flood", request_key="answer-race", fast=True)
    callout = Callout.objects.get()
    actions.carry_out(callout.pk)
    answers = [lambda n=n: actions.acknowledge(callout.pk, f"person-{n}", via="code") for n in (1, 3, 5, 6)]
    assert at_once(lambda: run_engine(Engine()), lambda: run_engine(Engine()), *answers) == []
    run_engine(Engine())
    called = Attempt.objects.filter(answerable=True)
    assert called.count() == 4
    assert set(called.values_list("state", flat=True)) <= {"delivered", "withdrawn"}
    assert verify_chain(office.pk).ok
