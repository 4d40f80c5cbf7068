"""Answers corrected, handed on twice, late, and in the wrong order: the last that the person gave stands."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Literal

import pytest

from phrom.callouts import actions
from phrom.callouts.models import Attempt, CalloutEvent
from phrom.channels.contract import FinalState, Receipt, Reply
from phrom.channels.line.webhook import replies_in
from tests.apps.callouts.course import Course


def reply(
    course: Course, said: Literal["acknowledged", "refused"], event: str = "", at: datetime | None = None
) -> None:
    code = course.code_of("person-6")
    actions.take_reply(Reply("0810000006", code=code, said=said, event=event, at=at), via="sms")


def test_who_mistyped_cannot_come_says_so_and_counts_again(course: Course) -> None:
    course.run()
    reply(course, "refused", "first")
    course.run()
    assert len(course.phone_of("person-7")) == 1
    course.clock.advance(seconds=5)
    reply(course, "acknowledged", "second")
    course.run()
    assert course.state.slots["team-1/members/0"].acting == "person-6"
    assert course.logged().count("call.refused") == course.logged().count("call.acknowledged") == 1


def test_a_reply_told_again_by_the_provider_never_turns_an_answer_round(course: Course) -> None:
    course.run()
    reply(course, "refused", "first")
    course.clock.advance(seconds=5)
    reply(course, "acknowledged", "second")
    course.clock.advance(seconds=600)
    events = CalloutEvent.objects.count()
    reply(course, "refused", "first")
    assert CalloutEvent.objects.count() == events
    assert course.state.people["person-6"].can_act


def test_a_reply_that_comes_late_does_not_outweigh_what_the_person_said_since(course: Course) -> None:
    course.run()
    pressed_at = course.clock.now
    course.clock.advance(seconds=60)
    actions.acknowledge(course.callout.pk, "person-6", via="code")
    course.clock.advance(seconds=60)
    reply(course, "refused", "late", at=pressed_at)
    assert course.state.people["person-6"].can_act


@pytest.mark.parametrize("off", [timedelta(days=400), -timedelta(days=400)])
def test_a_providers_wrong_clock_moves_no_answer_out_of_the_callout(course: Course, off: timedelta) -> None:
    course.run()
    reply(course, "acknowledged", "one", at=course.clock.now + off)
    answer = course.state.people["person-6"].acknowledged
    assert answer is not None
    assert course.callout.started_at <= answer.at <= course.clock.now


def test_the_name_and_the_moment_of_an_event_are_read_from_what_line_sends() -> None:
    body = b"""{"events": [{"type": "message", "timestamp": 1692251666727, "webhookEventId": "01H7",
        "source": {"type": "user", "userId": "U00000000000000000000000000000006"},
        "message": {"type": "text", "text": "K4P7"}}]}"""
    [read] = replies_in(body)
    assert read.event == "01H7"
    assert read.at is not None
    assert (read.at.year, read.at.month, read.at.day) == (2023, 8, 17)


@pytest.mark.parametrize("order", list(permutations(("sent", "failed_permanent", "delivered", "delivered"), 3))[::3])
def test_receipts_in_any_order_and_twice_end_in_the_same_state(course: Course, order: tuple[FinalState, ...]) -> None:
    actions.carry_out(course.callout.pk)
    [attempt] = actions.claim_attempts("engine", 1)
    actions.end_attempts([actions.Ended(attempt, "uncertain")], engine="engine")
    for state in (*order, *reversed(order)):
        actions.take_receipt(Receipt(attempt.key, state))
    best = "delivered" if "delivered" in order else "failed_permanent"
    assert Attempt.objects.get(pk=attempt.pk).state == best
    assert course.state.people[attempt.person].attempts[0].outcome == best
