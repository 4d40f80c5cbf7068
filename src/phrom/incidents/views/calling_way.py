"""The way in which people are called, chosen beforehand: for every incident, and for single threats."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.callouts.queries import channel_word, own_ways
from phrom.errors import NotFoundError
from phrom.incidents import actions, queries
from phrom.incidents.forms import CallingWayForm
from phrom.incidents.views.figures import figures, longest_sms
from phrom.offices.access import allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_PLAN)
def calling_way(request: HttpRequest, threat: str = "") -> HttpResponse:
    """What is chosen, as a form for who may change it; the actions ask for the right."""
    membership = membership_of(request)
    version = approved_version(membership.organisation_id)
    plan = plan_of(version) if version else None
    if threat and plan is None:
        raise NotFoundError(_("แผนไม่มีภัยนี้"))
    found = queries.threat_of(plan, threat) if plan and threat else None
    if request.method == "POST" and "forget" in request.POST:
        actions.forget_calling_way(membership, threat)
        messages.success(request, _("กลับไปใช้วิธีเดิมแล้ว"))
        return redirect(request.path)
    form = CallingWayForm(request.POST or None, way=queries.calling_way(membership.organisation_id, threat))
    if request.method == "POST" and form.is_valid():
        actions.choose_calling_way(membership, threat, form.way())
        messages.success(request, _("บันทึกวิธีแจ้งเหตุแล้ว ใช้กับการแจ้งเหตุครั้งต่อไป"))
        return redirect(request.path)
    chosen = queries.calling_ways(membership.organisation_id)
    context: dict[str, Any] = {
        "form": form,
        "threat": found,
        "chosen": chosen.get(threat),
        "may_change": allowed(membership, Permission.EDIT_PLAN),
        "others": _others(plan.threats if plan else (), chosen, threat),
    }
    if plan and plan.threats:
        shown = found or plan.threats[0]
        way = queries.calling_way(membership.organisation_id, shown.id)
        pace = actions.real_settings(membership.organisation_id, shown.id)
        preview = queries.preview_of(
            plan,
            shown.id,
            pace,
            practice=False,
            now=clock.now(),
            mode=way.mode,
            addition=way.addition,
            ways=own_ways(membership.organisation_id),
        )
        context |= {
            "figures": figures(preview),
            "length": longest_sms(preview),
            "order": [channel_word(c) for c in pace.channels],
        }
    return render(request, "incidents/calling_way.html", context)


def _others(threats: Any, chosen: dict[str, Any], current: str) -> list[dict[str, Any]]:
    pages = [{"name": _("ทุกเหตุการณ์"), "id": "", "url": reverse("calling-way")}]
    pages += [{"name": t.name, "id": t.id, "url": reverse("calling-way", args=[t.id])} for t in threats]
    return [page | {"own": page["id"] in chosen, "current": page["id"] == current} for page in pages]
