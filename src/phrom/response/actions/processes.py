"""Processes: what state they are in since when; and work by hand, from the asking to the signing off."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.core.plan.document import Process
from phrom.core.plan.lookup import processes_by_id
from phrom.core.response.processes import PROCESS_STATES, ProcessState, people_of_process
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.actions import locked, write
from phrom.incidents.queries import Decision, Incident
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.plans.queries import plan_of
from phrom.response.actions.times import moment_of
from phrom.response.models import ManualWork, ProcessChange

MOST_FORMS = 200  # at a time


@transaction.atomic
def set_process_state(
    author: Membership, incident_id: int, process_id: str, state: str, *, note: str = "", at: datetime | None = None
) -> ProcessChange | None:
    """From `at` (the incident's time; None: now) on. The same state again changes nothing. Work by hand needs the
    approval of the head or who acts; an earlier time than the last change is refused, since it would rewrite it."""
    incident, process = _to_change(author, incident_id, process_id)
    known: ProcessState | None = next((s for s in PROCESS_STATES if s == state), None)
    if known is None:
        raise InvalidInputError(_("โปรดเลือกสถานะของกระบวนงาน"))
    if known == "manual" and not _approved(incident, process_id):
        raise RefusedError(_("การปฏิบัติงานด้วยมือต้องได้รับอนุมัติก่อน"), code="not-approved")
    when = moment_of(incident, at)
    last = ProcessChange.objects.filter(incident_id=incident.pk, process=process_id).order_by("at", "pk").last()
    if last is not None and last.state == known:
        return None
    if last is not None and when.incident < last.at:
        raise InvalidInputError(_("มีการบันทึกสถานะหลังเวลานี้แล้ว โปรดใส่เวลาหลังจากนั้น"), code="too-early", field="at")
    note = optional_words(note)
    change = ProcessChange.objects.create(
        incident_id=incident.pk,
        process=process_id,
        state=known,
        at=when.incident,
        person_name=author.user.name,
        note=note,
        author_id=author.user_id,
    )
    data = {"process": process.name, "process_state": known, "person_name": author.user.name, "note": note or "-"}
    write(author, incident, "process.changed", data | {"process_id": process_id}, happened_at=when.real)
    return change


@transaction.atomic
def ask_for_manual_work(author: Membership, incident_id: int, process_id: str, *, reason: str) -> Decision:
    """Ask the head to let a process be worked by hand."""
    incident, process = _to_change(author, incident_id, process_id)
    if not allowed(author, Permission.ASK_DECISION):
        raise NotAllowedError(_("หัวหน้าทีมหรือผู้ประสานงานเป็นผู้ขอปฏิบัติงานด้วยมือ"))
    if incident.activated_at is None:
        raise RefusedError(_("แผนยังไม่ประกาศใช้ จึงยังขอปฏิบัติงานด้วยมือไม่ได้"), code="not-now")
    reason = required_words(reason, _("โปรดเขียนว่าจะทำด้วยมืออย่างไร และเหตุใดจึงรอไม่ได้"))
    decision = incidents.ask(author, incident, "manual", reason, subject=process_id)
    write(author, incident, "manual.asked", {"process": process.name, "process_id": process_id, "reason": reason})
    return decision


@transaction.atomic
def decide_manual_work(
    decider: Membership, incident_id: int, decision_id: int, *, approved: bool, remark: str = "", as_person: str = ""
) -> Decision:
    """The head's answer, or that of who acts. Approved: the process is worked by hand from now on, its clock stops."""
    incident = locked(decider, incident_id)
    decision = incidents.decision_of(incident, decision_id)
    if decision.matter != "manual":
        raise NotFoundError(_("ไม่มีคำขอนี้"))
    if decision.decided_at is not None and decision.approved is approved:
        return decision
    by = incidents.who_decides(decider, incident, decision, as_person)
    incidents.settle(decision, by, approved=approved, remark=remark)
    process = _process(incident, decision.subject)
    data = {"process": process.name, "process_id": process.id, **incidents.said_by(by)}
    if not approved:
        write(decider, incident, "manual.rejected", data | {"reason": decision.remark})
        return decision
    ManualWork.objects.create(incident_id=incident.pk, process=process.id, decision=decision)
    write(decider, incident, "manual.approved", data)
    ProcessChange.objects.create(
        incident_id=incident.pk,
        process=process.id,
        state="manual",
        at=decision.decided_at or decision.asked_at,
        person_name=by.played or decider.user.name,
        author_id=decider.user_id,
    )
    return decision


@transaction.atomic
def count_backlog(
    author: Membership,
    incident_id: int,
    process_id: str,
    *,
    forms: int | None = None,
    keyed: int | None = None,
    checked: int | None = None,
) -> ManualWork:
    """How many numbered forms were used, keyed in, and compared with the paper; None leaves a count as it is. Nobody
    checks more than what others keyed in."""
    incident, process = _to_change(author, incident_id, process_id)
    work = _manual_work(incident, process_id)
    before = (work.forms, work.keyed, work.checked)
    if forms is not None:
        work.forms = forms
    own_checked = _count(work, author, keyed, checked)
    if not 0 <= work.checked <= work.keyed <= work.forms <= 1_000_000:
        words = _("จำนวนไม่ตรงกัน: ตรวจทานต้องไม่เกินที่บันทึกเข้าระบบ และบันทึกต้องไม่เกินแบบฟอร์มที่ใช้")
        raise InvalidInputError(words, code="counts")
    if own_checked:
        raise RefusedError(_("ผู้บันทึกเข้าระบบตรวจทานงานของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")
    if (work.forms, work.keyed, work.checked) == before:
        return work
    work.save()
    counts = {"forms": work.forms, "keyed": work.keyed, "checked": work.checked}
    write(author, incident, "backlog.counted", {"process": process.name, "process_id": process_id, **counts})
    return work


def _count(work: ManualWork, author: Membership, keyed: int | None, checked: int | None) -> bool:
    """The new counts, and whose they are; whether the author would have checked forms of their own."""
    me = str(author.user_id)
    keyed_of = work.keyed_of or {str(work.keyed_by_id): work.keyed}
    checked_of = work.checked_of or {str(work.checked_by_id): work.checked}
    if keyed is not None and keyed != work.keyed:
        keyed_of = keyed_of | {me: max(0, keyed_of.get(me, 0) + keyed - work.keyed)}
        work.keyed, work.keyed_by_id, work.keyed_of = keyed, author.user_id, keyed_of
    more = checked is not None and checked > work.checked
    if checked is not None and checked != work.checked:
        checked_of = checked_of | {me: max(0, checked_of.get(me, 0) + checked - work.checked)}
        work.checked, work.checked_by_id, work.checked_of = checked, author.user_id, checked_of
    return more and checked_of[me] > work.keyed - keyed_of.get(me, 0)


@transaction.atomic
def print_forms(author: Membership, incident_id: int, process_id: str, count: int | None) -> tuple[int, int]:
    """Take the next numbers for `count` paper forms: first and last. No number is given twice."""
    incident, process = _to_change(author, incident_id, process_id)
    work = _manual_work(incident, process_id)
    if count is None or not 0 < count <= MOST_FORMS:
        raise InvalidInputError(_("พิมพ์ได้ครั้งละ 1 ถึง %(n)s ฉบับ") % {"n": MOST_FORMS}, field="count")
    first, work.printed = work.printed + 1, work.printed + count
    work.save(update_fields=["printed"])
    data = {"process": process.name, "process_id": process_id, "first": first, "last": work.printed}
    write(author, incident, "forms.printed", data)
    return first, work.printed


@transaction.atomic
def sign_backlog_off(author: Membership, incident_id: int, process_id: str) -> ManualWork:
    """Everything that was done by hand is in the system and was checked by a second person."""
    incident, process = _to_change(author, incident_id, process_id)
    if not allowed(author, Permission.ASK_DECISION):
        raise NotAllowedError(_("หัวหน้าทีมหรือผู้ประสานงานเป็นผู้ลงชื่อรับรอง"))
    work = _manual_work(incident, process_id)
    if work.checked < work.forms:
        left = work.forms - work.checked
        raise RefusedError(_("ยังรับรองไม่ได้ เหลือ %(n)s ฉบับที่ยังไม่ได้ตรวจทาน") % {"n": left}, code="backlog-left")
    work.signed_at, work.signed_by_id = moment_of(incident, None).incident, author.user_id
    work.save()
    write(author, incident, "backlog.signed_off", {"process": process.name, "forms": work.forms})
    return work


def _approved(incident: Incident, process_id: str) -> bool:
    return ManualWork.objects.filter(incident_id=incident.pk, process=process_id).exists()


def _manual_work(incident: Incident, process_id: str) -> ManualWork:
    work = ManualWork.objects.filter(incident_id=incident.pk, process=process_id).order_by("pk").last()
    if work is None:
        raise NotFoundError(_("กระบวนงานนี้ไม่ได้รับอนุมัติให้ปฏิบัติงานด้วยมือ"))
    if work.signed_at is not None:
        raise RefusedError(_("งานค้างของกระบวนงานนี้รับรองแล้ว แก้ไม่ได้อีก"), code="signed")
    return work


def _process(incident: Incident, process_id: str) -> Process:
    found = processes_by_id(plan_of(incident.plan_version)).get(process_id)
    if found is None:
        raise NotFoundError(_("แผนไม่มีกระบวนงานนี้"))
    return found


def _to_change(author: Membership, incident_id: int, process_id: str) -> tuple[Incident, Process]:
    """The process in the locked, open incident; who directs may change each, others those of their own units."""
    incident = locked(author, incident_id)
    process = _process(incident, process_id)
    if incident.stage == Incident.Stage.CLOSED:
        raise RefusedError(_("เหตุการณ์นี้ปิดแล้ว"), code="closed")
    if may_change_process(author, incident, process):
        return incident, process
    raise NotAllowedError(_("กระบวนงานนี้เป็นของกลุ่มงานอื่น ขอให้กลุ่มงานนั้นหรือผู้ประสานงานบันทึก"))


def may_change_process(author: Membership, incident: Incident, process: Process) -> bool:
    """For pages: whether `set_process_state` would let this person."""
    if allowed(author, Permission.DIRECT_RESPONSE):
        return True
    own = people_of_process(plan_of(incident.plan_version), process)
    return allowed(author, Permission.DO_TASKS) and bool(author.person) and author.person in own
