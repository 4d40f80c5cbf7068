"""Changing a draft: each saving is kept with who, when, before and after, and merged with what others saved meanwhile.

Versions in force never change: `begin_draft` makes a draft from one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.plan.document import Plan
from phrom.core.plan.edit_record import records_between
from phrom.core.plan.editing import Change, Move, apply_changes
from phrom.core.plan.merging import Conflict, Merged, merge_plans
from phrom.core.plan.problem import PlanProblem
from phrom.core.plan.tree import plain_plan
from phrom.core.plan.uses import all_ids
from phrom.errors import InvalidInputError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words
from phrom.plans import queries
from phrom.plans.models import PlanChange, PlanVersion

State = PlanVersion.State


@dataclass(frozen=True)
class Saved:
    """What came of a saving. `problems` and `conflicts` were not saved, all else was; `added`: paths of new items."""

    version: PlanVersion
    plan: Plan
    problems: tuple[PlanProblem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def revision(self) -> int:
        return self.version.revision


@transaction.atomic
def change_draft(
    author: Membership, number: int, changes: Iterable[Change | Move], base_revision: int, *, key: str = ""
) -> Saved:
    """Save changes that were made looking at `base_revision` of the draft; what others saved since is kept.

    The same `key` (made by the page) is saved once. Raises RefusedError if the version is no draft.
    """
    version = _locked_draft(author, number)
    present = queries.plan_of(version)
    if key and version.changes.filter(key=key).exists():
        return Saved(version, present)
    base = queries.plan_at(version, base_revision)
    edited = apply_changes(base, changes, taken=_taken(version, present))
    merged = merge_plans(base, edited.plan, present)
    return _save(author, version, present, merged, key, edited.problems, edited.added)


@transaction.atomic
def put_draft(author: Membership, number: int, plan: Plan, base_revision: int) -> Saved:
    """Save a whole plan that was written looking at `base_revision` (the YAML view, a second import)."""
    version = _locked_draft(author, number)
    present = queries.plan_of(version)
    merged = merge_plans(queries.plan_at(version, base_revision), plan, present)
    return _save(author, version, present, merged, "")


@transaction.atomic
def undo_saving(author: Membership, number: int, revision: int) -> Saved:
    """Take one saving back, whoever made it; what was saved after it stays. Taking back is a saving too."""
    version = _locked_draft(author, number)
    if not 0 < revision <= version.revision:
        raise InvalidInputError(_("ไม่มีการแก้ไขนี้"), code="unknown-revision")
    present = queries.plan_of(version)
    after = queries.plan_at(version, revision)
    merged = merge_plans(after, queries.plan_at(version, revision - 1), present)
    return _save(author, version, present, merged, "")


@transaction.atomic
def begin_draft(author: Membership, number: int) -> PlanVersion:
    """The draft in which a version is changed: itself if it is one, the one already begun from it, or a new one."""
    require(author, Permission.EDIT_PLAN)
    version = queries.version_numbered(author.organisation_id, number)
    if version.state == State.DRAFT:
        return version
    lock_office(author.organisation_id)
    if version.state == State.SUBMITTED:
        raise RefusedError(_("แผนฉบับนี้เสนอขออนุมัติแล้ว เรียกคืนก่อนจึงแก้ได้"), code="submitted")
    begun = PlanVersion.objects.filter(
        organisation_id=author.organisation_id, state__in=(State.DRAFT, State.SUBMITTED), based_on=version
    )
    if found := begun.order_by("-number").first():
        return found
    draft = new_version(author, queries.plan_of(version), based_on=version)
    data = {"version": draft.number, "old_version": number}
    write_entry(author.organisation_id, "plan.drafted", data, author=author)
    return draft


@transaction.atomic
def return_to_draft(author: Membership, number: int, reason: str) -> PlanVersion:
    """The one who submitted takes it back, or the approver sends it back; it can be changed again."""
    approver = Permission.APPROVE_PLAN
    version = queries.version_numbered(author.organisation_id, number)
    if version.submitted_by_id != author.user_id or version.state != State.SUBMITTED:
        require(author, approver)
    version = PlanVersion.objects.select_for_update().get(pk=version.pk)
    if version.state == State.DRAFT:
        return version
    if version.state != State.SUBMITTED:
        raise RefusedError(_("แผนฉบับนี้มีผลใช้แล้ว ส่งกลับเป็นร่างไม่ได้"), code="not-submitted")
    version.state, version.submitted_at, version.submitted_by = State.DRAFT, None, None
    version.save(update_fields=["state", "submitted_at", "submitted_by"])
    data = {"version": number, "reason": optional_words(reason, field="reason")}
    write_entry(author.organisation_id, "plan.returned", data, author=author)
    return version


def new_version(author: Membership, plan: Plan, *, based_on: PlanVersion | None = None) -> PlanVersion:
    """A further draft of the office. The caller holds the office's versions and writes the log entry."""
    highest = PlanVersion.objects.filter(organisation_id=author.organisation_id).aggregate(n=Max("number"))["n"] or 0
    return PlanVersion.objects.create(
        organisation_id=author.organisation_id,
        number=highest + 1,
        document=plain_plan(plan),
        based_on=based_on,
        created_at=clock.now(),
        created_by_id=author.user_id,
    )


def lock_office(organisation_id: int) -> None:
    """Hold all versions of the office, so that numbers are given one after the other."""
    rows = PlanVersion.objects.select_for_update().filter(organisation_id=organisation_id).order_by("pk")
    list(rows.values_list("pk"))


def _locked_draft(author: Membership, number: int) -> PlanVersion:
    require(author, Permission.EDIT_PLAN)
    found = queries.version_numbered(author.organisation_id, number)
    version = PlanVersion.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if version.state == State.SUBMITTED:
        raise RefusedError(_("แผนฉบับนี้เสนอขออนุมัติแล้ว เรียกคืนก่อนจึงแก้ได้"), code="submitted")
    if version.state != State.DRAFT:
        raise RefusedError(_("แผนฉบับนี้มีผลใช้แล้ว แก้ไม่ได้ ให้เริ่มร่างใหม่จากฉบับนี้"), code="not-a-draft")
    return version


def _taken(version: PlanVersion, present: Plan) -> set[str]:
    """Ids that stand for something in this draft or in the version it comes from."""
    ids = all_ids(plain_plan(present))
    if version.based_on is not None:
        ids |= all_ids(plain_plan(queries.plan_of(version.based_on)))
    return ids


def _save(
    author: Membership,
    version: PlanVersion,
    present: Plan,
    merged: Merged,
    key: str,
    problems: tuple[PlanProblem, ...] = (),
    added: tuple[str, ...] = (),
) -> Saved:
    records = records_between(present, merged.plan)
    told = (*problems, *merged.problems)
    if not records:
        return Saved(version, present, told, merged.conflicts, () if merged.problems else added)
    version.document = plain_plan(merged.plan)
    version.revision += 1
    version.changed_at, version.changed_by_id = clock.now(), author.user_id
    version.save(update_fields=["document", "revision", "changed_at", "changed_by"])
    PlanChange.objects.bulk_create(
        PlanChange(
            version=version,
            revision=version.revision,
            key=key[:40],
            changed_at=version.changed_at,
            changed_by_id=author.user_id,
            path=record.path,
            before=record.before,
            after=record.after,
            next=record.next,
            order=record.order,
        )
        for record in records
    )
    return Saved(version, merged.plan, told, merged.conflicts, added)
