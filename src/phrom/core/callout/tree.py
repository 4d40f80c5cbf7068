"""Whom a call tree calls: the frozen places (slots) of the continuity team, their holders and their contacts.

Source of the order: the plan's own call tree (กระบวนการแจ้งเหตุฉุกเฉิน): the coordinator tells the head and the team
leaders, the leaders their members; who cannot be reached is followed by the next in order.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from phrom.core.plan.document import Person, Plan, Role

Mode = Literal["machine", "cascade", "both"]
Level = Literal["head", "coordinator", "leader", "member"]

_THAI_MOBILE = ("+666", "+668", "+669")  # the only Thai numbers that take an SMS


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(Frozen):
    """One person and every way to them, as the frozen plan has it."""

    person: str
    name: str
    phones: tuple[str, ...] = ()
    email: str | None = None
    line_id: str | None = None
    other: str | None = None  # the name of a one-way address that a coordinator has entered; never the address itself
    preferred: tuple[str, ...] = ()  # the person's own order, before the office's

    def addresses(self, channel: str) -> tuple[str, ...]:
        """Where a channel finds this person, best first; empty if it cannot."""
        if channel == "practice":
            return (self.person,)
        if channel == "line":
            return (self.line_id,) if self.line_id else ()
        if channel == "email":
            return (self.email,) if self.email else ()
        if channel == "sms":
            return tuple(p for p in self.phones if _takes_sms(p))
        if channel == "voice":
            return tuple(p for p in self.phones if p.startswith("+"))
        if channel == "other":
            return (self.other,) if self.other else ()
        return ()

    def order(self, channels: tuple[str, ...]) -> tuple[str, ...]:
        """Those of these channels that have an address for this person: in the person's own order as far as they have
        one, the others after them as given."""
        if not self.preferred:
            return tuple([c for c in channels if self.addresses(c)])
        own = [c for c in self.preferred if c in channels]
        return tuple(c for c in (*own, *(c for c in channels if c not in own)) if self.addresses(c))

    @property
    def channels(self) -> tuple[str, ...]:
        """The outside channels that have an address for this person."""
        return tuple(c for c in ("line", "sms", "voice", "email", "other") if self.addresses(c))


class Slot(Frozen):
    """A place in the team: `head`, `coordinator`, `team-1/leader`, `team-1/members/0`.

    `holders` are called in order, one after the other; `primary` is None if the plan names none, then the first
    holder is already an alternate.
    """

    id: str
    level: Level
    team: str | None = None
    primary: str | None = None
    holders: tuple[str, ...] = ()


class CallTeam(Frozen):
    id: str
    name: str
    leader: str  # id of the leader's slot
    members: tuple[str, ...] = ()  # ids of the members' slots

    @property
    def slots(self) -> tuple[str, ...]:
        return (self.leader, *self.members)


class CallTree(Frozen):
    """The people to be called in one callout, frozen when it starts. JSON: `model_dump_json` and back."""

    format: Literal["phrom-call-tree/1"] = "phrom-call-tree/1"
    mode: Mode
    contacts: tuple[Contact, ...] = ()
    slots: tuple[Slot, ...] = ()
    teams: tuple[CallTeam, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if len(self.slots_by_id) != len(self.slots):
            raise ValueError("two slots have the same id")
        unknown = {h for s in self.slots for h in s.holders} - set(self.contact_by_person)
        if unknown:
            raise ValueError(f"holders without a contact: {', '.join(sorted(unknown))}")
        missing = {s for t in self.teams for s in t.slots} - set(self.slots_by_id)
        if missing:
            raise ValueError(f"teams name slots that do not exist: {', '.join(sorted(missing))}")
        if {(s, t.id) for t in self.teams for s in t.slots} != {(s.id, s.team) for s in self.slots if s.team}:
            raise ValueError("a slot belongs to another team than the one that names it")
        return self

    @cached_property
    def contact_by_person(self) -> dict[str, Contact]:
        return {c.person: c for c in self.contacts}

    @cached_property
    def slots_by_id(self) -> dict[str, Slot]:
        return {s.id: s for s in self.slots}

    @cached_property
    def slots_by_person(self) -> dict[str, tuple[Slot, ...]]:
        """Every place that a person may come to hold, in the order of the tree."""
        found: dict[str, list[Slot]] = {c.person: [] for c in self.contacts}
        for slot in self.slots:
            for holder in slot.holders:
                found[holder].append(slot)
        return {person: tuple(slots) for person, slots in found.items()}

    @cached_property
    def calling_order(self) -> tuple[str, ...]:
        """All places in the order in which they are called: who leads first, so that leaders can begin to phone."""
        return (*self.upper_slots, *(s.id for s in self.slots if s.level == "member"))

    def turn_of(self, person: str) -> int:
        """The number of a person's first place in the calling order, for sorting."""
        turns = (self._turns[slot.id] for slot in self.slots_by_person[person])
        return min(turns, default=len(self.slots))

    @cached_property
    def _turns(self) -> dict[str, int]:
        return {slot: turn for turn, slot in enumerate(self.calling_order)}

    @cached_property
    def upper_slots(self) -> tuple[str, ...]:
        """The places of head, coordinator and leaders."""
        return tuple(s.id for s in self.slots if s.level != "member")

    @cached_property
    def team_by_id(self) -> dict[str, CallTeam]:
        return {t.id: t for t in self.teams}

    @cached_property
    def first_called(self) -> tuple[str, ...]:
        """Who is called without waiting for anybody's silence: the first holder of each slot, each person once."""
        return tuple(dict.fromkeys(s.holders[0] for s in self.slots if s.holders))


def build_call_tree(plan: Plan, mode: Mode = "both") -> CallTree:
    """The call tree of a plan.

    A place without anybody stays as an empty slot (it will be shown as unreachable, not forgotten). A person named
    twice in one place stands there once; an id that is nobody in `plan.people` cannot be called and is left out.
    """
    people = {p.id: p for p in plan.people}
    team = plan.continuity_team
    slots = [
        _slot("head", "head", None, team.head, people),
        _slot("coordinator", "coordinator", None, team.coordinator, people),
    ]
    teams = []
    for t in team.teams:
        leader = _slot(f"{t.id}/leader", "leader", t.id, t.leader, people)
        members = [_slot(f"{t.id}/members/{i}", "member", t.id, m, people) for i, m in enumerate(t.members)]
        slots += [leader, *members]
        teams.append(CallTeam(id=t.id, name=t.name, leader=leader.id, members=tuple(m.id for m in members)))
    called = dict.fromkeys(h for s in slots for h in s.holders)
    return CallTree(
        mode=mode,
        contacts=tuple(_contact(people[person]) for person in called),
        slots=tuple(slots),
        teams=tuple(teams),
    )


class OwnWays(Frozen):
    """What a person has chosen or linked beside the plan."""

    line_id: str | None = None
    other: str | None = None
    preferred: tuple[str, ...] = ()


def with_own_ways(tree: CallTree, ways: Mapping[str, OwnWays]) -> CallTree:
    """The tree with each person's own ways, which go before the plan's."""
    if not any(c.person in ways for c in tree.contacts):
        return tree
    contacts = []
    for contact in tree.contacts:
        own = ways.get(contact.person, OwnWays())
        changed = {name: value for name, value in own if value}
        contacts.append(contact.model_copy(update=changed) if changed else contact)
    return CallTree(mode=tree.mode, contacts=tuple(contacts), slots=tree.slots, teams=tree.teams)


def without_accounts(tree: CallTree, blocked: Collection[str]) -> CallTree:
    """The tree without these LINE accounts: their people are reached otherwise."""
    if not any(c.line_id in blocked for c in tree.contacts):
        return tree
    contacts = tuple(c.model_copy(update={"line_id": None}) if c.line_id in blocked else c for c in tree.contacts)
    return CallTree(mode=tree.mode, contacts=contacts, slots=tree.slots, teams=tree.teams)


def with_contacts(tree: CallTree, people: Iterable[Person]) -> CallTree:
    """The tree with the numbers and addresses that these people have now: a number mended since the plan was frozen is
    called at once. Who is not among them, or not under the same name, stays as they are."""
    now = {(p.id, p.full_name): _contact(p) for p in people}
    contacts = tuple(now.get((c.person, c.name), c) for c in tree.contacts)
    if contacts == tree.contacts:
        return tree
    return CallTree(mode=tree.mode, contacts=contacts, slots=tree.slots, teams=tree.teams)


def tree_to(people: Iterable[Person]) -> CallTree:
    """A text to people: a place for each of them, with nobody who stands in. Machine only: nobody is phoned."""
    called = list({p.id: p for p in people}.values())
    return CallTree(
        mode="machine",
        contacts=tuple(_contact(person) for person in called),
        slots=tuple(Slot(id=f"to/{p.id}", level="member", primary=p.id, holders=(p.id,)) for p in called),
    )


def _slot(slot_id: str, level: Level, team: str | None, role: Role, people: dict[str, Person]) -> Slot:
    primary = role.primary if role.primary in people else None
    named = ([primary] if primary else []) + [a for a in role.alternates if a in people]
    return Slot(id=slot_id, level=level, team=team, primary=primary, holders=tuple(dict.fromkeys(named)))


def _contact(person: Person) -> Contact:
    return Contact(
        person=person.id, name=person.full_name, phones=person.phones, email=person.email, line_id=person.line_id
    )


def _takes_sms(phone: str) -> bool:
    return phone.startswith("+") and (phone.startswith(_THAI_MOBILE) or not phone.startswith("+66"))
