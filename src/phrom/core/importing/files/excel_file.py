"""An Excel workbook as blocks: free sheets whose headings say what they hold, text above and between the tables.

A line is a line of a cell; `place` says where: `ชีต BIA ช่อง B3`. Formulas count with the value that Excel saved for
them. What stands on a hidden sheet is listed but not read. openpyxl is loaded when the first workbook comes: it is
large, and most plans are Word files.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Row, SourceDocument, Table
from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.files.excel_package import Merged, merged_cells, refuse_declarations
from phrom.core.importing.files.excel_values import shown, with_zeros
from phrom.core.importing.files.text_file import opens_something
from phrom.core.importing.tables.grid import aligned
from phrom.core.importing.tables.loose_tables import with_loose_tables
from phrom.core.importing.tables.rows import is_label, opens_table
from phrom.core.importing.tables.tables_of_rows import tables_of
from phrom.core.importing.words.headings import section_kind
from phrom.core.values.source import Bilingual, SourceLine
from phrom.core.values.thai_text import tidy

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # what both of openpyxl's XML parsers raise
    LookupError,  # what is not where it should be; an encoding that nobody knows
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    OverflowError,
    NotImplementedError,
    AssertionError,
)
_SHEETS_MOST = 60
_COLUMNS_MOST = 256
_ROWS_MOST = 10_000  # with something in them, on one sheet
_BLANK_ROWS_MOST = 2_000  # one after another: what Excel keeps below is formatting
_VISITED_MOST = 3_000_000
_CELLS_MOST = 200_000


def read_excel(data: bytes) -> SourceDocument:
    """Blocks and lines of an .xlsx. Raises UnreadableFileError (`truncated`, `too-long`, `unsafe`)."""
    import openpyxl  # noqa: PLC0415 - slow to load, and rarely needed

    reader = _WorkbookReader()
    try:
        refuse_declarations(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > _SHEETS_MOST:
            raise UnreadableFileError("too-long")
        for sheet in book.worksheets:
            reader.read_sheet(sheet, merged_cells(data, sheet._worksheet_path))
    except BROKEN as problem:
        raise UnreadableFileError("truncated") from problem
    return SourceDocument(
        tuple(reader.lines), tuple(with_loose_tables(reader.blocks)), tuple(reader.furniture), reader.mended
    )


@dataclass
class _WorkbookReader:
    lines: list[SourceLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)
    mended: dict[int, Bilingual] = field(default_factory=dict)
    _visited: int = 0
    _filled: int = 0

    def read_sheet(self, sheet: Any, merged: Merged) -> None:
        """The sheet's name opens a part if it says one; its rows follow."""
        hidden = sheet.sheet_state != "visible"
        name = tidy(str(sheet.title))
        title = self._line(name, "ชื่อชีต")
        if title is not None and not hidden and opens_something(title.text):
            self.blocks.append(Paragraph(title))
        elif title is not None:
            self.furniture.append(title.number)
        where = f"ชีต {name} (ซ่อนไว้)" if hidden else f"ชีต {name}"
        before = len(self.lines)
        rows = self._rows(sheet, merged, where)
        if len(self.lines) == before and title is not None and title.number in self.furniture:
            self.furniture.remove(title.number)
            self.lines.pop()  # `Sheet2`, and nothing on it
        for run in [] if hidden else _runs(rows):
            self.blocks.extend(self._run_blocks(run))

    def _line(self, text: str, place: str) -> Line | None:
        words = tidy(text)
        if not words:
            return None
        number = len(self.lines) + 1
        self.lines.append(SourceLine(number=number, text=words, place=place))
        return Line(number, words)

    def _rows(self, sheet: Any, merged: Merged, where: str) -> list[tuple[Cell, ...]]:
        """The rows as cells, each as wide as what it shows; blank rows are rows without cells."""
        rows: list[tuple[Cell, ...]] = []
        columns: dict[int, tuple[int, Cell]] = {}  # a merged cell above: the last row that it reaches, what it says
        filled = blank = 0
        sheet.reset_dimensions()
        for n, values in enumerate(sheet.iter_rows(max_col=_COLUMNS_MOST), start=1):
            self._visited += len(values)
            cells = self._row(n, values, merged, columns, where)
            blank = 0 if any(c.lines for c in cells) else blank + 1
            filled += blank == 0
            rows.append(cells if blank == 0 else ())
            if filled > _ROWS_MOST or self._visited > _VISITED_MOST or self._filled > _CELLS_MOST:
                raise UnreadableFileError("too-long")
            if blank > _BLANK_ROWS_MOST:
                break
        return rows

    def _row(
        self, n: int, values: tuple[Any, ...], merged: Merged, columns: dict[int, tuple[int, Cell]], where: str
    ) -> tuple[Cell, ...]:
        last = max((i for i, cell in enumerate(values, start=1) if cell.value is not None), default=0)
        width = max(last, max((at for at, (end, _) in columns.items() if end >= n), default=0)) if last else 0
        cells: list[Cell] = []
        at = 0
        while at < width:
            cell = values[at]
            at += 1
            start = len(self.lines) + 1
            end, upper = columns.get(at, (0, Cell()))
            if end >= n:
                cells.append(Cell((), start, upper.span, upper.lines))
            else:
                tall, wide = merged.get((n, at), (1, 1))
                wide = min(wide, _COLUMNS_MOST - at + 1)
                cells.append(Cell(self._cell_lines(cell, f"{where} ช่อง {_letters(at)}{n}"), start, wide))
                if tall > 1:
                    columns[at] = (n + tall - 1, cells[-1])
            at += cells[-1].span - 1
        return tuple(cells)

    def _cell_lines(self, cell: Any, place: str) -> tuple[Line, ...]:
        if cell.value is None:
            return ()
        self._filled += 1
        text = shown(cell.value, str(cell.number_format or ""))
        found = [line for part in text.split("\n") if (line := self._line(part, place))]
        return () if cell.data_type == "e" else tuple(found)  # `#REF!` is a line of the file and says nothing

    def _run_blocks(self, run: list[tuple[Cell, ...]]) -> Iterator[Block]:
        """Rows without a blank one between them: text and titles as paragraphs, the others as tables."""
        table: list[Row] = []
        heads = any(opens_table(cells, below) for cells, below in zip(run, [*run[1:], ()], strict=True))
        for i, cells in enumerate(run):
            filled = [cell for cell in cells if cell.lines]
            if len(filled) == 1 and not any(c.above for c in cells):
                if _parts_a_table(run, i, heads, bool(table)):
                    table.append(Row((filled[0],)))
                elif not table or opens_something(filled[0].text):
                    yield from self._tables(table)
                    table = []
                    yield from (Paragraph(line) for line in filled[0].lines)
                else:
                    table.append(Row(cells))
            elif not heads and len(filled) == 2 and (cells[0].lines or not table):
                yield from self._pair(*filled)
            else:
                table.append(Row(cells))
        yield from self._tables(table)

    def _pair(self, label: Cell, value: Cell) -> Iterator[Block]:
        """`ชื่อหน่วยงาน | สำนักงาน…` or `1 | เพื่อให้…` without headings above: one paragraph, as it would be typed."""
        if section_kind(label.text) in ("purposes", "assumptions"):
            yield from (Paragraph(line) for line in (*label.lines, *value.lines))  # a heading beside its list
            return
        sign = "." if label.text.isdecimal() else ":"
        first, *rest = value.lines
        self.furniture.extend(line.number for line in label.lines)
        yield Paragraph(Line(first.number, f"{label.text.rstrip(': .')}{sign} {first.text}"))
        yield from (Paragraph(line) for line in rest)

    def _tables(self, rows: list[Row]) -> Iterator[Table]:
        for found in tables_of(rows):
            yield with_zeros(aligned(found), self.mended)


def _parts_a_table(run: list[tuple[Cell, ...]], i: int, heads: bool, begun: bool) -> bool:
    """Whether a row with one cell is a part of the table: a label, or a merged row or a title among rows of data."""
    alone = next(cell for cell in run[i] if cell.lines)
    if not heads or _heads_follow(run, i):
        return False
    if is_label(alone.text) or (begun and alone.span >= sum(c.span for c in run[i]) - 1 > 0):
        return True
    following = run[i + 1] if i + 1 < len(run) else ()
    data = sum(bool(c.lines) for c in following) > 1 and not opens_table(following)
    return begun and data and opens_something(alone.text)


def _heads_follow(run: list[tuple[Cell, ...]], i: int) -> bool:
    """Whether the next row of more than one cell is a heading: what stands above it alone is text and no row."""
    at = next((n for n in range(i + 1, len(run)) if sum(bool(c.lines) for c in run[n]) > 1), None)
    return at is not None and opens_table(run[at], run[at + 1] if at + 1 < len(run) else ())


def _runs(rows: list[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    """Rows between blank ones, without the blank columns to the left, padded to one width."""
    run: list[tuple[Cell, ...]] = []
    for cells in [*rows, ()]:
        if cells:
            run.append(cells)
        elif run:
            yield _squared(run)
            run = []


def _squared(run: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    blank = min(next((i for i, c in enumerate(cells) if c.lines or c.above or c.span > 1), 0) for cells in run)
    width = max(sum(c.span for c in cells) for cells in run) - blank
    padded = []
    for cells in run:
        own = cells[blank:]
        missing = width - sum(c.span for c in own)
        padded.append(own + (Cell((), own[-1].start if own else 0),) * missing)
    return padded


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
