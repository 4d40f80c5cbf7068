"""What pydantic finds wrong with the shape of a plan, said so that a person can mend it: Thai and English."""

from typing import Any, get_args

from phrom.core.plan.document import Part, Plan
from phrom.core.plan.paths import path_in_data
from phrom.core.plan.problem import PlanProblem, nearest_of
from phrom.core.plan.text_tree import Place, TextTree
from phrom.core.values.source import Bilingual


def shape_problem(details: dict[str, Any], tree: TextTree) -> PlanProblem:
    """One of pydantic's error details (`type`, `loc`, `input`, `ctx`) as a problem with its line and path."""
    place: Place = tuple(details["loc"])
    kind: str = details["type"]
    nearest = None
    if kind == "extra_forbidden":
        model = part_at(place[:-1])
        known = list(model.model_fields) if model else []
        nearest = nearest_of(str(place[-1]), known)
        th = f"ไม่รู้จักหัวข้อ “{place[-1]}”" + ("" if nearest else f" หัวข้อที่มี: {_some(known)}")
        en = f"Unknown key “{place[-1]}”" + ("" if nearest else f"; the keys here are: {_some(known)}")
        message = Bilingual(th=th, en=en)
    elif kind == "missing":
        message = Bilingual(th=f"ขาดหัวข้อ “{place[-1]}”", en=f"The key “{place[-1]}” is missing")
    elif kind == "literal_error":
        message, nearest = _choice(details)
    else:
        message = _wrong_value(kind, details, tree.written.get(place))
    return PlanProblem(tree.line_of(place), path_in_data(tree.value, place), message, nearest)


def part_at(place: Place) -> type[Part] | None:
    """The class of the part of the document that stands at a place, or None for a single value."""
    found: Any = Plan
    for step in place:
        if isinstance(step, str) and isinstance(found, type) and issubclass(found, Part):
            field = found.model_fields.get(step)
            found = field.annotation if field else None
        elif isinstance(step, int):
            found = get_args(found)[0] if get_args(found) else None
        found = _without_none(found)
    return found if isinstance(found, type) and issubclass(found, Part) else None


def _without_none(annotation: Any) -> Any:
    options = [option for option in get_args(annotation) if option is not type(None)]
    is_optional = type(None) in get_args(annotation)
    return options[0] if is_optional and len(options) == 1 else annotation


def _some(words: list[str]) -> str:
    return ", ".join(words[:10]) + (", …" if len(words) > 10 else "")


def _choice(details: dict[str, Any]) -> tuple[Bilingual, str | None]:
    expected = str(details.get("ctx", {}).get("expected", ""))
    options = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
    shown = _shown(details.get("input"))
    th, en = f"{shown} ใช้ไม่ได้ ต้องเป็นหนึ่งใน {', '.join(options)}", f"{shown} is not one of {', '.join(options)}"
    return Bilingual(th=th, en=en), nearest_of(str(details.get("input")), options)


_WANTED = {
    "int_type": ("จำนวนเต็ม เช่น 40", "a whole number such as 40"),
    "int_from_float": ("จำนวนเต็ม เช่น 40", "a whole number such as 40"),
    "bool_type": (" true หรือ false", "true or false"),
    "tuple_type": ("รายการ (ขึ้นต้นแต่ละข้อด้วย -)", "a list (each item begins with -)"),
    "model_type": ("หัวข้อย่อย (ชื่อ: ค่า)", "keys with values (name: value)"),
    "model_attributes_type": ("หัวข้อย่อย (ชื่อ: ค่า)", "keys with values (name: value)"),
}


def _wrong_value(kind: str, details: dict[str, Any], written: str | None) -> Bilingual:
    given = details.get("input")
    shown = _shown(written if written is not None else given)
    if kind == "string_type" and isinstance(given, (int, float)):
        quoted = f'"{written if written is not None else given}"'
        th = f"{shown} ต้องเป็นข้อความ ให้ใส่เครื่องหมายคำพูด: {quoted}"
        return Bilingual(th=th, en=f"{shown} must be text; put it in quotes: {quoted}")
    if kind == "string_type":
        return Bilingual(th=f"ต้องเป็นข้อความ ไม่ใช่ {shown}", en=f"This must be text, not {shown}")
    if kind == "string_pattern_mismatch":
        th = f"{shown} เป็นรหัสไม่ได้ ใช้ a-z 0-9 และ - เช่น person-3"
        return Bilingual(th=th, en=f"{shown} cannot be an id: use a-z, 0-9 and -, such as person-3")
    if kind == "value_error":  # a duration is the only value that checks itself
        th = f"{shown} ไม่ใช่ระยะเวลา เขียนเช่น PT6H, P1D หรือ “6 ชั่วโมง”"
        return Bilingual(th=th, en=f"{shown} is not a duration; write PT6H, P1D or “6 ชั่วโมง”")
    if kind in _WANTED:
        th, en = _WANTED[kind]
        return Bilingual(th=f"ต้องเป็น{th} ไม่ใช่ {shown}", en=f"This must be {en}, not {shown}")
    return Bilingual(th=f"ค่า {shown} ใช้ไม่ได้", en=f"The value {shown} cannot be used: {details.get('msg', kind)}")


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, (tuple, list)):
        return "[…]"
    text = str(value)
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"
