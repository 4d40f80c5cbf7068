"""Events folded into what is known of each person and each place.

The fold does not depend on the order of the events, and what it finds only moves forward: a late receipt or a double
answer changes nothing. Only a person's own answer may be taken back by their later one (`heard.Answers`).

`fold` says what is right; `running.RunningCallout` keeps the same state event by event, out of the same parts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from phrom.core.callout.heard import Answers, Heard, HeardOfPerson, hear
from phrom.core.callout.progress import AttemptEnded, AttemptRecorded, HandedToAlternate, Outcome, Progress
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import Attempt, CalloutState, PersonState, SlotState, Status
from phrom.core.callout.tree import CallTree, Slot

# The better informed word wins: a bounce after "sent", a receipt after anything.
_OUTCOME_ORDER: tuple[Outcome, ...] = ("uncertain", "sent", "failed_temporary", "failed_permanent", "delivered")

Turns = dict[str, datetime]
"""Who has had their turn for a place, in order, and since when; the last one has it now."""


def fold(tree: CallTree, settings: CalloutSettings, progress: Progress) -> CalloutState:
    """The state of every person and place. Linear in events and people; events about strangers are ignored."""
    heard = hear(progress)
    answers = {person: Answers.of(heard.people[person]) for person in heard.people}
    slots: dict[str, SlotState] = {}
    reached: dict[str, Turns] = {}
    for slot in tree.slots:
        due = due_at(tree, settings, slot, leader_of(tree, slot, slots), answers, progress.started_at)
        reached[slot.id] = turns_of(slot, due, heard.handed.get(slot.id, ()))
        slots[slot.id] = slot_state(slot, due, reached[slot.id], answers, slot.id in heard.closed)
    people = {
        person: person_state(tree, settings, person, heard, answers.get(person), reached)
        for person in tree.contact_by_person
    }
    slots = {name: with_told(slot, people) for name, slot in slots.items()}
    return CalloutState(
        started_at=progress.started_at,
        people=people,
        slots=slots,
        completed_teams=heard.completed,
        told_leaders=heard.told,
        finished="finished" in heard.kinds,
        stopped="stopped" in heard.kinds,
    )


def leader_of(tree: CallTree, slot: Slot, slots: Mapping[str, SlotState]) -> SlotState | None:
    """The state of the place that leads a member's team, if it is known already."""
    if slot.level != "member" or slot.team is None:
        return None
    return slots.get(tree.team_by_id[slot.team].leader)


def due_at(
    tree: CallTree,
    settings: CalloutSettings,
    slot: Slot,
    leader: SlotState | None,
    answers: Mapping[str, Answers],
    started_at: datetime,
) -> datetime:
    """When calling for a place begins. In a cascade members wait for their leader's answer, but not for ever."""
    if tree.mode != "cascade" or leader is None or leader.holder is None:
        return started_at
    latest = started_at + timedelta(seconds=settings.leader_seconds)
    called = leader.slot.holders[: leader.slot.holders.index(leader.holder) + 1]
    answered = [a.acknowledged.at for h in called if (a := answers.get(h)) and a.acknowledged]
    return max(started_at, min([*answered, latest]))


def turns_of(slot: Slot, due: datetime, handed: Iterable[HandedToAlternate]) -> Turns:
    """See `Turns`; empty for a place that names nobody."""
    if not slot.holders:
        return {}
    since = {slot.holders[0]: due}
    at: dict[str, datetime] = {}
    for event in handed:
        at[event.to_person] = min(event.at, at.get(event.to_person, event.at))
    last = max((i for i, h in enumerate(slot.holders) if h in at), default=0)
    for holder in slot.holders[1 : last + 1]:
        since[holder] = at.get(holder, due)
    return since


def slot_state(slot: Slot, due: datetime, turns: Turns, answers: Mapping[str, Answers], closed: bool) -> SlotState:
    """A place's state, but for "told" (`with_told`), which waits for its holder's."""
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


def with_told(slot: SlotState, people: Mapping[str, PersonState]) -> SlotState:
    """The place as told, if its holder is and nothing more has happened; else not."""
    if slot.status not in ("to_be_told", "told"):
        return slot
    status: Status = "told" if slot.holder and people[slot.holder].told_at else "to_be_told"
    if status == slot.status:
        return slot
    return SlotState(slot.slot, status, slot.due_at, slot.holder, slot.acting, slot.closed)


def person_state(
    tree: CallTree,
    settings: CalloutSettings,
    person: str,
    heard: Heard,
    answers: Answers | None,
    reached: Mapping[str, Turns],
) -> PersonState:
    """One person's state; `reached` are the turns of the places that they may come to hold."""
    since, left = _turns_of_person(tree, person, heard, reached)
    own = heard.people.get(person)
    if own is None or answers is None:
        status: Status = left or ("to_be_told" if since else "standing_by")
        return PersonState(person, status, wanted_since=since)
    contact = tree.contact_by_person[person]
    order = contact.order(settings.channels) if contact.preferred else settings.channels
    attempts = _attempts(own, heard.ends, order)
    told = [a.ended_at for a in attempts if a.outcome in ("sent", "delivered") and a.ended_at]
    told += [r.at for r in own.reports if r.result in ("answered", "refused", "left_message")]
    told += [a.at for a in (answers.acknowledged, answers.refused) if a]
    if answers.refused:  # what has happened last, in the order of `STATUS_ORDER`
        status = "refused"
    elif answers.acknowledged:
        status = "acknowledged"
    else:
        status = left or ("told" if told else "to_be_told" if since else "standing_by")
    return PersonState(
        person=person,
        status=status,
        attempts=attempts,
        acknowledged=answers.acknowledged,
        refused=answers.refused,
        told_at=min(told, default=None),
        listing=own.listing,
        reports=tuple(sorted(own.reports, key=lambda r: (r.at, r.result, r.caller or ""))) if own.reports else (),
        wanted_since=since,
        mended=tuple(sorted(own.mended, key=lambda m: (m.at, m.new))) if own.mended else (),
    )


def _turns_of_person(
    tree: CallTree, person: str, heard: Heard, reached: Mapping[str, Turns]
) -> tuple[datetime | None, Status | None]:
    """Since when it is this person's turn in any place, and whether a place has gone on without them."""
    since: datetime | None = None
    left: Status | None = None
    for slot in tree.slots_by_person[person]:
        turns = reached[slot.id]
        if person not in turns:
            continue
        since = turns[person] if since is None else min(since, turns[person])
        if person != next(reversed(turns)):
            left = left or "handed_to_alternate"
        elif slot.id in heard.closed:
            left = "unreachable"
    return since, left


def _attempts(
    own: HeardOfPerson, ends: Mapping[str, list[AttemptEnded]], channels: tuple[str, ...]
) -> tuple[Attempt, ...]:
    made = [_attempt(e, ends.get(e.key, ())) for e in own.attempts.values()]
    if len(made) < 2:
        return tuple(made)
    ranks = defaultdict(lambda: -1, {channel: rank for rank, channel in enumerate(channels)})
    return tuple(sorted(made, key=lambda a: (a.at, ranks[a.channel], a.number)))


def _attempt(recorded: AttemptRecorded, ends: Iterable[AttemptEnded]) -> Attempt:
    outcomes: list[Outcome] = [e.outcome for e in ends]
    return Attempt(
        recorded.key,
        recorded.channel,
        recorded.number,
        recorded.address,
        recorded.at,
        max(outcomes, key=_OUTCOME_ORDER.index) if outcomes else None,
        min((e.at for e in ends), default=None),
        any(e.channel_down for e in ends),
    )
