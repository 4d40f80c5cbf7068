"""A newer file of the same office: each difference is taken into the draft, or left as the plan before has it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.plan.comparison import Difference, differences, take
from phrom.core.plan.document import Plan
from phrom.core.plan.merging import merge_plans
from phrom.errors import NotFoundError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions.editing import change_draft, put_draft
from phrom.plans.models import SecondReading


@dataclass(frozen=True)
class Chosen:
    """What came of a choice: how many were taken, and what had to be taken or left besides, by idents.

    `kept`: paths that somebody has changed in the draft meanwhile; what they wrote stays.
    """

    taken: int
    all: int
    also_taken: tuple[str, ...] = ()
    also_left: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@transaction.atomic
def choose_differences(author: Membership, number: int, wanted: Collection[str], shown: Collection[str]) -> Chosen:
    """Make the draft of the plan before and the differences of the idents in `wanted`; a choice can be made anew.

    `shown`: those that the person saw; what has come up since, because the plan before was changed, is left.
    """
    found = queries.version_numbered(author.organisation_id, number)
    held = change_draft(author, number, (), found.revision)  # asks for the right, holds the draft
    reading = SecondReading.objects.filter(version=held.version).select_related("version__based_on").first()
    if reading is None or held.version.based_on is None:
        raise NotFoundError(_("แผนฉบับนี้ไม่ได้มาจากไฟล์ที่ใหม่กว่าแผนเดิม"))
    before, read = queries.plan_of(held.version.based_on), Plan.model_validate(reading.document)
    known = differences(before, read)
    by_name = {difference.name: difference.ident for difference in known}
    silent = {d.ident for d in known if not d.matters and d.follows not in by_name}
    beside = {d.ident: by_name[d.follows] for d in known if d.follows in by_name}
    earlier = take(before, read, _idents(known).difference(reading.left))
    taken = silent | set(wanted) & set(shown)
    taken |= {words for words, value in beside.items() if value in taken}
    result = take(before, read, taken)
    merged = merge_plans(earlier.plan, result.plan, held.plan)
    if merged.problems:
        raise RefusedError(_("ร่างถูกแก้จนรับการเลือกนี้ไม่ได้ ให้แก้ในแบบฟอร์มของแผนแทน"), code="draft-changed")
    put_draft(author, number, merged.plan, held.revision)
    taken = taken.union(result.also_taken).difference(result.also_left)
    left = sorted(_idents(known) - taken)
    matters = [difference for difference in known if difference.matters]
    chosen = Chosen(
        sum(difference.ident in taken for difference in matters), len(matters), result.also_taken, result.also_left,
        tuple(conflict.path for conflict in merged.conflicts),
    )  # fmt: skip
    if reading.chosen_at is None or left != reading.left:
        reading.left, reading.chosen_at, reading.chosen_by_id = left, clock.now(), author.user_id
        reading.save(update_fields=["left", "chosen_at", "chosen_by"])
        data = {"version": number, "taken_count": chosen.taken, "all_count": chosen.all}
        write_entry(author.organisation_id, "plan.combined", data, author=author)
    return chosen


def _idents(known: Collection[Difference]) -> set[str]:
    return {difference.ident for difference in known}
