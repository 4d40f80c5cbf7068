"""Reading plan versions."""

from functools import lru_cache

from django.utils.translation import gettext as _

from phrom.core.linting.linter import check_plan
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import ImportReport
from phrom.errors import NotFoundError
from phrom.plans.models import PlanVersion

__all__ = [
    "PlanVersion",
    "approved_version",
    "findings_of",
    "newest_version",
    "plan_of",
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
    return PlanVersion.objects.filter(organisation_id=organisation_id, state=PlanVersion.State.APPROVED).first()


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
    return _plan(version.pk, version.state) if version.state in _FIXED else Plan.model_validate(version.document)


def report_of(version: PlanVersion) -> ImportReport | None:
    return ImportReport.model_validate(version.report) if version.report else None


def findings_of(version: PlanVersion) -> tuple[Finding, ...]:
    return check_plan(plan_of(version))


_FIXED = (PlanVersion.State.APPROVED, PlanVersion.State.SUPERSEDED)


@lru_cache(maxsize=32)
def _plan(version_id: int, _state: str) -> Plan:
    """An approved version never changes, so reading it once is enough."""
    return Plan.model_validate(PlanVersion.objects.values_list("document", flat=True).get(pk=version_id))
