"""The decision to put the plan in force, by another person than who proposed it; and the end of an incident."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phrom import clock
from phrom.errors import InvalidInputError, RefusedError
from phrom.incidents import actions, queries
from phrom.incidents.models import Activation, Incident
from phrom.incidents.views.frame import framed
from phrom.incidents.views.opening import preview_words, reason_of, version_words
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.actions import confirm_by_code
from phrom.offices.queries import approvers_of, membership_numbered
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def activation(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what approval would do; POST decides, in one's own session or by another person's code."""
    membership = membership_of(request)
    incident = queries.incident_numbered(membership.organisation_id, pk)
    asked = queries.activation_of(incident)
    if incident.practice or asked is None or asked.approved:
        return redirect("incident-board", incident.pk)
    problem = None
    if request.method == "POST":
        try:
            return _decided(request, membership, incident)
        except RefusedError as refusal:
            if refusal.code == "decided":
                raise
            problem = refusal
    return render(
        request,
        "incidents/activation.html",
        _context(request, membership, incident, asked) | {"problem": problem.message if problem else ""},
        status=problem.status if problem else 200,
    )


def _decided(request: HttpRequest, membership: Membership, incident: Incident) -> HttpResponse:
    rejected = request.POST.get("decision") == "reject"
    if not rejected and request.POST.get("sure") != "on":  # before a code is used up
        raise InvalidInputError(_("โปรดยืนยันก่อนว่าเป็นเหตุจริง"))
    approver = _who_decides(request, membership)
    if rejected:
        actions.reject_activation(approver, incident.pk, reason=reason_of(request))
        messages.success(request, _("ไม่อนุมัติ ยังไม่มีการแจ้งใคร และปิดเหตุการณ์แล้ว"))
        return redirect("home")
    actions.approve_activation(approver, incident.pk)
    return redirect("incident-calls", incident.pk)


def _who_decides(request: HttpRequest, membership: Membership) -> Membership:
    """The person at the screen if they have the right, else who gives their code here."""
    code = request.POST.get("code", "").strip()
    chosen = request.POST.get("approver", "")
    if not code:
        return membership  # the action asks for the right
    approver = (
        membership_numbered(membership.organisation_id, int(chosen)) if re.fullmatch("[0-9]{1,18}", chosen) else None
    )
    if approver is None:
        raise InvalidInputError(_("โปรดเลือกว่าใครเป็นผู้อนุมัติ"))
    return confirm_by_code(membership, approver, code, Permission.APPROVE_ACTIVATION)


def _context(request: HttpRequest, membership: Membership, incident: Incident, asked: Activation) -> dict[str, Any]:
    plan = plan_of(incident.plan_version)
    preview = queries.preview_of(plan, incident.threat, actions.real_settings(), practice=False, now=clock.now())
    approvers = approvers_of(membership.organisation_id, Permission.APPROVE_ACTIVATION)
    others = [a for a in approvers if a.user_id not in (asked.proposed_by_id, membership.user_id)]
    mine = allowed(membership, Permission.APPROVE_ACTIVATION) and membership.user_id != asked.proposed_by_id
    count = len(preview.called)
    approve = ngettext("อนุมัติ และแจ้ง %(n)s คน", "อนุมัติ และแจ้ง %(n)s คน", count) % {"n": count}
    return framed(request, incident, None, **preview_words(preview)) | {
        "asked": asked,
        "waiting": asked.decided_at is None and incident.stage != Incident.Stage.CLOSED,
        "i_may": mine,
        "others": others,
        "approve_words": approve,
        "version_words": version_words(incident.plan_version),
    }


@require_POST
@needs(Permission.VIEW_INCIDENT)
def incident_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The action asks for the right: a practice may be closed by who may start one, a real incident by the head."""
    incident = actions.close_incident(membership_of(request), pk)
    words = _("ปิดการฝึกซ้อมแล้ว รหัสตอบใช้ไม่ได้อีก") if incident.practice else _("ปิดเหตุการณ์แล้ว รหัสตอบใช้ไม่ได้อีก")
    messages.success(request, words)
    return redirect("home")
