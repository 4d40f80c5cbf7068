"""Power: planned cuts entered ahead, and when it came back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.incidents import queries
from phrom.incidents.actions.record import locked_open, said_moment, write
from phrom.incidents.models import Incident, PowerCut
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words

LONGEST_CUT = timedelta(days=14)


@transaction.atomic
def announce_power_cut(
    author: Membership, *, begins_at: datetime | None, ends_at: datetime | None, note: str = ""
) -> PowerCut:
    """A cut that the electricity authority has announced, in real time."""
    require(author, Permission.ASK_DECISION)
    if begins_at is None or ends_at is None or ends_at <= begins_at:
        raise InvalidInputError(_("โปรดใส่วันและเวลาที่ดับและที่กลับมา เวลากลับมาต้องอยู่หลังเวลาดับ"), field="ends_at")
    if ends_at <= clock.now():
        raise InvalidInputError(_("การดับไฟนี้ผ่านไปแล้ว ใส่เฉพาะที่จะมาถึง"), field="begins_day")
    if ends_at - begins_at > LONGEST_CUT:
        raise InvalidInputError(_("ไฟฟ้าดับตามแผนนานเกิน 14 วัน โปรดตรวจวันที่อีกครั้ง"), field="ends_day")
    cut = PowerCut.objects.create(
        organisation_id=author.organisation_id,
        begins_at=begins_at,
        ends_at=ends_at,
        note=optional_words(note, longest=300),
        author_name=author.user.name,
    )
    data = {"begins": said_moment(begins_at), "ends": said_moment(ends_at), "note": cut.note or "-"}
    write_entry(author.organisation_id, "power_cut.announced", data, author=author)
    return cut


@transaction.atomic
def withdraw_power_cut(author: Membership, cut_id: int) -> None:
    """It will not happen, or was entered wrongly. Twice is once."""
    require(author, Permission.ASK_DECISION)
    cut = PowerCut.objects.filter(organisation_id=author.organisation_id, pk=cut_id).first()
    if cut is None:
        raise NotFoundError(_("ไม่มีการดับไฟนี้"))
    if cut.withdrawn_at is None:
        cut.withdrawn_at = clock.now()
        cut.save(update_fields=["withdrawn_at"])
        data = {"begins": said_moment(cut.begins_at), "ends": said_moment(cut.ends_at)}
        write_entry(author.organisation_id, "power_cut.withdrawn", data, author=author)


@transaction.atomic
def power_is_back(author: Membership, incident_id: int, *, at: datetime | None = None) -> Incident:
    """From here the plan's targets "after the power returns" are counted. `at`: the incident's time; None: now. Said
    again it is put right, and both stand in the log book."""
    require(author, Permission.DO_TASKS)
    incident = locked_open(author, incident_id)
    now = queries.incident_now(incident)
    moment = at or now
    if moment > now + timedelta(minutes=2):
        raise InvalidInputError(_("เวลานี้ยังมาไม่ถึง"), code="time-to-come", field="at")
    if moment < incident.opened_at.replace(second=0, microsecond=0):
        raise RefusedError(_("เวลานี้อยู่ก่อนเปิดเหตุการณ์"), code="too-early")
    incident.power_back_at = min(moment, now)
    incident.save(update_fields=["power_back_at"])
    data = {"moment": said_moment(incident.power_back_at), "person_name": author.user.name}
    write(author, incident, "power.returned", data)
    return incident
