"""What the program knows now, as the facts of a meeting's minutes."""

from phrom.core.log_entry.words import WORDS
from phrom.core.response.minutes import MeetingFacts, draft_minutes
from phrom.incidents.queries import Incident, decisions_of, head_name, name_in_plan, real_time_in
from phrom.logbook.queries import entries
from phrom.plans.queries import plan_of
from phrom.response.queries import open_tasks, tasks_in
from phrom.response.queries.meetings import Meeting, meetings_of
from phrom.response.queries.supply import requests_of

WAITING = ("asked", "promised")
NOTES = 10  # the latest notes on the situation


def drafted_minutes(incident: Incident, meeting: Meeting) -> str:
    """An official Thai text, whatever the page's language. What came before the meeting before is not told again."""
    plan = plan_of(incident.plan_version)
    before = next((m for m in meetings_of(incident) if m.number < meeting.number and m.held_at), None)
    since = before.held_at if before and before.held_at else incident.opened_at
    notes = entries(incident.organisation_id, incident_id=incident.pk, group="note")
    latest = list(notes.filter(happened_at__gte=real_time_in(incident, since))[:NOTES])
    decided = decisions_of(incident).filter(decided_at__gte=since).order_by("decided_at")
    team = plan.continuity_team
    roles = [team.head, team.coordinator, *(t.leader for t in team.teams)]
    absent = [r.primary for r in roles if r.primary and not set(meeting.present) & {r.primary, *r.alternates}]
    facts = MeetingFacts(
        practice=incident.practice,
        number=meeting.number,
        office=plan.organisation.name,
        threat=incident.threat_name,
        held_at=meeting.held_at or meeting.starts_at,
        place=meeting.place,
        agenda=meeting.agenda,
        present=[name_in_plan(incident, p) for p in meeting.present],
        absent=[name_in_plan(incident, p) for p in dict.fromkeys(absent)],
        guests=meeting.guests,
        situation=[str(e.data.get("text", "")) for e in reversed(latest)],
        resolved=meeting.resolved,
        decided=[
            f"{WORDS['matter'][d.matter].th}: {d.reason} ({'อนุมัติ' if d.approved else 'ไม่อนุมัติ'} โดย"
            f" {d.decided_as or (d.decided_by.name if d.decided_by else head_name(incident))})"
            for d in decided
        ],
        to_follow=[
            *(f"งานเลยกำหนด: {t.spec.text}" for t in open_tasks(tasks_in(incident)) if t.late),
            *(
                f"คำขอที่ {r.number} {r.name} จาก {r.source}"
                for r in requests_of(incident)
                if r.state in ("asked", "promised")
            ),
        ],
    )
    return draft_minutes(facts)
