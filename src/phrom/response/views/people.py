"""Who is at work, who is missing, and how people are: the last only for those who care for them."""

import socket
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phrom.core.plan.document import Plan
from phrom.core.rendering.address_mark import address_mark
from phrom.incidents.queries import Incident, incident_now, place_of
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.incidents.views.people import role_of
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response import actions
from phrom.response.forms import typed_time
from phrom.response.queries import (
    PersonHere,
    Presence,
    course_in,
    name_outside,
    presence_in,
    sees_wellbeing,
    site_code_of,
)
from phrom.response.views.clock_words import until_words
from phrom.web.words import span_words, time_words

SHOWN = 100  # people on the page; who is late or missing first, the others are found by name
UNWELL = ("dead", "injured", "not_found")  # in the order in which the list names them


def wellbeing_words() -> dict[str, tuple[str, str]]:
    """State: chip and word."""
    return {
        "safe": ("done", _("ปลอดภัย")),
        "injured": ("warning", _("บาดเจ็บ")),
        "dead": ("waiting", _("เสียชีวิต")),
        "not_found": ("unsure", _("ติดต่อไม่ได้")),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_people(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: somebody at the desk records that a person has come, or how a person is."""
    return page_that_records(request, pk, "response/people.html", _record, _context)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted, person = request.POST, request.POST.get("person", "")
    at = typed_time(posted.get("at", ""), posted.get("day", ""), incident_now(incident))
    if "name" in posted:
        person = actions.person_outside(incident, posted["name"])
    if posted.get("act") == "wellbeing":
        state, detail = posted.get("state", ""), posted.get("detail", "")
        actions.record_wellbeing(membership, incident.pk, person, state, detail=detail, at=at)
        messages.success(request, _("บันทึกสถานภาพแล้ว"))
    else:
        row = actions.report_in(membership, incident.pk, person, posted.get("place", ""), at=at)
        messages.success(request, _("%(name)s รายงานตัวแล้ว") % {"name": row.person_name})


def _context(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    wanted = request.GET.get("q", "").strip()
    plan, course = plan_of(incident.plan_version), course_in(incident)
    presence, now = presence_in(incident, course), incident_now(incident)
    late = [p for p in presence.people if p.is_late(now)]
    in_force, open_ = incident.activated_at is not None, incident.stage != Incident.Stage.CLOSED
    may_see = sees_wellbeing(membership, plan)
    everybody = [*presence.people, *presence.outside, *_not_called(plan, presence)]

    def row(person: PersonHere) -> dict[str, Any]:
        sees = may_see(person.person)
        of_plan = not name_outside(person.person)
        return {
            "person": person,
            "role": role_of(course, person.person) if course and _called(course, person) else "",
            "state": _report_words(person, now) if of_plan and in_force else None,
            "may": open_ and sees and allowed(membership, Permission.DO_TASKS),
            "places": _places(person) if of_plan and in_force else [],
            "how": wellbeing_words().get(person.wellbeing.state) if sees and person.wellbeing else None,
            "wellbeing": person.wellbeing if sees else None,
        }

    found = [p for p in everybody if wanted.replace(" ", "") in p.name.replace(" ", "")]
    found.sort(key=lambda p: (_turn(p), not p.is_late(now), p.name))
    unwell = [p for p in everybody if p.wellbeing and p.wellbeing.state != "safe" and may_see(p.person)]
    unwell.sort(key=lambda p: (UNWELL.index(p.wellbeing.state) if p.wellbeing else 0, p.name))
    site, directs = place_of(incident), allowed(membership, Permission.DIRECT_RESPONSE)
    return {
        "rows": [row(p) for p in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
        "q": wanted,
        "many": len(everybody) > SHOWN or bool(wanted),
        "presence": presence,
        "fact": _fact(len(late), presence.reported, len(presence.people)) if in_force else _("สถานภาพบุคลากร"),
        "late": len(late),
        "unwell": [row(p) for p in unwell],
        "counts": [(word, chip, presence.wellbeing_count(s)) for s, (chip, word) in wellbeing_words().items()],
        "sees_counts": allowed(membership, Permission.VIEW_WELLBEING),
        "wellbeing_choices": [(s, word) for s, (_chip, word) in wellbeing_words().items()],
        "place": site.name if site else "",
        "may_add": open_ and directs,
        "may_wall": open_ and in_force and directs,
        "wall_code": site_code_of(incident) if directs else None,
        "in_force": in_force,
    }


def _turn(person: PersonHere) -> int:
    """Who is waited for stands first, then who is there, then who was not called."""
    if person.report is not None:
        return 1
    return 2 if person.told_at is None else 0


def _not_called(plan: Plan, presence: Presence) -> list[PersonHere]:
    """Who is in the plan and not called: alternates who stand by, and people without a place in the call tree."""
    known = {p.person for p in presence.people}
    return [PersonHere(p.id, p.full_name, None, None, None, None, False) for p in plan.people if p.id not in known]


def _places(person: PersonHere) -> list[tuple[str, str]]:
    """Where somebody can be recorded to be: anywhere but where they are already."""
    at = person.report.place if person.report else ""
    words = {"site": _("มาถึงที่สำรอง"), "home": _("ทำงานจากบ้าน")}
    return [(place, word) for place, word in words.items() if place != at]


def _called(course: Any, person: PersonHere) -> bool:
    return person.person in course.tree.contact_by_person


def _fact(late: int, reported: int, whole: int) -> str:
    words = {"n": late, "reported": reported, "all": whole}
    if late:
        text = ngettext(
            "รายงานตัวแล้ว %(reported)s จาก %(all)s คน เลยกำหนด %(n)s คน",
            "รายงานตัวแล้ว %(reported)s จาก %(all)s คน เลยกำหนด %(n)s คน",
            late,
        )
        return text % words
    return _("รายงานตัวแล้ว %(reported)s จาก %(all)s คน") % words


def _report_words(person: PersonHere, now: Any) -> tuple[str, str]:
    if person.report:
        words = {"time": time_words(person.report.at)}
        if person.report.place == "home":
            return "done", _("จากบ้าน %(time)s") % words
        return "site", _("ที่สำรอง %(time)s") % words
    if person.cannot_come:
        return "refused", _("มาไม่ได้")
    if person.due_at is None:
        return "waiting", _("ยังไม่ได้รับแจ้ง")
    if person.is_late(now):
        return "late", _("เลยกำหนด %(span)s") % {"span": span_words(now - person.due_at, short=True)}
    return "waiting", _("ก่อน %(moment)s") % {"moment": until_words(person.due_at, now)}


@require_POST
@needs(Permission.DIRECT_RESPONSE)
def wall(request: HttpRequest, pk: int) -> HttpResponse:
    """The four digits for the wall, large, to be printed or left on the site's screen."""
    incident, callout = incident_and_callout(request, pk)
    code = actions.make_site_code(membership_of(request), incident.pk)
    site = place_of(incident)
    address = f"{request.scheme}://{host_for_others(request)}{reverse('report-in')}"
    context = {
        "code": code,
        "place": site.name if site else "",
        "address": address,
        "mark": address_mark(f"{address}?wall={code}"),
    }
    return render(request, "response/wall.html", framed(request, incident, callout, **context))


def host_for_others(request: HttpRequest) -> str:
    """The host by which other devices reach this page: on the site's laptop itself it is called localhost, which would
    lead each telephone to itself; then the machine's own address on its network."""
    host = request.get_host()
    name, colon, port = host.partition(":")
    if name not in ("localhost", "127.0.0.1"):
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # no packet is sent to find it
        except OSError:
            return host  # no network at all
        return f"{probe.getsockname()[0]}{colon}{port}"
