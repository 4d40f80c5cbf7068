"""The document behind a text file that an office saved from Word, so that other files can be made of it."""

from phrom.core.importing import blocks
from phrom.core.importing.files.text_file import read_text
from tools.reading.document import ABOVE, LEFT, Block, Document, Paragraph, Table

Cell = tuple[str, ...]


def document_of(text: str) -> Document:
    """The text's paragraphs and tables, with blank paragraphs where lines were left out."""
    found: list[Block] = []
    last = 0
    for block in read_text(text).blocks:
        if isinstance(block, blocks.Paragraph):
            if block.line.number - last > 1:
                found.append(Paragraph(""))
            last = block.line.number
            found.append(Paragraph(block.line.text))
        else:
            found.append(_table(block))
    return Document(tuple(found))


def _table(block: blocks.Table) -> Table:
    width = max([len(block.columns), *(len(row.cells) for row in block.rows)])
    rows: list[list[Cell]] = []
    if block.label:
        label: list[Cell] = [(block.label.filled[0].text,)]
        rows.append(label + [(LEFT,)] * (width - 1))
    heads = _headings(block)
    rows.extend(row + [("",)] * (width - len(row)) for row in heads)
    for row in block.rows:
        cells: list[Cell] = [tuple(line.text for line in cell.lines) or ("",) for cell in row.cells]
        rows.append(cells + [(LEFT,) if len(cells) == 1 else ("",)] * (width - len(cells)))
    return Table(tuple(tuple(row) for row in rows), len(heads) + bool(block.label))


def _headings(block: blocks.Table) -> list[list[Cell]]:
    if not block.columns:
        return []
    if not any(c.group for c in block.columns):
        return [[(c.text,) for c in block.columns]]
    upper: list[Cell] = []
    lower: list[Cell] = []
    before = None
    for column in block.columns:
        alone = not column.group or column.text == column.group
        upper.append((LEFT,) if column.group and column.group == before else (column.group or column.text,))
        lower.append((ABOVE,) if alone else (column.text,))
        before = column.group
    return [upper, lower]
