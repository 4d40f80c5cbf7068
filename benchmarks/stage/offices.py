"""Offices with running callouts by SMS or LINE, for the benchmarks. Run as `offices.py OFFICES PEOPLE [KIND]` on the
database of the environment: makes it ready and starts one callout an office; `0 0` says how far all of them are, as
JSON."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")

import django

django.setup()

from django.core.management import call_command
from django.db.models import Count

from measure import median_seconds, report
from phrom import clock
from phrom.callouts.actions import start_callout
from phrom.callouts.models import Attempt, Callout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, Mode, build_call_tree
from phrom.core.plan.document import Plan

TEAM = 20


def plan_of(people: int) -> Plan:
    """Head, coordinator, and teams of twenty; everybody has a telephone and LINE."""
    named = [
        {"id": f"p{n}", "given_name": f"คนที่{n}", "phones": [f"+668{n:08}"], "line_id": f"U{n:032x}"}
        for n in range(people)
    ]
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
    return Plan.model_validate(plan)


def tree_of(people: int, mode: Mode = "both") -> CallTree:
    return build_call_tree(plan_of(people), mode)


def start(offices: int, people: int, kind: str = "") -> None:
    """`held`: nothing is due until somebody says so; `line`: that too, by LINE; `cascade`: that too, and members are
    told by their leaders."""
    from phrom.incidents.models import Incident
    from phrom.offices.models import Membership, Organisation, User
    from phrom.plans.models import PlanVersion

    call_command("migrate", verbosity=0)
    tree, now = tree_of(people, "cascade" if kind == "cascade" else "both"), clock.now()
    document = plan_of(people).model_dump(mode="json", exclude_defaults=True)
    chosen = {"channels": ("line",) if kind == "line" else ("sms",), "leader_seconds": 20 if kind == "cascade" else 900}
    settings = CalloutSettings.model_validate(CalloutSettings.real().model_dump() | chosen)
    head = User.objects.create(username="head", name="หัวหน้า")
    for number in range(offices):
        office = Organisation.objects.create(name=f"อบต. {number}", created_at=now)
        author = Membership.objects.create(user=head, organisation=office, role="head")
        version = PlanVersion.objects.create(organisation=office, number=1, document=document, created_at=now)
        incident = Incident.objects.create(
            organisation=office, plan_version=version, threat="flood", threat_name="อุทกภัย", practice=False,
            stage="crisis", opened_at=now, opened_by=head, request_key=f"benchmark-{number}",
        )  # fmt: skip
        start_callout(
            author, incident_id=incident.pk, practice=False, tree=tree, settings=settings,
            message={"office": office.name, "threat": "อุทกภัย", "place": "หอประชุม", "within": "PT24H"},
        )  # fmt: skip

    if kind:
        Callout.objects.update(state="finished", wake_at=None)


def board() -> None:
    """The first page of an office's board, with everybody's messages in the database."""
    from django.test import Client

    from phrom.incidents.models import Incident
    from phrom.offices.models import Membership

    member = Membership.objects.order_by("pk").last()
    assert member
    client = Client()
    client.force_login(member.user)
    session = client.session
    session["office"] = member.organisation_id
    session.save()
    incident = Incident.objects.get(organisation=member.organisation)
    bare = median_seconds(lambda: client.get("/health/"), 7)
    for page in ("board", "calls"):
        address = f"/incidents/{incident.pk}/{page}/"
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        report(f"{page}, first page", median_seconds(lambda at=address: client.get(at), 7), "empty page", bare)  # type: ignore[misc]


def account() -> dict[str, int]:
    states = dict(Attempt.objects.values_list("state").annotate(Count("pk")).order_by())
    return states | {"not_begun": Callout.objects.filter(events_count=0).count()}


if __name__ == "__main__":
    if sys.argv[1:] == ["0", "0"]:
        print(json.dumps(account()))
    elif sys.argv[1:] == ["board"]:
        board()
    else:
        start(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
