"""Run as a process of its own on the database that PHROM_DATA names: `start`, `account`. Prints JSON.

For the test that kills the engine in the middle of its sends over LINE and SMS.
"""

# ruff: noqa: PLC0415 - Django must be set up before the program is imported

import json
import os
import sys
from typing import Any

import django

PEOPLE = 40  # every second one by LINE, the others by SMS


def start() -> dict[str, Any]:
    """An office of many people, and a real call just approved."""
    from phrom.incidents.actions import approve_activation, propose_activation
    from tests import cast
    from tests.apps.callouts.course import PLAN, plan_in_force
    from tests.fakes.line import user_id

    office = cast.found_office()
    coordinator, head = cast.join(office, cast.COORDINATOR), cast.join(office, cast.HEAD)
    people: list[dict[str, Any]] = []
    for n in range(1, PEOPLE + 1):
        way: dict[str, Any] = {"line_id": user_id(n)} if n % 2 else {"phones": [f"+668{n:08}"]}
        people.append({"id": f"person-{n}", "given_name": f"คนที่{n}", **way})
    members = [{"primary": f"person-{n}"} for n in range(6, PEOPLE + 1)]
    teams = [{"id": "team-1", "name": "ทีม 1", "leader": {"primary": "person-5"}, "members": members}]
    top = {"head": {"primary": "person-1"}, "coordinator": {"primary": "person-3"}, "teams": teams}
    plan_in_force(office, PLAN | {"people": people, "continuity_team": top})
    incident = propose_activation(coordinator, "threat-flood", request_key="a-key-for-the-test", reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    return {}


def account() -> dict[str, Any]:
    """What has become of the messages, by channel and state."""
    from phrom.callouts.models import Attempt, Callout
    from phrom.logbook.queries import verify_chain

    return {
        "states": [list(row) for row in Attempt.objects.order_by("key").values_list("channel", "state")],
        "log_whole": verify_chain(Callout.objects.get().organisation_id).ok,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
    django.setup()
    print(json.dumps({"start": start, "account": account}[sys.argv[1]]()))  # noqa: T201 - read by the test
