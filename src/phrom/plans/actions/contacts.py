"""How people are reached changes faster than a plan is approved: a contacts revision is in force at once.

It is a version of its own, by the approval of the version that it comes from, and differs from it in nothing else. What
runs already stays on the version that it began with. Open drafts get the same contacts, so that approving one of them
later takes nothing back.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.core.plan.contacts import contact_changes
from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change
from phrom.errors import InvalidInputError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions.editing import change_draft, lock_office, new_version
from phrom.plans.models import PlanVersion

State = PlanVersion.State


@transaction.atomic
def revise_contacts(author: Membership, number: int, changes: list[Change]) -> PlanVersion:
    """Put new telephone numbers, e-mail addresses and LINE ids in force. Without a change the version stays.

    Raises RefusedError unless the version is the one in force, InvalidInputError for anything but contacts.
    """
    require(author, Permission.EDIT_PLAN)
    lock_office(author.organisation_id)
    old = queries.version_numbered(author.organisation_id, number)
    if old.state != State.APPROVED:
        raise RefusedError(_("แผนฉบับนี้ไม่ใช่ฉบับที่ใช้อยู่ มีผู้อื่นปรับไปแล้ว ให้โหลดหน้าใหม่"), code="not-in-force")
    plan = queries.plan_of(old)
    revised, problems = contact_changes(plan, changes)
    if problems:
        raise InvalidInputError(problems[0].sentence(queries.language()), code="not-contacts")
    people = _people_who_differ(plan, revised)
    if not people:
        return old
    new = _in_force(author, old, revised)
    data = {"version": new.number, "old_version": number, "people_count": people}
    write_entry(author.organisation_id, "contacts.revised", data, author=author)
    for draft in PlanVersion.objects.filter(organisation_id=author.organisation_id, state=State.DRAFT):
        known = {person.id for person in queries.plan_of(draft).people}
        same = [change for change in changes if change.path.split("/")[1] in known]
        change_draft(author, draft.number, same, draft.revision)
    return new


def _people_who_differ(one: Plan, other: Plan) -> int:
    return sum(before != after for before, after in zip(one.people, other.people, strict=True))


def _in_force(author: Membership, old: PlanVersion, plan: Plan) -> PlanVersion:
    """The new version takes the old one's place in one step."""
    new = new_version(author, plan, based_on=old)
    old.state = State.SUPERSEDED
    old.save(update_fields=["state"])
    new.contacts_only, new.state = True, State.APPROVED
    new.submitted_at, new.submitted_by_id = old.submitted_at, old.submitted_by_id
    new.approved_at, new.approved_by_id = old.approved_at, old.approved_by_id
    new.accepted_errors, new.accepted_reason = old.accepted_errors, old.accepted_reason
    new.save()
    return new
