"""A real .xlsx out of a text plan's blocks: text in the first column, tables below it with merged headings."""

import io
from typing import Any

from openpyxl import Workbook

from phrom.core.importing.blocks import Paragraph, SourceDocument, Table


def xlsx_of(source: SourceDocument) -> bytes:
    """The blocks on one sheet; a blank row before and after each table."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "แผน"
    at = last = 1
    for block in source.blocks:
        if isinstance(block, Paragraph):
            at += block.line.number - last > 1
            last = block.line.number
            _write(sheet, at, 1, block.line.text)
            at += 1
        else:
            at = _table(sheet, at + 1, block) + 1
    return bytes_of(book)


def sheet_of(*rows: tuple[Any, ...]) -> bytes:
    """A workbook whose only sheet has these rows."""
    book = Workbook()
    for y, row in enumerate(rows, start=1):
        for x, value in enumerate(row, start=1):
            _write(book.worksheets[0], y, x, value)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    """The file of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, y: int, x: int, value: Any) -> None:
    cell = sheet.cell(y, x)
    cell.value = value
    if isinstance(value, str) and value.startswith(("=", "-", "+")):
        cell.data_type = "s"  # text, not a formula


def _table(sheet: Any, at: int, block: Table) -> int:
    width = max([len(block.columns), *(len(row.cells) for row in block.rows)])
    if block.label:
        _write(sheet, at, 1, block.label.filled[0].text)
        _merge(sheet, at, 1, at, width)
        at += 1
    if any(c.group for c in block.columns):
        _headings(sheet, at, block)
        at += 2
    elif block.columns:
        for x, column in enumerate(block.columns, start=1):
            _write(sheet, at, x, column.text)
        at += 1
    for row in block.rows:
        for x, cell in enumerate(row.cells, start=1):
            if cell.lines:
                _write(sheet, at, x, "\n".join(line.text for line in cell.lines))
        if len(row.cells) == 1:
            _merge(sheet, at, 1, at, width)
        at += 1
    return at


def _headings(sheet: Any, at: int, block: Table) -> None:
    columns = block.columns
    for i, column in enumerate(columns):
        if not column.group or column.text == column.group:
            _write(sheet, at, i + 1, column.text)
            _merge(sheet, at, i + 1, at + 1, i + 1)
            continue
        _write(sheet, at + 1, i + 1, column.text)
        if i == 0 or columns[i - 1].group != column.group:
            end = i
            while end + 1 < len(columns) and columns[end + 1].group == column.group:
                end += 1
            _write(sheet, at, i + 1, column.group)
            _merge(sheet, at, i + 1, at, end + 1)


def _merge(sheet: Any, top: int, left: int, bottom: int, right: int) -> None:
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
