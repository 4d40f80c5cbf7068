"""Processes: what state each is in, its clock, and work by hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phrom import clock
from phrom.core.log_entry.words import WORDS
from phrom.core.response.processes import PROCESS_STATES, Forecast, ProcessStatus
from phrom.incidents.queries import Incident, PowerCut, cuts_in, incident_now, open_decisions
from phrom.incidents.views.frame import incident_and_callout
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response import actions
from phrom.response.forms import typed_count, typed_time
from phrom.response.queries import ManualWork, course_in, forecasts, manual_works, presence_in, statuses
from phrom.response.views.clock_words import clock_line
from phrom.response.views.paper import file_answer


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_processes(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "response/processes.html", _record, _context)


@require_POST
@needs(Permission.VIEW_INCIDENT)
def manual_forms(request: HttpRequest, pk: int) -> HttpResponse:
    """The next numbered forms of a process, to be printed; taking numbers changes something, so POST."""
    incident, _callout = incident_and_callout(request, pk)
    membership, process = membership_of(request), request.POST.get("process", "")
    count = typed_count(request.POST.get("count", ""))
    first, last = actions.print_forms(membership, pk, process, count)
    plan = plan_of(incident.plan_version)
    place = [p.id for p in plan.processes].index(process)
    from phrom.core.rendering.manual_forms_pdf import ManualForms, render_manual_forms_pdf  # noqa: PLC0415

    forms = ManualForms(
        plan=plan,
        process=plan.processes[place].name,
        threat=incident.threat_name,
        prefix=f"{incident.pk}-{place + 1:02}",
        first=first,
        last=last,
        practice=incident.practice,
        printed_at=clock.now(),
        printed_by=membership.user.name,
        cache_dir=Path(settings.CACHE_DIR),
    )
    return file_answer(render_manual_forms_pdf(forms), "application/pdf", f"แบบฟอร์ม-{first}-{last}.pdf")


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted, act, process = request.POST, request.POST.get("act", ""), request.POST.get("process", "")
    if act == "ask":
        actions.ask_for_manual_work(membership, incident.pk, process, reason=posted.get("reason", ""))
        messages.success(request, _("ขออนุมัติแล้ว รอหัวหน้าตัดสินใจ"))
    elif act == "count":
        counts = {name: typed_count(posted.get(name, "")) for name in ("forms", "keyed", "checked")}
        actions.count_backlog(membership, incident.pk, process, **counts)
        messages.success(request, _("บันทึกจำนวนงานค้างแล้ว"))
    elif act == "sign":
        actions.sign_backlog_off(membership, incident.pk, process)
        messages.success(request, _("รับรองงานค้างแล้ว"))
    else:
        at = typed_time(posted.get("at", ""), posted.get("day", ""), incident_now(incident))
        state, note = posted.get("state", ""), posted.get("note", "")
        actions.set_process_state(membership, incident.pk, process, state, note=note, at=at)
        messages.success(request, _("บันทึกสถานะแล้ว"))


def _context(_request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    known = statuses(incident)
    presence = presence_in(incident, course_in(incident))
    expected, works = forecasts(incident, known, presence), manual_works(incident)
    asked = {d.subject: d for d in open_decisions(incident).filter(matter="manual")}
    rows, cuts = [], cuts_in(incident)
    for status in known:
        process = status.process.id
        row = _row(membership, incident, status, expected.get(process), works.get(process), cuts)
        rows.append(row | {"asked": asked.get(process)})
    stopped = sum(s.running for s in known)
    return {
        "rows": rows,
        "fact": ngettext("%(n)s กระบวนงานหยุดอยู่", "%(n)s กระบวนงานหยุดอยู่", stopped) % {"n": stopped}
        if stopped
        else _("ไม่มีกระบวนงานที่หยุด"),
        "states": [(s, in_language(WORDS["process_state"][s])) for s in PROCESS_STATES],
        "in_force": incident.activated_at is not None,
    }


def _row(
    membership: Membership,
    incident: Incident,
    status: ProcessStatus,
    expected: Forecast | None,
    work: ManualWork | None,
    cuts: Sequence[PowerCut],
) -> dict[str, Any]:
    open_ = incident.stage != Incident.Stage.CLOSED
    may = open_ and actions.may_change_process(membership, incident, status.process)
    return {
        "process": status.process,
        "clock": clock_line(status, incident, cuts),
        "status": status,
        "forecast": expected if expected and expected.too_late else None,
        "work": work,
        "may": may,
        "may_ask": may and allowed(membership, Permission.ASK_DECISION) and status.running,
        "may_manual": work is not None,
    }
