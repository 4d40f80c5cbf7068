"""The whole plan as YAML for those who like it: mistakes are told at their lines, and nothing typed is lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom.core.plan.merging import Conflict
from phrom.core.plan.problem import PlanFormatError
from phrom.core.plan.text_form import dump_plan, load_plan
from phrom.core.plan.tree import Plain
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions import put_draft
from phrom.plans.queries import PlanVersion
from phrom.plans.views import wording
from phrom.plans.views.edit.build import place_words
from phrom.plans.views.edit.page import revision_of


@needs(Permission.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_text(request: HttpRequest, number: int) -> HttpResponse:
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    if version.state != PlanVersion.State.DRAFT and request.method == "GET":
        return redirect("plan-edit", number=number)
    if request.method == "POST":
        return _save(request, version)
    return _page(request, version, dump_plan(queries.plan_of(version)), version.revision)


def _save(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    base, text = revision_of(request, version), request.POST.get("text", "").replace("\r\n", "\n")
    try:
        plan = load_plan(text)
    except PlanFormatError as error:
        told = [(p.line, p.sentence(queries.language()), p.path) for p in error.problems]
        return _page(request, version, text, base, status=422, problems=told)
    saved = put_draft(membership_of(request), version.number, plan, base)
    if saved.problems:
        told = [(p.line, p.sentence(queries.language()), p.path) for p in saved.problems]
        return _page(request, saved.version, text, base, status=422, problems=told)
    if saved.conflicts:
        names = wording.names_by_id(saved.plan)
        both = [_both(conflict, names) for conflict in saved.conflicts]
        # what is typed stays as it is: pressing again, now knowing of the other's work, puts it in
        return _page(request, saved.version, text, saved.revision, status=422, conflicts=both)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("plan-edit-text", number=version.number)


def _both(conflict: Conflict, names: dict[str, str]) -> dict[str, str]:
    return {
        "words": place_words(conflict.path, names),
        "theirs": _short(conflict.theirs, names),
        "mine": _short(conflict.mine, names),
    }


def _short(value: Plain | None, names: dict[str, str]) -> str:
    if value is None:
        return _("(ลบออก)")
    if isinstance(value, list):
        return ", ".join(_short(item, names) for item in value)[:200]
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value.get("given_name") or "…")[:200]
    return names.get(str(value), str(value))[:200]


def _page(
    request: HttpRequest, version: PlanVersion, text: str, base: int, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {"version": version, "text": text, "base": base}
    return render(request, "plans/edit/text.html", context | more, status=status)
