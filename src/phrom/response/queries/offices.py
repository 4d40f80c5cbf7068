"""What an office that joined another's incident shows it: a summary, and nothing else of its plan, board and log."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from phrom.callouts.queries import Course, courses_of_incidents
from phrom.core.callout.reach import summary
from phrom.core.response.clocks import URGENT_SHARE
from phrom.core.response.processes import Forecast, ProcessStatus
from phrom.incidents.queries import Incident, incident_now
from phrom.plans.queries import READ_AHEAD, read_ahead
from phrom.response.models import ProcessChange, ReportIn, SituationReport, Wellbeing
from phrom.response.queries import Presence, forecasts, presence_in, statuses

R = TypeVar("R", ProcessChange, ReportIn, Wellbeing)


@dataclass(frozen=True)
class OfficeSummary:
    """Counts of people and processes. `in_danger`: stand still and are over their time, near its end, or will not be
    back in time; `deadline`: the next of those that stand still. `report`: the newest that was approved."""

    stage: str
    reached: int
    called: int
    processes: int
    stopped: int
    over: int
    in_danger: int
    deadline: datetime | None
    report: SituationReport | None


@dataclass(frozen=True)
class OfficeFacts:
    """What a summary is made of, true as long as nothing happens in the office, whatever the time. `standing`: of each
    process that stands still its deadline, and from when on it is in danger (None: from the start)."""

    reached: int
    called: int
    processes: int
    stopped: int
    standing: tuple[tuple[datetime, datetime | None], ...]
    report: SituationReport | None


def facts_of(incidents: Sequence[Incident]) -> dict[int, OfficeFacts]:
    """Of many incidents, each of its own office, in a few questions to the database; by their ids."""
    if not incidents:
        return {}
    ids = [incident.pk for incident in incidents]
    courses = courses_of_incidents(ids)
    changes = _by_incident(ProcessChange.objects.filter(incident_id__in=ids).order_by("at", "pk"))
    came = _by_incident(ReportIn.objects.filter(incident_id__in=ids))
    said = _by_incident(Wellbeing.objects.filter(incident_id__in=ids).order_by("at", "pk"))
    approved = SituationReport.objects.filter(incident_id__in=ids).exclude(approved_at=None).order_by("number")
    newest = {report.incident_id: report for report in approved}
    found = {}
    for n, incident in enumerate(incidents):
        if n % READ_AHEAD == 0:
            read_ahead([each.plan_version for each in incidents[n : n + READ_AHEAD]])
        pk = incident.pk
        presence = presence_in(incident, courses.get(pk), came[pk], said[pk])
        found[pk] = _facts(incident, courses.get(pk), statuses(incident, changes[pk]), presence, newest.get(pk))
    return found


def _by_incident(rows: Iterable[R]) -> defaultdict[int, list[R]]:
    found: defaultdict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.incident_id].append(row)
    return found


def _facts(
    incident: Incident,
    course: Course | None,
    known: Sequence[ProcessStatus],
    presence: Presence,
    report: SituationReport | None,
) -> OfficeFacts:
    reached = summary(course.tree, course.state) if course else None
    expected = forecasts(incident, known, presence)
    stopped = [s for s in known if s.running]
    return OfficeFacts(
        reached=reached.acknowledged if reached else 0,
        called=reached.people if reached else 0,
        processes=len(known),
        stopped=len(stopped),
        standing=tuple(found for s in stopped if (found := _standing(s, expected.get(s.process.id)))),
        report=report,
    )


def _standing(status: ProcessStatus, expected: Forecast | None) -> tuple[datetime, datetime | None] | None:
    """None for a process without a deadline."""
    deadline, mtpd = status.clock.deadline, status.process.mtpd
    if deadline is None or mtpd is None:
        return None
    return deadline, None if expected and expected.too_late else deadline - mtpd.timedelta * URGENT_SHARE


def summary_now(incident: Incident, facts: OfficeFacts) -> OfficeSummary:
    """What the facts come to at this moment of the incident's own time."""
    now = incident_now(incident)
    return OfficeSummary(
        stage=incident.stage,
        reached=facts.reached,
        called=facts.called,
        processes=facts.processes,
        stopped=facts.stopped,
        over=sum(deadline <= now for deadline, _from in facts.standing),
        in_danger=sum(begins is None or now > begins or deadline <= now for deadline, begins in facts.standing),
        deadline=min((deadline for deadline, _from in facts.standing if deadline > now), default=None),
        report=facts.report,
    )
