"""The document as a text file, in the ways in which text comes out of word processors and copied pages.

`cells`  each cell begins with a tab on a line of its own, a blank line ends the row: "save as text" of Word
`rows`   one row a line, cells parted by tabs, the lines of a cell run together: copied from a table
`lines`  each line of each cell a line, nothing that tells the columns: copied from a printed page
`pairs`  each cell as `heading : value`, a blank line between rows: a table rewritten as a form
"""

from tools.reading.document import ABOVE, LEFT, Box, Document, PageBreak, Paragraph, Table

WAYS = ("cells", "rows", "lines", "pairs")
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def text_of(document: Document, way: str | None = None) -> str:
    """The text file; `way` by default as the document's head says."""
    way = way or document.head.get("text", "cells")
    out: list[str] = []
    page = 1
    for block in document.blocks:
        if isinstance(block, PageBreak):
            page += 1
            out.extend(_page_end(document, page))
        elif isinstance(block, Paragraph):
            out.append(_mark(document, block) + block.text)
        elif isinstance(block, Box):
            out.extend(block.lines)
        else:
            out.extend({"cells": _cells, "rows": _rows, "lines": _lines, "pairs": _pairs}[way](block))
    return "\n".join(out) + "\n"


def numbered(document: Document, number: int) -> str:
    """The number of a list item as the office writes numbers."""
    return str(number).translate(THAI_DIGITS) if document.head.get("digits") == "thai" else str(number)


def _mark(document: Document, block: Paragraph) -> str:
    if block.kind == "numbered":
        return numbered(document, block.number) + ". "
    return "• " if block.kind == "bullet" else ""


def _page_end(document: Document, page: int) -> list[str]:
    """What stands between two pages of text: the foot of one, the head of the next."""
    marks = [
        document.head[k].replace("{page}", numbered(document, page)) for k in ("footer", "header") if k in document.head
    ]
    return ["", *marks, ""] if marks else [""]


def _cells(table: Table) -> list[str]:
    out: list[str] = []
    for row in table.rows:
        for cell in row:
            if cell == (LEFT,):
                continue
            first, *rest = ("",) if cell == (ABOVE,) else cell
            out.append("\t" + first)
            out.extend(rest)
        out.append("")
    return out


def _plain(row: tuple[tuple[str, ...], ...], joint: str = " ") -> list[str]:
    return [joint.join("" if line in (LEFT, ABOVE) else line for line in cell) for cell in row]


def _rows(table: Table) -> list[str]:
    return ["\t".join(_plain(row)).rstrip("\t") for row in table.rows] + [""]


def _lines(table: Table) -> list[str]:
    out: list[str] = []
    for row in table.rows:
        out.extend(line for cell in row for line in cell if line and line not in (LEFT, ABOVE))
    return [*out, ""]


def _pairs(table: Table) -> list[str]:
    titles = [row for row in table.rows[: table.heads] if row[1:] and set(row[1:]) == {(LEFT,)}]
    above = [row for row in table.rows[: table.heads] if row not in titles]
    heads = [" ".join(dict.fromkeys(t for t in column if t)) for column in zip(*map(_filled, above), strict=False)]
    out = [line for row in titles for line in row[0]]  # a title over all columns stands above the form
    if not heads:  # its first cells are the labels
        forms = (" : ".join(", ".join(t.strip() for t in cell) for cell in row) for row in table.rows[table.heads :])
        return [*out, *forms, ""]
    for row in table.rows[table.heads :]:
        if len(set(row[1:])) == 1 and row[1:] == ((LEFT,),) * (len(row) - 1):
            out.extend(row[0])
            continue
        out.extend(
            f"{head} : {', '.join(t.strip() for t in cell)}"
            for head, cell in zip(heads, row, strict=False)
            if cell != (ABOVE,)
        )
        out.append("")
    return out


def _filled(row: tuple[tuple[str, ...], ...]) -> list[str]:
    """A heading row with joined cells named by what they are joined to; one joined to the row above is left out."""
    out: list[str] = []
    for cell in row:
        out.append(out[-1] if cell == (LEFT,) and out else "" if cell == (ABOVE,) else " ".join(cell))
    return out
