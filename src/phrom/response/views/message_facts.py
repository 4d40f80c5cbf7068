"""What the program knows now, as the facts of a text."""

from django.utils import timezone

from phrom.core.response.message_draft import FORMS, MessageFacts
from phrom.incidents.queries import Incident, incident_now, place_of
from phrom.plans.queries import plan_of
from phrom.response.queries import course_in, presence_in, statuses, tasks_in


def drafted_text(incident: Incident, form: str, *, report: str = "") -> str:
    """The draft of a text of this form; empty for a form that is none. `report`: the text of the report sent on."""
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
    return FORMS[form].draft(facts)
