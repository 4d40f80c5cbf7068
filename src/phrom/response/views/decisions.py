"""The register of decisions: what waits, since when, who may decide and from when; what was decided, by whom, why."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.core.log_entry.words import WORDS
from phrom.core.plan.lookup import processes_by_id
from phrom.incidents import actions as incidents
from phrom.incidents.queries import Decision, Incident, activation_of, decisions_of, head_name, open_decisions
from phrom.incidents.views.deciding import as_person, deciding
from phrom.incidents.views.recording import page_that_records, posted_number
from phrom.offices.access import Membership, allowed, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response import actions
from phrom.web.words import moment_words, time_words


def decision_title(incident: Incident, decision: Decision) -> str:
    """What is asked, in few words."""
    if decision.matter == "manual":
        process = processes_by_id(plan_of(incident.plan_version)).get(decision.subject)
        return _("ทำด้วยมือ (Manual): %(process)s") % {"process": process.name if process else decision.subject}
    return capfirst(in_language(WORDS["matter"][decision.matter]))


def decision_card(membership: Membership, incident: Incident, decision: Decision) -> dict[str, Any]:
    """A waiting decision as board and register show it. Activation and stand-down have pages that show their effect."""
    pages = {"activation": "activation", "stand-down": "stand-down"}
    page = pages.get(decision.matter)
    return deciding(membership, incident, decision) | {
        "title": decision_title(incident, decision),
        "page": reverse(page, args=[incident.pk]) if page else "",
        "action": reverse("incident-decisions", args=[incident.pk]),
    }


def waiting_words(card: dict[str, Any]) -> str:
    """For whom a decision waits since when, and who may take it from when on; to who may decide by standing in, why."""
    if card["i_may"] or not card["deciders"]:
        return str(card["instead_words"])
    said = {"title": card["title"], "names": ", ".join(card["deciders"]), "time": time_words(card["decision"].asked_at)}
    words = _("%(title)s: รอ %(names)s ตัดสินใจ ตั้งแต่ %(time)s") % said
    return _("%(first)s %(second)s") % {"first": words, "second": card["next_words"]} if card["next_words"] else words


def in_force_words(incident: Incident) -> str:
    """Since when the plan is in force by whose word, and for whom they acted; empty where nobody was asked."""
    decision = activation_of(incident)
    if incident.activated_at is None or decision is None or not decision.approved:
        return ""
    by = decision.decided_as or (decision.decided_by.name if decision.decided_by else "")
    said = {"moment": moment_words(incident.activated_at), "name": by, "head": decision.acting_for}
    if decision.acting_for:
        return _("ประกาศใช้แผนเมื่อ %(moment)s โดย %(name)s ปฏิบัติหน้าที่แทน %(head)s") % said
    return _("ประกาศใช้แผนเมื่อ %(moment)s โดย %(name)s") % said


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_decisions(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "response/decisions.html", _answer, _register)


def _register(_request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    waiting = list(open_decisions(incident)) if incident.stage != Incident.Stage.CLOSED else []
    settled, head = decisions_of(incident).exclude(decided_at=None), head_name(incident)
    return {
        "waiting_cards": [decision_card(membership, incident, d) for d in waiting],
        "settled": [
            {
                "decision": d,
                "title": decision_title(incident, d),
                "by": d.decided_as or (d.decided_by.name if d.decided_by else ""),
                "of": head,
                "until": d.asked_at + settings.DECIDE_WITHIN,
            }
            for d in settled
        ],
        "may_ask": allowed(membership, Permission.ASK_DECISION) and incident.stage != Incident.Stage.CLOSED,
        "matters": [(m, in_language(WORDS["matter"][m])) for m in incidents.OWN_WORD],
    }


def _answer(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted = request.POST
    if posted.get("act") == "ask":
        matter, reason = posted.get("matter", ""), posted.get("reason", "")
        incidents.ask_for_decision(membership, incident.pk, matter=matter, reason=reason)
        messages.success(request, _("ขออนุมัติแล้ว รอหัวหน้าตัดสินใจ"))
        return
    decision = incidents.decision_of(incident, posted_number(request, "decision"))
    decide = actions.decide_manual_work if decision.matter == "manual" else incidents.answer_decision
    approved, remark = posted.get("answer") == "approve", posted.get("remark", "")
    decide(membership, incident.pk, decision.pk, approved=approved, remark=remark, as_person=as_person(request))
    messages.success(request, _("บันทึกการตัดสินใจแล้ว"))
