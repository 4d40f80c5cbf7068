"""Which ids a plan has, and where each is referred to."""

from phrom.core.plan.paths import path_in_data
from phrom.core.plan.references import HOLDERS, REFERENCES, matches
from phrom.core.plan.tree import Plain


def all_ids(tree: dict[str, Plain]) -> set[str]:
    """Every id in the plain values of a plan."""
    held = (item.get("id") for _kind, pattern in HOLDERS for _place, item in matches(tree, pattern))
    return {name for name in held if isinstance(name, str)}


def uses_of(tree: dict[str, Plain], name: str) -> list[str]:
    """The paths of all references to an id, in the order of the format."""
    found = (place for pattern, _kinds in REFERENCES for place, held in matches(tree, pattern) if held == name)
    return [path_in_data(tree, place) for place in found]
