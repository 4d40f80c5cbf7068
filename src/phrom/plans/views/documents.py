"""Documents of a plan version, made when they are asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from phrom.core.rendering.documents import DOCUMENTS, DocumentForm
from phrom.core.values.thai_number import Digits
from phrom.offices.access import Membership, allowed, membership_of, needs, require
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions import Document, export_document
from phrom.plans.forms import PocketForm
from phrom.web.typed_number import whole_number


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
    """The document of that name as a file; `?digits=thai`, `?copy=` with a number of the register of copies, and of the
    Word file `?against=` with the number of an earlier version, from which the changes are marked."""
    digits: Digits = "thai" if request.GET.get("digits") == "thai" else "arabic"
    copy, against = _number(request, "copy"), _number(request, "against") if name == "docx" else None
    made = export_document(membership_of(request), number, name, digits=digits, copy=copy, against=against)
    return _download(made)


def _number(request: HttpRequest, name: str) -> int | None:
    return whole_number(request.GET.get(name, ""))


@needs(Permission.EXPORT_PLAN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_pocket(request: HttpRequest, number: int) -> HttpResponse:
    """The pocket file: for whom, and under which passphrase, is asked first."""
    member = membership_of(request)
    require(member, Permission.VIEW_NUMBERS)
    plan = queries.plan_of(queries.version_numbered(member.organisation_id, number))
    form = PocketForm(request.POST or None, people=[(person.id, person.full_name) for person in plan.people])
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        reader, passphrase = asked["reader"] or None, asked["passphrase"] or None
        return _download(export_document(member, number, "pocket", reader=reader, passphrase=passphrase))
    return render(request, "plans/pocket.html", {"form": form, "number": number})


def _download(document: Document) -> HttpResponse:
    response = HttpResponse(document.content, content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.name) or ""
    return response
