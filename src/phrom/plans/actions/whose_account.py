"""Whose in the plan an account is: said by the coordinator, and found out by the name where that leaves no doubt."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from phrom.core.plan.document import Person, Plan
from phrom.core.plan.lookup import people_by_id
from phrom.core.values.person_name import split_name
from phrom.errors import InvalidInputError, NotFoundError
from phrom.offices import signals
from phrom.offices.access import Membership
from phrom.offices.actions import tie_account
from phrom.offices.queries import memberships_of
from phrom.offices.roles import Role
from phrom.plans import queries
from phrom.plans.models import PlanVersion


def listen() -> None:
    """A new account is tied at once; connected once."""
    signals.account_created.connect(_account_created, dispatch_uid="plans: whose account")


def say_whose_account(author: Membership, membership_id: int, person: str) -> Membership:
    """`person`: an id of the newest plan; empty: nobody's."""
    known = people_by_id(plan_to_tie_to(author.organisation_id))
    if person and person not in known:
        raise InvalidInputError(_("ไม่มีบุคคลนี้ในแผน"), field="person")
    return tie_account(author, membership_id, person, known[person].full_name if person else "")


def plan_to_tie_to(organisation_id: int) -> Plan:
    """The plan in force; before there is one, the newest. Raises NotFoundError where the office has no plan."""
    version = queries.approved_version(organisation_id) or queries.newest_version(organisation_id)
    if version is None:
        raise NotFoundError(_("หน่วยงานยังไม่มีแผน"))
    return queries.plan_of(version)


def tie_by_name(author: Membership, version: PlanVersion) -> None:
    """Accounts that are nobody's in the plan, and whose name is that of just one person there without an account and of
    no other account. In the invented office also by the role: its accounts bear no names."""
    plan = queries.plan_of(version)
    members = list(memberships_of(version.organisation_id).order_by("pk"))
    taken = {m.person for m in members if m.person}
    named = {m.pk: _named(plan, m.user.name) for m in members}
    bearers = Counter(person.id for person in named.values() if person)
    for member in members:
        if member.person:
            continue
        person = named[member.pk] or (_by_role(plan, member) if member.organisation.is_sample else None)
        if person is not None and person.id not in taken and bearers[person.id] < 2:
            tie_account(author, member.pk, person.id, person.full_name, by_itself=True)
            taken.add(person.id)


def _account_created(author: Membership | None, membership: Membership, organisation_id: int, **_more: Any) -> None:
    version = queries.approved_version(organisation_id) or queries.newest_version(organisation_id)
    if author is None or membership.person or version is None:
        return
    person = _named(queries.plan_of(version), membership.user.name)
    if person is not None and not memberships_of(organisation_id).filter(person=person.id).exists():
        tie_account(author, membership.pk, person.id, person.full_name, by_itself=True)


def _named(plan: Plan, name: str) -> Person | None:
    """The one person of the plan who bears this name, whatever the title and the blanks; None also for two."""
    found = split_name(name, needs_title=False)
    if found is None or not found.family:
        return None
    alike = [p for p in plan.people if (p.given_name, p.family_name) == (found.given, found.family)]
    return alike[0] if len(alike) == 1 else None


def _by_role(plan: Plan, member: Membership) -> Person | None:
    team = plan.continuity_team
    first = team.teams[0] if team.teams else None
    places = {
        Role.HEAD.value: team.head,
        Role.COORDINATOR.value: team.coordinator,
        Role.LEADER.value: first.leader if first else None,
        Role.MEMBER.value: first.members[0] if first and first.members else None,
    }
    place = places.get(member.role)
    return people_by_id(plan).get(place.primary) if place and place.primary else None
