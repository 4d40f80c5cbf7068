"""What the program knows now, as the facts of a text."""

from django.utils import timezone

from phrom.core.response.message_draft import FORMS, STAFF, MessageFacts
from phrom.incidents.queries import Incident, calling_way, incident_now, place_of
from phrom.plans.queries import plan_of
from phrom.response.queries import course_in, presence_in, statuses, tasks_in


def drafted_text(incident: Incident, form: str, *, report: str = "") -> str:
    """The draft of a text of this form; empty for a form that is none. `report`: the text of the report sent on. To
    staff with what the office adds to its calls in this stage."""
    if form not in FORMS:
        return ""
    plan = plan_of(incident.plan_version)
    presence, known = presence_in(incident, course_in(incident)), statuses(incident)
    site = place_of(incident)
    facts = MessageFacts(
        office=plan.organisation.name,
        threat=incident.threat_name,
        at=timezone.localtime(incident_now(incident)),
        place=site.name if site else None,
        reported_in=presence.reported,
        expected=len(presence.people),
        stopped=[s.process.name for s in known if s.running],
        elsewhere=[s.process.name for s in known if s.state in ("site", "manual")],
        tasks_left=sum(not t.settled for t in tasks_in(incident)),
        report=report,
    )
    text = FORMS[form].draft(facts)
    way = calling_way(incident.organisation_id, incident.threat, incident.stage)
    added = way.addition and text and FORMS[form].audience == STAFF and FORMS[form].stages
    return f"{text} {way.addition}" if added else text
