"""The way in which people are called, chosen beforehand: for every incident or a threat, for every stage or one."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.callouts.queries import channel_word
from phrom.core.callout.way import STAGES, CallingWay
from phrom.core.plan.document import Plan, Threat
from phrom.errors import NotFoundError
from phrom.incidents import actions, queries
from phrom.incidents.forms import CallingWayForm
from phrom.incidents.models import CallingWayChosen
from phrom.incidents.views.figures import figures, longest_sms
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, in_language, plan_of


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_PLAN)
def calling_way(request: HttpRequest, threat: str = "") -> HttpResponse:
    """What is chosen, as a form for who may change it; the actions ask for the right. `?stage=` asks for one stage."""
    membership, stage = membership_of(request), request.GET.get("stage", "")
    version = approved_version(membership.organisation_id)
    plan = plan_of(version) if version else None
    if threat and plan is None:
        raise NotFoundError(_("แผนไม่มีภัยนี้"))
    if stage and stage not in STAGES:
        raise NotFoundError(_("ไม่มีระยะนี้"))
    found = queries.threat_of(plan, threat) if plan and threat else None
    counts = queries.calling_way_chosen(membership.organisation_id, threat, stage)
    if request.method == "POST" and "forget" in request.POST:
        actions.forget_calling_way(membership, threat, stage=stage)
        messages.success(request, _("กลับไปใช้วิธีเดิมแล้ว"))
        return redirect(request.get_full_path())
    way = CallingWay.model_validate(counts.way) if counts else CallingWay()
    form = CallingWayForm(request.POST or None, way=way)
    if request.method == "POST" and form.is_valid():
        actions.choose_calling_way(membership, threat, form.way(), stage=stage)
        messages.success(request, _("บันทึกวิธีแจ้งเหตุแล้ว ใช้กับการแจ้งเหตุครั้งต่อไป"))
        return redirect(request.get_full_path())
    threats = plan.threats if plan else ()
    own = queries.calling_ways(membership.organisation_id)
    exact = counts is not None and (counts.threat, counts.stage) == (threat, stage)
    context: dict[str, Any] = {
        "form": form,
        "threat": found,
        "stage": stage,
        "stage_words": in_language(STAGES[stage]) if stage else "",
        "chosen": counts if exact else None,
        "taken_from": _title(counts, threats) if counts and not exact else "",
        "may_change": allowed(membership, Permission.EDIT_PLAN),
        "others": _threats(threats, own, threat, stage),
        "stages": _stages(own, threat, stage),
    }
    if plan and plan.threats:
        context |= _now(membership, plan, found or plan.threats[0], stage)
    return render(request, "incidents/calling_way.html", context)


def _now(membership: Membership, plan: Plan, threat: Threat, stage: str) -> dict[str, Any]:
    """What would be sent now. Before and after the crisis people get texts that are not written yet."""
    way = queries.calling_way(membership.organisation_id, threat.id, stage)
    pace = actions.real_settings(membership.organisation_id, threat.id, stage)
    order = {"order": [channel_word(c) for c in pace.channels]}
    if stage not in ("", "crisis"):
        return order
    preview = queries.preview_of(
        plan,
        threat.id,
        pace,
        practice=False,
        now=clock.now(),
        mode=way.mode,
        addition=way.addition,
        organisation_id=membership.organisation_id,
    )
    shown = figures(preview.tree, preview.settings, preview.facts)
    return order | {"figures": shown, "length": longest_sms(preview.tree, preview.facts)}


def _title(chosen: CallingWayChosen, threats: Collection[Threat]) -> str:
    """For which threat and stage it was chosen."""
    title = next((t.name for t in threats if t.id == chosen.threat), _("ทุกเหตุการณ์"))
    return f"{title} · {in_language(STAGES[chosen.stage])}" if chosen.stage else title


def _threats(
    threats: Collection[Threat], own: Collection[tuple[str, str]], threat: str, stage: str
) -> list[dict[str, Any]]:
    """The pages of the other threats, in the same stage."""
    pages = [("", _("ทุกเหตุการณ์"), reverse("calling-way"))]
    pages += [(t.id, t.name, reverse("calling-way", args=[t.id])) for t in threats]
    query = f"?stage={stage}" if stage else ""
    return [
        {"name": name, "url": url + query, "own": bool(pk) and (pk, stage) in own, "current": pk == threat}
        for pk, name, url in pages
    ]


def _stages(own: Collection[tuple[str, str]], threat: str, stage: str) -> list[dict[str, Any]]:
    """The pages of the stages, for the same threat, and what is sent in each."""
    here = reverse("calling-way", args=[threat]) if threat else reverse("calling-way")
    pages = [
        ("", _("ทุกระยะ"), ""),
        ("onset", in_language(STAGES["onset"]), _("เตือนให้เตรียมพร้อม ก่อนประกาศใช้แผน")),
        ("crisis", in_language(STAGES["crisis"]), _("แจ้งเหตุเมื่อประกาศใช้แผน และข้อความหลังจากนั้น")),
        ("recovery", in_language(STAGES["recovery"]), _("ข้อความหลังประกาศกลับสู่ภาวะปกติ")),
    ]
    return [
        {
            "name": name,
            "what": what,
            "url": f"{here}?stage={key}" if key else here,
            "own": bool(key) and (threat, key) in own,
            "current": key == stage,
        }
        for key, name, what in pages
    ]
