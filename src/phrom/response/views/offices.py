"""One incident over several offices: the opener names them and sees their summaries; each of the others answers."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from phrom.errors import InvalidInputError
from phrom.incidents import actions
from phrom.incidents.queries import (
    AffectedOffice,
    Incident,
    affected_offices,
    asked_to_join,
    open_incidents,
)
from phrom.incidents.views.frame import STAGES
from phrom.incidents.views.recording import page_that_records, posted_number
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.queries import other_offices
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of
from phrom.response.queries.offices import OfficeSummary
from phrom.response.views.office_summaries import summaries_shown
from phrom.web.form_page import form_page

SHOWN = 50  # offices to choose from at once; more are found by their name
_STATES = {
    "asked": ("waiting", gettext_lazy("รอตอบ")),
    "joined": ("done", gettext_lazy("ร่วมแล้ว")),
    "declined": ("refused", gettext_lazy("ไม่ร่วม")),
    "left": ("refused", gettext_lazy("เลิกให้เห็น")),
    "withdrawn": ("refused", gettext_lazy("ถอนคำขอแล้ว")),
}


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_LOG)
def incident_offices(request: HttpRequest, pk: int) -> HttpResponse:
    """The opener's page. What other offices agreed to show is for those who lead, not for everybody."""
    return page_that_records(request, pk, "response/offices.html", _record, _tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    if request.POST.get("act") == "withdraw":
        actions.withdraw_office(membership, incident.pk, posted_number(request, "number"))
        messages.success(request, _("ถอนคำขอแล้ว"))
        return
    chosen = [int(n) for n in request.POST.getlist("office") if n.isascii() and n.isdigit() and len(n) < 18]
    count = actions.name_offices(membership, incident.pk, chosen, note=request.POST.get("note", ""))
    words = ngettext("แจ้ง %(n)s หน่วยงานแล้ว", "แจ้ง %(n)s หน่วยงานแล้ว", count) % {"n": count}
    messages.success(request, words if count else _("ทุกหน่วยงานที่เลือกได้รับแจ้งอยู่แล้ว"))


def _tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    known = affected_offices(incident)
    summaries = summaries_shown(known)
    text = request.GET.get("q", "").strip()[:100]
    named = [_row(row, summaries.get(row.pk)) for row in known if text.lower() in row.organisation.name.lower()]
    page = Paginator(sorted(named, key=_worst_first), SHOWN).get_page(request.GET.get("page"))
    settled = {row.organisation_id for row in known if row.state in ("asked", "joined")}
    found = list(other_offices(membership.organisation_id, text).exclude(pk__in=settled)[: SHOWN + 1])
    may = allowed(membership, actions.right_to_join(incident.practice))
    return {
        "rows": page.object_list,
        "page": page,
        "fact": _fact(summaries.values(), len(settled)),
        "may": may and incident.stage != Incident.Stage.CLOSED,
        "found": found[:SHOWN],
        "more": len(found) > SHOWN,
        "q": text,
    }


def _row(row: AffectedOffice, known: OfficeSummary | None) -> dict[str, Any]:
    state, words = _STATES[row.state]
    return {
        "row": row,
        "state": state,
        "words": words,
        "summary": known,
        "stage": STAGES[known.stage] if known else "",
    }


def _worst_first(row: dict[str, Any]) -> tuple[int, int, int, str]:
    known: OfficeSummary | None = row["summary"]
    answered = row["row"].state in ("joined", "asked")
    if known is None:
        return (1 if answered else 2), 0, 0, row["row"].organisation.name
    return 0, -known.over, -known.in_danger, row["row"].organisation.name


def _fact(shared: Collection[OfficeSummary], asked: int) -> str:
    """What is worst; else how many of those asked have joined."""
    troubled = sum(1 for each in shared if each.in_danger)
    if troubled:
        words = ngettext("%(n)s หน่วยงานมีกระบวนงานเสี่ยงเกินเวลา", "%(n)s หน่วยงานมีกระบวนงานเสี่ยงเกินเวลา", troubled)
        return words % {"n": troubled}
    if asked:
        return _("ร่วมแล้ว %(n)s จาก %(all)s หน่วยงาน") % {"n": len(shared), "all": asked}
    return _("เหตุการณ์นี้กระทบหน่วยงานอื่นด้วยหรือไม่")


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def asked_page(request: HttpRequest, number: int) -> HttpResponse:
    """Another office says that its incident affects this one: what it is about, what it would see, and the answer."""
    membership = membership_of(request)

    def tell() -> dict[str, Any]:
        return _asked(membership, number)

    return form_page(request, "response/asked_to_join.html", lambda: _answered(request, membership, number), tell)


def _asked(membership: Membership, number: int) -> dict[str, Any]:
    row = asked_to_join(membership.organisation_id, number)
    lead, choices = row.incident, _choices(membership, row.incident)
    summary = summaries_shown([row]).get(row.pk)
    return {
        "row": row,
        "lead": lead,
        "mode": "practice" if lead.practice else "",
        "open": row.state in ("asked", "declined", "left") and lead.stage != Incident.Stage.CLOSED,
        "choices": choices,
        "chosen": next((c["value"] for c in choices if c["alike"]), ""),
        "may": allowed(membership, actions.right_to_join(lead.practice)),
        "has_plan": approved_version(membership.organisation_id) is not None,
        "summary": summary,
        "stage": STAGES[summary.stage] if summary else "",
        "state_words": _STATES[row.state][1],
    }


def _answered(request: HttpRequest, membership: Membership, number: int) -> str:
    """Where it leads."""
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    if act == "decline":
        actions.decline_to_join(membership, number, reason=reason)
        messages.success(request, _("ตอบแล้วว่าไม่ร่วม"))
        return reverse("home")
    if act == "leave":
        actions.stop_sharing(membership, number, reason=reason)
        messages.success(request, _("เลิกให้เห็นภาพรวมแล้ว เหตุการณ์ของหน่วยงานท่านยังเปิดอยู่"))
        return request.path
    kind, _colon, which = request.POST.get("as", "").partition(":")
    if kind == "open" and which.isascii() and which.isdigit() and len(which) < 18:
        own = actions.join_incident(membership, number, incident_id=int(which))
    elif kind == "threat":
        own = actions.join_incident(membership, number, threat=which)
    else:
        raise InvalidInputError(_("โปรดเลือกว่าตรงกับภัยใดในแผนของท่าน"), field="as")
    messages.success(request, _("ร่วมเหตุการณ์แล้ว ยังไม่มีการแจ้งใครในหน่วยงานท่าน"))
    return reverse("incident-board", args=[own.pk])


def _choices(membership: Membership, lead: Incident) -> list[dict[str, Any]]:
    """Which of this office's own incidents, or which threat of its plan, this is: the same name first."""
    found = []
    opened = open_incidents(membership.organisation_id).filter(practice=lead.practice)
    for own in opened[:20]:
        words = _("เหตุการณ์ที่เปิดอยู่แล้ว: %(name)s") % {"name": own.threat_name}
        found.append({"value": f"open:{own.pk}", "words": words, "alike": _alike(own.threat_name, lead.threat_name)})
    version = approved_version(membership.organisation_id)
    for threat in plan_of(version).threats if version else ():
        alike = _alike(threat.name, lead.threat_name)
        found.append({"value": f"threat:{threat.id}", "words": threat.name, "alike": alike})
    return sorted(found, key=lambda c: not c["alike"])


def _alike(name: str, other: str) -> bool:
    one, two = ("".join(each.split()) for each in (name, other))
    return one in two or two in one
