"""The register of decisions: what waits, since when, who may decide and from when; what was decided, by whom, why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.core.log_entry.words import WORDS
from phrom.core.plan.lookup import processes_by_id
from phrom.errors import NotFoundError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.queries import Decision, Incident, decisions_of, open_decisions
from phrom.incidents.views.deciding import as_person, deciding
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response import actions


def decision_title(incident: Incident, decision: Decision) -> str:
    """What is asked, in few words."""
    if decision.matter == "manual":
        process = processes_by_id(plan_of(incident.plan_version)).get(decision.subject)
        return _("ให้%(process)sทำด้วยมือ (Manual)") % {"process": process.name if process else decision.subject}
    return in_language(WORDS["matter"][decision.matter])


def decision_card(membership: Membership, incident: Incident, decision: Decision) -> dict[str, Any]:
    """A waiting decision as board and register show it. Activation and stand-down have pages that show their effect."""
    pages = {"activation": "activation", "stand-down": "stand-down"}
    page = pages.get(decision.matter)
    return deciding(membership, incident, decision) | {
        "title": decision_title(incident, decision),
        "page": reverse(page, args=[incident.pk]) if page else "",
        "action": reverse("incident-decisions", args=[incident.pk]),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_decisions(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    membership, problem = membership_of(request), None
    if request.method == "POST":
        try:
            _answer(request, membership, incident)
        except RefusedError as refusal:
            if refusal.status in (403, 404):
                raise
            problem = refusal
        else:
            return redirect(request.path)
    waiting = list(open_decisions(incident)) if incident.stage != Incident.Stage.CLOSED else []
    settled = decisions_of(incident).exclude(decided_at=None)
    context = {
        "waiting_cards": [decision_card(membership, incident, d) for d in waiting],
        "settled": [
            {
                "decision": d,
                "title": decision_title(incident, d),
                "by": d.decided_as or (d.decided_by.name if d.decided_by else ""),
            }
            for d in settled
        ],
        "may_ask": allowed(membership, Permission.ASK_DECISION) and incident.stage != Incident.Stage.CLOSED,
        "matters": [(m, in_language(WORDS["matter"][m])) for m in incidents.OWN_WORD],
        "problem": problem.message if problem else "",
        "posted": request.POST if problem else {},
    }
    status = problem.status if problem else 200
    return render(request, "response/decisions.html", framed(request, incident, callout, **context), status=status)


def _answer(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted = request.POST
    if posted.get("act") == "ask":
        matter, reason = posted.get("matter", ""), posted.get("reason", "")
        incidents.ask_for_decision(membership, incident.pk, matter=matter, reason=reason)
        messages.success(request, _("ขออนุมัติแล้ว รอหัวหน้าตัดสินใจ"))
        return
    number = posted.get("decision", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise NotFoundError(_("ไม่มีเรื่องนี้ในเหตุการณ์"))
    decision = incidents.decision_of(incident, int(number))
    decide = actions.decide_manual_work if decision.matter == "manual" else incidents.answer_decision
    approved, remark = posted.get("answer") == "approve", posted.get("remark", "")
    decide(membership, incident.pk, decision.pk, approved=approved, remark=remark, as_person=as_person(request))
    messages.success(request, _("บันทึกการตัดสินใจแล้ว"))
