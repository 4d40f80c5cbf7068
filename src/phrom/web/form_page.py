"""A page with forms: recorded and shown anew, or shown with what was typed and the fault where it belongs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html

from phrom.errors import RefusedError
from phrom.web.templatetags.phrom_ui import shape
from phrom.web.thai_text import unbroken
from phrom.web.typed_again import typed_again


def form_page(
    request: HttpRequest, template: str, record: Callable[[], str | None], tell: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """A POST is recorded, and leads to the address that `record` returns (None: this page again).

    A GET, and a POST that was refused, show `template` with the context of `tell`, `problem` (the refusal's sentence).
    After a refusal the form that was sent is filled again, and the sentence also stands beside the field
    that it concerns (`RefusedError.field`). A missing right and a missing thing are pages of their own.
    """
    if request.method != "POST":
        return render(request, template, tell() | {"problem": ""})
    try:
        going_to = record()
    except RefusedError as refusal:
        if refusal.status in (403, 404):
            raise
        return refused_page(request, template, tell(), refusal)
    return redirect(going_to or request.path)


def refused_page(request: HttpRequest, template: str, context: dict[str, Any], refusal: RefusedError) -> HttpResponse:
    """The page of the form that was refused, filled again, with the refusal above and beside its field."""
    response = render(request, template, context | {"problem": refusal.message}, status=refusal.status)
    beside = format_html("{}<span>{}</span>", shape("x"), unbroken(refusal.message))
    page = typed_again(response.content.decode(), dict(request.POST.lists()), refusal.field, beside)
    response.content = page.encode()
    return response
