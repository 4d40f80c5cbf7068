"""A Word file as blocks: its paragraphs in order, its tables cell by cell, its text boxes, ticks and list numbers.

The file is counted in its linear form: every paragraph, in or outside a cell, and every part of one that a line
break divides, is a line. `place` says where a person finds it: `ตาราง 3 แถว 2 ช่อง 1`.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Row, SourceDocument
from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.files.damage import damage_mender
from phrom.core.importing.files.text_decoding import letters_of
from phrom.core.importing.files.word_changes import accept_changes
from phrom.core.importing.files.word_styles import HeadingLevels
from phrom.core.importing.files.word_text import ListNumbers, W, paragraph_lines, text_boxes
from phrom.core.importing.tables.grid import aligned
from phrom.core.importing.tables.labels_by_gap import with_colon
from phrom.core.importing.tables.loose_tables import with_loose_tables
from phrom.core.importing.tables.tables_of_rows import tables_of
from phrom.core.values.source import SourceLine
from phrom.core.values.thai_text import tidy

DERIVED = "สรุปจากข้อมูลส่วนอื่นของเอกสารนี้"  # describes a table that says nothing of its own, in our own Word files
_REMARK = "Remark"  # the style of our own notes there
_EDGES = (("/header", "หัวกระดาษ"), ("/footer", "ท้ายกระดาษ"))
_NOTES = (("/footnotes", "เชิงอรรถ"), ("/endnotes", "เชิงอรรถ"))
_SAMPLE = 20_000  # runs of text by which damage is told
_BROKEN = (
    OpcError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    AttributeError,
    IndexError,
    NotImplementedError,
    TypeError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
)


def read_word(data: bytes) -> SourceDocument:
    """Blocks and lines of a .docx. Raises UnreadableFileError(`truncated`) for a package that does not open."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = _part_element(document, "styles")
        numbers, levels = ListNumbers(_part_element(document, "numbering"), styles), HeadingLevels(styles)
    except _BROKEN as problem:
        raise UnreadableFileError("truncated") from problem
    if body is None:
        raise UnreadableFileError("truncated")
    accept_changes(body)
    text = " ".join(islice((t.text or "" for t in body.iter(f"{W}t")), _SAMPLE))
    letters = letters_of(text)
    reader = _WordReader(numbers, levels, letters, damage_mender(letters(text)))
    blocks = reader.blocks(body)
    reader.beside(document, _NOTES)  # asked for: where they belong is for a person to say
    furniture = (*reader.furniture, *reader.beside(document, _EDGES))
    loose = tuple(with_loose_tables(blocks))
    return SourceDocument(tuple(reader.lines), loose, furniture, heading_levels=reader.heading_levels)


def _part_element(document: Any, name: str) -> Any:
    """The XML of a part related to the document, or None: a small file has no numbering."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return getattr(relation.target_part, "element", None)
    return None


def _parsed(blob: bytes) -> Any:
    """The XML of a part, without entities and without the network; None where it does not parse."""
    try:
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.LxmlError:
        return None


class _WordReader:
    def __init__(
        self, numbers: ListNumbers, levels: HeadingLevels, letters: Callable[[str], str], mend: Callable[[str], str]
    ) -> None:
        self.numbers, self._levels, self.letters, self.mend = numbers, levels, letters, mend
        self.heading_levels: dict[int, int] = {}
        self.lines: list[SourceLine] = []
        self._number = 0
        self._tables = 0
        self.furniture: list[int] = []

    def blocks(self, parent: Any) -> list[Block]:
        """Blocks below an element: the body, a content control, the only cell of a frame-like table."""
        found: list[Block] = []
        for child in parent:
            if _is_ours(child) or (child.tag == f"{W}sdt" and _is_contents(child)):
                lines = (line for p in child.iter(f"{W}p") for line in self._paragraph(p, None))
                self.furniture.extend(line.number for line in lines)
            elif child.tag == f"{W}p":
                found.extend(Paragraph(line) for line in self._paragraph(child, None))
            elif child.tag == f"{W}tbl":
                found.extend(self._table(child))
            elif child.tag == f"{W}sdt":
                for content in child.iterchildren(f"{W}sdtContent"):
                    found.extend(self.blocks(content))
            elif child.tag in (f"{W}ins", f"{W}smartTag", f"{W}customXml"):
                found.extend(self.blocks(child))
        return found

    def beside(self, document: Any, kinds: tuple[tuple[str, str], ...]) -> list[int]:
        """The numbers of the lines in parts beside the text: what stands at the head or foot of every page, notes."""
        found: list[int] = []
        for relation in document.part.rels.values():
            place = next((name for kind, name in kinds if relation.reltype.endswith(kind)), None)
            root = getattr(relation.target_part, "element", None) if place and not relation.is_external else None
            if root is None and place and not relation.is_external:
                root = _parsed(relation.target_part.blob)
            for paragraph in root.iter(f"{W}p") if root is not None else ():
                found.extend(line.number for line in self._paragraph(paragraph, place))
        return found

    def _paragraph(self, element: Any, place: str | None) -> list[Line]:
        lines = [line for text in paragraph_lines(element, self.numbers) if (line := self._line(text, place))]
        if place is None and (level := self._levels.level(element)):
            self.heading_levels |= {line.number: level for line in lines}
        for box in text_boxes(element):
            for inner in box.iter(f"{W}p"):
                lines.extend(
                    line
                    for text in paragraph_lines(inner, self.numbers)
                    if (line := self._line(text, place or "กล่องข้อความ"))
                )
        return lines

    def _line(self, text: str, place: str | None) -> Line | None:
        self._number += 1
        letters = self.letters(text)
        words = tidy(letters)
        if not words:
            return None
        self.lines.append(SourceLine(number=self._number, text=words, place=place))
        return Line(self._number, self.mend(tidy(with_colon(letters)) if place is None else words))

    def _table(self, element: Any) -> list[Block]:
        rows = list(_children(element, "tr"))
        if len(rows) == 1 and len(cells := list(_children(rows[0], "tc"))) == 1:
            return self.blocks(cells[0])
        self._tables += 1
        table = self._tables
        merged: dict[int, tuple[Line, ...]] = {}
        read = [self._row(row, f"ตาราง {table} แถว {n}", merged) for n, row in enumerate(rows, start=1)]
        return [aligned(found) for found in tables_of([row for row in read if row.cells])]

    def _row(self, element: Any, place: str, merged: dict[int, tuple[Line, ...]]) -> Row:
        """`merged`: by place in the grid, what the vertically merged cells say that are open; kept up to date."""
        before = element.find(f"{W}trPr/{W}gridBefore")
        skipped = int(before.get(f"{W}val") or 0) if before is not None else 0
        cells = [Cell((), self._number + 1)] * min(skipped, 60)
        for n, tc in enumerate(_children(element, "tc"), start=1):
            start = self._number + 1
            merge = tc.find(f"{W}tcPr/{W}vMerge")
            lines = [
                line for p in tc.iter(f"{W}p") if not _in_box(p) for line in self._paragraph(p, f"{place} ช่อง {n}")
            ]
            goes_on = merge is not None and merge.get(f"{W}val") != "restart"
            at = sum(cell.span for cell in cells)
            if not goes_on:
                merged[at] = tuple(lines) if merge is not None else ()
            above = merged.get(at, ()) if goes_on and not lines else ()
            cells.append(Cell(tuple(lines), start, _span(tc), above))
        return Row(tuple(cells))


def _is_ours(element: Any) -> bool:
    """Whether a paragraph is a note, or a table a summary, that our own Word file adds to the plan."""
    if element.tag == f"{W}p":
        style = element.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val") == _REMARK
    described = element.find(f"{W}tblPr/{W}tblDescription") if element.tag == f"{W}tbl" else None
    return described is not None and described.get(f"{W}val") == DERIVED


def _is_contents(control: Any) -> bool:
    """Whether a content control is the table of contents that Word makes by itself."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _children(element: Any, name: str) -> Iterator[Any]:
    """Rows or cells, also those inside content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, name)


def _span(tc: Any) -> int:
    found = tc.find(f"{W}tcPr/{W}gridSpan")
    try:
        return min(max(int(found.get(f"{W}val") or 1), 1), 60) if found is not None else 1
    except ValueError:
        return 1


def _in_box(paragraph: Any) -> bool:
    return any(parent.tag == f"{W}txbxContent" for parent in paragraph.iterancestors())
