"""An incident of any size, for benchmarks. `incident.py PEOPLE TASKS READERS` makes the database of the environment
ready, and prints the incident's number and one session key a reader, as JSON."""

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.http import HttpRequest

from phrom import clock
from phrom.callouts import actions as callouts
from phrom.callouts.queries import callout_of_incident
from phrom.core.plan.document import Plan
from phrom.incidents.actions import start_practice
from phrom.response import actions
from phrom.response.queries import tasks_in


def plan_of(people: int, tasks: int) -> dict[str, Any]:
    """An invented office: teams of five, and a first day whose steps every team has to do."""
    teams = people // 5
    steps = max(1, tasks // teams)
    return {
        "title": "แผน",
        "organisation": {"name": "หน่วยงานทดสอบ"},
        "units": [{"id": f"unit-{t}", "name": f"กลุ่มงาน {t}"} for t in range(teams)],
        "people": [
            {"id": f"p{n}", "given_name": f"คนที่{n}", "family_name": "ทดสอบ", "unit": f"unit-{n % teams}"}
            for n in range(people)
        ],
        "threats": [{"id": "threat-flood", "name": "อุทกภัย"}],
        "continuity_team": {
            "head": {"primary": "p0", "alternates": ["p1"]},
            "coordinator": {"primary": "p2"},
            "teams": [
                {
                    "id": f"team-{t}",
                    "name": f"ทีม {t}",
                    "unit": f"unit-{t}",
                    "leader": {"primary": f"p{5 * t}"},
                    "members": [{"primary": f"p{5 * t + n}"} for n in range(1, 5)],
                }
                for t in range(teams)
            ],
        },
        "processes": [
            {"id": f"process-{n}", "name": f"กระบวนงานที่ {n}", "mtpd": f"PT{n + 2}H", "units": [f"unit-{n % teams}"]}
            for n in range(20)
        ],
        "response": [
            {
                "id": "day-1",
                "name": "วันที่ 1",
                "starts": "PT0H",
                "ends": "PT24H",
                "steps": [{"id": f"s{n}", "text": f"ขั้นตอนที่ {n}", "responsible": ["teams"]} for n in range(steps)],
            }
        ],
    }


def incident_of(people: int, tasks: int) -> tuple[Any, int]:
    """A practice half answered, a third of its people reported in, some tasks done; its coordinator and its number."""
    from phrom.offices.models import Membership, Organisation, User
    from phrom.plans.models import PlanVersion

    office = Organisation.objects.create(name=f"หน่วยงาน {people}", created_at=clock.now())
    user = User.objects.create(username=f"coordinator-{people}", name="ผู้ประสานงาน")
    author = Membership.objects.create(user=user, organisation=office, role="coordinator", person="p2")
    document = Plan.model_validate(plan_of(people, tasks)).model_dump(mode="json", exclude_defaults=True)
    now = clock.now()
    PlanVersion.objects.create(
        organisation=office, number=1, state="approved", document=document, created_at=now, approved_at=now
    )
    incident = start_practice(author, "threat-flood", request_key=f"benchmark-{people}")
    callout = callout_of_incident(incident.pk, office.pk)
    for n in range(min(people, 200) // 2):
        callouts.acknowledge(callout.pk, f"p{n}", via="code")
    for n in range(min(people, 200) // 3):
        actions.report_in(author, incident.pk, f"p{n}", "site")
    for task in tasks_in(incident)[:20]:
        actions.finish_task(author, incident.pk, task.key)
    return author, incident.pk


def sessions_of(author: Any, readers: int) -> list[str]:
    """Sessions of so many people with accounts: members of the team, each of them another person of the plan; the
    first is the coordinator's."""
    from phrom.offices.models import Membership, User

    keys = [_session(author.user)]
    for number in range(1, readers):
        user = User.objects.create(username=f"reader-{number}", name=f"คนที่{number} ทดสอบ")
        role = "leader" if number % 5 == 0 else "member"
        Membership.objects.create(user=user, organisation=author.organisation, role=role, person=f"p{number}")
        keys.append(_session(user))
    return keys


def _session(user: Any) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return str(request.session.session_key)


if __name__ == "__main__":
    wanted_people, wanted_tasks, wanted_readers = map(int, sys.argv[1:])
    call_command("migrate", verbosity=0)
    coordinator, number = incident_of(wanted_people, wanted_tasks)
    print(json.dumps({"incident": number, "sessions": sessions_of(coordinator, wanted_readers)}))
