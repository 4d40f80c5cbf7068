"""The document as a Word file: merged cells, numbered lists, text boxes, header and footer, ticks as symbols."""

import io
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tools.reading.document import Box, Document, PageBreak, Paragraph, Table

_BOX = """<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps"><w:drawing><wp:inline
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="2880000" cy="720000"/>
 <wp:docPr id="{id}" name="Box {id}"/>
 <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
 <a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
 <wps:spPr/><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>
 </a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{text}
 </w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def docx_of(document: Document) -> bytes:
    """The Word file."""
    word = docx.Document()
    section = word.sections[0]
    if "header" in document.head:
        section.header.paragraphs[0].text = document.head["header"]
    if "footer" in document.head:
        _footer(section.footer.paragraphs[0], document.head["footer"])
    listed = None
    for n, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            listed = _paragraph(word, block, listed)
        elif isinstance(block, Box):
            _box(word.add_paragraph(), block, n + 1)
        elif isinstance(block, PageBreak):
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            _table(word, block)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _footer(paragraph: Any, text: str) -> None:
    before, _, after = text.partition("{page}")
    paragraph.add_run(before)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)
    paragraph.add_run(after)


def _paragraph(word: Any, block: Paragraph, listed: int | None) -> int | None:
    """Adds it; returns the number of the list it belongs to, so that the next item goes on counting there."""
    if block.kind == "plain":
        _write(word.add_paragraph(), block.text)
        return None
    style = "List Number" if block.kind == "numbered" else "List Bullet"
    paragraph = word.add_paragraph(style=style)
    _write(paragraph, block.text)
    if block.kind == "numbered":
        listed = _new_list(word, style) if block.number == 1 or listed is None else listed
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = listed
    return listed


def _new_list(word: Any, style: str) -> int:
    numbering = word.part.numbering_part.numbering_definitions._numbering
    used = word.styles[style].element.pPr.numPr.numId.val
    kind = next(n.abstractNumId.val for n in numbering.num_lst if n.numId == used)
    new = numbering.add_num(kind)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _box(paragraph: Any, block: Box, number: int) -> None:
    text = "".join(f'<w:p><w:r><w:t xml:space="preserve">{_escaped(line)}</w:t></w:r></w:p>' for line in block.lines)
    paragraph._p.append(parse_xml(_BOX.format(ns=nsdecls("w"), id=number, text=text)))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _table(word: Any, block: Table) -> None:
    table = word.add_table(rows=len(block.rows), cols=block.width, style="Table Grid")
    grid = [list(row.cells) for row in table.rows]
    for y, row in enumerate(block.rows):
        for x, cell in enumerate(row):
            if block.is_joined(y, x):
                continue
            down, across = block.reach(y, x)
            target = grid[y][x]
            if (down, across) != (1, 1):
                target = target.merge(grid[y + down - 1][x + across - 1])
            for n, line in enumerate(cell):
                _write(target.paragraphs[0] if n == 0 else target.add_paragraph(), line)
    word.add_paragraph("")


def _write(paragraph: Any, text: str) -> None:
    """The text as runs; a character of the private use area is a symbol, as Word saves it."""
    plain = ""
    for ch in text:
        if 0xF000 <= ord(ch) <= 0xF0FF:
            if plain:
                paragraph.add_run(plain)
            plain = ""
            sign = OxmlElement("w:sym")
            sign.set(qn("w:font"), "Wingdings")
            sign.set(qn("w:char"), f"{ord(ch):04X}")
            paragraph.add_run()._r.append(sign)
        else:
            plain += ch
    if plain:
        paragraph.add_run(plain)
