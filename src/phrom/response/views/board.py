"""The board: what runs out first, who has answered, whom to follow, what was just logged."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from phrom import clock
from phrom.callouts.queries import Callout, Course, alarm_of, course_of, facts_of
from phrom.core.callout.reach import summary, team_reach
from phrom.core.plan.document import Plan, Step
from phrom.core.plan.lookup import people_by_id, units_by_id
from phrom.core.response.clocks import FAR_AWAY, ProcessClock, process_clocks
from phrom.incidents.queries import Incident, scenario_of
from phrom.incidents.views.calls import engine_is_quiet
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.incidents.views.people import rows_of
from phrom.logbook.queries import entries
from phrom.logbook.views import line_of
from phrom.offices.access import allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.web.live import live_fragment
from phrom.web.words import moment_words, span_words, time_words

TO_FOLLOW = 6  # people on the board; the call tree's page has all
LATEST = 5  # log entries


@require_GET
@needs(Permission.VIEW_INCIDENT)
def incident_board(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    if callout is None:
        return redirect("activation", incident.pk)
    plan = plan_of(incident.plan_version)
    context = framed(
        request,
        incident,
        callout,
        **_clock_words(plan, incident),
        **_people(request, incident, callout),
        steps=_steps(plan, incident),
        place=facts_of(callout).report_at,
        lines=[line_of(e) for e in entries(incident.organisation_id, incident_id=incident.pk)[:LATEST]]
        if allowed(membership_of(request), Permission.VIEW_LOG)
        else None,
        engine_quiet=engine_is_quiet(callout),
        alarm=alarm_of(callout),
    )
    if request.GET.get("part"):
        return live_fragment(request, "response/parts/board.html", context)
    return render(request, "response/board.html", context)


def _clock_words(plan: Plan, incident: Incident) -> dict[str, Any]:
    """Clocks run from the opening on: nobody has said yet which processes go on by other means."""
    now = incident.closed_at or clock.now()
    clocks = process_clocks(plan, incident.opened_at, now)
    shown = [c for c in clocks if c.urgency not in ("far", "unknown")]
    over = sum(1 for c in clocks if c.urgency == "over")
    return {
        **_headline(clocks, incident),
        "clocks": [_clock_row(c) for c in shown],
        "far": [c.process.name for c in clocks if c.urgency == "far"],
        "far_days": FAR_AWAY.days,
        "unknown": [c.process.name for c in clocks if c.urgency == "unknown"],
        "stopped_count": len(clocks),
        "over": over,
        "over_words": ngettext("%(n)s กระบวนงานเกินเวลาแล้ว", "%(n)s กระบวนงานเกินเวลาแล้ว", over) % {"n": over}
        if over
        else _("ไม่มีกระบวนงานเกินเวลา"),
    }


def _headline(clocks: Sequence[ProcessClock], incident: Incident) -> dict[str, str]:
    first = clocks[0] if clocks and clocks[0].left is not None else None
    since = _("ถือว่าหยุดตั้งแต่ %(time)s") % {"time": time_words(incident.opened_at)}
    if incident.stage == Incident.Stage.CLOSED:
        return {"fact": _("เหตุการณ์นี้ปิดแล้ว"), "number": "", "why": _("ข้อมูลที่เห็นคือเมื่อปิด")}
    if first is None or first.left is None or first.deadline is None:
        return {"fact": _("แผนไม่ได้เขียนเวลาที่ยอมให้กระบวนงานใดหยุด"), "number": "", "why": since}
    if first.left <= timedelta(0):
        words = {"name": first.process.name}
        return {"fact": _("%(name)s เกินเวลามาแล้ว") % words, "number": span_words(-first.left), "why": since}
    why = _("%(since)s ต้องกลับมาทำได้ก่อน %(moment)s") % {"since": since, "moment": moment_words(first.deadline)}
    return {"fact": _("%(name)s เหลือเวลา") % {"name": first.process.name}, "number": span_words(first.left), "why": why}


def _clock_row(row: ProcessClock) -> dict[str, Any]:
    left = row.left or timedelta(0)
    mtpd = row.process.mtpd.timedelta if row.process.mtpd else timedelta(0)
    return {
        "name": row.process.name,
        "used": row.used_share or 0.0,
        "left": span_words(left, short=True)
        if left > timedelta(0)
        else _("เลยมา %(span)s") % {"span": span_words(-left, short=True)},
        "of": _("จาก %(span)s") % {"span": span_words(mtpd, short=True)},
        "deadline": row.deadline,
        "started": row.deadline - mtpd if row.deadline else None,
    }


def _people(request: HttpRequest, incident: Incident, callout: Callout) -> dict[str, Any]:
    course = course_of(callout)
    reached = summary(course.tree, course.state)
    follow = [r for r in rows_of(course) if r.group in ("silent", "care")]
    membership = membership_of(request)
    may_call = allowed(membership, Permission.CALL_PEOPLE)
    calls = reverse("incident-calls", args=[incident.pk])
    to_caller = may_call and reached.to_call > 0
    return {
        "reached": reached,
        "follow": follow[:TO_FOLLOW],
        "follow_more": max(0, len(follow) - TO_FOLLOW),
        "calls_url": calls,
        "next_url": reverse("caller-list", args=[incident.pk]) if to_caller else calls,
        "next_words": ngettext("โทรหา %(n)s คนที่ไม่ตอบ", "โทรหา %(n)s คนที่ไม่ตอบ", reached.to_call) % {"n": reached.to_call}
        if to_caller
        else _("ดูการแจ้งเหตุ"),
        "teams": _teams(course),
    }


def _teams(course: Course) -> dict[str, int]:
    """Teams in which somebody has acknowledged for every place; given up is not complete."""
    teams = team_reach(course.tree, course.state)
    return {"complete": sum(team.complete for team in teams), "all": len(teams)}


def _steps(plan: Plan, incident: Incident) -> list[dict[str, str]]:
    """The plan's own steps of this stage, to be read; whoever is named in them is named here."""
    scenario = scenario_of(plan, incident.threat)
    if scenario is None:
        return []
    stages: dict[str, tuple[Step, ...]] = {
        "onset": scenario.onset,
        "crisis": scenario.crisis,
        "recovery": scenario.recovery,
        "closed": scenario.recovery,
    }
    names = {u.id: u.name for u in units_by_id(plan).values()}
    names |= {t.id: t.name for t in plan.continuity_team.teams}
    names |= {p.id: p.full_name for p in people_by_id(plan).values()}
    groups = {
        "head": _("หัวหน้าคณะบริหารความต่อเนื่อง"),
        "coordinator": _("ผู้ประสานงาน"),
        "team-leaders": _("หัวหน้าทีม"),
        "teams": _("ทุกทีม"),
    }
    return [
        {
            "text": step.text,
            "who": ", ".join(groups.get(r) or names.get(r, r) for r in step.responsible) or step.responsible_text or "",
        }
        for step in stages[incident.stage]
    ]
