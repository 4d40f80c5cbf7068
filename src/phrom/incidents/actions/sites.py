"""Where people work: chosen, with a plan B, and changed when the place fails."""

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.errors import InvalidInputError, RefusedError
from phrom.incidents import queries
from phrom.incidents.actions.record import locked_open, write
from phrom.incidents.models import Incident, SiteChoice
from phrom.logbook.queries import entries
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words
from phrom.plans.queries import plan_of

RANKS = ("main", "fallback")


@transaction.atomic
def choose_site(
    author: Membership, incident_id: int, *, rank: str, site: str = "", name: str = "", capacity: int | None = None
) -> queries.Place:
    """Choose a site of the plan by its id, or any place by its name; `capacity` in seats, the plan's own if it has one.
    Choosing before activation puts the place into the call's message."""
    require(author, Permission.DIRECT_RESPONSE)
    incident = locked_open(author, incident_id)
    if rank not in RANKS:
        raise InvalidInputError(_("โปรดเลือกว่าเป็นที่หลักหรือที่สำรอง"))
    known = next((s for s in plan_of(incident.plan_version).sites if s.id == site), None)
    if known is not None:
        place = queries.Place(known.name, capacity if capacity is not None else known.capacity, known.id, chosen=True)
    else:
        words = required_words(name, _("โปรดเลือกสถานที่ในแผน หรือเขียนชื่อสถานที่"), field="name", longest=300)
        place = queries.Place(words, capacity, chosen=True)
    _keep(author, incident, rank, place)
    return place


@transaction.atomic
def go_to_fallback(author: Membership, incident_id: int, *, reason: str) -> queries.Place:
    """The place has failed: from now on people work at the plan B."""
    require(author, Permission.DIRECT_RESPONSE)
    incident = locked_open(author, incident_id)
    main, fallback = queries.places_of(incident)
    if fallback is None:
        raise RefusedError(_("ยังไม่มีที่สำรองของที่สำรอง โปรดเลือกสถานที่ใหม่"), code="no-fallback")
    reason = required_words(reason, _("โปรดเขียนสั้น ๆ ว่าเหตุใดจึงใช้ที่เดิมไม่ได้"))
    data = {"place": fallback.name, "before": main.name if main else "-", "reason": reason}
    write(author, incident, "site.given_up", data)
    _keep(author, incident, "main", fallback)
    _hold_next_ready(author, incident, {fallback.name})
    return fallback


def _hold_next_ready(author: Membership, incident: Incident, left: set[str]) -> None:
    """The plan's next site that this threat does not reach becomes the plan B, never one that was given up."""
    lines = entries(incident.organisation_id, incident_id=incident.pk).filter(kind="site.given_up")
    left |= {str(line.data.get("before")) for line in lines}
    sites = plan_of(incident.plan_version).sites
    usable = (s for s in sites if incident.threat not in s.exposed_to and s.where != "home" and s.name not in left)
    found = next(usable, None)
    if found is not None:
        _keep(author, incident, "fallback", queries.Place(found.name, found.capacity, found.id, chosen=True))
    else:
        _row(author, incident, "fallback", queries.Place("", None))


def _keep(author: Membership, incident: Incident, rank: str, place: queries.Place) -> None:
    _row(author, incident, rank, place)
    kind = "site.chosen" if rank == "main" else "site.held_ready"
    write(author, incident, kind, {"place": place.name, "seats": place.capacity})


def _row(author: Membership, incident: Incident, rank: str, place: queries.Place) -> None:
    SiteChoice.objects.create(
        incident=incident,
        rank=rank,
        site=place.site,
        name=place.name,
        capacity=place.capacity,
        at=queries.incident_now(incident),
        person_name=author.user.name,
    )
