"""Situation reports: drafted from what is known, edited, approved by another person, then frozen and sent on; and notes
on the situation."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phrom.errors import NotFoundError, RefusedError
from phrom.incidents.actions import locked, locked_open, write
from phrom.incidents.queries import Incident, incident_now
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.response.actions.approval import approval_by, checked_text, require_revision
from phrom.response.actions.times import moment_of
from phrom.response.models import ReportSent, SituationReport


@transaction.atomic
def note_situation(author: Membership, incident_id: int, text: str, *, at: datetime | None = None) -> None:
    """What is seen or heard, for everybody: water, roads, warnings. `at`: the incident's time, if it was before."""
    require(author, Permission.WRITE_LOG)
    incident = locked_open(author, incident_id)
    text = required_words(text, _("โปรดเขียนสถานการณ์ที่ทราบ"), field="text")
    write(author, incident, "situation.noted", {"text": text}, happened_at=moment_of(incident, at).real)


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
    text = checked_text(text)
    require_revision(report.revision, revision)
    report.text, report.revision = text + "\n", revision + 1
    report.save(update_fields=["text", "revision"])
    return report


@transaction.atomic
def approve_report(
    approver: Membership, incident_id: int, number: int, *, revision: int, as_person: str = ""
) -> SituationReport:
    """By the head or an alternate of the head, never by the drafter; from then on the text stands."""
    incident, report = _draft(approver, incident_id, number)
    approval = approval_by(approver, incident, report.drafted_by_id, as_person)
    require_revision(report.revision, revision)
    report.approved_at, report.approved_by_name = incident_now(incident), approval.name
    report.save(update_fields=["approved_at", "approved_by_name"])
    write(approver, incident, "situation_report.approved", {"number": number, "by": approval.said})
    return report


@transaction.atomic
def record_report_sent(
    author: Membership, incident_id: int, number: int, *, receiver: str, way: str = "", at: datetime | None = None
) -> ReportSent:
    """An approved report went to somebody outside the call tree: the governor's office, a ministry, a chat."""
    require(author, Permission.ASK_DECISION)
    incident = locked(author, incident_id)
    report = _numbered(incident, number)
    if report.approved_at is None:
        raise RefusedError(_("รายงานฉบับนี้ยังไม่อนุมัติ จึงยังส่งไม่ได้"), code="not-approved")
    receiver = required_words(receiver, _("โปรดเขียนว่าส่งถึงใคร"), field="receiver", longest=300)
    way = optional_words(way, field="way", longest=300)
    when = moment_of(incident, at)
    sent = ReportSent.objects.create(
        report=report, receiver=receiver, way=way, at=when.incident, person_name=author.user.name
    )
    data = {"number": number, "receiver": receiver, "way": way or "-", "person_name": author.user.name}
    write(author, incident, "situation_report.sent", data, happened_at=when.real)
    return sent


def _draft(author: Membership, incident_id: int, number: int) -> tuple[Incident, SituationReport]:
    incident = locked(author, incident_id)
    report = _numbered(incident, number)
    if report.approved_at is not None:
        raise RefusedError(_("รายงานฉบับนี้อนุมัติแล้ว แก้ไม่ได้อีก ให้ร่างฉบับถัดไป"), code="approved")
    return incident, report


def _numbered(incident: Incident, number: int) -> SituationReport:
    report = SituationReport.objects.filter(incident_id=incident.pk, number=number).first()
    if report is None:
        raise NotFoundError(_("ไม่มีรายงานฉบับนี้"))
    return report
