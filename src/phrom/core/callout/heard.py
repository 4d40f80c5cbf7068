"""What the events say of each person and place, gathered in one pass and not yet weighed.

Nothing here depends on the order of the events: of doubles the earliest counts, of listings the latest.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from phrom.core.callout.progress import (
    Acknowledged,
    AttemptEnded,
    AttemptRecorded,
    CallerReported,
    Event,
    Finished,
    HandedToAlternate,
    LeaderTold,
    NumberMended,
    Progress,
    PutOnCallerList,
    Refused,
    SlotUnreachable,
    Stopped,
    TeamCompleted,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """When, by which channel or way, and who entered it if it was not the person."""

    at: datetime
    via: str
    by: str | None


@dataclass(slots=True)
class HeardOfPerson:
    """What the events say of one person, before it is put in order."""

    attempts: dict[str, AttemptRecorded] = field(default_factory=dict)
    acknowledged: list[Answer] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)
    listing: PutOnCallerList | None = None
    reports: set[CallerReported] = field(default_factory=set)
    mended: set[NumberMended] = field(default_factory=set)


@dataclass(slots=True)
class Heard:
    """All events, sorted by what they are about. `take` adds one; doubles change nothing."""

    people: dict[str, HeardOfPerson] = field(default_factory=lambda: defaultdict(HeardOfPerson))
    ends: dict[str, list[AttemptEnded]] = field(default_factory=lambda: defaultdict(list))
    person_of: dict[str, str] = field(default_factory=dict)  # an attempt's key → whom it was to reach
    handed: dict[str, list[HandedToAlternate]] = field(default_factory=lambda: defaultdict(list))
    closed: set[str] = field(default_factory=set)
    completed: dict[str, datetime] = field(default_factory=dict)
    told: dict[str, LeaderTold] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Add one event to what is known; at constant cost."""
        self.kinds.add(event.kind)
        match event:
            case AttemptEnded():
                self.ends[event.key].append(event)
            case HandedToAlternate():
                self.handed[event.slot].append(event)
            case SlotUnreachable():
                self.closed.add(event.slot)
            case TeamCompleted():
                self.completed[event.team] = min(event.at, self.completed.get(event.team, event.at))
            case LeaderTold():
                self.told[event.team] = min(event, self.told.get(event.team, event), key=lambda e: (e.at, e.person))
            case Finished() | Stopped():
                pass
            case _:
                if isinstance(event, AttemptRecorded):
                    self.person_of[event.key] = event.person
                _hear_of_person(self.people[event.person], event)


@dataclass(frozen=True, slots=True)
class Answers:
    """A person's answer as it stands: the last one counts, since a finger slips and plans change.

    Of two at the same moment the refusal stands: who may not come is not counted on. `refused` is None once it was
    corrected; `acknowledged` is the first acknowledgement of those that stand, and under a refusal the first of all.
    """

    acknowledged: Answer | None
    refused: Answer | None

    @classmethod
    def of(cls, heard: HeardOfPerson) -> "Answers":
        yes, no = sorted(heard.acknowledged, key=_in_time), sorted(heard.refused, key=_in_time)
        if not no or (yes and yes[-1].at > no[-1].at):
            standing = [a for a in yes if not no or a.at > no[-1].at]
            return cls(standing[0] if standing else None, None)
        return cls(yes[0] if yes else None, next(r for r in no if not yes or r.at >= yes[-1].at))


def _in_time(answer: Answer) -> tuple[datetime, str, str]:
    return answer.at, answer.via, answer.by or ""


def answering(event: Event) -> str | None:
    """Who has answered by this event, be it by a caller who reached them; None: nobody."""
    match event:
        case Acknowledged() | Refused():
            return event.person
        case CallerReported(result="answered" | "refused"):
            return event.person
        case _:
            return None


def hear(progress: Progress) -> Heard:
    """Gather the events; linear in their number."""
    heard = Heard()
    for event in progress.events:
        heard.take(event)
    return heard


def _hear_of_person(
    heard: HeardOfPerson,
    event: AttemptRecorded | Acknowledged | Refused | CallerReported | PutOnCallerList | NumberMended,
) -> None:
    match event:
        case AttemptRecorded():
            known = heard.attempts.get(event.key, event)
            heard.attempts[event.key] = min(event, known, key=lambda e: (e.at, e.address))
        case Acknowledged():
            heard.acknowledged.append(Answer(event.at, event.via, event.by))
        case Refused():
            heard.refused.append(Answer(event.at, event.via, event.by))
        case PutOnCallerList():
            known_listing = heard.listing or event
            heard.listing = max(event, known_listing, key=lambda e: (e.at, e.caller or "", e.reason))
        case NumberMended():
            heard.mended.add(event)
        case CallerReported():
            heard.reports.add(event)
            answer = Answer(event.at, "person", event.caller)
            if event.result == "answered":
                heard.acknowledged.append(answer)
            elif event.result == "refused":
                heard.refused.append(answer)
