"""Text (YAML or JSON) → plain values with the line of each.

The YAML is read as a stream of events, not with a loader that builds objects: so nothing in the file can call
code, nesting and aliases are bounded before memory is used, every key keeps its line, and words are understood
by YAML 1.2's core schema (`yes`, `on` and `0810000003` are what they look like to a person). JSON is YAML in
flow style. The C parser of PyYAML is used where it is there; it is 40 times as fast as a pure Python one.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from phrom.core.plan.paths import path_in_data
from phrom.core.plan.problem import PlanProblem
from phrom.core.values.source import Bilingual

Place = tuple[str | int, ...]

LARGEST_TEXT = 2_000_000  # characters: some 5,000 people
_MOST_REPEATED = 500  # told
DEEPEST = 30  # levels; the format itself has 7
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_JSON_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


@dataclass
class TextTree:
    """What a text says. `lines` gives the line (from 1) of each place, `written` a plain scalar's own characters."""

    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    written: dict[Place, str] = field(default_factory=dict)
    problems: list[PlanProblem] = field(default_factory=list)
    repeated: list[tuple[Place, int, int]] = field(default_factory=list)  # place, line, line of the first
    broken: bool = False  # reading stopped before the end: the values are not all there

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _UnreadableError(Exception):
    def __init__(self, line: int, th: str, en: str) -> None:
        self.problem = PlanProblem(line, "", Bilingual(th=th, en=en))


@dataclass
class _Open:
    """A list or mapping that is being filled; `key` is the key that waits for its value."""

    place: Place
    into: Any
    key: Any = None


def read_tree(text: str) -> TextTree:
    """Read YAML or JSON. What cannot be understood is in `problems`; never raises."""
    tree = TextTree()
    if len(text) > LARGEST_TEXT:
        th = f"ไฟล์ใหญ่เกินไป ({len(text):,} ตัวอักษร) รับได้ไม่เกิน {LARGEST_TEXT:,} ตัวอักษร"
        en = f"The file is too large ({len(text):,} characters); at most {LARGEST_TEXT:,} are read"
        tree.problems.append(PlanProblem(1, "", Bilingual(th=th, en=en)))
        tree.broken = True
        return tree
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] == "{":
        text = _JSON_PAIR.sub(lambda m: chr(0x10000 + ((int(m[1], 16) & 0x3FF) << 10) + (int(m[2], 16) & 0x3FF)), text)
    try:
        _fill(tree, text)
        tree.problems += [_twice(tree, *found) for found in tree.repeated]
        return tree
    except _UnreadableError as error:
        tree.problems.append(error.problem)
    except yaml.YAMLError as error:
        tree.problems.append(_syntax_problem(error, text))
    except UnicodeError:
        tree.problems.append(PlanProblem(1, "", _BAD_CHARACTER))
    tree.broken = True
    return tree


def _fill(tree: TextTree, text: str) -> None:
    stack: list[_Open] = []
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _UnreadableError(
                    line, "ไฟล์มีเอกสารมากกว่าหนึ่งฉบับ (บรรทัด ---)", "The file holds more than one document (---)"
                )
        elif isinstance(event, yaml.AliasEvent):
            raise _UnreadableError(
                line,
                "ใช้ * (alias) ไม่ได้ในไฟล์แผน ให้เขียนค่าซ้ำ",
                "Aliases (*) are not used in a plan; write the value again",
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            _take(tree, stack, event, line)


def _take(tree: TextTree, stack: list[_Open], event: Any, line: int) -> None:
    if event.tag is not None and not (event.tag == "!" and isinstance(event, yaml.ScalarEvent)):
        raise _UnreadableError(
            line, f"ใช้ป้ายชนิด {event.tag} ไม่ได้ในไฟล์แผน", f"Type tags ({event.tag}) are not used in a plan"
        )
    scalar = isinstance(event, yaml.ScalarEvent)
    top = stack[-1] if stack else None
    if top is not None and isinstance(top.into, dict) and top.key is None:
        if not scalar:
            raise _UnreadableError(line, "ชื่อหัวข้อ (key) ต้องเป็นคำธรรมดา", "A key must be a plain word")
        _open_key(tree, top, event.value, line)
        return
    place: Place = (*top.place, top.key if isinstance(top.into, dict) else len(top.into)) if top else ()
    tree.lines.setdefault(place, line)
    value: Any
    if scalar:
        value = _scalar(event)
        if not isinstance(value, str):
            tree.written[place] = event.value
    else:
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        if len(stack) >= DEEPEST:
            raise _UnreadableError(line, f"ซ้อนกันลึกเกิน {DEEPEST} ชั้น", f"Nested more than {DEEPEST} levels deep")
    if top is None:
        tree.value = value
    elif isinstance(top.into, dict):
        top.into[top.key] = value
        top.key = None
    else:
        top.into.append(value)
    if not scalar:
        stack.append(_Open(place, value))


def _open_key(tree: TextTree, top: _Open, key: str, line: int) -> None:
    top.key = key
    place = (*top.place, key)
    if key in top.into and len(tree.repeated) < _MOST_REPEATED:
        tree.repeated.append((place, line, tree.line_of(place)))
    tree.lines[place] = line


def _twice(tree: TextTree, place: Place, line: int, first: int) -> PlanProblem:
    th = f"มี “{place[-1]}” ซ้ำ (ครั้งแรกที่บรรทัด {first})"
    en = f"“{place[-1]}” is given twice (first on line {first})"
    return PlanProblem(line, path_in_data(tree.value, place), Bilingual(th=th, en=en))


def _scalar(event: Any) -> Any:
    text: str = event.value
    quoted = event.style in ('"', "'", "|", ">") or event.tag == "!"
    return text if quoted else plain_value(text)


def plain_value(text: str) -> str | int | float | bool | None:
    """What an unquoted word means in YAML 1.2's core schema."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


_BAD_CHARACTER = Bilingual(
    th="ไฟล์มีอักขระที่อ่านไม่ได้ ให้บันทึกเป็น UTF-8", en="The file has characters that cannot be read; save it as UTF-8"
)


def _syntax_problem(error: yaml.YAMLError, text: str) -> PlanProblem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # the reader, before any line was counted
        position = getattr(error, "position", 0)
        return PlanProblem(text.count("\n", 0, position) + 1, "", _BAD_CHARACTER)
    line = mark.line + 1
    said = str(getattr(error, "problem", "") or "").strip()
    source = (text.splitlines() or [""])[min(mark.line, max(len(text.splitlines()) - 1, 0))]
    if "\t" in source[: len(source) - len(source.lstrip())]:
        th, en = "ย่อหน้าด้วย Tab ไม่ได้ ให้ใช้ช่องว่าง", "Indent with spaces, not with tabs"
    else:
        th = f"เขียนไม่ถูกรูปแบบ YAML ({said}) ดูเครื่องหมาย : ย่อหน้า และเครื่องหมายคำพูดใกล้บรรทัดนี้"
        en = f"Not valid YAML ({said}); look at colons, indents and quotes near this line"
    return PlanProblem(line, "", Bilingual(th=th, en=en))
