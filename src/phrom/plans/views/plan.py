"""A plan version as a page: what state it is in, what is wrong with it, what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from phrom import clock
from phrom.core.plan.document import Threat
from phrom.core.rendering.documents import PURPOSES
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.queries import PlanVersion
from phrom.plans.views import wording
from phrom.plans.views.documents import documents_for
from phrom.plans.views.noted import Noticeboard
from phrom.plans.views.sections import sections_of
from phrom.web.offline import kept_on_device
from phrom.web.words import day_words, moment_words


@kept_on_device
@needs(Permission.VIEW_PLAN)
@require_GET
def present_plan(request: HttpRequest) -> HttpResponse:
    """The plan in force; before there is one, the newest version."""
    office = membership_of(request).organisation_id
    version = queries.approved_version(office) or queries.newest_version(office)
    if version is None:
        return render(request, "plans/none.html")
    return _page(request, version)


@kept_on_device
@needs(Permission.VIEW_PLAN)
@require_GET
def plan_version(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, queries.version_numbered(membership_of(request).organisation_id, number))


def _page(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    member = membership_of(request)
    numbers = allowed(member, Permission.VIEW_NUMBERS)
    plan = queries.plan_shown(version, numbers=numbers)
    edits = (
        version.number if version.state == PlanVersion.State.DRAFT and allowed(member, Permission.EDIT_PLAN) else None
    )
    board = Noticeboard(queries.findings_shown(version, numbers=numbers), edits)
    sections = sections_of(plan, board)
    versions = queries.versions_of(member.organisation_id)
    newest = versions[0]
    context: dict[str, Any] = {
        "version": version,
        "plan": plan,
        "sections": sections,
        "errors": board.count("error"),
        "warnings": board.count("warning"),
        "first_error": next(iter(board.errors), None),
        "fact": fact_of(version, board),
        "why": _why(version, board),
        "history": history_of(version),
        "versions": [(v, wording.STATE_CHIPS[v.state], _(wording.STATES[v.state]), history_of(v)) for v in versions],
        "newer": newest if newest.number > version.number and newest.state in ("draft", "submitted") else None,
        "in_force": queries.approved_version(member.organisation_id),
        "practice": _practice_links(member, version, plan.threats),
        "accepted": len(version.accepted_errors),
        "review_words": review_words(version),
        "documents": _documents_by_purpose(member),
    }
    return render(request, "plans/plan.html", context)


def _documents_by_purpose(member: Membership) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Those that the reader may take out, below what they are for: name, title, whether Thai digits can be had."""
    made = documents_for(member)
    groups = [
        (
            title,
            [(name, queries.in_language(form.title), form.digits) for name, form in made if form.purpose == purpose],
        )
        for purpose, title in PURPOSES.items()
    ]
    return [(queries.in_language(title), documents) for title, documents in groups if documents]


def fact_of(version: PlanVersion, board: Noticeboard) -> str:
    """The one sentence at the top."""
    errors = board.count("error")
    numbered = {"number": version.number, "n": errors}
    if version.state == PlanVersion.State.APPROVED:
        return _("แผนฉบับที่ %(number)s มีผลใช้แล้ว พร้อมซ้อม") % numbered
    if version.state == PlanVersion.State.SUPERSEDED:
        return _("แผนฉบับที่ %(number)s เลิกใช้แล้ว") % numbered
    if version.state == PlanVersion.State.SUBMITTED:
        return _("แผนฉบับที่ %(number)s รออนุมัติ") % numbered
    if errors:
        return ngettext("ยังมีข้อผิด %(n)s ข้อ ในแผนฉบับร่าง", "ยังมีข้อผิด %(n)s ข้อ ในแผนฉบับร่าง", errors) % numbered
    return _("ไม่พบข้อผิด แผนฉบับร่างพร้อมเสนอขออนุมัติ")


def _begun(version: PlanVersion) -> str:
    if version.contacts_only:
        return _("ปรับข้อมูลติดต่อโดย %(name)s %(when)s")
    if version.source_name or version.based_on_id is None:
        return _("นำเข้าโดย %(name)s %(when)s")
    return _("เริ่มร่างโดย %(name)s %(when)s")


def review_words(version: PlanVersion) -> str:
    """Says that a review is due, from two months before."""
    due = queries.review_due(version)
    if due is None:
        return ""
    if clock.now() >= due:
        return _("แผนฉบับนี้อนุมัติเกิน 12 เดือนแล้ว (ครบเมื่อ %(day)s) ต้องทบทวนและขออนุมัติใหม่") % {"day": day_words(due)}
    return _("แผนฉบับนี้จะครบ 12 เดือนเมื่อ %(day)s ให้ทบทวนก่อนถึงวันนั้น") % {"day": day_words(due)}


def _why(version: PlanVersion, board: Noticeboard) -> str:
    errors, warnings = board.count("error"), board.count("warning")
    left = {"errors": errors, "warnings": warnings, "advice": board.count("advice")}
    if version.state == PlanVersion.State.DRAFT and errors:
        return _("แก้ที่นี่ หรือให้ผู้อนุมัติยอมรับพร้อมเหตุผล มีข้อเตือนอีก %(warnings)s ข้อ") % left
    return _("ข้อผิด %(errors)s ข้อ ข้อเตือน %(warnings)s ข้อ ข้อแนะนำ %(advice)s ข้อ") % left


def history_of(version: PlanVersion) -> list[str]:
    """Who did what with this version, and when."""
    steps = [
        (_begun(version), version.created_by, version.created_at),
        (_("เสนอโดย %(name)s %(when)s"), version.submitted_by, version.submitted_at),
        (_("อนุมัติโดย %(name)s %(when)s"), version.approved_by, version.approved_at),
    ]
    return [
        words % {"name": who.name if who else _("ไม่ทราบ"), "when": moment_words(when)}
        for words, who, when in steps
        if when
    ]


def _practice_links(member: Membership, version: PlanVersion, threats: tuple[Threat, ...]) -> list[tuple[str, str]]:
    """What can be practised on the version in force."""
    if version.state != PlanVersion.State.APPROVED or not allowed(member, Permission.START_PRACTICE):
        return []
    return [(threat.name, reverse("practice-new", args=[threat.id])) for threat in threats]
