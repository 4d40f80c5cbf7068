"""Signing in and out, the person's own page, and who has access to the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.offices import actions, queries
from phrom.offices.access import allowed, membership_of, needs, open_office, open_to_all
from phrom.offices.actions.codes import WrongCodeError
from phrom.offices.actions.guess_limit import address_of
from phrom.offices.actions.sign_in import open_session
from phrom.offices.forms import AccountForm, CodeForm, FirstPasswordForm, SignInForm
from phrom.offices.models import Membership
from phrom.offices.roles import Permission, Role, role_remark, role_words


def _after_sign_in(request: HttpRequest) -> HttpResponse:
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return redirect(address if safe else "home")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and getattr(request, "membership", None) is not None:
        return redirect("home")
    if request.method == "GET" and queries.waits_for_the_first_sign_in():
        return redirect("first-sign-in")
    form, status = SignInForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_in_with_password(request, form.cleaned_data["username"], form.cleaned_data["password"])
            return _after_sign_in(request)
        except RefusedError as refusal:
            form.add_error(None, refusal.message)
            status = refusal.status
    after = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "offices/sign_in.html", {"form": form, "next": after}, status=status)


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    actions.sign_out(request)
    response = redirect("sign-in")
    response["Clear-Site-Data"] = '"cache"'
    return response


@open_to_all
@never_cache
@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "POST"])
def first_sign_in(request: HttpRequest) -> HttpResponse:
    """Step one asks for the code; a right one leads to step two in the same address, which uses it up."""
    if request.method == "GET":
        return render(request, "offices/first_sign_in.html", {"form": CodeForm()})
    if "password" in request.POST:
        return _first_password(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "offices/first_sign_in.html", {"form": form}, status=422)
    return _ask_for_password(request, form)


def _ask_for_password(request: HttpRequest, form: CodeForm) -> HttpResponse:
    try:
        user = actions.person_of_code(form.cleaned_data["code"], address_of(request))
    except RefusedError as refusal:
        form.add_error("code", refusal.message)
        return render(request, "offices/first_sign_in.html", {"form": form}, status=refusal.status)
    start = {"code": form.cleaned_data["code"], "username": user.username, "name": user.name}
    return render(
        request, "offices/first_password.html", {"form": FirstPasswordForm(initial=start), "user_name": user.name}
    )


def _first_password(request: HttpRequest) -> HttpResponse:
    form, status = FirstPasswordForm(request.POST), 422
    address = address_of(request)
    name = ""
    try:
        name = actions.person_of_code(request.POST.get("code", ""), address).name
        if form.is_valid():
            given = form.cleaned_data
            user = actions.use_one_time_code(
                given["code"], address, username=given["username"], password=given["password"], name=given["name"]
            )
            open_session(request, user)
            return redirect("home")
    except InvalidInputError as refusal:
        form.add_error(None, refusal.message)
    except (WrongCodeError, RefusedError) as refusal:
        back = CodeForm(request.POST)
        back.add_error("code", refusal.message)
        return render(request, "offices/first_sign_in.html", {"form": back}, status=refusal.status)
    return render(request, "offices/first_password.html", {"form": form, "user_name": name}, status=status)


@needs(Permission.VIEW_HOME)
@never_cache
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Who is signed in, in which office; display; the approval code of who may approve; the way out."""
    member = membership_of(request)
    approves = any(allowed(member, p) for p in (Permission.APPROVE_PLAN, Permission.APPROVE_ACTIVATION))
    context = {
        "role": role_words(Role(member.role)),
        "role_remark": role_remark(Role(member.role)),
        "offices": queries.offices_of(member.user_id),
        "approves": approves,
        "theme": request.COOKIES.get("theme", ""),
    }
    if request.method == "POST":
        context["approval_code"] = actions.issue_approval_code(member)
    return render(request, "offices/me.html", context)


@needs(Permission.VIEW_HOME)
@require_POST
def switch_office(request: HttpRequest) -> HttpResponse:
    member = membership_of(request)
    wanted = {str(m.organisation_id): m for m in queries.offices_of(member.user_id)}.get(request.POST.get("office", ""))
    if wanted is None:
        raise NotFoundError(_("ท่านไม่มีบัญชีในหน่วยงานนี้"))
    open_office(request, wanted)
    return redirect("home")


@needs(Permission.MANAGE_ACCOUNTS)
@never_cache
@require_http_methods(["GET", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Everyone with access; POST adds one. `?name=&person=` fills the form in from a page of the plan."""
    author = membership_of(request)
    if request.method == "GET":
        start = {"name": request.GET.get("name", ""), "person": request.GET.get("person", "")}
        return _accounts_page(request, author, AccountForm(initial=start))
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _accounts_page(request, author, form, status=422)
    given = form.cleaned_data
    try:
        member = actions.create_account(author, given["name"], Role(given["role"]), person=given["person"])
    except RefusedError as refusal:
        form.add_error("name", refusal.message)
        return _accounts_page(request, author, form, status=refusal.status)
    return _show_code(request, author, member)


def _accounts_page(request: HttpRequest, author: Membership, form: AccountForm, *, status: int = 200) -> HttpResponse:
    found = queries.accounts_of(author.organisation_id)
    rows = [
        {"account": a, "role": role_words(a.role), "choices": [(r.value, role_words(r)) for r in Role]} for a in found
    ]
    waiting = sum(a.state != "ready" for a in found)
    roles = [{"word": role_words(r), "remark": role_remark(r)} for r in Role]
    context = {"rows": rows, "form": form, "roles": roles, "all": len(found), "waiting": waiting}
    return render(request, "offices/accounts.html", context, status=status)


def _show_code(request: HttpRequest, author: Membership, member: Membership) -> HttpResponse:
    """The one time that the code can be seen: in this answer, kept by no browser."""
    code = actions.issue_one_time_code(author, member.pk)
    context = {"code": code, "member": member, "address": request.build_absolute_uri(reverse("first-sign-in"))}
    response = render(request, "offices/code_shown.html", context)
    response["Cache-Control"] = "no-store"
    return response


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def account_code(request: HttpRequest, membership_id: int) -> HttpResponse:
    author = membership_of(request)
    member = queries.membership_numbered(author.organisation_id, membership_id)
    if member is None:
        raise NotFoundError(_("ไม่มีบัญชีนี้ในหน่วยงาน"))
    return _show_code(request, author, member)


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def account_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    wanted = request.POST.get("role", "")
    if wanted not in [role.value for role in Role]:
        raise InvalidInputError(_("ไม่มีบทบาทนี้"))
    member = actions.change_role(membership_of(request), membership_id, Role(wanted))
    told = {"name": member.user.name, "role": role_words(Role(member.role))}
    messages.success(request, _("%(name)s เป็น%(role)sแล้ว") % told)
    return redirect("accounts")


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def account_end(request: HttpRequest, membership_id: int) -> HttpResponse:
    actions.end_access(membership_of(request), membership_id)
    messages.success(request, _("ปิดบัญชีแล้ว สิ่งที่เคยบันทึกยังอยู่"))
    return redirect("accounts")
