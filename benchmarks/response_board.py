"""Server time of the board with 40 people and 200 tasks, and with 2,000 people: as it stands, and at the first look
after something has happened. Bare limit: the empty health page."""

import os
import statistics
import tempfile
import time

os.environ["PHROM_DATA"] = tempfile.mkdtemp(prefix="phrom-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")

import django

django.setup()

from django.core.management import call_command
from django.test import Client

from measure import median_seconds, report
from phrom.logbook.actions import write_note
from stage.incident import incident_of


def main() -> None:
    call_command("migrate", verbosity=0)
    for people, tasks in ((40, 200), (2000, 2000)):
        author, incident = incident_of(people, tasks)
        client = Client()
        client.force_login(author.user)
        bare = median_seconds(lambda at=client: at.get("/health/"), 30)  # type: ignore[misc]
        address = f"/incidents/{incident}/board/?part=1"
        times = []
        for number in range(9):
            write_note(author, f"note {number}", incident_id=incident, practice=True)
            began = time.perf_counter()
            client.get(address)
            times.append(time.perf_counter() - began)
        words = f"{people} people, {tasks} tasks: after a change"
        report(words, statistics.median(times), "empty page", bare)
        for page in (f"{incident}/board/", f"{incident}/board/?part=1", f"{incident}/people/", "duties/"):
            address = f"/incidents/{page}"
            assert client.get(address).status_code == 200, address
            seconds = median_seconds(lambda at=address, by=client: by.get(at), 9)  # type: ignore[misc]
            report(f"{people} people, {tasks} tasks: {page}", seconds, "empty page", bare)


if __name__ == "__main__":
    main()
