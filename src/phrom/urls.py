"""All addresses. Each app lists its own."""

from django.urls import include, path

from phrom.response.inbound import report_in

urlpatterns = [
    path("", include("phrom.callouts.urls")),  # first: thousands answer in the same minutes
    path("", include("phrom.home.urls")),
    path("", include("phrom.outbox.urls")),
    path("", include("phrom.offices.urls")),
    path("", include("phrom.web.urls")),
    path("plan/", include("phrom.plans.urls")),
    path("", include("phrom.improvement.urls")),
    path("incidents/", include("phrom.incidents.urls")),
    path("incidents/", include("phrom.response.urls")),
    path("report-in/", report_in, name="report-in"),
    path("log/", include("phrom.logbook.urls")),
]

# Addresses that lead nowhere, and our own faults: pages in the person's language that need no database.
handler400 = "phrom.web.refusals.bad_request"
handler403 = "phrom.web.refusals.forbidden"
handler404 = "phrom.web.refusals.not_found"
handler500 = "phrom.web.refusals.our_fault"
