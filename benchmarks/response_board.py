"""Server time of the board with 40 people and 200 tasks, and with 2,000 people. Bare limit: the empty health page."""

import os
import tempfile

os.environ["PHROM_DATA"] = tempfile.mkdtemp(prefix="phrom-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")

from typing import Any

import django

django.setup()

from django.core.management import call_command
from django.test import Client

from measure import median_seconds, report
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


def incident_of(people: int, tasks: int) -> tuple[Client, int]:
    """A practice half answered, a third of its people reported in, some tasks done; its coordinator's client."""
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
    client = Client()
    client.force_login(user)
    return client, incident.pk


def main() -> None:
    call_command("migrate", verbosity=0)
    for people, tasks in ((40, 200), (2000, 2000)):
        client, incident = incident_of(people, tasks)
        bare = median_seconds(lambda at=client: at.get("/health/"), 30)  # type: ignore[misc]
        for page in (f"{incident}/board/", f"{incident}/board/?part=1", f"{incident}/people/", "duties/"):
            address = f"/incidents/{page}"
            assert client.get(address).status_code == 200, address
            seconds = median_seconds(lambda at=address, by=client: by.get(at), 9)  # type: ignore[misc]
            report(f"{people} people, {tasks} tasks: {page}", seconds, "empty page", bare)


if __name__ == "__main__":
    main()
