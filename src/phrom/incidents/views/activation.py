"""The decision to put the plan in force: proposed, and answered by another person than who proposed it."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom.errors import InvalidInputError, RefusedError
from phrom.incidents import actions, queries
from phrom.incidents.models import Decision, Incident
from phrom.incidents.views.deciding import as_person, deciding, may_decide
from phrom.incidents.views.frame import framed
from phrom.incidents.views.opening import preview_words, reason_of, version_words
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.actions import confirm_by_code
from phrom.offices.queries import approvers_of, membership_numbered
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.web.form_page import refused_page


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def activation(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what approval would do; POST proposes, or decides: in one's own session, by another person's code, or,
    in practice, in the part of whoever is played."""
    membership = membership_of(request)
    incident = queries.incident_numbered(membership.organisation_id, pk)
    asked = queries.activation_of(incident)
    if incident.activated_at is not None:
        return redirect("incident-board", incident.pk)
    template = "incidents/activation.html"
    if request.method == "POST":
        try:
            return _posted(request, membership, incident)
        except RefusedError as refusal:
            if refusal.code == "decided":
                raise
            return refused_page(request, template, _context(request, membership, incident, asked), refusal)
    return render(request, template, _context(request, membership, incident, asked))


def _posted(request: HttpRequest, membership: Membership, incident: Incident) -> HttpResponse:
    if request.POST.get("decision") == "propose":
        actions.propose_activation_of(membership, incident.pk, reason=request.POST.get("reason", ""))
        messages.success(request, _("เสนอแล้ว ยังไม่มีการแจ้งใครจนกว่าจะอนุมัติ"))
        return redirect("activation", incident.pk)
    rejected = request.POST.get("decision") == "reject"
    if not rejected and request.POST.get("sure") != "on":  # before a code is used up
        raise InvalidInputError(
            _("โปรดยืนยันก่อนว่าเป็นการฝึกซ้อม") if incident.practice else _("โปรดยืนยันก่อนว่าเป็นเหตุจริง"), field="sure"
        )
    approver, played = _who_decides(request, membership), as_person(request)
    if not rejected:
        actions.approve_activation(approver, incident.pk, as_person=played)
        return redirect("incident-calls", incident.pk)
    close = request.POST.get("after") != "watch"
    actions.reject_activation(approver, incident.pk, reason=reason_of(request), close=close, as_person=played)
    if close:
        messages.success(request, _("ไม่อนุมัติ ยังไม่มีการแจ้งใคร และปิดเหตุการณ์แล้ว"))
        return redirect("home")
    messages.success(request, _("ไม่อนุมัติ ยังไม่มีการแจ้งใคร และเฝ้าระวังต่อ"))
    return redirect("incident-board", incident.pk)


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


def _context(
    request: HttpRequest, membership: Membership, incident: Incident, asked: Decision | None
) -> dict[str, Any]:
    plan = plan_of(incident.plan_version)
    now, settings = queries.incident_now(incident), actions.settings_for(incident, Incident.Stage.CRISIS)
    way = queries.calling_way(incident.organisation_id, incident.threat, Incident.Stage.CRISIS)
    preview = queries.preview_of(
        plan,
        incident.threat,
        settings,
        practice=incident.practice,
        now=now,
        mode=way.mode,
        place=queries.place_of(incident),
        addition=way.addition,
        organisation_id=incident.organisation_id,
    )
    count = len(preview.called)
    approve = ngettext("อนุมัติ และแจ้ง %(n)s คน", "อนุมัติ และแจ้ง %(n)s คน", count) % {"n": count}
    open_ = asked is not None and asked.decided_at is None and incident.stage != Incident.Stage.CLOSED
    right = Permission.START_PRACTICE if incident.practice else Permission.PROPOSE_ACTIVATION
    return framed(request, incident, None, **preview_words(preview)) | {
        "asked": asked,
        "i_propose": not open_ and incident.stage == Incident.Stage.ONSET and allowed(membership, right),
        "others": _others(membership, incident, asked) if asked and open_ else [],
        "approve_words": approve,
        "version_words": version_words(incident.plan_version),
        **(deciding(membership, incident, asked) if asked else {"waiting": False}),
    }


def _others(membership: Membership, incident: Incident, asked: Decision) -> list[Membership]:
    """Who could give their word here by code, now."""
    approvers = approvers_of(membership.organisation_id, Permission.APPROVE_ACTIVATION)
    return [a for a in approvers if a.user_id != membership.user_id and may_decide(a, incident, asked)]
