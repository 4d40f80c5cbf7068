"""The pages of the editor: a section or one thing of it, shown, saved field by field or all at once."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change
from phrom.core.plan.removal import uses_by_others
from phrom.core.plan.tree import plain_at, plain_plan
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions import Saved, accept_finding, change_draft
from phrom.plans.queries import PlanVersion
from phrom.plans.views.edit.build import context_of
from phrom.plans.views.edit.reading import Sent, read_form
from phrom.plans.views.edit.sections import BY_IDENT, Section, edit_url, stands, thing_path
from phrom.plans.views.edit.sheet import Answers
from phrom.web.words import time_words


@needs(Permission.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_section(request: HttpRequest, number: int, section: str, item: str = "") -> HttpResponse:
    """A section (`item` empty) or one thing of it."""
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    if section not in BY_IDENT:
        raise NotFoundError(_("แผนไม่มีส่วนนี้"))
    place = BY_IDENT[section]
    if version.state != PlanVersion.State.DRAFT and request.method == "GET":
        return redirect("plan-edit", number=number)
    if item and (not place.has_pages or not _there(version, place, item)):
        messages.warning(request, _("ไม่มีรายการนี้ในแผนแล้ว อาจมีผู้อื่นลบไป"))
        return redirect("plan-edit-section", number=number, section=section)
    if request.method == "POST":
        return _save(request, version, place, item)
    return _page(request, version, queries.plan_of(version), place, item, Answers())


def _there(version: PlanVersion, section: Section, item: str) -> bool:
    path = thing_path(section, item)
    return path in _ALWAYS or stands(queries.plan_of(version), path)


_ALWAYS = ("continuity_team/head", "continuity_team/coordinator")


def _page(
    request: HttpRequest,
    version: PlanVersion,
    plan: Plan,
    section: Section,
    item: str,
    answers: Answers,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = context_of(version, plan, section, item, answers, request.GET)
    template = "plans/edit/item.html" if item else section.template
    return render(request, template, context | more, status=status)


def revision_of(request: HttpRequest, version: PlanVersion) -> int:
    """The revision that the form was filled in at."""
    try:
        return int(request.POST.get("base", ""))
    except ValueError:
        raise InvalidInputError(_("หน้านี้เก่าหรือใหม่กว่าร่างที่บันทึกไว้ ให้โหลดหน้าใหม่"), code="unknown-revision") from None


def _save(request: HttpRequest, version: PlanVersion, section: Section, item: str) -> HttpResponse:
    author, base = membership_of(request), revision_of(request, version)
    sent = read_form(request.POST, queries.plan_at(version, base))
    if sent.op == "mend" and (change := mending(version, sent.at)):
        sent.changes.append(change)
    if sent.op == "remove" and (used := _still_used(request, version, sent)):
        return used
    saved = change_draft(author, version.number, sent.changes, base, key=request.POST.get("key", ""))
    answers = _answers(sent, saved)
    if sent.op == "accept":
        _accept(request, version, sent, answers)
    if request.headers.get("Accept", "").startswith("application/json"):
        return _told(request, saved, section, item, answers)
    if answers.errors or answers.conflicts:
        return _page(request, saved.version, saved.plan, section, item, answers, 422)
    return redirect(_next(request, saved, sent, section, item))


def _answers(sent: Sent, saved: Saved) -> Answers:
    """What was typed stays only where it could not be saved as it is."""
    answers = Answers(errors=sent.answers.errors)
    for problem in saved.problems:
        place = next((path for path in sent.answers.typed if problem.path.startswith(path)), problem.path)
        answers.errors.setdefault(place, problem.sentence(queries.language()))
    made = {change.path: change.value for change in sent.changes if isinstance(change, Change)}
    tree = plain_plan(saved.plan)
    for conflict in saved.conflicts:  # in a list it may stand further in than the field
        place = next((p for p in made if conflict.path == p or conflict.path.startswith(f"{p}/")), conflict.path)
        answers.conflicts[place] = replace(conflict, path=place, mine=made.get(place), theirs=plain_at(tree, place))
    keep = {*answers.errors, *answers.conflicts} | {path for path in sent.answers.typed if path.startswith("new:")}
    if sent.op == "add" and not answers.errors:
        keep = set(answers.conflicts)
    answers.typed = {path: texts for path, texts in sent.answers.typed.items() if path in keep}
    return answers


def _told(request: HttpRequest, saved: Saved, section: Section, item: str, answers: Answers) -> HttpResponse:
    """For the page's script: what is stored now, what is wrong, and the findings of every place on the page."""
    context = context_of(saved.version, saved.plan, section, item, answers, request.GET)
    sheet = context["sheet"]
    shown = {"number": saved.version.number, "request": request}
    slots = {
        path: render_to_string("plans/edit/findings.html", shown | {"findings": noted}, request)
        for path, noted in sheet.slots.items()
        if noted
    }
    conflicts = {
        path: {"theirs": bound.conflict["theirs"], "mine": bound.conflict["mine"]}
        for path in answers.conflicts
        if (bound := context["bounds"].get(path)) and bound.conflict
    }
    when = saved.version.changed_at
    return JsonResponse(
        {
            "revision": saved.revision,
            "saved": _("บันทึกแล้ว %(time)s") % {"time": time_words(when)} if when else "",
            "errors": answers.errors,
            "conflicts": conflicts,
            "slots": slots,
            "side": render_to_string("plans/edit/side.html", context, request),
            "left": render_to_string("plans/edit/left.html", context, request),
        }
    )


def _next(request: HttpRequest, saved: Saved, sent: Sent, section: Section, item: str) -> str:
    """Where to go after saving: a new thing's own page, else back to where the hand was."""
    number = saved.version.number
    here = request.get_full_path()
    if sent.op == "add" and saved.added:
        own = edit_url(number, saved.added[0])
        return own if not item and section.has_pages else f"{here}#{saved.added[0]}"
    if sent.op in ("up", "down", "place", "put"):
        return f"{here}#{sent.at}"
    if sent.op == "remove" and item and sent.at == thing_path(section, item):
        return reverse("plan-edit-section", args=[number, section.ident])
    if sent.op == "next":
        return sent.at if sent.at.startswith("/plan/") else here
    if not sent.op or sent.op == "save":
        messages.success(request, _("บันทึกแล้ว"))
    return here


def _still_used(request: HttpRequest, version: PlanVersion, sent: Sent) -> HttpResponse | None:
    """What something refers to is not simply taken away: its own page says by whom, and what can be done."""
    if not uses_by_others(queries.plan_of(version), sent.at):
        return None
    others = [change for change in sent.changes if change != Change(sent.at, None)]
    if others:
        change_draft(membership_of(request), version.number, others, revision_of(request, version))
    return redirect(f"{reverse('plan-edit-remove', args=[version.number])}?{urlencode({'at': sent.at})}")


def mending(version: PlanVersion, key: str) -> Change | None:
    """The change by which the finding of this rule and place mends itself."""
    rule, _slash, path = key.partition("/")
    for found in queries.open_findings(version):
        if (found.rule, found.path) == (rule, path) and found.mend and found.mend.path and found.mend.value is not None:
            return Change(found.mend.path, found.mend.value)
    return None


def _accept(request: HttpRequest, version: PlanVersion, sent: Sent, answers: Answers) -> None:
    rule, _slash, path = sent.at.partition("/")
    place = f"reason:{sent.at}"
    reason = request.POST.get(place, "")
    try:
        accept_finding(membership_of(request), version.number, rule, path, reason)
    except RefusedError as refusal:
        answers.errors[place], answers.typed[place] = refusal.message, [reason]
