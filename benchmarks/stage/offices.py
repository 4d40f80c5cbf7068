"""Offices with running callouts by SMS, for the benchmarks. Run as `offices.py OFFICES PEOPLE` on the database
of the environment: makes it ready and starts one callout an office; `0 0` says how far all of them are, as JSON."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")

import django

django.setup()

from django.core.management import call_command
from django.db.models import Count

from phrom import clock
from phrom.callouts.actions import start_callout
from phrom.callouts.models import Attempt, Callout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, build_call_tree
from phrom.core.plan.document import Plan

TEAM = 20


def tree_of(people: int) -> CallTree:
    """Head, coordinator, and teams of twenty; everybody has a telephone."""
    named = [{"id": f"p{n}", "given_name": f"คนที่{n}", "phones": [f"+668{n:08}"]} for n in range(people)]
    teams = [
        {
            "id": f"team-{first}",
            "name": f"ทีม {first}",
            "leader": {"primary": f"p{first}"},
            "members": [{"primary": f"p{n}"} for n in range(first + 1, min(first + TEAM, people))],
        }
        for first in range(2, people, TEAM)
    ]
    team = {"head": {"primary": "p0"}, "coordinator": {"primary": "p1"}, "teams": teams}
    plan = {"title": "แผน", "organisation": {"name": "อบต."}, "people": named, "continuity_team": team}
    return build_call_tree(Plan.model_validate(plan))


def start(offices: int, people: int) -> None:
    from phrom.incidents.models import Incident
    from phrom.offices.models import Membership, Organisation, User
    from phrom.plans.models import PlanVersion

    call_command("migrate", verbosity=0)
    tree, now = tree_of(people), clock.now()
    settings = CalloutSettings.model_validate(CalloutSettings.real().model_dump() | {"channels": ("sms",)})
    head = User.objects.create(username="head", name="หัวหน้า")
    for number in range(offices):
        office = Organisation.objects.create(name=f"อบต. {number}", created_at=now)
        author = Membership.objects.create(user=head, organisation=office, role="head")
        version = PlanVersion.objects.create(organisation=office, number=1, document={}, created_at=now)
        incident = Incident.objects.create(
            organisation=office, plan_version=version, threat="flood", threat_name="อุทกภัย", practice=False,
            stage="crisis", opened_at=now, opened_by=head, request_key=f"benchmark-{number}",
        )  # fmt: skip
        start_callout(
            author, incident_id=incident.pk, practice=False, tree=tree, settings=settings,
            message={"office": office.name, "threat": "อุทกภัย", "place": "หอประชุม", "within": "PT24H"},
        )  # fmt: skip


def account() -> dict[str, int]:
    states = dict(Attempt.objects.values_list("state").annotate(Count("pk")).order_by())
    return states | {"not_begun": Callout.objects.filter(events_count=0).count()}


if __name__ == "__main__":
    if sys.argv[1:] == ["0", "0"]:
        print(json.dumps(account()))
    else:
        start(int(sys.argv[1]), int(sys.argv[2]))
