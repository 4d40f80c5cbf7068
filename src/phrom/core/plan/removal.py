"""Taking a thing out of a plan: who refers to it, and the changes that take it out or put another in its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change
from phrom.core.plan.tree import Plain, plain_at, plain_plan
from phrom.core.plan.uses import all_ids, uses_of

_OWN = ("impacts", "scenarios")  # their items are about one threat and go with it


@dataclass(frozen=True)
class Use:
    """One place that refers to the thing. `goes_too`: the whole item there is about the thing and goes with it."""

    path: str
    goes_too: bool = False


def uses_by_others(plan: Plan, path: str) -> tuple[Use, ...]:
    """Everything that refers to the thing at a path, or to something in it, from outside of it."""
    tree = plain_plan(plan)
    found = []
    for name in _ids_in(tree, path):
        for place in uses_of(tree, name):
            if not place.startswith(f"{path}/"):
                section = place.partition("/")[0]
                found.append(Use(place, goes_too=section in _OWN and place.endswith("/threat")))
    return tuple(dict.fromkeys(found))


def removal_changes(plan: Plan, path: str, replacement: str | None = None) -> tuple[Change, ...]:
    """The changes that take the thing out: each reference is taken out with it, or made to name `replacement`.

    What is about the thing alone (its column of the threat matrix, its procedure) goes with it in either case. A role
    that loses its primary keeps its alternates; a place for a member that nobody is left in goes.
    """
    tree = plain_plan(plan)
    names = set(_ids_in(tree, path))
    uses = uses_by_others(plan, path)
    items = {use.path.rpartition("/")[0] for use in uses if use.goes_too}
    holders = dict.fromkeys(_holder(use.path) for use in uses if not use.goes_too)
    changes = [
        Change(holder, _without(plain_at(tree, holder), names, replacement))
        for holder in holders
        if not any(holder.startswith(f"{item}/") for item in items)
    ]
    changes += [Change(item, None) for item in _empty_members(tree, changes)]
    changes += [Change(item, None) for item in sorted(items, key=_last_first)]
    return (*changes, Change(path, None))


def _ids_in(tree: Plain, path: str) -> list[str]:
    """The ids of the thing and of everything in it."""
    name = path.rpartition("/")[2]
    thing = plain_at(tree, path)
    inner = [name] if name in all_ids(tree) else []
    return inner + [found for found in _inner_ids(thing) if found != name]


def _inner_ids(value: Plain) -> Iterable[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for held in value.values():
            yield from _inner_ids(held)
    elif isinstance(value, list):
        for item in value:
            yield from _inner_ids(item)


def _holder(place: str) -> str:
    """The field that holds the reference: the list, where it stands in one."""
    head, _slash, last = place.rpartition("/")
    return head if last.isdigit() else place


def _without(held: Plain, names: set[str], replacement: str | None) -> Plain | None:
    if isinstance(held, list):
        put = [replacement if name in names else name for name in held]
        return list(dict.fromkeys(name for name in put if name is not None)) or None
    return replacement


def _empty_members(tree: Plain, changes: list[Change]) -> list[str]:
    """Members' places in which nobody is left after the changes, the last first."""
    after = {change.path: change.value for change in changes}
    empty = []
    for path in {path.rpartition("/")[0] for path in after if "/members/" in path}:
        role = plain_at(tree, path) or {}
        left = [after.get(f"{path}/{part}", role.get(part)) for part in ("primary", "alternates")]
        if not any(left):
            empty.append(path)
    return sorted(empty, key=_last_first)


def _last_first(path: str) -> tuple[str, int]:
    """Items named by their place in the list go from its end, so that the others keep their place."""
    head, _slash, last = path.rpartition("/")
    return head, -int(last) if last.isdigit() else 0
