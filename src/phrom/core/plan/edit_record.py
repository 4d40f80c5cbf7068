"""What one saving changed in a plan, small enough to be kept for each saving, and the way back.

`comparison.py` tells people what differs; this is for the program: `undone` gives exactly the plan before.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phrom.core.plan.document import Plan
from phrom.core.plan.tree import Plain, item_key, plain_plan


@dataclass(frozen=True)
class EditRecord:
    """One place: what stood there, what stands there now (None: nothing).

    `next` names the list item before which a removed one stood. `order`: before and after are the names of a list's
    items, in order.
    """

    path: str
    before: Plain | None
    after: Plain | None
    next: str | None = None
    order: bool = False


def records_between(before: Plan, after: Plan) -> tuple[EditRecord, ...]:
    """Everything that differs, each at the smallest place that has a name."""
    return tuple(_of_mappings("", plain_plan(before), plain_plan(after)))


def undone(plan: Plan, records: Sequence[EditRecord]) -> Plan:
    """The plan as it was before the records, which must be the last ones made in it."""
    tree = copy.deepcopy(plain_plan(plan))
    for record in reversed(records):
        _take_back(tree, record)
    return Plan.model_validate(tree)


def _of_mappings(path: str, before: Plain, after: Plain) -> Iterator[EditRecord]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield from _of_values(f"{path}/{name}" if path else name, old, new)


def _of_values(path: str, before: Plain | None, after: Plain | None) -> Iterator[EditRecord]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _of_mappings(path, before, after)
        return
    if isinstance(before, list) and isinstance(after, list):
        named_before, named_after = _named(path, before), _named(path, after)
        if named_before is not None and named_after is not None:
            yield from _of_items(path, named_before, named_after)
            return
    yield EditRecord(path, before, after)


def _of_items(path: str, before: dict[str, Plain], after: dict[str, Plain]) -> Iterator[EditRecord]:
    names = list(before)
    for n, name in enumerate(names):
        if name not in after:
            yield EditRecord(f"{path}/{name}", before[name], None, names[n + 1] if n + 1 < len(names) else None)
    yield from (EditRecord(f"{path}/{name}", None, item) for name, item in after.items() if name not in before)
    old_order, new_order = [n for n in before if n in after], [n for n in after if n in before]
    if old_order != new_order:
        yield EditRecord(path, old_order, new_order, order=True)
    for name in old_order:
        if before[name] != after[name]:
            yield from _of_values(f"{path}/{name}", before[name], after[name])


def _named(path: str, items: list[Plain]) -> dict[str, Plain] | None:
    if path == "impacts":
        return None
    names = [item_key(path, item) for item in items]
    if not items or None in names or len(set(names)) < len(names):
        return None
    return {name: item for name, item in zip(names, items, strict=True) if name is not None}


def _take_back(tree: dict[str, Plain], record: EditRecord) -> None:
    *way, last = record.path.split("/")
    holder: Plain = tree
    walked: list[str] = []
    for token in way:
        if isinstance(holder, list):
            holder = holder[_index("/".join(walked), holder, token)]
        else:
            holder = holder.setdefault(token, {})
        walked.append(token)
    if record.order:
        items = holder[last]
        place = {name: n for n, name in enumerate(record.before or [])}
        items.sort(key=lambda item: place.get(item_key(record.path, item) or "", len(place)))
    elif isinstance(holder, dict):
        holder.pop(last, None)
        if record.before is not None:
            holder[last] = record.before
    elif record.before is None:
        del holder[_index("/".join(walked), holder, last)]
    else:
        path = "/".join(walked)
        holder.insert(len(holder) if record.next is None else _index(path, holder, record.next), record.before)


def _index(path: str, items: list[Plain], name: str) -> int:
    return next(n for n, item in enumerate(items) if item_key(path, item) == name)
