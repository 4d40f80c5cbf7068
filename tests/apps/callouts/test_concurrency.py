"""Engine, answers and callers at the same moment: no deadlock, nothing lost, nothing twice."""

import asyncio
from collections.abc import Iterator

import psycopg
import pytest
from asgiref.sync import async_to_sync
from django.db import connection

from phrom.callouts import actions
from phrom.callouts.engine import Engine
from phrom.callouts.models import Attempt, CallerListItem, Callout, CalloutEvent, Recipient
from phrom.channels.contract import Outcome, OutgoingMessage, Reply
from phrom.channels.models import PracticeMessage
from phrom.channels.practice.channel import PracticeChannel
from phrom.errors import RefusedError
from phrom.incidents.actions import start_practice
from phrom.incidents.models import Incident
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Role
from tests import cast
from tests.apps.callouts.course import PLAN, plan_in_force, run_engine
from tests.at_once import at_once, tables_can_be_emptied

# a SQLite database in memory knows no second writer; test_engine_killed.py has SQLite in a file
pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs rows locked by several connections")


@pytest.fixture
def busy_office(transactional_db: None) -> Iterator[tuple[Organisation, Membership]]:
    office = cast.found_office()
    coordinator = cast.join(office, cast.COORDINATOR)
    people = [{"id": f"person-{n}", "given_name": f"คนที่{n}", "phones": [f"+668{n:08}"]} for n in range(1, 41)]
    members = [{"primary": f"person-{n}"} for n in range(6, 41)]
    teams = [{"id": "team-1", "name": "ทีม 1", "leader": {"primary": "person-5"}, "members": members}]
    top = {"head": {"primary": "person-1"}, "coordinator": {"primary": "person-3"}, "teams": teams}
    plan_in_force(office, PLAN | {"people": people, "continuity_team": top})
    with tables_can_be_emptied():
        yield office, coordinator


def test_engines_answers_and_double_presses_at_the_same_moment(busy_office: tuple[Organisation, Membership]) -> None:
    office, coordinator = busy_office
    start_practice(coordinator, "threat-flood", request_key="a-busy-morning", fast=True)
    callout = Callout.objects.get()
    answers = [
        lambda n=n: actions.acknowledge(callout.pk, f"person-{n}", via="code") for n in range(6, 14) for _ in "ab"
    ]
    wrong = at_once(lambda: run_engine(Engine()), lambda: run_engine(Engine()), lambda: run_engine(Engine()), *answers)
    assert wrong == []
    run_engine(Engine())
    numbers = list(CalloutEvent.objects.order_by("number").values_list("number", flat=True))
    callout.refresh_from_db()
    assert numbers == list(range(1, callout.events_count + 1))
    assert LogEntry.objects.filter(kind="call.acknowledged").count() == 8
    assert PracticeMessage.objects.count() == Attempt.objects.count()
    assert set(Attempt.objects.values_list("state", flat=True)) == {"delivered"}
    assert verify_chain(office.pk).ok


def test_codes_that_come_by_many_ways_at_the_same_moment_each_count_once(
    busy_office: tuple[Organisation, Membership],
) -> None:
    office, coordinator = busy_office
    start_practice(coordinator, "threat-flood", request_key="a-busy-morning", fast=True)
    codes = dict(Recipient.objects.values_list("person", "code"))
    told = [
        lambda n=n: actions.take_reply(
            Reply(f"+668{n:08}", text=f"รับทราบ {codes[f'person-{n}']}", event=f"event-{n}"), via="sms"
        )
        for n in range(6, 26)
        for _ in "ab"
    ]
    typed = [
        lambda n=n: actions.acknowledge_together(codes[f"person-{n}"], source="10.0.0.1", said="acknowledged")
        for n in range(20, 36)
    ]
    wrong = at_once(lambda: run_engine(Engine()), *told, *typed)
    assert wrong == []
    assert LogEntry.objects.filter(kind="call.acknowledged").count() == 30
    assert verify_chain(office.pk).ok


def test_a_button_pressed_many_times_at_once_starts_one_practice(busy_office: tuple[Organisation, Membership]) -> None:
    _office, coordinator = busy_office
    wrong = at_once(
        *[lambda: start_practice(coordinator, "threat-flood", request_key="pressed-often") for _ in range(6)]
    )
    assert wrong == []
    assert Incident.objects.count() == Callout.objects.count() == 1


def test_of_many_callers_at_once_one_gets_the_person(busy_office: tuple[Organisation, Membership]) -> None:
    office, coordinator = busy_office
    with cast.settable_clock() as clock:
        start_practice(coordinator, "threat-flood", request_key="a-busy-morning", fast=True)
        callout = Callout.objects.get()
        run_engine(Engine())
        clock.advance(seconds=16)
        run_engine(Engine())
        clock.advance(seconds=40)
        run_engine(Engine())
        callers = [cast.join(office, cast.Character(f"caller-{n}", f"ผู้โทร {n}", Role.LEADER)) for n in range(6)]
        wrong = at_once(*[lambda c=c: actions.hold_person(c, callout.pk, "person-6") for c in callers])
    assert len(wrong) == 5
    assert all(isinstance(error, RefusedError) for error in wrong)


def test_of_two_callers_in_two_calls_of_the_office_one_gets_the_person(
    busy_office: tuple[Organisation, Membership],
) -> None:
    """Each in an incident of its own, at the same millisecond: neither sees yet what the other has taken."""
    office, coordinator = busy_office
    calls = two_calls_in_which_all_are_to_be_phoned(coordinator)
    callers = [cast.join(office, cast.Character(f"caller-{n}", f"ผู้โทร {n}", Role.LEADER)) for n in range(12)]
    for person in ("person-6", "person-7", "person-8"):
        wrong = at_once(
            *[lambda c=c, n=n: actions.hold_person(c, calls[n % 2], person) for n, c in enumerate(callers)]  # noqa: B023
        )
        assert len(wrong) == 11
        assert all(isinstance(error, RefusedError) for error in wrong)


def test_nor_when_each_takes_whoever_is_next(busy_office: tuple[Organisation, Membership]) -> None:
    office, coordinator = busy_office
    calls = two_calls_in_which_all_are_to_be_phoned(coordinator)
    callers = [cast.join(office, cast.Character(f"caller-{n}", f"ผู้โทร {n}", Role.LEADER)) for n in range(12)]
    assert at_once(*[lambda c=c, n=n: actions.hold_next(c, calls[n % 2]) for n, c in enumerate(callers)]) == []
    held = CallerListItem.objects.filter(held_until__isnull=False).values_list("person", flat=True)
    assert len(held) == len(set(held)) == 12


def test_no_connection_is_held_and_no_transaction_is_open_while_the_network_is_slow(
    busy_office: tuple[Organisation, Membership], monkeypatch: pytest.MonkeyPatch
) -> None:
    _office, coordinator = busy_office
    start_practice(coordinator, "threat-flood", request_key="a-busy-morning", fast=True)
    on_their_way, goes_on = list[str](), asyncio.Event()

    async def slow(_channel: PracticeChannel, message: OutgoingMessage) -> Outcome:
        on_their_way.append(message.key)
        await goes_on.wait()
        return Outcome.DELIVERED

    monkeypatch.setattr(PracticeChannel, "send", slow)

    async def course() -> tuple[list[str], list[str]]:
        engine = Engine()
        before = await asyncio.to_thread(open_connections)
        while await engine.round() or not on_their_way:
            await asyncio.sleep(0)  # as far as the network
        meanwhile = await asyncio.to_thread(open_connections)
        goes_on.set()
        await engine.settle()
        return before, meanwhile

    before, meanwhile = async_to_sync(course)()
    assert len(on_their_way) > 5
    assert meanwhile == before  # the one of the books, which rests
    assert set(meanwhile) == {"idle"}
    assert set(Attempt.objects.values_list("state", flat=True)) == {"delivered"}


def two_calls_in_which_all_are_to_be_phoned(coordinator: Membership) -> list[int]:
    for key in ("the-first-of-two", "the-second-of-two"):
        start_practice(coordinator, "threat-flood", request_key=key, fast=True)
    calls = list(Callout.objects.order_by("pk").values_list("pk", flat=True))
    listed = [
        CallerListItem(callout_id=pk, person=f"person-{n}", listed_at=cast.MORNING)
        for pk in calls
        for n in range(6, 41)
    ]
    CallerListItem.objects.bulk_create(listed)
    return calls


def open_connections() -> list[str]:
    """What each connection of the program to this database does just now."""
    asked = """SELECT state FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND application_name <> 'who asks'"""
    parameters = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
    with psycopg.connect(**parameters, application_name="who asks") as other:
        return [state for (state,) in other.execute(asked)]
