"""Are two names in a plan the same person, written differently?"""

from phrom.core.linting.spelling import edits
from phrom.core.plan.document import Person
from phrom.core.values.thai_text import key


def same_person(one: Person, other: Person) -> bool:
    """Whether two entries look like one person: same name, or one part of it the same and the other nearly.

    A shared family name alone, or given names that differ by more than a letter or two, is two people.
    """
    given, other_given = key(one.given_name), key(other.given_name)
    family, other_family = key(one.family_name or ""), key(other.family_name or "")
    if (given, family) == (other_given, other_family):
        return True
    if not family or not other_family:
        return False
    if given == other_given and len(given) >= 3:
        return edits(family, other_family) <= (1 if min(len(family), len(other_family)) < 6 else 2)
    if family == other_family and len(family) >= 4:
        return min(len(given), len(other_given)) >= 4 and edits(given, other_given) <= 1
    return False
