"""A text file as blocks. Three ways of writing a table are known: a cell starts with a tab and ends at the line's
end or runs on over further paragraphs (Word's own export); a row on one line with tabs or bars between the cells;
plain paragraphs and label-value pairs, which `loose_tables` looks into afterwards.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Row, SourceDocument, Table
from phrom.core.importing.files.damage import damage_menders
from phrom.core.importing.tables.broken_rows import JoinedRow, broken_rows
from phrom.core.importing.tables.labels_by_gap import with_colons
from phrom.core.importing.tables.loose_tables import with_loose_tables
from phrom.core.importing.tables.padded_tables import PaddedTable, padded_tables
from phrom.core.importing.tables.rows import LooseCell, is_header_row, opens_table, rows_of
from phrom.core.importing.tables.tables_of_rows import tables_of
from phrom.core.importing.words.columns import is_heading_cell
from phrom.core.importing.words.headings import (
    is_catch_word,
    is_page_furniture,
    is_title,
    phase_hours,
    section_kind,
    team_heading,
)
from phrom.core.importing.words.marks import items_on_line
from phrom.core.importing.words.scenario_words import is_scenario_lead
from phrom.core.values.source import SourceLine
from phrom.core.values.thai_text import key, tidy

_LOOK_AHEAD = 60
_LONGEST = 20_000  # letters on a line
_WHOLE = re.compile("((?:^|\t)[•▪◦➢\uf0b7\uf0a7])\t+(?=[^\t])")  # a bullet and the tab behind it are no cell
# an indented item of a list: the tabs in front of its mark and behind it part no cells
_LISTED = re.compile(
    r"\t+(?P<mark>\([\d๐-๙ก-ฮ]{1,3}\)|[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)]|[-–•●▪])\t+(?P<text>[^\t]{3,})"
)


@dataclass(slots=True)
class _Raw:
    """A raw line: `cells` where it starts or is a table row, None where it is a paragraph.

    `parts`: the line parted at its tabs, blank cells and all, for the case that it is a row among rows.
    """

    number: int
    text: str
    cells: list[str] | None = None
    row: bool = False
    parts: tuple[str, ...] = ()
    page_top: bool = False
    blank: bool = False
    listed: bool = False  # an indented item of a list


def read_text(text: str) -> SourceDocument:
    """Blocks and lines of a decoded text. Lines are counted as any editor counts them, by line feeds."""
    menders = damage_menders(text)
    mend = menders.words
    sources = list(enumerate(_lines(text), start=1))
    whole, torn = _rejoined([raw for _, raw in sources])
    whole = _labels_moved_out(_numbers_beside_words(whole))
    raws = [_raw(number, mend(raw)) for number, raw in enumerate(with_colons(whole), start=1)]
    heads = _running_heads(raws)
    lines = tuple(SourceLine(number=number, text=tidy(raw)) for number, raw in sources if raw.strip())
    furniture = [
        r.number
        for r in raws
        if r.text.strip() and len(r.text) <= _LONGEST and (is_catch_word(tidy(r.text)) or not tidy(r.text))
    ]
    furniture.extend([*heads, *torn])
    reader = _BlockReader(
        raws,
        {table.start: table for table in padded_tables([menders.places(raw) for raw in whole], mend)},
        _broken(raws),
    )
    return SourceDocument(lines, tuple(with_loose_tables(reader.blocks())), tuple(furniture))


def _broken(raws: list[_Raw]) -> dict[int, JoinedRow]:
    return broken_rows(["" if raw.blank else _WHOLE.sub(r"\1 ", raw.text.strip(" \u00a0\r")) for raw in raws])


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").replace("\v", " ")
    return text.split("\n")


_ROWS_NEAR = 2  # lines
_NUMBER_APART = re.compile(
    r"(?P<mark>[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)]?|[(\[](?:[\d๐-๙]{1,2}|[ก-ช])[)\]]|[ก-ช][.)])\t(?P<words>[^\t]{3,})"
)


def _numbers_beside_words(texts: list[str]) -> list[str]:
    """`4.`, a tab and words, as automatic numbers are written out: a heading or an item, and no row of two cells unless
    it goes on with a table."""
    found: list[str] = []
    rows = ["\t" in text.strip() and not _NUMBER_APART.fullmatch(text.strip(" \u00a0")) for text in texts]
    for i, text in enumerate(texts):
        apart = _NUMBER_APART.fullmatch(text.strip(" \u00a0"))
        in_table = any(rows[max(0, i - _ROWS_NEAR) : i + 1 + _ROWS_NEAR])
        if apart is None or (in_table and section_kind(apart["words"]) is None):
            found.append(text)
        else:
            found.append(f"{apart['mark']} {apart['words']}")
    return found


_MOVED_IN = re.compile(r"\t(?P<words>[^\t]+)")
_LABELLED = re.compile(r"[^:：\d]{2,40}\s*[:：]\s*\S")


def _labels_moved_out(texts: list[str]) -> list[str]:
    """Lines of `label : value` that a tab moves in: no cells of a table, though those begin with a tab as well."""
    found = list(texts)
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and _MOVED_IN.fullmatch(texts[end]):
            end += 1
        run = [text.strip() for text in texts[start:end]]
        if len(run) >= _FEWEST_LABELS and sum(bool(_LABELLED.match(text)) for text in run) >= _MOST_LABELS * len(run):
            found[start:end] = run
        start = max(end, start + 1)
    return found


_FEWEST_LABELS, _MOST_LABELS = 3, 0.7  # lines of a run; of them
_NOTHING = "\u2060"  # keeps what follows in its column
_MARK_FIRST = re.compile("[ \u00a0]*[ัิ-ฺ็-๎]")


def _rejoined(texts: list[str]) -> tuple[list[str], list[int]]:
    """Lines torn at a mark that was printed above its letter (`ขัน` and below it `้ ตอน`) made whole, and the numbers of
    the lines that gave their words away."""
    whole, torn = list(texts), []
    for i in range(1, len(whole)):
        mark = _MARK_FIRST.match(whole[i])
        if mark and whole[i - 1].strip() and mark.end() >= len(whole[i - 1].rstrip()) - 2:
            at = mark.end() - 1
            whole[i - 1], whole[i] = whole[i - 1].rstrip().ljust(at, _NOTHING) + whole[i][at:], ""
            torn.append(i + 1)
    return whole, torn


def _running_heads(raws: list[_Raw]) -> list[int]:
    """Numbers of the lines that repeat the plan's title on every page; they are blanked for the reading."""
    titles = [r for r in raws if r.cells is None and not r.blank and is_title(tidy(r.text))]
    counts = Counter(tidy(r.text) for r in titles)
    heads = [r for r in titles if counts[tidy(r.text)] >= 3][1:]
    for raw in heads:
        raw.blank = True
    return [raw.number for raw in heads]


def _raw(number: int, text: str) -> _Raw:
    if len(text) > _LONGEST:
        return _Raw(number, text, blank=True)  # no paragraph of a plan: it stays unplaced
    page_top = text[:1] in (" ", "\u00a0")
    bare = text.strip(" \u00a0\r")
    if not bare or (not bare.strip("\t") and "\t" not in bare) or (not tidy(text) and "\t" not in bare):
        return _Raw(number, text, blank=True)
    if bare.startswith("|") and (bare.count("|") >= 3 or (bare.endswith("|") and len(bare) > 2)):
        cells = [c.strip() for c in bare.removeprefix("|").removesuffix("|").split("|")]
        return _Raw(number, text, cells, row=True, page_top=page_top)
    bare = _WHOLE.sub(r"\1 ", bare)
    listed = _LISTED.fullmatch(bare)
    if listed:
        return _Raw(number, f"{listed['mark']} {listed['text']}", parts=tuple(map(tidy, bare.split("\t"))), listed=True)
    if "\t" in bare:
        cells = [tidy(c) for c in bare.split("\t")]
        starts = bare.startswith("\t")
        filled = [c for c in cells if c]
        parts = tuple(cells)
        if len(filled) >= 2 or (not starts and len(cells) >= 3):
            plain = cells[1:] if starts and not cells[0] else cells
            return _Raw(number, text, plain, row=True, page_top=page_top, parts=parts)
        if starts:
            return _Raw(number, text, [filled[0] if filled else ""], page_top=page_top, parts=parts)
    return _Raw(number, text, page_top=page_top)


@dataclass
class _BlockReader:
    raws: list[_Raw]
    padded: dict[int, PaddedTable] = field(default_factory=dict)  # by the index of the first line
    broken: dict[int, JoinedRow] = field(default_factory=dict)  # likewise
    out: list[Block] = field(default_factory=list)
    stream: list[LooseCell] = field(default_factory=list)
    line_rows: list[Row] = field(default_factory=list)
    cell_lines: list[Line] = field(default_factory=list)
    cell_start: int = 0
    in_cell: bool = False
    cell_top: bool = False
    blank_before: bool = False
    rows_indented: bool = False  # the first row of such a table begins with a tab
    row_width: int = 0  # of the rows so far of a table with one row a line

    def blocks(self) -> list[Block]:
        end = 0
        for i, raw in enumerate(self.raws):
            if i in self.padded:
                self._end_table()
                self.out.extend(self.padded[i].blocks)
                end = self.padded[i].end
            if i in self.broken and i >= end:
                self._joined(self.broken[i])
                end = self.broken[i].end
            if i < end:
                self.blank_before = False
            elif raw.blank:
                self.blank_before = True
            elif raw.row or (raw.parts and self._among_rows(raw)):
                self._row(raw)
            elif raw.cells is not None and self._is_indented(i):
                self._end_table()
                self.out.append(Paragraph(Line(raw.number, raw.cells[0], raw.page_top)))
                self.blank_before = False
            elif raw.cells is not None:
                self._cell(raw)
            elif self._is_full_width(i):
                self.line_rows.append(Row((Cell((Line(raw.number, tidy(raw.text), raw.page_top),), raw.number),)))
            else:
                self._paragraph(i, raw)
        self._end_table()
        return self.out

    def _row(self, raw: _Raw) -> None:
        if self.in_cell:
            self._end_table()
        texts = list(raw.parts) if self._among_rows(raw) or self._has_blank_first(raw) else raw.cells or []
        cells = tuple(
            Cell(tuple(Line(raw.number, part, raw.page_top) for part in items_on_line(text)), raw.number)
            for text in texts
        )
        if all(set(c.text) <= set("-:=+ ") for c in cells) and len(raw.text.strip()) > 8:
            return  # the rule below the headings of a bar table
        if self.line_rows and self.blank_before and len(cells) != self.row_width:
            self._end_table()
        if not self.line_rows:
            self.rows_indented = raw.parts[:1] == ("",)
        self.line_rows.append(Row(cells))
        self.row_width = max(self.row_width, len(cells))
        self.blank_before = False

    def _joined(self, row: JoinedRow) -> None:
        if self.in_cell or (self.line_rows and self.blank_before and len(row.cells) != self.row_width):
            self._end_table()
        if not self.line_rows:
            self.rows_indented = False
        self.line_rows.append(Row(row.cells))
        self.row_width = max(self.row_width, len(row.cells))

    def _is_indented(self, i: int) -> bool:
        """A lone line with a tab in front of it is an indented paragraph: cells come several together."""
        if self.in_cell or not self.raws[i].parts or not (self.raws[i].cells or [""])[0]:
            return False
        blank = False
        for raw in self.raws[i + 1 : i + _LOOK_AHEAD]:
            if raw.listed or (blank and not raw.blank):
                return raw.cells is None or raw.row
            if raw.cells is not None:
                return False
            blank = blank or raw.blank
        return True

    def _among_rows(self, raw: _Raw) -> bool:
        """Whether a line has as many cells as the row above it: blank first and last cells are cells then."""
        if not self.line_rows or self.blank_before:
            return False
        short = not self.rows_indented and raw.parts[:1] == ("",) and 2 <= len(raw.parts) < self.row_width
        return len(raw.parts) == self.row_width or short

    def _has_blank_first(self, raw: _Raw) -> bool:
        """Where the first row did not begin with a tab, a tab in front of a later row is a blank cell."""
        return bool(self.line_rows) and not self.rows_indented and raw.parts[:1] == ("",) and len(raw.parts) > 2

    def _is_full_width(self, i: int) -> bool:
        """A line without cells between the rows of a table: a merged row, such as a part of the form."""
        following = self.raws[i + 1] if i + 1 < len(self.raws) else None
        if not self.line_rows or self.blank_before or following is None or len(following.parts) != self.row_width:
            return False
        text = tidy(self.raws[i].text)
        own_heading = opens_table(tuple(Cell((Line(0, part),) if part else ()) for part in following.parts))
        return not own_heading and not is_scenario_lead(text) and len(text) < 160

    def _cell(self, raw: _Raw) -> None:
        if self.line_rows:
            self._end_table()
        self._end_cell()
        text = (raw.cells or [""])[0]
        self.in_cell, self.cell_start, self.cell_top = True, raw.number, raw.page_top
        self.cell_lines = [Line(raw.number, text, raw.page_top)] if text else []
        self.blank_before = False

    def _paragraph(self, i: int, raw: _Raw) -> None:
        text = tidy(raw.text)
        if is_catch_word(text):
            self.blank_before = True
            return
        if self.in_cell and is_page_furniture(text) and not text.isdecimal():
            self.blank_before = True  # the foot of a page: what follows is no more of this cell's paragraph
            return
        line = Line(raw.number, text, raw.page_top)
        if self.in_cell and raw.page_top and self._is_repeated_heading(i):
            # a page break ate the tab of the first heading that is repeated on the new page
            self._end_cell()
            self.in_cell, self.cell_start, self.cell_top, self.cell_lines = True, raw.number, True, [line]
            self.blank_before = False
            return
        if self.in_cell and self._continues(i, text, raw):
            self.cell_lines.append(line)
            self.blank_before = False
            return
        self._end_table()
        self.out.append(Paragraph(line))
        self.blank_before = False

    def _is_repeated_heading(self, i: int) -> bool:
        following = self._next_cells(i)
        first = Cell((Line(0, tidy(self.raws[i].text)),))
        words = key(first.text)
        repeated = any(key(loose.cell.text) == words for loose in self.stream)
        named = repeated and is_heading_cell(first.text) and not section_kind(first.text)
        return named and bool(following) and is_header_row((first, *following))

    def _continues(self, i: int, text: str, raw: _Raw) -> bool:
        """Whether a paragraph without a tab is a further paragraph of the cell above it."""
        if not self.blank_before and not (raw.page_top and i and self.raws[i - 1].blank):
            heading = section_kind(text) and text.endswith((":", "："))
            return not (heading or is_scenario_lead(text) or (raw.page_top and section_kind(text)))
        return not opens_something(text) and self._cells_follow(i)

    def _cells_follow(self, i: int) -> bool:
        """After a blank line: only if the table goes on, with data and not with the headings of a new one."""
        for j in range(i + 1, min(i + _LOOK_AHEAD, len(self.raws))):
            raw = self.raws[j]
            if raw.blank:
                continue
            if raw.row:
                return False
            if raw.cells is not None:
                return not opens_table(self._next_cells(j - 1))
            if opens_something(tidy(raw.text)):
                return False
        return False

    def _next_cells(self, i: int) -> tuple[Cell, ...]:
        """The cells up to the next blank line after a line, each with its further paragraphs."""
        cells: list[Cell] = []
        for raw in self.raws[i + 1 : i + _LOOK_AHEAD]:
            if raw.blank:
                break
            if raw.cells is not None:
                cells.append(Cell((Line(raw.number, raw.cells[0]),) if raw.cells[0] else (), raw.number))
            elif cells:
                cells[-1] = Cell((*cells[-1].lines, Line(raw.number, tidy(raw.text))), cells[-1].start)
        return tuple(cells)

    def _end_cell(self) -> None:
        if self.in_cell:
            self.stream.append(
                LooseCell(Cell(tuple(self.cell_lines), self.cell_start), self.blank_before, self.cell_top)
            )
        self.in_cell, self.cell_lines, self.blank_before = False, [], False

    def _end_table(self) -> None:
        self._end_cell()
        rows = self.line_rows or (rows_of(self.stream) if self.stream else [])
        if rows:
            self.out.extend(_without_columns_alone(tables_of(rows)))
        self.stream, self.line_rows, self.row_width = [], [], 0


def opens_something(text: str) -> bool:
    """A line that cannot be a further paragraph of a cell: it opens a section, a team, a phase, a scenario."""
    return bool(
        section_kind(text)
        or team_heading(text)
        or phase_hours(text)
        or is_scenario_lead(text)
        or is_page_furniture(text)
    )


def _without_columns_alone(tables: list[Table]) -> list[Block]:
    """A headless table of one cell a row is a text box or a note, not a table."""
    out: list[Block] = []
    for table in tables:
        if not table.columns and all(len(row.cells) == 1 for row in table.rows):
            out.extend(Paragraph(line) for row in table.rows for line in row.lines)
        else:
            out.append(table)
    return out
