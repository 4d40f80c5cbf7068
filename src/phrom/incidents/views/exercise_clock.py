"""Putting an exercise's clock forward."""

import re
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phrom.core.values.duration import THAI_DIGITS
from phrom.errors import InvalidInputError
from phrom.incidents import actions, queries
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.web.words import moment_words


@require_POST
@needs(Permission.START_PRACTICE)
def run_ahead(request: HttpRequest, pk: int) -> HttpResponse:
    queries.incident_numbered(membership_of(request).organisation_id, pk)
    hours = request.POST.get("hours", "").translate(THAI_DIGITS).strip()
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", hours):
        raise InvalidInputError(_("พิมพ์จำนวนชั่วโมงที่จะเลื่อน เช่น 6 หรือ 0.5"))
    incident = actions.run_clock_ahead(membership_of(request), pk, timedelta(hours=float(hours)))
    words = {"moment": moment_words(queries.incident_now(incident))}
    messages.success(request, _("เวลาซ้อมเป็น %(moment)s แล้ว") % words)
    return redirect("incident-board", pk)
