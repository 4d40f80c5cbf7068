"""Tables whose cells are parted by blanks: text saved with its layout, or taken out of a PDF with it.

A line of such a table holds a piece of every cell of a row, so a row is several lines: it begins where its number, or
what its row must have (an MTPD, a telephone, a tick), stands. A piece that filled its cell runs on in the piece below
it. Only lines under headings that say which table it is are taken for a table.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from phrom.core.importing.blocks import Block, Cell, Line, Row
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.names.units import is_unit
from phrom.core.importing.tables.grid import aligned
from phrom.core.importing.tables.padded_columns import Segment, columns_of_page, counted_best, laid_on, width_of
from phrom.core.importing.tables.rows import is_header_row, is_label, opens_table
from phrom.core.importing.tables.tables_of_rows import tables_of
from phrom.core.importing.words.columns import IMPACTS, column_kinds, is_heading_cell
from phrom.core.importing.words.headings import (
    is_page_furniture,
    phase_hours,
    section_kind,
    team_heading,
)
from phrom.core.importing.words.marks import ends_with_count, has_bullet, is_dash, numbering, tick
from phrom.core.importing.words.scenario_words import is_scenario_lead, threat_slug
from phrom.core.plan.document import AREAS
from phrom.core.values.duration import find_duration
from phrom.core.values.person_name import find_title, split_name
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key, tidy

_CAPTION = re.compile(r"(?:ตาราง|ภาพ|รูป|แผนภูมิ)(?:ที่)?\s*[\d๐-๙]")
_BLANK_MOST = 2  # blank lines within a table
_HEADINGS_MOST = 6  # lines
_UNFINISHED = ("/", "–", "-", "(", "และ", "ด้าน", "ผู้", "ที่", "ของ")  # a heading that ends so goes on below
_SHORT = 14  # of the rest of a heading
_LONGEST = 400  # letters on a line of text with layout
_FULL = 0.6  # of its column's width: a piece as long as this may run on below
_PROVES_ROW = frozenset({"mtpd", "rto", "rpo", "impact", "level", "time", "phone", "yes", "no", "done", "mbco"})

_FILLED = frozenset({"responsible", "owner", "unit"})


@dataclass(frozen=True)
class PaddedTable:
    """`blocks` made of the lines with these indexes: from `start` up to and without `end`."""

    start: int
    end: int
    blocks: tuple[Block, ...]


def padded_tables(texts: list[str], mend: Callable[[str], str]) -> list[PaddedTable]:
    """The tables among the raw lines of a text; line numbers count from 1."""
    found: list[PaddedTable] = []
    i = until = 0
    in_vain: set[tuple[str, ...]] = (
        set()
    )  # headings that head no table in the lines up to `until`: not tried again there
    while i < len(texts):
        if i >= until:
            in_vain.clear()
        headings = _headings(texts[i], mend) if _may_be_row(texts[i]) else ()
        end = _end(texts, i) if headings and headings not in in_vain else i
        table = _table_at(texts, i, end, mend) if end > i else None
        if table is None:
            in_vain |= {headings} if headings else set()
            i, until = i + 1, max(until, end)
        else:
            found.append(table)
            i = table.end
    return found


def _headings(text: str, mend: Callable[[str], str]) -> tuple[str, ...]:
    """The words of a line that can head columns; none of a line of one piece."""
    pieces = [tidy(mend(s.text)) for s in counted_best([text])[0]]
    return tuple(piece for piece in pieces if is_heading_cell(piece)) if len(pieces) > 1 else ()


def _may_be_row(text: str) -> bool:
    return (
        "   " in text.strip().replace("\u00a0", " ").replace("  ", "   ") and "\t" not in text and len(text) <= _LONGEST
    )


def _table_at(texts: list[str], i: int, end: int, mend: Callable[[str], str]) -> PaddedTable | None:
    lines = counted_best([text if len(text) <= _LONGEST else "" for text in texts[i:end]])
    columns = columns_of_page([line for line in lines if line])
    if len(columns) < 2:
        return None
    reader = _reader(lines, columns, i + 1, mend)
    headed = reader.headed_columns()
    if len(headed) < 2:
        return None
    if len(headed) < len(columns):
        reader = _reader(lines, headed, i + 1, mend)
    rows = reader.rows()
    if not rows:
        return None
    return PaddedTable(i, end, tuple(aligned(table) for table in tables_of(rows)))


def _reader(
    lines: list[tuple[Segment, ...]], columns: list[tuple[int, int]], first: int, mend: Callable[[str], str]
) -> "_Reader":
    return _Reader(columns, [_pieces(line, columns, first + n, mend) for n, line in enumerate(lines)])


def _end(texts: list[str], i: int) -> int:
    """Past the last line that can belong to the table whose headings begin here."""
    second = counted_best([texts[i]])[0][1].start
    end, blank, j = i + 1, 0, i + 1
    data = False
    while j < len(texts) and blank <= _BLANK_MOST:
        text = tidy(texts[j])
        if not text or is_page_furniture(text):
            blank += not text
            j += 1
            continue
        segments = counted_best([texts[j]])[0]
        headings = tuple(Cell((Line(0, tidy(s.text)),)) for s in segments)
        if data and opens_table(headings):
            break  # another table, or this one on a new page, where its columns may lie elsewhere
        data = data or not all(is_heading_cell(cell.text) for cell in headings)
        if len(segments) == 1 and not _goes_on(segments[0], second, text, blank, texts, j):
            break
        if "\t" in texts[j] or len(texts[j]) > _LONGEST:
            break
        blank, j = 0, j + 1
        end = j
    return end


def _goes_on(segment: Segment, second: int, text: str, blank: int, texts: list[str], j: int) -> bool:
    """Whether a line of one piece is part of a table: a label among its rows, or a piece within one column."""
    if is_label(text):
        following = next((t for t in texts[j + 1 : j + 4] if tidy(t)), "")
        pieces = [tidy(s.text) for s in counted_best([following])[0]] if following else []
        return len(pieces) > 1 and not all(is_heading_cell(piece) for piece in pieces)
    if _CAPTION.match(text) or section_kind(text) or is_scenario_lead(text) or team_heading(text) or phase_hours(text):
        return False
    return segment.start >= second - 2 or (segment.end <= second and not blank)


@dataclass
class _Piece:
    first: int
    last: int
    line: Line


def _pieces(
    segments: tuple[Segment, ...], columns: list[tuple[int, int]], number: int, mend: Callable[[str], str]
) -> list[_Piece]:
    return [_Piece(a, b, Line(number, tidy(mend(text)))) for a, b, text in laid_on(segments, columns)]


class _Reader:
    def __init__(self, columns: list[tuple[int, int]], lines: list[list[_Piece]]) -> None:
        self.columns = columns
        self.lines = lines
        self._proving: set[int] = set()  # columns that every row fills
        self._by_form = True  # whether what they hold is told by its form: a time, a number, a level
        self._numbers: int | None = None  # the column whose numbers begin the rows
        self._widest = [0] * len(columns)

    def rows(self) -> list[Row]:
        """Heading rows, then the rows of data; empty where the first lines are no headings."""
        header, at = self._header()
        if not header:
            return []
        self._look_at(header, self.lines[at:])
        out = [_spanning(header[0], header[1] if len(header) > 1 else []), *(Row(tuple(cells)) for cells in header[1:])]
        heads = {key(" ".join(p.line.text for p in line)) for line in self.lines[:at] if line}
        row: list[list[_Piece]] = []
        for line in self.lines[at:]:
            words = key(" ".join(p.line.text for p in line))
            if not line or words in heads or (len(line) == 1 and is_page_furniture(line[0].line.text)):
                if line and words in heads:
                    out.append(Row((Cell(tuple(p.line for p in line)),)))  # the headings again, on a new page
                continue
            if len(line) == 1 and is_label(line[0].line.text):
                self._close(row, out)
                out.append(Row((Cell((line[0].line,), line[0].line.number),)))
                continue
            if row and self._opens_row(line, row):
                self._close(row, out)
            row.append(line)
        self._close(row, out)
        return out

    def headed_columns(self) -> list[tuple[int, int]]:
        """The columns that have a heading; one without it is part of the column before it."""
        header, _ = self._header()
        found: list[tuple[int, int]] = []
        for i, (start, end) in enumerate(self.columns):
            if found and header and not any(level[i].lines for level in header):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found if header else []

    def _look_at(self, header: list[list[Cell]], data: list[list[_Piece]]) -> None:
        """What tells the rows of this table apart."""
        kinds = [
            frozenset().union(*(column_kinds(level[i].text) for level in header)) for i in range(len(self.columns))
        ]
        pieces = [piece for line in data for piece in line]
        for piece in pieces:
            self._widest[piece.first] = max(self._widest[piece.first], width_of(piece.line.text, by_look=True))
        held = {piece.first for piece in pieces}
        self._proving = {i for i, k in enumerate(kinds) if k & _PROVES_ROW and i in held}
        if not self._proving:
            self._by_form = False
            self._proving = {i for i, k in enumerate(kinds) if i and k & _FILLED and i in held}
        self._numbers = next((i for i, k in enumerate(kinds) if "number" in k), None)
        if self._numbers is None:
            listed = [_number(piece.line.text) for piece in pieces if piece.first == 0]
            counted = [int(n) for n in listed if n and n.isdigit()]
            self._numbers = (
                0 if len(counted) > 1 and counted == list(range(counted[0], counted[0] + len(counted))) else None
            )

    def _header(self) -> tuple[list[list[Cell]], int]:
        """The heading cells, one list a level, and how many lines they take."""
        best: tuple[list[list[Cell]], int] = ([], 0)
        taken: list[list[_Piece]] = []
        lower: list[list[_Piece]] = []
        for n, line in enumerate(self.lines[:_HEADINGS_MOST]):
            if not line:
                if best[0]:
                    break
                continue
            if taken and _is_lower_heading(line, taken):
                lower.append(line)
            elif best[0] and not self._ends_headings(taken, line) and _is_data(line, len(self.columns)):
                break
            elif lower:
                lower.append(line)
            else:
                taken.append(line)
            levels = [self._merged(taken), *([self._merged(lower)] if lower else [])]
            plain = [tuple(cells) for cells in levels]
            if opens_table(plain[0], plain[1] if lower else ()):
                best = (levels, n + 1)
            elif best[0]:
                break
        return best

    def _ends_headings(self, taken: list[list[_Piece]], line: list[_Piece]) -> bool:
        """Whether a few short words right below the headings are the rest of them: `กระบวน` and below it `งานที่`."""
        if any(p.line.text.endswith(_UNFINISHED) for p in taken[-1]) and not any(_begins(p.line.text) for p in line):
            return True
        short = all(width_of(p.line.text, by_look=True) <= _SHORT and not _begins(p.line.text) for p in line)
        near = line[0].line.number - taken[-1][0].line.number == 1
        if not (short and near and len(line) < len(self.columns) / 2):
            return False
        whole = self._merged([*taken, line])
        return all(column_kinds(whole[p.first].text) & column_kinds(self._merged(taken)[p.first].text) for p in line)

    def _merged(self, lines: list[list[_Piece]]) -> list[Cell]:
        cells = [Cell((), lines[0][0].line.number) for _ in self.columns]
        for line in lines:
            for piece in [part for whole in line for part in _two_headings(whole)]:
                held = cells[piece.first]
                span = max(held.span, piece.last - piece.first + 1)
                cells[piece.first] = Cell((*held.lines, piece.line), held.start, span)
        return cells

    def _opens_row(self, line: list[_Piece], row: list[list[_Piece]]) -> bool:
        filled = {piece.first: piece.line.text for piece in line}
        above = {piece.first: piece.line.text for pieces in row for piece in pieces}
        if self._numbers is not None:
            return _number(filled.get(self._numbers, "")) is not None
        said = [i for i in self._proving if i in filled and self._says_anew(i, filled[i], above)]
        first = filled.get(0)
        if first is None:
            return len(said) > 1 and set(said) <= set(above)
        if said:
            return bool(set(said) & set(above))  # a row whose cells are centred says it first in its middle
        if has_bullet(first) or threat_slug(first) or any(tick(text) for text in filled.values()):
            return True
        just_above = {piece.first: piece.line.text for piece in row[-1]}
        runs_on = 0 in just_above and all(self._is_full(i, just_above.get(i, "")) for i in filled)
        return not runs_on and (not self._proving or len(filled) > 0.6 * len(self.columns))

    def _says_anew(self, column: int, text: str, above: dict[int, str]) -> bool:
        """Whether a piece in a column that every row fills is no rest of the piece above it."""
        before = above.get(column, "")
        if self._by_form:
            return not self._is_full(column, before) or _begins(text) or is_dash(text)
        known = role_words(text) is not None or team_heading(text) is not None or is_unit(text)
        return known or not self._is_full(column, before)

    def _is_full(self, column: int, text: str) -> bool:
        return width_of(text, by_look=True) >= _FULL * self._widest[column]

    def _close(self, row: list[list[_Piece]], out: list[Row]) -> None:
        if not row:
            return
        held: list[list[Line]] = [[] for _ in self.columns]
        for line in row:
            for piece in line:
                held[piece.first].append(piece.line)
        start = row[0][0].line.number
        whole = [self._wrapped(i, lines) for i, lines in enumerate(held)]
        out.append(Row(tuple(Cell(lines, start) for lines in whole)))
        row.clear()

    def _wrapped(self, column: int, lines: list[Line]) -> tuple[Line, ...]:
        """Pieces that ran on, joined to one paragraph; the lines that gave their words away stay behind it, empty."""
        out: list[Line] = []
        last = 0
        for line in lines:
            above = lines[lines.index(line) - 1].text
            if out and self._is_full(column, above) and not _begins(line.text) and not ends_with_count(above):
                out[last] = Line(out[last].number, _run_together(out[last].text, line.text))
                out.append(Line(line.number, ""))
            else:
                last = len(out)
                out.append(line)
        return tuple(out)


def _number(text: str) -> str | None:
    """The number that a piece begins with, or is."""
    return numbering(text) or numbering(f"{text}.") if text else None


def _begins(text: str) -> bool:
    """A piece that cannot be the rest of the one above it."""
    return bool(
        has_bullet(text)
        or numbering(text)
        or find_title(text)
        or tick(text)
        or find_numbers(text)
        or find_duration(text)
        or key(text) in IMPACTS
    )


def _run_together(text: str, rest: str) -> str:
    """Thai words were parted at the line's end without a blank; names and other scripts had one."""
    plain = "ก" <= text[-1:] <= "๎" and "ก" <= rest[:1] <= "๎"
    if plain and find_title(text) is not None and "(" not in text:
        name = split_name(text)
        plain = name is not None and name.family is not None
    return text + rest if plain else f"{text} {rest}"


def _is_lower_heading(line: list[_Piece], above: list[list[_Piece]]) -> bool:
    """`สูง  กลาง  ต่ำ` below a heading: several headings that stand below one."""
    texts = [piece.line.text for piece in line]
    over = [p for pieces in above for p in pieces]
    below_one = any(sum(p.first <= piece.first <= p.last for piece in line) > 1 for p in over)
    below_none = any(not any(p.first <= piece.first <= p.last for p in over) for piece in line)
    return len(texts) > 1 and all(is_heading_cell(text) for text in texts) and (below_one or below_none)


def _is_data(line: list[_Piece], width: int) -> bool:
    """Whether a line is no heading any more: it says a time, a number, a name, a sign, or fills the first columns."""
    texts = [piece.line.text for piece in line]
    if any(_begins(text) or threat_slug(text) for text in texts):
        return True
    headings = is_header_row(tuple(Cell((piece.line,)) for piece in line))
    return line[0].first == 0 and (len(line) > width * 0.6 or (len(line) > 1 and not headings))


def _two_headings(piece: _Piece) -> list[_Piece]:
    """Headings of two columns that were printed without a blank between them (`บุคลากรคู่ค้า`); else the piece."""
    text = piece.line.text
    if piece.last - piece.first == 1:
        for cut in range(3, len(text) - 2):
            parts = (text[:cut], text[cut:])
            one, other = (column_kinds(part) & set(AREAS) if is_heading_cell(part) else set() for part in parts)
            if one and other and not one & other:
                places = zip((piece.first, piece.last), parts, strict=True)
                return [_Piece(place, place, Line(piece.line.number, words)) for place, words in places]
    return [piece]


def _spanning(cells: list[Cell], lower: list[Cell]) -> Row:
    """The upper level of headings: over several columns one cell; a column whose own heading is lower has none."""
    if not lower:
        return Row(tuple(cells))
    out: list[Cell] = []
    i = 0
    while i < len(cells):
        span = 1
        while i + span < len(cells) and span < cells[i].span and not cells[i + span].lines:
            span += 1
        if cells[i].lines or not lower[i].lines:
            out.append(Cell(cells[i].lines, cells[i].start))
        i += span
    return Row(tuple(out))
