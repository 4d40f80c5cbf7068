"""Where editing begins: what is still to be done, who changed what, and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phrom.core.plan.removal import removal_changes, uses_by_others
from phrom.errors import NotFoundError
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions import begin_draft, change_draft, return_to_draft, undo_saving
from phrom.plans.queries import PlanVersion
from phrom.plans.views import wording
from phrom.plans.views.edit.build import place_words, shown_findings, side_of
from phrom.plans.views.edit.fields import cleaned
from phrom.plans.views.edit.kinds import kind_at
from phrom.plans.views.edit.missing import missing_parts
from phrom.plans.views.edit.page import revision_of
from phrom.plans.views.edit.sections import edit_url, stands
from phrom.plans.views.edit.sheet import Answers, Sheet

RECENT = 12


@needs(Permission.EDIT_PLAN)
@never_cache
@require_GET
def edit_overview(request: HttpRequest, number: int) -> HttpResponse:
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    plan = queries.plan_of(version)
    notes, parts = shown_findings(version, plan), missing_parts(plan, number)
    context = {
        "version": version,
        "plan": plan,
        "is_draft": version.state == PlanVersion.State.DRAFT,
        "side": side_of(number, notes, None),
        "errors": [note for note in notes if note.severity == "error"],
        "warnings": [note for note in notes if note.severity == "warning"],
        "lacking": [part for part in parts if not part.done],
        "there": [part for part in parts if part.done],
        "savings": queries.savings_of(version, RECENT),
        "accepted": [
            (finding, {"what": queries.in_language(finding.message), "row": row})
            for finding, row in queries.accepted_findings(version).items()
        ],
    }
    return render(request, "plans/edit/overview.html", context)


@needs(Permission.EDIT_PLAN)
@require_POST
def edit_begin(request: HttpRequest, number: int) -> HttpResponse:
    """To the draft in which this version is changed; a new one if there is none yet."""
    draft = begin_draft(membership_of(request), number)
    place = request.POST.get("at", "")
    return redirect(edit_url(draft.number, place) if place else "plan-edit", *([] if place else [draft.number]))


@needs(Permission.VIEW_PLAN)
@require_POST
def edit_return(request: HttpRequest, number: int) -> HttpResponse:
    """Taken back by who submitted it, or sent back by who should approve it."""
    version = return_to_draft(membership_of(request), number, cleaned(request.POST.get("reason", "")))
    messages.success(request, _("แผนฉบับที่ %(n)s กลับเป็นร่างแล้ว แก้ไขได้") % {"n": number})
    return redirect("plan-version", number=version.number)


@needs(Permission.EDIT_PLAN)
@require_POST
def edit_undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take one saving back."""
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        raise NotFoundError(_("ไม่มีการแก้ไขนี้")) from None
    saved = undo_saving(membership_of(request), number, revision)
    names = wording.names_by_id(saved.plan)
    if saved.conflicts or saved.problems:
        places = [*(c.path for c in saved.conflicts), *(p.path for p in saved.problems)]
        said = ", ".join(dict.fromkeys(place_words(path, names) for path in places))
        messages.warning(request, _("ย้อนบางจุดไม่ได้ เพราะมีการแก้ต่อหลังจากนั้น: %(places)s") % {"places": said})
    else:
        messages.success(request, _("ย้อนการแก้ไขแล้ว"))
    back = request.POST.get("next", "")
    return redirect(
        back if back.startswith("/plan/") else "plan-edit", *([] if back.startswith("/plan/") else [number])
    )


@needs(Permission.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Something that others refer to: by whom, and what can be done."""
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    plan, path = queries.plan_of(version), request.GET.get("at", "")
    kind = kind_at(path)
    if kind is None or not stands(plan, path):
        raise NotFoundError(_("ไม่มีรายการนี้ในแผนแล้ว อาจมีผู้อื่นลบหรือย้ายไป"))
    names = wording.names_by_id(plan)
    if request.method == "POST":
        other = request.POST.get("replacement") or None if request.POST.get("how") == "replace" else None
        if request.POST.get("how") == "replace" and other is None:
            return _remove_page(request, version, path, status=422, error=_("เลือกว่าจะให้ใครหรือสิ่งใดแทน"))
        saved = change_draft(
            membership_of(request), number, removal_changes(plan, path, other), revision_of(request, version)
        )
        if saved.problems:
            said = saved.problems[0].sentence(queries.language())
            return _remove_page(request, saved.version, path, status=422, error=said)
        if saved.conflicts and stands(saved.plan, path):
            said = _("มีผู้อื่นแก้รายการนี้ระหว่างที่เปิดหน้านี้ จึงยังไม่ได้ลบ ตรวจดูแล้วกดลบอีกครั้ง")
            return _remove_page(request, saved.version, path, status=422, error=said)
        messages.success(request, _("ลบ %(name)s แล้ว") % {"name": names.get(path.rpartition("/")[2], "")})
        return redirect(edit_url(number, path.rpartition("/")[0]).partition("#")[0])
    return _remove_page(request, version, path)


def _remove_page(
    request: HttpRequest, version: PlanVersion, path: str, *, status: int = 200, error: str = ""
) -> HttpResponse:
    plan = queries.plan_of(version)
    uses, names = uses_by_others(plan, path), wording.names_by_id(plan)
    list_path, _slash, own = path.rpartition("/")
    sheet = Sheet(plan, Answers(), [])
    kind = kind_at(path)
    others = [
        (other.rpartition("/")[2], sheet.heading(kind, other))
        for other in sheet.paths_in(list_path)
        if other != path and kind is not None
    ]
    context: dict[str, Any] = {
        "version": version,
        "path": path,
        "name": sheet.heading(kind, path) if kind else "",
        "uses": [(_use_words(use.path, names, own), edit_url(version.number, use.path), use.goes_too) for use in uses],
        "others": others,
        "can_replace": any(not use.goes_too for use in uses),
        "back": edit_url(version.number, path),
        "error": error,
    }
    return render(request, "plans/edit/remove.html", context, status=status)


_PLACES = {
    "primary": wording.PRIMARY,
    "alternates": wording.ALTERNATE,
    "unit": wording.OF_UNIT,
    "units": wording.OF_UNIT,
    "responsible": wording.RESPONSIBLE,
}


def _use_words(path: str, names: dict[str, str], own: str) -> str:
    """Where something is referred to: the section, the thing, and as what."""
    tokens = path.split("/")
    section = place_words(tokens[0], names)
    thing = next((names[token] for token in reversed(tokens) if token in names and token != own), "")
    part = next((_(_PLACES[token]) for token in reversed(tokens) if token in _PLACES), "")
    if "head" in tokens[:2] or "coordinator" in tokens[:2]:
        thing = _(wording.GROUPS[tokens[1]])
    return " · ".join(word for word in (section, thing, part) if word)
