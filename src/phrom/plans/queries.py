"""Reading plan versions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.importing.review import Deed, Point, with_deeds
from phrom.core.importing.review import points_of as points_in
from phrom.core.linting.acceptance import fingerprints
from phrom.core.linting.linter import check_plan
from phrom.core.plan.comparison import differences
from phrom.core.plan.comparison_words import DifferenceWords
from phrom.core.plan.document import Plan
from phrom.core.plan.edit_record import EditRecord, undone
from phrom.core.plan.masked import masked_plan, masked_text
from phrom.core.plan.version_code import PrintedCode, version_code
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual, ImportReport
from phrom.errors import InvalidInputError, NotFoundError
from phrom.logbook.queries import entries
from phrom.plans.models import (
    AcceptedFinding,
    PlanChange,
    PlanCopy,
    PlanVersion,
    PrintedState,
    ReviewStep,
    SecondReading,
)
from phrom.web.words import is_thai

__all__ = [
    "Paper",
    "PlanVersion",
    "accepted_findings",
    "approved_version",
    "contacts_changed",
    "copies_of",
    "copies_to_take_back",
    "findings_of",
    "findings_shown",
    "forget",
    "in_language",
    "language",
    "last_holders",
    "last_reached",
    "newest_version",
    "open_findings",
    "paper_of",
    "plan_at",
    "plan_of",
    "plan_shown",
    "read_ahead",
    "records_since",
    "report_of",
    "review_due",
    "savings_of",
    "sentences_between",
    "version_numbered",
    "versions_of",
]


READ_AHEAD = 32  # plans that are kept in memory


def version_numbered(organisation_id: int, number: int) -> PlanVersion:
    """Raises NotFoundError, also for another office's."""
    version = PlanVersion.objects.filter(organisation_id=organisation_id, number=number).first()
    if version is None:
        raise NotFoundError(_("ไม่มีแผนฉบับนี้"))
    return version


def approved_version(organisation_id: int) -> PlanVersion | None:
    found = PlanVersion.objects.filter(organisation_id=organisation_id, state=PlanVersion.State.APPROVED)
    return found.defer("document", "report").first()  # large, and an approved document is kept in memory


def newest_version(organisation_id: int) -> PlanVersion | None:
    return PlanVersion.objects.filter(organisation_id=organisation_id).order_by("-number").first()


def versions_of(organisation_id: int) -> list[PlanVersion]:
    """Newest first."""
    return list(
        PlanVersion.objects.select_related("created_by", "submitted_by", "approved_by", "based_on")
        .filter(organisation_id=organisation_id)
        .defer("document", "report", "based_on__document", "based_on__report")
        .order_by("-number")
    )


def contacts_changed(organisation_id: int) -> dict[str, datetime]:
    """When each person's numbers were last changed by hand, by the person's id."""
    rows = PlanChange.objects.filter(version__organisation_id=organisation_id, path__startswith="people/")
    rows = rows.filter(path__contains="/phones").order_by("pk")
    return {path.split("/")[1]: at for path, at in rows.values_list("path", "changed_at")}


def last_reached(organisation_id: int) -> dict[str, datetime]:
    """When each person last acknowledged a real call, by the person's id in the plan."""
    found = entries(organisation_id).filter(kind="call.acknowledged", practice=False).order_by("number")
    return dict(found.values_list("data__person", "happened_at"))


REVIEW_AFTER, REMIND_BEFORE = timedelta(days=365), timedelta(days=60)


def review_due(version: PlanVersion) -> datetime | None:
    """When the plan in force must have been reviewed: twelve months after its approval (a contacts revision keeps the
    day of the approval that it rests on). None while that is far off."""
    if version.state != PlanVersion.State.APPROVED or version.approved_at is None:
        return None
    due: datetime = version.approved_at + REVIEW_AFTER
    return due if clock.now() >= due - REMIND_BEFORE else None


def plan_of(version: PlanVersion) -> Plan:
    return _plan(_Stored(version))


def read_ahead(versions: Sequence[PlanVersion]) -> None:
    """Read up to `READ_AHEAD` plans in one question to the database, so that `plan_of` has them at hand."""
    wanted = {version.pk: version for version in versions if "document" in version.get_deferred_fields()}
    documents = PlanVersion.objects.filter(pk__in=wanted).values_list("pk", "document")
    for pk, document in documents.iterator():
        wanted[pk].document = document
        plan_of(wanted[pk])
        del wanted[pk].document  # large, and not needed again


def report_of(version: PlanVersion) -> ImportReport | None:
    """The reader's own report, without what was done by hand; None for a plan that was not read out of a document."""
    return _report(_Source(version)) if version.report else None


def points_of(version: PlanVersion) -> tuple[Point, ...]:
    """What a person is asked to look at after the reading of a version."""
    return _points(_Source(version)) if version.report else ()


def deeds_of(version: PlanVersion) -> list[Deed]:
    """What was done on the review page and not taken back, in its order."""
    steps = version.review_steps.filter(undone_at=None).exclude(kind="finished").select_related("done_by")
    return [
        Deed(step.kind, tuple(step.targets), step.done_by.name, tuple(step.paths))  # type: ignore[arg-type]
        for step in steps
    ]


def reviewed_report(version: PlanVersion) -> ImportReport | None:
    """The report with what was done by hand, and what of a newer file was not taken."""
    report = report_of(version)
    if report is None:
        return None
    reading = SecondReading.objects.filter(version=version).first()
    left = tuple(ident.partition(":")[2] for ident in reading.left) if reading else ()
    return with_deeds(report, deeds_of(version)).model_copy(update={"not_taken": left})


def last_step(version: PlanVersion, user_id: int) -> ReviewStep | None:
    """The last thing that somebody did on the review page and can take back."""
    mine = version.review_steps.filter(undone_at=None, done_by_id=user_id).exclude(kind="finished")
    return mine.order_by("pk").last()


def second_reading_of(version: PlanVersion) -> SecondReading | None:
    return SecondReading.objects.filter(version=version).select_related("chosen_by").first()


def findings_of(version: PlanVersion) -> tuple[Finding, ...]:
    return _findings(_Stored(version))


def records_since(version: PlanVersion, revision: int) -> list[EditRecord]:
    """What was changed in a draft after a revision of it, oldest first."""
    rows = version.changes.filter(revision__gt=revision).order_by("pk")
    return [_record(row) for row in rows]


@dataclass(frozen=True)
class Saving:
    """One saving of a draft: who, when, and what it changed in sentences; `more` were left out."""

    revision: int
    by: str
    at: datetime
    words: tuple[str, ...]
    more: int


def savings_of(version: PlanVersion, most: int, sentences: int = 6) -> list[Saving]:
    """The newest savings first."""
    rows = version.changes.select_related("changed_by").filter(revision__gt=version.revision - most).order_by("-pk")
    after, savings = plan_of(version), []
    for revision, group in groupby(rows, key=lambda row: row.revision):
        changes = list(reversed(list(group)))
        before = undone(after, [_record(row) for row in changes])
        said = sentences_between(before, after)
        by, at = changes[0].changed_by.name, changes[0].changed_at
        savings.append(Saving(revision, by, at, said[:sentences], max(len(said) - sentences, 0)))
        after = before
    return savings


def sentences_between(before: Plan, after: Plan) -> tuple[str, ...]:
    """What differs, a sentence each, in the language of the page."""
    words = DifferenceWords(before, after)
    return tuple(in_language(words.sentence(found)) for found in differences(before, after) if found.matters)


def _record(row: PlanChange) -> EditRecord:
    return EditRecord(row.path, row.before, row.after, row.next, row.order)


def plan_at(version: PlanVersion, revision: int) -> Plan:
    """A draft as it was after a saving. Raises InvalidInputError for one that never was."""
    present = plan_of(version)
    if revision == version.revision:
        return present
    if not 0 <= revision < version.revision:
        raise InvalidInputError(_("หน้านี้เก่าหรือใหม่กว่าร่างที่บันทึกไว้ ให้โหลดหน้าใหม่"), code="unknown-revision")
    return undone(present, records_since(version, revision))


def accepted_findings(version: PlanVersion) -> dict[Finding, AcceptedFinding]:
    """The findings that the office lives with, and the places they are about still say the same."""
    rows = AcceptedFinding.objects.select_related("accepted_by").filter(organisation_id=version.organisation_id)
    accepted = {(row.rule, row.fingerprint): row for row in rows}
    rules = {row.rule for row in accepted.values()}
    if not rules:
        return {}
    marks = fingerprints(plan_of(version), tuple(f for f in findings_of(version) if f.rule in rules))
    return {f: accepted[f.rule, mark] for f, mark in marks.items() if (f.rule, mark) in accepted}


def open_findings(version: PlanVersion) -> tuple[Finding, ...]:
    """What is still to be mended or accepted."""
    quiet = accepted_findings(version)
    return tuple(finding for finding in findings_of(version) if finding not in quiet)


def plan_shown(version: PlanVersion, *, numbers: bool) -> Plan:
    """The plan as somebody may see it: without the right to telephone numbers these are masked everywhere."""
    plan = plan_of(version)
    return plan if numbers else masked_plan(plan)


def findings_shown(version: PlanVersion, *, numbers: bool) -> tuple[Finding, ...]:
    """Open findings as somebody may see them; what they say can hold a number as well."""
    found = open_findings(version)
    if numbers:
        return found
    return tuple(Finding.model_validate_json(masked_text(finding.model_dump_json())) for finding in found)


def language() -> Literal["th", "en"]:
    """The language of the page."""
    return "th" if is_thai() else "en"


def in_language(text: Bilingual) -> str:
    return text.th if is_thai() else text.en


_FIXED = (PlanVersion.State.APPROVED, PlanVersion.State.SUPERSEDED)


class _Stored:
    """A stored document. Its mark tells it from every other, so that reading and checking it once is enough."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        if version.state in _FIXED:  # never changes, and is not always loaded
            self._mark: tuple[object, ...] = (version.pk, version.revision, version.source_sha256, version.created_at)
        else:
            self._mark = (version.pk, sha256(json.dumps(version.document).encode()).digest())

    def __hash__(self) -> int:
        return hash(self._mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Stored) and self._mark == other._mark


@lru_cache(maxsize=READ_AHEAD)
def _plan(stored: _Stored) -> Plan:
    return Plan.model_validate(stored.version.document)


@lru_cache(maxsize=32)
def _findings(stored: _Stored) -> tuple[Finding, ...]:
    return check_plan(_plan(stored))


class _Source:
    """A stored report, which never changes."""

    def __init__(self, version: PlanVersion) -> None:
        self.report = version.report
        self._mark = (version.pk, version.source_sha256, version.created_at)

    def __hash__(self) -> int:
        return hash(self._mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source) and self._mark == other._mark


@lru_cache(maxsize=16)
def _report(source: _Source) -> ImportReport:
    return ImportReport.model_validate(source.report)


@lru_cache(maxsize=16)
def _points(source: _Source) -> tuple[Point, ...]:
    return points_in(_report(source))


def forget() -> None:
    """Read and check everything anew (tests, whose numbers and times come again)."""
    _report.cache_clear()
    _points.cache_clear()
    _plan.cache_clear()
    _findings.cache_clear()


PaperState = Literal["current", "draft", "changed", "superseded", "unknown"]


@dataclass(frozen=True)
class Paper:
    """What became of the plan that a page was printed from.

    `changed`: the draft was edited since, or the version's contacts were. `since`: when it stopped being true, where
    that is known; `now`: the version in force instead.
    """

    state: PaperState
    code: str
    version: PlanVersion | None = None
    copy: PlanCopy | None = None
    since: datetime | None = None
    now: PlanVersion | None = None


def paper_of(printed: PrintedCode) -> Paper:
    """The state of a page by its code, in whichever office it was printed: who holds the page may know this much."""
    row = (
        PrintedState.objects.filter(code=printed.code)
        .select_related("version__organisation")
        .order_by("-version__number")
        .first()
    )
    if row is None:
        return Paper("unknown", printed.code)
    version = row.version
    copy = version.copies.filter(number=printed.copy).first() if printed.copy else None
    now = approved_version(version.organisation_id)
    if version.state == PlanVersion.State.SUPERSEDED:
        return Paper("superseded", printed.code, version, copy, _replaced_at(version), now)
    if version_code(plan_of(version)) != printed.code:
        return Paper("changed", printed.code, version, copy, None, version)
    state: PaperState = "current" if version.state == PlanVersion.State.APPROVED else "draft"
    return Paper(state, printed.code, version, copy, None, now)


def _replaced_at(version: PlanVersion) -> datetime | None:
    """When the next version was put in force."""
    later = PlanVersion.objects.filter(
        organisation_id=version.organisation_id, approved_at__gt=version.approved_at
    ).order_by("approved_at")
    return later.values_list("approved_at", flat=True).first()


def copies_of(version: PlanVersion) -> list[PlanCopy]:
    return list(version.copies.order_by("number"))


def copies_to_take_back(organisation_id: int) -> list[PlanCopy]:
    """Copies of replaced versions that are still with their holders."""
    still_out = PlanCopy.objects.filter(handed_at__isnull=False, returned_at__isnull=True)
    of_replaced = still_out.filter(
        version__organisation_id=organisation_id, version__state=PlanVersion.State.SUPERSEDED
    )
    return list(of_replaced.select_related("version").order_by("version__number", "number"))


def last_holders(version: PlanVersion) -> list[str]:
    """Who held copies of the newest other version that had any, to begin the next register with."""
    other = (
        PlanVersion.objects.filter(
            organisation_id=version.organisation_id, number__lt=version.number, copies__isnull=False
        )
        .order_by("-number")
        .first()
    )
    return [copy.holder for copy in copies_of(other)] if other else []
