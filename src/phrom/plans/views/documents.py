"""Documents of a plan version, made when they are asked for."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from phrom.core.rendering.documents import DOCUMENTS, DocumentForm
from phrom.core.values.thai_number import Digits
from phrom.offices.access import Membership, allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.actions import export_document


def documents_for(member: Membership) -> list[tuple[str, DocumentForm]]:
    """The documents that somebody may take out, with their names."""
    if not allowed(member, Permission.EXPORT_PLAN):
        return []
    numbers = allowed(member, Permission.VIEW_NUMBERS)
    return [(name, form) for name, form in DOCUMENTS.items() if numbers or not form.numbers]


@needs(Permission.EXPORT_PLAN)
@never_cache
@require_GET
def plan_document(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """The document of that name as a file; `?digits=thai`, `?copy=` with a number of the register of copies."""
    digits: Digits = "thai" if request.GET.get("digits") == "thai" else "arabic"
    asked = request.GET.get("copy", "")
    copy = int(asked) if asked.isdecimal() and len(asked) < 9 else None
    document = export_document(membership_of(request), number, name, digits=digits, copy=copy)
    response = HttpResponse(document.content, content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.name) or ""
    return response
