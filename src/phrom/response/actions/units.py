"""What units report one by one (informed, backups, health, damage), shifts, and that the power is back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.core.plan.document import Plan, Unit
from phrom.core.plan.lookup import people_by_id, teams_of_unit, units_by_id
from phrom.core.response.party import Party, people_of
from phrom.core.response.shifts import LONGEST, Span, twice_booked
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents.actions import locked_open, said_moment, write
from phrom.incidents.queries import incident_now
from phrom.offices.access import Membership, allowed, require
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response.actions.times import moment_of
from phrom.response.models import Shift, UnitWord
from phrom.response.queries.units import MATTERS, shifts_of, span_of


@transaction.atomic
def report_for_unit(
    author: Membership,
    incident_id: int,
    unit_id: str,
    matter: str,
    *,
    well: bool,
    size: str = "",
    place: str = "",
    note: str = "",
    at: datetime | None = None,
) -> UnitWord:
    """Somebody of the unit, or who directs, says how the unit stands. What is not well needs its reason, a backup its
    size and place."""
    incident = locked_open(author, incident_id)
    plan = plan_of(incident.plan_version)
    unit = units_by_id(plan).get(unit_id)
    if unit is None or matter not in MATTERS:
        raise NotFoundError(_("แผนไม่มีกลุ่มงานนี้"))
    if not may_report_for(author, plan, unit):
        raise NotAllowedError(_("คนของกลุ่มงานนี้หรือผู้ประสานงานเป็นผู้รายงาน"))
    size, place, note = _short(size, 100), _short(place, 300), _short(note, 1000)
    if not well and not note:
        raise InvalidInputError(_("โปรดเขียนว่ามีปัญหาอะไร"), field="note")
    if well and matter == "backup" and not (size and place):
        raise InvalidInputError(_("โปรดเขียนขนาดของข้อมูลที่สำรอง และเก็บไว้ที่ใด"), field="size")
    when = moment_of(incident, at)
    row, _made = UnitWord.objects.update_or_create(
        incident_id=incident.pk,
        unit=unit_id,
        matter=matter,
        defaults={
            "well": well,
            "size": size,
            "place": place,
            "note": note,
            "at": when.incident,
            "person_name": author.user.name,
        },
    )
    said = ", ".join(words for words in (size, place, note) if words)
    data = {"unit": unit.name, "unit_matter": matter, "outcome": "well" if well else "unwell", "note": said or "-"}
    write(author, incident, "unit.reported", data | {"person_name": author.user.name}, happened_at=when.real)
    return row


def may_report_for(author: Membership, plan: Plan, unit: Unit) -> bool:
    if allowed(author, Permission.DIRECT_RESPONSE):
        return True
    teams = (Party("team", t.id) for t in teams_of_unit(plan, unit.id))
    people = {p for party in (Party("unit", unit.id), *teams) for p in people_of(plan, party)}
    return allowed(author, Permission.DO_TASKS) and bool(author.person) and author.person in people


@transaction.atomic
def plan_shift(
    author: Membership,
    incident_id: int,
    *,
    begins_at: datetime | None,
    ends_at: datetime | None,
    place: str,
    people: Sequence[str],
    note: str = "",
) -> Shift:
    """Nobody works in two shifts at once, and no shift is longer than a day."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    known = people_by_id(plan_of(incident.plan_version))
    chosen = tuple(p for p in dict.fromkeys(people) if p in known)
    if not chosen:
        raise InvalidInputError(_("โปรดเลือกว่าใครอยู่เวรนี้"))
    if begins_at is None or ends_at is None or ends_at <= begins_at:
        raise InvalidInputError(_("โปรดใส่เวลาเริ่มและเวลาเลิก เวลาเลิกต้องอยู่หลังเวลาเริ่ม"), field="begins")
    if ends_at - begins_at > LONGEST:
        raise InvalidInputError(_("เวรหนึ่งยาวได้ไม่เกิน 24 ชั่วโมง โปรดแบ่งเป็นหลายเวร"), field="ends")
    if place not in ("site", "home"):
        raise InvalidInputError(_("โปรดเลือกว่าทำงานที่สำรองหรือที่บ้าน"))
    twice = twice_booked(Span(begins_at, ends_at, chosen), [span_of(s) for s in shifts_of(incident)])
    if twice:
        names = ", ".join(known[p].full_name for p in twice)
        raise RefusedError(_("%(names)s มีเวรอื่นในเวลาเดียวกันแล้ว") % {"names": names}, code="twice")
    shift = Shift.objects.create(
        incident_id=incident.pk,
        begins_at=begins_at,
        ends_at=ends_at,
        place=place,
        people=list(chosen),
        note=_short(note, 300),
        person_name=author.user.name,
    )
    data = {"begins": said_moment(begins_at), "ends": said_moment(ends_at), "report_place": place}
    write(author, incident, "shift.planned", data | {"people_count": len(chosen), "people": list(chosen)})
    return shift


@transaction.atomic
def drop_shift(author: Membership, incident_id: int, shift_id: int) -> Shift:
    """The shift is not worked; dropping it twice is once."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    shift = Shift.objects.filter(incident_id=incident.pk, pk=shift_id).first()
    if shift is None:
        raise NotFoundError(_("ไม่มีเวรนี้"))
    if shift.dropped_at is None:
        shift.dropped_at = incident_now(incident)
        shift.save(update_fields=["dropped_at"])
        data = {"begins": said_moment(shift.begins_at), "ends": said_moment(shift.ends_at)}
        write(author, incident, "shift.dropped", data)
    return shift


def _short(text: str, longest: int) -> str:
    return " ".join(text.replace("\0", "").split())[:longest]
