"""Reading incidents, and what starting one would do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.queries import blocked_accounts, call_facts, callout_of_incident, course_of, own_ways
from phrom.core.callout.expected import called_by_machine
from phrom.core.callout.place_name import place_name
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import (
    CallTree,
    Contact,
    Mode,
    build_call_tree,
    with_contacts,
    with_own_ways,
    without_accounts,
)
from phrom.core.callout.way import CallingWay
from phrom.core.plan.document import Person, Plan, Scenario, Site, Threat
from phrom.core.plan.lookup import person_name
from phrom.core.rendering.message_text import CallFacts
from phrom.core.response.authority import Turn, decision_turns
from phrom.core.response.course import scenario_for
from phrom.core.response.exercise_clock import advances_in, exercise_time, real_moment
from phrom.core.values.duration import Duration
from phrom.core.values.source import Bilingual
from phrom.errors import NotFoundError
from phrom.incidents.models import AffectedOffice, CallingWayChosen, Decision, Incident, PowerCut, SiteChoice
from phrom.offices.queries import memberships_of
from phrom.plans.queries import approved_version, plan_of

__all__ = [
    "AffectedOffice",
    "Called",
    "Decision",
    "Incident",
    "Place",
    "PowerCut",
    "Preview",
    "activation_of",
    "affected_offices",
    "asked_to_join",
    "asking_this_office",
    "calling_way",
    "calling_way_chosen",
    "calling_ways",
    "closed_incidents",
    "cuts_in",
    "decisions_of",
    "head_name",
    "incident_now",
    "incident_numbered",
    "message_of",
    "name_in_plan",
    "open_decision",
    "open_decisions",
    "open_incidents",
    "place_of",
    "places_of",
    "power_cuts_of",
    "preview_of",
    "real_time_in",
    "report_in_within",
    "requests_to_join",
    "scenario_of",
    "sharing_with",
    "site_for",
    "stands_in_order",
    "threat_of",
    "time_in",
    "tree_now",
    "turns_of",
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


def time_in(incident: Incident, moment: datetime) -> datetime:
    """The incident's own time at a real moment: the same, or what the exercise's clock showed."""
    return exercise_time(advances_in(incident.clock_advances), moment)


def real_time_in(incident: Incident, shown: datetime) -> datetime:
    """The real moment at which the incident's own clock showed this."""
    return real_moment(advances_in(incident.clock_advances), shown)


def incident_now(incident: Incident) -> datetime:
    """The incident's own time; it stands still once the incident is closed."""
    return incident.closed_at or time_in(incident, clock.now())


def affected_offices(incident: Incident) -> list[AffectedOffice]:
    """The further offices that this incident's opener has named, by name."""
    found = AffectedOffice.objects.select_related("organisation", "own_incident__plan_version")
    found = found.defer("own_incident__plan_version__document", "own_incident__plan_version__report")
    rows = list(found.filter(incident_id=incident.pk))
    for row in rows:
        row.incident = incident
    return rows


def asked_to_join(organisation_id: int, number: int) -> AffectedOffice:
    """Where another office has named this one. Raises NotFoundError, also for a third office's."""
    row = asking_this_office(organisation_id).filter(pk=number).first()
    if row is None:
        raise NotFoundError(_("ไม่มีคำขอนี้"))
    return row


def asking_this_office(organisation_id: int) -> QuerySet[AffectedOffice]:
    """Incidents of others that have named this office, the newest first."""
    found = AffectedOffice.objects.select_related("incident__organisation", "own_incident")
    return found.filter(organisation_id=organisation_id).order_by("incident__practice", "-asked_at", "-pk")


def requests_to_join(organisation_id: int) -> QuerySet[AffectedOffice]:
    """What this office has not answered yet, real ones first."""
    return asking_this_office(organisation_id).filter(state="asked").exclude(incident__stage="closed")


def sharing_with(incident: Incident) -> list[AffectedOffice]:
    """Whose incidents this one has joined, and who therefore sees a summary of it now."""
    found = asking_this_office(incident.organisation_id).filter(own_incident_id=incident.pk, state="joined")
    return list(found.exclude(incident__stage="closed"))


def activation_of(incident: Incident) -> Decision | None:
    """The newest question whether the plan is put in force."""
    return decisions_of(incident).filter(matter="activation").first()


def decisions_of(incident: Incident) -> QuerySet[Decision]:
    """The register, newest first."""
    return Decision.objects.select_related("asked_by", "decided_by").filter(incident=incident)


def open_decisions(incident: Incident) -> QuerySet[Decision]:
    """What waits for an answer, longest first."""
    return decisions_of(incident).filter(decided_at=None).order_by("asked_at", "pk")


def open_decision(incident: Incident, matter: str, subject: str = "") -> Decision | None:
    return open_decisions(incident).filter(matter=matter, subject=subject).first()


def turns_of(incident: Incident, decision: Decision) -> tuple[Turn, ...]:
    """Who may decide and from when, in the plan's order. Nobody waits for who asked themselves, for who has said that
    they cannot come, for who could not be reached and whose place the call tree has handed on, nor, in a real incident,
    for who has no account to decide with."""
    role = plan_of(incident.plan_version).continuity_team.head
    order = [p for p in (role.primary, *role.alternates) if p]
    accounts = {m.person: m.user_id for m in memberships_of(incident.organisation_id) if m.person}
    passed = {p for p in order if accounts.get(p) == decision.asked_by_id}
    if not incident.practice:
        passed |= {p for p in order if p not in accounts}
    refused, silent = _not_there(incident)
    passed |= refused
    passed |= silent if set(order) - passed - silent else set()  # if nobody was reached, the order stands
    return decision_turns(role, decision.asked_at, passed=passed, within=settings.DECIDE_WITHIN)


def _not_there(incident: Incident) -> tuple[set[str], set[str]]:
    """Who has said that they cannot come; and who could not be reached."""
    if incident.activated_at is None:
        return set(), set()
    try:
        callout = callout_of_incident(incident.pk, incident.organisation_id)
    except NotFoundError:
        return set(), set()
    people = course_of(callout).state.people.values()
    silent = {p.person for p in people if p.status in ("handed_to_alternate", "unreachable")}
    return {p.person for p in people if p.refused}, silent


def stands_in_order(incident: Incident, person: str) -> bool:
    """Whether the plan names this person as head or as an alternate of the head."""
    role = plan_of(incident.plan_version).continuity_team.head
    return bool(person) and person in (role.primary, *role.alternates)


def name_in_plan(incident: Incident, person: str) -> str:
    return person_name(plan_of(incident.plan_version), person)


def head_name(incident: Incident) -> str:
    """The head by name; by office where the plan names none."""
    primary = plan_of(incident.plan_version).continuity_team.head.primary
    return name_in_plan(incident, primary) if primary else _("หัวหน้าคณะบริหารความต่อเนื่อง")


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


def power_cuts_of(organisation_id: int, *, after: datetime) -> QuerySet[PowerCut]:
    """Announced cuts that are not over at a real moment, the next first."""
    found = PowerCut.objects.filter(organisation_id=organisation_id, withdrawn_at=None, ends_at__gt=after)
    return found.order_by("begins_at", "pk")


def cuts_in(incident: Incident) -> list[PowerCut]:
    """Announced cuts that are not over by the incident's own time: an exercise plays with the days to come."""
    return list(power_cuts_of(incident.organisation_id, after=incident_now(incident))[:50])


@dataclass(frozen=True)
class Place:
    """Where people work: a site of the plan, or a place that somebody found. `chosen`: somebody decided it."""

    name: str
    capacity: int | None
    site: str = ""
    chosen: bool = False


def places_of(incident: Incident) -> tuple[Place | None, Place | None]:
    """Where people work, and the plan B. Until somebody chooses: the plan's first two sites that this threat does not
    reach."""
    plan = plan_of(incident.plan_version)
    rows = {c.rank: c for c in SiteChoice.objects.filter(incident_id=incident.pk).order_by("pk")}
    chosen = {rank: Place(c.name, c.capacity, c.site, True) for rank, c in rows.items() if c.name}
    first = site_for(plan, incident.threat)
    main = chosen.get("main") or (Place(first.name, first.capacity, first.id) if first else None)
    if "fallback" in rows:  # also that none is left
        return main, chosen.get("fallback")
    others = [s for s in plan.sites if incident.threat not in s.exposed_to and s.where != "home"]
    second = next((s for s in others if main is None or s.id != main.site), None)
    return main, Place(second.name, second.capacity, second.id) if second else None


def place_of(incident: Incident) -> Place | None:
    """Where people work in this incident."""
    return places_of(incident)[0]


def report_in_within(plan: Plan, threat_id: str) -> Duration | None:
    """What the plan's own target for this threat gives people to report in; None if it has none."""
    scenario = scenario_of(plan, threat_id)
    targets = scenario.targets if scenario else ()
    return next((t.within for t in targets if t.after == "told" and "รายงานตัว" in t.text), None)


def scenario_of(plan: Plan, threat_id: str) -> Scenario | None:
    return scenario_for(plan, threat_id)


def message_of(plan: Plan, threat: Threat, place: Place | None = None, addition: str = "") -> dict[str, Any]:
    """What the call says, before each person's own code is put in. `place`: where to, if it was chosen; `addition`:
    what the office adds."""
    site, within = place or site_for(plan, threat.id), report_in_within(plan, threat.id)
    return {
        "office": plan.organisation.name,
        "threat": threat.name,
        "place": site.name if site else None,
        "within": within.iso if within else None,
        "addition": addition or None,
    }


def tree_now(organisation_id: int, tree: CallTree) -> CallTree:
    """A call tree of the frozen plan with what its people have linked and chosen, and with the numbers of the plan in
    force: contacts that were mended count at once. Accounts that have blocked ours are left out."""
    version = approved_version(organisation_id)
    tree = with_own_ways(with_contacts(tree, plan_of(version).people if version else ()), own_ways(organisation_id))
    return without_accounts(tree, blocked_accounts(c.line_id for c in tree.contacts if c.line_id))


def calling_way(organisation_id: int, threat: str, stage: str) -> CallingWay:
    """How this office wants its people called for this threat in this stage of an incident."""
    chosen = calling_way_chosen(organisation_id, threat, stage)
    return CallingWay.model_validate(chosen.way) if chosen else CallingWay()


def calling_way_chosen(organisation_id: int, threat: str, stage: str) -> CallingWayChosen | None:
    """The choice that counts: the threat's own before that of every threat, and of these the stage's own before that of
    every stage; None: none was made."""
    rows = CallingWayChosen.objects.select_related("chosen_by").filter(organisation_id=organisation_id)
    return rows.filter(threat__in=("", threat), stage__in=("", stage)).order_by("-threat", "-stage").first()


def calling_ways(organisation_id: int) -> set[tuple[str, str]]:
    """The threats and stages for which the office has chosen a way."""
    return set(CallingWayChosen.objects.filter(organisation_id=organisation_id).values_list("threat", "stage"))


@dataclass(frozen=True)
class Called:
    """Somebody who will be called at once: in which places, and by which channels, in their order."""

    contact: Contact
    places: tuple[Bilingual, ...]
    channels: tuple[str, ...]

    by_caller: bool = False  # a cascade: their leader phones them, no message is sent at first

    @property
    def by_hand_only(self) -> bool:
        return not self.channels and not self.by_caller and bool(self.contact.phones)

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
    plan: Plan,
    threat_id: str,
    pace: CalloutSettings,
    *,
    practice: bool,
    now: datetime,
    mode: Mode = "both",
    place: Place | None = None,
    addition: str = "",
    organisation_id: int,
) -> Preview:
    """Raises NotFoundError for a threat that the plan does not have. `addition`: what the office adds."""
    threat, tree = threat_of(plan, threat_id), tree_now(organisation_id, build_call_tree(plan, pace.mode_of(mode)))
    by_machine = set(called_by_machine(tree, tree.first_called))
    places: dict[str, list[Bilingual]] = {}
    for slot in tree.slots:
        if slot.holders:
            places.setdefault(slot.holders[0], []).append(place_name(tree, slot.id))
    called = tuple(
        _called(tree.contact_by_person[p], tuple(places[p]), pace if p in by_machine else None)
        for p in tree.first_called
    )
    return Preview(
        plan=plan,
        threat=threat,
        tree=tree,
        settings=pace,
        facts=call_facts(message_of(plan, threat, place, addition), practice=practice, at=now),
        called=called,
        nobody_named=tuple(place_name(tree, s.id) for s in tree.slots if not s.holders),
        outside=tuple(p for p in plan.people if p.id not in tree.contact_by_person),
        no_contact=tuple(c.contact for c in called if not c.contact.phones and not c.contact.channels),
    )


def _called(contact: Contact, places: tuple[Bilingual, ...], pace: CalloutSettings | None) -> Called:
    return Called(contact, places, contact.order(pace.channels) if pace else (), by_caller=pace is None)
