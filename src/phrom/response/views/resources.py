"""Resources: what is short, what was asked of whom and what became of it, the place of work and its plan B, stores."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom.core.log_entry.words import WORDS
from phrom.core.plan.lookup import units_by_id
from phrom.core.response.supply import CATEGORIES
from phrom.incidents import actions as incidents
from phrom.incidents.queries import Incident, incident_now, places_of
from phrom.incidents.views.recording import page_that_records, posted_number
from phrom.offices.access import Membership, allowed, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response import actions
from phrom.response.forms import typed_count, typed_time_ahead
from phrom.response.queries import course_in, presence_in
from phrom.response.queries.supply import NeedStep, ResourceRequest, needs_in, requests_of, stores_of
from phrom.response.views.clock_words import until_words

CHIPS = {"asked": "waiting", "promised": "told", "in_place": "done", "returned": "handed", "refused": "refused"}


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_resources(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "response/resources.html", _record, _tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted, act = request.POST, request.POST.get("act", "")
    ahead = typed_time_ahead(posted.get("at", ""), posted.get("days", ""), incident_now(incident))
    if act == "ask":
        actions.ask_for_resource(
            membership,
            incident.pk,
            category=posted.get("category", ""),
            name=posted.get("name", ""),
            quantity=typed_count(posted.get("quantity", "")),
            unit=posted.get("unit", ""),
            source=posted.get("source", ""),
            needed_by=ahead,
        )
        messages.success(request, _("บันทึกคำขอแล้ว"))
    elif act == "count":
        actions.count_store(
            membership,
            incident.pk,
            category=posted.get("category", ""),
            name=posted.get("name", ""),
            quantity=typed_count(posted.get("quantity", "")),
            unit=posted.get("unit", ""),
            place=posted.get("place", ""),
        )
        messages.success(request, _("บันทึกจำนวนที่มีแล้ว"))
    elif act == "site":
        rank, capacity = posted.get("rank", ""), typed_count(posted.get("capacity", ""))
        site, name = posted.get("site", ""), posted.get("name", "")
        incidents.choose_site(membership, incident.pk, rank=rank, site=site, name=name, capacity=capacity)
        messages.success(request, _("บันทึกสถานที่แล้ว"))
    elif act == "fallback":
        incidents.go_to_fallback(membership, incident.pk, reason=posted.get("reason", ""))
        messages.success(request, _("ย้ายสถานที่แล้ว โปรดส่งข้อความบอกบุคลากร"))
    else:
        _change(request, membership, incident, ahead)


def _change(request: HttpRequest, membership: Membership, incident: Incident, ahead: datetime | None) -> None:
    posted = request.POST
    actions.change_request(
        membership,
        incident.pk,
        posted_number(request, "number"),
        posted.get("state", ""),
        quantity=typed_count(posted.get("quantity", "")),
        by=ahead,
        note=posted.get("note", ""),
    )
    messages.success(request, _("บันทึกคำขอแล้ว"))


def _tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    plan, now = plan_of(incident.plan_version), incident_now(incident)
    main, fallback = places_of(incident)
    open_ = incident.stage != Incident.Stage.CLOSED
    found, steps = requests_of(incident), needs_in(incident)
    presence, lacks = presence_in(incident, course_in(incident)), _lacks(steps, now)
    return {
        "fact": _fact(steps, found, now, lacks),
        "rows": [_row(r, now) for r in sorted(found, key=_urgency)],
        "stores": [(s, in_language(WORDS["category"][s.category])) for s in stores_of(incident)],
        "main": main,
        "fallback": fallback,
        "sites": [s for s in plan.sites if s.where != "home"],
        "categories": [(c, in_language(WORDS["category"][c])) for c in CATEGORIES],
        "sources": [*(u.name for u in units_by_id(plan).values()), *(s.name for s in plan.suppliers)],
        "names": list(dict.fromkeys(c.need.name for s in steps for c in s.covered)),
        "lacks": lacks,
        "wanted": {name: request.GET.get(name, "")[:300] for name in ("category", "name", "quantity", "unit")},
        "at_site": sum(1 for p in presence.people if p.report and p.report.place == "site"),
        "may_ask": open_ and allowed(membership, Permission.ASK_DECISION),
        "may_count": open_ and allowed(membership, Permission.DO_TASKS),
        "may_choose": open_ and allowed(membership, Permission.DIRECT_RESPONSE),
    }


def _urgency(request: ResourceRequest) -> tuple[int, int]:
    order = ("asked", "promised", "refused", "in_place", "returned")
    return order.index(request.state), request.number


def _row(request: ResourceRequest, now: datetime) -> dict[str, Any]:
    late = request.state == "promised" and request.promised_for is not None and request.promised_for < now
    words = in_language(WORDS["request_state"][request.state])
    if request.state == "promised" and request.promised_for:
        words = _("รับปาก %(n)s ภายใน %(when)s") % {
            "n": request.promised,
            "when": until_words(request.promised_for, now),
        }
    elif request.state == "in_place":
        words = _("มาถึงแล้ว %(n)s จาก %(all)s") % {"n": request.in_place, "all": request.quantity}
    return {
        "request": request,
        "category": in_language(WORDS["category"][request.category]),
        "chip": "late" if late else CHIPS[request.state],
        "words": _("เลยเวลาที่รับปาก") if late else words,
        "needed": until_words(request.needed_by, now) if request.needed_by else "",
        "open": request.state in ("asked", "promised", "refused"),
        "here": request.state == "in_place",
    }


def by_when(step: NeedStep, now: datetime) -> str:
    """ภายใน 19:59 น., or now, or since when it has been wanted."""
    at = step.step.at
    if at is None:
        return _("ตอนนี้")
    return (_("ภายใน %(when)s") if at > now else _("ตั้งแต่ %(when)s")) % {"when": until_words(at, now)}


def _lacks(steps: list[NeedStep], now: datetime) -> list[dict[str, Any]]:
    """The first moment at which each thing is short, by so much."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for step in steps:
        when = by_when(step, now)
        if step.seats_lacking:
            found.setdefault(("seats", ""), {"name": _("ที่นั่ง"), "lack": step.seats_lacking, "unit": "", "when": when})
        for covered in step.covered:
            key = covered.need.area, covered.need.name
            if covered.need.area not in ("premises", "people") and covered.lack:
                words = {"name": covered.need.name, "lack": covered.lack, "unit": covered.need.unit or "", "when": when}
                wanted = {"category": key[0], "name": key[1], "quantity": str(covered.lack)}
                wanted["unit"] = covered.need.unit or ""
                found.setdefault(key, words | {"ask": urlencode(wanted), "known": covered.known})
    return list(found.values())


def _fact(
    steps: list[NeedStep], found: list[ResourceRequest], now: datetime, lacks: Sequence[Mapping[str, Any]]
) -> str:
    late = sum(r.state == "promised" and r.promised_for is not None and r.promised_for < now for r in found)
    if late:
        return ngettext("%(n)s คำขอเลยเวลาที่รับปาก", "%(n)s คำขอเลยเวลาที่รับปาก", late) % {"n": late}
    short = next((s for s in steps if s.seats_lacking), None)
    if short is not None:
        return _("ที่นั่งไม่พอ %(n)s ที่ %(when)s") % {"n": short.seats_lacking, "when": by_when(short, now)}
    waiting = sum(r.state == "asked" for r in found)
    if waiting:
        return ngettext("%(n)s คำขอยังไม่มีคำตอบ", "%(n)s คำขอยังไม่มีคำตอบ", waiting) % {"n": waiting}
    if lacks:
        words = {"n": len(lacks), "name": lacks[0]["name"], "when": lacks[0]["when"]}
        return _("ยังขาด %(n)s อย่าง อย่างแรก %(name)s %(when)s") % words
    return _("ทรัพยากรและคำขอ")
