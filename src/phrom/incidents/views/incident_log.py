"""The log book of one incident: the same page as the office's, in the incident's frame."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from phrom.incidents.queries import Incident, real_time_in, time_in
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.logbook.views import OwnTime, log_page, print_page
from phrom.offices.access import needs
from phrom.offices.roles import Permission


def own_time_of(incident: Incident) -> OwnTime:
    """The incident's own time, as its log book shows it."""
    return OwnTime(partial(time_in, incident), partial(real_time_in, incident))


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_LOG)
def incident_log(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    frame = framed(request, incident, callout)
    return log_page(
        request, incident_id=incident.pk, practice=incident.practice, frame=frame, own=own_time_of(incident)
    )


@require_POST
@needs(Permission.VIEW_LOG)
def incident_log_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The incident's lines on paper."""
    incident, callout = incident_and_callout(request, pk)
    frame = framed(request, incident, callout)
    return print_page(
        request, incident_id=incident.pk, practice=incident.practice, frame=frame, own=own_time_of(incident)
    )
