"""A table rewritten as a form: each row a group of `heading : value` lines, the same headings in every group."""

import re
from collections import Counter

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.names.units import is_unit
from phrom.core.importing.tables.needs_in_cells import with_needs_parted
from phrom.core.importing.tables.table_evidence import with_evidence
from phrom.core.importing.tables.turned_tables import table_turned
from phrom.core.importing.words.columns import area_of, column_kinds, table_kinds
from phrom.core.importing.words.headings import (
    is_page_furniture,
    named_team_heading,
    phase_hours,
    section_kind,
    team_heading,
)
from phrom.core.importing.words.marks import deeds_on_line, items_on_line, numbering
from phrom.core.importing.words.scenario_words import stage_of
from phrom.core.plan.document import AREAS
from phrom.core.values.person_name import find_title
from phrom.core.values.thai_text import key, tidy

_PAIR = re.compile(r"^(?P<label>[^:：]{2,90}?)\s*[:：](?:\s+(?P<value>.*))?$")
_PART = re.compile(r"(?:ส่วน|บท|ตอน|หมวด)(?:ที่)?\s*[\d๐-๙]{1,2}")
_TIMES = frozenset({"mtpd", "rto", "rpo"})
# what a column says of things and is none: a table with such a column does not stand on its side
_OF_FACTS = frozenset(
    {"step", "responsible", "name", "phone", "position", "role", "impact", "mtpd", "rto", "done", "yes"}
)
_LONGEST_AREA = 30  # letters
_OF_TIME = ("ภายใน", "ไม่เกิน")
_OF_DEEDS = frozenset({"step", "strategy", "scenario-stage"})
_NEXT_LABEL = re.compile(r"[,;]\s+(?=[^,;:：]{2,40}[:：])")
_BLANK_MOST = 3  # line numbers from one group to the next
_MOST_LABELS = 24
_KEPT = 0.6  # of the headings: a group may leave out those of merged cells


_Group = list[tuple[str, str, Line]]  # (heading, value, line)
_Labels = tuple[str, ...]


def repeated_labels(lines: list[Line]) -> frozenset[_Labels]:
    """The labels of groups that come twice or more, wherever they stand: a table of one row may have the same."""
    found: Counter[_Labels] = Counter()
    i = 0
    while i < len(lines):
        group = [] if _names_team(lines[i].text) or _names_phase(lines[i].text) else _group(lines, i)
        found[_labels(group)] += len(group) > 1
        i += max(len(group), 1)
    return frozenset(labels for labels, times in found.items() if times > 1)


def _labels(group: _Group) -> _Labels:
    return tuple(key(label) for label, _, _ in group)


def read_records(lines: list[Line], i: int, repeated: frozenset[_Labels] = frozenset()) -> tuple[Table | None, int]:
    """The table that groups of pairs from a line on make, and where it ends; None and `i` where they make none.

    `repeated`: labels of which one group is enough.
    """
    if _names_team(lines[i].text) or _names_phase(lines[i].text):
        return None, i
    headed = ":" not in lines[i].text and is_unit(lines[i].text)  # the work of a unit below its name
    first = _group(lines, i + headed)
    labels = [label for label, _, _ in first]
    if not 2 <= len(labels) <= _MOST_LABELS:
        return None, i
    columns = _columns(labels)
    work = any("process" in column.kinds for column in columns)
    if headed and not work:
        return None, i
    groups, end = _groups(lines, i + headed, first, by_unit=work)
    alone = len(groups) < 2 and _labels(first) not in repeated
    if alone or (len(groups) > 1 and _is_of_one_above(first, [group for _, group in groups[1:]])):
        return None, i
    if headed:
        groups[0] = (lines[i], first)
    table = _table(groups, labels, columns)
    known = not table.columns or any(map(_has_kind, (table, with_evidence(table), with_needs_parted(table))))
    return (table, end) if known else (None, i)


def _groups(lines: list[Line], i: int, first: _Group, *, by_unit: bool) -> tuple[list[tuple[Line | None, _Group]], int]:
    """The groups under the labels of the first, each with the name of a unit where that stands above it, and where
    they end. What a page ends and begins with may stand between them."""
    found: list[tuple[Line | None, _Group]] = [(None, first)]
    labels = [label for label, _, _ in first]
    end = j = i + len(first)
    unit: Line | None = None
    while j < len(lines) and lines[j].number - lines[j - 1].number <= _BLANK_MOST:
        group = _group(lines, j)
        if group and _places(group, labels) is not None:
            found.append((unit, group))
            end = j = j + len(group)
            unit = None
        elif by_unit and unit is None and is_unit(lines[j].text):
            unit = lines[j]
            j += 1
        elif is_page_furniture(lines[j].text):
            j += 1
        else:
            break
    return found, end


def _table(groups: list[tuple[Line | None, _Group]], labels: list[str], columns: tuple[Column, ...]) -> Table:
    """One row a group; without columns where the labels are things and the first values say what is told of them."""
    first = groups[0][1]
    blank = tuple(Row((Cell((line,), line.number),)) for _, group in groups for _, value, line in group if not value)
    rows: list[Row] = []
    for unit, group in groups:
        rows += [Row((Cell((unit,), unit.number),))] if unit else []
        rows.append(_row(group, columns, labels, rows[-1].cells if len(rows) and not unit else ()))
    head = Row(tuple(Cell((Line(line.number, label),), line.number) for label, _, line in first))
    standing = Table((head, *rows), (), blank)
    phases = all(phase_hours(label) is not None for label in labels[1:])
    of_things = phases or not any(column.kinds & _OF_FACTS for column in columns[1:])
    turned = of_things and table_turned(standing) is not standing
    return standing if turned else Table(tuple(rows), columns, blank)


def _has_kind(table: Table) -> bool:
    return bool(table_kinds([column.kinds | column.group_kinds for column in table.columns]))


def _names_team(text: str) -> bool:
    """`สมาชิกส่วนปฏิบัติการ : กลุ่มการพยาบาล` above the records of its members is no pair of the first of them."""
    label = text.partition(":")[0]
    return not column_kinds(label) and (team_heading(text) or named_team_heading(text)) is not None


def _is_of_one_above(first: _Group, others: list[_Group]) -> bool:
    """Above the records their heading (`ผู้มีหน้าที่ตามแผน :`), or `ผู้ปฏิบัติหน้าที่แทน : นาย…` of somebody named before."""
    label, value, _ = first[0]
    said_again = {key(other) for group in others for other, _, _ in group}
    return key(label) not in said_again and (not value or find_title(value) is not None)


def _names_phase(text: str) -> bool:
    """`ระยะที่ 1 : 24 ชั่วโมงแรก` heads steps; `ระยะเวลาหยุดชะงัก (MTPD) : 2 ชั่วโมง` is a pair."""
    return phase_hours(text) is not None and not column_kinds(text.partition(":")[0]) & _TIMES


def _group(lines: list[Line], i: int) -> _Group:
    """Pairs on lines without a blank line between them: (heading, value, line)."""
    found: _Group = []
    for n, line in enumerate(lines[i : i + _MOST_LABELS + 1]):
        match = _PAIR.match(line.text)
        if match is None or (n and line.number - lines[i + n - 1].number > 1):
            break
        if _heads_part(line.text, match["label"], match["value"] or ""):
            break
        label, value = _whole_label(tidy(match["label"]), tidy(match["value"] or ""))
        if found and (key(label) == key(found[0][0]) or (phase_hours(label) is None and _names_phase(line.text))):
            break  # the next group, or the phase that heads it, right below this one
        found.append((label, value, line))
    return found


def _whole_label(label: str, value: str) -> tuple[str, str]:
    """`ช่วงที่ 1 : 0 - 4 ชั่วโมง : - แจ้งเหตุ`: the phase is the label, its second colon before what is done in it."""
    head, colon, rest = value.partition(" : ")
    whole = f"{label} : {head}"
    return (
        (whole, rest) if colon and phase_hours(whole) is not None and phase_hours(head) is not None else (label, value)
    )


def _heads_part(text: str, label: str, value: str) -> bool:
    """`ตอนที่ 3 : บัญชีรายชื่อ`, `(3) บัญชีรายชื่อ :`: the heading of a part of the plan, right above or below records."""
    if _PART.fullmatch(tidy(label)):
        return True
    return not value and (numbering(text) is not None or (section_kind(text) is not None and not column_kinds(label)))


def _places(group: _Group, labels: list[str]) -> list[int] | None:
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
    joined_down = found[0] > 0  # the first cell is that of the row above
    return found if joined_down or len(found) >= _KEPT * len(labels) else None


def _row(group: _Group, columns: tuple[Column, ...], labels: list[str], above: tuple[Cell, ...]) -> Row:
    """`above`: the row above, whose first cells reach down into this one where it has none."""
    start = group[0][2].number
    places = _places(group, labels) or [0]
    reach = above[: places[0]] if len(above) == len(labels) else ()
    cells = [Cell((), start, 1, cell.whole.lines) for cell in reach]
    cells += [Cell((), start) for _ in labels[len(cells) :]]
    turned = column_kinds(group[0][1]) & _OF_DEEDS  # `ทรัพยากร : แนวทาง`, and below it a pair an area
    for place, (label, value, line) in zip(places, group, strict=False):
        parts = (part.rstrip(" ,;") for part in _parts(value, turned or columns[place].kinds, label))
        cells[place] = Cell(tuple(Line(line.number, part) for part in parts), line.number)
    return Row(tuple(cells))


def _parts(value: str, kinds: frozenset[str], label: str) -> list[str]:
    """The lines of a cell that were written on one: items, needs behind the areas that they are of, deeds."""
    needs = _NEXT_LABEL.split(value)
    if len(needs) > 1 and all(column_kinds(need.partition(":")[0]) & set(AREAS) for need in needs):
        return needs
    pieces = re.split(r",\s+", value)
    if area_of(pieces[0]) and len({area_of(piece) for piece in pieces if len(piece) <= _LONGEST_AREA} - {None}) >= 3:
        return pieces  # `ที่ทำการสำรอง, 2 คน, อุปกรณ์, รถยนต์ 1 คัน`
    of_deeds = kinds & _OF_DEEDS or phase_hours(label) is not None or stage_of(label) is not None
    return deeds_on_line(value) if of_deeds else items_on_line(value)


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
    while words and (words[-1] in _OF_TIME or any(ch.isdigit() for ch in words[-1])):
        words.pop()  # `MTPD ภายใน 1 วัน` beside `MTPD ภายใน 1 สัปดาห์`
    return " ".join(words)
