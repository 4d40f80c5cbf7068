"""Tables that were flattened to sentences: the headings stand as words inside each line, without a colon.

Two forms: a row a line (`1. งานทะเบียน ผู้รับผิดชอบ ฝ่ายปกครอง ระดับผลกระทบ สูง MTPD 1 วัน`), and a title with a line
for each column below it (`1. งานทะเบียน`, then `บุคลากรหลัก 4 คน`, `คู่ค้า -`). A word counts as a heading only where
it comes back in the next row: once is a sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.names.units import is_unit
from phrom.core.importing.tables.tables_of_rows import columns_of
from phrom.core.importing.words.columns import column_kinds, table_kinds
from phrom.core.importing.words.headings import section_kind
from phrom.core.importing.words.marks import has_bullet, numbering, without_numbering
from phrom.core.importing.words.scenario_words import threat_slug
from phrom.core.plan.document import AREAS
from phrom.core.values.thai_text import key, tidy

_TIMES = frozenset({"mtpd", "rto", "rpo", "impact"})
_IN_A_ROW = _TIMES | {"unit", "owner", "responsible", "mbco", "depends", "phone", "position"}
_BELOW_A_TITLE = _TIMES | {"unit", "owner", "responsible", "mbco", *AREAS}
_PROCESS = "กระบวนงาน"
_WORD = re.compile(r"[^\s:：,;]+")
_LONGEST_TITLE = 140


@dataclass(frozen=True)
class _Label:
    """A heading's word inside a line, and where it stands."""

    text: str
    start: int
    end: int


def read_labelled_rows(lines: list[Line], i: int) -> tuple[Table | None, int]:
    """The table of a run of lines that repeat the same headings, and where the run ends; None and `i` without one."""
    if i + 1 >= len(lines):
        return None, i
    common = _common(_labels(lines[i].text), _labels(lines[i + 1].text))
    kinds = [frozenset({"process"}), *(column_kinds(name) for name in common)]
    if len(common) < 2 or "bia" not in table_kinds(kinds):
        return None, i
    rows: list[Row] = []
    end = i
    while end < len(lines) and (cells := _cells(lines[end], common)):
        rows.append(Row(tuple(cells)))
        end += 1
    start = lines[i].number
    header = Row(tuple(Cell((Line(start, name),), start) for name in (_PROCESS, *common)))
    return Table(tuple(rows), columns_of([header])), end


def _labels(text: str) -> list[_Label]:
    """Words of a line that can be headings, the first word apart: with it begins what the row is about."""
    found: list[_Label] = []
    for match in list(_WORD.finditer(without_bullets(text)))[1:]:
        if column_kinds(match.group()) & _IN_A_ROW and len(key(match.group())) >= 3:
            found.append(_Label(match.group(), match.start(), match.end()))
    return found


def without_bullets(text: str) -> str:
    return text.replace("–", " ").replace("—", " ").replace("|", " ")


def _common(one: Iterable[_Label], other: Iterable[_Label]) -> list[str]:
    """The headings that two lines have in the same order; each once."""
    behind = [key(label.text) for label in other]
    names: list[str] = []
    at = 0
    for label in one:
        word = key(label.text)
        if word in behind[at:] and all(key(name) != word for name in names):
            names.append(label.text)
            at = behind.index(word, at) + 1
    return names


def _cells(line: Line, names: list[str]) -> list[Cell]:
    """The cells of a row: before the first heading, and behind each; empty if a heading is missing."""
    text = without_bullets(line.text)
    places: list[_Label] = []
    for name in names:
        after = places[-1].end if places else 0
        found = next((x for x in _labels(text) if x.start >= after and key(x.text) == key(name)), None)
        if found is None:
            return []
        places.append(found)
    pieces = [text[: places[0].start]]
    pieces += [text[a.end : b] for a, b in zip(places, [*(p.start for p in places[1:]), len(text)], strict=True)]
    if not key(without_numbering(pieces[0])):
        return []
    values = [tidy(piece).strip(" :：,;") for piece in pieces]
    return [Cell((Line(line.number, value, line.page_top),) if value else (), line.number) for value in values]


def with_colons(lines: list[Line]) -> list[Line]:
    """Lines of titled records with a colon put behind the word that is their heading, as `pairs` reads them.

    A record is a title with at least two such lines right below it; there must be two records with the same words.
    """
    groups = [group for i in range(len(lines)) if (group := _record(lines, i))]
    said: dict[str, int] = {}
    for group in groups:
        for label in {key(label) for label in group.values()}:
            said[label] = said.get(label, 0) + 1
    again = {label for label, count in said.items() if count >= 2}
    if len(again) < 2:
        return lines
    out = list(lines)
    for group in groups:
        for i, label in group.items():
            if key(label) in again:
                line = lines[i]
                out[i] = Line(line.number, f"{label} : {line.text[len(label) :].strip()}", line.page_top)
    return out


def _record(lines: list[Line], i: int) -> dict[int, str]:
    """Index → heading of the lines below a title; empty if the line is no title of a record."""
    if not is_record_title(lines[i].text) or _first_label(lines[i].text):
        return {}
    found: dict[int, str] = {}
    for j in range(i + 1, len(lines)):
        label = _first_label(lines[j].text)
        if not label:
            break
        found[j] = label
    return found if len(found) >= 2 else {}


def is_record_title(text: str) -> bool:
    """A numbered line that can name a process: no part of the plan, no threat, no unit."""
    bare = without_numbering(text)
    return (
        numbering(text) is not None
        and not has_bullet(text)
        and 4 <= len(key(text)) <= _LONGEST_TITLE
        and section_kind(text) is None
        and threat_slug(bare) is None
        and (bare.startswith("งาน") or not is_unit(bare))
    )


def _first_label(text: str) -> str:
    """The heading with which a line begins, where a value follows it; else nothing."""
    match = _WORD.match(text)
    if match is None or match.end() == len(text) or numbering(text) or has_bullet(text) or ":" in text:
        return ""
    return match.group() if column_kinds(match.group()) & _BELOW_A_TITLE else ""
