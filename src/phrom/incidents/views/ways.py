"""How people are reached beside the plan: everybody links their own LINE account; who keeps the plan sees who has."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom.callouts.actions import issue_link_code, name_service, prefer_channels, unlink
from phrom.callouts.queries import (
    blocked_accounts,
    blocked_since,
    channel_word,
    channels_shown,
    open_link_codes,
    own_ways,
    wrong_numbers,
)
from phrom.channels.registry import channels, other_channel
from phrom.core.callout.tree import OwnWays, build_call_tree, with_own_ways, without_accounts
from phrom.core.plan.document import Person
from phrom.errors import InvalidInputError, NotFoundError
from phrom.incidents.actions import tell_own_wrong_number
from phrom.offices.access import Membership, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of
from phrom.web.form_page import refused_page


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_HOME)
def my_ways(request: HttpRequest) -> HttpResponse:
    """One's own: the LINE account, and which channel is to be tried first."""
    membership = membership_of(request)
    people = _people(membership)
    me = people.get(membership.person)
    if me is None:
        return render(request, "incidents/my_ways.html", {"me": None})
    if request.method == "POST":
        return _changed(request, membership, me)
    return render(request, "incidents/my_ways.html", _mine(membership, me))


def _changed(request: HttpRequest, membership: Membership, me: Person) -> HttpResponse:
    try:
        _change(request, membership, me)
    except InvalidInputError as refusal:
        return refused_page(request, "incidents/my_ways.html", _mine(membership, me), refusal)
    return redirect("my-ways")


def _mine(membership: Membership, me: Person) -> dict[str, Any]:
    line = next((c for c in channels_shown() if c.name == "line"), None)
    own = own_ways(membership.organisation_id).get(me.id, OwnWays())
    order = channels_of(membership, me, own)
    told = [row for row in wrong_numbers(membership.organisation_id) if row.person == me.id]
    return {
        "me": me,
        "told": [row.number for row in told],
        "linked": bool(own.line_id),
        "blocked": blocked_since(membership.organisation_id, _accounts([me])).get(me.id),
        "code": open_link_codes(membership.organisation_id).get(me.id),
        "account": line.account if line else "",
        "line_works": line is not None and line.state != "off",
        "order": [{"name": c, "word": channel_word(c)} for c in order],
        "preferred": own.preferred[0] if own.preferred else "",
    }


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_PLAN)
def peoples_ways(request: HttpRequest) -> HttpResponse:
    """Everybody of the plan: who is linked, and codes to hand out on paper or by mouth."""
    membership = membership_of(request)
    people = _people(membership)
    if request.method == "POST":
        if request.POST.get("act") == "codes-for-all":
            _codes_for_all(membership, people)
        else:
            person = people.get(request.POST.get("person", ""))
            if person is None:
                raise NotFoundError(_("แผนไม่มีบุคคลนี้"))
            _change(request, membership, person)
        return redirect("peoples-ways")
    own, codes = own_ways(membership.organisation_id), open_link_codes(membership.organisation_id)
    blocked = blocked_since(membership.organisation_id, _accounts(people.values()))
    line = next((c for c in channels_shown() if c.name == "line"), None)
    rows = [
        {
            "person": person,
            "name": person.full_name,
            "linked": bool(own.get(person.id, OwnWays()).line_id),
            "blocked": blocked.get(person.id),
            "service": own.get(person.id, OwnWays()).other or "",
            "code": codes.get(person.id),
            "channels": ", ".join(
                channel_word(c) for c in channels_of(membership, person, own.get(person.id, OwnWays()))
            ),
        }
        for person in people.values()
    ]
    context = {
        "rows": rows,
        "services": other_channel().services_of(membership.organisation_id),
        "linked": sum(1 for row in rows if row["linked"]),
        "account": line.account if line else "",
        "line_works": line is not None and line.state != "off",
    }
    return render(request, "incidents/peoples_ways.html", context)


def channels_of(membership: Membership, person: Person, own: OwnWays) -> tuple[str, ...]:
    """By which channels this person would be reached, in their order; also by those that are not set up."""
    version = approved_version(membership.organisation_id)
    if version is None:
        return ()
    tree = with_own_ways(build_call_tree(plan_of(version)), {person.id: own})
    tree = without_accounts(tree, blocked_accounts(_accounts([person]).values()))
    contact = tree.contact_by_person.get(person.id)
    return contact.order(tuple(c for c in channels() if c != "practice")) if contact else ()


def _accounts(people: Iterable[Person]) -> dict[str, str]:
    """The LINE accounts that stand in the plan."""
    return {person.id: person.line_id for person in people if person.line_id}


def _people(membership: Membership) -> dict[str, Person]:
    version = approved_version(membership.organisation_id)
    return {p.id: p for p in plan_of(version).people} if version else {}


def _change(request: HttpRequest, membership: Membership, person: Person) -> None:
    match request.POST.get("act", ""):
        case "code":
            issue_link_code(membership, person.id, person.full_name)
        case "wrong-number" if person.id == membership.person:
            tell_own_wrong_number(membership, request.POST.get("wrong", ""), request.POST.get("right", ""))
            messages.success(request, _("ส่งให้ผู้ประสานงานแก้แล้ว"))
        case "unlink":
            unlink(membership, person.id, "line", person.full_name)
            messages.success(request, _("ยกเลิกการผูก LINE แล้ว"))
        case "service":
            name_service(membership, person.id, person.full_name, request.POST.get("service", ""))
            messages.success(request, _("บันทึกแล้ว ใช้กับการแจ้งเหตุครั้งต่อไป"))
        case "order":
            first = request.POST.get("first", "")
            prefer_channels(membership, person.id, (first,) if first else ())
            messages.success(request, _("บันทึกแล้ว ใช้กับการแจ้งเหตุครั้งต่อไป"))
        case _:
            raise InvalidInputError(_("ไม่รู้จักรายการนี้"))


def _codes_for_all(membership: Membership, people: dict[str, Person]) -> None:
    """For everybody who is not linked and has no code that still counts."""
    own, codes = own_ways(membership.organisation_id), open_link_codes(membership.organisation_id)
    known: dict[str, Any] = {p: True for p, ways in own.items() if ways.line_id} | codes
    for person in people.values():
        if person.id not in known:
            issue_link_code(membership, person.id, person.full_name)
