"""The document as an OpenDocument text, made with odfdo."""

import io

import odfdo

from tools.reading.document import Box, Document, PageBreak, Paragraph, Table


def odt_of(document: Document) -> bytes:
    """The OpenDocument file."""
    odt = odfdo.Document("text")
    body = odt.body
    body.clear()
    listed: odfdo.List | None = None
    for n, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.kind == "numbered":
            if listed is None or block.number == 1:
                listed = odfdo.List()
                body.append(listed)
            listed.append_item(block.text)
            continue
        listed = None
        if isinstance(block, Paragraph):
            body.append(odfdo.Paragraph("• " + block.text if block.kind == "bullet" else block.text))
        elif isinstance(block, Box):
            body.append(_box(block, n))
        elif isinstance(block, Table):
            body.append(_table(block, f"t{n}"))
            body.append(odfdo.Paragraph(""))
        elif isinstance(block, PageBreak):
            body.append(odfdo.Paragraph(""))
    _heads(odt, document)
    out = io.BytesIO()
    odt.save(out)
    return out.getvalue()


def _heads(odt: odfdo.Document, document: Document) -> None:
    if not {"header", "footer"} & document.head.keys():
        return
    master = odt.get_style("master-page", "Standard") or odt.get_style("master-page", None)
    assert isinstance(master, odfdo.StyleMasterPage)  # noqa: S101 - every new document has one
    if "header" in document.head:
        master.set_page_header(odfdo.Paragraph(document.head["header"]))
    if "footer" in document.head:
        master.set_page_footer(odfdo.Paragraph(document.head["footer"].replace("{page}", "1")))


def _box(block: Box, number: int) -> odfdo.Paragraph:
    frame = odfdo.Frame.text_frame(
        [odfdo.Paragraph(line) for line in block.lines], size=("8cm", "2cm"), name=f"b{number}"
    )
    paragraph = odfdo.Paragraph("")
    paragraph.append(frame)
    return paragraph


def _table(block: Table, name: str) -> odfdo.Table:
    table = odfdo.Table(name, width=block.width, height=len(block.rows))
    spans = []
    for y, row in enumerate(block.rows):
        for x, lines in enumerate(row):
            cell = odfdo.Cell()
            if not block.is_joined(y, x):
                for line in lines:
                    cell.append(odfdo.Paragraph(line))
                down, across = block.reach(y, x)
                if (down, across) != (1, 1):
                    spans.append((x, y, x + across - 1, y + down - 1))
            table.set_cell((x, y), cell)
    for area in spans:
        table.set_span(area)
    return table
