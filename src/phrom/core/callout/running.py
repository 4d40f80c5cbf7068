"""A running callout, followed event by event: what an event costs does not depend on how many people are called.

`state` is always what `fold` makes of the events taken so far, and `decide` says what `decide.decide` would say: both
are proved in `tests/core/callout/test_running.py`. Nothing here is a truth of its own; the events are.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from phrom.core.callout.agenda import Agenda
from phrom.core.callout.decide import about_team, ask_about
from phrom.core.callout.fold import Turns, due_at, leader_of, person_state, slot_state, turns_of, with_told
from phrom.core.callout.heard import Answers, Heard
from phrom.core.callout.progress import (
    Acknowledged,
    AttemptEnded,
    AttemptRecorded,
    CallerReported,
    Event,
    Finished,
    HandedToAlternate,
    LeaderTold,
    Progress,
    Refused,
    SlotUnreachable,
    Stopped,
    TeamCompleted,
    require_aware,
)
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import CalloutState, PersonState, SlotState
from phrom.core.callout.step import Decisions, Finish, Step
from phrom.core.callout.tree import CallTree, Slot


class RunningCallout:
    """`take` events, ask what to `decide`. Give it to one thread at a time; `snapshot` is for others."""

    def __init__(self, tree: CallTree, settings: CalloutSettings, started_at: datetime) -> None:
        self.tree, self.settings = tree, settings
        self._heard = Heard()
        self._answers: dict[str, Answers] = {}
        self._reached: dict[str, Turns] = {}
        self._agenda = Agenda(tree)
        self._changed: set[str] = set()
        self._unsettled: Counter[str | None] = Counter()  # places by team that wait for an answer
        self._waiting = len(tree.slots)  # all of these together
        self.state = CalloutState(started_at, {}, {}, self._heard.completed, self._heard.told, False, False)
        for slot in tree.slots:
            self._reached[slot.id] = turns_of(slot, self._due(slot), ())
            self.state.slots[slot.id] = self._slot_state(slot)
            self._unsettled[slot.team] += 1
        for person in tree.contact_by_person:
            self.state.people[person] = self._person_state(person)

    @classmethod
    def of(cls, tree: CallTree, settings: CalloutSettings, progress: Progress) -> "RunningCallout":
        """A callout that has come so far."""
        running = cls(tree, settings, progress.started_at)
        running.take(*progress.events)
        return running

    def snapshot(self) -> CalloutState:
        """The state of this moment, which no later event changes."""
        state = self.state
        return replace(
            state,
            people=dict(state.people),
            slots=dict(state.slots),
            completed_teams=dict(state.completed_teams),
            told_leaders=dict(state.told_leaders),
        )

    @property
    def settled(self) -> bool:
        """Whether every place has its answer, or nobody left to call."""
        return not self._waiting

    def take(self, *events: Event) -> None:
        """Add events in any order; those about strangers are ignored."""
        people: set[str] = set()
        slots: set[str] = set()
        tried: set[str] = set()
        for event in events:
            self._heard.take(event)
            self._about(event, people, slots, tried)
        if people or slots:
            self._refresh(people, slots)
        self._refresh_tried(tried - people)

    def decide(self, now: datetime, most: int | None = None) -> Decisions:
        """As `decide.decide`; with `most`, about so many places at a time, who leads first, until `wake_at` is later
        than now. Steps that are not recorded are decided again the next time."""
        require_aware(now)
        if self.state.stopped:
            return Decisions(finished=True)
        slots = self._agenda.due(now, most)
        others = self._agenda.more_to_ask
        found = ask_about(self.tree, self.settings, self.state, slots, now)
        self._agenda.asked(found)
        steps = [*found.steps, *self._about_teams()]
        if not steps and self.settled:
            return Decisions(steps=() if self.state.finished else (Finish(),), finished=True)
        more = bool(steps) or self._agenda.more_to_ask
        return Decisions.model_construct(
            steps=tuple(steps), wake_at=now if more else self._agenda.next_wake, others=others
        )

    def changed_people(self) -> set[str]:
        """To whom, or to whose place, something has happened since this was last asked."""
        changed, self._changed = self._changed, set()
        return changed

    def put_off(self, person: str, until: datetime) -> None:
        """Do not ask about this person before then, unless something happens to them."""
        self._agenda.put_off((slot.id for slot in self.tree.slots_by_person[person]), until)

    def _about_teams(self) -> list[Step]:
        """Of the teams of which something may have changed; one that has a step is asked about again."""
        steps: list[Step] = []
        for team_id in self._agenda.teams_to_ask():
            team = self.tree.team_by_id[team_id]
            of_team = [] if self._unsettled[team_id] else list(about_team(self.tree, self.settings, self.state, team))
            if not of_team:
                self._agenda.team_asked(team_id)
            steps += of_team
        return steps

    def _about(self, event: Event, people: set[str], slots: set[str], tried: set[str]) -> None:
        """Who and what an event is about; `tried`: to whom only a message went, or became of one. Answers and the ends
        of the whole callout are taken in here."""
        match event:
            case AttemptRecorded():
                tried |= {event.person} & self.state.people.keys()
            case AttemptEnded():
                tried |= {self._heard.person_of.get(event.key, "")} & self.state.people.keys()
            case Finished():
                self.state = replace(self.state, finished=True)
            case Stopped():
                self.state = replace(self.state, stopped=True)
            case TeamCompleted() | LeaderTold():
                self._agenda.ask_team(event.team)
            case HandedToAlternate() | SlotUnreachable():
                slots |= {event.slot} & self._reached.keys()
            case _:
                people |= {event.person} & self.state.people.keys()
                if isinstance(event, Acknowledged | Refused | CallerReported):
                    self._answers[event.person] = Answers.of(self._heard.people[event.person])

    def _refresh(self, people: set[str], slots: set[str]) -> None:
        """Bring people, places, and all that hangs on them, up to what was heard."""
        by_id = self.tree.slots_by_id
        for person in people:
            slots |= {slot.id for slot in self.tree.slots_by_person[person]}
        for slot_id in [s for s in slots if by_id[s].level != "member"]:
            self._refresh_slot(by_id[slot_id], people)
            slots |= self._followers(by_id[slot_id])
        for slot_id in slots:
            if by_id[slot_id].level == "member":
                self._refresh_slot(by_id[slot_id], people)
        self._refresh_people(people)
        for slot_id in slots:
            self.state.slots[slot_id] = with_told(self.state.slots[slot_id], self.state.people)
            self._ask(by_id[slot_id])

    def _refresh_tried(self, people: set[str]) -> None:
        """As `_refresh` where nobody's place changes hands: a message only tells."""
        self._refresh_people(people)
        for slot in {slot.id: slot for person in people for slot in self.tree.slots_by_person[person]}.values():
            self.state.slots[slot.id] = with_told(self.state.slots[slot.id], self.state.people)
            self._ask(slot)

    def _refresh_people(self, people: Iterable[str]) -> None:
        for person in people:
            if person in self._heard.people and person not in self._answers:
                self._answers[person] = Answers.of(self._heard.people[person])
            before, after = self.state.people[person], self._person_state(person)
            self.state.people[person] = after
            self._agenda.person_changed(before, after, self.state)

    def _ask(self, slot: Slot) -> None:
        self._agenda.ask(slot.id)
        self._changed.update(slot.holders)

    def _refresh_slot(self, slot: Slot, people: set[str]) -> None:
        turns = turns_of(slot, self._due(slot), self._heard.handed.get(slot.id, ()))
        before = self.state.slots[slot.id]
        if turns != self._reached[slot.id] or before.closed != (slot.id in self._heard.closed):
            people |= turns.keys() | self._reached[slot.id].keys()
        self._reached[slot.id] = turns
        after = self.state.slots[slot.id] = self._slot_state(slot)
        self._unsettled[slot.team] += before.settled - after.settled
        self._waiting += before.settled - after.settled
        self._agenda.slot_changed(before, after, self.state)

    def _followers(self, slot: Slot) -> set[str]:
        """In a cascade, the members whose calling begins with what happens to this leader's place."""
        if self.tree.mode != "cascade" or slot.level != "leader" or slot.team is None:
            return set()
        members = (self.tree.slots_by_id[m] for m in self.tree.team_by_id[slot.team].members)
        return {m.id for m in members if self.state.slots[m.id].due_at != self._due(m)}

    def _due(self, slot: Slot) -> datetime:
        leader = leader_of(self.tree, slot, self.state.slots)
        return due_at(self.tree, self.settings, slot, leader, self._answers, self.state.started_at)

    def _slot_state(self, slot: Slot) -> SlotState:
        closed = slot.id in self._heard.closed
        return slot_state(slot, self._due(slot), self._reached[slot.id], self._answers, closed)

    def _person_state(self, person: str) -> PersonState:
        answers = self._answers.get(person) if person in self._heard.people else None
        return person_state(self.tree, self.settings, person, self._heard, answers, self._reached)
