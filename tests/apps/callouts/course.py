"""A callout of a small office, carried out by the real engine on the settable clock."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import async_to_sync
from django.db import connections

from phrom.callouts.engine import Engine
from phrom.callouts.models import Attempt, Callout, Recipient
from phrom.callouts.queries import course_of
from phrom.channels.models import PracticeMessage
from phrom.core.callout.state import CalloutState
from phrom.core.plan.document import Plan
from phrom.incidents.actions import start_practice
from phrom.incidents.models import Incident
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from phrom.plans import queries as plans
from phrom.plans.models import PlanVersion
from tests import cast

# The ids are those of the cast: person-1 head, person-3 coordinator, person-5 leader, person-6 member.
PLAN: dict[str, Any] = {
    "title": "แผนบริหารความต่อเนื่องขององค์การ",
    "organisation": {"name": "อบต.บ้านตัวอย่าง"},
    "people": [
        {
            "id": f"person-{n}",
            "title": "นาย",
            "given_name": name,
            "family_name": "ทดสอบ",
            "phones": [f"+668100000{n:02}"],
        }
        for n, name in enumerate(["หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด"], start=1)
    ],
    "continuity_team": {
        "head": {"primary": "person-1", "alternates": ["person-2"]},
        "coordinator": {"primary": "person-3"},
        "teams": [
            {
                "id": "team-1",
                "name": "ทีม 1",
                "leader": {"primary": "person-5", "alternates": ["person-4"]},
                "members": [{"primary": "person-6", "alternates": ["person-7"]}],
            }
        ],
    },
    "threats": [{"id": "threat-flood", "name": "อุทกภัย"}],
    "processes": [
        {"id": "process-1", "name": "งานสารบรรณ", "mtpd": "PT6H"},
        {"id": "process-2", "name": "งานคลัง", "mtpd": "P3D"},
        {"id": "process-3", "name": "งานทะเบียน"},
        {"id": "process-4", "name": "งานแผน", "mtpd": "P30D"},
    ],
    "sites": [
        {"id": "site-1", "name": "ศาลาริมน้ำ", "exposed_to": ["threat-flood"]},
        {"id": "site-2", "name": "หอประชุมกลาง", "where": "off-site"},
    ],
    "scenarios": [
        {
            "threat": "threat-flood",
            "crisis": [{"id": "flood-1", "text": "ย้ายไปสถานที่ปฏิบัติงานสำรอง", "responsible": ["team-1"]}],
            "targets": [{"id": "flood-in", "text": "รายงานตัว", "within": "PT24H", "after": "told"}],
        }
    ],
}


def plan_in_force(office: Organisation, document: dict[str, Any] | None = None) -> PlanVersion:
    """An approved version of the small plan (or of another document) in this office."""
    plan = Plan.model_validate(document or PLAN)
    plans._plan.cache_clear()  # the test before had another plan under the same number
    return PlanVersion.objects.create(
        organisation=office,
        number=PlanVersion.objects.filter(organisation=office).count() + 1,
        state=PlanVersion.State.APPROVED,
        document=plan.model_dump(mode="json", exclude_defaults=True),
        created_at=cast.MORNING,
        approved_at=cast.MORNING,
    )


class Course:
    """A practice under way. `run` lets the engine work at this moment, `after` first lets time pass."""

    def __init__(
        self, author: Membership, clock: cast.SettableClock, *, fast: bool = True, incident: Incident | None = None
    ) -> None:
        """`incident`: one that is open already; else a practice is started."""
        self.clock = clock
        self.incident = incident or start_practice(
            author, "threat-flood", request_key=f"key-{author.pk}-{clock.now:%H%M%S}", fast=fast
        )
        self.engine = Engine()

    @property
    def callout(self) -> Callout:
        return Callout.objects.get(incident=self.incident, purpose="activation")

    @property
    def state(self) -> CalloutState:
        return course_of(self.callout).state

    def run(self) -> "Course":
        """At this moment; where the exercise's clock was put forward, through all that falls due on the way."""
        run_engine(self.engine)
        while Callout.objects.filter(incident=self.incident, clock_behind__gt=0).exists():
            self.clock.advance(milliseconds=1)
            run_engine(self.engine)
        return self

    def after(self, seconds: float) -> "Course":
        self.clock.advance(seconds=seconds)
        return self.run()

    def code_of(self, person: str) -> str:
        return Recipient.objects.get(callout=self.callout, person=person).code

    def phone_of(self, person: str) -> list[str]:
        """What the person's practice phone shows, oldest first."""
        shown = PracticeMessage.objects.filter(callout_id=self.callout.pk, person=person)
        return list(shown.order_by("pk").values_list("text", flat=True))

    def attempts(self, person: str) -> list[str]:
        rows = Attempt.objects.filter(callout=self.callout, person=person, answerable=True)
        return list(rows.order_by("pk").values_list("state", flat=True))

    def logged(self) -> list[str]:
        """Kinds of the incident's log entries in their order."""
        return list(LogEntry.objects.filter(incident=self.incident).order_by("number").values_list("kind", flat=True))


def run_engine(engine: Engine, rounds: int = 20) -> None:
    """Rounds until nothing is to be done at this moment."""

    async def work() -> None:
        for _round in range(rounds):
            busy = await engine.round()
            await engine.settle()
            if not busy:
                return
        raise AssertionError("the engine does not come to rest")

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        async_to_sync(work)()
    else:
        # in a browser test playwright's loop runs here: the engine works beside it, on this thread's connection
        mine = connections["default"]
        mine.inc_thread_sharing()

        def beside() -> None:
            connections["default"] = mine
            async_to_sync(work)()

        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(beside).result()
        mine.dec_thread_sharing()


def words_of(page: str) -> str:
    """A page's words without its markup, with plain blanks."""
    return " ".join(re.sub(r"<[^>]+>", "", page).replace("\u00a0", " ").split())
