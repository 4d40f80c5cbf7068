"""What is to be done next in a running call tree: pure, and linear in the places that are asked about.

Every place is called for at the same time (mode cascade: members after their leader); inside a place one holder after
the other. A place is settled when a holder has answered, or when nobody is left to call.

`decide` asks about all places and says what is right; `running.RunningCallout` asks only about those whose answer can
have changed, out of the same parts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from phrom.core.callout.caller import leading
from phrom.core.callout.fold import fold
from phrom.core.callout.ladder import Rung, answer_time_ends, rung
from phrom.core.callout.progress import HandOverReason, Progress, require_aware
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import CalloutState, PersonState, SlotState
from phrom.core.callout.step import (
    CompleteTeam,
    Decisions,
    Finish,
    HandToAlternate,
    MarkUnreachable,
    Step,
    TellLeader,
)
from phrom.core.callout.tree import CallTeam, CallTree


def next_steps(tree: CallTree, settings: CalloutSettings, progress: Progress, now: datetime) -> Decisions:
    """The steps that are due at `now`, and when to ask again. ValueError if `now` has no time zone."""
    return decide(tree, settings, fold(tree, settings, progress), now)


def decide(tree: CallTree, settings: CalloutSettings, state: CalloutState, now: datetime) -> Decisions:
    """As `next_steps`, from a state already folded."""
    require_aware(now)
    if state.stopped:
        return Decisions(finished=True)
    found = ask_about(tree, settings, state, tree.calling_order, now)
    steps = [*found.steps, *(step for team in tree.teams for step in about_team(tree, settings, state, team))]
    settled = all(s.settled for s in state.slots.values())
    if settled and not steps:
        return Decisions(steps=() if state.finished else (Finish(),), finished=True)
    # after steps the state is another one: ask again at once
    wake_at = now if steps else min(found.wakes.values(), default=None)
    return Decisions(steps=tuple(steps), wake_at=wake_at)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done about some places now. `wakes`: when to ask again about each place that waits for a moment;
    `busy`: the places that the steps are for."""

    steps: tuple[Step, ...]
    wakes: dict[str, datetime]
    busy: frozenset[str]


def ask_about(
    tree: CallTree, settings: CalloutSettings, state: CalloutState, slots: Iterable[str], now: datetime
) -> Asked:
    """The next steps of these places, in their order, and then of the people whose turn it is there, each once."""
    asking = _Asking(tree, settings, state, now)
    steps: list[Step] = []
    busy: set[str] = set()
    for slot in slots:
        of_slot = list(asking.about_slot(state.slots[slot]))
        steps += of_slot
        busy |= {slot} if of_slot else set()
    steps += [step for person in dict.fromkeys(asking.called.values()) if (step := asking.rungs[person].step)]
    for slot, person in asking.called.items():
        found = asking.rungs[person]
        if found.step:
            busy.add(slot)
        if found.wake_at:
            asking.wake(slot, found.wake_at)
    return Asked(tuple(steps), asking.wakes, frozenset(busy))


@dataclass(slots=True)
class _Asking:
    """One pass over places. Remembers whose turn it is, so that a person in two places is called once."""

    tree: CallTree
    settings: CalloutSettings
    state: CalloutState
    now: datetime
    rungs: dict[str, Rung] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)  # place → whose turn it is there
    wakes: dict[str, datetime] = field(default_factory=dict)

    def wake(self, slot: str, at: datetime) -> None:
        self.wakes[slot] = min(at, self.wakes.get(slot, at))

    def about_slot(self, slot: SlotState) -> Iterator[Step]:
        if slot.settled:
            return
        if slot.holder is None:
            yield MarkUnreachable(slot=slot.slot.id, reason="nobody_named")
        elif self.now < slot.due_at:
            self.wake(slot.slot.id, slot.due_at)
        else:
            reason = self._why_next(slot, self.state.people[slot.holder])
            if reason is None:
                self._rung(slot.holder)
                self.called[slot.slot.id] = slot.holder
            elif slot.next_holder is None:
                yield MarkUnreachable(slot=slot.slot.id, reason=reason)
            else:
                yield HandToAlternate(
                    slot=slot.slot.id, from_person=slot.holder, to_person=slot.next_holder, reason=reason
                )

    def _why_next(self, slot: SlotState, person: PersonState) -> HandOverReason | None:
        """Why the place goes to the next in order; None while the holder is still waited for."""
        if person.refused is not None:
            return "refused"
        if self._rung(person.person).silent:
            return "silent" if person.attempts or person.listing or person.reports else "no_channel"
        deadline = slot.due_at + timedelta(seconds=self.settings.slot_seconds)
        if self.now < deadline:
            self.wake(slot.slot.id, deadline)
            return None
        enough = None if person.in_flight else self._one_try_ends(person)
        if enough is None or self.now < enough:
            if enough is not None:
                self.wake(slot.slot.id, enough)
            return None
        return "silent"

    def _one_try_ends(self, person: PersonState) -> datetime | None:
        """When a place past its total time has waited long enough for this holder; None if not yet tried."""
        if person.listing is not None:
            return person.listing.at + timedelta(seconds=self.settings.caller_seconds)
        return answer_time_ends(self.settings, person)

    def _rung(self, person: str) -> Rung:
        found = self.rungs.get(person)
        if found is None:
            machine = self.tree.mode != "cascade" or self._is_told_by_machine(person)
            found = rung(self.tree, self.settings, self.state, self.state.people[person], machine, self.now)
            self.rungs[person] = found
        return found

    def _is_told_by_machine(self, person: str) -> bool:
        """In a cascade the channels tell the top; members are told by their leader."""
        slots = (self.state.slots[slot.id] for slot in self.tree.slots_by_person[person])
        return any(s.slot.level != "member" and s.holder == person and not s.settled for s in slots)


def about_team(tree: CallTree, settings: CalloutSettings, state: CalloutState, team: CallTeam) -> Iterator[Step]:
    """The completion call back: once, when every place of the team is settled and somebody can be told."""
    if not all(state.slots[slot].settled for slot in team.slots):
        return
    missing = tuple(slot for slot in team.slots if state.slots[slot].acting is None)
    if team.id not in state.completed_teams:
        yield CompleteTeam(team=team.id, missing=missing)
    if team.id in state.told_leaders or not team.members:
        return
    person = leading(tree, state, team.id)
    if person is None:
        return
    channel, address = _way_back(tree, settings, state.people[person])
    yield TellLeader(
        team=team.id, person=person, key=f"told/{team.id}/1", channel=channel, address=address, missing=missing
    )


def _way_back(tree: CallTree, settings: CalloutSettings, person: PersonState) -> tuple[str | None, str | None]:
    """The channel that the person answered by, else the first that has an address for them."""
    via = person.acknowledged.via if person.acknowledged else ""
    order = sorted(settings.channels, key=lambda channel: channel != via)
    contact = person.contact_now(tree.contact_by_person[person.person])
    return next(((c, contact.addresses(c)[0]) for c in order if contact.addresses(c)), (None, None))
