"""Run as a process on the database of the environment: `start PEOPLE PACE`, `account`, `engine OFFSET_FILE`, `nursery
OFFSET_FILE`. Prints JSON."""

# ruff: noqa: PLC0415 - Django must be set up before the program is imported

import json
import os
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django


def start(people: str, pace: str) -> dict[str, Any]:
    """An office with a real callout by SMS; the people's codes by number. `pace`: what its settings are to be other
    than those that end it within half a minute."""
    from phrom import clock
    from phrom.callouts.actions import start_callout
    from phrom.callouts.models import Recipient
    from phrom.core.callout.settings import CalloutSettings
    from phrom.core.callout.tree import build_call_tree
    from phrom.core.plan.document import Plan
    from phrom.incidents.models import Incident
    from tests import cast
    from tests.apps.callouts.course import PLAN, plan_in_force

    office = cast.found_office()
    head = cast.join(office, cast.HEAD)
    tree = build_call_tree(Plan.model_validate(PLAN | plan_of(int(people))))
    version = plan_in_force(office)
    incident = Incident.objects.create(
        organisation=office, plan_version=version, threat="threat-flood", threat_name="อุทกภัย", practice=False,
        stage="crisis", opened_at=clock.now(), opened_by=head.user, request_key="chaos",
    )  # fmt: skip
    quick = {"tries_per_channel": 2, "retry_seconds": 1, "answer_seconds": 2, "caller_seconds": 1}
    quick |= {"leader_seconds": 2, "slot_seconds": 10, "flight_seconds": 30}
    quick |= json.loads(pace)
    start_callout(
        head,
        incident_id=incident.pk,
        practice=False,
        tree=tree,
        settings=CalloutSettings.model_validate({"channels": ("sms",), **quick}),
        message={"office": office.name, "threat": "อุทกภัย"},
    )
    codes = dict(Recipient.objects.values_list("person", "code"))
    return {c.phones[0]: codes[c.person] for c in tree.contacts}


def plan_of(people: int) -> dict[str, Any]:
    """Half of the people are first in their places, the other half their alternates."""
    named = [{"id": f"p{n}", "given_name": f"คนที่{n}", "phones": [f"+668{n:08}"]} for n in range(people)]
    roles = [{"primary": f"p{n}", "alternates": [f"p{n + 1}"]} for n in range(0, people - 1, 2)]
    head, coordinator, *others = roles
    teams = [
        {"id": f"team-{i}", "name": f"ทีม {i}", "leader": others[i], "members": others[i + 1 : i + 10]}
        for i in range(0, len(others), 10)
    ]
    return {"people": named, "continuity_team": {"head": head, "coordinator": coordinator, "teams": teams}}


def account() -> dict[str, Any]:
    """Everything that must hold in the end, as far as the database knows."""
    from phrom.callouts.models import Attempt, Callout, CalloutEvent
    from phrom.callouts.queries import course_of
    from phrom.channels.models import MessageHandle
    from phrom.logbook.models import LogEntry
    from phrom.logbook.queries import verify_chain

    callout = Callout.objects.get()
    course = course_of(callout)
    people = course.state.people.values()
    logged = Counter(LogEntry.objects.values_list("kind", flat=True))
    events = list(CalloutEvent.objects.order_by("number").values_list("number", "event"))
    kinds = Counter(event["kind"] for _number, event in events)
    rows = list(Attempt.objects.filter(answerable=True).values_list("key", "person", "state"))
    # of words to leaders there are no events: one in doubt of which something was heard later has two lines
    told = Attempt.objects.filter(answerable=False).exclude(ended_at=None)
    doubted = sum(1 for _n, event in events if event["kind"] == "attempt_ended" and event["outcome"] == "uncertain")
    answered = [p.person for p in people if p.answered]
    withdrawn = {key.partition(":")[2] for key, _person, state in rows if state == "withdrawn"}
    waiting = [p.person for p in people for a in p.attempts if a.outcome is None and a.key not in withdrawn]
    return {
        "finished": course.state.finished,
        "settled": all(slot.settled for slot in course.state.slots.values()),
        "states": Counter(state for _key, _person, state in rows),
        "rows_and_events_agree": {k.partition(":")[2]: s for k, _p, s in rows}
        == {a.key: a.outcome or "withdrawn" for p in people for a in p.attempts},
        "without_outcome": sorted(waiting),
        "undelivered": sorted(key for key, _person, state in rows if state not in ("delivered", "withdrawn")),
        "row_of": dict(MessageHandle.objects.filter(channel="sms").values_list("handle", "key")),
        "calls": [key for key, _person, _state in rows],
        "in_doubt": sorted(Attempt.objects.filter(state="uncertain").values_list("key", flat=True)),
        "in_doubt_of": sorted(course.tree.contact_by_person[p].phones[0] for _k, p, s in rows if s == "uncertain"),
        "withdrawn_unanswered": sorted({p for _k, p, state in rows if state == "withdrawn"} - set(answered)),
        "called_after_answer": _called_after_answer([event for _number, event in events]),
        "answered": sorted(course.tree.contact_by_person[p].phones[0] for p in answered),
        "untried": [
            slot.slot.id
            for slot in course.state.slots.values()
            if slot.acting is None and any(not course.state.people[h].attempts for h in slot.slot.holders)
        ],
        "events_in_order": [n for n, _e in events] == list(range(1, callout.events_count + 1)),
        "log_whole": verify_chain(callout.organisation_id).ok,
        "logged_as_recorded": logged["call.recorded"] == kinds["attempt_recorded"] == len(rows),
        "outcome_lines_too_many": sum(logged[f"call.{w}"] for w in ("sent", "delivered", "failed", "uncertain"))
        - kinds["attempt_ended"]
        - told.count()
        - (logged["call.uncertain"] - doubted - told.filter(state="uncertain").count()),
        "repaired": logged["audit.repaired"],
    }


def _called_after_answer(events: list[dict[str, Any]]) -> list[str]:
    """By the order in which it was written: the engines' clocks are stepped, the web's is not."""
    answered: set[str] = set()
    wrong = []
    for event in events:
        if event["kind"] in ("acknowledged", "refused"):
            answered.add(event["person"])
        elif event["kind"] == "attempt_recorded" and event["person"] in answered:
            wrong.append(event["key"])
    return wrong


def engine(offset_file: str) -> dict[str, Any]:
    """An engine whose clock is off by as many seconds as the file says, from one moment to the next."""
    from phrom import clock
    from phrom.cli import main

    def stepped() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(Path(offset_file).read_text() or "0"))

    clock.now = stepped
    raise SystemExit(main(["engine"]))


def nursery(offset_file: str) -> None:
    """A process that gives birth to engines."""
    from tests.chaos.nursery import serve

    serve(lambda: engine(offset_file))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
    django.setup()
    command = {"start": start, "account": account, "engine": engine, "nursery": nursery}[sys.argv[1]]
    print(json.dumps(command(*sys.argv[2:])))  # type: ignore[operator]  # noqa: T201 - read by the stage
