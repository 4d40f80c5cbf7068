"""Opening incidents: watched at first, or a practice that calls at once; each runs on the frozen approved plan."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.actions import start_callout
from phrom.channels.registry import usable_channels
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import Mode, build_call_tree
from phrom.errors import InvalidInputError, RefusedError
from phrom.incidents import queries
from phrom.incidents.actions.decisions import ask
from phrom.incidents.actions.record import locked, write
from phrom.incidents.models import Decision, Incident
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words
from phrom.plans.queries import approved_version, plan_of


def practice_settings(*, fast: bool) -> CalloutSettings:
    return CalloutSettings.fast_practice() if fast else CalloutSettings.practice()


def real_settings(organisation_id: int, threat: str, stage: str) -> CalloutSettings:
    """As the office has chosen, with the channels that can be used now; without any, everybody is phoned by hand."""
    return queries.calling_way(organisation_id, threat, stage).settings(usable_channels(), clock.now())


def settings_for(incident: Incident, stage: str) -> CalloutSettings:
    """How a call of this incident in this stage goes out."""
    if incident.practice:
        return practice_settings(fast=incident.fast)
    return real_settings(incident.organisation_id, incident.threat, stage)


def start_practice(
    author: Membership, threat: str, *, request_key: str, mode: Mode | None = None, fast: bool = False
) -> Incident:
    """Open a marked incident and start its call tree on the practice phones. The same `request_key` twice is once."""
    require(author, Permission.START_PRACTICE)
    try:
        with transaction.atomic():
            incident = _open(author, threat, practice=True, request_key=request_key, calling=True, fast=fast)
            call(author, incident, mode)
            return incident
    except IntegrityError as error:
        return _already_open(author, request_key, error)


def watch_incident(
    author: Membership, threat: str, *, request_key: str, practice: bool, note: str = "", fast: bool = False
) -> Incident:
    """Open an incident at its onset: the steps of this stage can be worked, nobody is told, nothing is asked yet."""
    require(author, Permission.START_PRACTICE if practice else Permission.PROPOSE_ACTIVATION)
    try:
        with transaction.atomic():
            incident = _open(author, threat, practice=practice, request_key=request_key, calling=False, fast=fast)
            if note.strip():
                write(author, incident, "situation.noted", {"text": required_words(note, "", field="note")})
            return incident
    except IntegrityError as error:
        return _already_open(author, request_key, error)


def propose_activation(author: Membership, threat: str, *, request_key: str, reason: str) -> Incident:
    """Open a real incident and ask for the plan to be put in force. Nobody is told yet."""
    require(author, Permission.PROPOSE_ACTIVATION)
    try:
        with transaction.atomic():
            incident = _open(author, threat, practice=False, request_key=request_key, calling=False)
            _ask_for_activation(author, incident, reason)
            return incident
    except IntegrityError as error:
        return _already_open(author, request_key, error)


@transaction.atomic
def propose_activation_of(author: Membership, incident_id: int, *, reason: str) -> Decision:
    """Ask for the plan to be put in force in an incident that is being watched."""
    incident = locked(author, incident_id)
    require(author, Permission.START_PRACTICE if incident.practice else Permission.PROPOSE_ACTIVATION)
    return _ask_for_activation(author, incident, reason)


def _ask_for_activation(author: Membership, incident: Incident, reason: str) -> Decision:
    reason = required_words(reason, _("โปรดเขียนสั้น ๆ ว่าเกิดอะไรขึ้น เพื่อให้ผู้อนุมัติตัดสินใจได้"))
    decision = ask(author, incident, "activation", reason)
    write(author, incident, "activation.proposed", {"threat": incident.threat_name, "reason": reason})
    return decision


def _open(
    author: Membership, threat_id: str, *, practice: bool, request_key: str, calling: bool, fast: bool = False
) -> Incident:
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
        stage=Incident.Stage.CRISIS if calling else Incident.Stage.ONSET,
        opened_at=clock.now(),
        activated_at=clock.now() if calling else None,
        fast=fast,
        opened_by_id=author.user_id,
        request_key=request_key,
    )
    kind = "exercise.opened" if practice else "incident.opened"
    write(author, incident, kind, {"title": threat.name, "version": version.number})
    return incident


def call(author: Membership, incident: Incident, mode: Mode | None) -> None:
    """Start the incident's call tree in the office's own way (`mode`: in another one); the caller has proved the right
    to it."""
    plan = plan_of(incident.plan_version)
    way = queries.calling_way(incident.organisation_id, incident.threat, incident.stage)
    settings = settings_for(incident, incident.stage)
    start_callout(
        author,
        incident_id=incident.pk,
        practice=incident.practice,
        tree=queries.tree_now(incident.organisation_id, build_call_tree(plan, settings.mode_of(mode or way.mode))),
        settings=settings,
        message=queries.message_of(
            plan, queries.threat_of(plan, incident.threat), queries.place_of(incident), way.addition
        ),
        decided=True,
        clock_advances=incident.clock_advances,
    )


def _already_open(author: Membership, request_key: str, error: IntegrityError) -> Incident:
    """The button was pressed twice; anything else is our mistake."""
    found = Incident.objects.filter(organisation_id=author.organisation_id, request_key=request_key).first()
    if found is None:
        raise error
    return found
