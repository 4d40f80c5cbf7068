"""The board's first line: what is worst now, why, and the one thing to do next; for this reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phrom.core.response.processes import Forecast, ProcessStatus
from phrom.incidents.queries import Incident
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.response.actions.approval import may_approve
from phrom.response.queries import TaskView, may_do
from phrom.response.queries.drafts import Draft
from phrom.response.views.approving import draft_link
from phrom.web.words import moment_words, span_words, time_words


@dataclass(frozen=True)
class Known:
    """What the line is made of. `cards`: decisions waiting, longest first."""

    incident: Incident
    membership: Membership
    processes: Sequence[ProcessStatus]
    expected: Mapping[str, Forecast]
    tasks: Sequence[TaskView]
    cards: Sequence[dict[str, Any]]
    to_call: int
    drafts: Sequence[Draft] = ()  # texts that wait for somebody's approval
    warned: int = 0  # people to whom a warning went before the plan was in force


def headline(known: Known) -> dict[str, str]:
    """fact, number, why; next_words and next_url."""
    return {"number": "", "why": "", **_fact(known), **_next(known)}


def _fact(known: Known) -> dict[str, str]:
    incident = known.incident
    if incident.stage == Incident.Stage.CLOSED:
        return {"fact": _("เหตุการณ์นี้ปิดแล้ว"), "why": _("ข้อมูลที่เห็นคือเมื่อปิด")}
    if incident.stage == Incident.Stage.ONSET:
        return _onset_fact(known)
    running = [p for p in known.processes if p.running]
    first = next((p for p in running if p.clock.left is not None), None)
    if first is not None:
        return _process_fact(known, first)
    if running and not any(p.process.mtpd for p in known.processes):
        return {"fact": _("แผนไม่ได้เขียนเวลาที่ยอมให้กระบวนงานใดหยุด"), "why": _since(incident, running[0])}
    late = sum(t.late for t in known.tasks)
    if late:
        return {
            "fact": ngettext("%(n)s งานเลยกำหนด", "%(n)s งานเลยกำหนด", late) % {"n": late},
            "why": _stage_why(known),
        }
    if running:
        fact = ngettext("%(n)s กระบวนงานหยุดอยู่ ไม่ทราบเวลา", "%(n)s กระบวนงานหยุดอยู่ ไม่ทราบเวลา", len(running))
        return {"fact": fact % {"n": len(running)}, "why": _stage_why(known)}
    return {"fact": _("ทุกกระบวนงานทำได้แล้ว"), "why": _stage_why(known)}


def _onset_fact(known: Known) -> dict[str, str]:
    name = {"name": known.incident.threat_name}
    asked = next((c for c in known.cards if c["decision"].matter == "activation"), None)
    if asked is not None:
        since = {"name": asked["decision"].asked_by.name, "time": time_words(asked["decision"].asked_at)}
        why = _("%(name)s เสนอเมื่อ %(time)s") % since
        return {"fact": _("รออนุมัติประกาศใช้แผน กรณี%(name)s") % name, "why": f"{why} {_told_so_far(known)}"}
    since = {"moment": moment_words(known.incident.opened_at)}
    why = _("เปิดเมื่อ %(moment)s ยังไม่มีผู้เสนอประกาศใช้แผน") % since
    why = f"{why} {_told_so_far(known)}"
    return {"fact": _("เฝ้าระวัง%(name)s") % name, "why": why}


def _told_so_far(known: Known) -> str:
    if not known.warned:
        return _("ยังไม่มีการแจ้งใคร")
    words = ngettext("เตือนให้เตรียมพร้อมแล้ว %(n)s คน", "เตือนให้เตรียมพร้อมแล้ว %(n)s คน", known.warned)
    return words % {"n": known.warned}


def _process_fact(known: Known, first: ProcessStatus) -> dict[str, str]:
    name, left, deadline = {"name": first.process.name}, first.clock.left, first.clock.deadline
    since = _since(known.incident, first)
    if left is None or deadline is None:
        return {"fact": _("%(name)s หยุด") % name, "why": since}
    if left <= timedelta(0):
        return {"fact": _("%(name)s เกินเวลามาแล้ว") % name, "number": span_words(-left), "why": since}
    why = _("%(since)s ต้องกลับมาทำได้ก่อน %(moment)s") % {"since": since, "moment": moment_words(deadline)}
    foreseen = known.expected.get(first.process.id)
    if foreseen is not None and foreseen.too_late:
        words = {"why": why, "needed": foreseen.needed, "arrived": foreseen.arrived}
        why = _("%(why)s คาดว่าไม่ทัน เพราะต้องมี %(needed)s คน รายงานตัวแล้ว %(arrived)s คน") % words
    return {"fact": _("%(name)s เหลือเวลา") % name, "number": span_words(left), "why": why}


def _since(incident: Incident, status: ProcessStatus) -> str:
    since = status.since or incident.opened_at
    if status.assumed:
        return _("ถือว่าหยุดตั้งแต่ %(time)s") % {"time": time_words(since)}
    return _("หยุดตั้งแต่ %(time)s") % {"time": time_words(since)}


def _stage_why(known: Known) -> str:
    done = sum(t.settled for t in known.tasks)
    return _("งานตามแผนเสร็จ %(done)s จาก %(all)s งาน") % {"done": done, "all": len(known.tasks)}


def _next(known: Known) -> dict[str, str]:
    incident, membership = known.incident, known.membership
    if incident.stage == Incident.Stage.CLOSED:
        logs = allowed(membership, Permission.VIEW_LOG)
        name, words = ("incident-log", _("อ่านสมุดบันทึก")) if logs else ("incident-calls", _("ดูการแจ้งเหตุ"))
        if not logs and incident.activated_at is None:
            name, words = "incident-tasks", _("ดูงาน")
        return _step(words, name, incident)
    mine = next((c for c in known.cards if c["i_may"]), None)
    if mine is not None:
        words = _("พิจารณา: %(title)s") % {"title": mine["title"]}
        return {"next_words": words, "next_url": mine["page"] or "#decide"}
    draft = next((d for d in known.drafts if may_approve(membership, incident, d.drafted_by)), None)
    if draft is not None:
        title, url = draft_link(incident, draft)
        return {"next_words": _("พิจารณาอนุมัติ: %(title)s") % {"title": title}, "next_url": url}
    if incident.stage == Incident.Stage.ONSET:
        proposes = allowed(membership, Permission.PROPOSE_ACTIVATION)
        words = _("ดูข้อเสนอ") if known.cards else _("เสนอประกาศใช้แผน")
        return (
            _step(words, "activation", incident) if proposes else _step(_("ดูงานของระยะนี้"), "incident-tasks", incident)
        )
    calling = incident.stage == Incident.Stage.CRISIS  # stood down, nobody has to be reached for it any more
    if calling and known.to_call and allowed(membership, Permission.CALL_PEOPLE):
        words = ngettext("โทรหา %(n)s คนที่ไม่ตอบ", "โทรหา %(n)s คนที่ไม่ตอบ", known.to_call) % {"n": known.to_call}
        return _step(words, "caller-list", incident)
    return _next_work(known)


def _next_work(known: Known) -> dict[str, str]:
    incident, membership = known.incident, known.membership
    late = sum(t.late and may_do(membership, t) for t in known.tasks)
    if late:
        words = ngettext("ทำ %(n)s งานที่เลยกำหนด", "ทำ %(n)s งานที่เลยกำหนด", late) % {"n": late}
        return _step(words, "incident-tasks", incident)
    directs = allowed(membership, Permission.DIRECT_RESPONSE)
    if directs and any(p.assumed and p.running for p in known.processes):
        return _step(_("บันทึกสถานะกระบวนงาน"), "incident-processes", incident)
    if incident.stage == Incident.Stage.RECOVERY and directs and all(t.settled for t in known.tasks):
        return _step(_("ปิดเหตุการณ์"), "incident-close", incident)
    if any(not t.settled for t in known.tasks):
        return _step(_("ดูงานที่ต้องทำ"), "incident-tasks", incident)
    return _step(_("ดูการแจ้งเหตุ"), "incident-calls", incident)


def _step(words: str, name: str, incident: Incident) -> dict[str, str]:
    return {"next_words": words, "next_url": reverse(name, args=[incident.pk])}
