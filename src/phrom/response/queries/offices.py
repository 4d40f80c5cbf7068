"""What an office that joined another's incident shows it: a summary, and nothing else of its plan, board and log."""

from dataclasses import dataclass
from datetime import datetime

from phrom.core.callout.reach import summary
from phrom.core.response.processes import Forecast
from phrom.incidents.queries import Incident
from phrom.response.queries import SituationReport, course_in, forecasts, presence_in, reports_of, statuses


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


def summary_of(incident: Incident) -> OfficeSummary:
    course, known = course_in(incident), statuses(incident)
    reached = summary(course.tree, course.state) if course else None
    expected = forecasts(incident, known, presence_in(incident, course))
    stopped = [s for s in known if s.running]
    danger = [s for s in stopped if s.clock.urgency in ("over", "urgent") or _foreseen(s.process.id, expected)]
    ahead = [s.clock.deadline for s in stopped if s.clock.deadline and s.clock.urgency != "over"]
    return OfficeSummary(
        stage=incident.stage,
        reached=reached.acknowledged if reached else 0,
        called=reached.people if reached else 0,
        processes=len(known),
        stopped=len(stopped),
        over=sum(s.clock.urgency == "over" for s in stopped),
        in_danger=len(danger),
        deadline=min(ahead, default=None),
        report=next((r for r in reports_of(incident) if r.approved_at is not None), None),
    )


def _foreseen(process: str, expected: dict[str, Forecast]) -> bool:
    return process in expected and expected[process].too_late
