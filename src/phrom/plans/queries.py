"""Reading plan versions."""

import json
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from django.utils.translation import gettext as _

from phrom.core.linting.linter import check_plan
from phrom.core.plan.document import Plan
from phrom.core.plan.edit_record import EditRecord
from phrom.core.plan.masked import masked_plan, masked_text
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual, ImportReport
from phrom.errors import NotFoundError
from phrom.plans.models import PlanVersion
from phrom.web.words import is_thai

__all__ = [
    "PlanVersion",
    "approved_version",
    "findings_of",
    "findings_shown",
    "forget",
    "in_language",
    "language",
    "newest_version",
    "plan_of",
    "plan_shown",
    "records_since",
    "report_of",
    "version_numbered",
    "versions_of",
]


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
        PlanVersion.objects.select_related("created_by", "submitted_by", "approved_by")
        .filter(organisation_id=organisation_id)
        .defer("document", "report")
        .order_by("-number")
    )


def plan_of(version: PlanVersion) -> Plan:
    return _plan(_Stored(version))


def report_of(version: PlanVersion) -> ImportReport | None:
    return ImportReport.model_validate(version.report) if version.report else None


def findings_of(version: PlanVersion) -> tuple[Finding, ...]:
    return _findings(_Stored(version))


def records_since(version: PlanVersion, revision: int) -> list[EditRecord]:
    """What was changed in a draft after a revision of it, oldest first."""
    rows = version.changes.filter(revision__gt=revision).order_by("pk")
    return [EditRecord(row.path, row.before, row.after, row.next, row.order) for row in rows]


def plan_shown(version: PlanVersion, *, numbers: bool) -> Plan:
    """The plan as somebody may see it: without the right to telephone numbers these are masked everywhere."""
    plan = plan_of(version)
    return plan if numbers else masked_plan(plan)


def findings_shown(version: PlanVersion, *, numbers: bool) -> tuple[Finding, ...]:
    """Findings as somebody may see them; what they say can hold a number as well."""
    found = findings_of(version)
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


@lru_cache(maxsize=32)
def _plan(stored: _Stored) -> Plan:
    return Plan.model_validate(stored.version.document)


@lru_cache(maxsize=32)
def _findings(stored: _Stored) -> tuple[Finding, ...]:
    return check_plan(_plan(stored))


def forget() -> None:
    """Read and check everything anew (tests, whose numbers and times come again)."""
    _plan.cache_clear()
    _findings.cache_clear()
