"""Planned power cuts: entered ahead, which processes they would hurt, and what of the open incidents falls due then."""

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
from phrom.incidents.queries import PowerCut, cuts_in, open_incidents, power_cuts_of
from phrom.incidents.views.recording import posted_number
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of
from phrom.response.queries import statuses, tasks_in
from phrom.response.queries.power import due_in_cuts
from phrom.web.form_page import form_page


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def power_cuts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    return form_page(
        request, "response/power_cuts.html", lambda: _record(request, membership), lambda: _announced(membership)
    )


def _announced(membership: Membership) -> dict[str, Any]:
    found = list(power_cuts_of(membership.organisation_id, after=clock.now()))
    due = _due_by_cut(membership) if found else {}
    return {
        "rows": [_row(membership, cut) | {"due": due.get(cut.pk, [])} for cut in found],
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


def _due_by_cut(membership: Membership) -> dict[int, list[dict[str, Any]]]:
    """By cut: what of each open incident falls due then."""
    found: dict[int, list[dict[str, Any]]] = {}
    for incident in open_incidents(membership.organisation_id).select_related("plan_version")[:20]:
        for due in due_in_cuts(incident, cuts_in(incident), tasks_in(incident), statuses(incident)):
            if due:
                found.setdefault(due.cut.pk, []).append({"incident": incident, "due": due})
    return found


def _row(membership: Membership, cut: PowerCut) -> dict[str, Any]:
    """A cut with the processes that may stand still for less time than it lasts."""
    version = approved_version(membership.organisation_id)
    plan = plan_of(version) if version else None
    length = cut.ends_at - cut.begins_at
    hurt = [p for p in plan.processes if p.mtpd and p.mtpd.timedelta <= length] if plan else []
    threats = [t for t in plan.threats if "ไฟฟ้า" in t.name] if plan else []
    return {
        "cut": cut,
        "length": length,
        "running": cut.begins_at <= clock.now(),
        "hurt": [p.name for p in hurt],
        "threat": threats[0].id if threats else "",
    }
