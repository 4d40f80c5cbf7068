"""The ids of a plan that was read again: what is the same thing as before keeps its id, what is new gets a free one.

Names are compared on forms that forgive damaged Thai; people are also known by their telephone number. Only what is
clearly the same is matched: a thing taken for another would carry its duties and its history.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from phrom.core.plan.document import Person, Plan, ResponsePhase, Scenario, Step
from phrom.core.plan.editing import new_id
from phrom.core.plan.references import HOLDERS, REFERENCES, matches
from phrom.core.plan.tree import plain_plan
from phrom.core.plan.uses import all_ids
from phrom.core.values.thai_text import bare_key, key, likeness

T = TypeVar("T")
Words = Callable[[Any], str]
_ALIKE = 0.8  # of names; texts of steps are longer and are rewritten more
_STEP_ALIKE = 0.7
_GUESSED = 400  # more left over than this on both sides are not compared one by one


def with_ids_of(plan: Plan, before: Plan) -> tuple[Plan, dict[str, str]]:
    """The plan with the ids of an earlier plan of the same office, and each id that was changed: old name → new.

    No id of the earlier plan is given to another thing than it had there.
    """
    names = _Names(before, plan)
    for found, earlier, words in (
        (plan.units, before.units, _named),
        (plan.people, before.people, _full_name),
        (plan.continuity_team.teams, before.continuity_team.teams, _named),
        (plan.threats, before.threats, _named),
        (plan.processes, before.processes, _named),
        (plan.sites, before.sites, _named),
        (plan.suppliers, before.suppliers, _named),
    ):
        names.match(matched(found, earlier, words))
    names.match(_people_by_number(plan.people, before.people, names))
    names.match(_by_id(plan.threats, before.threats, names))
    _match_phases(names, plan, before)
    _match_scenarios(names, plan, before)
    changed = names.settled()
    return _renamed(plan, changed), changed


def renamed_path(path: str, names: Mapping[str, str]) -> str:
    """A path with the ids in it renamed."""
    first, *rest = path.split("/")
    return "/".join([first, *(names.get(token, token) for token in rest)])


def matched(found: Sequence[T], earlier: Sequence[T], words: Words, *, alike: float = _ALIKE) -> list[tuple[T, T]]:
    """Pairs of the same thing: of equal words first, then of the most alike; each thing is in one pair at most."""
    pairs: list[tuple[T, T]] = []
    left, right = list(found), list(earlier)
    for form in (words, lambda thing: key(words(thing)), lambda thing: bare_key(words(thing))):
        by_form: dict[str, list[T]] = {}
        for thing in right:
            by_form.setdefault(form(thing), []).append(thing)
        unmatched = []
        for thing in left:
            same = by_form.get(form(thing)) if key(words(thing)) else None
            if same:
                pairs.append((thing, same.pop(0)))
            else:
                unmatched.append(thing)
        left, right = unmatched, [thing for things in by_form.values() for thing in things]
    return pairs + _most_alike(left, right, words, alike)


def _most_alike(left: list[T], right: list[T], words: Words, alike: float) -> list[tuple[T, T]]:
    if min(len(left), len(right)) > _GUESSED:
        return []
    scored = [
        (score, -m, -n) for m, one in enumerate(left) for n, other in enumerate(right)
        if (score := likeness(words(one), words(other), alike)) >= alike
    ]  # fmt: skip
    pairs, used_left, used_right = [], set(), set()
    for _score, m, n in sorted(scored, reverse=True):
        if m not in used_left and n not in used_right:
            used_left.add(m)
            used_right.add(n)
            pairs.append((left[-m], right[-n]))
    return pairs


def _named(thing: Any) -> str:
    return str(thing.name)


def _full_name(person: Person) -> str:
    return f"{person.given_name} {person.family_name or ''}"


def _text(thing: Any) -> str:
    return str(thing.text)


class _Names:
    """Which id of the new plan is which of the earlier one."""

    def __init__(self, before: Plan, plan: Plan) -> None:
        self._earlier, self._read = all_ids(plain_plan(before)), all_ids(plain_plan(plan))
        self._places = {name: pattern for pattern, name in _held(plan)}
        self.of: dict[str, str] = {}

    def match(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        self.of |= {thing.id: same.id for thing, same in pairs}

    def open(self, things: Iterable[T], *, earlier: bool = False) -> list[T]:
        """Those not matched yet, of the new plan or of the earlier one."""
        known = set(self.of.values()) if earlier else set(self.of)
        return [thing for thing in things if getattr(thing, "id", None) not in known]

    def settled(self) -> dict[str, str]:
        """The renamings, with a new id for what is new and would bear an earlier id."""
        taken = self._earlier | self._read
        for name in self._read - self.of.keys():
            if name in self._earlier:
                fresh = new_id(self._places[name].removesuffix("/*"), taken)
                taken.add(fresh)
                self.of[name] = fresh
        return {name: new for name, new in self.of.items() if name != new}


def _held(plan: Plan) -> Iterator[tuple[str, str]]:
    tree = plain_plan(plan)
    return ((pattern, item["id"]) for _kind, pattern in HOLDERS for _place, item in matches(tree, pattern))


def _people_by_number(found: Sequence[Person], earlier: Sequence[Person], names: _Names) -> list[tuple[Person, Person]]:
    """Who changed the name and kept the number: the given or the family name is still the same."""
    owners: dict[str, list[Person]] = {}
    for person in names.open(earlier, earlier=True):
        for number in person.phones:
            owners.setdefault(number, []).append(person)
    pairs: list[tuple[Person, Person]] = []
    for person in names.open(found):
        before = {p.id: p for number in person.phones for p in owners.get(number, []) if _shares_a_name(person, p)}
        if len(before) == 1 and not any(p.id in before for _new, p in pairs):
            pairs.append((person, next(iter(before.values()))))
    return pairs


def _shares_a_name(one: Person, other: Person) -> bool:
    given = bare_key(one.given_name) == bare_key(other.given_name)
    family = bool(one.family_name) and bare_key(one.family_name or "") == bare_key(other.family_name or "")
    return given or family


def _by_id(found: Sequence[T], earlier: Sequence[T], names: _Names) -> list[tuple[T, T]]:
    """Ids that the reader gives by meaning (`threat-flood`, `day-1`) say the same thing in both plans."""
    before = {str(getattr(thing, "id", "")): thing for thing in names.open(earlier, earlier=True)}
    open_ones = ((thing, str(getattr(thing, "id", ""))) for thing in names.open(found))
    return [(thing, before[name]) for thing, name in open_ones if name in before and not name[-1:].isdigit()]


def _match_phases(names: _Names, plan: Plan, before: Plan) -> None:
    def when(phase: ResponsePhase) -> str:
        return f"{phase.starts.seconds} {phase.ends.seconds if phase.ends else ''}"

    pairs = matched(plan.response, before.response, _named, alike=0.9)
    names.match(pairs)
    rest = matched(names.open(plan.response), names.open(before.response, earlier=True), when, alike=1.0)
    names.match(rest)
    for phase, same in pairs + rest:
        names.match(matched(phase.steps, same.steps, _text, alike=_STEP_ALIKE))


def _match_scenarios(names: _Names, plan: Plan, before: Plan) -> None:
    earlier = {scenario.threat: scenario for scenario in before.scenarios}
    for scenario in plan.scenarios:
        same = earlier.get(names.of.get(scenario.threat, ""))
        if same is not None:
            for found, known in _stages(scenario, same):
                names.match(matched(found, known, _text, alike=_STEP_ALIKE))
            names.match(matched(scenario.targets, same.targets, _text, alike=_STEP_ALIKE))


def _stages(one: Scenario, other: Scenario) -> list[tuple[tuple[Step, ...], tuple[Step, ...]]]:
    return [(one.onset, other.onset), (one.crisis, other.crisis), (one.recovery, other.recovery)]


def _renamed(plan: Plan, names: Mapping[str, str]) -> Plan:
    if not names:
        return plan
    tree = plain_plan(plan)
    for pattern in [f"{held}/id" for _kind, held in HOLDERS] + [pattern for pattern, _kinds in REFERENCES]:
        for place, name in list(matches(tree, pattern)):
            if isinstance(name, str) and name in names:
                held: Any = tree
                for step in place[:-1]:
                    held = held[step]
                held[place[-1]] = names[name]
    return Plan.model_validate(tree)
