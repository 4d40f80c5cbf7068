"""Two people changed the same plan: both keep their work, and where both changed one value both values are told.

Merging is by value: single values one by one; lists by the items' ids; lists without ids by what stayed the same around
a change, as `diff3` does. Nothing is chosen silently: where both changed one thing differently, the plan keeps what was
there first (`theirs`) and a conflict holds all three.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from phrom.core.plan.document import Plan
from phrom.core.plan.problem import PlanProblem
from phrom.core.plan.text_form import plan_in
from phrom.core.plan.text_tree import TextTree
from phrom.core.plan.tree import Plain, item_key, path_token, plain_plan


@dataclass(frozen=True)
class Conflict:
    """One place that both changed, each differently; None means that it was taken away (or was not there)."""

    path: str
    base: Plain | None
    mine: Plain | None
    theirs: Plain | None


@dataclass(frozen=True)
class Merged:
    """The plan with the work of both. `problems`: what each did fits with the base, but not with the other's."""

    plan: Plan
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[PlanProblem, ...] = ()


def merge_plans(base: Plan, mine: Plan, theirs: Plan) -> Merged:
    """`mine` and `theirs` both come from `base`. With problems (such as a person removed here and named there) the
    plan is `theirs`, unchanged."""
    if base == theirs:
        return Merged(mine)
    merging = _Merging()
    merged = merging.of_mappings("", plain_plan(base), plain_plan(mine), plain_plan(theirs))
    plan, problems = plan_in(TextTree(value=merged))
    if plan is not None and problems:
        standing = {p.path for p in plan_in(TextTree(value=plain_plan(theirs)))[1]}
        problems = [problem for problem in problems if problem.path not in standing]
    if plan is None or problems:
        return Merged(theirs, tuple(merging.conflicts), tuple(problems))
    return Merged(plan, tuple(merging.conflicts))


class _Merging:
    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []

    def of_values(self, path: str, base: Plain | None, mine: Plain | None, theirs: Plain | None) -> Plain | None:
        if mine in (theirs, base):
            return theirs
        if theirs == base:
            return mine
        held = [value for value in (base, mine, theirs) if value is not None]
        if all(isinstance(value, list) for value in held):
            return self._of_lists(path, base or [], mine or [], theirs or [])
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self.of_mappings(path, base or {}, mine, theirs)
        self.conflicts.append(Conflict(path, base, mine, theirs))
        return theirs

    def of_mappings(self, path: str, base: Plain, mine: Plain, theirs: Plain) -> dict[str, Plain]:
        merged = {}
        for name in dict.fromkeys((*theirs, *mine, *base)):
            inner = f"{path}/{name}" if path else name
            value = self.of_values(inner, base.get(name), mine.get(name), theirs.get(name))
            if value is not None:
                merged[name] = value
        return merged

    def _of_lists(self, path: str, base: list[Plain], mine: list[Plain], theirs: list[Plain]) -> list[Plain]:
        keyed = [_keyed(path, items) for items in (base, mine, theirs)]
        if all(part is not None for part in keyed):
            return self._of_keyed(path, *(part or {} for part in keyed))
        merged: list[Plain] = []
        for old, ours, others in _chunks(base, mine, theirs):
            chunk = self._of_chunk(path, old, ours, others, len(merged))
            if chunk is None:
                self.conflicts.append(Conflict(path, base, mine, theirs))
                return theirs
            merged += chunk
        return merged

    def _of_chunk(
        self, path: str, base: list[Plain], mine: list[Plain], theirs: list[Plain], at: int
    ) -> list[Plain] | None:
        """None: both changed these items, and which became which nobody can tell."""
        if mine in (theirs, base):
            return theirs
        if theirs == base:
            return mine
        for added, changed in ((mine, theirs), (theirs, mine)):  # one only put something in, before or behind
            if added[: len(base)] == base:
                return [*changed, *(item for item in added[len(base) :] if item not in changed)]
            if added[len(added) - len(base) :] == base:
                return [*(item for item in added[: len(added) - len(base)] if item not in changed), *changed]
        if len(base) == len(mine) == len(theirs):
            rows = enumerate(zip(base, mine, theirs, strict=True), start=at)
            return [self.of_values(f"{path}/{n}", *row) for n, row in rows]
        return None

    def _of_keyed(self, path: str, base: Plain, mine: Plain, theirs: Plain) -> list[Plain]:
        merged, place = {}, {key: n for n, key in enumerate(theirs)}
        for key in dict.fromkeys((*theirs, *mine)):
            inner = f"{path}/{path_token(path, mine.get(key) or theirs[key], place.get(key, len(place)))}"
            value = self.of_values(inner, base.get(key), mine.get(key), theirs.get(key))
            if value is not None:
                merged[key] = value
        both = [key for key in base if key in mine and key in theirs]
        orders = [[key for key in part if key in both] for part in (base, mine, theirs)]
        if orders[2] == orders[0]:
            order = _order(list(mine), list(theirs), merged)
        else:
            order = _order(list(theirs), list(mine), merged)
            if orders[1] not in (orders[0], orders[2]):
                self.conflicts.append(Conflict(path, *orders))
        return [merged[key] for key in order]


def _keyed(path: str, items: list[Plain]) -> dict[str, Plain] | None:
    """The items by what names them; None if they have no names, or not each its own."""
    keys = [item_key(path, item) for item in items]
    if None in keys or len(set(keys)) < len(keys):
        return None
    return {key: item for key, item in zip(keys, items, strict=True) if key is not None}


def _order(leading: list[str], other: list[str], kept: dict[str, Plain]) -> list[str]:
    """The leading order; what only the other list has comes after what it follows there."""
    order = [key for key in leading if key in kept]
    held, before = set(order), None
    for key in other:
        if key not in kept:
            continue
        if key not in held:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
            held.add(key)
        before = key
    return order


def _chunks(
    base: list[Plain], mine: list[Plain], theirs: list[Plain]
) -> Iterator[tuple[list[Plain], list[Plain], list[Plain]]]:
    """The three lists cut where all three agree, as `diff3` does (Khanna, Kunal, Pierce 2007)."""
    in_mine, in_theirs = _same(base, mine), _same(base, theirs)
    at = (0, 0, 0)
    for n in range(len(base)):
        if n in in_mine and n in in_theirs:
            here = (n, in_mine[n], in_theirs[n])
            yield base[at[0] : here[0]], mine[at[1] : here[1]], theirs[at[2] : here[2]]
            yield [base[n]], [base[n]], [base[n]]
            at = (here[0] + 1, here[1] + 1, here[2] + 1)
    yield base[at[0] :], mine[at[1] :], theirs[at[2] :]


def _same(one: list[Plain], other: list[Plain]) -> dict[int, int]:
    """Which items of one list stayed in the other: index to index."""
    words = [[json.dumps(item, sort_keys=True, ensure_ascii=False) for item in items] for items in (one, other)]
    blocks = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}
