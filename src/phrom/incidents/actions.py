"""Opening incidents: practice at once, real ones by two people; each runs on the frozen approved plan."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.actions import start_callout, stop_callout
from phrom.callouts.queries import callout_of_incident
from phrom.channels.registry import usable_channels
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import Mode, build_call_tree
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.incidents import queries
from phrom.incidents.models import Activation, Incident
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of


def practice_settings(*, fast: bool) -> CalloutSettings:
    return CalloutSettings.fast_practice() if fast else CalloutSettings.practice()


def real_settings() -> CalloutSettings:
    """With the channels that can be used now; without any, everybody is phoned by hand."""
    return CalloutSettings.model_validate(CalloutSettings.real().model_dump() | {"channels": usable_channels()})


def start_practice(
    author: Membership, threat: str, *, request_key: str, mode: Mode = "both", fast: bool = False
) -> Incident:
    """Open a marked incident and start its call tree on the practice phones. The same `request_key` twice is once."""
    require(author, Permission.START_PRACTICE)
    try:
        with transaction.atomic():
            incident = _open(author, threat, practice=True, request_key=request_key)
            _call(author, incident, mode, practice_settings(fast=fast))
            return incident
    except IntegrityError as error:
        return _already_open(author, request_key, error)


def propose_activation(author: Membership, threat: str, *, request_key: str, reason: str) -> Incident:
    """Open a real incident and ask for the plan to be put in force. Nobody is told yet."""
    require(author, Permission.PROPOSE_ACTIVATION)
    reason = _words(reason, _("โปรดเขียนสั้น ๆ ว่าเกิดอะไรขึ้น เพื่อให้ผู้อนุมัติตัดสินใจได้"))
    try:
        with transaction.atomic():
            incident = _open(author, threat, practice=False, request_key=request_key)
            Activation.objects.create(
                incident=incident, reason=reason, proposed_at=clock.now(), proposed_by_id=author.user_id
            )
            _write(author, incident, "activation.proposed", {"threat": incident.threat_name, "reason": reason})
            return incident
    except IntegrityError as error:
        return _already_open(author, request_key, error)


@transaction.atomic
def approve_activation(approver: Membership, incident_id: int, *, mode: Mode = "both") -> Incident:
    """Another person than who proposed puts the plan in force: the call tree starts. Approving twice calls once."""
    incident, activation = _to_decide(approver, incident_id)
    if activation.approved:
        return incident
    _require_open_question(approver, activation)
    _decide(activation, approver, approved=True)
    incident.stage = Incident.Stage.CRISIS
    incident.save(update_fields=["stage"])
    people = len(build_call_tree(plan_of(incident.plan_version), mode).first_called)
    _write(approver, incident, "activation.approved", {"threat": incident.threat_name, "people_count": people})
    _call(approver, incident, mode, real_settings())
    return incident


@transaction.atomic
def reject_activation(approver: Membership, incident_id: int, *, reason: str) -> Incident:
    """The plan is not put in force, nobody is told, and the incident is closed. Rejecting twice is once."""
    incident, activation = _to_decide(approver, incident_id)
    if activation.approved is False:
        return incident
    _require_open_question(approver, activation)
    reason = _words(reason, _("โปรดเขียนเหตุผลที่ไม่อนุมัติ"))
    _decide(activation, approver, approved=False, remark=reason)
    incident.stage, incident.closed_at = Incident.Stage.CLOSED, clock.now()
    incident.save(update_fields=["stage", "closed_at"])
    _write(approver, incident, "activation.rejected", {"threat": incident.threat_name, "reason": reason})
    return incident


@transaction.atomic
def close_incident(author: Membership, incident_id: int) -> Incident:
    """The incident is over: nothing more is called, its codes may be given again. Closing twice is once."""
    incident = _locked(author, incident_id)
    require(author, Permission.START_PRACTICE if incident.practice else Permission.APPROVE_ACTIVATION)
    if incident.stage == Incident.Stage.CLOSED:
        return incident
    try:
        callout = callout_of_incident(incident.pk, author.organisation_id)
    except NotFoundError:
        pass  # a real incident whose activation nobody approved has called nobody
    else:
        stop_callout(author, callout.pk, reason={"th": "ปิดเหตุการณ์", "en": "incident closed"})
    incident.stage, incident.closed_at = Incident.Stage.CLOSED, clock.now()
    incident.save(update_fields=["stage", "closed_at"])
    kind = "exercise.closed" if incident.practice else "incident.closed"
    _write(author, incident, kind, {"title": incident.threat_name})
    return incident


def _open(author: Membership, threat_id: str, *, practice: bool, request_key: str) -> Incident:
    version = approved_version(author.organisation_id)
    if version is None:
        raise RefusedError(_("ยังไม่มีแผนที่อนุมัติแล้ว โปรดขออนุมัติแผนก่อน"), code="no-approved-plan")
    if not 8 <= len(request_key) <= 64:
        raise InvalidInputError(_("แบบฟอร์มนี้ไม่ครบ โปรดเปิดหน้าใหม่แล้วส่งอีกครั้ง"))
    threat = queries.threat_of(plan_of(version), threat_id)
    incident = Incident.objects.create(
        organisation_id=author.organisation_id,
        plan_version=version,
        threat=threat.id,
        threat_name=threat.name,
        practice=practice,
        stage=Incident.Stage.CRISIS if practice else Incident.Stage.ONSET,
        opened_at=clock.now(),
        opened_by_id=author.user_id,
        request_key=request_key,
    )
    kind = "exercise.opened" if practice else "incident.opened"
    _write(author, incident, kind, {"title": threat.name, "version": version.number})
    return incident


def _call(author: Membership, incident: Incident, mode: Mode, settings: CalloutSettings) -> None:
    plan = plan_of(incident.plan_version)
    start_callout(
        author,
        incident_id=incident.pk,
        practice=incident.practice,
        tree=build_call_tree(plan, mode),
        settings=settings,
        message=queries.message_of(plan, queries.threat_of(plan, incident.threat)),
    )


def _to_decide(approver: Membership, incident_id: int) -> tuple[Incident, Activation]:
    require(approver, Permission.APPROVE_ACTIVATION)
    incident = _locked(approver, incident_id)
    activation = Activation.objects.filter(incident=incident).first()
    if activation is None:
        raise NotFoundError(_("ไม่มีข้อเสนอประกาศใช้แผน"))
    return incident, activation


def _require_open_question(approver: Membership, activation: Activation) -> None:
    if activation.decided_at is not None or activation.incident.stage == Incident.Stage.CLOSED:
        raise RefusedError(_("ข้อเสนอนี้มีผู้ตัดสินใจแล้ว"), code="decided")
    if activation.proposed_by_id == approver.user_id:
        raise RefusedError(_("ผู้เสนออนุมัติข้อเสนอของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")


def _decide(activation: Activation, approver: Membership, *, approved: bool, remark: str = "") -> None:
    activation.approved, activation.remark, activation.decided_at = approved, remark, clock.now()
    activation.decided_by_id = approver.user_id
    activation.save()


def _locked(author: Membership, incident_id: int) -> Incident:
    """The incident's row is the first lock of every change to it; raises NotFoundError, also for another office's."""
    queries.incident_numbered(author.organisation_id, incident_id)
    return Incident.objects.select_for_update().get(pk=incident_id)


def _already_open(author: Membership, request_key: str, error: IntegrityError) -> Incident:
    """The button was pressed twice; anything else is our mistake."""
    found = Incident.objects.filter(organisation_id=author.organisation_id, request_key=request_key).first()
    if found is None:
        raise error
    return found


def _words(text: str, missing: str) -> str:
    text = " ".join(text.replace("\0", "").split())[:1000]
    if not text:
        raise InvalidInputError(missing, code="reason-missing")
    return text


def _write(author: Membership, incident: Incident, kind: str, data: dict[str, Any]) -> None:
    write_entry(author.organisation_id, kind, data, author=author, practice=incident.practice, incident_id=incident.pk)
