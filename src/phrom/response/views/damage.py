"""Damage, place by place and resource by resource, with photographs for those who may see them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from phrom.core.log_entry.words import WORDS
from phrom.core.response.supply import CATEGORIES
from phrom.core.values.photograph import MOST_BYTES
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError
from phrom.incidents.queries import Incident, incident_now
from phrom.incidents.views.frame import incident_and_callout
from phrom.incidents.views.recording import page_that_records, posted_number
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response import actions
from phrom.response.forms import typed_time, typed_time_ahead
from phrom.response.models import CONDITIONS
from phrom.response.queries.supply import Damage, damages_of, may_see_damage, photograph_of
from phrom.response.views.clock_words import until_words

CHIPS = {"usable": "done", "limited": "warning", "unusable": "stopped", "lost": "unreachable", "restored": "done"}


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_damage(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "response/damage.html", _record, _tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted, now = request.POST, incident_now(incident)
    ahead = typed_time_ahead(posted.get("back", ""), posted.get("days", ""), now)
    if posted.get("act") == "new":
        damage = actions.record_damage(
            membership,
            incident.pk,
            place=posted.get("place", ""),
            category=posted.get("category", ""),
            name=posted.get("name", ""),
            condition=posted.get("condition", ""),
            back_by=ahead,
            note=posted.get("note", ""),
            at=typed_time(posted.get("at", ""), posted.get("day", ""), now),
        )
        number = damage.number
    else:
        number = posted_number(request, "number")
        if posted.get("act") == "change":
            condition, note = posted.get("condition", ""), posted.get("note", "")
            actions.change_damage(membership, incident.pk, number, condition=condition, back_by=ahead, note=note)
    for picture in request.FILES.getlist("picture"):
        if picture.size is None or picture.size > MOST_BYTES:
            raise InvalidInputError(
                _("ภาพใหญ่เกิน %(n)s MB") % {"n": MOST_BYTES // 1024 // 1024}, code="no-picture", field="picture"
            )
        actions.add_photograph(membership, incident.pk, number, picture.read())
    messages.success(request, _("บันทึกความเสียหายแล้ว"))


def _tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    plan, now = plan_of(incident.plan_version), incident_now(incident)
    found = [d for d in damages_of(incident) if may_see_damage(membership, d)]
    broken = sum(d.condition in ("limited", "unusable", "lost") for d in found)
    may = incident.stage != Incident.Stage.CLOSED and allowed(membership, Permission.DO_TASKS)
    words = ngettext("%(n)s รายการเสียหาย", "%(n)s รายการเสียหาย", broken) % {"n": broken}
    return {
        "fact": words if broken else _("ไม่มีรายการที่เสียหายอยู่"),
        "rows": [
            {
                "damage": d,
                "category": in_language(WORDS["category"][d.category]),
                "chip": CHIPS[d.condition],
                "words": in_language(WORDS["condition"][d.condition]),
                "back": until_words(d.back_by, now) if d.back_by else "",
                "late": d.back_by is not None and d.back_by < now,
            }
            for d in sorted(found, key=_worst_first)
        ],
        "sees_all": allowed(membership, Permission.VIEW_DAMAGE),
        "conditions": [(c, in_language(WORDS["condition"][c])) for c in CONDITIONS],
        "categories": [(c, in_language(WORDS["category"][c])) for c in CATEGORIES],
        "places": [*(s.name for s in plan.sites), *(u.name for u in plan.units)],
        "may": may,
    }


def _worst_first(damage: Damage) -> tuple[int, int]:
    return ("lost", "unusable", "limited", "usable", "restored").index(damage.condition), damage.number


@require_GET
@needs(Permission.VIEW_INCIDENT)
def damage_photograph(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The picture itself; kept by no cache that others share."""
    incident, _callout = incident_and_callout(request, pk)
    found = photograph_of(incident, number)
    if found is None:
        raise NotFoundError(_("ไม่มีภาพนี้"))
    if not may_see_damage(membership_of(request), found.damage):
        raise NotAllowedError(_("ภาพความเสียหายเห็นได้เฉพาะผู้บันทึก หัวหน้าทีม และผู้ประสานงาน"))
    answer = HttpResponse(bytes(found.jpeg), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
