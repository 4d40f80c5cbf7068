"""The watcher: nobody who should be called is forgotten, whatever happened to the rows; and what is wrong is said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.callouts import actions
from phrom.callouts.models import Attempt, Callout
from phrom.channels.registry import channels
from phrom.errors import DeliveryError
from phrom.offices.models import Membership
from tests.apps.callouts.course import Course, words_of

AUDITED = {"audit.alarm", "audit.cleared", "audit.repaired"}


def audited(course: Course) -> list[str]:
    """What the watcher has said, after it has looked now."""
    Callout.objects.update(audited_at=None)
    actions.audit(1)
    return [kind for kind in course.logged() if kind in AUDITED]


def change(course: Course, **fields: object) -> None:
    Callout.objects.filter(pk=course.callout.pk).update(**fields)


def test_while_all_goes_well_the_watcher_says_nothing_to_the_very_end(course: Course) -> None:
    for _ in range(40):
        course.after(20)
        assert audited(course) == []
    assert course.callout.state == Callout.State.FINISHED


@pytest.mark.parametrize("lost", [None, timedelta(days=3)])
def test_a_callout_whose_next_look_was_lost_is_woken(course: Course, lost: timedelta | None) -> None:
    course.run()
    change(course, wake_at=lost and course.clock.now + lost)
    course.after(31).after(1)
    assert len(course.phone_of("person-6")) == 2
    assert "audit.repaired" in course.logged()


def test_a_result_that_is_in_its_row_and_not_in_the_callout_is_taken_in(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    Attempt.objects.filter(person="person-6").update(state="delivered")
    assert audited(course) == ["audit.repaired"]
    assert course.state.people["person-6"].attempts[0].outcome == "delivered"
    assert audited(course) == ["audit.repaired"]


def test_messages_that_nobody_takes_are_said_once_and_so_is_that_they_went_out(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    course.clock.advance(seconds=61)
    change(course, wake_at=course.clock.now)
    assert audited(course) == ["audit.alarm"]
    assert audited(course) == ["audit.alarm"]
    course.run()
    assert audited(course) == ["audit.alarm", "audit.cleared"]


def test_a_step_that_is_due_and_not_taken_is_said(course: Course) -> None:
    course.clock.advance(seconds=11)
    assert audited(course) == ["audit.alarm"]
    assert course.callout.alarm == "late"


def test_a_channel_by_which_nothing_gets_out_is_said(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_message: object) -> None:
        raise DeliveryError("503", permanent=False)

    monkeypatch.setattr(type(channels()["practice"]), "send", refuse)
    course.run()
    assert audited(course) == ["audit.alarm"]
    assert course.callout.alarm == "silent"


def test_a_callout_that_was_set_aside_stands_on_the_board_until_it_goes_well(
    course: Course, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    settings = course.callout.settings
    change(course, settings={"channels": 3})
    course.run()
    board = f"/incidents/{course.incident.pk}/board/"
    actions.beat("engine", course.clock.now, [])
    change(course, settings=settings)
    shown = client_as(coordinator).get(board).content.decode()
    assert "ทำให้โปรแกรมสะดุด" in words_of(shown[shown.index('role="alert"') :][:500])
    course.after(20).after(40)
    actions.beat("engine", course.clock.now, [])
    assert 'role="alert"' not in client_as(coordinator).get(board).content.decode()
    assert [k for k in course.logged() if k in AUDITED] == ["audit.alarm", "audit.cleared"]
