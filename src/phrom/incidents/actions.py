"""Opening incidents: practice at once, real ones by two people; each runs on the frozen approved plan."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.actions import close_codes, start_callout
from phrom.channels.registry import usable_channels
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, Mode, build_call_tree
from phrom.core.plan.document import Plan, Threat
from phrom.errors import NotFoundError, RefusedError
from phrom.incidents import queries
from phrom.incidents.models import Activation, Incident
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans.queries import PlanVersion, approved_version, plan_of


def start_practice(
    author: Membership, threat: str, *, request_key: str, mode: Mode = "both", fast: bool = False
) -> Incident:
    """Open a marked incident and start its call tree on the practice phones. The same `request_key` twice is once."""
    require(author, Permission.START_PRACTICE)
    try:
        with transaction.atomic():
            incident = _open(author, threat, practice=True, request_key=request_key)
            _call(author, incident, mode, CalloutSettings.fast_practice() if fast else CalloutSettings.practice())
            return incident
    except IntegrityError:
        return _already_open(author, request_key)


def propose_activation(author: Membership, threat: str, *, request_key: str) -> Incident:
    """Open a real incident and ask for the plan to be put in force. Nobody is told yet."""
    require(author, Permission.PROPOSE_ACTIVATION)
    try:
        with transaction.atomic():
            incident = _open(author, threat, practice=False, request_key=request_key)
            Activation.objects.create(incident=incident, proposed_at=clock.now(), proposed_by_id=author.user_id)
            _write(author, incident, "activation.proposed", {"threat": incident.threat_name})
            return incident
    except IntegrityError:
        return _already_open(author, request_key)


@transaction.atomic
def approve_activation(approver: Membership, incident_id: int, *, mode: Mode = "both") -> Incident:
    """Another person than who proposed puts the plan in force: the call tree starts. Approving twice calls once."""
    require(approver, Permission.APPROVE_ACTIVATION)
    incident = queries.incident_numbered(approver.organisation_id, incident_id)
    activation = Activation.objects.select_for_update().filter(incident=incident).first()
    if activation is None:
        raise NotFoundError(_("ไม่มีข้อเสนอประกาศใช้แผน"))
    if activation.approved:
        return incident
    if activation.decided_at is not None:
        raise RefusedError(_("ข้อเสนอนี้มีผู้ตัดสินใจแล้ว"), code="decided")
    if activation.proposed_by_id == approver.user_id:
        raise RefusedError(_("ผู้เสนออนุมัติข้อเสนอของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")
    activation.approved, activation.decided_at = True, clock.now()
    activation.decided_by_id = approver.user_id
    activation.save()
    incident.stage = Incident.Stage.CRISIS
    incident.save(update_fields=["stage"])
    _write(approver, incident, "activation.approved", {"threat": incident.threat_name})
    settings = CalloutSettings.model_validate(CalloutSettings.real().model_dump() | {"channels": usable_channels()})
    _call(approver, incident, mode, settings)
    return incident


@transaction.atomic
def close_incident(author: Membership, incident_id: int) -> Incident:
    """The incident is over. Closing twice is once."""
    incident = queries.incident_numbered(author.organisation_id, incident_id)
    require(author, Permission.START_PRACTICE if incident.practice else Permission.APPROVE_ACTIVATION)
    if incident.stage != Incident.Stage.CLOSED:
        incident.stage, incident.closed_at = Incident.Stage.CLOSED, clock.now()
        incident.save(update_fields=["stage", "closed_at"])
        close_codes(incident.pk)
        _write(author, incident, "incident.closed", {"threat": incident.threat_name})
    return incident


def _open(author: Membership, threat_id: str, *, practice: bool, request_key: str) -> Incident:
    version = _version_in_force(author)
    plan = plan_of(version)
    threat = _threat(plan, threat_id)
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
    _write(author, incident, "incident.opened", {"threat": threat.name, "version": version.number})
    return incident


def _version_in_force(author: Membership) -> PlanVersion:
    version = approved_version(author.organisation_id)
    if version is None:
        raise RefusedError(_("ยังไม่มีแผนที่อนุมัติแล้ว โปรดขออนุมัติแผนก่อน"), code="no-approved-plan")
    return version


def _threat(plan: Plan, threat_id: str) -> Threat:
    for threat in plan.threats:
        if threat.id == threat_id:
            return threat
    raise NotFoundError(_("แผนไม่มีภัยนี้"))


def _call(author: Membership, incident: Incident, mode: Mode, settings: CalloutSettings) -> None:
    plan = plan_of(incident.plan_version)
    start_callout(
        author,
        incident_id=incident.pk,
        practice=incident.practice,
        tree=build_call_tree(plan, mode),
        settings=settings,
        message=message_of(plan, incident.threat_name),
    )


def message_of(plan: Plan, threat_name: str) -> dict[str, Any]:
    """What the call says, before each person's own code is put in."""
    site = plan.sites[0].name if plan.sites else None
    return {"office": plan.organisation.name, "threat": threat_name, "place": site}


def preview_tree(plan: Plan, mode: Mode = "both") -> CallTree:
    return build_call_tree(plan, mode)


def _already_open(author: Membership, request_key: str) -> Incident:
    return Incident.objects.get(organisation_id=author.organisation_id, request_key=request_key)


def _write(author: Membership, incident: Incident, kind: str, data: dict[str, Any]) -> None:
    write_entry(
        author.organisation_id, kind, data, author=author, practice=incident.practice, incident_id=incident.pk
    )
