"""Reading incidents, and what starting one would do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phrom.callouts.queries import call_facts
from phrom.core.callout.place_name import place_name
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, Contact, Mode, build_call_tree
from phrom.core.plan.document import Person, Plan, Scenario, Site, Threat
from phrom.core.rendering.message_text import CallFacts
from phrom.core.values.duration import Duration
from phrom.core.values.source import Bilingual
from phrom.errors import NotFoundError
from phrom.incidents.models import Activation, Incident

__all__ = [
    "Activation",
    "Called",
    "Incident",
    "Preview",
    "activation_of",
    "closed_incidents",
    "incident_numbered",
    "message_of",
    "open_incidents",
    "preview_of",
    "report_in_within",
    "scenario_of",
    "site_for",
    "threat_of",
]


def incident_numbered(organisation_id: int, incident_id: int) -> Incident:
    """Raises NotFoundError, also for another office's."""
    found = Incident.objects.select_related("plan_version", "organisation", "opened_by")
    found = found.defer("plan_version__document", "plan_version__report")  # large, and the document is kept in memory
    incident = found.filter(organisation_id=organisation_id, pk=incident_id).first()
    if incident is None:
        raise NotFoundError(_("ไม่มีเหตุการณ์นี้"))
    return incident


def open_incidents(organisation_id: int) -> QuerySet[Incident]:
    """Real ones first, then the newest."""
    found = Incident.objects.filter(organisation_id=organisation_id).exclude(stage=Incident.Stage.CLOSED)
    return found.order_by("practice", "-opened_at")


def closed_incidents(organisation_id: int) -> QuerySet[Incident]:
    return Incident.objects.filter(organisation_id=organisation_id, stage=Incident.Stage.CLOSED)


def activation_of(incident: Incident) -> Activation | None:
    found = Activation.objects.select_related("proposed_by", "decided_by")
    return found.filter(incident=incident).first()


def threat_of(plan: Plan, threat_id: str) -> Threat:
    """Raises NotFoundError for a threat that the plan does not have."""
    for threat in plan.threats:
        if threat.id == threat_id:
            return threat
    raise NotFoundError(_("แผนไม่มีภัยนี้"))


def site_for(plan: Plan, threat_id: str) -> Site | None:
    """Where people work when this threat has taken the premises: the plan's first site that it does not reach."""
    safe = [s for s in plan.sites if threat_id not in s.exposed_to and s.where != "home"]
    return next((s for s in safe if s.where == "off-site"), safe[0] if safe else None)


def report_in_within(plan: Plan, threat_id: str) -> Duration | None:
    """What the plan's own target for this threat gives people to report in; None if it has none."""
    scenario = scenario_of(plan, threat_id)
    targets = scenario.targets if scenario else ()
    return next((t.within for t in targets if t.after == "told" and "รายงานตัว" in t.text), None)


def scenario_of(plan: Plan, threat_id: str) -> Scenario | None:
    return next((s for s in plan.scenarios if s.threat == threat_id), None)


def message_of(plan: Plan, threat: Threat) -> dict[str, Any]:
    """What the call says, before each person's own code is put in."""
    site, within = site_for(plan, threat.id), report_in_within(plan, threat.id)
    return {
        "office": plan.organisation.name,
        "threat": threat.name,
        "place": site.name if site else None,
        "within": within.iso if within else None,
    }


@dataclass(frozen=True)
class Called:
    """Somebody who will be called at once: in which places, and by which channels, in their order."""

    contact: Contact
    places: tuple[Bilingual, ...]
    channels: tuple[str, ...]

    @property
    def by_hand_only(self) -> bool:
        return not self.channels and bool(self.contact.phones)

    @property
    def unreachable(self) -> bool:
        return not self.channels and not self.contact.phones


@dataclass(frozen=True)
class Preview:
    """Exactly what starting a callout would do."""

    plan: Plan
    threat: Threat
    tree: CallTree
    settings: CalloutSettings
    facts: CallFacts
    called: tuple[Called, ...]
    nobody_named: tuple[Bilingual, ...]  # places that the plan leaves empty
    outside: tuple[Person, ...]  # people of the plan who are in no place of the call tree
    no_contact: tuple[Contact, ...]  # without any number or address in the plan: unreachable in a real event


def preview_of(
    plan: Plan, threat_id: str, settings: CalloutSettings, *, practice: bool, now: datetime, mode: Mode = "both"
) -> Preview:
    """Raises NotFoundError for a threat that the plan does not have."""
    threat, tree = threat_of(plan, threat_id), build_call_tree(plan, mode)
    places: dict[str, list[Bilingual]] = {}
    for slot in tree.slots:
        if slot.holders:
            places.setdefault(slot.holders[0], []).append(place_name(tree, slot.id))
    called = tuple(_called(tree.contact_by_person[p], tuple(places[p]), settings) for p in tree.first_called)
    return Preview(
        plan=plan,
        threat=threat,
        tree=tree,
        settings=settings,
        facts=call_facts(message_of(plan, threat), practice=practice, at=now),
        called=called,
        nobody_named=tuple(place_name(tree, s.id) for s in tree.slots if not s.holders),
        outside=tuple(p for p in plan.people if p.id not in tree.contact_by_person),
        no_contact=tuple(c.contact for c in called if not c.contact.phones and not c.contact.channels),
    )


def _called(contact: Contact, places: tuple[Bilingual, ...], settings: CalloutSettings) -> Called:
    return Called(contact, places, tuple(c for c in settings.channels if contact.addresses(c)))
