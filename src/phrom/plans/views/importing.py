"""Bringing a plan in: the drop area, and the invented office to look around in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phrom.core.importing.errors import SENTENCES
from phrom.core.rendering.documents import DOCUMENTS
from phrom.errors import RefusedError
from phrom.offices.access import membership_of, needs, open_office
from phrom.offices.actions import create_sample_office
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions import AlreadyImportedError, import_plan, load_sample_plan
from phrom.plans.forms import PlanFileForm, SizeLimit
from phrom.plans.queries import in_language


@needs(Permission.EDIT_PLAN)
@csrf_exempt  # only until the limit stands: `_import` asks for the token
@require_http_methods(["GET", "POST"])
def plan_import(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, PlanFileForm())
    limit = SizeLimit(request)
    request.upload_handlers.insert(0, limit)
    return _import(request, limit)


@csrf_protect
def _import(request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    form = PlanFileForm(request.POST, request.FILES)
    if limit.exceeded:
        form.errors.clear()
        form.add_error("file", in_language(SENTENCES["too-large"]))
        return _page(request, form, status=413)
    if not form.is_valid():
        return _page(request, form, status=422)
    brought = form.cleaned_data["file"]
    try:
        version = import_plan(membership_of(request), brought.name, brought.read())
    except AlreadyImportedError as refusal:
        form.add_error("file", refusal.message)
        return _page(request, form, status=refusal.status, twin=refusal.number)
    except RefusedError as refusal:
        form.add_error("file", refusal.message)
        return _page(request, form, status=refusal.status)
    if queries.second_reading_of(version) is not None:
        return redirect("plan-second-import", number=version.number)
    if version.based_on is not None:
        messages.info(request, _("ไฟล์นี้เหมือนแผนฉบับที่ %(number)s ทุกค่า") % {"number": version.based_on.number})
    return redirect("plan-review", number=version.number)


def _page(request: HttpRequest, form: PlanFileForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "max_bytes": settings.MAX_PLAN_FILE_BYTES,
        "too_large": in_language(SENTENCES["too-large"]),
    }
    return render(request, "plans/import.html", context | more, status=status)


@needs(Permission.EDIT_PLAN)
@require_GET
def plan_template(request: HttpRequest) -> HttpResponse:
    """The workbook to be filled in by an office that has no plan as a file."""
    from phrom.core.rendering.xlsx_template import render_template  # noqa: PLC0415 - openpyxl is slow to load

    response = HttpResponse(render_template(), content_type=DOCUMENTS["xlsx"].content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename="แบบกรอกแผน.xlsx") or ""
    return response


@needs(Permission.VIEW_HOME)
@require_POST
def sample_office(request: HttpRequest) -> HttpResponse:
    """Into the invented office, as its coordinator, with its plan as a draft."""
    membership = create_sample_office(membership_of(request))
    open_office(request, membership)
    version = load_sample_plan(membership)
    messages.success(request, _("ท่านอยู่ในหน่วยงานตัวอย่าง ทุกชื่อและทุกหมายเลขเป็นเรื่องสมมติ"))
    return redirect("plan-version", number=version.number)
