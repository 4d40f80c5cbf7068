"""Questions and answers: asked by one person, decided by the head or by whoever stands next in the plan's order."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.core.response.authority import Turn
from phrom.core.response.course import TWO_PEOPLE, Matter, may_be_asked
from phrom.errors import NotAllowedError, NotFoundError, RefusedError
from phrom.incidents import queries
from phrom.incidents.actions.record import locked, write
from phrom.incidents.models import Decision, Incident
from phrom.offices.access import Membership, allowed, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.web.words import time_words

OWN_WORD: tuple[Matter, ...] = ("site", "spending", "message", "other")  # whose approval is an answer and nothing else


@dataclass(frozen=True)
class Decider:
    """Who decides: an account; in practice also the person who is played; and whether they act for a silent head."""

    membership: Membership
    played: str = ""
    acting_for: str = ""


def ask(author: Membership, incident: Incident, matter: Matter, reason: str, *, subject: str = "") -> Decision:
    """A new question in a locked incident. Raises RefusedError where it cannot be asked now, or waits already."""
    if not may_be_asked(incident.stage, matter):
        words = _("เหตุการณ์ปิดแล้ว") if incident.stage == Incident.Stage.CLOSED else _("ระยะนี้ของเหตุการณ์ขอเรื่องนี้ไม่ได้")
        raise RefusedError(words, code="not-now")
    if matter in TWO_PEOPLE and queries.open_decision(incident, matter, subject) is not None:
        raise RefusedError(_("มีผู้ขอเรื่องนี้แล้ว และยังรอการตัดสินใจ"), code="asked-already")
    return Decision.objects.create(
        incident=incident,
        practice=incident.practice,
        matter=matter,
        subject=subject,
        reason=reason,
        asked_at=queries.incident_now(incident),
        asked_by_id=author.user_id,
    )


@transaction.atomic
def ask_for_decision(author: Membership, incident_id: int, *, matter: str, reason: str) -> Decision:
    """A matter of the register (site, spending, text, other). What changes the incident has an action of its own."""
    require(author, Permission.ASK_DECISION)
    incident = locked(author, incident_id)
    known = next((m for m in OWN_WORD if m == matter), None)
    if known is None:
        raise NotFoundError(_("ไม่มีเรื่องชนิดนี้"))
    reason = required_words(reason, _("โปรดเขียนว่าขอให้ตัดสินใจเรื่องใด"))
    decision = ask(author, incident, known, reason)
    write(author, incident, "decision.asked", {"matter": known, "question": reason, "decision": decision.pk})
    return decision


@transaction.atomic
def answer_decision(
    decider: Membership, incident_id: int, decision_id: int, *, approved: bool, remark: str = "", as_person: str = ""
) -> Decision:
    """Answer a matter of the register."""
    incident = locked(decider, incident_id)
    decision = decision_of(incident, decision_id)
    if decision.matter not in OWN_WORD:
        raise RefusedError(_("เรื่องนี้ตัดสินใจในหน้าของเรื่องเอง"), code="other-page")
    by = who_decides(decider, incident, decision, as_person)
    settle(decision, by, approved=approved, remark=remark)
    data = {"matter": decision.matter, "question": decision.reason, "decision": decision.pk, **said_by(by)}
    data["remark"] = decision.remark or "-"
    write(decider, incident, "decision.approved" if approved else "decision.rejected", data)
    return decision


def decision_of(incident: Incident, decision_id: int) -> Decision:
    """Raises NotFoundError, also for another incident's."""
    found = Decision.objects.filter(incident=incident, pk=decision_id).first()
    if found is None:
        raise NotFoundError(_("ไม่มีเรื่องนี้ในเหตุการณ์"))
    found.incident = incident
    return found


def who_decides(decider: Membership, incident: Incident, decision: Decision, as_person: str = "") -> Decider:
    """Proves the right to decide now. Raises NotAllowedError without it, RefusedError where it is not their turn yet,
    where it was decided already, where the incident is past it, or where they asked themselves."""
    if as_person:
        require_play(decider, incident)
    person = as_person or decider.person
    turns = queries.turns_of(incident, decision)
    turn = next((t for t in turns if t.person == person), None)
    by_right = not as_person and allowed(decider, Permission.APPROVE_ACTIVATION)
    asked_themselves = not as_person and decision.asked_by_id == decider.user_id and decision.matter in TWO_PEOPLE
    if turn is None and not by_right and not (asked_themselves and queries.stands_in_order(incident, person)):
        raise NotAllowedError(_("บทบาทของท่านไม่มีสิทธิตัดสินใจเรื่องนี้"))
    _require_open(incident, decision)
    if asked_themselves:
        raise RefusedError(_("ผู้เสนออนุมัติข้อเสนอของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")
    if turn is None:
        return Decider(decider)
    _require_turn(incident, turn, turns)
    played = queries.name_in_plan(incident, person) if as_person else ""
    return Decider(decider, played, queries.head_name(incident) if turn.acting else "")


def require_play(decider: Membership, incident: Incident) -> None:
    """In practice its leader plays everybody, as on the practice phones."""
    if not incident.practice:
        raise RefusedError(_("ตัดสินใจแทนผู้อื่นได้เฉพาะในการฝึกซ้อม"), code="not-practice")
    require(decider, Permission.START_PRACTICE)


def _require_open(incident: Incident, decision: Decision) -> None:
    if decision.decided_at is not None:
        raise RefusedError(_("ข้อเสนอนี้มีผู้ตัดสินใจแล้ว"), code="decided")
    if not may_be_asked(incident.stage, decision.matter):
        raise RefusedError(_("เหตุการณ์ผ่านระยะนี้ไปแล้ว เรื่องนี้จึงตัดสินใจไม่ได้อีก"), code="decided")


def _require_turn(incident: Incident, turn: Turn, turns: tuple[Turn, ...]) -> None:
    if turn.is_open(queries.incident_now(incident)):
        return
    before = queries.name_in_plan(incident, turns[turns.index(turn) - 1].person)
    words = {"name": before, "time": time_words(turn.opens_at)}
    raise RefusedError(_("ก่อน %(time)s ผู้ตัดสินใจคือ %(name)s") % words, code="not-yet")


def settle(decision: Decision, by: Decider, *, approved: bool, remark: str = "") -> None:
    """Write the answer. A rejection needs its reason. Who acts for another, or is played, is logged as such."""
    remark = optional_words(remark, field="remark")
    if not approved:
        remark = required_words(remark, _("โปรดเขียนเหตุผลที่ไม่อนุมัติ"), field="remark")
    decision.approved, decision.remark = approved, remark
    decision.decided_at = queries.incident_now(decision.incident)
    decision.decided_by_id = by.membership.user_id
    decision.decided_as, decision.acting_for = by.played, by.acting_for
    decision.save()
    if by.acting_for or by.played:
        data = {"matter": decision.matter, "decision": decision.pk, **said_by(by)}
        write(by.membership, decision.incident, "authority.assumed", data)


def said_by(by: Decider) -> dict[str, Any]:
    """Who decided, for the log: the account's person or the one who was played, and for whom they act."""
    name = by.played or by.membership.user.name
    if not by.acting_for:
        return {"by": name, "acting": False}
    acting = {"th": f"{name} ปฏิบัติหน้าที่แทน {by.acting_for}", "en": f"{name}, acting for {by.acting_for},"}
    return {"by": acting, "acting": True}
