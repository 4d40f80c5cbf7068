"""Server time of one saving in the editor: read, merge, check the whole plan, answer. Bare limit: the health page."""

import os
import tempfile
from pathlib import Path

os.environ["PHROM_DATA"] = tempfile.mkdtemp(prefix="phrom-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")

import django

django.setup()

from django.core.management import call_command
from django.test import Client

from measure import median_seconds, report
from phrom import clock

SAMPLE = Path(__file__).parents[1] / "tests/cases/plans/phrae-2563.yaml"
FIELD = "people/person-3/position"


def keeper() -> Client:
    from phrom.offices.models import Membership, Organisation, User
    from phrom.plans.actions import import_plan

    office = Organisation.objects.create(name="หน่วยงานทดสอบ", created_at=clock.now())
    user = User.objects.create(username="coordinator", name="coordinator")
    member = Membership.objects.create(user=user, organisation=office, role="coordinator")
    import_plan(member, SAMPLE.name, SAMPLE.read_bytes())
    client = Client()
    client.force_login(user)
    return client


def main() -> None:
    call_command("migrate", verbosity=0)
    client, saved = keeper(), 0

    def save() -> None:
        nonlocal saved
        sent = {"base": saved, "present": FIELD, FIELD: f"ตำแหน่งที่ {saved}"}
        answer = client.post("/plan/1/edit/people/person-3/", sent, headers={"accept": "application/json"})
        saved = answer.json()["revision"]

    bare = median_seconds(lambda: client.get("/health/"))
    report("one saving", median_seconds(save, 15), "empty page", bare)
    report("the page of people", median_seconds(lambda: client.get("/plan/1/edit/people/")), "empty page", bare)


if __name__ == "__main__":
    main()
