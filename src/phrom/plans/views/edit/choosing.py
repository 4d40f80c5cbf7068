"""Choosing a person where there are many: a field to type in, with all names in one list that its page holds once.

A list to choose from in every field would be 2,000 lines each, and a page of steps has dozens of such fields. What is
typed is a name as the list has it, or one that fits one person only; it comes back as typed if it fits nobody.
"""

import re
from collections import Counter

from django.utils.translation import gettext as _

from phrom.core.plan.document import Person, Plan
from phrom.core.values.thai_text import key
from phrom.plans.views.edit.fields import One, Responsible, Text, people

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # also the words for groups, such as team-leaders
MOST_IN_A_LIST = 60  # people whom a plain list still serves well


def is_typed(kind: Text, plan: Plan) -> bool:
    """Whether the people of this field are typed."""
    return asks_for_people(kind) and len(plan.people) > MOST_IN_A_LIST


def asks_for_people(kind: Text) -> bool:
    return isinstance(kind, Responsible) or (isinstance(kind, One) and kind.source is people)


def labels(plan: Plan) -> dict[str, str]:
    """Each person's id with the name that tells them from all others."""
    names = Counter(person.full_name for person in plan.people)
    shown = {p.id: p.full_name if names[p.full_name] == 1 else _with_post(p, plan) for p in plan.people}
    again = Counter(shown.values())
    return {id_: name if again[name] == 1 else f"{name} ({id_})" for id_, name in shown.items()}


def _with_post(person: Person, plan: Plan) -> str:
    unit = next((unit.name for unit in plan.units if unit.id == person.unit), None)
    return " · ".join(part for part in (person.full_name, person.position, unit) if part)


def chosen(texts: list[str], plan: Plan) -> tuple[list[str], str]:
    """What was typed as ids, and a sentence about what fits nobody or more than one. Ids and other values stay."""
    by_label = {label: id_ for id_, label in labels(plan).items()}
    known = {person.id for person in plan.people}
    found, error = [], ""
    for text in (text.strip() for text in texts):
        if not text or text in known or _ID.fullmatch(text):
            found.append(text)
        elif text in by_label:
            found.append(by_label[text])
        elif len(fitting := [person.id for person in plan.people if _fits(person, text)]) == 1:
            found.append(fitting[0])
        else:
            words = _("มีหลายคนชื่อ “%(name)s” เลือกจากรายการ") if fitting else _("ไม่มี “%(name)s” ในรายชื่อ เลือกจากรายการ")
            error = error or words % {"name": text}
    return found, error


def _fits(person: Person, typed: str) -> bool:
    names = (person.full_name, f"{person.given_name} {person.family_name or ''}", person.given_name)
    return key(typed) in [key(name) for name in names]
