"""Situation reports: drafted from what is known, edited, approved by another person, then frozen; and notes on it."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents.actions import locked, required_words, write
from phrom.incidents.queries import Incident, head_name, incident_now, stands_in_order
from phrom.offices.access import Membership, allowed, require
from phrom.offices.roles import Permission
from phrom.response.models import SituationReport

LONGEST = 20_000  # characters


@transaction.atomic
def note_situation(author: Membership, incident_id: int, text: str) -> None:
    """What is seen or heard, for everybody: water, roads, warnings."""
    require(author, Permission.WRITE_LOG)
    incident = locked(author, incident_id)
    if incident.stage == Incident.Stage.CLOSED:
        raise RefusedError(_("เหตุการณ์นี้ปิดแล้ว"), code="closed")
    text = required_words(text, _("โปรดเขียนสถานการณ์ที่ทราบ"))
    write(author, incident, "situation.noted", {"text": text})


@transaction.atomic
def draft_report(author: Membership, incident_id: int, text: str) -> SituationReport:
    """Keep a draft under the next number. One that waits for approval is edited, not drafted beside."""
    require(author, Permission.ASK_DECISION)
    incident = locked(author, incident_id)
    waiting = SituationReport.objects.filter(incident_id=incident.pk, approved_at=None).first()
    if waiting is not None:
        return waiting
    last = SituationReport.objects.filter(incident_id=incident.pk).aggregate(last=Max("number"))["last"] or 0
    report = SituationReport.objects.create(
        incident_id=incident.pk,
        number=last + 1,
        text=text,
        drafted_at=incident_now(incident),
        drafted_by_id=author.user_id,
    )
    write(author, incident, "situation_report.drafted", {"number": report.number})
    return report


@transaction.atomic
def edit_report(author: Membership, incident_id: int, number: int, text: str, *, revision: int) -> SituationReport:
    """A draft's new text. Two who edit at once: the second hears it and loses nothing of what they wrote."""
    require(author, Permission.ASK_DECISION)
    _incident, report = _draft(author, incident_id, number)
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise InvalidInputError(_("รายงานว่างเปล่าไม่ได้"))
    if len(text) > LONGEST:
        raise InvalidInputError(_("รายงานยาวเกิน %(n)s ตัวอักษร") % {"n": LONGEST})
    if report.revision != revision:
        raise RefusedError(_("มีผู้แก้ร่างนี้หลังจากท่านเปิด โปรดดูทั้งสองข้อความแล้วบันทึกอีกครั้ง"), code="edited-meanwhile")
    report.text, report.revision = text + "\n", revision + 1
    report.save(update_fields=["text", "revision"])
    return report


@transaction.atomic
def approve_report(approver: Membership, incident_id: int, number: int, *, revision: int) -> SituationReport:
    """By the head or an alternate of the head, never by the drafter; from then on the text stands."""
    incident, report = _draft(approver, incident_id, number)
    in_order = stands_in_order(incident, approver.person)
    if not in_order and not allowed(approver, Permission.APPROVE_ACTIVATION):
        raise NotAllowedError(_("หัวหน้าคณะหรือผู้ปฏิบัติหน้าที่แทนเป็นผู้อนุมัติรายงาน"))
    if report.drafted_by_id == approver.user_id:
        raise RefusedError(_("ผู้ร่างอนุมัติรายงานของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")
    if report.revision != revision:
        raise RefusedError(_("ร่างนี้ถูกแก้หลังจากท่านเปิด โปรดอ่านข้อความล่าสุดก่อนอนุมัติ"), code="edited-meanwhile")
    acting = (
        in_order and approver.user.name != head_name(incident) and not allowed(approver, Permission.APPROVE_ACTIVATION)
    )
    name = approver.user.name
    said = {"th": f"{name} ปฏิบัติหน้าที่แทน {head_name(incident)}", "en": f"{name}, acting for {head_name(incident)},"}
    report.approved_at, report.approved_by_name = incident_now(incident), said["th"] if acting else name
    report.save(update_fields=["approved_at", "approved_by_name"])
    write(approver, incident, "situation_report.approved", {"number": number, "by": said if acting else name})
    return report


def _draft(author: Membership, incident_id: int, number: int) -> tuple[Incident, SituationReport]:
    incident = locked(author, incident_id)
    report = SituationReport.objects.filter(incident_id=incident.pk, number=number).first()
    if report is None:
        raise NotFoundError(_("ไม่มีรายงานฉบับนี้"))
    if report.approved_at is not None:
        raise RefusedError(_("รายงานฉบับนี้อนุมัติแล้ว แก้ไม่ได้อีก ให้ร่างฉบับถัดไป"), code="approved")
    return incident, report
