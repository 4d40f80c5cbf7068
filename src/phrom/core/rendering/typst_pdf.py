"""Blocks and texts → typst → PDF. Data goes in as JSON in `sys.inputs`, never as markup.

PDF/UA-1, unless a text holds a letter that no bundled font has (then a PDF without that promise, rather than none).
Any warning of typst is a failure: an unknown font is only a warning there.
"""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from phrom.core.plan.document import Plan
from phrom.core.rendering.blocks import Block, Cell, Chart, Listing, Signatures, Table
from phrom.core.rendering.fonts import print_fonts
from phrom.core.values.hidden_signs import without_hidden
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_breaking import NO_BREAK_SPACE, break_thai
from phrom.core.values.thai_number import Digits, in_digits

TEMPLATES = Path(__file__).parent / "templates"
_LONGEST_KEPT = 20  # letters; a longer word may be broken, or it would stick out of a narrow column
_LONGEST_WHOLE = 12  # letters; a compound of more may be broken at its seams, for narrow columns
_LONG_RUN = re.compile(r"[!-~]{30,}")  # an address or a string of W's: wider than a cell
_LONG_ROW = 900  # letters in one cell; such a row may be torn at the end of a page
_SHORT_TABLE = 6  # rows; such a table stays on one page if it is not long otherwise
_PERSONAL = ("+666", "+668", "+669")  # mobile numbers
_HIDDEN = "(ไม่เผยแพร่หมายเลขส่วนบุคคล)"

TypesetText = list[str | list[str]]  # a string may break inside, a string in a list may not


class RenderingError(Exception):
    """typst gave a warning or an error: our mistake, not the plan's."""


class TextWriter:
    """Texts as the template takes them: digits of the office's choice, cut where a line may end."""

    def __init__(self, plan: Plan, digits: Digits, *, hide_personal_numbers: bool = False) -> None:
        self._digits = digits
        self._hide = hide_personal_numbers
        sites = [site.name for site in plan.sites if len(site.name) <= _LONGEST_KEPT]
        self._cut: dict[str, TypesetText] = {}
        self._keep = (*(person.full_name for person in plan.people), *sites)

    def text(self, text: str) -> TypesetText:
        """The same words come up again and again: each is cut once."""
        if text not in self._cut:
            self._cut[text] = self._pieces(text)
        return self._cut[text]

    def _pieces(self, text: str) -> TypesetText:
        shown = in_digits(self._without_numbers(_printable(text)), self._digits)
        pieces: TypesetText = []
        for piece in break_thai(_LONG_RUN.sub(_may_break, shown), self._keep, _LONGEST_WHOLE):
            words = piece.text.replace(NO_BREAK_SPACE, " ")
            pieces.append([words] if piece.nobreak and len(words) <= _LONGEST_KEPT else words)
        return pieces

    def plain(self, text: str) -> str:
        return in_digits(self._without_numbers(_printable(text)), self._digits)

    def block(self, block: Block) -> dict[str, Any]:
        """A block as JSON; `kind` is its class."""
        kind = type(block).__name__.lower()
        if isinstance(block, Table):
            return {
                "kind": kind,
                "widths": list(block.widths),
                "small": block.small,
                "together": len(block.rows) <= _SHORT_TABLE and _letters(block) <= _LONG_ROW,
                "head": [[self._cell(cell) for cell in row] for row in block.head],
                "rows": [self._row(row) for row in block.rows],
            }
        if isinstance(block, Listing):
            return {"kind": kind, "numbered": block.numbered, "items": [self.text(item) for item in block.items]}
        if isinstance(block, Chart):
            boxes = {
                name: [{"role": self.text(box.role), "names": [self.text(n) for n in box.names]} for box in group]
                for name, group in (("above", block.above), ("teams", block.teams))
            }
            return {"kind": kind, **boxes}
        if isinstance(block, Signatures):
            return {"kind": kind, "signers": [_written(asdict(signer), self) for signer in block.signers]}
        return {"kind": kind, **asdict(block), "text": self.text(block.text)}

    def _row(self, row: tuple[Cell, ...]) -> dict[str, Any]:
        longest = max((sum(map(len, cell.lines)) for cell in row), default=0)
        return {"whole": longest <= _LONG_ROW, "cells": [self._cell(cell) for cell in row]}

    def _cell(self, cell: Cell) -> dict[str, Any]:
        # not `asdict`: it copies deeply, which was half the time of a large plan
        return {**vars(cell), "lines": [self.text(line) for line in cell.lines]}

    def _without_numbers(self, text: str) -> str:
        if not self._hide:
            return text
        for found in reversed(find_numbers(text)):
            if found.number.startswith(_PERSONAL):
                text = text[: found.start] + _HIDDEN + text[found.end :]
        return text


def _written(said: dict[str, str | None], write: TextWriter) -> dict[str, TypesetText | None]:
    return {name: write.text(text) if text else None for name, text in said.items()}


def _letters(table: Table) -> int:
    return sum(len(line) for row in table.rows for cell in row for line in cell.lines)


def compile_pdf(template: str, data: dict[str, Any], *, cache_dir: Path, printed_at: datetime | None) -> bytes:
    """The PDF of a template. `printed_at` becomes the creation date; without it the PDF bears none.

    The same data give the same bytes. Raises RenderingError.
    """
    options: dict[str, Any] = {
        "root": str(TEMPLATES),
        "font_paths": [str(print_fonts(cache_dir))],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
        "timestamp": int(printed_at.timestamp()) if printed_at else None,
    }
    source = str(TEMPLATES / template)
    try:
        return _compiled(source, {**options, "pdf_standards": ["ua-1"]})
    except typst.TypstError as error:
        if not _is_about_letters(error):
            raise RenderingError(str(error)) from error
    try:
        return _compiled(source, options)
    except typst.TypstError as error:
        raise RenderingError(str(error)) from error


def _compiled(source: str, options: dict[str, Any]) -> bytes:
    pdf, warnings = typst.compile_with_warnings(source, **options)
    if warnings:
        raise RenderingError("; ".join(str(warning) for warning in warnings))
    return bytes(pdf)


def _is_about_letters(error: Exception) -> bool:
    """PDF/UA-1 refuses letters without a glyph, and those of the private use area."""
    words = f"{error} {getattr(error, 'hints', '')} {getattr(error, 'diagnostic', '')}"
    return any(sign in words for sign in ("could not be displayed", "private use", "codepoint", "glyph", "font"))


def _may_break(run: re.Match[str]) -> str:
    """Places where the line may end, or the run would stick out of its cell."""
    return "\u200b".join(run[0][at : at + 10] for at in range(0, len(run[0]), 10))


def _printable(text: str) -> str:
    """One line, without signs that are not seen."""
    line = without_hidden(" ".join(text.split()))
    if line.isprintable():
        return line
    return "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
