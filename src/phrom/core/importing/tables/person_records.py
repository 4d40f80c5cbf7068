"""People written as records of lines: a role, and below it `ชื่อ-สกุล : …`, `ตำแหน่ง : …`, `โทรศัพท์ : …`, and the same
for whoever stands in. What stands below a name belongs to it until the next name.
"""

import re
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.names.roles import is_stand_in, role_words
from phrom.core.importing.words.columns import column_kinds
from phrom.core.importing.words.marks import is_none, without_bullet, without_numbering
from phrom.core.values.person_name import split_name
from phrom.core.values.thai_text import key, tidy

_PAIR = re.compile(r"^(?P<label>[^:：]{2,60}?)\s*[:：]\s*(?P<value>.+)$")
_BELOW_NAME = {"position": "ตำแหน่ง", "phone": "โทรศัพท์", "email": "อีเมล", "line": "LINE ID"}
_LONGEST_ROLE = 70


@dataclass
class _Person:
    name: Line
    more: dict[str, list[Line]] = field(default_factory=dict)


@dataclass
class _Record:
    role: Line
    people: list[_Person] = field(default_factory=list)
    end: int = 0


def read_person_record(lines: list[Line], i: int) -> tuple[Table | None, int]:
    """The record that begins at a line as a table of one row, and where it ends; None and `i` where there is none."""
    record = _begun_by_role(lines, i) or _begun_by_pair(lines, i)
    if record is None:
        return None, i
    j = record.end
    while j < len(lines):
        label, value = _pair(lines[j])
        kind = _kind(label)
        if kind == "alternate" and value is not None:
            record.people.append(_Person(value))
        elif kind in _BELOW_NAME and value is not None:
            record.people[-1].more.setdefault(kind, []).append(value)
        else:
            break
        j += 1
    told = sum(bool(person.more) for person in record.people)
    return (_table(record), j) if told or len(record.people) > 1 else (None, i)


def _begun_by_role(lines: list[Line], i: int) -> _Record | None:
    """`ผู้ประสานงาน` on a line of its own, and `ชื่อ-สกุล : …` below it."""
    if i + 1 >= len(lines) or not _is_role(lines[i].text):
        return None
    label, value = _pair(lines[i + 1])
    return _Record(lines[i], [_Person(value)], i + 2) if value is not None and _kind(label) == "name" else None


def _begun_by_pair(lines: list[Line], i: int) -> _Record | None:
    """`หัวหน้าทีม : นาย…`, and below it what belongs to the name."""
    label, value = _pair(lines[i])
    if value is None or not _is_role(label) or split_name(value.text, needs_title=False) is None or i + 1 >= len(lines):
        return None
    below, more = _pair(lines[i + 1])
    goes_on = more is not None and _kind(below) in (*_BELOW_NAME, "alternate")
    return _Record(Line(lines[i].number, label), [_Person(value)], i + 1) if goes_on else None


def _pair(line: Line) -> tuple[str, Line | None]:
    match = _PAIR.match(without_bullet(line.text))
    if match is None or is_none(match["value"]):
        return "", None
    return without_numbering(match["label"]), Line(line.number, tidy(match["value"]), line.page_top)


def _kind(label: str) -> str:
    """What a label says: a name, somebody who stands in, or what belongs to the name above; else nothing."""
    kinds = column_kinds(label)
    if "alternate" in kinds or (label and is_stand_in(label)):
        return "alternate"
    return next((kind for kind in ("phone", "email", "line", "name", "position") if kind in kinds), "")


def _is_role(text: str) -> bool:
    words = role_words(text) if text and len(key(text)) <= _LONGEST_ROLE and ":" not in text else None
    return words is not None and words.kind != "member" and not is_stand_in(text)


def _table(record: _Record) -> Table:
    cells, columns = [Cell((record.role,), record.role.number)], [_column("บทบาท", "")]
    for n, person in enumerate(record.people):
        group = "บุคลากรสำรอง" if n else "บุคลากรหลัก"
        cells.append(Cell((person.name,), person.name.number))
        columns.append(_column("ชื่อ-สกุล", group))
        for kind, found in person.more.items():
            cells.append(Cell(tuple(found), found[0].number))
            columns.append(_column(_BELOW_NAME[kind], group))
    return Table((Row(tuple(cells)),), tuple(columns))


def _column(text: str, group: str) -> Column:
    return Column(text, group, column_kinds(text), column_kinds(group) & {"primary", "alternate"})
