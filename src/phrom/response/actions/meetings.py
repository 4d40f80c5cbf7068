"""Meetings of the continuity team: called, held, minutes edited and approved by another person."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phrom.core.plan.lookup import people_by_id
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.incidents.actions import locked, locked_open, said_moment, write
from phrom.incidents.queries import Incident, incident_now
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.plans.queries import plan_of
from phrom.response.actions.approval import approval_by, checked_text, require_revision
from phrom.response.actions.times import moment_of
from phrom.response.models import Meeting

MOST_RESOLVED = 50  # lines


@transaction.atomic
def call_meeting(
    author: Membership, incident_id: int, *, starts_at: datetime | None, place: str, agenda: str = ""
) -> Meeting:
    """`starts_at`: the incident's time; None: now."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    now = incident_now(incident)
    last = Meeting.objects.filter(incident_id=incident.pk).aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        incident_id=incident.pk,
        number=last + 1,
        starts_at=starts_at or now,
        place=required_words(place, _("โปรดเขียนว่าประชุมที่ใด"), field="place", longest=300),
        agenda=optional_words(agenda, field="agenda"),
        called_at=now,
        called_by_name=author.user.name,
    )
    data = {"number": meeting.number, "when": said_moment(meeting.starts_at), "place": meeting.place}
    write(author, incident, "meeting.called", data | {"person_name": author.user.name})
    return meeting


@transaction.atomic
def cancel_meeting(author: Membership, incident_id: int, number: int) -> Meeting:
    require(author, Permission.ASK_DECISION)
    incident, meeting = _found(locked_open(author, incident_id), number)
    if meeting.held_at is not None:
        raise RefusedError(_("ประชุมครั้งนี้จัดแล้ว ยกเลิกไม่ได้"), code="held")
    if meeting.cancelled_at is None:
        meeting.cancelled_at = incident_now(incident)
        meeting.save(update_fields=["cancelled_at"])
        write(author, incident, "meeting.cancelled", {"number": number})
    return meeting


@transaction.atomic
def hold_meeting(
    author: Membership,
    incident_id: int,
    number: int,
    *,
    present: Sequence[str],
    guests: str = "",
    resolved: str,
    at: datetime | None = None,
) -> Meeting:
    """Who was there and what was resolved, a line each; may be put right until the minutes are approved."""
    require(author, Permission.ASK_DECISION)
    incident, meeting = _open_minutes(author, incident_id, number)
    if meeting.cancelled_at is not None:
        raise RefusedError(_("ประชุมครั้งนี้ยกเลิกแล้ว โปรดเรียกประชุมใหม่"), code="cancelled")
    known = people_by_id(plan_of(incident.plan_version))
    people = [p for p in dict.fromkeys(present) if p in known]
    if not people:
        raise InvalidInputError(_("โปรดทำเครื่องหมายว่าใครมาประชุม"))
    lines = [optional_words(line, field="resolved") for line in resolved.splitlines()]
    meeting.present, meeting.resolved = people, [line for line in lines if line][:MOST_RESOLVED]
    meeting.guests = optional_words(guests, field="guests")
    when = moment_of(incident, at)
    meeting.held_at = when.incident if at is not None or meeting.held_at is None else meeting.held_at
    meeting.save()
    data = {"number": number, "present_count": len(people), "resolved": "; ".join(meeting.resolved) or "-"}
    write(author, incident, "meeting.held", data | {"present": people}, happened_at=when.real)
    return meeting


@transaction.atomic
def keep_minutes(author: Membership, incident_id: int, number: int, text: str, *, revision: int) -> Meeting:
    """The minutes as drafted or edited."""
    require(author, Permission.ASK_DECISION)
    _incident, meeting = _open_minutes(author, incident_id, number)
    if meeting.held_at is None:
        raise RefusedError(_("ยังไม่ได้บันทึกว่าใครมาประชุม"), code="not-held")
    text = checked_text(text)
    require_revision(meeting.revision, revision)
    meeting.minutes, meeting.revision, meeting.drafted_by_id = text + "\n", revision + 1, author.user_id
    meeting.save(update_fields=["minutes", "revision", "drafted_by"])
    return meeting


@transaction.atomic
def approve_minutes(
    approver: Membership, incident_id: int, number: int, *, revision: int, as_person: str = ""
) -> Meeting:
    """By the head or an alternate of the head, never by who wrote them; from then on they stand."""
    incident, meeting = _open_minutes(approver, incident_id, number)
    if not meeting.minutes or meeting.drafted_by_id is None:
        raise RefusedError(_("ยังไม่มีรายงานการประชุมให้รับรอง"), code="no-minutes")
    approval = approval_by(approver, incident, meeting.drafted_by_id, as_person)
    require_revision(meeting.revision, revision)
    meeting.approved_at, meeting.approved_by_name = incident_now(incident), approval.name
    meeting.save(update_fields=["approved_at", "approved_by_name"])
    write(approver, incident, "minutes.approved", {"number": number, "by": approval.said})
    return meeting


def _open_minutes(author: Membership, incident_id: int, number: int) -> tuple[Incident, Meeting]:
    incident, meeting = _found(locked(author, incident_id), number)
    if meeting.approved_at is not None:
        raise RefusedError(_("รายงานการประชุมครั้งนี้รับรองแล้ว แก้ไม่ได้อีก"), code="approved")
    return incident, meeting


def _found(incident: Incident, number: int) -> tuple[Incident, Meeting]:
    meeting = Meeting.objects.select_for_update().filter(incident_id=incident.pk, number=number).first()
    if meeting is None:
        raise NotFoundError(_("ไม่มีการประชุมครั้งนี้"))
    return incident, meeting
