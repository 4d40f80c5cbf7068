"""Who a step of the plan is for: a place, a team, a unit, a person; and which people that is."""

from dataclasses import dataclass
from typing import Literal

from phrom.core.plan.document import Plan, Role, Step, Team
from phrom.core.plan.lookup import people_by_id, person_name, teams_of_unit, units_by_id

PartyKind = Literal["head", "coordinator", "leader", "team", "unit", "person", "nobody"]
PARTY_KINDS: tuple[PartyKind, ...] = ("head", "coordinator", "leader", "team", "unit", "person", "nobody")


@dataclass(frozen=True)
class Party:
    """`ref` is the id of the team, unit or person; empty for the head, the coordinator, and for nobody."""

    kind: PartyKind
    ref: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.ref}" if self.ref else self.kind


NOBODY = Party("nobody")


def party_of_key(key: str) -> Party | None:
    """The party that `Party.key` names; None for anything else."""
    kind, _colon, ref = key.partition(":")
    known = next((k for k in PARTY_KINDS if k == kind), None)
    return Party(known, ref) if known else None


def parties_of(plan: Plan, step: Step) -> tuple[Party, ...]:
    """Each party that has to do the step by itself: "team leaders" are as many as there are teams.

    A unit stands for its teams, or for its own people if it has none. Nobody named: one party that says so.
    """
    found: list[Party] = []
    for ref in step.responsible:
        found.extend(_parties(plan, ref))
    return tuple(dict.fromkeys(found)) or (NOBODY,)


def _parties(plan: Plan, ref: str) -> list[Party]:
    teams = plan.continuity_team.teams
    if ref == "head":
        return [Party("head")]
    if ref == "coordinator":
        return [Party("coordinator")]
    if ref in ("team-leaders", "teams"):
        return [Party("leader" if ref == "team-leaders" else "team", t.id) for t in teams]
    if any(t.id == ref for t in teams):
        return [Party("team", ref)]
    if ref in units_by_id(plan):
        return [Party("team", t.id) for t in teams_of_unit(plan, ref)] or [Party("unit", ref)]
    return [Party("person", ref)] if ref in people_by_id(plan) else []


def answerable(plan: Plan, party: Party) -> tuple[str, ...]:
    """Ids of the people who answer for it, in the plan's order: the place's primary and alternates, or the people."""
    team = plan.continuity_team
    if party.kind == "head":
        return _holders(team.head)
    if party.kind == "coordinator":
        return _holders(team.coordinator)
    if party.kind in ("leader", "team"):
        found = _team(plan, party.ref)
        return _holders(found.leader) if found else ()
    if party.kind == "unit":
        return tuple(p.id for p in plan.people if p.unit == party.ref)
    return (party.ref,) if party.kind == "person" else ()


def people_of(plan: Plan, party: Party) -> tuple[str, ...]:
    """Ids of everybody who may do its tasks: of a team also its members and their alternates."""
    answering = answerable(plan, party)
    team = _team(plan, party.ref) if party.kind == "team" else None
    members = tuple(p for m in team.members for p in _holders(m)) if team else ()
    return tuple(dict.fromkeys((*answering, *members)))


def slot_of(party: Party) -> str | None:
    """The party's place in a call tree, whose acting holder answers for it."""
    if party.kind in ("head", "coordinator"):
        return party.kind
    return f"{party.ref}/leader" if party.kind in ("leader", "team") else None


def party_name(plan: Plan, party: Party) -> str:
    """The name of the team, unit or person; empty for places and for nobody, which are words of the page."""
    if party.kind in ("leader", "team"):
        found = _team(plan, party.ref)
        return found.name if found else party.ref
    if party.kind == "unit":
        unit = units_by_id(plan).get(party.ref)
        return unit.name if unit else party.ref
    return person_name(plan, party.ref) if party.kind == "person" else ""


def exists(plan: Plan, party: Party) -> bool:
    """Whether the plan has such a party, so that something can be handed to it."""
    if party.kind in ("head", "coordinator"):
        return not party.ref
    if party.kind in ("leader", "team"):
        return _team(plan, party.ref) is not None
    if party.kind == "unit":
        return party.ref in units_by_id(plan)
    return party.kind == "person" and party.ref in people_by_id(plan)


def _team(plan: Plan, team_id: str) -> Team | None:
    return next((t for t in plan.continuity_team.teams if t.id == team_id), None)


def _holders(role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for p in (role.primary, *role.alternates) if p))
