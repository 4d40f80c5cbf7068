"""Submitting, and approving by another person: by their own hand, or by their code on this screen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from phrom import clock
from phrom.core.plan.document import Person
from phrom.core.plan.lookup import people_by_id
from phrom.core.values.thai_date import buddhist_year
from phrom.errors import NotAllowedError, RefusedError
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.actions import confirm_by_code, create_account, issue_one_time_code, sample_approval_code
from phrom.offices.queries import accounts_of, approvers_of
from phrom.offices.roles import Permission, Role
from phrom.plans import queries
from phrom.plans.actions import approve_plan, submit_plan
from phrom.plans.forms import ApprovalForm
from phrom.plans.queries import PlanVersion
from phrom.plans.views.noted import Noticeboard

State = PlanVersion.State


@needs(Permission.EDIT_PLAN)
@require_POST
def plan_submit(request: HttpRequest, number: int) -> HttpResponse:
    version = submit_plan(membership_of(request), number)
    return redirect("plan-approve", number=version.number)


@needs(Permission.VIEW_PLAN)
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def plan_approve(request: HttpRequest, number: int) -> HttpResponse:
    """For whoever may approve, and for the coordinator on whose screen the approver types a code."""
    member = membership_of(request)
    if not (allowed(member, Permission.APPROVE_PLAN) or allowed(member, Permission.EDIT_PLAN)):
        raise NotAllowedError(_("บทบาทของท่านไม่มีสิทธิอนุมัติแผน"))
    version = queries.version_numbered(member.organisation_id, number)
    if version.state != State.SUBMITTED:
        return redirect("plan-version", number=number)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == "account":
        return _open_account(request, version)
    if act == "code":
        return _new_code(request, version)
    return _decide(request, version) if act == "approve" else _page(request, version)


def _decide(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    member = membership_of(request)
    form = _form(member, version, request)
    if form is None or not form.is_valid():
        return _page(request, version, form, status=422)
    try:
        approver = _approver(member, version, form)
        approve_plan(approver, version.number, reason=form.cleaned_data.get("reason", ""))
    except RefusedError as refusal:
        version.refresh_from_db()
        if version.state != State.APPROVED:  # else the same button twice, or two people: it is done
            form.add_error("code" if "code" in form.fields else None, refusal.message)
            return _page(request, version, form, status=refusal.status)
    messages.success(request, _("อนุมัติแผนฉบับที่ %(n)s แล้ว ใช้ได้ทันที") % {"n": version.number})
    return redirect("plan-version", number=version.number)


def _approver(member: Membership, version: PlanVersion, form: ApprovalForm) -> Membership:
    """Who approves; a code is used up by this. Raises NotAllowedError, WrongCodeError, TooManyTriesError."""
    if "code" not in form.fields:
        return member
    chosen = {str(m.pk): m for m in _others(member, version)}[form.cleaned_data["approver"]]
    return confirm_by_code(member, chosen, form.cleaned_data["code"], Permission.APPROVE_PLAN)


def _others(member: Membership, version: PlanVersion) -> list[Membership]:
    """Who may approve this version besides the one who asks."""
    able = approvers_of(member.organisation_id, Permission.APPROVE_PLAN)
    return [m for m in able if m.user_id not in (member.user_id, version.submitted_by_id)]


def _own_hand(member: Membership, version: PlanVersion) -> bool:
    return allowed(member, Permission.APPROVE_PLAN) and version.submitted_by_id != member.user_id


def _form(member: Membership, version: PlanVersion, request: HttpRequest | None) -> ApprovalForm | None:
    """None while nobody could fill it in."""
    data = request.POST if request is not None else None
    has_errors = any(finding.severity == "error" for finding in queries.findings_of(version))
    initial = {"reason": _("ใช้ทดลองในหน่วยงานตัวอย่าง")} if member.organisation.is_sample else {}
    if _own_hand(member, version):
        return ApprovalForm(data, has_errors=has_errors, initial=initial)
    approvers = [(str(m.pk), m.user.name) for m in _others(member, version)]
    return ApprovalForm(data, has_errors=has_errors, approvers=approvers, initial=initial) if approvers else None


def _head_of_plan(version: PlanVersion) -> Person | None:
    plan = queries.plan_of(version)
    return people_by_id(plan).get(plan.continuity_team.head.primary or "")


def _open_account(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """An account for the head of the plan, where nobody could approve."""
    author, head = membership_of(request), _head_of_plan(version)
    if head is None or _others(author, version):
        return redirect("plan-approve", number=version.number)
    opened = create_account(author, head.full_name, Role.HEAD, person=head.id)
    return _page(request, version, new_member=opened, new_code=issue_one_time_code(author, opened.pk))


def _new_code(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    author = membership_of(request)
    member = next((m for m in _waiting(author, version) if str(m.pk) == request.POST.get("member")), None)
    if member is None:
        return redirect("plan-approve", number=version.number)
    return _page(request, version, new_member=member, new_code=issue_one_time_code(author, member.pk))


def _waiting(member: Membership, version: PlanVersion) -> list[Membership]:
    """Approvers who have never signed in; in the invented office nobody else ever does."""
    if member.organisation.is_sample or not allowed(member, Permission.MANAGE_ACCOUNTS):
        return []
    others = {m.pk for m in _others(member, version)}
    return [
        a.membership for a in accounts_of(member.organisation_id) if a.membership.pk in others and a.state != "ready"
    ]


def _page(
    request: HttpRequest, version: PlanVersion, form: ApprovalForm | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    member = membership_of(request)
    numbers = allowed(member, Permission.VIEW_NUMBERS)
    board = Noticeboard(queries.findings_shown(version, numbers=numbers))
    plan, this_year = queries.plan_shown(version, numbers=numbers), buddhist_year(clock.now())
    context: dict[str, Any] = {
        "version": version,
        "plan": plan,
        "this_year": this_year if plan.year is not None and plan.year < this_year else None,
        "errors": board.errors,
        "warnings": board.count("warning"),
        "form": form or _form(member, version, None),
        "own_hand": _own_hand(member, version),
        "head": _head_of_plan(version),
        "waiting": _waiting(member, version),
    }
    if member.organisation.is_sample and not context["own_hand"]:
        context["sample_approver"], context["sample_code"] = sample_approval_code(member, Permission.APPROVE_PLAN)
    return render(request, "plans/approve.html", context | more, status=status)
