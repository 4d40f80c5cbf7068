"""What everybody who looks at one board sees alike: found out once for all of them, as long as nothing happens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phrom.callouts.queries import Callout, Course, alarm_of, course_of
from phrom.core.callout.reach import summary, team_reach
from phrom.core.response.clocks import FAR_AWAY
from phrom.core.response.processes import Forecast, ProcessStatus
from phrom.incidents.queries import Decision, Incident, PowerCut, cuts_in, incident_now, open_decisions, place_of
from phrom.incidents.views.calls import engine_is_quiet, failing_channels_of
from phrom.incidents.views.incident_log import own_time_of
from phrom.incidents.views.people import rows_of
from phrom.logbook.queries import entries
from phrom.logbook.views import line_of
from phrom.response.queries import (
    Presence,
    TaskView,
    forecasts,
    open_tasks,
    presence_in,
    reports_of,
    statuses,
    tasks_in,
)
from phrom.response.queries.drafts import Draft, drafts_in
from phrom.response.queries.power import due_in_cuts
from phrom.response.views.board_resources import resources_by_area
from phrom.response.views.clock_words import clock_line
from phrom.response.views.decisions import in_force_words
from phrom.response.views.office_summaries import offices_line
from phrom.response.views.tasks import steps_of
from phrom.web.shared import Shared

TO_FOLLOW = 6  # people on the board; the call tree's page has all
LATEST = 5  # log entries
LOOKED_THROUGH = 60
ON_THEIR_WAY = ("call.recorded", "call.sent", "call.delivered", "call.listed_for_caller")
NEAR = timedelta(days=2)  # a planned power cut is shown so long ahead, even if nothing falls due in it
STEPS = 8  # the most urgent; the checklist has all


@dataclass(frozen=True)
class Seen:
    """`steps`: the most urgent ones, each with the tasks of all who have it before them. `shown`: of the template's
    context, what does not depend on the reader."""

    so_far: str
    incident: Incident
    callout: Callout | None
    course: Course | None
    processes: tuple[ProcessStatus, ...]
    expected: dict[str, Forecast]
    tasks: list[TaskView]
    steps: list[list[TaskView]]
    waiting: list[Decision]
    to_call: int
    warned: int
    drafts: tuple[Draft, ...]
    lines: list[dict[str, Any]]
    cuts: list[PowerCut]
    shown: dict[str, Any]
    rows: dict[tuple[str, bool], dict[str, Any]] = field(default_factory=dict)  # of the steps, as they are asked for


_seen: Shared[Seen] = Shared(20)


def seen_by_all(so_far: str, asked: Callable[[], tuple[Incident, Callout | None]]) -> Seen:
    """`so_far`: the incident and what has happened so far. `asked` finds the incident, if its reader may see it."""
    return _seen.get(so_far, lambda: _look(so_far, *asked()))


def _look(so_far: str, incident: Incident, callout: Callout | None) -> Seen:
    course = course_of(callout) if callout else None
    presence, processes, tasks = presence_in(incident, course), statuses(incident), tasks_in(incident)
    expected = forecasts(incident, processes, presence)
    left, place = open_tasks(tasks), place_of(incident)
    cuts = [] if incident.stage == Incident.Stage.CLOSED else cuts_in(incident)
    shown = {
        "incident": incident,
        "callout": callout,
        "incident_time": incident_now(incident),
        "clock_is_ahead": bool(incident.clock_advances),
        "incident_nav": {"mode": "practice" if incident.practice else "real", "title": incident.threat_name},
        **_clocks(incident, processes, expected, cuts),
        "cuts": [due for due in due_in_cuts(incident, cuts, tasks, processes) if due or _is_near(incident, due.cut)],
        **_people(incident, course),
        **_tasks(tasks, left),
        **_presence(incident, presence),
        "place": place.name if incident.activated_at and place else None,
        "in_force_words": in_force_words(incident),
        "engine_quiet": engine_is_quiet(callout) if callout else False,
        "alarm": alarm_of(callout) if callout else None,
        "failing_channels": failing_channels_of(callout, course) if callout and course else [],
        "offices": offices_line(incident),
        **_situation(incident),
    }
    closed = incident.stage == Incident.Stage.CLOSED
    return Seen(
        so_far,
        incident,
        callout,
        course,
        processes,
        expected,
        tasks,
        steps_of(left)[:STEPS],
        [] if closed else list(open_decisions(incident)),
        summary(course.tree, course.state).to_call if course else 0,
        summary(course.tree, course.state).people if course and incident.activated_at is None else 0,
        () if closed else drafts_in(incident),
        _latest(incident),
        cuts,
        shown,
    )


def _latest(incident: Incident) -> list[dict[str, Any]]:
    """The newest lines of the book. Messages on their way would hide what people did: they have their own figures."""
    newest = entries(incident.organisation_id, incident_id=incident.pk)[:LOOKED_THROUGH]
    told = [entry for entry in newest if entry.kind not in ON_THEIR_WAY]
    return [line_of(entry, own_time_of(incident)) for entry in told[:LATEST]]


def _situation(incident: Incident) -> dict[str, Any]:
    """The newest note on the situation, the last report, and resources by area once the plan is in force."""
    notes = entries(incident.organisation_id, incident_id=incident.pk).filter(kind="situation.noted")
    note = notes.first()
    return {
        "note": line_of(note, own_time_of(incident)) | {"text": note.data["text"]} if note else None,
        "report": next(iter(reports_of(incident)), None),
        "resources": resources_by_area(incident) if incident.activated_at and incident.closed_at is None else [],
    }


def _is_near(incident: Incident, cut: PowerCut) -> bool:
    return cut.begins_at - incident_now(incident) < NEAR


def _clocks(
    incident: Incident, known: tuple[ProcessStatus, ...], expected: dict[str, Forecast], cuts: list[PowerCut]
) -> dict[str, Any]:
    stopped = [s for s in known if s.running]
    shown = [s for s in stopped if s.clock.urgency not in ("far", "unknown")]
    going_on = [s for s in known if not s.running and not s.assumed]
    over = sum(1 for s in stopped if s.clock.urgency == "over")
    in_time = [s for s in stopped if s.clock.urgency != "over" and s.process.id in expected]
    too_late = [s.process.name for s in in_time if expected[s.process.id].too_late]
    return {
        "clocks": [clock_line(s, incident, cuts) for s in (*shown, *going_on)],
        "assumed": sum(s.assumed for s in stopped),
        "far": [s.process.name for s in stopped if s.clock.urgency == "far"],
        "far_days": FAR_AWAY.days,
        "unknown": [s.process.name for s in stopped if s.clock.urgency == "unknown"],
        "stopped_count": len(stopped),
        "all_count": len(known),
        "over": over,
        "over_words": ngettext("%(n)s กระบวนงานเกินเวลาแล้ว", "%(n)s กระบวนงานเกินเวลาแล้ว", over) % {"n": over}
        if over
        else _("ไม่มีกระบวนงานเกินเวลา"),
        "too_late": too_late,
    }


def _people(incident: Incident, course: Course | None) -> dict[str, Any]:
    if course is None:
        return {"reached": None}
    follow = [r for r in rows_of(course) if r.group in ("silent", "care")]
    return {
        "reached": summary(course.tree, course.state),
        "follow": follow[:TO_FOLLOW],
        "follow_more": max(0, len(follow) - TO_FOLLOW),
        "calls_url": reverse("incident-calls", args=[incident.pk]),
        "teams": _teams(course),
    }


def _teams(course: Course) -> dict[str, int]:
    """Teams in which somebody has acknowledged for every place; given up is not complete."""
    teams = team_reach(course.tree, course.state)
    return {"complete": sum(team.complete for team in teams), "all": len(teams)}


def _tasks(tasks: list[TaskView], left: list[TaskView]) -> dict[str, Any]:
    late = sum(t.late for t in tasks)
    return {
        "tasks_left": len(left),
        "tasks_all": len(tasks),
        "tasks_done": len(tasks) - len(left),
        "tasks_late": late,
        "late_words": ngettext("เลยกำหนด %(n)s งาน", "เลยกำหนด %(n)s งาน", late) % {"n": late} if late else "",
    }


def _presence(incident: Incident, presence: Presence) -> dict[str, Any]:
    if incident.activated_at is None:
        return {"presence": None}
    now = incident_now(incident)
    late = sum(p.is_late(now) for p in presence.people)
    hurt = (
        presence.wellbeing_count("injured") + presence.wellbeing_count("dead") + presence.wellbeing_count("not_found")
    )
    return {
        "presence": presence,
        "present_all": len(presence.people),
        "report_words": ngettext("เลยกำหนด %(n)s คน", "เลยกำหนด %(n)s คน", late) % {"n": late} if late else "",
        "safe": presence.wellbeing_count("safe"),
        "care_words": _("ต้องดูแล %(hurt)s ไม่ทราบ %(unknown)s") % {"hurt": hurt, "unknown": presence.unknown_wellbeing},
        "hurt": hurt,
    }
