"""Paths: how a place in a plan is named, the same in findings, import reports and errors.

Keys and ids joined by `/`: `people/person-3/phones/0`, `scenarios/threat-flood/crisis/flood-2/text`. A list item is
named by its id, a scenario by its threat, anything else by its index from 0.
"""

from collections.abc import Iterator
from typing import Any

from phrom.core.plan.document import Part, Plan, Scenario
from phrom.core.values.duration import Duration

Leaf = str | int | bool | Duration


def walk(plan: Plan) -> Iterator[tuple[str, Leaf]]:
    """Every single value that the plan holds, with its path, in the order of the document; absent ones are left out."""
    return _walk("", plan)


def _walk(path: str, value: Any) -> Iterator[tuple[str, Leaf]]:
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _walk(f"{path}/{name}" if path else name, getattr(value, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(f"{path}/{item_name(item, index)}", item)
    elif value is not None:
        yield path, value


def item_name(item: object, index: int) -> str:
    """The name of a list item in a path."""
    if isinstance(item, Scenario):
        return item.threat
    return str(getattr(item, "id", index)) if isinstance(item, Part) else str(index)


def value_at(plan: Plan, path: str) -> Any:
    """The part, list or single value at a path, None if it is absent. Raises KeyError if the path leads nowhere."""
    value: Any = plan
    for token in path.split("/") if path else ():
        value = _step(value, token, path)
    return value


def _step(value: Any, token: str, path: str) -> Any:
    if isinstance(value, Part) and token in type(value).model_fields:
        return getattr(value, token)
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            if item_name(item, index) == token:
                return item
    raise KeyError(path)


def path_in_data(data: Any, place: tuple[str | int, ...]) -> str:
    """The path of a place in the plain values of a plan's text, which need not be right (for error messages)."""
    tokens: list[str] = []
    for step in place:
        item = _child(data, step)
        name = None
        if isinstance(step, int) and isinstance(item, dict):
            name = item.get("threat") if tokens == ["scenarios"] else item.get("id")
        tokens.append(name if isinstance(name, str) else str(step))
        data = item
    return "/".join(tokens)


def _child(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
