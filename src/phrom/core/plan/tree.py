"""The plan as plain values (mappings, lists, words), and places in them by path: what editing and merging work on.

What is absent or as by default is not there at all, so two plans are equal exactly when their plain values are.
"""

from typing import Any, get_args, get_origin

from phrom.core.plan.document import Part, Plan

Plain = Any  # dict, list, str, int, bool; never None

# lists whose items stand for something else than their place in the list: what tells the items apart
_KEYED_BY = {"scenarios": ("threat",), "impacts": ("threat", "area")}


def plain_plan(plan: Plan) -> dict[str, Plain]:
    """A plan as plain values; durations as ISO 8601."""
    return plan.model_dump(mode="json", exclude_defaults=True)


def item_key(list_path: str, item: Plain) -> str | None:
    """What names an item for good: its id, a scenario's threat, a matrix cell's two names; None: its place alone."""
    if not isinstance(item, dict):
        return None
    fields = _KEYED_BY.get(list_path, ("id",))
    values = [value for field in fields if isinstance(value := item.get(field), str)]
    return "/".join(values) if len(values) == len(fields) else None


def path_token(list_path: str, item: Plain, index: int) -> str:
    """How the item is named in a path: by id or threat, else by its index."""
    key = None if list_path == "impacts" else item_key(list_path, item)
    return key if key is not None else str(index)


def index_of(list_path: str, items: list[Plain], token: str) -> int | None:
    """Where the item that a path names stands in its list."""
    return next((n for n, item in enumerate(items) if path_token(list_path, item, n) == token), None)


class Shape:
    """What may stand at a place, as the format says: a part with fields, a list, or a single value."""

    def __init__(self, annotation: Any) -> None:
        options = [option for option in get_args(annotation) if option is not type(None)]
        if type(None) in get_args(annotation) and len(options) == 1:
            annotation = options[0]
        self.annotation = annotation
        self.is_list = get_origin(annotation) is tuple
        is_part = isinstance(annotation, type) and issubclass(annotation, Part)
        self.part: type[Part] | None = annotation if is_part else None

    @property
    def item(self) -> "Shape":
        return Shape(get_args(self.annotation)[0])

    @property
    def has_id(self) -> bool:
        return self.part is not None and "id" in self.part.model_fields

    def field(self, name: str) -> "Shape":
        """Raises KeyError for a field that the part does not have."""
        if self.part is None or name not in self.part.model_fields:
            raise KeyError(name)
        return Shape(self.part.model_fields[name].annotation)

    def empty(self) -> Plain:
        return [] if self.is_list else {}


PLAN_SHAPE = Shape(Plan)


def open_place(tree: dict[str, Plain], path: str) -> tuple[Plain, Shape, str]:
    """The mapping or list that holds the last step of a path, its shape, and that step.

    Absent parts and lists on the way are made. Raises KeyError if the path leads nowhere.
    """
    held: Plain = tree
    shape = PLAN_SHAPE
    *way, last = path.split("/")
    walked: list[str] = []
    for token in way:
        inner = shape.item if shape.is_list else shape.field(token)
        if shape.is_list:
            index = index_of("/".join(walked), held, token)
            if index is None:
                raise KeyError(path)
            held = held[index]
        else:
            held = held.setdefault(token, inner.empty())
        shape = inner
        walked.append(token)
        if not isinstance(held, dict | list):
            raise KeyError(path)
    if not shape.is_list:
        shape.field(last)
    return held, shape, last


def plain_at(tree: dict[str, Plain], path: str) -> Plain | None:
    """What stands at a path, None if nothing does."""
    held: Plain = tree
    walked: list[str] = []
    for token in path.split("/") if path else ():
        if isinstance(held, list):
            index = index_of("/".join(walked), held, token)
            held = None if index is None else held[index]
        else:
            held = held.get(token) if isinstance(held, dict) else None
        if held is None:
            return None
        walked.append(token)
    return held
