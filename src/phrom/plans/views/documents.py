"""Documents of a plan version, made when they are asked for."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from phrom.offices.access import allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.actions import DocumentKind, export_document


def _download(request: HttpRequest, number: int, kind: DocumentKind) -> HttpResponse:
    thai_digits = request.GET.get("digits") == "thai"
    document = export_document(membership_of(request), number, kind, thai_digits=thai_digits)
    response = HttpResponse(document.content, content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.name) or ""
    return response


@needs(Permission.EXPORT_PLAN)
@never_cache
@require_GET
def plan_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """`?digits=thai`; `?public=1` leaves personal numbers out, and is what everybody gets who may not see them."""
    public = request.GET.get("public") == "1" or not allowed(membership_of(request), Permission.VIEW_NUMBERS)
    return _download(request, number, DocumentKind.PUBLIC_PLAN if public else DocumentKind.PLAN)


@needs(Permission.EXPORT_PLAN)
@never_cache
@require_GET
def call_sheet_pdf(request: HttpRequest, number: int) -> HttpResponse:
    return _download(request, number, DocumentKind.CALL_SHEET)


@needs(Permission.EXPORT_PLAN)
@never_cache
@require_GET
def plan_yaml(request: HttpRequest, number: int) -> HttpResponse:
    return _download(request, number, DocumentKind.YAML)
