"""The board: what is worst now and what to do next; clocks, people, tasks, decisions, the situation, the log."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from phrom.callouts.queries import Course, alarm_of, course_of, facts_of
from phrom.core.callout.reach import summary, team_reach
from phrom.core.response.clocks import FAR_AWAY
from phrom.core.response.processes import Forecast, ProcessStatus
from phrom.incidents.queries import Incident, incident_now, open_decisions
from phrom.incidents.views.calls import engine_is_quiet, failing_channels_of
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.incidents.views.people import rows_of
from phrom.logbook.queries import entries
from phrom.logbook.views import line_of
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.response.queries import Presence, TaskView, forecasts, open_tasks, presence_in, statuses, tasks_in
from phrom.response.views.board_headline import Known, headline
from phrom.response.views.clock_words import clock_line
from phrom.response.views.decisions import decision_card
from phrom.response.views.tasks import step_rows
from phrom.web.live import live_fragment
from phrom.web.offline import kept_on_device

TO_FOLLOW = 6  # people on the board; the call tree's page has all
LATEST = 5  # log entries
TASKS = 8  # the most urgent steps; the checklist has all


@kept_on_device
@require_GET
@needs(Permission.VIEW_INCIDENT)
def incident_board(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    membership = membership_of(request)
    course = course_of(callout) if callout else None
    presence, known, tasks = presence_in(incident, course), statuses(incident), tasks_in(incident)
    expected = forecasts(incident, known, presence)
    waiting = list(open_decisions(incident)) if incident.stage != Incident.Stage.CLOSED else []
    cards = [decision_card(membership, incident, d) for d in waiting]
    to_call = summary(course.tree, course.state).to_call if course else 0
    facts = Known(incident, membership, known, expected, tasks, cards, to_call)
    context = framed(
        request,
        incident,
        callout,
        **headline(facts),
        **_clocks(incident, known, expected),
        **_people(incident, course),
        **_tasks(membership, incident, tasks, course),
        **_presence(membership, incident, presence),
        cards=cards,
        place=facts_of(callout).report_at if callout else None,
        lines=_lines(membership, incident),
        engine_quiet=engine_is_quiet(callout) if callout else False,
        alarm=alarm_of(callout) if callout else None,
        failing_channels=failing_channels_of(callout, course) if callout and course else [],
        can_end=_can_end(membership, incident),
        may_note=allowed(membership, Permission.WRITE_LOG) and incident.stage != Incident.Stage.CLOSED,
    )
    if request.GET.get("part"):
        return live_fragment(request, "response/parts/board.html", context)
    return render(request, "response/board.html", context)


def _lines(membership: Membership, incident: Incident) -> list[dict[str, Any]] | None:
    if not allowed(membership, Permission.VIEW_LOG):
        return None
    return [line_of(e) for e in entries(incident.organisation_id, incident_id=incident.pk)[:LATEST]]


def _clocks(incident: Incident, known: tuple[ProcessStatus, ...], expected: dict[str, Forecast]) -> dict[str, Any]:
    stopped = [s for s in known if s.running]
    shown = [s for s in stopped if s.clock.urgency not in ("far", "unknown")]
    going_on = [s for s in known if not s.running and not s.assumed]
    over = sum(1 for s in stopped if s.clock.urgency == "over")
    in_time = [s for s in stopped if s.clock.urgency != "over" and s.process.id in expected]
    too_late = [s.process.name for s in in_time if expected[s.process.id].too_late]
    return {
        "clocks": [clock_line(s, incident) for s in (*shown, *going_on)],
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


def _tasks(membership: Membership, incident: Incident, tasks: list[TaskView], course: Course | None) -> dict[str, Any]:
    """Only those shown are put into words: a board of two hundred tasks stays quick."""
    left = open_tasks(tasks)
    late = sum(t.late for t in tasks)
    return {
        "task_rows": step_rows(membership, incident, left, course, TASKS),
        "tasks_left": len(left),
        "tasks_all": len(tasks),
        "tasks_done": len(tasks) - len(left),
        "tasks_late": late,
        "late_words": ngettext("เลยกำหนด %(n)s งาน", "เลยกำหนด %(n)s งาน", late) % {"n": late} if late else "",
    }


def _presence(membership: Membership, incident: Incident, presence: Presence) -> dict[str, Any]:
    if incident.activated_at is None:
        return {"presence": None}
    now = incident_now(incident)
    late = sum(p.is_late(now) for p in presence.people)
    hurt = (
        presence.wellbeing_count("injured") + presence.wellbeing_count("dead") + presence.wellbeing_count("not_found")
    )
    sees = allowed(membership, Permission.VIEW_WELLBEING)
    return {
        "presence": presence,
        "present_all": len(presence.people),
        "report_words": ngettext("เลยกำหนด %(n)s คน", "เลยกำหนด %(n)s คน", late) % {"n": late} if late else "",
        "sees_wellbeing": sees,
        "safe": presence.wellbeing_count("safe"),
        "care_words": _("ต้องดูแล %(hurt)s ไม่ทราบ %(unknown)s") % {"hurt": hurt, "unknown": presence.unknown_wellbeing},
        "hurt": hurt,
    }


def _can_end(membership: Membership, incident: Incident) -> str:
    """The address of the page that ends this stage, for whom it concerns."""
    if incident.stage == Incident.Stage.CLOSED:
        return ""
    if incident.stage == Incident.Stage.CRISIS:
        concerned = allowed(membership, Permission.PROPOSE_ACTIVATION)
        return reverse("stand-down", args=[incident.pk]) if concerned else ""
    concerned = allowed(membership, Permission.PROPOSE_ACTIVATION)
    return reverse("incident-close", args=[incident.pk]) if concerned else ""
