"""How a person is reached: the part of a plan that may change without a new approval."""

from collections.abc import Iterable

from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change, apply_changes
from phrom.core.plan.problem import PlanProblem
from phrom.core.values.source import Bilingual

CONTACT_FIELDS = ("phones", "phones_text", "email", "line_id")
_NOT_A_CONTACT = Bilingual(
    th="แก้ได้เฉพาะเบอร์โทร อีเมล และ LINE เรื่องอื่นต้องแก้ในร่างและขออนุมัติ",
    en="Only numbers, e-mail and LINE can be changed here; all else needs a draft and an approval",
)


def contact_changes(plan: Plan, changes: Iterable[Change]) -> tuple[Plan, tuple[PlanProblem, ...]]:
    """The plan with other contacts. With a problem (something that is no contact among them) the plan is as it was."""
    changes = list(changes)
    strangers = [change for change in changes if not is_contact(change.path)]
    if strangers:
        return plan, tuple(PlanProblem(0, change.path, _NOT_A_CONTACT) for change in strangers)
    edited = apply_changes(plan, changes)
    return (plan, edited.problems) if edited.problems else (edited.plan, ())


def is_contact(path: str) -> bool:
    """Whether a path is how a person is reached, such as `people/person-3/phones`."""
    tokens = path.split("/")
    return len(tokens) == 3 and tokens[0] == "people" and tokens[2] in CONTACT_FIELDS
