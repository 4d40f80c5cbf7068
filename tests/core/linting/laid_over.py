"""Laying a fragment over a plan's plain values, as the cases in `tests/cases/lint/` do.

Mappings are merged; a list whose items have ids (scenarios: threats) is merged item by item; any other list is
replaced; null takes away.
"""

from typing import Any


def laid_over(base: Any, fragment: Any) -> Any:
    """`base` with `fragment` over it; neither is changed."""
    if isinstance(base, dict) and isinstance(fragment, dict):
        merged = dict(base)
        for key, value in fragment.items():
            merged[key] = laid_over(base.get(key), value)
        return {key: value for key, value in merged.items() if value is not None}
    if isinstance(base, list) and isinstance(fragment, list) and _name(base) and _name(fragment):
        known = {_item_name(item): item for item in base}
        for item in fragment:
            known[_item_name(item)] = laid_over(known.get(_item_name(item)), item)
        return [item for item in known.values() if item.get("gone") is None]
    return fragment


def _name(items: list[Any]) -> bool:
    return bool(items) and all(isinstance(item, dict) and _item_name(item) for item in items)


def _item_name(item: dict[str, Any]) -> Any:
    return item.get("id") or (item.get("threat") if "area" not in item else None)
