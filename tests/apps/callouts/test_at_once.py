"""What an engine writes down while it has room is its own to send from the first; the rest waits, and goes first."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import OperationalError

from phrom.callouts import actions, engine
from phrom.callouts.models import Attempt
from phrom.incidents.actions import start_practice
from phrom.offices.models import Membership
from tests.apps.callouts.course import Course

FIRST = {"person-1", "person-3", "person-5", "person-6"}


def states(course: Course) -> list[str]:
    return sorted(Attempt.objects.filter(callout=course.callout).values_list("state", flat=True))


def test_what_is_written_while_there_is_room_is_just_as_if_it_had_been_claimed(course: Course) -> None:
    steps, mine = actions.keep_books([], 20, actions.Room("engine-a", 100))
    assert steps == len(FIRST)
    assert states(course) == ["sending"] * 4
    Attempt.objects.update(state="recorded")
    assert sorted(mine) == sorted(actions.claim_attempts("engine-a", 100))


def test_without_room_and_on_full_channels_all_wait(course: Course) -> None:
    full = actions.Room("engine-a", 100, ["practice"])
    assert actions.keep_books([], 20, full)[1] == []
    assert states(course) == ["recorded"] * 4
    assert {a.person for a in actions.claim_attempts("engine-a", 9)} == FIRST


def test_a_full_office_leaves_room_to_others(course: Course) -> None:
    room = actions.Room("engine-a", 100, (), [("practice", course.callout.organisation_id)])
    assert actions.keep_books([], 20, room)[1] == []
    assert room.left == 100


def test_what_there_is_no_room_for_waits_and_is_taken_next(course: Course) -> None:
    _steps, mine = actions.keep_books([], 20, actions.Room("engine-a", 3))
    assert states(course) == ["recorded", "sending", "sending", "sending"]
    rest = actions.claim_attempts("engine-a", 9)
    assert {a.person for a in (*mine, *rest)} == FIRST
    assert len(mine) + len(rest) == 4


def test_a_group_that_goes_out_in_one_request_has_room_as_a_whole() -> None:
    room = actions.Room("engine-a", 1)
    assert [room.takes("line", 1, "7:first") for _person in range(3)] == [True, True, True]
    assert room.used_up
    assert not room.takes("line", 1, "8:other")
    assert not room.takes("sms", 1, "")


def test_room_that_there_never_was_is_not_used_up() -> None:
    assert not actions.Room("engine-a").used_up


def test_what_is_this_engines_is_sent_though_the_database_goes_away_right_after(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any) -> list[actions.Claimed]:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(actions, "claim_attempts", away)

    async def a_round() -> None:
        await course.engine.round()
        await course.engine.settle()

    async_to_sync(a_round)()
    assert [len(course.phone_of(person)) for person in sorted(FIRST)] == [1, 1, 1, 1]
    assert states(course) == ["delivered"] * 4


def test_what_was_taken_is_sent_though_the_database_goes_away_before_the_rest_is_counted(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any) -> int:
        raise OperationalError("the server closed the connection")

    actions.keep_books([], 20, actions.Room(course.engine.name))  # written, and waiting
    monkeypatch.setattr(actions, "attempts_waiting", away)
    monkeypatch.setattr(engine, "IN_FLIGHT", len(FIRST))
    monkeypatch.setattr(engine, "LEAST_CLAIM", 1)

    async def a_round() -> None:
        await course.engine.round()
        await course.engine.settle()

    async_to_sync(a_round)()
    assert [len(course.phone_of(person)) for person in sorted(FIRST)] == [1, 1, 1, 1]


def test_of_an_engine_killed_between_writing_and_sending_others_go_on_after_its_lease(course: Course) -> None:
    actions.keep_books([], 20, actions.Room("dead-engine", 100))
    course.after(3)
    assert course.phone_of("person-6") == []  # the lease still runs
    course.after(3)
    assert [len(course.phone_of(person)) for person in sorted(FIRST)] == [1, 1, 1, 1]


def test_what_waits_is_counted_as_this_engine_would_take_it(course: Course) -> None:
    actions.keep_books([], 20, actions.Room("engine-a", 1))
    assert actions.attempts_waiting("engine-a", 9) == 3
    assert actions.attempts_waiting("engine-a", 2) == 2  # no further than anybody needs to know
    assert actions.attempts_waiting("engine-a", 9, ["practice"]) == 0
    assert actions.attempts_waiting("engine-b", 9) == 0  # its writer's for three seconds


def test_full_hands_with_nothing_waiting_do_not_keep_an_engine_from_deciding(
    course: Course, coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its hands are full to the last message with the first call, and none is left over: the next call begins."""
    monkeypatch.setattr(engine, "IN_FLIGHT", len(FIRST))
    monkeypatch.setattr(engine, "LEAST_CLAIM", 1)

    async def two_rounds() -> int:
        await course.engine.round()
        other = await sync_to_async(start_practice)(coordinator, "threat-flood", request_key="the second one")
        await course.engine.round()
        await course.engine.settle()
        return other.pk

    other = async_to_sync(two_rounds)()
    assert Attempt.objects.filter(callout__incident_id=other).count() == len(FIRST)
