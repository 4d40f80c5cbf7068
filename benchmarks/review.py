"""Server time and size of the review page for a plan of about 100 pages. Bare limit: the empty health page."""

import os
import re
import tempfile
from pathlib import Path

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
from phrom.core.importing import read_plan
from phrom.core.plan.tree import plain_plan
from phrom.core.values.source import ImportReport

SAMPLE = Path(__file__).parents[1] / "tests/cases/importing/phrae-2563.txt"
TIMES = 5  # 849 lines of 25 pages → 100 pages and more
PART = {"HX-Request": "true"}


def long_plan() -> tuple[dict[str, Any], ImportReport]:
    """The sample five times over: people, processes and steps with ids of their own, lines one after the other."""
    found = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    document, readings, lines, unplaced, furniture = plain_plan(found.plan), [], [], [], []
    last = found.report.lines[-1].number
    originals = {name: list(document[name]) for name in ("people", "processes")}
    for n in range(TIMES):
        names = {item["id"]: f"{item['id']}-{n}" if n else item["id"] for held in originals.values() for item in held}
        if n:
            for name, items in originals.items():
                document[name] += [item | {"id": names[item["id"]]} for item in items]
        for reading in found.report.readings:
            path = "/".join(names.get(token, token) for token in reading.path.split("/"))
            moved = tuple(number + n * last for number in reading.lines)
            readings.append(reading.model_copy(update={"path": path, "lines": moved}))
        lines += [line.model_copy(update={"number": line.number + n * last}) for line in found.report.lines]
        unplaced += [line.model_copy(update={"number": line.number + n * last}) for line in found.report.unplaced]
        furniture += [number + n * last for number in found.report.furniture]
    many = {"lines": lines, "readings": readings, "unplaced": unplaced, "furniture": furniture}
    return document, found.report.model_copy(update={name: tuple(held) for name, held in many.items()})


def reviewer() -> Client:
    from phrom.offices.models import Membership, Organisation, User
    from phrom.plans.models import PlanVersion

    office = Organisation.objects.create(name="หน่วยงานทดสอบ", created_at=clock.now())
    user = User.objects.create(username="coordinator", name="coordinator")
    Membership.objects.create(user=user, organisation=office, role="coordinator")
    document, read = long_plan()
    PlanVersion.objects.create(
        organisation=office,
        number=1,
        document=document,
        report=read.model_dump(mode="json"),
        created_at=clock.now(),
        created_by=user,
    )
    print(f"{len(read.lines)} lines, {len(read.readings)} values, {len(document['people'])} people")
    client = Client()
    client.force_login(user)
    return client


def main() -> None:
    call_command("migrate", verbosity=0)
    client = reviewer()
    bare = median_seconds(lambda: client.get("/health/"), 30)
    page = client.get("/plan/1/review/").content
    elements = len(re.findall(rb"<[a-z]", page))
    print(f"page: {len(page) // 1024} kB, {elements} elements; point: {len(part(client)) // 1024} kB")
    report("review page", median_seconds(lambda: client.get("/plan/1/review/"), 7), "empty page", bare)
    report("next point", median_seconds(lambda: part(client), 15), "empty page", bare)
    at = "/plan/1/review/source/20/"
    report("part of the source", median_seconds(lambda: client.get(at, headers=PART), 15), "empty page", bare)
    at = "/plan/1/review/values/people/"
    report("values of a section", median_seconds(lambda: client.get(at, headers=PART), 15), "empty page", bare)


def part(client: Client) -> bytes:
    return bytes(client.get("/plan/1/review/", headers=PART).content)


if __name__ == "__main__":
    main()
