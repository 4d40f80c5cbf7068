"""Suppliers and those concerned: who has to be told, by whom, told when, what they said."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.incidents.queries import Incident, incident_now
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, needs
from phrom.offices.roles import Permission
from phrom.response import actions
from phrom.response.forms import typed_time
from phrom.response.queries.supply import StakeholderView, stakeholders_in
from phrom.web.words import time_words


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_stakeholders(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "response/stakeholders.html", _record, _tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted, act = request.POST, request.POST.get("act", "")
    key, teller = posted.get("key", ""), posted.get("teller", "")
    if act == "add":
        name, contact = posted.get("name", ""), posted.get("contact", "")
        actions.add_stakeholder(membership, incident.pk, name=name, contact=contact, teller=teller)
        messages.success(request, _("เพิ่มผู้ที่ต้องแจ้งแล้ว"))
    elif act == "assign":
        actions.assign_stakeholder(membership, incident.pk, key, teller=teller)
        messages.success(request, _("บันทึกผู้แจ้งแล้ว"))
    else:
        actions.record_told(
            membership,
            incident.pk,
            key,
            reached=act != "missed",
            way=posted.get("way", ""),
            said=posted.get("said", ""),
            at=typed_time(posted.get("at", ""), posted.get("day", ""), incident_now(incident)),
        )
        messages.success(request, _("บันทึกการแจ้งแล้ว"))


def _tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    found, open_ = stakeholders_in(incident), incident.stage != Incident.Stage.CLOSED
    left = sum(not v.told for v in found)
    return {
        "rows": [{"view": v, "state": _state(v)} for v in found],
        "left": left,
        "all": len(found),
        "may_add": open_ and allowed(membership, Permission.ASK_DECISION),
        "may_tell": open_ and allowed(membership, Permission.DO_TASKS),
    }


def _state(view: StakeholderView) -> tuple[str, str]:
    row = view.row
    if row is None or row.reached is None or row.told_at is None:
        return "waiting", _("ยังไม่แจ้ง")
    words = {"time": time_words(row.told_at)}
    return ("done", _("แจ้งแล้ว %(time)s") % words) if row.reached else ("unreachable", _("ติดต่อไม่ได้ %(time)s") % words)
