"""The checklist of an incident, and one task: taken, done, set aside, handed on."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.callouts.queries import Course
from phrom.core.plan.document import Plan
from phrom.core.response.power_cuts import cut_at
from phrom.core.response.rounds import wants_rounds
from phrom.core.response.tasks import proposes_activation
from phrom.core.values.duration import THAI_DIGITS
from phrom.errors import InvalidInputError
from phrom.incidents.queries import Incident, PowerCut, activation_of, cuts_in, incident_now, scenario_of
from phrom.incidents.views.frame import STAGES
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response import actions
from phrom.response.forms import typed_time
from phrom.response.queries import ADDED, TaskView, course_in, may_do, may_repeat, open_tasks, task_with, tasks_in
from phrom.response.views.clock_words import until_words
from phrom.response.views.party_words import owner_words, receivers
from phrom.web.offline import kept_on_device
from phrom.web.words import moment_words, span_words, time_words


def task_rows(
    membership: Membership, incident: Incident, views: Sequence[TaskView], course: Course | None
) -> list[dict[str, Any]]:
    """Tasks as the templates show them."""
    plan, now, cuts = plan_of(incident.plan_version), incident_now(incident), cuts_in(incident)
    proposals = {v.key for v in views if not v.settled and proposes_activation(v.spec.text)}
    recorded = _proposal_words(incident) if proposals else ""
    return [
        _row(incident, plan, view, course, now, may=may_do(membership, view))
        | _cut_words(view, cuts)
        | {"recorded": recorded if view.key in proposals else ""}
        for view in views
    ]


def _proposal_words(incident: Incident) -> str:
    """Who proposed the activation and when; empty if nobody did."""
    asked = activation_of(incident)
    if asked is None:
        return ""
    words = {"name": asked.asked_by.name, "time": moment_words(asked.asked_at)}
    return _("%(name)s เสนอให้ประกาศใช้แผนแล้ว %(time)s ถ้าขั้นตอนนี้ครบแล้วให้ทำเครื่องหมาย") % words


def _cut_words(view: TaskView, cuts: Sequence[PowerCut]) -> dict[str, str]:
    """`cut`: the planned power cut in which the task is due."""
    cut = None if view.settled else cut_at(cuts, view.spec.due_at)
    if cut is None:
        return {}
    words = {"begins": moment_words(cut.begins_at), "ends": until_words(cut.ends_at, cut.begins_at)}
    return {"cut": _("ครบกำหนดขณะไฟดับตามแผน %(begins)s ถึง %(ends)s") % words}


def steps_of(views: Sequence[TaskView]) -> list[list[TaskView]]:
    """Tasks by step: several parties may have the same before them alike."""
    steps: dict[Any, list[TaskView]] = {}
    for view in views:
        steps.setdefault((view.spec.group, view.spec.text, view.spec.due_at, view.state), []).append(view)
    return list(steps.values())


def own_of(membership: Membership, alike: Sequence[TaskView]) -> TaskView:
    """Of a step's tasks the one that the member may do; the first if there is none."""
    return next((view for view in alike if may_do(membership, view)), alike[0])


def step_row(
    incident: Incident,
    alike: Sequence[TaskView],
    own: TaskView,
    course: Course | None,
    cuts: Sequence[PowerCut],
    *,
    may: bool,
) -> dict[str, Any]:
    """A step as the templates show it: a reader's `own` part of it, which they `may` do or not, and how many `others`
    there are. `alike`: for whom these words are the same, they see the same."""
    row = _row(incident, plan_of(incident.plan_version), own, course, incident_now(incident), may=may)
    row |= _cut_words(alike[0], cuts) | {"others": len(alike) - 1}
    words = {name: value for name, value in row.items() if name != "view"}
    return row | {"alike": f"{get_language()} {incident.pk} {own.settled} {words}"}


def _row(
    incident: Incident, plan: Plan, view: TaskView, course: Course | None, now: datetime, *, may: bool
) -> dict[str, Any]:
    url = reverse("task", args=[incident.pk]) + "?" + urlencode({"key": view.key})
    state, words = _due_words(view, now)
    return {
        "view": view,
        "key": view.key,
        "text": view.spec.text,
        "owner": owner_words(plan, view, course),
        "state": state,
        "words": words,
        "url": url,
        "action": reverse("task", args=[incident.pk]),
        "may": may and incident.stage != Incident.Stage.CLOSED,
        "rounds": _round_words(view),
        "parts": sum(done for _n, _text, done in view.parts),
        "parts_all": len(view.spec.parts),
    }


def _round_words(view: TaskView) -> str:
    """How often the task comes again, and when it was done last."""
    if view.every is None:
        return ""
    every = _("ทำซ้ำทุก %(span)s") % {"span": span_words(view.every)}
    if not view.row or not view.row.rounds or view.row.settled_at is None:
        return every
    last = {"every": every, "n": view.row.rounds, "time": time_words(view.row.settled_at)}
    return _("%(every)s ทำแล้ว %(n)s รอบ ล่าสุด %(time)s") % last


def _due_words(view: TaskView, now: datetime) -> tuple[str, str]:
    row = view.row
    if view.state == "done" and row and row.settled_at:
        return "done", _("เสร็จ %(time)s") % {"time": time_words(row.settled_at)}
    if view.state == "not_applicable":
        return "refused", _("ไม่เกี่ยวข้อง")
    due = view.spec.due_at
    if due is None:
        return ("told", _("รับแล้ว")) if view.state == "taken" else ("waiting", _("ไม่ได้กำหนดเวลา"))
    if view.late:
        return "late", _("เลยกำหนด %(span)s") % {"span": span_words(now - due, short=True)}
    words = {"moment": until_words(due, now)}
    return ("told" if view.state == "taken" else "waiting"), _("ก่อน %(moment)s") % words


def group_words(view: TaskView) -> str:
    group = view.spec.group
    if group.id == ADDED:
        return _("งานที่เพิ่มระหว่างเหตุการณ์")
    return group.name or str(STAGES.get(group.id, group.id))


@kept_on_device
@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Every task, by stage and phase; the newest first, late ones on top of each. POST adds one that the plan does
    not have."""
    return page_that_records(request, pk, "response/tasks.html", _add, _checklist)


def _checklist(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    course, views = course_in(incident), tasks_in(incident)
    groups: dict[str, list[TaskView]] = {}
    for view in sorted(views, key=lambda v: v.spec.group.starts_at, reverse=True):
        groups.setdefault(group_words(view), []).append(view)
    shown = [
        {
            "name": name,
            "rule": found[0].spec.group.rule,
            "done": sum(v.settled for v in found),
            "all": len(found),
            "rows": task_rows(membership, incident, [*open_tasks(found), *(v for v in found if v.settled)], course),
        }
        for name, found in groups.items()
    ]
    late = sum(v.late for v in views)
    left = sum(not v.settled for v in views)
    return {
        "groups": shown,
        "fact": _headline(late, left, len(views)),
        "late": late,
        "power": _power(membership, incident),
        "may_add": allowed(membership, Permission.ASK_DECISION) and incident.stage != Incident.Stage.CLOSED,
        "receivers": receivers(plan_of(incident.plan_version)),
    }


def _power(membership: Membership, incident: Incident) -> dict[str, Any] | None:
    """Where the plan promises something after the power returns: since when it is back, and whether this person may
    say so."""
    scenario = scenario_of(plan_of(incident.plan_version), incident.threat)
    if scenario is None or all(t.after != "power-restored" for t in scenario.targets):
        return None
    open_ = incident.stage != Incident.Stage.CLOSED
    return {"back_at": incident.power_back_at, "may": open_ and allowed(membership, Permission.DO_TASKS)}


def _headline(late: int, left: int, whole: int) -> str:
    if late:
        return ngettext("%(n)s งานเลยกำหนด", "%(n)s งานเลยกำหนด", late) % {"n": late}
    if not whole:
        return _("แผนไม่ได้เขียนขั้นตอนของระยะนี้")
    if not left:
        return _("บันทึกผลครบทั้ง %(n)s งาน") % {"n": whole}
    return _("เหลือ %(left)s จาก %(all)s งาน ไม่มีงานเลยกำหนด") % {"left": left, "all": whole}


@kept_on_device
@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def task_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One task (`key` in the address or the form): its words, who has it, and what can be recorded."""
    return page_that_records(request, pk, "response/task.html", _record, _one)


def _key(request: HttpRequest) -> str:
    return request.POST.get("key") or request.GET.get("key", "")


def _one(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    view = task_with(incident, _key(request))
    course = course_in(incident)
    row = task_rows(membership, incident, [view], course)[0]
    return {
        "row": row,
        "task": view,
        "group": group_words(view),
        "may_repeat": row["may"] and allowed(membership, Permission.ASK_DECISION) and may_repeat(incident, view),
        "wants_rounds": view.every is None and wants_rounds(view.spec.text),
        "every_hours": f"{view.every / timedelta(hours=1):g}" if view.every else "",
        "receivers": receivers(plan_of(incident.plan_version)),
    }


def _way_back(back: str, incident: Incident) -> str:
    if back == "duties":
        return reverse("my-duties")
    return reverse("incident-board" if back == "board" else "incident-tasks", args=[incident.pk])


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> str:
    act, posted, key = request.POST.get("act", ""), request.POST, _key(request)
    if act == "take":
        actions.take_task(membership, incident.pk, key)
        messages.success(request, _("รับงานแล้ว"))
    elif act == "aside":
        actions.set_task_aside(membership, incident.pk, key, reason=posted.get("reason", ""))
        messages.success(request, _("บันทึกว่าไม่เกี่ยวข้องแล้ว"))
    elif act == "hand":
        to, reason = posted.get("to", ""), posted.get("reason", "")
        actions.hand_task_on(membership, incident.pk, key, to=to, reason=reason)
        messages.success(request, _("ส่งต่องานแล้ว"))
    elif act == "repeat":
        actions.repeat_task(membership, incident.pk, key, minutes=_minutes(posted.get("hours", "")))
        messages.success(request, _("บันทึกรอบของงานแล้ว"))
    elif act == "reopen":
        actions.reopen_task(membership, incident.pk, key, reason=posted.get("reason", ""))
        messages.success(request, _("เปิดงานอีกครั้งแล้ว"))
    else:
        _finish(request, membership, incident, key)
    return _way_back(posted.get("back", ""), incident)


def _minutes(hours: str) -> int:
    """Hours as typed, such as 3 or 0.5; nothing: never again."""
    typed = hours.translate(THAI_DIGITS).strip()
    if not re.fullmatch(r"[0-9]{0,3}(\.[0-9]{1,2})?", typed):
        raise InvalidInputError(_("พิมพ์จำนวนชั่วโมง เช่น 3 หรือ 0.5"), field="hours")
    return round(float(typed or 0) * 60)


def _finish(request: HttpRequest, membership: Membership, incident: Incident, key: str) -> None:
    posted = request.POST
    at = typed_time(posted.get("at", ""), posted.get("day", ""), incident_now(incident))
    parts = [int(n) for n in posted.getlist("part") if n.isdigit() and n.isascii() and len(n) < 6]
    row = actions.finish_task(membership, incident.pk, key, note=posted.get("note", ""), parts=parts, at=at)
    done = row.state == "done"
    messages.success(request, _("บันทึกว่าทำเสร็จแล้ว") if done else _("บันทึกข้อย่อยที่ทำแล้ว งานยังเปิดอยู่"))


def _add(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    """A task that the plan does not have."""
    posted, now = request.POST, incident_now(incident)
    at = typed_time(posted.get("at", ""), "", now)
    if at is not None and at <= now:  # a time that has passed today means tomorrow's
        at += timedelta(days=1)
    actions.add_task(membership, incident.pk, text=posted.get("text", ""), to=posted.get("to", ""), due_at=at)
    messages.success(request, _("เพิ่มงานแล้ว"))
