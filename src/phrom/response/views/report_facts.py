"""What the program knows now, as the facts of a situation report."""

from datetime import datetime
from typing import Any

from phrom.core.callout.reach import summary
from phrom.core.log_entry.words import WORDS
from phrom.core.response.situation_report import ProcessLine, SituationFacts, draft
from phrom.core.response.supply_lines import Asked, asked_lines, lacking_lines
from phrom.core.values.thai_date import moment_words
from phrom.incidents.queries import Incident, activation_of, incident_now, open_decisions, place_of, time_in
from phrom.logbook.queries import entries
from phrom.plans.queries import plan_of
from phrom.response.queries import (
    ManualWork,
    course_in,
    forecasts,
    manual_works,
    presence_in,
    reports_of,
    statuses,
    tasks_in,
)
from phrom.response.queries.supply import damages_of, needs_in, requests_of

STAGES = {"onset": "เมื่อเริ่มมีเหตุการณ์", "crisis": "สภาวะวิกฤต", "recovery": "กลับสู่สภาวะปกติ", "closed": "ปิดแล้ว"}
NOTES = 5  # the latest notes on the situation


def draft_text(incident: Incident) -> str:
    """The draft of the next report. It is an official Thai text, whatever the page's language."""
    plan, course = plan_of(incident.plan_version), course_in(incident)
    presence, known, tasks = presence_in(incident, course), statuses(incident), tasks_in(incident)
    expected = forecasts(incident, known, presence)
    reached = summary(course.tree, course.state) if course else None
    site = place_of(incident)
    notes = list(entries(incident.organisation_id, incident_id=incident.pk, group="note")[:NOTES])
    works = manual_works(incident)
    names = {p.id: p.name for p in plan.processes}
    facts = SituationFacts(
        office=plan.organisation.name,
        threat=incident.threat_name,
        stage=STAGES[incident.stage],
        practice=incident.practice,
        number=max((r.number for r in reports_of(incident)), default=0) + 1,
        at=incident_now(incident),
        told=reached.people if reached else 0,
        acknowledged=reached.acknowledged if reached else 0,
        reported_in=presence.reported,
        expected=len(presence.people),
        safe=presence.wellbeing_count("safe"),
        injured=presence.wellbeing_count("injured"),
        dead=presence.wellbeing_count("dead"),
        not_found=presence.wellbeing_count("not_found"),
        unknown=presence.unknown_wellbeing,
        place=site.name if site else None,
        processes=[
            ProcessLine(
                s.process.name,
                WORDS["process_state"][s.state].th,
                s.running,
                s.clock.left,
                s.process.id in expected and expected[s.process.id].too_late,
            )
            for s in known
            if s.running or s.state != "normal"
        ],
        tasks_done=sum(t.settled for t in tasks),
        tasks_all=len(tasks),
        late_tasks=[t.spec.text for t in tasks if t.late],
        open_decisions=[f"{WORDS['matter'][d.matter].th}: {d.reason}" for d in open_decisions(incident)],
        notes=[*(_note_line(incident, e.happened_at, e.data) for e in reversed(notes)), *_damage_lines(incident)],
        resources=_resource_lines(incident),
        backlog=[_backlog_line(names.get(w.process, w.process), w) for w in works.values()],
        in_force=_in_force(incident),
        moved=_moved(incident),
    )
    return draft(facts)


def _in_force(incident: Incident) -> str:
    """Since when the plan is in force, and by whose word."""
    if incident.activated_at is None:
        return ""
    since = f"ประกาศใช้แผนเมื่อ {moment_words(incident.activated_at)}"
    decision = activation_of(incident)
    if decision is None or not decision.approved:
        return since
    by = decision.decided_as or (decision.decided_by.name if decision.decided_by else "")
    return f"{since} โดย {by}" + (f" ปฏิบัติหน้าที่แทน {decision.acting_for}" if decision.acting_for else "")


def _moved(incident: Incident) -> str:
    """Where people worked before, and why they left."""
    given_up = entries(incident.organisation_id, incident_id=incident.pk).filter(kind="site.given_up").first()
    return f"ย้ายจาก {given_up.data['before']}: {given_up.data['reason']}" if given_up else ""


def _backlog_line(process: str, work: ManualWork) -> str:
    if not work.forms:
        return f"งานค้าง {process}: ยังไม่ได้นับแบบฟอร์มที่ใช้"
    return f"งานค้าง {process}: แบบฟอร์ม {work.forms} ฉบับ บันทึกเข้าระบบแล้ว {work.keyed} ฉบับ ตรวจทานแล้ว {work.checked} ฉบับ"


def _note_line(incident: Incident, at: datetime, data: dict[str, Any]) -> str:
    """With its time: what was true then need not be true any more."""
    return f"{moment_words(time_in(incident, at))} {data.get('text', '')}"


def _resource_lines(incident: Incident) -> list[str]:
    steps = [(s.step.at, s.seats_lacking, s.covered) for s in needs_in(incident)]
    asked = [
        Asked(r.name, r.quantity, r.unit, r.source, r.state, r.in_place, r.promised, r.promised_for)
        for r in requests_of(incident)
    ]
    return [*lacking_lines(steps, incident_now(incident)), *asked_lines(asked)]


def _damage_lines(incident: Incident) -> list[str]:
    """What works again needs no word."""
    lines = []
    for damage in damages_of(incident):
        if damage.condition in ("limited", "unusable", "lost"):
            back = f" คาดว่าใช้ได้ {moment_words(damage.back_by)}" if damage.back_by else ""
            note = f" ({damage.note})" if damage.note else ""
            lines.append(f"{damage.name} ที่ {damage.place}: {WORDS['condition'][damage.condition].th}{back}{note}")
    return lines
