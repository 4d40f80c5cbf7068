"""People: reported in at the site or from home, and how they are."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.callouts.actions.answers import recipient_of_code
from phrom.core.plan.lookup import people_by_id
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents.actions import locked, write
from phrom.incidents.queries import Incident
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, allowed, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.plans.queries import plan_of
from phrom.response import queries
from phrom.response.actions.times import moment_of
from phrom.response.models import ReportIn, SiteCode, Wellbeing

PLACES = ("site", "home")
STATES = ("safe", "injured", "dead", "not_found")


@transaction.atomic
def report_in(author: Membership, incident_id: int, person: str, place: str, *, at: datetime | None = None) -> ReportIn:
    """Somebody at the desk says that a person of the plan is there, or a person says it of themselves. The same again
    changes nothing."""
    incident = _open(locked(author, incident_id))
    if person != author.person and not _cares_for(author, incident, person):
        raise NotAllowedError(_("ท่านรายงานตัวแทนผู้อื่นไม่ได้ ขอให้หัวหน้าทีมหรือผู้ประสานงานบันทึก"))
    name = _name(incident, person)
    when = moment_of(incident, at)
    row, moved = _keep(incident, person, name, place, when.incident)
    if moved:
        data = {"person": person, "person_name": name, "report_place": place}
        write(author, incident, "person.reported_in", data, happened_at=when.real)
    return row


def report_in_by_code(code: str, *, place: str, site_code: str, source: str, at: datetime | None = None) -> ReportIn:
    """Without an account: by the reply code of the call; at the site also by the digits on its wall. `at`: the
    incident's time; None: now.

    Raises InvalidInputError for a wrong code (counted, so that guessing is slowed down) or wrong digits.
    """
    recipient = recipient_of_code(code, source=source)
    with transaction.atomic():
        incident = Incident.objects.select_for_update().get(pk=recipient.callout.incident_id)
        _open(incident)
        if place == "site" and site_code.strip() != (queries.site_code_of(incident) or ""):
            raise InvalidInputError(_("รหัสที่ติดหน้าห้องไม่ตรง โปรดดูที่หน้าห้องอีกครั้ง"), code="wrong-site-code", field="code")
        when = moment_of(incident, at)
        row, moved = _keep(incident, recipient.person, recipient.name, place, when.incident)
        if moved:
            write_entry(
                incident.organisation_id,
                "person.reported_in",
                {"person": recipient.person, "person_name": recipient.name, "report_place": place},
                author_name=recipient.name,
                practice=incident.practice,
                incident_id=incident.pk,
                happened_at=when.real,
            )
        return row


def _keep(incident: Incident, person: str, name: str, place: str, at: datetime) -> tuple[ReportIn, bool]:
    if place not in PLACES:
        raise InvalidInputError(_("โปรดเลือกว่ารายงานตัวที่สถานที่สำรองหรือจากบ้าน"))
    row, made = ReportIn.objects.get_or_create(
        incident_id=incident.pk, person=person, defaults={"person_name": name, "place": place, "at": at}
    )
    moved = not made and row.place != place
    if moved and at < row.at:
        raise RefusedError(_("มีการบันทึกรายงานตัวหลังเวลานี้แล้ว"), code="later-known")
    if moved:
        row.place, row.at = place, at
        row.save(update_fields=["place", "at"])
    return row, made or moved


@transaction.atomic
def record_wellbeing(
    author: Membership, incident_id: int, person: str, state: str, *, detail: str = "", at: datetime | None = None
) -> Wellbeing:
    """How a person is, from the first warning on. The log book says that it was recorded, not what: many read it.
    `person`: somebody of the plan, or `person_outside`."""
    incident = _not_closed(locked(author, incident_id))
    if person != author.person and not _cares_for(author, incident, person):
        raise NotAllowedError(_("บันทึกสถานภาพได้เฉพาะของตนเองและคนในทีมของท่าน"))
    if state not in STATES:
        raise InvalidInputError(_("โปรดเลือกสถานภาพ"))
    name = queries.name_outside(person) or _name(incident, person)
    when = moment_of(incident, at)
    detail = optional_words(detail, field="detail")
    last = Wellbeing.objects.filter(incident_id=incident.pk, person=person).order_by("at", "pk").last()
    if last is not None and (last.state, last.detail) == (state, detail):
        return last
    row = Wellbeing.objects.create(
        incident_id=incident.pk,
        person=person,
        state=state,
        detail=detail,
        at=when.incident,
        author_name=author.user.name,
    )
    data = {"person": person, "person_name": name, "record": row.pk}
    write(author, incident, "wellbeing.recorded", data, happened_at=when.real)
    return row


@transaction.atomic
def make_site_code(author: Membership, incident_id: int) -> str:
    """The four digits for the wall of the site; asked for again they stay the same."""
    require(author, Permission.DIRECT_RESPONSE)
    incident = _open(locked(author, incident_id))
    row, _made = SiteCode.objects.get_or_create(
        incident_id=incident.pk, defaults={"code": f"{secrets.randbelow(9000) + 1000}"}
    )
    return row.code


def person_outside(incident: Incident, name: str) -> str:
    """By what somebody is known whom the plan may not have: a clerk, a driver, a visitor. Who is in the plan by this
    name is that person."""
    name = required_words(name, _("โปรดเขียนชื่อ"), field="name", longest=queries.LONGEST_NAME_OUTSIDE)
    people, packed = plan_of(incident.plan_version).people, name.replace(" ", "")
    return next((p.id for p in people if p.full_name.replace(" ", "") == packed), queries.OUTSIDE + name)


def _not_closed(incident: Incident) -> Incident:
    if incident.stage == Incident.Stage.CLOSED:
        raise RefusedError(_("เหตุการณ์นี้ปิดแล้ว"), code="closed")
    return incident


def _open(incident: Incident) -> Incident:
    _not_closed(incident)
    if incident.activated_at is None:
        raise RefusedError(_("แผนยังไม่ประกาศใช้ ยังไม่ต้องรายงานตัว"), code="not-now")
    return incident


def _cares_for(author: Membership, incident: Incident, person: str) -> bool:
    if allowed(author, Permission.DIRECT_RESPONSE):
        return True
    mine = queries.team_people(plan_of(incident.plan_version), author.person)
    return allowed(author, Permission.VIEW_WELLBEING) and person in mine


def _name(incident: Incident, person: str) -> str:
    found = people_by_id(plan_of(incident.plan_version)).get(person)
    if found is None:
        raise NotFoundError(_("แผนไม่มีคนนี้"))
    return found.full_name
