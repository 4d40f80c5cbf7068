"""A real .docx out of a text plan's blocks: merged headings, ticks as `w:sym`, one paragraph a line."""

import io
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from phrom.core.importing.blocks import Cell, Paragraph, SourceDocument, Table


def docx_of(source: SourceDocument) -> bytes:
    """The blocks as a Word file."""
    document = docx.Document()
    last = 0
    for block in source.blocks:
        if isinstance(block, Paragraph):
            if block.line.number - last > 1:
                document.add_paragraph("")
            last = block.line.number
            document.add_paragraph(block.line.text)
        else:
            _add_table(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: Any, block: Table) -> None:
    width = max([len(block.columns), *(len(row.cells) for row in block.rows)])
    levels = 2 if any(c.group for c in block.columns) else 1 if block.columns else 0
    count = (1 if block.label else 0) + levels + len(block.rows)
    table = document.add_table(rows=count, cols=width)
    at = 0
    if block.label:
        merged = table.cell(0, 0).merge(table.cell(0, width - 1))
        _write(merged, block.label.filled[0])
        at = 1
    if levels:
        _headings(table, block, at, levels)
        at += levels
    for row in block.rows:
        if len(row.cells) == 1 and width > 1:
            _write(table.cell(at, 0).merge(table.cell(at, width - 1)), row.cells[0])
        else:
            for i, cell in enumerate(row.cells):
                _write(table.cell(at, i), cell)
        at += 1
    document.add_paragraph("")


def _headings(table: Any, block: Table, at: int, levels: int) -> None:
    columns = block.columns
    if levels == 1:
        for i, column in enumerate(columns):
            table.cell(at, i).text = column.text
        return
    i = 0
    while i < len(columns):
        end = i
        while end + 1 < len(columns) and columns[end + 1].group == columns[i].group and columns[i].group:
            end += 1
        if columns[i].text == columns[i].group:
            table.cell(at, i).merge(table.cell(at + 1, i)).text = columns[i].text
        else:
            table.cell(at, i).merge(table.cell(at, end)).text = columns[i].group
            for n in range(i, end + 1):
                table.cell(at + 1, n).text = columns[n].text
        i = end + 1


def _write(target: Any, cell: Cell) -> None:
    for n, line in enumerate(cell.lines):
        paragraph = target.paragraphs[0] if n == 0 else target.add_paragraph()
        for ch in line.text:
            if 0xF000 <= ord(ch) <= 0xF0FF:
                sign = OxmlElement("w:sym")
                sign.set(qn("w:font"), "Wingdings 2")
                sign.set(qn("w:char"), f"{ord(ch):04X}")
                paragraph.add_run()._r.append(sign)
            else:
                paragraph.add_run(ch)
