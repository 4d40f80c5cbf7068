"""What the pages of an incident do alike: a form is recorded and the page shown anew, or the refusal is said above what
was typed, so that nothing is lost."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from phrom.errors import NotFoundError, RefusedError
from phrom.incidents.queries import Incident
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.offices.access import Membership, membership_of

Record = Callable[[HttpRequest, Membership, Incident], str | None]  # the address to go to; None: this page again
Tell = Callable[[HttpRequest, Membership, Incident], dict[str, Any]]


def page_that_records(request: HttpRequest, pk: int, template: str, record: Record, tell: Tell) -> HttpResponse:
    """`tell` makes the context; where the form was refused it also has `problem` and what was `posted`."""
    incident, callout = incident_and_callout(request, pk)
    membership, problem = membership_of(request), None
    if request.method == "POST":
        try:
            going_to = record(request, membership, incident)
        except RefusedError as refusal:
            if refusal.status in (403, 404):
                raise
            problem = refusal
        else:
            return redirect(going_to or request.path)
        incident, callout = incident_and_callout(request, pk)
    context = tell(request, membership, incident) | {
        "problem": problem.message if problem else "",
        "posted": request.POST if problem else {},
    }
    status = problem.status if problem else 200
    return render(request, template, framed(request, incident, callout, **context), status=status)


def posted_number(request: HttpRequest, field: str) -> int:
    """The number of a row that the form names. Raises NotFoundError for anything else."""
    typed = request.POST.get(field, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 18):
        raise NotFoundError("")
    return int(typed)
