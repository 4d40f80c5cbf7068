"""The format `phrom-plan/1` as JSON Schema and as tables for its documentation."""

import sys
from typing import Any, get_args

from pydantic import TypeAdapter

from phrom.core.plan.document import Part, Plan
from phrom.core.plan.field_notes import FIELD_NOTES
from phrom.core.values.duration import Duration

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


def plan_json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a plan, each field described in English and Thai."""
    schema: dict[str, Any] = TypeAdapter(Plan).json_schema()
    _describe(schema, "Plan")
    for name, definition in schema.get("$defs", {}).items():
        _describe(definition, name)
    return {"$schema": _DIALECT, "$id": "urn:phrom:plan:1", **schema, "title": "phrom-plan/1"}


def _describe(definition: dict[str, Any], class_name: str) -> None:
    for field, described in definition.get("properties", {}).items():
        note = FIELD_NOTES[f"{class_name}.{field}"]
        described["description"] = f"{note.en} / {note.th}"
        described.pop("title", None)


def parts_of_the_document() -> tuple[type[Part], ...]:
    """Every class of the document, from the plan downwards, in the order in which they are met."""
    found: list[type[Part]] = [Plan]
    for part in found:  # grows while it is walked
        for field in part.model_fields.values():
            found.extend(cls for cls in _parts_in(field.annotation) if cls not in found)
    return tuple(found)


def format_tables() -> str:
    """The tables of `docs/reference/plan-format.md`, in Markdown."""
    return "\n".join(_table(part) for part in parts_of_the_document())


def _table(part: type[Part]) -> str:
    rows = [f"\n### {part.__name__}\n", "| key | what | คือ | form |", "|---|---|---|---|"]
    for name, field in part.model_fields.items():
        note = FIELD_NOTES[f"{part.__name__}.{name}"]
        key = f"**{name}**" if field.is_required() else name
        rows.append(f"| {key} | {note.en} | {note.th} | {_form(field.annotation)} |")
    return "\n".join(rows) + "\n"


def _parts_in(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [cls for inner in get_args(annotation) for cls in _parts_in(inner)]


def _form(annotation: Any) -> str:
    """How a value is written, in words."""
    options = [option for option in get_args(annotation) if option not in (type(None), Ellipsis)]
    if getattr(annotation, "__origin__", None) is tuple:
        return f"list of {_form(options[0])}"
    if options and all(isinstance(option, str) for option in options):
        return ", ".join(f"`{option}`" for option in options)
    if options:
        return _form(options[0])
    names = {str: "text", int: "whole number", bool: "true or false", Duration: "duration (`PT6H`, `6 ชั่วโมง`)"}
    return names.get(annotation, f"[{annotation.__name__}](#{annotation.__name__.lower()})")


def with_fresh_tables(page: str) -> str:
    """A documentation page whose generated part is written anew; the rest stays as it is."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{format_tables()}\n{END}{tail}"


if __name__ == "__main__":  # python -m phrom.core.plan.schema < page.md > page.md.new
    sys.stdout.write(with_fresh_tables(sys.stdin.read()))
