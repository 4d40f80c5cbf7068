"""A real .odt out of a text plan's blocks, made with odfdo: merged headings, one paragraph a line."""

import io

from odfdo import Cell as OdtCell
from odfdo import Document, Paragraph, Table

from phrom.core.importing import blocks


def odt_of(source: blocks.SourceDocument) -> bytes:
    """The blocks as an OpenDocument text."""
    document = Document("text")
    document.body.clear()
    last = 0
    for n, block in enumerate(source.blocks):
        if isinstance(block, blocks.Paragraph):
            if block.line.number - last > 1:
                document.body.append(Paragraph(""))
            last = block.line.number
            document.body.append(Paragraph(block.line.text))
        else:
            document.body.append(_table(block, f"t{n}"))
            document.body.append(Paragraph(""))
    return bytes_of(document)


def bytes_of(document: Document) -> bytes:
    """The file of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cell_of(texts: list[str]) -> OdtCell:
    """A cell of one paragraph for each text."""
    cell = OdtCell()
    for text in texts:
        cell.append(Paragraph(text))
    return cell


def _table(block: blocks.Table, name: str) -> Table:
    width = max([len(block.columns), *(len(row.cells) for row in block.rows)])
    texts: list[list[list[str]]] = []
    spans: list[tuple[int, int, int, int]] = []
    if block.label:
        texts.append([[block.label.filled[0].text]])
    if any(c.group for c in block.columns):
        texts.extend(_two_headings(block, len(texts), spans))
    elif block.columns:
        texts.append([[c.text] for c in block.columns])
    texts.extend([[line.text for line in cell.lines] for cell in row.cells] for row in block.rows)
    table = Table(name, width=width, height=len(texts))
    for y, row in enumerate(texts):
        for x, lines in enumerate(row):
            table.set_cell((x, y), cell_of(lines))
        if len(row) == 1 and width > 1:
            spans.append((0, y, width - 1, y))
    for area in spans:
        table.set_span(area)
    return table


def _two_headings(block: blocks.Table, at: int, spans: list[tuple[int, int, int, int]]) -> list[list[list[str]]]:
    upper: list[list[str]] = []
    lower: list[list[str]] = []
    columns = block.columns
    for i, column in enumerate(columns):
        alone = column.text == column.group
        again = i > 0 and columns[i - 1].group == column.group and column.group
        upper.append([] if again else [column.group or column.text])
        lower.append([] if alone or not column.group else [column.text])
        if alone or not column.group:
            spans.append((i, at, i, at + 1))
        elif not again:
            end = i
            while end + 1 < len(columns) and columns[end + 1].group == column.group:
                end += 1
            spans.append((i, at, end, at))
    return [upper, lower]
