"""What has to be asked about in a running callout, and when: places by the moment, and by what happened to them."""

import heapq
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from phrom.core.callout.caller import needs_other_caller
from phrom.core.callout.decide import Asked
from phrom.core.callout.state import CalloutState, PersonState, SlotState
from phrom.core.callout.tree import CallTree


class Agenda:
    """A place is asked about when its moment has come, or when something changed on which its next step hangs."""

    def __init__(self, tree: CallTree) -> None:
        self._tree = tree
        self._order = {slot: number for number, slot in enumerate(tree.calling_order)}
        self._ask: set[str] = set(self._order)
        self._line: list[int] = list(self._order.values())  # `_ask` by order; who is asked already is passed over
        self._teams: set[str] = set(tree.team_by_id)
        self._team_order = {team.id: number for number, team in enumerate(tree.teams)}
        self._wakes: dict[str, datetime] = {}
        self._queue: list[tuple[datetime, str]] = []  # wakes that no longer count are passed over
        self._listed: dict[str | None, set[str]] = defaultdict(set)  # caller → whom they are to phone
        self._upper = frozenset(tree.upper_slots)
        self._upper_listed: set[str] = set()  # listed people with a place above the members'

    @property
    def next_wake(self) -> datetime | None:
        """When something becomes due if nothing happens; None: nothing ever."""
        while self._queue and self._wakes.get(self._queue[0][1]) != self._queue[0][0]:
            heapq.heappop(self._queue)
        return self._queue[0][0] if self._queue else None

    @property
    def more_to_ask(self) -> bool:
        return bool(self._ask)

    def due(self, now: datetime, most: int | None = None) -> list[str]:
        """The places to be asked about now, in the order of calling, at most so many; `asked` must follow."""
        while (wake := self.next_wake) is not None and wake <= now:
            self.ask(heapq.heappop(self._queue)[1])
        found: list[str] = []
        while self._line and (most is None or len(found) < most):
            slot = self._tree.calling_order[heapq.heappop(self._line)]
            if slot in self._ask:
                self._ask.discard(slot)
                found.append(slot)
        return found

    def asked(self, found: Asked) -> None:
        """Keep when each is to be asked about again. Those with steps stay, until what happens shows them done."""
        for slot in found.busy:
            self.ask(slot)
        for slot, at in found.wakes.items():
            self._wake(slot, at)

    def put_off(self, slots: Iterable[str], until: datetime) -> None:
        for slot in slots:
            self._ask.discard(slot)
            self._wake(slot, until)

    def ask(self, slot: str) -> None:
        self._wakes.pop(slot, None)
        if slot not in self._ask:
            self._ask.add(slot)
            heapq.heappush(self._line, self._order[slot])

    def ask_team(self, team: str) -> None:
        self._teams |= {team} & self._tree.team_by_id.keys()

    def teams_to_ask(self) -> list[str]:
        found = sorted(self._teams, key=self._team_order.__getitem__)
        self._teams = set(found)  # a set keeps the room of all that it once held, and each look would go through it
        return found

    def team_asked(self, team: str) -> None:
        self._teams.discard(team)

    def slot_changed(self, before: SlotState, after: SlotState, state: CalloutState) -> None:
        """Whether a place is settled and who acts there decides over its team, and over who phones whom."""
        if before.settled == after.settled and before.acting == after.acting:
            return
        slot = after.slot
        if slot.team is not None:
            self._teams.add(slot.team)
        if slot.level in ("head", "coordinator"):
            self._teams |= self._tree.team_by_id.keys()
            for listed in self._listed.values():
                self._ask_about_callers(listed, state)
        elif slot.level == "leader" and slot.team is not None:
            team = self._tree.team_by_id[slot.team].slots
            self._ask_about_callers({h for s in team if (h := state.slots[s].holder)}, state)
            self._ask_about_callers([p for p in self._upper_listed if self._holds_upper(p, state)], state)

    def person_changed(self, before: PersonState, after: PersonState, state: CalloutState) -> None:
        """Who is on whose list; and those on the list of somebody who can now, or no longer, be counted on."""
        if before.listing != after.listing:
            if before.listing:
                self._listed[before.listing.caller].discard(after.person)
            if after.listing:
                self._listed[after.listing.caller].add(after.person)
            if after.listing is None:
                self._upper_listed.discard(after.person)
            elif any(slot.id in self._upper for slot in self._tree.slots_by_person[after.person]):
                self._upper_listed.add(after.person)
        if before.can_act != after.can_act:
            self._ask_about_callers(self._listed.get(after.person, ()), state)

    def _holds_upper(self, person: str, state: CalloutState) -> bool:
        places = self._tree.slots_by_person[person]
        return any(slot.id in self._upper and state.slots[slot.id].holder == person for slot in places)

    def _ask_about_callers(self, people: Iterable[str], state: CalloutState) -> None:
        """Ask about those of them who are listed and need another caller."""
        for person in people:
            if needs_other_caller(state, state.people[person]):
                for slot in self._tree.slots_by_person[person]:
                    self.ask(slot.id)

    def _wake(self, slot: str, at: datetime) -> None:
        if self._wakes.get(slot) != at:
            self._wakes[slot] = at
            heapq.heappush(self._queue, (at, slot))
