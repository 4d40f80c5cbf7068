"""An entry is never changed: what is right stands in a new one that names it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.errors import InvalidInputError, NotFoundError
from phrom.logbook.actions import correct_entry
from phrom.logbook.queries import corrections_of, entry_numbered
from phrom.logbook.views.book import line_of
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_LOG)
def log_correct(request: HttpRequest, entry: int) -> HttpResponse:
    membership = membership_of(request)
    found = entry_numbered(membership.organisation_id, entry)
    if found is None:
        raise NotFoundError(_("ไม่มีรายการนี้"))
    back = reverse("incident-log", args=[found.incident_id]) if found.incident_id else reverse("log")
    problem, typed = "", request.POST.get("text", "")
    if request.method == "POST":
        try:
            written = correct_entry(membership, found.pk, typed)
        except InvalidInputError as refusal:
            problem = refusal.message
        else:
            words = _("บันทึกการแก้ไขแล้ว เป็นรายการ %(n)s") % {"n": written.number}
            messages.success(request, words, extra_tags=f"{back}#entry-{written.number}")
            return redirect(back)
    context = {
        "line": line_of(found),
        "earlier": corrections_of(membership.organisation_id, [found.number]).get(found.number, []),
        "problem": problem,
        "typed": typed,
        "back": back,
        "mode": "practice" if found.practice else "everyday",
    }
    return render(request, "logbook/correct.html", context, status=422 if problem else 200)
