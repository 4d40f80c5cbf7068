"""Callouts kept in memory are never a truth of their own: they are what the events in the database make of them."""

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from pydantic import TypeAdapter

from phrom.callouts import actions, queries
from phrom.callouts.actions.record import recording
from phrom.callouts.models import Callout, CalloutEvent
from phrom.callouts.queries import kept
from phrom.core.callout.fold import fold
from phrom.core.callout.progress import Acknowledged, Event, Progress
from phrom.core.callout.state import CalloutState
from tests.apps.callouts.course import Course

Commit = Callable[..., AbstractContextManager[object]]
EVENTS: TypeAdapter[tuple[Event, ...]] = TypeAdapter(tuple[Event, ...])


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", kept._Kept())


def folded(callout: Callout) -> CalloutState:
    """What the rows say, folded from the first to the last."""
    course = queries.course_of(callout)
    events = EVENTS.validate_python(CalloutEvent.objects.order_by("number").values_list("event", flat=True))
    return fold(course.tree, course.settings, Progress(started_at=callout.started_at, events=events))


def is_kept(callout: Callout) -> bool:
    return callout.pk in kept._kept._followed


def test_what_is_kept_through_a_whole_course_is_what_the_rows_make(
    course: Course, django_capture_on_commit_callbacks: Commit
) -> None:
    for second in range(0, 600, 20):
        with django_capture_on_commit_callbacks(execute=True):
            course.after(20)
            if second == 100:
                actions.acknowledge(course.callout.pk, "person-5", via="code")
            if second == 200:
                actions.refuse(course.callout.pk, "person-5", via="code")
        assert is_kept(course.callout)
        with django_capture_on_commit_callbacks(execute=True):
            assert queries.course_of(course.callout).state == folded(course.callout)
    assert course.callout.state == Callout.State.FINISHED


def test_what_another_process_wrote_is_seen(course: Course, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        course.run()
    mine, kept._kept = kept._kept, kept._Kept()
    with django_capture_on_commit_callbacks(execute=True):
        actions.acknowledge(course.callout.pk, "person-6", via="code")
    kept._kept = mine
    assert queries.course_of(course.callout).state.people["person-6"].acknowledged is not None


def test_what_a_transaction_undid_is_forgotten(course: Course, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        course.run()
    with contextlib.suppress(ConnectionError), recording(course.callout.pk) as gathered:
        callout = gathered.callout(course.callout.pk)
        gathered.running(callout)
        gathered.happened(callout, Acknowledged(person="person-6", via="code", at=course.clock.now))
        raise ConnectionError
    assert queries.course_of(course.callout).state.people["person-6"].acknowledged is None
    assert queries.course_of(course.callout).state == folded(course.callout)


def test_a_database_that_came_back_older_is_believed(
    course: Course, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        course.run()
        actions.acknowledge(course.callout.pk, "person-6", via="code")
    last = CalloutEvent.objects.order_by("number").last()
    assert last is not None
    CalloutEvent.objects.filter(pk=last.pk).delete()
    Callout.objects.update(events_count=last.number - 1)
    assert queries.course_of(course.callout).state.people["person-6"].acknowledged is None
    with django_capture_on_commit_callbacks(execute=True):
        actions.acknowledge(course.callout.pk, "person-5", via="code")
    assert queries.course_of(course.callout).state == folded(course.callout)


def test_no_more_is_kept_than_fits(
    course: Course, django_capture_on_commit_callbacks: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_PEOPLE", 10)
    with django_capture_on_commit_callbacks(execute=True):
        course.run()
    [followed] = kept._kept._followed.values()
    for other in range(100, 103):
        kept._kept.put(kept.Followed(other, followed.started_at, followed.running))
    assert list(kept._kept._followed) == [102]
