"""Reading resources, those concerned, and damage."""

from dataclasses import dataclass

from phrom.core.response.needs import NeedsAt, needs_by_time
from phrom.core.response.supply import Covered, Holding, coverage, seats_of
from phrom.incidents.queries import Incident, place_of
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response.models import Damage, DamagePhotograph, ResourceRequest, Stakeholder, StoreCount
from phrom.response.queries import statuses

__all__ = [
    "Damage",
    "NeedStep",
    "ResourceRequest",
    "StakeholderView",
    "StoreCount",
    "damages_of",
    "holdings_of",
    "may_see_damage",
    "needs_in",
    "photograph_of",
    "requests_of",
    "stakeholders_in",
    "stores_of",
]


def requests_of(incident: Incident) -> list[ResourceRequest]:
    return list(ResourceRequest.objects.filter(incident_id=incident.pk).order_by("number"))


def stores_of(incident: Incident) -> list[StoreCount]:
    return list(StoreCount.objects.filter(incident_id=incident.pk))


def holdings_of(incident: Incident) -> list[Holding]:
    """What is there (counted, or brought in) and what is promised."""
    found = [Holding(s.category, s.name, s.quantity) for s in stores_of(incident)]
    for request in requests_of(incident):
        if request.state == "in_place":
            found.append(Holding(request.category, request.name, request.in_place))
        elif request.state == "promised" and request.promised_for:
            found.append(Holding(request.category, request.name, request.promised, request.promised_for))
    return found


@dataclass(frozen=True)
class NeedStep:
    """What must be there by a moment, against what is there and promised. `seats` None: nobody knows how many the
    place has."""

    step: NeedsAt
    covered: tuple[Covered, ...]
    seats: int | None

    @property
    def seats_lacking(self) -> int:
        return max(0, self.step.seats - self.seats) if self.seats is not None else 0


def needs_in(incident: Incident) -> list[NeedStep]:
    place, holdings = place_of(incident), holdings_of(incident)
    capacity = place.capacity if place else None
    return [
        NeedStep(
            step,
            coverage(step, holdings),
            capacity + seats_of(holdings, step.at) if capacity is not None else None,
        )
        for step in needs_by_time(statuses(incident))
    ]


@dataclass(frozen=True)
class StakeholderView:
    """Somebody to be told, of the plan or added; `phones` and `contact` for those who may see numbers."""

    key: str
    name: str
    service: str
    phones: tuple[str, ...]
    row: Stakeholder | None

    @property
    def told(self) -> bool:
        return bool(self.row and self.row.reached)


def stakeholders_in(incident: Incident) -> list[StakeholderView]:
    """The office above, the plan's suppliers, and those added; who waits first."""
    plan = plan_of(incident.plan_version)
    rows = {r.key: r for r in Stakeholder.objects.filter(incident_id=incident.pk).order_by("pk")}
    found = []
    if plan.organisation.parent:
        found.append(StakeholderView("parent", plan.organisation.parent, "", (), rows.get("parent")))
    for supplier in plan.suppliers:
        key = f"supplier:{supplier.id}"
        found.append(StakeholderView(key, supplier.name, supplier.service or "", supplier.phones, rows.get(key)))
    found += [StakeholderView(r.key, r.name, "", (), r) for r in rows.values() if r.key.startswith("added-")]
    return sorted(found, key=lambda v: v.told)


def damages_of(incident: Incident) -> list[Damage]:
    return list(Damage.objects.filter(incident_id=incident.pk).prefetch_related("photographs").order_by("number"))


def may_see_damage(membership: Membership, damage: Damage) -> bool:
    """Photographs may show people and what is kept where: leaders, coordinator, head, auditor, and who recorded it."""
    seen = allowed(membership, Permission.VIEW_DAMAGE)
    return seen or damage.author_id == membership.user_id


def photograph_of(incident: Incident, number: int) -> DamagePhotograph | None:
    found = DamagePhotograph.objects.select_related("damage").filter(damage__incident_id=incident.pk, pk=number)
    return found.first()
