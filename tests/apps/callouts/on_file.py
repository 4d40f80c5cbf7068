"""Run as a process of its own on the database that PHROM_DATA names: `start`, `acknowledge PERSON`, `account`.

Prints JSON. For the test that kills the engine, whose database must be a file that outlives processes.
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
    command = {"start": start, "acknowledge": acknowledge, "account": account}[sys.argv[1]]
    print(json.dumps(command(*sys.argv[2:])))  # type: ignore[operator]  # noqa: T201 - read by the test
