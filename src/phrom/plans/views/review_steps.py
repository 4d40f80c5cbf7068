"""What is done on the review page: a form says what, one action does it, and the next point comes up."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phrom.core.importing.placing import suggested_words
from phrom.core.importing.review import target_line
from phrom.core.values.source import SourceLine
from phrom.errors import InvalidInputError
from phrom.offices.access import Membership, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions import reviewing
from phrom.plans.views.edit.reading import read_form
from phrom.plans.views.edit.sheet import Answers
from phrom.plans.views.review import address, work
from phrom.plans.views.review_card import Desk, Typed
from phrom.plans.views.review_table import is_table
from phrom.web.typed_number import whole_number


@needs(Permission.EDIT_PLAN)
@require_POST
def review_step(request: HttpRequest, number: int) -> HttpResponse:
    member, at = membership_of(request), request.POST.get("at", "")
    do = _DEEDS.get(request.POST.get("do", ""))
    queries.version_numbered(member.organisation_id, number)  # a version of another office is none
    if do is None:
        raise InvalidInputError(_("ไม่รู้ว่าจะทำสิ่งใด ให้โหลดหน้าใหม่"), code="unknown-step")
    try:
        stays = do(request, member, number)
    except _RefusedFormError as refused:
        return _answer(request, member, number, at, typed=refused.typed)
    return _answer(request, member, number, at, stays=stays)


@needs(Permission.EDIT_PLAN)
@require_POST
def review_finish(request: HttpRequest, number: int) -> HttpResponse:
    left = reviewing.finish_review(membership_of(request), number)
    words = _("ตรวจครบทุกจุดแล้ว") if not left else _("ยังเหลือ %(n)s จุดที่ไม่ได้ดู กลับมาตรวจต่อได้") % {"n": left}
    messages.success(request, words)
    return redirect("plan-version", number=number)


class _RefusedFormError(Exception):
    """The form is shown again with what was typed."""

    def __init__(self, typed: Typed) -> None:
        super().__init__(typed.error)
        self.typed = typed


def _answer(
    request: HttpRequest, member: Membership, number: int, at: str, *, stays: bool = False, typed: Typed | None = None
) -> HttpResponse:
    desk = Desk(queries.version_numbered(member.organisation_id, number))
    stays = stays or any(point.ident == at for point in desk.open)  # something of it is left
    here = at if stays or typed else desk.next_after(at)
    if getattr(request, "htmx", False):
        mended = request.POST.get("do") == "mend"
        response = work(request, desk, here, typed=typed, part=True, mended=mended)
        response["HX-Replace-Url"] = address(number, here)
        return response
    if typed:
        return work(request, desk, here, typed=typed, status=422)
    return redirect(address(number, here))


def _confirm(request: HttpRequest, member: Membership, number: int) -> bool:
    reviewing.confirm_values(member, number, request.POST.getlist("target"), key=request.POST.get("key", ""))
    return False


def _postpone(request: HttpRequest, member: Membership, number: int) -> bool:
    reviewing.postpone_question(member, number, request.POST.get("at", ""), key=request.POST.get("key", ""))
    return False


def _set_aside(request: HttpRequest, member: Membership, number: int) -> bool:
    targets, at = request.POST.getlist("target"), request.POST.get("at", "")
    if not targets and is_table(at):
        points = queries.points_of(queries.version_numbered(member.organisation_id, number))
        targets = [target for point in points if point.ident == at for target in point.targets]
    lines = [line for target in targets if (line := target_line(target)) is not None]
    if not lines:
        raise InvalidInputError(_("ไม่มีสิ่งนี้ในต้นฉบับ"), code="unknown-target")
    reviewing.set_lines_aside(member, number, lines, key=request.POST.get("key", ""))
    return False


def _answer_question(request: HttpRequest, member: Membership, number: int) -> bool:
    sent = request.POST
    reviewing.answer_question(member, number, sent.get("at", ""), sent.get("answer", ""), key=sent.get("key", ""))
    return False


def _mend(request: HttpRequest, member: Membership, number: int) -> bool:
    """Stays at the value: what was typed is saved, or told beside its field."""
    sent = request.POST
    version = queries.version_numbered(member.organisation_id, number)
    try:
        base = int(sent.get("base", ""))
    except ValueError:
        raise InvalidInputError(_("หน้านี้เก่าหรือใหม่กว่าร่างที่บันทึกไว้ ให้โหลดหน้าใหม่"), code="unknown-revision") from None
    found = read_form(sent, queries.plan_at(version, base))
    answers = found.answers
    if not answers.errors:
        try:
            targets = sent.getlist("target")
            reviewing.mend_value(member, number, targets, found.changes, base)
        except reviewing.TypedOverError as refusal:
            conflicts = {conflict.path: conflict for conflict in refusal.conflicts}
            raise _RefusedFormError(Typed(Answers(answers.typed, {}, conflicts), error=refusal.message)) from refusal
        except InvalidInputError as refusal:
            raise _RefusedFormError(Typed(Answers(answers.typed), error=refusal.message)) from refusal
        return True
    raise _RefusedFormError(Typed(answers))


def _place(request: HttpRequest, member: Membership, number: int) -> bool:
    """One line with the words typed, or several with what the parsers take from each."""
    sent = request.POST
    kind, words = sent.get("kind", ""), sent.get("words", "")
    target = sent.get(f"of-{kind}", "")
    lines = [line for chosen in sent.getlist("target") if (line := target_line(chosen)) is not None]
    texts = {line.number: line.text for line in _lines_of(member, number)}
    if not lines or not set(lines) <= texts.keys():
        raise InvalidInputError(_("ไม่มีสิ่งนี้ในต้นฉบับ"), code="unknown-target")
    together = "words" not in sent
    said = {line: suggested_words(kind, texts.get(line, "")) if together else words for line in lines}
    try:
        reviewing.place_lines(member, number, said, kind, target, key=sent.get("key", ""))
    except InvalidInputError as refusal:
        raise _RefusedFormError(Typed(kind=kind, target=target, words=words, error=refusal.message)) from refusal
    return False


def _table(request: HttpRequest, member: Membership, number: int) -> bool:
    """A whole table, as what was chosen for it and its columns; what of it says nothing stays to be looked at."""
    sent = request.POST
    kind, columns, headings = sent.get("kind", ""), tuple(sent.getlist("column")), sent.get("headings", "")
    top, aside = whole_number(headings) or 0, "aside" in sent
    try:
        at, key = sent.get("at", ""), sent.get("key", "")
        reviewing.read_table(member, number, at, kind, columns, top, aside=aside, key=key)
    except InvalidInputError as refusal:
        typed = Typed(kind=kind, columns=columns, headed=top > 0, aside=aside, error=refusal.message)
        raise _RefusedFormError(typed) from refusal
    return False


def _lines_of(member: Membership, number: int) -> tuple[SourceLine, ...]:
    report = queries.report_of(queries.version_numbered(member.organisation_id, number))
    return report.lines if report else ()


def _undo(request: HttpRequest, member: Membership, number: int) -> bool:
    reviewing.undo_step(member, number, whole_number(request.POST.get("step", ""), 18) or 0)
    return True


_DEEDS: dict[str, Callable[[HttpRequest, Membership, int], bool]] = {
    "confirm": _confirm,
    "set-aside": _set_aside,
    "postpone": _postpone,
    "answer": _answer_question,
    "mend": _mend,
    "place": _place,
    "table": _table,
    "undo": _undo,
}
