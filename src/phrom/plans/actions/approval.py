"""Submitting a plan, and putting it in force: two different people."""

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words
from phrom.plans import queries
from phrom.plans.actions.whose_account import tie_by_name
from phrom.plans.models import PlanVersion

State = PlanVersion.State


@transaction.atomic
def submit_plan(author: Membership, number: int) -> PlanVersion:
    """Ask for approval. Submitting a submitted version again changes nothing."""
    require(author, Permission.EDIT_PLAN)
    version = _locked(author.organisation_id, number)
    if version.state == State.SUBMITTED:
        return version
    if version.state != State.DRAFT:
        raise RefusedError(_("แผนฉบับนี้ไม่ใช่ร่าง"), code="not-a-draft")
    version.state, version.submitted_at = State.SUBMITTED, clock.now()
    version.submitted_by_id = author.user_id
    version.save(update_fields=["state", "submitted_at", "submitted_by"])
    write_entry(author.organisation_id, "plan.submitted", {"version": number}, author=author)
    return version


@transaction.atomic
def approve_plan(approver: Membership, number: int, *, reason: str = "") -> PlanVersion:
    """Another person than who submitted puts a version in force; the one before is superseded. Twice is once.

    Errors that are still in the plan are accepted by approving it: they are kept with the version, and `reason` says
    why in the log book.
    """
    require(approver, Permission.APPROVE_PLAN)
    version = _locked(approver.organisation_id, number)
    if version.state == State.APPROVED:
        return version
    if version.state == State.SUPERSEDED:
        raise RefusedError(_("แผนฉบับนี้เลิกใช้แล้ว มีฉบับอื่นใช้แทน"), code="superseded")
    if version.state != State.SUBMITTED:
        raise RefusedError(_("แผนฉบับนี้ยังไม่ได้เสนอขออนุมัติ"), code="not-submitted")
    if version.submitted_by_id == approver.user_id:
        raise RefusedError(_("ผู้เสนอแผนอนุมัติแผนของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")
    _supersede(approver, number)
    errors = [finding for finding in queries.findings_of(version) if finding.severity == "error"]
    version.accepted_errors = [finding.model_dump(mode="json") for finding in errors]
    version.accepted_reason = optional_words(reason, field="reason") if errors else ""
    version.state, version.approved_at = State.APPROVED, clock.now()
    version.approved_by_id = approver.user_id
    version.save(update_fields=["state", "approved_at", "approved_by", "accepted_errors", "accepted_reason"])
    for finding in errors:
        data = {"rule": finding.rule, "reason": version.accepted_reason, "path": finding.path, "version": number}
        write_entry(approver.organisation_id, "finding.accepted", data, author=approver)
    write_entry(approver.organisation_id, "plan.approved", {"version": number}, author=approver)
    tie_by_name(approver, version)
    return version


def _supersede(approver: Membership, new_number: int) -> None:
    for old in PlanVersion.objects.filter(organisation_id=approver.organisation_id, state=State.APPROVED):
        old.state = State.SUPERSEDED
        old.save(update_fields=["state"])
        data = {"version": old.number, "new_version": new_number}
        write_entry(approver.organisation_id, "plan.superseded", data, author=approver)


def _locked(organisation_id: int, number: int) -> PlanVersion:
    """All versions of the office are held, so that two of them approved at the same moment come one after the other."""
    version = queries.version_numbered(organisation_id, number)
    rows = PlanVersion.objects.select_for_update().filter(organisation_id=organisation_id).order_by("pk")
    list(rows.values_list("pk"))
    return PlanVersion.objects.get(pk=version.pk)
