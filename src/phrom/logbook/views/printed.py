"""The book on paper: every line in its order, with its seal, and room for a signature."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phrom import clock
from phrom.errors import NotFoundError
from phrom.logbook.actions import take_out_book
from phrom.logbook.queries import attachment_numbered, checked_book, corrections_of, entries, exported_book
from phrom.logbook.views.book import REAL, OwnTime, line_of
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission


@require_POST
@needs(Permission.VIEW_LOG)
def log_export(request: HttpRequest) -> StreamingHttpResponse:
    """The office's whole book with its chain, a line an entry; `phrom verify-log FILE` checks it anywhere. Taking it
    out is logged, so POST."""
    membership = membership_of(request)
    take_out_book(membership)
    lines = exported_book(membership.organisation_id, membership.organisation.name)
    answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    name = f"log-book-{clock.now():%Y%m%d-%H%M}.jsonl"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


@require_GET
@needs(Permission.VIEW_LOG)
def log_attachment(request: HttpRequest, number: int) -> HttpResponse:
    """A file of an entry, to be kept, never run in the browser."""
    found = attachment_numbered(membership_of(request).organisation_id, number)
    if found is None:
        raise NotFoundError(_("ไม่มีไฟล์นี้ หรือไฟล์ไม่ตรงกับผนึกของรายการ"))
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


MOST = 5000  # lines on paper; a longer book is printed incident by incident


@require_POST
@needs(Permission.VIEW_LOG)
def log_print(request: HttpRequest) -> HttpResponse:
    return print_page(request)


def print_page(
    request: HttpRequest,
    *,
    incident_id: int | None = None,
    practice: bool = False,
    frame: dict[str, Any] | None = None,
    own: OwnTime = REAL,
) -> HttpResponse:
    """The office's book or one incident's, oldest first. Taking it out is logged, so POST."""
    membership = membership_of(request)
    last = take_out_book(membership, incident_id=incident_id, practice=practice)
    rows = entries(membership.organisation_id, incident_id=incident_id).select_related("incident")
    found = list(rows.order_by("number")[:MOST])
    fixes = corrections_of(membership.organisation_id, [e.number for e in found])
    context = {
        "lines": [line_of(e, own) | {"seal": e.hash[-12:], "fixes": fixes.get(e.number, [])} for e in found],
        "verdict": checked_book(membership.organisation_id).verdict,
        "last": last,
        "printed_at": clock.now(),
        "office": membership.organisation.name,
        "by": membership.user.name,
        "too_many": len(found) == MOST,
    }
    return render(request, "logbook/print.html", (frame or {}) | context)
