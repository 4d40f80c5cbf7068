"""What every page of an incident has: its band, its links, and the other incidents that are open."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from phrom import clock
from phrom.callouts.queries import Callout, callout_of_incident
from phrom.errors import NotFoundError
from phrom.incidents import queries
from phrom.incidents.models import Incident
from phrom.offices.access import Membership, allowed, membership_of
from phrom.offices.roles import Permission
from phrom.web.words import day_words

STAGES = {
    "onset": gettext_lazy("เมื่อเริ่มมีเหตุการณ์"),
    "crisis": gettext_lazy("สภาวะวิกฤต"),
    "recovery": gettext_lazy("กลับสู่สภาวะปกติ"),
    "closed": gettext_lazy("ปิดแล้ว"),
}


def incident_and_callout(request: HttpRequest, pk: int) -> tuple[Incident, Callout | None]:
    """The incident of the address, and its callout if it has one yet. NotFoundError, also for another office's."""
    membership = membership_of(request)
    incident = queries.incident_numbered(membership.organisation_id, pk)
    try:
        return incident, callout_of_incident(pk, membership.organisation_id)
    except NotFoundError:
        return incident, None


def framed(request: HttpRequest, incident: Incident, callout: Callout | None, **more: Any) -> dict[str, Any]:
    """The context of an incident's page."""
    membership = membership_of(request)
    others = list(queries.open_incidents(membership.organisation_id).exclude(pk=incident.pk)[:50])
    # a real incident stands above every page of a practice
    above = [other for other in others if incident.practice and not other.practice]
    version = incident.plan_version
    return {
        "incident": incident,
        "callout": callout,
        "incident_time": queries.incident_now(incident),
        "clock_is_ahead": bool(incident.clock_advances),
        "incident_nav": {
            "mode": "practice" if incident.practice else "real",
            "title": incident.threat_name,
            "facts": _facts(incident),
            "ahead": _ahead(incident),
            "links": _links(membership, incident, callout),
            "others": len(others) - len(above),
            "others_url": reverse("home"),
        },
        "other_bands": [{"mode": "real", "title": o.threat_name, "url": _front_page(o)} for o in above],
        "plan_words": _("ทำงานตามแผนฉบับที่ %(number)s ที่ตรึงไว้เมื่อ %(day)s")
        % {"number": version.number, "day": day_words(incident.opened_at)},
        **more,
    }


def _ahead(incident: Incident) -> timedelta | None:
    """By how much an exercise's clock is before the real one while it runs."""
    if not incident.clock_advances or incident.closed_at is not None:
        return None
    now = clock.now()
    return queries.time_in(incident, now) - now


def _facts(incident: Incident) -> str:
    stage = str(STAGES[incident.stage])
    if incident.stage == Incident.Stage.ONSET:
        return _("ยังไม่ประกาศใช้แผน")
    if incident.stage == Incident.Stage.CLOSED:
        return stage
    day = (queries.incident_now(incident) - (incident.activated_at or incident.opened_at)).days + 1
    return _("%(stage)s วันที่ %(day)s") % {"stage": stage, "day": day}


def _front_page(incident: Incident) -> str:
    return reverse("incident-board", args=[incident.pk])


def _links(membership: Membership, incident: Incident, callout: Callout | None) -> list[dict[str, str]]:
    """The first four are the tabs of a phone."""
    calling = callout is not None
    asks = incident.activated_at is None and incident.closed_at is None  # also while a warning goes round
    logs = allowed(membership, Permission.VIEW_LOG)
    calls_people = calling and allowed(membership, Permission.CALL_PEOPLE)
    phones = calling and incident.practice and allowed(membership, Permission.ANSWER_PRACTICE_PHONES)
    wanted = (
        ("incident-board", _("กระดาน"), _("กระดาน"), "layout-dashboard", True),
        ("my-duties", _("หน้าที่ของฉัน"), _("หน้าที่ฉัน"), "user", True),
        ("activation", _("การประกาศใช้แผน"), _("ประกาศใช้"), "megaphone", asks),
        ("incident-calls", _("แจ้งเหตุ"), _("แจ้งเหตุ"), "megaphone", calling),
        ("practice-phones", _("โทรศัพท์จำลอง"), _("จำลอง"), "smartphone", phones),
        ("caller-list", _("รายชื่อโทร"), _("รายชื่อโทร"), "phone", calls_people),
        ("incident-tasks", pgettext("list", "งาน"), pgettext("list", "งาน"), "list-checks", True),
        ("incident-matters", _("ทุกเรื่อง"), _("ทุกเรื่อง"), "layout-grid", True),
        ("incident-log", _("สมุดบันทึก"), _("บันทึก"), "book-open", logs),
    )
    return [
        {
            "url": reverse(name, args=[] if name == "my-duties" else [incident.pk]),
            "label": label,
            "short": short,
            "icon": icon,
        }
        for name, label, short, icon, shown in wanted
        if shown
    ]
