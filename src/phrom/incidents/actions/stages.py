"""The incident's stages: put in force, stood down, closed; and the exercise's clock."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.actions import run_clocks_ahead, stop_callouts_of
from phrom.core.callout.tree import Mode, build_call_tree
from phrom.core.log_entry.kinds import EXERCISE_TIME
from phrom.core.response.course import stage_after_stand_down
from phrom.core.response.exercise_clock import LONGEST_STEP
from phrom.core.values.thai_date import span_words
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents import queries
from phrom.incidents.actions.decisions import ask, said_by, settle, who_decides
from phrom.incidents.actions.opening import call
from phrom.incidents.actions.record import locked, said_moment, write
from phrom.incidents.models import Decision, Incident
from phrom.offices.access import Membership, allowed, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words
from phrom.plans.queries import plan_of


@transaction.atomic
def approve_activation(
    approver: Membership, incident_id: int, *, mode: Mode | None = None, as_person: str = ""
) -> Incident:
    """Another person than who proposed puts the plan in force: the call tree starts. Approving twice calls once."""
    incident, decision = _to_decide(approver, incident_id, "activation")
    if decision.approved:
        return incident
    by = who_decides(approver, incident, decision, as_person)
    settle(decision, by, approved=True)
    incident.stage, incident.activated_at = Incident.Stage.CRISIS, decision.decided_at
    incident.save(update_fields=["stage", "activated_at"])
    people = len(build_call_tree(plan_of(incident.plan_version)).first_called)
    write(approver, incident, "activation.approved", {"threat": incident.threat_name, "people_count": people})
    stop_callouts_of(approver, incident.pk, reason={"th": "ประกาศใช้แผนแล้ว", "en": "the plan is in force"})
    call(approver, incident, mode)
    return incident


@transaction.atomic
def reject_activation(
    approver: Membership, incident_id: int, *, reason: str, close: bool = True, as_person: str = ""
) -> Incident:
    """The plan is not put in force, nobody is told. `close`: nor is the incident watched any longer. Twice is once."""
    incident, decision = _to_decide(approver, incident_id, "activation")
    if decision.approved is False:
        return incident
    by = who_decides(approver, incident, decision, as_person)
    settle(decision, by, approved=False, remark=reason)
    if close:
        incident.stage, incident.closed_at = Incident.Stage.CLOSED, decision.decided_at
        incident.save(update_fields=["stage", "closed_at"])
    write(approver, incident, "activation.rejected", {"threat": incident.threat_name, "reason": decision.remark})
    return incident


@transaction.atomic
def propose_stand_down(author: Membership, incident_id: int, *, reason: str) -> Decision:
    """Ask for the plan to be no longer in force."""
    incident = locked(author, incident_id)
    require(author, Permission.START_PRACTICE if incident.practice else Permission.PROPOSE_ACTIVATION)
    reason = required_words(reason, _("โปรดเขียนสั้น ๆ ว่าเหตุใดจึงกลับสู่ภาวะปกติได้"))
    decision = ask(author, incident, "stand-down", reason)
    write(author, incident, "stand_down.proposed", {"threat": incident.threat_name, "reason": reason})
    return decision


@transaction.atomic
def approve_stand_down(approver: Membership, incident_id: int, *, as_person: str = "") -> Incident:
    """The plan is no longer in force: recovery begins; where the plan orders nothing for it, the incident closes."""
    incident, decision = _to_decide(approver, incident_id, "stand-down")
    if decision.approved:
        return incident
    by = who_decides(approver, incident, decision, as_person)
    settle(decision, by, approved=True)
    incident.stage, incident.stood_down_at = Incident.Stage.RECOVERY, decision.decided_at
    incident.save(update_fields=["stage", "stood_down_at"])
    write(approver, incident, "stand_down.approved", {"threat": incident.threat_name, **said_by(by)})
    if stage_after_stand_down(plan_of(incident.plan_version), incident.threat) == "closed":
        _close(approver, incident)
    return incident


@transaction.atomic
def reject_stand_down(approver: Membership, incident_id: int, *, reason: str, as_person: str = "") -> Incident:
    incident, decision = _to_decide(approver, incident_id, "stand-down")
    if decision.approved is False:
        return incident
    by = who_decides(approver, incident, decision, as_person)
    settle(decision, by, approved=False, remark=reason)
    data = {"threat": incident.threat_name, "reason": decision.remark, **said_by(by)}
    write(approver, incident, "stand_down.rejected", data)
    return incident


@transaction.atomic
def close_incident(author: Membership, incident_id: int, *, remark: str = "") -> Incident:
    """The incident is over: nothing more is called, its codes may be given again. Closing twice is once.

    A real one in its crisis is stood down first. `remark`: why something is left open.
    """
    incident = locked(author, incident_id)
    if not may_close(author, incident):
        raise NotAllowedError(_("หัวหน้า หรือผู้ที่แผนให้แทนหัวหน้า เป็นผู้ปิดเหตุการณ์"))
    if incident.stage == Incident.Stage.CLOSED:
        return incident
    if incident.stage == Incident.Stage.CRISIS and not incident.practice:
        raise RefusedError(_("แผนยังใช้อยู่ โปรดประกาศกลับสู่ภาวะปกติก่อนปิดเหตุการณ์"), code="still-in-force")
    _close(author, incident, remark)
    return incident


def may_close(author: Membership, incident: Incident) -> bool:
    """A practice: who leads it; what was only watched: who may propose; else the head, or who stands next in the plan's
    order: two people have said already that it is over."""
    if incident.practice:
        return allowed(author, Permission.START_PRACTICE)
    if incident.stage == Incident.Stage.ONSET:
        return allowed(author, Permission.PROPOSE_ACTIVATION)
    return allowed(author, Permission.APPROVE_ACTIVATION) or queries.stands_in_order(incident, author.person)


def _close(author: Membership, incident: Incident, remark: str = "") -> None:
    stop_callouts_of(author, incident.pk, reason={"th": "ปิดเหตุการณ์", "en": "incident closed"})
    incident.closed_at, incident.stage = queries.incident_now(incident), Incident.Stage.CLOSED
    incident.save(update_fields=["stage", "closed_at"])
    kind = "exercise.closed" if incident.practice else "incident.closed"
    write(author, incident, kind, {"title": incident.threat_name, "remark": remark})


@transaction.atomic
def run_clock_ahead(author: Membership, incident_id: int, by: timedelta) -> Incident:
    """Put an exercise's clock forward. Refused for a real incident: its time is the real one."""
    incident = locked(author, incident_id)
    require(author, Permission.START_PRACTICE)
    if not incident.practice:
        raise RefusedError(_("เลื่อนเวลาได้เฉพาะในการฝึกซ้อม"), code="not-practice")
    if incident.stage == Incident.Stage.CLOSED:
        raise RefusedError(_("การฝึกซ้อมนี้ปิดแล้ว"), code="not-now")
    if not timedelta(minutes=1) <= by <= LONGEST_STEP:
        raise InvalidInputError(_("เลื่อนเวลาได้ครั้งละ 1 นาที ถึง 14 วัน"))
    before = queries.incident_now(incident)
    step = {"at": clock.now().isoformat(), "seconds": int(by.total_seconds())}
    incident.clock_advances = [*incident.clock_advances, step]
    incident.save(update_fields=["clock_advances"])
    run_clocks_ahead(incident.pk, by)
    span = {"th": span_words(by), "en": span_words(by, language="en")}
    moment = said_moment(queries.incident_now(incident))
    data = {"span": span, "moment": moment, EXERCISE_TIME: before.isoformat()}
    write(author, incident, "exercise_clock.advanced", data)
    return incident


def _to_decide(approver: Membership, incident_id: int, matter: str) -> tuple[Incident, Decision]:
    """The newest question of this matter, in the locked incident."""
    incident = locked(approver, incident_id)
    decision = Decision.objects.filter(incident=incident, matter=matter).first()
    if decision is None:
        raise NotFoundError(_("ไม่มีข้อเสนอนี้"))
    decision.incident = incident
    return incident, decision
