"""The JSON Schema and the documentation of the format."""

import re
from pathlib import Path
from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.plan.field_notes import FIELD_NOTES
from phrom.core.plan.schema import parts_of_the_document, plan_json_schema, with_fresh_tables
from phrom.core.plan.text_form import dump_plan, load_plan

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reference" / "plan-format.md"


def test_every_field_has_a_note_and_every_note_a_field() -> None:
    fields = {f"{part.__name__}.{name}" for part in parts_of_the_document() for name in part.model_fields}
    assert set(FIELD_NOTES) == fields


def test_the_schema_is_of_the_2020_12_dialect_and_describes_every_field() -> None:
    schema = plan_json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["title", "organisation"]
    for definition in [schema, *schema["$defs"].values()]:
        for described in definition.get("properties", {}).values():
            assert " / " in described["description"]


def test_the_schema_points_only_at_its_own_definitions() -> None:
    schema = plan_json_schema()
    targets = {ref.removeprefix("#/$defs/") for ref in _references(schema)}
    assert targets <= set(schema["$defs"])


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [ref for inner in value.values() for ref in _references(inner)]
    if isinstance(value, list):
        return [ref for inner in value for ref in _references(inner)]
    return []


def test_the_tables_of_the_documentation_are_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_fresh_tables(page), "run: python -m phrom.core.plan.schema < docs/reference/plan-format.md"


def test_the_example_of_the_documentation_is_a_plan_in_canonical_order() -> None:
    match = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    plan: Plan = load_plan(match[1])
    assert [line.split(":")[0] for line in dump_plan(plan).splitlines() if not line.startswith((" ", "-"))] == [
        line.split(":")[0] for line in match[1].splitlines() if not line.startswith((" ", "-"))
    ]
