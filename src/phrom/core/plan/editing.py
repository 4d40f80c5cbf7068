"""Changing a plan: a list of changes in, a plan and everything that could not be done out.

A change that cannot be made is left out and told; the others are made. Nothing is raised: whoever fills in a form
sees all mistakes at once, each with its path. The plan given is not touched (plans are immutable).
"""

import copy
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phrom.core.plan.document import Plan
from phrom.core.plan.problem import PlanProblem
from phrom.core.plan.text_form import plan_in
from phrom.core.plan.text_tree import TextTree
from phrom.core.plan.tree import Plain, Shape, index_of, open_place, path_token, plain_plan
from phrom.core.plan.uses import all_ids, uses_of
from phrom.core.values.source import Bilingual

NEW = "+"  # as the last step of a path: a further item at the end of the list, with a new id if its kind has one


@dataclass(frozen=True)
class Change:
    """Put `value` (plain values, as in the YAML) at `path`; None takes away what stands there.

    Paths are written as in `paths.py`. `people/+` adds a person, `people/person-9` too if there is none yet.
    """

    path: str
    value: Plain | None


@dataclass(frozen=True)
class Move:
    """Put the list item at `path` before the item named `before` of the same list; None: to the end."""

    path: str
    before: str | None


@dataclass(frozen=True)
class Edited:
    """What came of the changes: the plan, what could not be done, and the paths of new items in order."""

    plan: Plan
    problems: tuple[PlanProblem, ...] = ()
    added: tuple[str, ...] = ()


def apply_changes(plan: Plan, changes: Iterable[Change | Move], *, taken: Iterable[str] = ()) -> Edited:
    """Make the changes in their order. Ids in `taken` are given to nothing new (they were something once).

    Changes belong together: what a later one needs may be made by an earlier one. An index in a path counts in the
    list as the changes before it left it.
    """
    left, told = list(changes), list[PlanProblem]()
    while left:
        attempt = _Attempt(plan, taken)
        refused = [change for change in left if not attempt.make(change)]
        if not refused:
            after, found = attempt.result()
            if after is not None and not found:
                return Edited(after, tuple(told), tuple(attempt.added))
            attempt.problems += found
            refused = attempt.behind(found) or left
        told += attempt.problems
        gone = {id(change) for change in refused}
        left = [change for change in left if id(change) not in gone]
    return Edited(plan, tuple(told))


def new_id(shape_path: str, taken: Iterable[str]) -> str:
    """A free id for an item of the list at a path, such as `person-24`: always above every number used before."""
    prefix = _PREFIXES.get(shape_path.rsplit("/", 1)[-1], "item")
    numbers = [int(found[1]) for name in taken if (found := re.fullmatch(rf"{prefix}-(\d{{1,9}})", name))]
    return f"{prefix}-{max(numbers, default=0) + 1}"


_PREFIXES = {
    "units": "unit",
    "people": "person",
    "teams": "team",
    "threats": "threat",
    "processes": "process",
    "sites": "site",
    "suppliers": "supplier",
    "response": "phase",
    "steps": "step",
    "onset": "step",
    "crisis": "step",
    "recovery": "step",
    "targets": "target",
}


class _Attempt:
    """The plain values of a plan while changes are made in them."""

    def __init__(self, plan: Plan, taken: Iterable[str]) -> None:
        self._before = plain_plan(plan)
        self._tree = copy.deepcopy(self._before)
        self._taken = set(taken) | all_ids(self._before)
        self._made: list[tuple[Change | Move, str]] = []  # with the path that `+` became
        self.added: list[str] = []
        self.problems: list[PlanProblem] = []

    def make(self, change: Change | Move) -> bool:
        """False, with a problem told, if there is no such place."""
        try:
            if isinstance(change, Change) and not _storable(change.value):
                return self._refuse(change.path, _UNSTORABLE)
            path = self._move(change) if isinstance(change, Move) else self._set(change)
        except KeyError:
            return self._refuse(change.path, _NOWHERE)
        self._made.append((change, path))
        return True

    def _refuse(self, path: str, message: Bilingual) -> bool:
        self.problems.append(PlanProblem(0, path, message))
        return False

    def _set(self, change: Change) -> str:
        holder, shape, last = open_place(self._tree, change.path)
        if not shape.is_list:
            if change.value is None:
                holder.pop(last, None)
            else:
                holder[last] = self._with_ids(change.value, shape.field(last), change.path)
            return change.path
        list_path = change.path.rpartition("/")[0]
        index = None if last == NEW else index_of(list_path, holder, last)
        if change.value is None:
            if index is None:
                raise KeyError(change.path)
            del holder[index]
            return change.path
        if index is not None:
            named = dict(change.value) if isinstance(change.value, dict) else change.value
            if shape.item.has_id and isinstance(named, dict):
                named.setdefault("id", last)
            holder[index] = self._with_ids(named, shape.item, list_path)
            return change.path
        return self._append(holder, shape.item, list_path, last, change.value)

    def _append(self, holder: list[Plain], item: Shape, list_path: str, last: str, value: Plain) -> str:
        if last != NEW and not (item.has_id or last == str(len(holder)) or list_path == "scenarios"):
            raise KeyError(f"{list_path}/{last}")
        if last != NEW and item.has_id and isinstance(value, dict):
            value = {"id": last, **value}
        made = self._with_ids(value, item, list_path)
        holder.append(made)
        path = f"{list_path}/{path_token(list_path, made, len(holder) - 1)}"
        self.added.append(path)
        return path

    def _with_ids(self, value: Plain, shape: Shape, list_path: str) -> Plain:
        """The value with an id for everything in it that needs one and has none."""
        if isinstance(value, list):
            return [self._with_ids(item, shape.item, list_path) for item in value] if shape.is_list else value
        if not isinstance(value, dict) or shape.part is None:
            return value
        filled = dict(value)
        if shape.has_id and not filled.get("id"):
            filled = {"id": new_id(list_path, self._taken), **{k: v for k, v in filled.items() if k != "id"}}
        if isinstance(filled.get("id"), str):
            self._taken.add(filled["id"])
        fields = shape.part.model_fields
        return {
            name: self._with_ids(held, shape.field(name), f"{list_path}/{name}") if name in fields else held
            for name, held in filled.items()
            if held is not None
        }

    def _move(self, move: Move) -> str:
        holder, shape, last = open_place(self._tree, move.path)
        list_path = move.path.rpartition("/")[0]
        index = index_of(list_path, holder, last) if shape.is_list else None
        if index is None:
            raise KeyError(move.path)
        target = len(holder) if move.before is None else index_of(list_path, holder, move.before)
        if target is None:
            raise KeyError(move.path)
        item = holder.pop(index)
        holder.insert(target - (index < target), item)
        return move.path

    def result(self) -> tuple[Plan | None, list[PlanProblem]]:
        plan, found = plan_in(TextTree(value=self._tree))
        if plan is not None and found:
            standing = {(p.path, p.message.th) for p in plan_in(TextTree(value=self._before))[1]}
            found = [problem for problem in found if (problem.path, problem.message.th) not in standing]
        return plan, [*self._orphaned(), *found] if found else found

    def _orphaned(self) -> list[PlanProblem]:
        """Things that were taken away while something still refers to them."""
        gone = [(c.path, c.path.rpartition("/")[2]) for c, _ in self._made if isinstance(c, Change) and c.value is None]
        found = []
        for path, name in gone:
            if name in all_ids(self._before) and (places := uses_of(self._tree, name)):
                said = ", ".join(places[:5]) + (", …" if len(places) > 5 else "")
                th = f"ยังมีที่อ้างถึง “{name}” อยู่ {len(places)} แห่ง: {said}"
                en = f"“{name}” is still referred to in {len(places)} places: {said}"
                found.append(PlanProblem(0, path, Bilingual(th=th, en=en)))
        return found

    def behind(self, problems: Sequence[PlanProblem]) -> list[Change | Move]:
        """The changes whose places the problems are about."""
        return [c for c, path in self._made if any(_overlap(path, problem.path) for problem in problems)]


def _overlap(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


_NOWHERE = Bilingual(
    th="ไม่มีรายการนี้ในแผนแล้ว อาจมีผู้อื่นลบหรือย้ายไป",
    en="This is not in the plan any more; somebody may have removed or moved it",
)
_UNSTORABLE = Bilingual(
    th="มีอักขระควบคุมที่มองไม่เห็นปนอยู่ ซึ่งบันทึกไม่ได้ ให้ลบแล้วพิมพ์ใหม่",
    en="There is an invisible control character in it that cannot be stored; remove it and type again",
)


def _storable(value: Plain | None) -> bool:
    if isinstance(value, str):
        return not any(sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs") for sign in value)
    if isinstance(value, dict):
        return all(_storable(name) and _storable(held) for name, held in value.items())
    return all(_storable(item) for item in value) if isinstance(value, list) else True
