"""Records written as `label: value` lines: a process with its unit, impact, MTPD and resources, one fact a line.

A record ends where the next begins: at the label that opened it, at the next process, or at the next title. A title
is the name of a process above its own pairs (`1. งานทะเบียน` and below it `MTPD : 1 วัน`).
"""

import re
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Row, Table
from phrom.core.importing.tables.labelled_lines import is_record_title
from phrom.core.importing.tables.record_tables import read_records
from phrom.core.importing.tables.spoken_rows import time_above, told_need
from phrom.core.importing.tables.tables_of_rows import columns_of
from phrom.core.importing.words.columns import column_kinds, table_kinds
from phrom.core.importing.words.headings import is_page_furniture, phase_hours, section_kind, team_heading
from phrom.core.importing.words.marks import has_bullet, numbering, without_bullet, without_numbering
from phrom.core.importing.words.scenario_words import is_scenario_lead
from phrom.core.plan.document import AREAS
from phrom.core.values.person_name import find_title
from phrom.core.values.thai_text import key, tidy

_PAIR = re.compile(r"^(?P<label>[^:：]{2,60}?)\s*[:：]\s*(?P<value>.*)$")
_LABEL_KINDS = (
    "name|phone|position|unit|impact|mtpd|rto|rpo|mbco|owner|responsible|strategy|premises|equipment|technology|people|"
    "suppliers|process|alternate|primary|step|role|resource|capacity|service|depends|email|line"
)
_LABELS = frozenset(_LABEL_KINDS.split("|"))
_TIMES = frozenset({"mtpd", "rto", "impact"})  # what a process has and nothing else
_INNER = _TIMES | {"rpo", "unit", "phone", "position"}  # labels that may stand in the middle of a line
_PROCESS = "กระบวนงาน"
_PROCESS_LEAD = re.compile(r"^(?:กระบวนงาน|กระบวนการ|งาน|ภารกิจ)(?:สำคัญ)?(?:ที่|ลำดับที่)\s*[\d๐-๙]{1,2}\s*[.):：]?\s*(?=\S)")
_LACKING = ("ขาด", "ถ้าขาด", "หากขาด", "เมื่อขาด")  # `ขาดอาคาร: ย้ายไป…` is a strategy and no part of a record
_LOOSE_LINES = 2  # lines between two pairs that are no pairs: a heading within the record, a remark
_LOOK_AHEAD = 6


@dataclass(frozen=True)
class _Pair:
    label: str
    value: str
    line: Line

    @property
    def kinds(self) -> frozenset[str]:
        return column_kinds(self.label)


@dataclass
class _Run:
    """Pairs in order, and the lines between them that are none."""

    pairs: list[_Pair] = field(default_factory=list)
    more: dict[int, list[Line]] = field(default_factory=dict)  # further lines of the value of a pair
    between: list[Line] = field(default_factory=list)
    end: int = 0


def read_pairs(lines: list[Line], i: int) -> tuple[list[Block], int]:
    """The blocks of a run of pairs that starts at a line, and where it ends; nothing and `i` if there is none."""
    run = _run_at(lines, i)
    labels = list(dict.fromkeys(key(pair.label) for pair in run.pairs))
    kinds = [column_kinds(label) for label in labels]
    only_areas = all(k & set(AREAS) and not k & (_TIMES | {"process", "name"}) for k in kinds)
    if len(run.pairs) < 2 or len(labels) < 2 or only_areas or not table_kinds(kinds):
        return [], i
    remarks: list[Block] = [Paragraph(line) for line in run.between if section_kind(line.text) is None]
    return [_table(run), *remarks], run.end


def _pairs_of(line: Line) -> list[_Pair]:
    """The pairs of a line; several where labels that are known stand in the middle of it."""
    match = _PAIR.match(without_bullet(line.text))
    if not match or (not match["value"] and section_kind(line.text) is not None):
        return []
    label = re.sub(r"(?:ที่)?\s*[\d๐-๙]+\s*$", "", without_numbering(match["label"])).strip()
    if not column_kinds(label) & _LABELS or len(key(label)) > 40 or label.startswith(_LACKING):
        return []
    pairs, value = [], match["value"]
    while inner := _inner_label(value):
        start, end, name = inner
        pairs.append(_Pair(label, tidy(value[:start]).strip(" ,;|"), line))
        label, value = name, value[end:]
    return [*pairs, _Pair(label, tidy(value), line)]


def _inner_label(value: str) -> tuple[int, int, str] | None:
    """Where the next label starts and its colon ends inside a value: `ฝ่ายปกครอง ระดับผลกระทบ : สูง`."""
    colon = re.search(r"\s*[:：]\s*", value)
    if colon is None:
        return None
    starts = [m.end() for m in re.finditer(r"^|[\s,;|]+", value[: colon.start()])]
    for start in reversed(starts):
        name = value[start : colon.start()].strip()
        if start and column_kinds(name) & _INNER:
            return start, colon.end(), name
    return None


def _title(lines: list[Line], i: int) -> _Pair | None:
    """A line that names a process: short, no pair itself, with pairs about a process right below it."""
    line = lines[i]
    lead = _PROCESS_LEAD.match(line.text)
    if has_bullet(line.text) or not 4 <= len(key(line.text)) <= 140 or (not lead and _opens_other(line.text)):
        return None
    below: list[_Pair] = []
    for following in lines[i + 1 : i + 1 + _LOOK_AHEAD]:
        pairs = _pairs_of(following)
        if not pairs:
            break
        below.extend(pairs)
    kinds = frozenset().union(*(pair.kinds for pair in below)) if below else frozenset()
    about = bool(kinds & _TIMES) or (len(kinds & set(AREAS)) >= 2 and is_record_title(line.text))
    if not about or "process" in kinds or not (lead or numbering(line.text) or len(kinds & _TIMES) >= 2):
        return None
    if find_title(without_numbering(line.text)) is not None or read_records(lines, i + 1)[0] is not None:
        return None  # a person, or the heading of a table of records
    return _Pair(_PROCESS, without_numbering(line.text[lead.end() :] if lead else line.text), line)


def _run_at(lines: list[Line], i: int) -> _Run:
    run = _Run(end=i)
    j, loose = i, 0
    waiting: list[Line] = []
    while j < len(lines):
        pairs = _pairs_of(lines[j])
        if pairs and not run.pairs and (team_heading(lines[j].text) or is_scenario_lead(lines[j].text)):
            break
        if run.pairs and _begins_other_records(lines, j, run):
            break
        title = None if pairs else _title(lines, j)
        found = [title] if title else pairs or _need_of(lines[j], run)
        if found:
            run.between.extend(waiting)
            run.pairs.extend(found)
            waiting, loose, run.end = [], 0, j + 1
        elif not run.pairs:
            break
        elif not waiting and _is_further_line(lines, j, run):
            run.more.setdefault(len(run.pairs) - 1, []).append(lines[j])
            run.end = j + 1
        elif loose < _LOOSE_LINES and _may_stand_between(lines[j].text, run):
            waiting.append(lines[j])
            loose += 1
        else:
            break
        j += 1
    return run


def _begins_other_records(lines: list[Line], j: int, run: _Run) -> bool:
    """Groups of pairs under labels of which this run has few: people below processes, with a heading or without."""
    last = run.pairs[-1]
    if len(run.pairs) > 1 and last.value and last.line is lines[j - 1] and lines[j].number - last.line.number == 1:
        return False
    known = {key(pair.label) for pair in run.pairs}
    for start in (j, j + 1):
        table, _ = read_records(lines, start) if start < len(lines) else (None, start)
        if table is not None:
            said = sum(key(f"{column.group} {column.text}") in known for column in table.columns)
            return not table.columns or said <= len(table.columns) / 2
        if not lines[j].text.rstrip().endswith((":", "：")):
            break
    return False


def _need_of(line: Line, run: _Run) -> list[_Pair]:
    """`อุปกรณ์ ได้แก่ …`, `เจ้าหน้าที่ ๖ คน` in a record of work: a pair without a colon."""
    about_work = any(pair.kinds & _TIMES for pair in run.pairs) and any("process" in pair.kinds for pair in run.pairs)
    need = told_need(line.text) if about_work and not _opens_other(line.text) else None
    return [_Pair(*need, line)] if need else []


def _is_further_line(lines: list[Line], j: int, run: _Run) -> bool:
    """A bulleted line below a pair, or below another such line, is one more item of the pair's value."""
    text = lines[j].text
    above = lines[j - 1]
    listed = run.pairs[-1].line is above or above in run.more.get(len(run.pairs) - 1, [])
    return has_bullet(text) and listed and not _opens_other(text)


def _may_stand_between(text: str, run: _Run) -> bool:
    """Within a record of a process: a heading about resources or impact, or a remark."""
    if not any("process" in pair.kinds for pair in run.pairs):
        return False
    kind = section_kind(text)
    return kind in ("requirements", "bia") or (kind is None and not _opens_other(text))


def _opens_other(text: str) -> bool:
    return bool(
        section_kind(text)
        or team_heading(text)
        or is_scenario_lead(text)
        or phase_hours(text)
        or is_page_furniture(text)
        or time_above(text)
    )


def _table(run: _Run) -> Table:
    """One row a record, one column a label; headings that stood between the pairs go with the headings."""
    names: dict[str, str] = {}
    records: list[dict[str, list[Line]]] = [{}]
    for n, pair in enumerate(run.pairs):
        label = key(pair.label)
        names.setdefault(label, pair.label)
        first = next(iter(names))
        if records[-1] and ("process" in pair.kinds or (label in records[-1] and label == first)):
            records.append({})
        value = [Line(pair.line.number, pair.value, pair.line.page_top)] if pair.value else []
        records[-1].setdefault(label, []).extend([*value, *run.more.get(n, [])])
    start = run.pairs[0].line.number
    header = Row(tuple(Cell((Line(start, name),), start) for name in names.values()))
    headings = tuple(Row((Cell((line,), line.number),)) for line in run.between if section_kind(line.text) is not None)
    labels_alone = [p.line for n, p in enumerate(run.pairs) if not p.value]
    marks = tuple(Row((Cell((line,), line.number),)) for line in labels_alone)
    rows = tuple(Row(tuple(Cell(tuple(record.get(label, ())), start) for label in names)) for record in records)
    return Table(rows, columns_of([header]), (*headings, *marks))
