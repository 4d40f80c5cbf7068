"""The plan as text: YAML (or JSON) → `Plan`, and `Plan` → canonical YAML.

Canonical means: keys in the order of the document, nothing that is absent or as by default, short things on one
line, Thai as it is. The same plan always gives the same text.
"""

from itertools import islice
from typing import Any

import yaml
from pydantic import ValidationError

from phrom.core.plan.document import (
    ChecklistItem,
    Impact,
    Part,
    Plan,
    Requirement,
    Role,
    Site,
    Stated,
    Threat,
    Unit,
)
from phrom.core.plan.paths import path_in_data
from phrom.core.plan.problem import PlanFormatError, PlanProblem
from phrom.core.plan.references import reference_problems
from phrom.core.plan.shape import shape_problem
from phrom.core.plan.text_tree import TextTree, plain_value, read_tree
from phrom.core.values.duration import Duration
from phrom.core.values.source import Bilingual

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ON_ONE_LINE = (ChecklistItem, Impact, Requirement, Role, Site, Stated, Threat, Unit)
_NO_WRAP = 2**30
MOST_PROBLEMS = 500  # of each sort; a file with more is not a plan, and telling all would take minutes


def load_plan(text: str, file_name: str = "plan.yaml") -> Plan:
    """Read a plan from YAML or JSON. Raises PlanFormatError holding every problem found (of
    each sort the first 500), each with its line."""
    tree = read_tree(text)
    if tree.broken:
        raise PlanFormatError(file_name, tree.problems)
    if not isinstance(tree.value, dict):
        raise PlanFormatError(file_name, [_not_a_plan(tree)])
    plan, found = plan_in(tree)
    problems = tree.problems[:MOST_PROBLEMS] + found
    if problems or plan is None:
        raise PlanFormatError(file_name, problems)
    return plan


def plan_in(tree: TextTree) -> tuple[Plan | None, list[PlanProblem]]:
    """The plan that plain values say, and all that is wrong with them; None where their shape is no plan's."""
    problems: list[PlanProblem] = []
    plan: Plan | None = None
    try:
        plan = Plan.model_validate(_tuples(tree.value), strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_PROBLEMS]
        problems += [shape_problem(dict(detail), tree) for detail in details]
    for found in islice(reference_problems(tree.value), MOST_PROBLEMS):
        path = path_in_data(tree.value, found.place)
        problems.append(PlanProblem(tree.line_of(found.place), path, found.message, found.nearest))
    return plan, problems


def dump_plan(plan: Plan) -> str:
    """Canonical YAML of a plan; `load_plan` gives the same plan back."""
    text: str = yaml.serialize(node_of(plan), Dumper=_DUMPER, allow_unicode=True, width=_NO_WRAP, explicit_start=False)
    return text


def node_of(value: Any) -> yaml.Node:
    """A value of the document as a YAML node, laid out canonically."""
    if isinstance(value, Part):
        items = [(node_of(name), node_of(held)) for name, held in stated_fields(value)]
        return yaml.MappingNode("tag:yaml.org,2002:map", items, flow_style=not items or isinstance(value, _ON_ONE_LINE))
    if isinstance(value, tuple):
        nodes = [node_of(item) for item in value]
        short = all(isinstance(item, str) and item.isascii() and " " not in item for item in value)
        return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=short)
    if isinstance(value, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
    if isinstance(value, int):
        return yaml.ScalarNode("tag:yaml.org,2002:int", str(value))
    text = value.iso if isinstance(value, Duration) else str(value)
    looks_like_text = isinstance(plain_value(text), str)
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=None if looks_like_text else '"')


def stated_fields(part: Part) -> list[tuple[str, Any]]:
    """The fields of a part that say something, in order: not absent, not as by default; the format's name always."""
    fields = type(part).model_fields
    held = [(name, getattr(part, name)) for name in fields]
    return [(name, value) for name, value in held if name == "format" or value != fields[name].default]


def _tuples(value: Any) -> Any:
    """Lists as tuples, as the strict document wants them."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    return value


def _not_a_plan(tree: TextTree) -> PlanProblem:
    if tree.value is None:
        return PlanProblem(1, "", Bilingual(th="ไฟล์ว่าง ไม่มีแผนอยู่ในไฟล์", en="The file is empty; there is no plan in it"))
    th = "ไฟล์นี้ไม่ใช่แผน แผนต้องขึ้นต้นด้วยหัวข้อ เช่น format: phrom-plan/1"
    return PlanProblem(
        1, "", Bilingual(th=th, en="This is not a plan; a plan is made of keys, such as format: phrom-plan/1")
    )
