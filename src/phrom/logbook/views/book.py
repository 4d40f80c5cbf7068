"""The log book as a page: is it whole, its lines day by day, search, and a note written into it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom import clock
from phrom.core.log_entry.kinds import EXERCISE_TIME
from phrom.core.response.exercise_clock import advances_in, exercise_time
from phrom.errors import InvalidInputError
from phrom.logbook.actions import PROGRAM, write_note, write_note_with_files
from phrom.logbook.actions.note import MOST_BYTES
from phrom.logbook.forms import NoteForm
from phrom.logbook.models import Attachment, LogEntry
from phrom.logbook.queries import CheckedBook, checked_book, corrections_of, entries, said
from phrom.logbook.views.kind_chips import GROUPS, chip_of
from phrom.offices.access import allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.web.words import is_thai, time_words

ON_A_PAGE = 100
LATE = timedelta(minutes=1)  # written so much after it happened: both times are shown


@dataclass(frozen=True)
class OwnTime:
    """How a book's times are shown and typed: the real ones, or those of an exercise whose clock was put forward.
    Stored and sealed is always the real one, and where the two differ both are shown."""

    shown: Callable[[datetime], datetime] = lambda moment: moment  # from the real time
    real: Callable[[datetime], datetime] = lambda moment: moment  # back to it


REAL = OwnTime()


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_LOG)
def log(request: HttpRequest) -> HttpResponse:
    return log_page(request)


def log_page(
    request: HttpRequest,
    *,
    incident_id: int | None = None,
    practice: bool = False,
    frame: dict[str, Any] | None = None,
    own: OwnTime = REAL,
) -> HttpResponse:
    """The book of the office, or of one incident in its frame. POST writes a note."""
    membership = membership_of(request)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = _written(request, form, incident_id, practice, own)
        except InvalidInputError as refusal:
            form.add_error("at" if refusal.code == "time-to-come" else "text", refusal.message)
        else:
            words = _("บันทึกแล้ว เป็นรายการ %(n)s") % {"n": entry.number}
            messages.success(request, words, extra_tags=f"#entry-{entry.number}")
            return redirect(request.path)
    group, text = request.GET.get("group", ""), request.GET.get("q", "")
    found = entries(
        membership.organisation_id, incident_id=incident_id, group=group if group in GROUPS else "", text=text
    )
    page = Paginator(found.select_related("incident").prefetch_related(_files()), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    fixes = corrections_of(membership.organisation_id, [e.number for e in page.object_list])
    context = _verdict_words(checked_book(membership.organisation_id)) | {
        "days": _by_day(page, fixes, own),
        "page": page,
        "group": group,
        "q": text,
        "searching": bool(text or group),
        "groups": [(name, word) for name, (_state, word) in GROUPS.items()],
        "form": form,
        "may_write": allowed(membership, Permission.WRITE_LOG),
        "of_incident": incident_id is not None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "logbook/log.html", (frame or {}) | context, status=status)


def _written(request: HttpRequest, form: NoteForm, incident_id: int | None, practice: bool, own: OwnTime) -> LogEntry:
    membership, text, files = membership_of(request), form.cleaned_data["text"], request.FILES.getlist("file")
    at = form.moment(own.shown(clock.now()))
    happened = own.real(at) if at else None
    if not files:
        return write_note(membership, text, happened_at=happened, incident_id=incident_id, practice=practice)
    if max(file.size or 0 for file in files) > MOST_BYTES:  # before it is read into memory
        raise InvalidInputError(_("ไฟล์ใหญ่เกิน %(n)s MB") % {"n": MOST_BYTES // 1024 // 1024}, code="files", field="file")
    named = [(file.name or "", file.read()) for file in files]
    return write_note_with_files(
        membership, text, named, happened_at=happened, incident_id=incident_id, practice=practice
    )


def _files() -> "Prefetch[Any]":
    """Attachments without their bytes."""
    return Prefetch("attachments", queryset=Attachment.objects.defer("content"))


def _verdict_words(checked: CheckedBook) -> dict[str, Any]:
    verdict, time = checked.verdict, time_words(checked.checked_at)
    if not verdict.ok:
        reason = verdict.reason
        return {
            "broken": True,
            "fact": _("ผนึกขาดที่รายการ %(n)s") % {"n": verdict.first_broken},
            "why": (reason.th if is_thai() else reason.en) if reason else "",
            "seal": _("ตรวจผนึกล่าสุด %(time)s รายการก่อนหน้านั้น %(n)s รายการยังครบ") % {"time": time, "n": verdict.count},
        }
    words = ngettext("สมุดบันทึกครบ %(n)s รายการ ลำดับไม่ถูกแก้", "สมุดบันทึกครบ %(n)s รายการ ลำดับไม่ถูกแก้", verdict.count)
    return {
        "broken": False,
        "fact": words % {"n": f"{verdict.count:,}"},
        "why": _("ตรวจผนึกล่าสุด %(time)s") % {"time": time},
        "seal": _("ผนึกของรายการสุดท้าย …%(end)s") % {"end": verdict.last_hash[-8:]},
    }


def _by_day(page: Page[LogEntry], fixes: dict[int, list[int]], own: OwnTime) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = []
    for entry in page.object_list:
        day: date = _shown(entry, own)[1].date()
        if not days or days[-1]["day"] != day:
            days.append({"day": day, "lines": []})
        days[-1]["lines"].append(line_of(entry, own) | {"fixes": fixes.get(entry.number, [])})
    return days


def line_of(entry: LogEntry, own: OwnTime = REAL) -> dict[str, Any]:
    """An entry as the templates show it."""
    state, word = chip_of(entry.kind)
    happened, written = _shown(entry, own)
    in_exercise = _in_exercise(entry) if own is REAL else happened
    return {
        "entry": entry,
        "said": said(entry),
        "state": state,
        "word": word,
        "happened": happened,
        "written": written,
        "real": None if happened == entry.happened_at else timezone.localtime(entry.happened_at),
        "in_exercise": None if in_exercise == happened else in_exercise,
        "in_exercise_other_day": in_exercise.date() != happened.date(),
        "other_day": happened.date() != written.date(),
        "written_later": entry.written_at - entry.happened_at >= LATE,
        "author": _(PROGRAM) if entry.author_name == PROGRAM else entry.author_name,
        "fix": entry.kind == "entry.corrected",
    }


def _shown(entry: LogEntry, own: OwnTime) -> tuple[datetime, datetime]:
    """When it happened and when it was written, as this book shows its times."""
    leapt = _leapt(entry) if own is not REAL else None
    if leapt is not None:
        return timezone.localtime(leapt), timezone.localtime(leapt + (entry.written_at - entry.happened_at))
    return timezone.localtime(own.shown(entry.happened_at)), timezone.localtime(own.shown(entry.written_at))


def _in_exercise(entry: LogEntry) -> datetime:
    """What the clock of the entry's exercise showed, for the office's book, which is kept in real time."""
    advances = entry.incident.clock_advances if entry.incident else []
    return timezone.localtime(_leapt(entry) or exercise_time(advances_in(advances), entry.happened_at))


def _leapt(entry: LogEntry) -> datetime | None:
    """The exercise's time of what happened while its clock leapt over hours."""
    said = entry.data.get(EXERCISE_TIME)
    return datetime.fromisoformat(said) if said else None
