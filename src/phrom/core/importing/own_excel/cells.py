"""The sheets of our own workbook as filled cells under their columns, each with its lines in the account."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.files.excel_values import shown
from phrom.core.plan.workbook_cells import text_of
from phrom.core.plan.workbook_form import EXAMPLE, HOW_SHEET, LONG_MARK, LONG_SHEET, OFFICE, Column, SheetForm
from phrom.core.values.source import SourceLine
from phrom.core.values.thai_text import key, tidy

_HEAD_ROWS = 10  # the headings stand in one of these
_COLUMNS_MOST = 60
_ROWS_MOST = 60_000
_CELLS_MOST = 400_000
_BLANK_ROWS_MOST = 2_000
_LONG = re.compile(re.escape(LONG_MARK).replace(r"\{\}", r"(\d{1,6})"))


@dataclass(frozen=True)
class FilledCell:
    """What a cell says, and the number of each of its lines in the account (None: nothing to be seen in it)."""

    text: str
    lines: tuple[tuple[str, int | None], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for _, number in self.lines if number is not None)


@dataclass
class FilledRow:
    """A row of a sheet, by the fields of its form. `ident` is given when all ids are known."""

    form: SheetForm
    cells: dict[str, FilledCell]
    ident: str = ""


@dataclass
class Account:
    """Every line of the workbook, and which of them carry no value."""

    lines: list[SourceLine] = field(default_factory=list)
    furniture: set[int] = field(default_factory=set)
    long_texts: dict[int, str] = field(default_factory=dict)
    _cells: int = 0

    def cell(self, value: Any, number_format: str, place: str) -> FilledCell | None:
        """The cell's lines entered into the account; None for a blank one."""
        text = shown(value, number_format)
        if not text.strip():
            return None
        self._cells += 1
        if self._cells > _CELLS_MOST:
            raise UnreadableFileError("too-long")
        found = []
        for line in text.split("\n"):
            words = tidy(line)
            if words:
                self.lines.append(SourceLine(number=len(self.lines) + 1, text=words, place=place))
            found.append((line, len(self.lines) if words else None))
        mark = _LONG.fullmatch(text.strip())
        if mark and int(mark[1]) in self.long_texts:
            text = self.long_texts[int(mark[1])]
            found = [(line, found[0][1]) for line in text.split("\n")]
        return FilledCell(text, tuple(found))

    def read_over(self, cells: Sequence[FilledCell | None]) -> None:
        self.furniture.update(number for cell in cells if cell for number in cell.numbers)


def long_texts(book: Any) -> dict[int, str]:
    """The texts that did not fit into their cells, by number."""
    texts: dict[int, str] = {}
    for page in book.worksheets:
        if tidy(page.title) == LONG_SHEET:
            for row in _rows(page):
                number, piece = [*(cell.value for cell in row[:2]), None, None][:2]
                if isinstance(number, int) and isinstance(piece, str):
                    texts[number] = texts.get(number, "") + piece.strip().removeprefix("|").removesuffix("|")
    return texts


def office_cells(page: Any, account: Account) -> dict[str, FilledCell]:
    """The items of the office's sheet by their fields: title in the first column, what it says in the second."""
    fields = {key(column.title): column.field for column in OFFICE.columns}
    found: dict[str, FilledCell] = {}
    for row in _rows(page):
        cells = _cells(row, account, page.title)
        name = fields.get(key(text_of(cells[0].text))) if cells and cells[0] else None
        said = cells[1] if len(cells) > 1 else None
        if name is None and any(cell and cell.text.strip() in ("รายการ", EXAMPLE) for cell in cells):
            account.read_over(cells)  # the headings
        if name is not None:
            account.read_over([cells[0], *cells[2:]])
            if said and name not in found:
                found[name] = said
    return found


def sheet_rows(page: Any, form: SheetForm, account: Account) -> list[FilledRow]:
    """The rows below the headings. A row that says nothing, and the example, are furniture."""
    columns: dict[int, Column] = {}
    rows: list[FilledRow] = []
    for n, row in enumerate(_rows(page)):
        cells = _cells(row, account, page.title)
        if not columns and n < _HEAD_ROWS:
            columns = _headings(cells, form)
            if columns:
                account.read_over([cells[at] for at in columns])
            continue
        filled = {columns[at].field: cell for at, cell in enumerate(cells) if cell and at in columns}
        marks = [filled[name] for name in ("id", "order", "full_name") if name in filled]
        said = len(filled) > len(marks) or any(cell and at not in columns for at, cell in enumerate(cells))
        if any(mark.text.strip().startswith(EXAMPLE) for mark in marks) or not said:
            account.read_over(cells)
        elif filled:
            rows.append(FilledRow(form, filled))
    return rows


def instructions(page: Any, account: Account) -> None:
    """A sheet that holds no plan: the instructions, and the pieces of long texts, are read over, others unplaced."""
    ours = tidy(page.title) in (HOW_SHEET, LONG_SHEET)
    for row in _rows(page):
        cells = _cells(row, account, page.title)
        if ours:
            account.read_over(cells)


def _headings(cells: list[FilledCell | None], form: SheetForm) -> dict[int, Column]:
    """Places → columns, if at least half of the form's columns (or three) are named in the row."""
    titles = {key(column.title): column for column in form.columns}
    titles |= {key(column.title.partition(" (")[0]): column for column in form.columns}
    found = {at: titles[key(cell.text)] for at, cell in enumerate(cells) if cell and key(cell.text) in titles}
    return found if len(found) >= min(3, (len(form.columns) + 1) // 2) else {}


def _rows(page: Any) -> Iterator[tuple[Any, ...]]:
    blank = 0
    page.reset_dimensions()
    for n, row in enumerate(page.iter_rows(max_col=_COLUMNS_MOST)):
        blank = 0 if any(cell.value is not None for cell in row) else blank + 1
        if n > _ROWS_MOST:
            raise UnreadableFileError("too-long")
        if blank > _BLANK_ROWS_MOST:
            return
        yield row


def _cells(row: tuple[Any, ...], account: Account, sheet: str) -> list[FilledCell | None]:
    return [
        account.cell(cell.value, str(cell.number_format or ""), f"ชีต {tidy(sheet)} ช่อง {cell.coordinate}")
        if cell.value is not None and cell.data_type != "e"
        else None
        for cell in row
    ]
