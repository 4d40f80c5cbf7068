"""The document as a PDF with a text layer, set by Typst: tables with rules, headings repeated, head and foot."""

import functools
import re
import tempfile
from pathlib import Path

import typst

from phrom.core.rendering.fonts import print_fonts
from tools.reading.as_text import numbered
from tools.reading.document import LEFT, Box, Document, PageBreak, Paragraph, Table

_PAGE = """#set page(paper: "a4", margin: (x: 1.6cm, y: 2cm), header: {header}, footer: {footer})
#set text(font: ("Sarabun", "DejaVu Sans Mono"), size: 10pt, lang: "th")
#set par(leading: 0.7em, spacing: 0.7em)
#set table(stroke: 0.5pt, inset: 4pt)
"""


def pdf_of(document: Document) -> bytes:
    """The printed file."""
    source = _PAGE.format(header=_running(document, "header"), footer=_running(document, "footer"))
    source += "\n".join(_block(document, block) for block in document.blocks)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.typ")
        path.write_text(source, encoding="utf-8")
        return bytes(typst.compile(str(path), font_paths=[fonts()], ignore_system_fonts=True))


@functools.cache
def fonts() -> str:
    """Where the levelled fonts lie: with others Typst writes some syllables twice."""
    return str(print_fonts(Path(tempfile.gettempdir(), "phrom-reading-fonts")))


def _running(document: Document, which: str) -> str:
    if which not in document.head:
        return "none"
    before, sign, after = document.head[which].partition("{page}")
    number = ' + context counter(page).display("1")' if sign else ""
    return f"align(center, {_text(before)}{number} + {_text(after)})"


def _text(text: str) -> str:
    """A Typst string; ticks of Word's symbol fonts are printed as the tick they show."""
    for tick in "\uf0fc\uf050":
        text = text.replace(tick, "✓")
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "    ")
    return f'"{text}"'


def _block(document: Document, block: object) -> str:
    if isinstance(block, Paragraph):
        mark = (
            numbered(document, block.number) + ". "
            if block.kind == "numbered"
            else "• "
            if block.kind == "bullet"
            else ""
        )
        return f"#par({_text(mark + block.text)})" if block.text.strip() else "#v(0.5em)"
    if isinstance(block, PageBreak):
        return "#pagebreak()"
    if isinstance(block, Box):
        return (
            "#box(stroke: 0.5pt, inset: 5pt)[" + "#linebreak()".join(f"#{_text(line)}" for line in block.lines) + "]\n"
        )
    return _table(block) if isinstance(block, Table) else ""


def _table(block: Table) -> str:
    shares = ", ".join(f"{n}fr" for n in _widths(block))
    heads = ", ".join(
        _cell(block, y, x) for y in range(block.heads) for x in range(len(block.rows[y])) if not block.is_joined(y, x)
    )
    rest = ", ".join(
        _cell(block, y, x)
        for y in range(block.heads, len(block.rows))
        for x in range(block.width)
        if _stands(block, y, x)
    )
    header = f"table.header({heads}), " if heads else ""
    return f"#table(columns: ({shares},), {header}{rest})"


def _stands(block: Table, y: int, x: int) -> bool:
    return x >= len(block.rows[y]) or not block.is_joined(y, x)


def _widths(block: Table) -> list[int]:
    """Columns as wide as their longest line asks for, within reason."""
    out = []
    for x in range(block.width):
        cells = [row[x] for row in block.rows if x < len(row) and row[x + 1 : x + 2] != ((LEFT,),)]
        out.append(max(9, min(max((_room(line) for cell in cells for line in cell), default=9), 26)))
    return out


def _room(text: str) -> int:
    """How many letters wide a text is: marks above and below take no room; telephone numbers are not broken."""
    if re.fullmatch(r"[\d๐-๙ -]{9,}", text):
        return 20
    return len(re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", text)) + 2


def _cell(block: Table, y: int, x: int) -> str:
    if x >= len(block.rows[y]):
        return "[]"
    down, across = block.reach(y, x)
    body = "#linebreak()".join(f"#{_text(line)}" for line in block.rows[y][x] if line)
    return f"table.cell(rowspan: {down}, colspan: {across})[{body}]"
