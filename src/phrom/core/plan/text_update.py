"""Saving a plan over the text it came from: what did not change keeps its order, its comments and its wording."""

import io
import json
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.util import load_yaml_guess_indent

from phrom.core.plan.document import Part, Plan
from phrom.core.plan.problem import PlanFormatError
from phrom.core.plan.text_form import dump_plan, load_plan, stated_fields
from phrom.core.values.duration import Duration

# a key with nothing behind it, then a key further in
_MAPPING_INDENT = re.compile(r"^[^\s#-][^\n]*:[ ]*\n(?:[ ]*#[^\n]*\n)*([ ]+)[^\s#-]", re.MULTILINE)


def save_over(original_text: str, plan: Plan) -> str:
    """The original YAML with the plan's changes written into it; loading it gives `plan`.

    A JSON text stays JSON. A text that is not a plan, or one whose layout cannot carry the change, is replaced by
    the canonical form: the content always wins over the layout.
    """
    try:
        before = load_plan(original_text)
    except PlanFormatError:
        return dump_plan(plan)
    if before == plan and dump_plan(before) == dump_plan(plan):
        return original_text
    if original_text.lstrip("\ufeff \r\n\t").startswith("{"):
        candidates = [_json_text(plan)]
    else:
        merged = _merged_text(original_text, plain(before), plain(plan))
        candidates = [_with_lost_comments(original_text, merged), merged]
    wanted = dump_plan(plan)
    return next((text for text in candidates if _says(text, wanted)), wanted)


def _says(text: str, wanted: str) -> bool:
    try:
        return dump_plan(load_plan(text)) == wanted
    except PlanFormatError:
        return False


def _with_lost_comments(original: str, merged: str) -> str:
    """The merged text with the comment lines that went away with the line before them put back.

    ruamel.yaml ties a comment to what stands before it; people write it above what it is about. A comment whose
    following line is still there comes back above it; one whose following line is gone goes with it.
    """
    lines = merged.split("\n")
    block: list[str] = []
    for line in original.split("\n"):
        if line.lstrip().startswith("#"):
            block.append(line)
        elif line.strip():
            if block and line in lines and not set(block) <= set(lines):
                at = lines.index(line)
                lines[at:at] = [comment for comment in block if comment not in lines]
            block = []
    return "\n".join(lines)


def _json_text(plan: Plan) -> str:
    text = json.dumps(plain(plan), ensure_ascii=False, indent=2)
    # control characters that JSON lets stand as they are, YAML does not
    return "".join(c if c.isprintable() or c == "\n" or ord(c) > 0xFFFF else f"\\u{ord(c):04x}" for c in text) + "\n"


def plain(value: Any) -> Any:
    """A plan, or a part of it, as the mappings, lists and words that its canonical text says."""
    if isinstance(value, Part):
        return {name: plain(held) for name, held in stated_fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.iso if isinstance(value, Duration) else value


def _merged_text(original_text: str, before: Any, after: Any) -> str:
    _, indent, offset = load_yaml_guess_indent(original_text)
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 2**30
    editor.allow_unicode = True
    mapping = _MAPPING_INDENT.search(original_text)
    editor.indent(mapping=len(mapping[1]) if mapping else 2, sequence=indent or 2, offset=offset or 0)
    tree = editor.load(original_text)
    _merge_mapping(tree, before, after)
    out = io.StringIO()
    editor.dump(tree, out)
    return out.getvalue()


def _merged(held: Any, before: Any, after: Any) -> Any:
    """What is written now (`held`), changed from `before` to `after`."""
    if before == after:
        return held
    if isinstance(held, dict) and isinstance(before, dict) and isinstance(after, dict):
        _merge_mapping(held, before, after)
        return held
    if isinstance(held, list) and isinstance(before, list) and isinstance(after, list):
        _merge_list(held, before, after)
        return held
    return after


def _merge_mapping(held: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
    for key in before:
        if key not in after:
            del held[key]
    order = list(after)
    for position, key in enumerate(order):
        if key in held and key in before:
            changed = _merged(held[key], before[key], after[key])
            if changed is not held[key]:
                held[key] = changed
        elif key in held:  # written as null or empty, has a value now
            held[key] = after[key]
        elif before.get(key) != after[key]:  # what holds without being written stays unwritten
            keys = list(held)
            earlier = [keys.index(name) for name in order[:position] if name in held]
            held.insert(earlier[-1] + 1 if earlier else 0, key, after[key])


def _merge_list(held: Any, before: list[Any], after: list[Any]) -> None:
    if len(held) != len(before):
        held[:] = after
        return
    names_before, names_after = [_name(i) for i in before], [_name(i) for i in after]
    unnamed = not any(isinstance(item, dict) and _name(item) is not None for item in before)
    if names_before == names_after or (unnamed and len(before) == len(after)):
        for index, item in enumerate(after):
            changed = _merged(held[index], before[index], item)
            if changed is not held[index]:
                held[index] = changed
        return
    for index in reversed(range(len(before))):
        if names_before[index] not in names_after:
            del held[index]
            del before[index]
    for index, item in enumerate(after):
        if index < len(before) and _name(before[index]) == _name(item):
            changed = _merged(held[index], before[index], item)
            if changed is not held[index]:
                held[index] = changed
        else:
            held.insert(index, item)
            before.insert(index, item)
    del held[len(after) :]


def _name(item: Any) -> Any:
    """What tells list items apart: the id, the threat of a scenario, or the words themselves."""
    if isinstance(item, dict):
        return item.get("id") or item.get("threat") if "area" not in item else None
    return item
