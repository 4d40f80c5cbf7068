"""Server time of the pages that stand open in an incident of 22 people. Bare limit: the empty health page."""

import os
import tempfile
from pathlib import Path

os.environ["PHROM_DATA"] = tempfile.mkdtemp(prefix="phrom-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")

import asyncio

import django

django.setup()

from django.core.management import call_command
from django.test import Client

from measure import median_seconds, report
from phrom import clock
from phrom.callouts.engine import Engine
from phrom.incidents.actions import start_practice
from phrom.plans import actions as plans

SAMPLE = Path(__file__).parents[1] / "tests/cases/importing/phrae-2563.txt"


def practice() -> tuple[Client, int]:
    """An office with an approved plan and a practice under way; a client signed in as its coordinator."""
    from phrom.offices.models import Membership, Organisation, User

    office = Organisation.objects.create(name="หน่วยงานทดสอบ", created_at=clock.now())
    people = {}
    for role in ("coordinator", "head"):
        user = User.objects.create(username=role, name=role)
        people[role] = Membership.objects.create(user=user, organisation=office, role=role)
    version = plans.import_plan(people["coordinator"], SAMPLE.name, SAMPLE.read_bytes())
    plans.submit_plan(people["coordinator"], version.number)
    plans.approve_plan(people["head"], version.number)
    incident = start_practice(people["coordinator"], "threat-flood", request_key="benchmark")
    client = Client()
    client.force_login(people["coordinator"].user)
    return client, incident.pk


async def engine_rounds(count: int) -> None:
    engine = Engine()
    for _ in range(count):
        await engine.round()
        await engine.settle()


def main() -> None:
    call_command("migrate", verbosity=0)
    client, incident = practice()
    asyncio.run(engine_rounds(5))
    bare = median_seconds(lambda: client.get("/health/"), 30)
    pages = ("board", "calls", "caller", "phones")
    for page in pages:
        address = f"/incidents/{incident}/{page}/"
        assert client.get(address).status_code == 200, address
        report(page, median_seconds(lambda at=address: client.get(at), 15), "empty page", bare)  # type: ignore[misc]
    for address in ("/", "/plan/1/", "/plan/1/review/", "/log/"):
        assert client.get(address).status_code == 200, address
        report(address, median_seconds(lambda at=address: client.get(at), 7), "empty page", bare)  # type: ignore[misc]


if __name__ == "__main__":
    main()
