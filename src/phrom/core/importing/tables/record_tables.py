"""A table rewritten as a form: each row a group of `heading : value` lines, the same headings in every group."""

import re

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.tables.table_evidence import with_evidence
from phrom.core.importing.words.columns import column_kinds, table_kinds
from phrom.core.importing.words.headings import named_team_heading, phase_hours, section_kind, team_heading
from phrom.core.importing.words.marks import items_on_line, numbering
from phrom.core.values.thai_text import key, tidy

_PAIR = re.compile(r"^(?P<label>[^:：]{2,90}?)\s*[:：](?:\s+(?P<value>.*))?$")
_PART = re.compile(r"(?:ส่วน|บท|ตอน|หมวด)(?:ที่)?\s*[\d๐-๙]{1,2}")
_TIMES = frozenset({"mtpd", "rto", "rpo"})
_BLANK_MOST = 3  # line numbers from one group to the next
_MOST_LABELS = 24
_KEPT = 0.6  # of the headings: a group may leave out those of merged cells


def read_records(lines: list[Line], i: int) -> tuple[Table | None, int]:
    """The table that groups of pairs from a line on make, and where it ends; None and `i` where they make none."""
    if _names_team(lines[i].text) or _names_phase(lines[i].text):
        return None, i
    first = _group(lines, i)
    labels = [label for label, _, _ in first]
    if _is_heading(lines, i, first):
        return None, i
    if not 2 <= len(labels) <= _MOST_LABELS:
        return None, i
    columns = _columns(labels)
    groups, end = [first], i + len(first)
    while end < len(lines) and lines[end].number - lines[end - 1].number <= _BLANK_MOST:
        group = _group(lines, end)
        if not group or _places(group, labels) is None:
            break
        groups.append(group)
        end += len(group)
    if len(groups) < 2:
        return None, i
    blank = tuple(Row((Cell((line,), line.number),)) for group in groups for _, value, line in group if not value)
    table = Table(tuple(_row(group, labels) for group in groups), columns, blank)
    known = _has_kind(table) or _has_kind(with_evidence(table))
    return (table, end) if known else (None, i)


def _has_kind(table: Table) -> bool:
    return bool(table_kinds([column.kinds | column.group_kinds for column in table.columns]))


def _names_team(text: str) -> bool:
    """`สมาชิกส่วนปฏิบัติการ : กลุ่มการพยาบาล` above the records of its members is no pair of the first of them."""
    label = text.partition(":")[0]
    return not column_kinds(label) and (team_heading(text) or named_team_heading(text)) is not None


def _is_heading(lines: list[Line], i: int, first: list[tuple[str, str, Line]]) -> bool:
    """`3. ผู้มีหน้าที่ตามแผน :` right above the records: nothing stands behind it, and the next record has no such pair."""
    following = _group(lines, i + len(first))
    if len(first) < 2 or first[0][1] or not following:
        return False
    said_again = {key(label) for label, _, _ in following}
    return key(first[0][0]) not in said_again and key(following[0][0]) in {key(label) for label, _, _ in first[1:3]}


def _names_phase(text: str) -> bool:
    """`ระยะที่ 1 : 24 ชั่วโมงแรก` heads steps; `ระยะเวลาหยุดชะงัก (MTPD) : 2 ชั่วโมง` is a pair."""
    return phase_hours(text) is not None and not column_kinds(text.partition(":")[0]) & _TIMES


def _group(lines: list[Line], i: int) -> list[tuple[str, str, Line]]:
    """Pairs on lines without a blank line between them: (heading, value, line)."""
    found: list[tuple[str, str, Line]] = []
    for n, line in enumerate(lines[i : i + _MOST_LABELS + 1]):
        match = _PAIR.match(line.text)
        if match is None or (n and line.number - lines[i + n - 1].number > 1):
            break
        if _heads_part(line.text, match["label"], match["value"] or ""):
            break
        found.append((tidy(match["label"]), tidy(match["value"] or ""), line))
    return found


def _heads_part(text: str, label: str, value: str) -> bool:
    """`ตอนที่ 3 : บัญชีรายชื่อ`, `(3) บัญชีรายชื่อ :`: the heading of a part of the plan, right above or below records."""
    if _PART.fullmatch(tidy(label)):
        return True
    return not value and (numbering(text) is not None or (section_kind(text) is not None and not column_kinds(label)))


def _places(group: list[tuple[str, str, Line]], labels: list[str]) -> list[int] | None:
    """Which heading each pair stands below, in order; None where the group has others, or too few of them."""
    found: list[int] = []
    at = 0
    for label, _, _ in group:
        while at < len(labels) and key(labels[at]) != key(label):
            at += 1
        if at == len(labels):
            return None
        found.append(at)
        at += 1
    return found if len(found) >= _KEPT * len(labels) else None


def _row(group: list[tuple[str, str, Line]], labels: list[str]) -> Row:
    cells = [Cell((), group[0][2].number) for _ in labels]
    for place, (_, value, line) in zip(_places(group, labels) or (), group, strict=False):
        parts = [part.rstrip(" ,;") for part in items_on_line(value)]
        cells[place] = Cell(tuple(Line(line.number, part) for part in parts), line.number)
    return Row(tuple(cells))


def _columns(labels: list[str]) -> tuple[Column, ...]:
    """Headings, with the words that neighbours begin with alike as the merged heading above them."""
    columns = []
    for i, label in enumerate(labels):
        beside = [labels[n] for n in (i - 1, i + 1) if 0 <= n < len(labels)]
        group = max((_alike(label, other) for other in beside), key=len)
        text = label[len(group) :].strip() if column_kinds(label[len(group) :]) else label
        over = group if text != label else ""
        columns.append(Column(text, over, column_kinds(text), column_kinds(over) if over else frozenset()))
    return tuple(columns)


def _alike(label: str, other: str) -> str:
    """The whole words that both begin with: `ระดับผลกระทบ ` of `ระดับผลกระทบ สูง` and `ระดับผลกระทบ ต่ำ`."""
    words: list[str] = []
    for one, two in zip(label.split(" ")[:-1], other.split(" ")[:-1], strict=False):
        if one != two:
            break
        words.append(one)
    return " ".join(words)
