"""Events folded into what is known of each person and each place.

The fold does not depend on the order of the events, and what it finds only moves forward: a late receipt or a double
answer changes nothing. Of one person's answers, "refused" outweighs "acknowledged": who said that they cannot come is
not counted on, whatever was pressed before or after.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from phrom.core.callout.heard import Answer, Answers, Heard, hear
from phrom.core.callout.progress import (
    AttemptEnded,
    AttemptRecorded,
    CallerReported,
    HandedToAlternate,
    LeaderTold,
    Outcome,
    Progress,
    PutOnCallerList,
)
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, Slot

Status = Literal["standing_by", "to_be_told", "told", "handed_to_alternate", "unreachable", "acknowledged", "refused"]
STATUS_ORDER: tuple[Status, ...] = (
    "standing_by",  # an alternate whom nobody has had to call
    "to_be_told",
    "told",
    "handed_to_alternate",
    "unreachable",
    "acknowledged",
    "refused",
)
# The better informed word wins: a bounce after "sent", a receipt after anything.
_OUTCOME_ORDER: tuple[Outcome, ...] = ("uncertain", "sent", "failed_temporary", "failed_permanent", "delivered")


@dataclass(frozen=True, slots=True)
class Attempt:
    key: str
    channel: str
    number: int
    address: str
    at: datetime
    outcome: Outcome | None = None  # None: in flight
    ended_at: datetime | None = None  # of the first word, so that a late receipt does not move any deadline

    @property
    def in_flight(self) -> bool:
        return self.outcome is None

    @property
    def may_have_arrived(self) -> bool:
        return self.outcome in ("sent", "delivered", "uncertain")


@dataclass(frozen=True, slots=True)
class PersonState:
    person: str
    status: Status
    attempts: tuple[Attempt, ...] = ()  # in the order in which they were recorded
    acknowledged: Answer | None = None  # the first one
    refused: Answer | None = None
    told_at: datetime | None = None  # when a message first got out, or a caller left one
    listing: PutOnCallerList | None = None  # the latest
    reports: tuple[CallerReported, ...] = ()
    wanted_since: datetime | None = None  # when it became this person's turn, in any of their places

    @property
    def answered(self) -> bool:
        return self.acknowledged is not None or self.refused is not None

    @property
    def can_act(self) -> bool:
        return self.acknowledged is not None and self.refused is None

    @property
    def in_flight(self) -> Attempt | None:
        return next((a for a in self.attempts if a.in_flight), None)


@dataclass(frozen=True, slots=True)
class SlotState:
    """`holder` is whose turn it is; `acting` who has answered for the place and stands in order before all others
    that have. A primary who answers after the hand-over takes the place back."""

    slot: Slot
    status: Status
    due_at: datetime  # when calling for this place begins; in a cascade this may lie ahead
    holder: str | None
    acting: str | None
    closed: bool  # found unreachable

    @property
    def settled(self) -> bool:
        return self.closed or self.acting is not None

    @property
    def next_holder(self) -> str | None:
        """Who is called if the present holder stays silent or refuses."""
        if self.holder is None:
            return None
        following = self.slot.holders[self.slot.holders.index(self.holder) + 1 :]
        return following[0] if following else None

    @property
    def is_acting_for_primary(self) -> bool:
        return self.acting is not None and self.acting != self.slot.primary


@dataclass(frozen=True, slots=True)
class CalloutState:
    started_at: datetime
    people: dict[str, PersonState]
    slots: dict[str, SlotState]
    completed_teams: dict[str, datetime]
    told_leaders: dict[str, LeaderTold]
    finished: bool
    stopped: bool


def fold(tree: CallTree, settings: CalloutSettings, progress: Progress) -> CalloutState:
    """The state of every person and place. Linear in events and people; events about strangers are ignored."""
    heard = hear(progress)
    answers = {person: Answers.of(heard.people[person]) for person in heard.people}
    slots: dict[str, SlotState] = {}
    turns: dict[str, list[datetime]] = defaultdict(list)
    left: dict[str, Status] = {}
    for slot in tree.slots:
        due = _due_at(tree, slot, slots, answers, settings, progress.started_at)
        reached = _turns(slot, due, heard.handed[slot.id])
        for person, since in reached.items():
            turns[person].append(since)
            last = person == next(reversed(reached))
            if last and slot.id in heard.closed:
                left[person] = "unreachable"
            elif not last:
                left.setdefault(person, "handed_to_alternate")
        slots[slot.id] = _slot_state(slot, due, reached, answers, slot.id in heard.closed)
    channel_rank = {channel: rank for rank, channel in enumerate(settings.channels)}
    people = {
        person: _person_state(person, heard, answers.get(person), turns.get(person), left.get(person), channel_rank)
        for person in tree.contact_by_person
    }
    slots = {name: _with_told(slot, people) for name, slot in slots.items()}
    return CalloutState(
        started_at=progress.started_at,
        people=people,
        slots=slots,
        completed_teams=heard.completed,
        told_leaders=heard.told,
        finished="finished" in heard.kinds,
        stopped="stopped" in heard.kinds,
    )


def _due_at(
    tree: CallTree,
    slot: Slot,
    known: dict[str, SlotState],
    answers: dict[str, Answers],
    settings: CalloutSettings,
    started_at: datetime,
) -> datetime:
    """When calling for a place begins. In a cascade members wait for their leader's answer, but not for ever."""
    if tree.mode != "cascade" or slot.level != "member" or slot.team is None:
        return started_at
    latest = started_at + timedelta(seconds=settings.leader_seconds)
    leader = known.get(tree.team_by_id[slot.team].leader)
    if leader is None or leader.holder is None:
        return started_at
    called = leader.slot.holders[: leader.slot.holders.index(leader.holder) + 1]
    answered = [a.acknowledged.at for h in called if (a := answers.get(h)) and a.acknowledged]
    return max(started_at, min([*answered, latest]))


def _turns(slot: Slot, due: datetime, handed: list[HandedToAlternate]) -> dict[str, datetime]:
    """Who has had their turn for a place, in order, and since when; the last one has it now."""
    if not slot.holders:
        return {}
    since = {slot.holders[0]: due}
    at = {e.to_person: min(e.at, *(o.at for o in handed if o.to_person == e.to_person)) for e in handed}
    last = max((i for i, h in enumerate(slot.holders) if h in at), default=0)
    for holder in slot.holders[1 : last + 1]:
        since[holder] = at.get(holder, due)
    return since


def _slot_state(
    slot: Slot, due: datetime, turns: dict[str, datetime], answers: dict[str, Answers], closed: bool
) -> SlotState:
    found = [(h, answers[h]) for h in turns if h in answers]
    acting = next((h for h, a in found if a.acknowledged and not a.refused), None)
    holder = next(reversed(turns), None)
    all_refused = bool(turns) and len(turns) == len(slot.holders) == sum(1 for _, a in found if a.refused)
    status: Status = "to_be_told"
    if acting is not None:
        status = "acknowledged"
    elif closed:
        status = "refused" if all_refused else "unreachable"
    elif len(turns) > 1:
        status = "handed_to_alternate"
    return SlotState(slot, status, due, holder, acting, closed)


def _with_told(slot: SlotState, people: dict[str, PersonState]) -> SlotState:
    if slot.status == "to_be_told" and slot.holder and people[slot.holder].told_at:
        return replace(slot, status="told")
    return slot


def _person_state(
    person: str,
    all_heard: Heard,
    answers: Answers | None,
    turns: list[datetime] | None,
    left: Status | None,
    channel_rank: dict[str, int],
) -> PersonState:
    heard = all_heard.people.get(person)
    if heard is None or answers is None:
        status: Status = left or ("to_be_told" if turns else "standing_by")
        return PersonState(person, status, wanted_since=min(turns) if turns else None)
    attempts = sorted(
        (_attempt(e, all_heard.ends.get(e.key, [])) for e in heard.attempts.values()),
        key=lambda a: (a.at, channel_rank.get(a.channel, -1), a.number),
    )
    told = [a.ended_at for a in attempts if a.outcome in ("sent", "delivered") and a.ended_at]
    told += [r.at for r in heard.reports if r.result in ("answered", "refused", "left_message")]
    told += [a.at for a in (answers.acknowledged, answers.refused) if a]
    candidates: list[Status] = ["standing_by"]
    candidates += ["to_be_told"] if turns else []
    candidates += ["told"] if told else []
    candidates += [left] if left else []
    candidates += ["acknowledged"] if answers.acknowledged else []
    candidates += ["refused"] if answers.refused else []
    return PersonState(
        person=person,
        status=max(candidates, key=STATUS_ORDER.index),
        attempts=tuple(attempts),
        acknowledged=answers.acknowledged,
        refused=answers.refused,
        told_at=min(told, default=None),
        listing=heard.listing,
        reports=tuple(sorted(heard.reports, key=lambda r: (r.at, r.result, r.caller or ""))),
        wanted_since=min(turns) if turns else None,
    )


def _attempt(recorded: AttemptRecorded, ends: list[AttemptEnded]) -> Attempt:
    return Attempt(
        key=recorded.key,
        channel=recorded.channel,
        number=recorded.number,
        address=recorded.address,
        at=recorded.at,
        outcome=max((e.outcome for e in ends), key=_OUTCOME_ORDER.index, default=None),
        ended_at=min((e.at for e in ends), default=None),
    )
