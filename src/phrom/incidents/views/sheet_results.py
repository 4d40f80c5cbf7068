"""What was written on a printed call list, keyed in afterwards: each call with the time beside it."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.callouts.actions import PaperCall, key_in_calls
from phrom.callouts.queries import course_of
from phrom.core.log_entry.words import WORDS
from phrom.core.values.duration import THAI_DIGITS
from phrom.errors import InvalidInputError, NotFoundError
from phrom.incidents.models import Incident
from phrom.incidents.views.frame import incident_and_callout
from phrom.incidents.views.people import rows_of
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language
from phrom.web.words import phone_words

_GROUPS = ("silent", "care", "done")


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_PEOPLE)
def sheet_results(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "incidents/sheet_results.html", _record, _shown)


def _shown(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    _incident, callout = incident_and_callout(request, incident.pk)
    if callout is None:
        raise NotFoundError(_("เหตุการณ์นี้ยังไม่ได้เริ่มแจ้งใคร"))
    course = course_of(callout)
    rows = [row for row in rows_of(course) if row.group in _GROUPS]
    contacts, people = course.tree.contact_by_person, course.state.people
    return {
        "people": [
            {"row": r, "results": _results(people[r.person].contact_now(contacts[r.person]).phones)} for r in rows
        ],
        "callers": [{"person": c.person, "name": c.name} for c in course.tree.contacts],
        "me": membership.person,
        "started": callout.started_at,
    }


def _results(phones: tuple[str, ...]) -> list[dict[str, str]]:
    """What can be heard; of several numbers which one was wrong."""
    found = []
    for result, word in WORDS["result"].items():
        if result == "wrong_number" and len(phones) > 1:
            words = {number: f"{in_language(word)} {phone_words(number)}" for number in phones}
            found += [{"value": f"{result} {number}", "words": said} for number, said in words.items()]
        else:
            found.append({"value": result, "words": in_language(word)})
    return found


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> str:
    _incident, callout = incident_and_callout(request, incident.pk)
    if callout is None:
        raise NotFoundError(_("เหตุการณ์นี้ยังไม่ได้เริ่มแจ้งใคร"))
    calls = [
        PaperCall(person, str(result), _written(request, person), request.POST.get(f"note-{person}", ""))
        for field, result in request.POST.items()
        if (person := field.removeprefix("result-")) != field and result
    ]
    if not calls:
        raise InvalidInputError(_("ยังไม่ได้เลือกผลของใคร"))
    new = key_in_calls(membership, callout.pk, calls, caller=request.POST.get("caller", ""))
    if new:
        words = ngettext("บันทึกผลการโทร %(n)s ราย", "บันทึกผลการโทร %(n)s ราย", new) % {"n": new}
        messages.success(request, words)
    else:
        messages.info(request, _("ผลเหล่านี้มีผู้ใส่ไว้แล้ว"))
    return reverse("incident-calls", args=[incident.pk])


def _written(request: HttpRequest, person: str) -> datetime:
    """The last moment before now at which the clock showed what is written on the paper."""
    field, now = f"at-{person}", timezone.localtime(clock.now())
    typed = request.POST.get(field, "").translate(THAI_DIGITS).replace(".", ":").strip()
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?", typed)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise InvalidInputError(_("ใส่เวลาที่เขียนไว้บนกระดาษ เช่น 07:55"), field=field)
    moment = now.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)
    return moment if moment <= now else moment - timedelta(days=1)
