"""What the pages of an incident do alike: a form is recorded and the page shown anew, or the refusal is said above what
was typed, so that nothing is lost."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from phrom.errors import NotFoundError
from phrom.incidents.queries import Incident
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.offices.access import Membership, membership_of
from phrom.web.form_page import form_page

Record = Callable[[HttpRequest, Membership, Incident], str | None]  # the address to go to; None: this page again
Tell = Callable[[HttpRequest, Membership, Incident], dict[str, Any]]


def page_that_records(request: HttpRequest, pk: int, template: str, record: Record, tell: Tell) -> HttpResponse:
    """`tell` makes the context; see `form_page`."""
    incident, _callout = incident_and_callout(request, pk)
    membership = membership_of(request)

    def recorded() -> str | None:
        return record(request, membership, incident)

    def told() -> dict[str, Any]:
        now, callout = incident_and_callout(request, pk)  # what was refused may have changed under our hands
        return framed(request, now, callout, **tell(request, membership, now))

    return form_page(request, template, recorded, told)


def posted_number(request: HttpRequest, field: str) -> int:
    """The number of a row that the form names. Raises NotFoundError for anything else."""
    typed = request.POST.get(field, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 18):
        raise NotFoundError("")
    return int(typed)
