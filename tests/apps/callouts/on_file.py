"""Run as a process of its own on the database that PHROM_DATA names: `start`, `acknowledge PERSON`, `account`,
`two_calls`.

Prints JSON. For the tests whose database must be a file: one outlives its processes, one is written by several threads.
"""

# ruff: noqa: PLC0415 - Django must be set up before the program is imported

import json
import os
import sys
from typing import Any

import django

PEOPLE = 120


def start() -> dict[str, Any]:
    """An office whose plan names many people, and a practice just begun."""
    from phrom.incidents.actions import start_practice
    from tests import cast
    from tests.apps.callouts.course import PLAN, plan_in_force

    office = cast.found_office()
    coordinator = cast.join(office, cast.COORDINATOR)
    people = [{"id": f"person-{n}", "given_name": f"คนที่{n}", "phones": [f"+668{n:08}"]} for n in range(1, PEOPLE + 1)]
    members = [{"primary": f"person-{n}"} for n in range(6, PEOPLE + 1)]
    teams = [{"id": "team-1", "name": "ทีม 1", "leader": {"primary": "person-5"}, "members": members}]
    top = {"head": {"primary": "person-1"}, "coordinator": {"primary": "person-3"}, "teams": teams}
    plan_in_force(office, PLAN | {"people": people, "continuity_team": top})
    incident = start_practice(coordinator, "threat-flood", request_key="a-key-for-the-test")
    return {"incident": incident.pk}


def acknowledge(person: str) -> dict[str, Any]:
    from phrom.callouts.actions import acknowledge as say_yes
    from phrom.callouts.models import Callout

    say_yes(Callout.objects.get().pk, person, via="code")
    return {}


def two_calls() -> dict[str, Any]:
    """Twelve callers at the same moment, in two calls of one office in which the same people are to be phoned: whom
    each of them was given."""
    from phrom.callouts.actions import hold_next
    from phrom.callouts.models import CallerListItem, Callout
    from phrom.incidents.actions import start_practice
    from phrom.offices.models import Membership, Organisation
    from phrom.offices.roles import Role
    from tests import cast
    from tests.at_once import at_once

    start()
    office, coordinator = Organisation.objects.get(), Membership.objects.get()
    start_practice(coordinator, "threat-flood", request_key="the-second-of-two")
    calls = list(Callout.objects.values_list("pk", flat=True))
    listed = [(pk, f"person-{n}") for pk in calls for n in range(6, PEOPLE + 1)]
    rows = [CallerListItem(callout_id=pk, person=person, listed_at=cast.MORNING) for pk, person in listed]
    CallerListItem.objects.bulk_create(rows)
    callers = [cast.join(office, cast.Character(f"caller-{n}", f"ผู้โทร {n}", Role.LEADER)) for n in range(12)]
    wrong = at_once(*[lambda c=c, n=n: hold_next(c, calls[n % 2]) for n, c in enumerate(callers)])
    held = CallerListItem.objects.filter(held_until__isnull=False).values_list("person", flat=True)
    return {"wrong": [repr(error) for error in wrong], "held": list(held)}


def account() -> dict[str, Any]:
    """Everything that the test wants to know of what has become of the messages."""
    from phrom.callouts.models import Attempt, Callout, CalloutEvent
    from phrom.callouts.queries import course_of
    from phrom.channels.models import PracticeMessage
    from phrom.logbook.queries import verify_chain

    callout = Callout.objects.get()
    course = course_of(callout)
    numbers = list(CalloutEvent.objects.order_by("number").values_list("number", flat=True))
    return {
        "states": list(Attempt.objects.values_list("state", flat=True)),
        "attempts": dict.fromkeys(Attempt.objects.values_list("key", flat=True), 1),
        "messages": list(PracticeMessage.objects.values_list("key", flat=True)),
        "received": list(PracticeMessage.objects.values_list("person", flat=True)),
        "called": list(course.tree.first_called),
        "delivered": [
            p.person for p in course.state.people.values() if any(a.outcome == "delivered" for a in p.attempts)
        ],
        "events_in_order": numbers == list(range(1, callout.events_count + 1)),
        "log_whole": verify_chain(callout.organisation_id).ok,
        "tries": {p.person: len(p.attempts) for p in course.state.people.values()},
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
    django.setup()
    commands = {"start": start, "acknowledge": acknowledge, "account": account, "two_calls": two_calls}
    command = commands[sys.argv[1]]
    print(json.dumps(command(*sys.argv[2:])))  # type: ignore[operator]  # noqa: T201 - read by the test
