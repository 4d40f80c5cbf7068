"""Two plans side by side: what differs, each difference a value; and the first plan with some of them taken over.

Things with an id are compared by id, scenarios by threat, cells of the threat matrix by threat and area, and the like;
everything else as a whole. One walk through both plans makes the differences and takes them, so that they cannot part:
all taken give the second plan, none give the first.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from phrom.core.plan.document import (
    ChecklistItem,
    DigitalService,
    Impact,
    Part,
    Plan,
    Requirement,
    Scenario,
    Strategy,
)
from phrom.core.plan.paths import item_name
from phrom.core.plan.references import reference_problems
from phrom.core.plan.tree import plain_plan

Kind = Literal["added", "removed", "changed", "moved"]
_ORDERED = ("sites", "response", "steps", "onset", "crisis", "recovery")


@dataclass(frozen=True)
class Difference:
    """One thing in which the second plan is not like the first.

    `path` as in `paths.py`, in the plan that has the thing (the first, where both have it); `name` is the same with
    what tells the items of each list apart in place of an index. `moved`: the order of the list at the path, `before`
    and `after` the names of the items that both plans have.
    """

    path: str
    kind: Kind
    before: Any
    after: Any
    name: str

    @property
    def ident(self) -> str:
        """What tells it from every other difference of the same two plans."""
        return f"{self.kind}:{self.name}"

    @property
    def matters(self) -> bool:
        """Whether people are asked: the order of steps and of alternate sites is a decision, that of people is chance;
        the source's own words go with the value that they were read as."""
        if self.follows is not None:
            return False
        return self.kind != "moved" or self.path.rpartition("/")[2] in _ORDERED

    @property
    def follows(self) -> str | None:
        """The name of the value that these words of the source stand beside: `…/mtpd` of `…/mtpd_text`."""
        return self.name.removesuffix("_text") if self.name.endswith("_text") else None


@dataclass(frozen=True)
class Taken:
    """The plan with the differences taken over, and those that had to be taken or left besides, by their idents.

    Nobody is taken out who is still needed, and who is needed is taken in.
    """

    plan: Plan
    also_taken: tuple[str, ...] = ()
    also_left: tuple[str, ...] = ()


def differences(first: Plan, second: Plan) -> tuple[Difference, ...]:
    """All differences, in the order of the document."""
    found: list[Difference] = []

    def note(difference: Difference) -> bool:
        found.append(difference)
        return False

    _Walk(note).value(_Place(), first, second)
    return tuple(found)


def with_differences(first: Plan, second: Plan, chosen: Collection[str]) -> Plan:
    """The first plan with the differences of these idents. References may lead nowhere: see `take`."""
    plan: Plan = _Walk(lambda difference: difference.ident in chosen).value(_Place(), first, second)
    return plan


def take(first: Plan, second: Plan, chosen: Collection[str]) -> Taken:
    """Like `with_differences`, and every reference that led somewhere in its plan still does."""
    known = {difference.ident: difference for difference in differences(first, second)}
    wanted = {ident for ident in chosen if ident in known}
    brings, removes = _by_id(known.values(), "added"), _by_id(known.values(), "removed")
    also_taken: list[str] = []
    also_left: list[str] = []
    while True:
        plan = with_differences(first, second, wanted)
        missing = _missing(plan)
        taken = [brings[name] for name in missing if name in brings and brings[name] not in wanted]
        left = [removes[name] for name in missing if name in removes and removes[name] in wanted]
        if not taken and not left:
            return Taken(plan, tuple(also_taken), tuple(also_left))
        wanted = wanted.union(taken).difference(left)
        also_taken += taken
        also_left += left


def _by_id(found: Collection[Difference], kind: Kind) -> dict[str, str]:
    """The idents of the differences that add or remove a thing which others refer to, by its id."""
    return {d.path.rpartition("/")[2]: d.ident for d in found if d.kind == kind and hasattr(d.after or d.before, "id")}


def _missing(plan: Plan) -> list[str]:
    """Ids that are referred to and that nothing has; each once."""
    tree = plain_plan(plan)
    found: dict[str, None] = {}
    for problem in reference_problems(tree):
        value: Any = tree
        for step in problem.place:
            value = value[step]
        found[str(value)] = None
    return list(found)


@dataclass(frozen=True)
class _Place:
    """Where the walk is: the path, and the path by names."""

    path: str = ""
    name: str = ""

    def field(self, name: str) -> "_Place":
        return self.item(name, name)

    def item(self, token: str, name: str) -> "_Place":
        return _Place(f"{self.path}/{token}", f"{self.name}/{name}") if self.path else _Place(token, name)


class _Walk:
    """`decide` is asked for each difference whether the second plan's side is taken."""

    def __init__(self, decide: Callable[[Difference], bool]) -> None:
        self._decide = decide

    def _takes(self, place: _Place, kind: Kind, before: Any, after: Any) -> bool:
        return self._decide(Difference(place.path, kind, before, after, place.name))

    def value(self, place: _Place, one: Any, other: Any) -> Any:
        """What stands at the place when both have been looked through."""
        if isinstance(one, Part) and type(one) is type(other):
            return self._part(place, one, other)
        if one == other:
            return one
        if isinstance(one, tuple) and isinstance(other, tuple):
            names, names_other = names_of(one), names_of(other)
            if names is not None and names_other is not None:
                return self._items(
                    place, dict(zip(names, one, strict=True)), dict(zip(names_other, other, strict=True))
                )
        kind: Kind = "added" if one in (None, ()) else "removed" if other in (None, ()) else "changed"
        return other if self._takes(place, kind, one, other) else one

    def _part(self, place: _Place, one: Part, other: Part) -> Part:
        held = {
            name: self.value(place.field(name), getattr(one, name), getattr(other, name))
            for name in type(one).model_fields
        }
        changed = {name: value for name, value in held.items() if value is not getattr(one, name)}
        return one.model_copy(update=changed) if changed else one

    def _items(self, place: _Place, one: dict[str, Any], other: dict[str, Any]) -> tuple[Any, ...]:
        def inside(items: dict[str, Any]) -> dict[str, _Place]:
            return {name: place.item(item_name(item, n), name) for n, (name, item) in enumerate(items.items())}

        at, at_other = inside(one), inside(other)
        both = [name for name in one if name in other]
        order = [name for name in other if name in one]
        held = {name: self.value(at[name], one[name], other[name]) for name in both}
        moved = both != order and self._takes(place, "moved", tuple(both), tuple(order))
        result = list(order if moved else both)
        kept = {n for n in one if n not in other and not self._takes(at[n], "removed", one[n], None)}
        _put_behind(result, kept, one)
        come = {n for n in other if n not in one and self._takes(at_other[n], "added", None, other[n])}
        _put_behind(result, come, other)
        held |= {name: one[name] for name in kept} | {name: other[name] for name in come}
        return tuple(held[name] for name in result)


def _put_behind(result: list[str], names: Collection[str], order: Iterable[str]) -> None:
    """Put each name behind the last of those that stand before it in the order; in front where there is none."""
    present, last = set(result), None
    for name in order:
        if name in names:
            result.insert(0 if last is None else result.index(last) + 1, name)
            present.add(name)
        if name in present:
            last = name


def names_of(items: tuple[Any, ...]) -> list[str] | None:
    """What tells the items of a list apart besides their place; None where nothing does."""
    names = [_name(item) for item in items]
    known = [name for name in names if name is not None]
    return known if len(known) == len(names) == len(set(known)) else None


def _name(item: Any) -> str | None:
    if isinstance(item, Scenario):
        return item.threat
    if isinstance(item, Impact):
        return f"{item.threat} {item.area}"
    if isinstance(item, Strategy):
        return item.area
    if isinstance(item, ChecklistItem):
        return f"{item.item} {item.text}" if not item.item else item.item
    if isinstance(item, DigitalService):
        return item.task
    if isinstance(item, Requirement):
        return item.name
    return getattr(item, "id", None)
