"""The review of what was read: values found right, answered, mended; lines placed by hand or set aside; taken back.

Each step is kept with who did it and when; what it changed in the draft is a saving like any other. The source and the
reader's own report never change.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.importing.choices import Option, owner_options, value_options
from phrom.core.importing.placing import NotPlacedError, changes_for
from phrom.core.importing.review import Point, line_target, open_points, owners_of
from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change
from phrom.core.values.source import ImportReport
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions.editing import Saved, change_draft, undo_saving
from phrom.plans.models import PlanVersion, ReviewStep

FINISHED = "finished"


class TypedOverError(RefusedError):
    """Somebody else has changed the value since the page was loaded; `theirs` is what it says now."""

    code = "conflict"

    def __init__(self, theirs: object) -> None:
        super().__init__(_("มีผู้แก้ค่านี้ไปก่อนแล้ว สิ่งที่ท่านพิมพ์ยังอยู่ในช่อง ดูค่าใหม่ก่อนบันทึกอีกครั้ง"))
        self.theirs = theirs


@transaction.atomic
def confirm_values(author: Membership, number: int, targets: Sequence[str], *, key: str = "") -> ReviewStep | None:
    """These values were read right. None if all of them have been answered already."""
    saved = _held(author, number)
    report = _report(saved.version)
    known = {reading.path for reading in report.readings}
    _must_be_known(target in known for target in targets)
    left = [target for target in targets if target not in _answered(saved.version)]
    return _step(author, saved, "confirmed", left, key=key) if left else None


@transaction.atomic
def set_lines_aside(author: Membership, number: int, lines: Sequence[int], *, key: str = "") -> ReviewStep | None:
    """These lines are no part of the plan. None if all of them have been answered already."""
    saved = _held(author, number)
    known = {line.number for line in _report(saved.version).lines}
    _must_be_known(line in known for line in lines)
    targets = [line_target(line) for line in lines]
    left = [target for target in targets if target not in _answered(saved.version)]
    return _step(author, saved, "set-aside", left, key=key) if left else None


@transaction.atomic
def answer_question(author: Membership, number: int, ident: str, option: str, *, key: str = "") -> ReviewStep:
    """Take one of the possible answers to a question of the review."""
    saved = _held(author, number)
    point = next((p for p in queries.points_of(saved.version) if p.ident == ident and p.kind == "question"), None)
    if point is None:
        raise NotFoundError(_("ไม่มีคำถามนี้แล้ว"))
    chosen = next((o for o in options_of(saved.plan, _report(saved.version), point) if o.name == option), None)
    if chosen is None:
        raise InvalidInputError(_("ให้เลือกคำตอบข้อใดข้อหนึ่ง"), code="unknown-answer")
    _only_once(saved.version, point.targets)
    changed = _changed(author, saved, chosen.changes, key)
    return _step(author, changed, "answered", point.targets, key=key, before=saved)


@transaction.atomic
def mend_value(
    author: Membership,
    number: int,
    targets: Sequence[str],
    changes: Iterable[Change],
    base_revision: int,
    *,
    key: str = "",
) -> ReviewStep | None:
    """Write values anew, looking at `base_revision` of the draft; that answers the targets.

    Raises TypedOverError if somebody else changed one of them meanwhile. None if nothing is changed by it.
    """
    held = _held(author, number)
    if key and (done := ReviewStep.objects.filter(version=held.version, key=key[:40]).first()):
        return done
    saved = change_draft(author, number, changes, base_revision, key=key)
    if saved.conflicts:
        raise TypedOverError(saved.conflicts[0].theirs)
    _no_problems(saved)
    if saved.revision == held.revision:
        return None
    return _step(author, saved, "mended", targets, key=key, before=held)


@transaction.atomic
def place_line(
    author: Membership, number: int, line: int, kind: str, target: str, words: str, *, key: str = ""
) -> ReviewStep:
    """Put a line of the source into the plan where a person says that it belongs.

    Raises InvalidInputError with a sentence where the words are no such thing.
    """
    saved = _held(author, number)
    _must_be_known([any(known.number == line for known in _report(saved.version).lines)])
    if key and (done := ReviewStep.objects.filter(version=saved.version, key=key[:40]).first()):
        return done
    _only_once(saved.version, [line_target(line)])
    try:
        changes = changes_for(saved.plan, kind, target, words)
    except NotPlacedError as error:
        raise InvalidInputError(queries.in_language(error.sentence), code="not-placed") from error
    changed = _changed(author, saved, changes, key)
    paths = list(changed.added) + [change.path for change in changes if not change.path.endswith("/+")]
    return _step(author, changed, "placed", [line_target(line)], key=key, before=saved, paths=dict.fromkeys(paths))


@transaction.atomic
def undo_step(author: Membership, number: int, step_id: int) -> ReviewStep:
    """Take a step of the review back, and what it changed in the draft. Twice is once."""
    saved = _held(author, number)
    step = ReviewStep.objects.filter(version=saved.version, pk=step_id).first()
    if step is None:
        raise NotFoundError(_("ไม่มีรายการนี้แล้ว"))
    if step.undone_at is None:
        if step.revision is not None:
            back = undo_saving(author, number, step.revision)
            if back.conflicts or back.problems:
                raise RefusedError(_("มีการแก้ค่านี้ต่อจากนั้นแล้ว จึงเลิกทำไม่ได้ ให้แก้ค่าโดยตรง"), code="changed-since")
        step.undone_at = clock.now()
        step.save(update_fields=["undone_at"])
    return step


@transaction.atomic
def finish_review(author: Membership, number: int) -> int:
    """The review is done as far as it is; how many points are left. Said once in the log book for the same state."""
    version = _held(author, number).version
    left = len(open_points(queries.points_of(version), queries.deeds_of(version)))
    last = version.review_steps.filter(undone_at=None).order_by("pk").last()
    if last is None or last.kind != FINISHED:
        ReviewStep.objects.create(version=version, kind=FINISHED, done_at=clock.now(), done_by_id=author.user_id)
        write_entry(author.organisation_id, "plan.reviewed", {"version": number, "left_count": left}, author=author)
    return left


def options_of(plan: Plan, report: ImportReport, point: Point) -> tuple[Option, ...]:
    """The possible answers to a question."""
    if point.number is not None:
        return owner_options(plan, point.number, owners_of(report, point.number))
    reading = next((reading for reading in report.readings if reading.path == point.ident and reading.text), None)
    return value_options(reading) if reading else ()


def _held(author: Membership, number: int) -> Saved:
    """The draft, held until the step is done. Asks for the right; refuses what is no draft any more."""
    return change_draft(author, number, (), 0)


def _report(version: PlanVersion) -> ImportReport:
    report = queries.report_of(version)
    if report is None:
        raise NotFoundError(_("แผนฉบับนี้ไม่ได้อ่านมาจากเอกสาร"))
    return report


def _must_be_known(found: Iterable[bool]) -> None:
    if not all(found):
        raise InvalidInputError(_("ไม่มีสิ่งนี้ในต้นฉบับ"), code="unknown-target")


def _answered(version: PlanVersion) -> set[str]:
    return {target for deed in queries.deeds_of(version) for target in deed.targets}


def _only_once(version: PlanVersion, targets: Sequence[str]) -> None:
    for deed in queries.deeds_of(version):
        if set(deed.targets).issuperset(targets):
            raise RefusedError(_("%(name)s ทำจุดนี้ไปแล้ว") % {"name": deed.by}, code="already-done")


def _changed(author: Membership, saved: Saved, changes: Sequence[Change], key: str) -> Saved:
    changed = change_draft(author, saved.version.number, changes, saved.revision, key=key)
    _no_problems(changed)
    return changed


def _no_problems(saved: Saved) -> None:
    if saved.problems:
        words = " · ".join(problem.sentence(queries.language()) for problem in saved.problems)
        raise InvalidInputError(words, code="plan-format")


def _step(
    author: Membership,
    saved: Saved,
    kind: str,
    targets: Iterable[str],
    *,
    key: str,
    before: Saved | None = None,
    paths: Iterable[str] = (),
) -> ReviewStep:
    changed = before is not None and saved.revision != before.revision
    if key and (done := ReviewStep.objects.filter(version=saved.version, key=key[:40]).first()):
        return done
    return ReviewStep.objects.create(
        version=saved.version,
        kind=kind,
        targets=list(targets),
        paths=list(paths),
        revision=saved.revision if changed else None,
        key=key[:40],
        done_at=clock.now(),
        done_by_id=author.user_id,
    )
