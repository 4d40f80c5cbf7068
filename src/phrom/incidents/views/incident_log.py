"""The log book of one incident: the same page as the office's, in the incident's frame."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.logbook.views import log_page, print_page
from phrom.offices.access import needs
from phrom.offices.roles import Permission


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_LOG)
def incident_log(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    frame = framed(request, incident, callout)
    return log_page(request, incident_id=incident.pk, practice=incident.practice, frame=frame)


@require_POST
@needs(Permission.VIEW_LOG)
def incident_log_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The incident's lines on paper."""
    incident, callout = incident_and_callout(request, pk)
    frame = framed(request, incident, callout)
    return print_page(request, incident_id=incident.pk, practice=incident.practice, frame=frame)
