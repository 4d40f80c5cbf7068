"""Are two names in a plan the same person, written differently?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from phrom.core.linting.spelling import edits
from phrom.core.plan.document import Person
from phrom.core.values.thai_text import key

_LARGEST_FAMILY = 60  # people of one name; more are a placeholder, not a family, and are compared for identity only


def likely_pairs(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """The pairs that look like one person, in the order of the list; only those with a name in common are compared."""
    by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        given, family = key(person.given_name), key(person.family_name or "")
        for name in {("given", given), ("family", family), ("both", f"{given} {family}")}:
            if name[1]:
                by_name[name].append(index)
    near = (pair for (kind, _), own in by_name.items() if _is_small(kind, own) for pair in combinations(own, 2))
    for one, other in sorted(set(near)):
        if same_person(people[one], people[other]):
            yield people[one], people[other]


def namesakes(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """The pairs with the very same given and family name."""
    by_name: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        by_name[key(person.given_name), key(person.family_name or "")].append(person)
    return (pair for own in by_name.values() for pair in combinations(own, 2))


def _is_small(kind: str, people: list[int]) -> bool:
    return kind == "both" or len(people) <= _LARGEST_FAMILY


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
        most = 1 if min(len(family), len(other_family)) < 6 else 2
        return edits(family, other_family, most) <= most
    if family == other_family and len(family) >= 4:
        return min(len(given), len(other_given)) >= 4 and edits(given, other_given, 1) <= 1
    return False
