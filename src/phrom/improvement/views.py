"""The review of a closed incident, and everything that is being mended."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.core.callout.reach import reach_over_time, summary
from phrom.improvement import actions
from phrom.improvement.queries import Improvement, findings_of, improvements_of, open_improvements
from phrom.incidents.queries import Incident
from phrom.incidents.views.reach_picture import reach_picture
from phrom.incidents.views.recording import page_that_records, posted_number
from phrom.incidents.views.team_reach import minutes_of, reach_of_teams
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response.queries import course_in
from phrom.web.form_page import form_page

CHIPS = {
    "process": "stopped",
    "contact": "warning",
    "person": "unreachable",
    "decision": "waiting",
    "task": "late",
    "left": "waiting",
    "skipped": "refused",
    "backlog": "manual",
}


def kind_words() -> dict[str, str]:
    return {
        "process": _("เกินเวลา"),
        "contact": _("เบอร์ผิด"),
        "person": _("ติดต่อไม่ได้"),
        "decision": _("ตัดสินใจช้า"),
        "task": _("งานช้า"),
        "left": _("งานค้าง"),
        "skipped": _("ข้ามขั้นตอน"),
        "backlog": _("งานค้างบันทึก"),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_review(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "improvement/review.html", _record, _context)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted, finding = request.POST, request.POST.get("finding", "")
    if posted.get("act") == "aside":
        actions.set_finding_aside(membership, incident.pk, finding, reason=posted.get("reason", ""))
        messages.success(request, _("บันทึกว่าไม่ต้องแก้แล้ว"))
        return
    actions.decide_improvement(
        membership,
        incident.pk,
        finding,
        found=posted.get("found", ""),
        action=posted.get("action", ""),
        owner=posted.get("owner", ""),
        due_on=_day(posted.get("due", "")),
    )
    messages.success(request, _("เพิ่มในรายการที่ต้องแก้แล้ว"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _context(_request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    closed = incident.stage == Incident.Stage.CLOSED
    decided = improvements_of(incident)
    handled = {i.finding for i in decided}
    found = findings_of(incident) if closed else ()
    waiting = [f for f in found if f.key[:300] not in handled]
    words, plan = kind_words(), plan_of(incident.plan_version)
    if not closed:
        fact = _("การทบทวนเริ่มเมื่อปิดเหตุการณ์แล้ว")
    elif waiting:
        fact = ngettext("ทบทวน: พบ %(n)s เรื่องที่ยังไม่ได้ตัดสินใจ", "ทบทวน: พบ %(n)s เรื่องที่ยังไม่ได้ตัดสินใจ", len(waiting)) % {
            "n": len(waiting)
        }
    else:
        fact = _("ทบทวนครบแล้ว") if found else _("ไม่พบเรื่องที่ช้า ข้าม หรือติดต่อไม่ได้")
    return {
        "fact": fact,
        "closed": closed,
        "waiting": [
            {"key": f.key, "text": in_language(f.text), "chip": CHIPS[f.kind], "kind": words[f.kind]} for f in waiting
        ],
        "decided": [_row(i) for i in decided],
        **(_reach(incident) if closed else {}),
        "people": [p.full_name for p in plan.people],
        "may": closed and allowed(membership, Permission.ASK_DECISION),
        "today": timezone.localdate(clock.now()).isoformat(),
    }


def _reach(incident: Incident) -> dict[str, Any]:
    """How the news spread, in the whole office and team by team."""
    course = course_in(incident)
    if course is None:
        return {}
    minutes, whole = minutes_of(course), len(course.tree.first_called)
    points, reached = reach_over_time(course.state), summary(course.tree, course.state)
    return {
        "reached": reached,
        "curves": [reach_picture(points, whole, minutes, width=w, height=h) for w, h in ((400, 290), (330, 270))],
        "teams": reach_of_teams(course, minutes),
    }


def _row(improvement: Improvement) -> dict[str, Any]:
    late = (
        improvement.state == Improvement.State.OPEN
        and improvement.due_on is not None
        and improvement.due_on < timezone.localdate(clock.now())
    )
    states = {
        Improvement.State.OPEN: ("late", _("เลยกำหนด")) if late else ("waiting", _("กำลังแก้")),
        Improvement.State.DONE: ("done", _("แก้แล้ว")),
        Improvement.State.NOT_NEEDED: ("refused", _("ไม่ต้องแก้")),
    }
    return {"improvement": improvement, "state": states[Improvement.State(improvement.state)], "late": late}


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def improvements(request: HttpRequest) -> HttpResponse:
    """Everything that is still to be mended in the office; POST says that one is done."""
    membership = membership_of(request)

    def record() -> None:
        number = posted_number(request, "improvement")
        actions.finish_improvement(membership, number, proof=request.POST.get("proof", ""))
        messages.success(request, _("บันทึกว่าแก้แล้ว"))

    return form_page(request, "improvement/improvements.html", record, lambda: _still_to_mend(membership))


def _still_to_mend(membership: Membership) -> dict[str, Any]:
    rows = [_row(i) for i in open_improvements(membership.organisation_id)]
    late = sum(row["late"] for row in rows)
    left = ngettext("เหลือ %(n)s เรื่องที่ต้องแก้", "เหลือ %(n)s เรื่องที่ต้องแก้", len(rows)) % {"n": len(rows)}
    if late:
        left = _("%(left)s เลยกำหนด %(n)s เรื่อง") % {"left": left, "n": late}
    return {
        "rows": rows,
        "fact": left if rows else _("ไม่มีเรื่องที่ต้องแก้"),
        "late": late,
        "may": allowed(membership, Permission.DO_TASKS),
    }
