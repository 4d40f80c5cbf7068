"""What one person costs the rules of a running callout, from 40 people to many thousands: everybody is called,
everybody's message ends, everybody answers, one event at a time. Linear: the cost of a person does not grow with the
others.

`callout_scale.py [largest]`; default 40,000. Bare limit: keeping the same events in a list.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from phrom.core.callout.progress import Acknowledged, AttemptEnded, AttemptRecorded, Event, LeaderTold, TeamCompleted
from phrom.core.callout.running import RunningCallout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.step import CompleteTeam, SendMessage, Step, TellLeader
from phrom.garbage import seldom_collect
from stage.offices import tree_of

START = datetime(2026, 8, 21, 1, 26, tzinfo=UTC)
PORTION = 200
ANSWERED_WITHIN = timedelta(seconds=30)  # before anybody's time is over: further steps are another matter
LEAST = 4000  # people a measurement: a small callout goes by several times, or it would be the clock's chance


def team_event(step: Step, at: datetime) -> Event | None:
    """What the engine records when a team is complete."""
    if isinstance(step, CompleteTeam):
        return TeamCompleted(team=step.team, at=at)
    if isinstance(step, TellLeader):
        return LeaderTold(team=step.team, person=step.person, key=step.key, at=at)
    return None


def course(people: int) -> tuple[float, float]:
    """Microseconds a person: of the rules, and of a list that keeps the same events."""
    settings = CalloutSettings.model_validate(CalloutSettings.real().model_dump() | {"channels": ("sms",)})
    tree = tree_of(people)
    began = time.process_time()
    running = RunningCallout(tree, settings, START)
    kept: list[Event] = []
    called: list[SendMessage] = []
    while (decisions := running.decide(START, PORTION)).wake_at == START:
        steps = [s for s in decisions.steps if isinstance(s, SendMessage)]
        events = [AttemptRecorded(**step.model_dump(exclude={"kind"}), at=START) for step in steps]
        running.take(*events)
        called += steps
        kept += events
    for number, step in enumerate(called):
        at = START + ANSWERED_WITHIN * number / len(called)
        ended, answer = AttemptEnded(key=step.key, outcome="sent", at=at), Acknowledged(
            person=step.person, via="sms", at=at + timedelta(seconds=60)
        )  # fmt: skip
        running.take(ended)
        running.take(answer)
        told = [event for step in running.decide(at).steps if (event := team_event(step, at))]
        running.take(*told)
        kept += [ended, answer, *told]
    spent = time.process_time() - began
    began = time.process_time()
    bare: list[Event] = []
    for event in kept:
        bare.append(event.model_copy())
    return spent / people * 1e6, (time.process_time() - began) / people * 1e6


def _courses(people: int) -> list[tuple[float, float]]:
    return [course(people) for _ in range(max(1, LEAST // people))]


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    seldom_collect()  # as an engine does
    course(40)
    first, people = 0.0, 40
    while people <= largest:
        ours, bare = (sum(each) / len(each) for each in zip(*_courses(people), strict=True))
        first = first or ours
        print(
            f"{people:8} people   {ours:7.0f} microseconds a person   {ours / bare:6.1f} x a list of the events   "
            f"{ours / first:5.2f} x of 40 people",
            flush=True,
        )
        people = largest if people < largest < people * 10 else people * 10


if __name__ == "__main__":
    main()
