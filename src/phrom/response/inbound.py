"""Reporting in without an account: on the site's laptop or one's own phone, by the code of the call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom.errors import RefusedError
from phrom.offices.access import open_to_all
from phrom.response import actions
from phrom.web.offline import kept_on_device


@kept_on_device
@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all
def report_in(request: HttpRequest) -> HttpResponse:
    """The reply code says who, the digits on the wall say where. Guessing is limited by the client's address."""
    if request.method == "GET":
        wall = request.GET.get("wall", "")  # from the QR on the wall
        return render(request, "response/report_in.html", {"digits": wall if wall.isdigit() and wall.isascii() else ""})
    place = "home" if request.POST.get("place") == "home" else "site"
    typed, digits = request.POST.get("code", ""), request.POST.get("wall", "")
    try:
        row = actions.report_in_by_code(
            typed, place=place, site_code=digits, source=request.META.get("REMOTE_ADDR", "")
        )
    except RefusedError as refusal:
        again = {"typed": typed[:60], "digits": digits[:8], "problem": refusal.message}
        return render(request, "response/report_in.html", again, status=refusal.status)
    incident = row.incident
    context = {
        "row": row,
        "given_name": row.person_name.rpartition(" ")[0] or row.person_name,
        "incident_nav": {
            "mode": "practice" if incident.practice else "real",
            "title": incident.threat_name,
            "facts": "",
            "links": [],
        },
    }
    return render(request, "response/reported_in.html", context)
