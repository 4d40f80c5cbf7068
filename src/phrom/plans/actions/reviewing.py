"""The review of what was read: values found right, answered, mended; lines placed by hand or set aside; taken back.

Each step is kept with who did it and when; what it changed in the draft is a saving like any other. The source and the
reader's own report never change.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.importing.choices import Option, owner_options, value_options
from phrom.core.importing.left_shapes import turned
from phrom.core.importing.placing import NotPlacedError, changes_for
from phrom.core.importing.review import Point, line_target, open_points, owners_of, tables_of
from phrom.core.importing.told_tables import read_left_tables
from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change, Move, apply_changes
from phrom.core.plan.merging import Conflict
from phrom.core.values.source import ImportReport
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions.editing import Saved, change_draft, put_draft, undo_saving
from phrom.plans.models import PlanVersion, ReviewStep

FINISHED = "finished"
_KEY = 36  # letters of a page's key; what is done together gets numbers behind it


class TypedOverError(RefusedError):
    """Somebody else has changed a value since the page was loaded."""

    code = "conflict"

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(_("มีผู้แก้ค่านี้ไปก่อนแล้ว สิ่งที่ท่านพิมพ์ยังอยู่ในช่อง ดูค่าใหม่ก่อนบันทึกอีกครั้ง"))
        self.conflicts = conflicts


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
def postpone_question(author: Membership, number: int, ident: str, *, key: str = "") -> ReviewStep | None:
    """The answer is not known yet; the plan says nothing, or what it said. None if it has been answered already."""
    saved = _held(author, number)
    point = _question(saved.version, ident)
    if set(point.targets) <= _answered(saved.version):
        return None
    return _step(author, saved, "postponed", point.targets, key=key)


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
    point = _question(saved.version, ident)
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
    changes: Iterable[Change | Move],
    base_revision: int,
) -> ReviewStep | None:
    """Write values anew, looking at `base_revision` of the draft; that answers the targets.

    Raises TypedOverError if somebody else changed one of them meanwhile. None if nothing is changed by it.
    """
    held = _held(author, number)
    saved = change_draft(author, number, changes, base_revision)
    if saved.conflicts:
        raise TypedOverError(saved.conflicts)
    _no_problems(saved)
    if saved.revision == held.revision:
        return None
    return _step(author, saved, "mended", targets, before=held)


@transaction.atomic
def place_lines(
    author: Membership, number: int, said: Mapping[int, str], kind: str, target: str, *, key: str = ""
) -> list[ReviewStep]:
    """Put lines of the source, each with the words to be taken from it, into the plan where a person says.

    Raises InvalidInputError with a sentence where the words are no such thing; then none is placed.
    """
    saved = _held(author, number)
    known = {line.number for line in _report(saved.version).lines}
    _must_be_known([bool(said), *(line in known for line in said)])
    if key and (done := list(ReviewStep.objects.filter(version=saved.version, key__startswith=key[:_KEY]))):
        return done
    plan = saved.plan
    changes: list[Change] = []
    paths: dict[int, dict[str, None]] = {}
    for line, words in said.items():
        _only_once(saved.version, [line_target(line)])
        try:
            made = changes_for(plan, kind, target, words)
        except NotPlacedError as error:
            raise InvalidInputError(queries.in_language(error.sentence), code="not-placed") from error
        edited = apply_changes(plan, made)
        set_at = (change.path for change in made if not change.path.endswith("/+"))
        plan, paths[line] = edited.plan, dict.fromkeys([*edited.added, *set_at])
        changes += made
    changed = _changed(author, saved, changes, key)
    return [
        _step(author, changed, "placed", [line_target(line)], key=_numbered(key, n), before=saved, paths=paths[line])
        for n, line in enumerate(said)
    ]


@transaction.atomic
def read_table(
    author: Membership,
    number: int,
    ident: str,
    kind: str,
    columns: Sequence[str],
    headings: int,
    *,
    aside: bool = False,
    key: str = "",
) -> list[ReviewStep]:
    """Read a table that was left over, and those like it, as what a person says that they are, into the draft.

    `aside`: what heads the values stands in the first column. Raises InvalidInputError with a sentence where nothing
    can be read so; then nothing is changed.
    """
    saved = _held(author, number)
    if key and (done := list(ReviewStep.objects.filter(version=saved.version, key__startswith=key[:_KEY]))):
        return done
    report = _report(saved.version)
    point = next((p for p in queries.points_of(saved.version) if p.ident == ident and p.kind == "table"), None)
    tables = tables_of(report, point) if point else ()
    if point is None or not tables:
        raise NotFoundError(_("ไม่มีตารางนี้ในต้นฉบับ"))
    if not _answered(saved.version).isdisjoint(point.targets):
        raise RefusedError(_("มีผู้ทำตารางนี้ไปแล้ว"), code="already-done")
    try:
        tables = tuple(turned(table) if aside else table for table in tables)
        told = read_left_tables(saved.plan, tables, kind, columns, headings)
    except NotPlacedError as error:
        raise InvalidInputError(queries.in_language(error.sentence), code="not-placed") from error
    changed = put_draft(author, number, told.plan, saved.revision)
    _no_problems(changed)
    behind: dict[tuple[int, ...], dict[str, None]] = {}
    for reading in told.readings:
        behind.setdefault(reading.lines, {})[reading.path] = None
    placed = {line for lines in behind for line in lines}
    read = [table for table in tables if not placed.isdisjoint(table.lines)]
    heads = {line.number for table in read for row in table.rows[:headings] for cell in row for line in cell}
    heads |= {line.number for table in read for line in table.above}
    said = [line_target(line) for line in point.lines if line in heads - placed]
    steps = [_step(author, changed, "set-aside", said, key=_numbered(key, 0), before=saved)] if said else []
    steps += [
        _step(author, changed, "placed", map(line_target, lines), key=_numbered(key, n), before=saved, paths=paths)
        for n, (lines, paths) in enumerate(behind.items(), start=1)
    ]
    return steps


def _numbered(key: str, n: int) -> str:
    return f"{key[:_KEY]}-{n}" if key else ""


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
        together = ReviewStep.objects.filter(version=saved.version, undone_at=None)
        same = together.filter(revision=step.revision) if step.revision is not None else together.filter(pk=step.pk)
        same.update(undone_at=clock.now())
        step.refresh_from_db()
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
    found = queries.version_numbered(author.organisation_id, number)
    return change_draft(author, number, (), found.revision)


def _question(version: PlanVersion, ident: str) -> Point:
    point = next((p for p in queries.points_of(version) if p.ident == ident and p.kind == "question"), None)
    if point is None:
        raise NotFoundError(_("ไม่มีคำถามนี้แล้ว"))
    return point


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
    key: str = "",
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
