"""The document on one sheet of a workbook, as offices without Word keep it: paragraphs down the first column, each
table directly below the words above it, joined cells joined."""

import io

from openpyxl import Workbook

from tools.reading.document import Box, Document, Paragraph, Table


def xlsx_of(document: Document) -> bytes:
    """The workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    row = 1
    for block in document.blocks:
        if isinstance(block, Paragraph):
            sheet.cell(row, 1, f"{block.number}. {block.text}" if block.kind == "numbered" else block.text)
            row += 1
        elif isinstance(block, Box):
            for line in block.lines:
                sheet.cell(row, 1, line)
                row += 1
        elif isinstance(block, Table):
            for y, cells in enumerate(block.rows):
                for x, cell in enumerate(cells):
                    if not block.is_joined(y, x):
                        sheet.cell(row + y, x + 1, "\n".join(cell))
                        down, across = block.reach(y, x)
                        if (down, across) != (1, 1):
                            sheet.merge_cells(None, row + y, x + 1, row + y + down - 1, x + across)
            row += len(block.rows) + 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
