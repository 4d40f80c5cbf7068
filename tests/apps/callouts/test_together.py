"""Answers that come at the same moment: counted together, each with its own fate, nobody told before the commit."""

import threading
from collections.abc import Callable

import pytest

from phrom.callouts import actions
from phrom.callouts.actions import together
from phrom.callouts.actions.together import Said, Waiting
from phrom.callouts.models import Callout, CalloutEvent
from phrom.channels.contract import Reply
from phrom.offices.models import Membership
from tests.apps.callouts.course import Course
from tests.cast import SettableClock


def said(course: Course, person: str, word: str = "acknowledged", **more: str) -> Waiting:
    return Waiting(Said(f"รับทราบ {course.code_of(person)}", word, "sms", f"sms:{person}", **more))  # type: ignore[arg-type]


def answers_of(course: Course) -> dict[str, str | None]:
    return {person: state.answer for person, state in course.state.people.items() if state.answer}


def test_a_group_is_counted_with_one_log_entry_each_and_the_last_word_of_each_stands(course: Course) -> None:
    course.run()
    group = [
        said(course, "person-6"),
        said(course, "person-1"),
        said(course, "person-5", "refused"),
        said(course, "person-6"),
    ]
    together._count(group)
    assert [each.recipient and each.recipient.person for each in group] == [
        "person-6",
        "person-1",
        "person-5",
        "person-6",
    ]
    assert answers_of(course) == {"person-6": "acknowledged", "person-1": "acknowledged", "person-5": "refused"}
    assert course.logged().count("call.acknowledged") == 2
    assert course.logged().count("call.refused") == 1


def test_in_a_group_each_has_its_own_fate(course: Course, coordinator: Membership, clock: SettableClock) -> None:
    clock.advance(seconds=1)
    stopped = Course(coordinator, clock).run()
    late = said(stopped, "person-6")
    actions.stop_callout(coordinator, stopped.callout.pk)
    stopped.callout.recipients.update(code_open=True)  # the answer was being counted when the callout was stopped
    wrong = Waiting(Said("รับทราบ ไม่มีรหัส", "acknowledged", "sms", "sms:somebody"))
    right = said(course.run(), "person-6")
    together._count([late, wrong, right])
    assert late.refusal
    assert late.refusal.code == "callout-stopped"
    assert wrong.alone
    assert right.recipient
    assert not right.alone
    assert answers_of(course) == {"person-6": "acknowledged"}


def test_told_twice_in_one_group_or_again_later_it_counts_once(course: Course) -> None:
    course.run()
    first, again = said(course, "person-6", event="e-1"), said(course, "person-6", "refused", event="e-1")
    together._count([first, again])
    later = said(course, "person-6", "refused", event="e-1")
    together._count([later])
    assert {first.recipient is None, again.recipient is None} == {True, False}
    assert later.recipient is None
    assert not later.alone
    assert len(CalloutEvent.objects.filter(event__kind__in=["acknowledged", "refused"])) == 1


def test_who_guesses_is_left_to_be_counted_alone(course: Course) -> None:
    course.run()
    codes = {f"{letter}4P7" for letter in "AKMRTX"} - {course.code_of(f"person-{n}") for n in range(1, 8)}
    for _ in range(20):
        assert actions.take_reply(Reply("+66810000006", text=f"รับทราบ {min(codes)}"), via="sms") is None
    guess = Waiting(Said(course.code_of("person-6"), "acknowledged", "sms", "sms:+66810000006"))
    together._count([guess])
    assert guess.alone
    assert answers_of(course) == {}


def test_a_group_that_stumbles_is_counted_one_by_one(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    course.run()

    def stumble(group: list[Waiting]) -> None:
        for each in group:  # as far as that, and what was written is undone
            each.alone, each.recipient = False, course.callout.recipients.first()
        raise ZeroDivisionError

    monkeypatch.setattr(together, "_count", stumble)
    assert actions.acknowledge_together(course.code_of("person-6"), source="10.0.0.1", said="acknowledged")
    assert answers_of(course) == {"person-6": "acknowledged"}


def test_who_comes_while_others_are_counted_is_counted_with_the_next_and_nobody_is_left_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def count(group: list[Waiting]) -> None:
        groups.append(len(group))
        begun.set()
        assert go_on.wait(20)
        for each in group:
            each.alone = False

    monkeypatch.setattr(together, "_count", count)
    line = together._Line()
    done: list[bool] = []

    def come(number: int) -> Callable[[], None]:
        given = Said(str(number), "acknowledged", "sms", "")
        return lambda: done.append(not line.count(given).alone)

    threads = [threading.Thread(target=come(n)) for n in range(30)]
    threads[0].start()
    assert begun.wait(20)
    for thread in threads[1:]:
        thread.start()
    while len(line._waiting) < 29:
        threading.Event().wait(0.001)
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert groups == [1, 29]
    assert done == [True] * 30
    assert not line._led


def test_where_several_came_at_once_the_next_ones_are_waited_for_and_counted_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups: list[int] = []
    monkeypatch.setattr(together, "_count", lambda group: groups.append(len(group)))
    monkeypatch.setattr(together, "MOMENT", 20)  # never reached: the group goes on as soon as it is whole
    line = together._Line()
    line._last = 5
    threads = [
        threading.Thread(target=line.count, args=[Said(str(n), "acknowledged", "sms", "")], daemon=True)
        for n in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert groups == [5]
    monkeypatch.setattr(together, "MOMENT", 0)
    line.count(Said("late", "acknowledged", "sms", ""))
    assert groups == [5, 1]


def test_the_office_sees_every_answer_of_a_group_in_the_log_in_one_chain(course: Course) -> None:
    course.run()
    together._count([said(course, f"person-{n}") for n in (1, 3, 5, 6)])
    assert (
        Callout.objects.get(pk=course.callout.pk).events_count
        == CalloutEvent.objects.filter(callout=course.callout).count()
    )
    assert course.run().callout.state == Callout.State.FINISHED
