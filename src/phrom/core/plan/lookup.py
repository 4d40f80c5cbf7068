"""Who holds which place in a plan, and the people, units and teams by their ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from phrom.core.plan.document import Person, Plan, Process, Role, Team, Threat, Unit

RoleKind = Literal["head", "coordinator", "leader", "member"]


@dataclass(frozen=True)
class RolePlace:
    """A place in the continuity team with its path; `team` is None for the head and the coordinator."""

    path: str
    kind: RoleKind
    role: Role
    team: Team | None = None


@dataclass(frozen=True)
class HeldRole:
    """A person in a place: rank 0 is the primary, 1 the first alternate."""

    place: RolePlace
    rank: int

    @property
    def path(self) -> str:
        """The path of the reference to the person."""
        return f"{self.place.path}/primary" if self.rank == 0 else f"{self.place.path}/alternates/{self.rank - 1}"


def role_places(plan: Plan) -> Iterator[RolePlace]:
    """Head, coordinator, then each team's leader and members, in the order of the plan."""
    team_of = plan.continuity_team
    yield RolePlace("continuity_team/head", "head", team_of.head)
    yield RolePlace("continuity_team/coordinator", "coordinator", team_of.coordinator)
    for team in team_of.teams:
        path = f"continuity_team/teams/{team.id}"
        yield RolePlace(f"{path}/leader", "leader", team.leader, team)
        for index, member in enumerate(team.members):
            yield RolePlace(f"{path}/members/{index}", "member", member, team)


def holders(place: RolePlace) -> Iterator[tuple[str, HeldRole]]:
    """The ids of the people in a place: the primary, then the alternates in order."""
    if place.role.primary is not None:
        yield place.role.primary, HeldRole(place, 0)
    for rank, person in enumerate(place.role.alternates, start=1):
        yield person, HeldRole(place, rank)


def people_in_roles(plan: Plan) -> dict[str, tuple[HeldRole, ...]]:
    """Each person's id with all the places held, in the order of the plan."""
    held: dict[str, tuple[HeldRole, ...]] = {}
    for place in role_places(plan):
        for person, holding in holders(place):
            held[person] = (*held.get(person, ()), holding)
    return held


def people_by_id(plan: Plan) -> dict[str, Person]:
    return {person.id: person for person in plan.people}


def units_by_id(plan: Plan) -> dict[str, Unit]:
    return {unit.id: unit for unit in plan.units}


def processes_by_id(plan: Plan) -> dict[str, Process]:
    return {process.id: process for process in plan.processes}


def threats_by_id(plan: Plan) -> dict[str, Threat]:
    return {threat.id: threat for threat in plan.threats}


def teams_of_unit(plan: Plan, unit: str) -> tuple[Team, ...]:
    """The teams that stand for a unit, in the order of the plan."""
    return tuple(team for team in plan.continuity_team.teams if team.unit == unit)


def person_name(plan: Plan, person: str) -> str:
    """The full name for an id, or the id itself if nobody has it."""
    found = people_by_id(plan).get(person)
    return found.full_name if found else person
