"""Whose in the plan each account is: without it nobody has tasks, reports in, or stands in for the head."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_by_id
from phrom.errors import NotFoundError
from phrom.offices.access import Membership, membership_of, needs
from phrom.offices.queries import memberships_of
from phrom.offices.roles import Permission, Role, role_words
from phrom.plans.actions.whose_account import plan_to_tie_to, say_whose_account
from phrom.web.form_page import form_page


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def whose_account(request: HttpRequest) -> HttpResponse:
    author = membership_of(request)

    def record() -> None:
        number = request.POST.get("account", "")
        if not (number.isascii() and number.isdigit() and len(number) < 18):
            raise NotFoundError(_("ไม่มีบัญชีนี้ในหน่วยงาน"))
        tied = say_whose_account(author, int(number), request.POST.get("person", ""))
        messages.success(request, _("บันทึกแล้วว่าบัญชี %(name)s คือใครในแผน") % {"name": tied.user.name})

    return form_page(request, "plans/whose_account.html", record, lambda: _told(author))


def _told(author: Membership) -> dict[str, Any]:
    plan = plan_to_tie_to(author.organisation_id)
    known, members = people_by_id(plan), list(memberships_of(author.organisation_id).order_by("pk"))
    taken = {m.person for m in members if m.person in known}
    rows = [{"member": m, "role": role_words(Role(m.role)), "tied": known.get(m.person)} for m in members]
    waiting = sum(m.person not in known and m.role != Role.AUDITOR for m in members)
    words = ngettext("%(n)s บัญชียังไม่ผูกกับชื่อในแผน", "%(n)s บัญชียังไม่ผูกกับชื่อในแผน", waiting) % {"n": waiting}
    return {
        "fact": words if waiting else _("ทุกบัญชีผูกกับชื่อในแผนแล้ว"),
        "rows": sorted(rows, key=lambda row: row["tied"] is not None),
        "people": [(p.id, p.full_name) for p in plan.people],
        "taken": taken,
        "without": _without(plan, taken),
    }


def _without(plan: Plan, taken: set[str]) -> list[dict[str, str]]:
    """Who leads or stands in for a leader, and has no account to decide, call or record with."""
    known, team = people_by_id(plan), plan.continuity_team
    found: dict[str, str] = {}
    places = [(team.head, _("หัวหน้าคณะฯ")), (team.coordinator, _("ผู้ประสานงาน"))]
    places += [(t.leader, t.name) for t in team.teams]
    for place, words in places:
        for person in (place.primary, *place.alternates):
            if person and person in known and person not in taken:
                found.setdefault(person, words)
    page = reverse("accounts")
    return [
        {
            "name": known[person].full_name,
            "place": words,
            "page": f"{page}?{urlencode({'name': known[person].full_name, 'person': person})}",
        }
        for person, words in found.items()
    ]
