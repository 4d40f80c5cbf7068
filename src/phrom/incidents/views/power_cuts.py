"""Planned power cuts: entered ahead, and which processes they would hurt."""

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.incidents import actions
from phrom.incidents.models import Incident
from phrom.incidents.queries import PowerCut, open_incidents, power_cuts_of
from phrom.incidents.views.recording import posted_number
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of
from phrom.web.form_page import form_page


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def power_cuts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    return form_page(
        request, "incidents/power_cuts.html", lambda: _record(request, membership), lambda: _announced(membership)
    )


def _announced(membership: Membership) -> dict[str, Any]:
    found = list(power_cuts_of(membership.organisation_id, after=clock.now()))
    return {
        "rows": [_row(membership, cut) for cut in found],
        "may": allowed(membership, Permission.ASK_DECISION),
        "fact": _fact(len(found)),
    }


def _record(request: HttpRequest, membership: Membership) -> None:
    posted = request.POST
    if posted.get("act") == "withdraw":
        actions.withdraw_power_cut(membership, posted_number(request, "cut"))
        messages.success(request, _("ยกเลิกการดับไฟแล้ว"))
        return
    begins, ends = (_moment(posted.get(f"{end}_day", ""), posted.get(f"{end}_at", "")) for end in ("begins", "ends"))
    actions.announce_power_cut(membership, begins_at=begins, ends_at=ends, note=posted.get("note", ""))
    messages.success(request, _("บันทึกการดับไฟแล้ว"))


def _moment(day: str, at: str) -> datetime | None:
    """As the browser's own fields for date and time send them; None for anything else."""
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.fromisoformat(at)))
    except ValueError:
        return None


def _fact(count: int) -> str:
    words = ngettext("ไฟฟ้าจะดับตามแผน %(n)s ครั้ง", "ไฟฟ้าจะดับตามแผน %(n)s ครั้ง", count) % {"n": count}
    return words if count else _("ไม่มีกำหนดดับไฟฟ้า")


def _row(membership: Membership, cut: PowerCut) -> dict[str, Any]:
    """A cut with the processes that may stand still for less time than it lasts, and the incidents open then."""
    version = approved_version(membership.organisation_id)
    plan = plan_of(version) if version else None
    length = cut.ends_at - cut.begins_at
    hurt = [p for p in plan.processes if p.mtpd and p.mtpd.timedelta <= length] if plan else []
    threats = [t for t in plan.threats if "ไฟฟ้า" in t.name] if plan else []
    incidents: list[Incident] = list(open_incidents(membership.organisation_id)[:20])
    return {
        "cut": cut,
        "length": length,
        "running": cut.begins_at <= clock.now(),
        "hurt": [p.name for p in hurt],
        "incidents": incidents,
        "threat": threats[0].id if threats else "",
    }
