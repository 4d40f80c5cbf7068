"""A callout played on a fake clock: an engine that does what is decided, people who answer, channels that fail.

The play itself checks at every moment what must never happen.
"""

import heapq
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random

from phrom.core.callout.decide import next_steps
from phrom.core.callout.fold import fold
from phrom.core.callout.progress import (
    Acknowledged,
    AttemptEnded,
    AttemptRecorded,
    CallerReported,
    CallerResult,
    Event,
    Finished,
    HandedToAlternate,
    LeaderTold,
    Outcome,
    Progress,
    PutOnCallerList,
    Refused,
    SlotUnreachable,
    TeamCompleted,
)
from phrom.core.callout.running import RunningCallout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import CalloutState
from phrom.core.callout.step import (
    CompleteTeam,
    Decisions,
    Finish,
    HandToAlternate,
    ListForCaller,
    MarkUncertain,
    MarkUnreachable,
    SendMessage,
    Step,
    TellLeader,
)
from phrom.core.callout.tree import CallTree

START = datetime(2026, 8, 21, 1, 26, tzinfo=UTC)
Later = Iterator[tuple[float, Event]]


@dataclass
class World:
    """What the world does: how a channel ends, and what a message or a caller brings about, in seconds from now."""

    on_message: Callable[[SendMessage, datetime], Later]
    on_listing: Callable[[ListForCaller, datetime], Later]
    outage: Callable[[], float] = lambda: 0.0  # seconds that the engine sleeps longer than it should


@dataclass
class Play:
    tree: CallTree
    settings: CalloutSettings
    world: World
    now: datetime = START
    progress: Progress = field(default_factory=lambda: Progress(started_at=START))
    steps: list[tuple[datetime, Step]] = field(default_factory=list)
    coming: list[tuple[datetime, int, Event]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=itertools.count)

    def run(self, until: datetime | None = None) -> "Play":
        """Until the callout is finished and nothing more comes, or until a moment."""
        for _ in range(5_000):
            decisions = self.ask()
            if decisions.steps:
                for step in decisions.steps:
                    self.carry_out(step)
                continue
            if decisions.finished and not self.coming:
                return self
            if not self._wait(decisions, until):
                return self
        raise AssertionError("the callout does not end")

    def ask(self) -> Decisions:
        decisions = next_steps(self.tree, self.settings, self.progress, self.now)
        again = next_steps(self.tree, self.settings, self.progress, self.now)
        assert decisions == again, "same inputs, other decisions"
        assert self.running.decide(self.now) == decisions, "followed event by event, other decisions"
        return decisions

    def _wait(self, decisions: Decisions, until: datetime | None) -> bool:
        moments = [m for m in (decisions.wake_at, self.coming[0][0] if self.coming else None) if m]
        assert moments, "a dead end: not finished, nothing to do, nothing to wait for"
        if decisions.wake_at is not None:
            assert decisions.wake_at > self.now, "asks to be woken in the past"
        following = min(moments)
        if until is not None and following > until:
            self.now = max(self.now, until)
            return False
        self.now = following + timedelta(seconds=self.world.outage())
        while self.coming and self.coming[0][0] <= self.now:
            self.record(heapq.heappop(self.coming)[2])
        return True

    @cached_property
    def running(self) -> RunningCallout:
        """The same callout, followed event by event."""
        return RunningCallout.of(self.tree, self.settings, self.progress)

    def record(self, *events: Event) -> None:
        self.running.take(*events)
        self.progress = self.progress.plus(*events)

    def expect(self, events: Later) -> None:
        for seconds, event in events:
            heapq.heappush(self.coming, (self.now + timedelta(seconds=seconds), next(self.order), event))

    @property
    def state(self) -> CalloutState:
        return fold(self.tree, self.settings, self.progress)

    def carry_out(self, step: Step) -> None:
        self.steps.append((self.now, step))
        match step:
            case SendMessage():
                self._must_be_allowed(step)
                self.record(AttemptRecorded(**step.model_dump(exclude={"kind"}), at=self.now))
                self.expect(self.world.on_message(step, self.now))
            case MarkUncertain():
                self.record(AttemptEnded(key=step.key, outcome="uncertain", at=self.now))
            case ListForCaller():
                assert self.tree.mode != "machine"
                assert not self.state.people[step.person].answered
                assert step.caller is None or self.state.people[step.caller].can_act
                self.record(PutOnCallerList(person=step.person, caller=step.caller, reason=step.reason, at=self.now))
                self.expect(self.world.on_listing(step, self.now))
            case HandToAlternate():
                self._must_be_silent_or_refusing(step)
                self.record(HandedToAlternate(**step.model_dump(exclude={"kind"}), at=self.now))
            case MarkUnreachable():
                self.record(SlotUnreachable(slot=step.slot, reason=step.reason, at=self.now))
            case CompleteTeam():
                self.record(TeamCompleted(team=step.team, at=self.now))
            case TellLeader():
                assert all(self.state.slots[s].settled for s in self.tree.team_by_id[step.team].slots)
                assert step.team not in self.state.told_leaders, "told twice"
                self.record(
                    LeaderTold(team=step.team, person=step.person, key=step.key, channel=step.channel, at=self.now)
                )
            case Finish():
                self.record(Finished(at=self.now))

    def _must_be_allowed(self, step: SendMessage) -> None:
        person = self.state.people[step.person]
        assert not person.answered, "called again after an answer"
        assert person.in_flight is None, "called twice at once"
        assert step.key not in {a.key for a in person.attempts}, "the same attempt twice"
        uncertain = {a.channel for a in person.attempts if a.outcome == "uncertain"}
        assert step.channel not in uncertain, "repeated blindly"
        waiting = [s for s in self.state.slots.values() if s.holder == step.person and not s.settled]
        assert waiting, "called although nobody waits for an answer"

    def _must_be_silent_or_refusing(self, step: HandToAlternate) -> None:
        person = self.state.people[step.from_person]
        assert person.acknowledged is None or person.refused is not None, "an alternate for somebody who answered"
        if person.refused is None:
            assert person.in_flight is None, "given up while a message was on its way"
        if person.refused is None and not person.listing and not person.reports:
            reachable = any(self.tree.contact_by_person[person.person].addresses(c) for c in self.settings.channels)
            assert person.attempts or not reachable, "an alternate for somebody who was never tried"

    def of(self, kind: type[Step]) -> list[Step]:
        return [s for _, s in self.steps if isinstance(s, kind)]

    def sent_to(self, person: str) -> list[tuple[float, str]]:
        """Seconds since the start and channel of each message to a person."""
        return [
            ((at - START).total_seconds(), s.channel)
            for at, s in self.steps
            if isinstance(s, SendMessage) and s.person == person
        ]


def random_world(random: Random) -> World:
    """Anything may happen: silence, late and double answers, bounces, lost outcomes, callers who do not call."""
    outcomes: tuple[Outcome, ...] = ("sent", "delivered", "failed_temporary", "failed_permanent", "uncertain")
    results: tuple[CallerResult, ...] = ("answered", "no_answer", "wrong_number", "refused", "left_message")
    willing = random.random()

    def answers(person: str, via: str, now: datetime) -> Later:
        if random.random() > willing:
            return
        seconds = random.choice((1.0, 30.0, 1000.0, 30000.0))
        for _ in range(random.choice((1, 1, 2))):
            at = now + timedelta(seconds=seconds)
            refuses = random.random() < 0.25
            yield (
                seconds,
                Refused(person=person, via=via, at=at) if refuses else Acknowledged(person=person, via=via, at=at),
            )

    def on_message(step: SendMessage, now: datetime) -> Later:
        for _ in range(random.choice((0, 1, 1, 1, 2))):  # 0: the engine died in mid-send
            seconds = random.choice((0.0, 1.0, 500.0))
            outcome = random.choice(outcomes)
            yield seconds, AttemptEnded(key=step.key, outcome=outcome, at=now + timedelta(seconds=seconds))
            if outcome in ("sent", "delivered", "uncertain"):
                yield from answers(step.person, step.channel, now)

    def on_listing(step: ListForCaller, now: datetime) -> Later:
        for _ in range(random.choice((0, 1, 2))):
            seconds = random.choice((10.0, 100.0, 2000.0))
            at = now + timedelta(seconds=seconds)
            yield (
                seconds,
                CallerReported(person=step.person, caller=step.caller, result=random.choice(results), at=at),
            )

    return World(on_message, on_listing, lambda: random.choice((0.0, 0.0, 0.0, 0.0, 5.0, 3600.0, 200000.0)))
