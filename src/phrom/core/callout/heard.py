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
    Finished,
    HandedToAlternate,
    LeaderTold,
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


@dataclass(slots=True)
class Heard:
    """All events, sorted by what they are about."""

    people: dict[str, HeardOfPerson] = field(default_factory=lambda: defaultdict(HeardOfPerson))
    ends: dict[str, list[AttemptEnded]] = field(default_factory=lambda: defaultdict(list))
    handed: dict[str, list[HandedToAlternate]] = field(default_factory=lambda: defaultdict(list))
    closed: set[str] = field(default_factory=set)
    completed: dict[str, datetime] = field(default_factory=dict)
    told: dict[str, LeaderTold] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Answers:
    """A person's first acknowledgement and first refusal."""

    acknowledged: Answer | None
    refused: Answer | None

    @classmethod
    def of(cls, heard: HeardOfPerson) -> "Answers":
        return cls(_first(heard.acknowledged), _first(heard.refused))


def _first(answers: list[Answer]) -> Answer | None:
    return min(answers, key=lambda a: (a.at, a.via, a.by or ""), default=None)


def hear(progress: Progress) -> Heard:
    """Gather the events; linear in their number."""
    heard = Heard()
    for event in progress.events:
        heard.kinds.add(event.kind)
        match event:
            case AttemptEnded():
                heard.ends[event.key].append(event)
            case HandedToAlternate():
                heard.handed[event.slot].append(event)
            case SlotUnreachable():
                heard.closed.add(event.slot)
            case TeamCompleted():
                heard.completed[event.team] = min(event.at, heard.completed.get(event.team, event.at))
            case LeaderTold():
                heard.told[event.team] = min(event, heard.told.get(event.team, event), key=lambda e: (e.at, e.person))
            case Finished() | Stopped():
                pass
            case _:
                _hear_of_person(heard.people[event.person], event)
    return heard


def _hear_of_person(
    heard: HeardOfPerson, event: AttemptRecorded | Acknowledged | Refused | CallerReported | PutOnCallerList
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
        case CallerReported():
            heard.reports.add(event)
            answer = Answer(event.at, "person", event.caller)
            if event.result == "answered":
                heard.acknowledged.append(answer)
            elif event.result == "refused":
                heard.refused.append(answer)
