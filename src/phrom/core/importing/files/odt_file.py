"""An OpenDocument text as blocks: its paragraphs in order, its tables cell by cell, its text boxes and list marks.

Counted like a Word file: every paragraph, and every part of one that a line break divides, is a line. What tracked
changes have deleted is not read. Headers and footers come last, as furniture.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from lxml import etree

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Row, SourceDocument
from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.files.damage import damage_mender
from phrom.core.importing.files.odt_text import DRAW, TEXT, ListMarks, check_boxes, paragraph_lines, whole
from phrom.core.importing.files.text_decoding import letters_of
from phrom.core.importing.tables.grid import aligned
from phrom.core.importing.tables.loose_tables import with_loose_tables
from phrom.core.importing.tables.tables_of_rows import tables_of
from phrom.core.values.source import SourceLine
from phrom.core.values.thai_text import tidy

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_LEFT_OUT = frozenset(
    {
        f"{TEXT}tracked-changes",
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{_OFFICE}forms",
        f"{TEXT}index-title",
    }
)
_HOLDERS = tuple(
    f"{TEXT}{name}"
    for name in (
        "section",
        "index-body",
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "bibliography",
    )
)
_RUNNING = tuple(f"{_STYLE}{name}{which}" for name in ("header", "footer") for which in ("", "-first", "-left"))
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    etree.LxmlError,
)
_WIDEST = 60  # columns
_REPEATED_MOST = 200  # rows written once and repeated
_CELLS_MOST = 200_000
_SAMPLE = 20_000  # pieces of text


def read_odt(data: bytes) -> SourceDocument:
    """Blocks and lines of an .odt. Raises UnreadableFileError (`truncated`, `encrypted`, `too-long`)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise UnreadableFileError("encrypted")
            content = _parsed(package.read("content.xml"))
            styles = _parsed(package.read("styles.xml")) if "styles.xml" in names else None
    except _BROKEN as problem:
        raise UnreadableFileError("truncated") from problem
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFileError("truncated")
    roots = [root for root in (styles, content) if root is not None]
    sample = " ".join(islice(body.itertext(), _SAMPLE))
    letters = letters_of(sample)
    reader = _OdtReader(ListMarks(roots), check_boxes(content), letters, damage_mender(letters(sample)))
    blocks = reader.blocks(body)
    running = list(reader.running(styles)) if styles is not None else []
    loose = tuple(with_loose_tables(blocks))
    return SourceDocument(tuple(reader.lines), loose, tuple(running), heading_levels=reader.heading_levels)


def _parsed(xml: bytes) -> Any:
    """An XML part; entities are left alone, nothing is fetched."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


class _OdtReader:
    def __init__(
        self, marks: ListMarks, boxes: dict[str, bool], letters: Callable[[str], str], mend: Callable[[str], str]
    ) -> None:
        self.lines: list[SourceLine] = []
        self.heading_levels: dict[int, int] = {}
        self._marks, self._boxes, self._letters, self._mend = marks, boxes, letters, mend
        self._number = self._tables = self._cells = 0

    def blocks(self, parent: Any) -> list[Block]:
        """Blocks below an element: the text, a section, an index, the only cell of a frame-like table."""
        found: list[Block] = []
        for child in parent:
            if child.tag in (f"{_TABLE}table", f"{_TABLE}sub-table"):
                found.extend(self._table(child))
            elif isinstance(child.tag, str) and child.tag in _HOLDERS:
                found.extend(self.blocks(child))
            else:
                found.extend(Paragraph(line) for line in self._lines_in(child, None))
        return found

    def _lines_in(self, element: Any, place: str | None) -> list[Line]:
        """The lines of a paragraph, a list, a text box, or of whatever holds paragraphs, in order."""
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
            return []
        if element.tag in _PARAGRAPHS:
            return self._paragraph(element, place)
        if element.tag == f"{TEXT}list":
            return self._list(element, place, "", 1)
        if element.tag.startswith(DRAW):
            place = place or "กล่องข้อความ"
        return [line for child in element for line in self._lines_in(child, place)]

    def _paragraph(self, element: Any, place: str | None, mark: str = "") -> list[Line]:
        texts = paragraph_lines(element, self._boxes)
        if mark and any(text.strip() for text in texts):
            texts[0] = f"{mark} {texts[0]}"
        lines = [line for text in texts if (line := self._line(text, place))]
        if element.tag == f"{TEXT}h" and place is None:
            level = whole(element.get(f"{TEXT}outline-level"), 1)
            self.heading_levels |= {line.number: level for line in lines}
        for inner in _anchored(element):
            where = place or ("กล่องข้อความ" if inner.tag.startswith(DRAW) else "เชิงอรรถ")
            lines.extend(line for child in inner for line in self._lines_in(child, where))
        return lines

    def _line(self, text: str, place: str | None) -> Line | None:
        self._number += 1
        words = tidy(self._letters(text))
        if not words:
            return None
        self.lines.append(SourceLine(number=self._number, text=words, place=place))
        return Line(self._number, self._mend(words))

    def _list(self, element: Any, place: str | None, style: str, level: int) -> list[Line]:
        style = element.get(f"{TEXT}style-name") or style
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list") is not None
        self._marks.begin(style, level, goes_on)
        lines: list[Line] = []
        for item in element:
            start = item.get(f"{TEXT}start-value") if item.tag == f"{TEXT}list-item" else None
            first = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    lines.extend(self._list(child, place, style, level + 1))
                elif child.tag in _PARAGRAPHS:
                    has_text = any(text.strip() for text in paragraph_lines(child, self._boxes))
                    mark = self._mark(style, level, start) if first and has_text else ""
                    first = first and not has_text
                    lines.extend(self._paragraph(child, place, mark))
                else:
                    lines.extend(self._lines_in(child, place))
        return lines

    def _mark(self, style: str, level: int, start: str | None) -> str:
        """The mark of an item; an item of a list that names no style is an item all the same."""
        return self._marks.mark(style, level, start) if style else "•"

    def _table(self, element: Any) -> list[Block]:
        rows = list(_rows(element))
        if len(rows) == 1 and len(cells := [c for c in rows[0] if c.tag == f"{_TABLE}table-cell"]) == 1:
            return self.blocks(cells[0])
        self._tables += 1
        read: list[Row] = []
        above: dict[int, Cell] = {}  # the last cell in each column, which may reach down
        for row in rows:
            for _ in range(min(whole(row.get(f"{_TABLE}number-rows-repeated"), 1), _REPEATED_MOST)):
                read.append(self._row(row, f"ตาราง {self._tables} แถว {len(read) + 1}", above))
        return [aligned(found) for found in tables_of([row for row in read if row.cells])]

    def _row(self, element: Any, place: str, above: dict[int, Cell]) -> Row:
        cells: list[Cell] = []
        at = covered = 0  # columns gone by; columns still covered by the cell to the left
        for child in _cells(element):
            self._count_cell()
            if at >= _WIDEST:
                break
            at += 1
            if covered:
                covered -= 1
                self._hidden_text(child, place)
                continue
            if child.tag == f"{_TABLE}covered-table-cell":
                upper = above.get(at, Cell())
                cells.append(Cell((), self._number + 1, upper.span, upper.lines))
                self._hidden_text(child, place)
            else:
                cells.append(self._cell(child, f"{place} ช่อง {len(cells) + 1}"))
                above[at] = cells[-1]
            covered = cells[-1].span - 1
        return Row(tuple(cells))

    def _cell(self, element: Any, place: str) -> Cell:
        start = self._number + 1
        lines = tuple(line for child in element for line in self._lines_in(child, place))
        span = min(max(whole(element.get(f"{_TABLE}number-columns-spanned"), 1), 1), _WIDEST)
        return Cell(lines, start, span)

    def _count_cell(self) -> None:
        self._cells += 1
        if self._cells > _CELLS_MOST:
            raise UnreadableFileError("too-long")

    def _hidden_text(self, element: Any, place: str) -> None:
        """Text under a merged cell is not seen and means nothing; its lines are counted all the same."""
        for child in element:
            self._lines_in(child, f"{place} ช่องที่ถูกผสาน")

    def running(self, styles: Any) -> Iterator[int]:
        """Numbers of the lines of headers and footers."""
        seen: set[str] = set()
        for page in styles.iter(f"{_STYLE}master-page"):
            for part in page:
                if part.tag not in _RUNNING:
                    continue
                place = "หัวกระดาษ" if "header" in part.tag else "ท้ายกระดาษ"
                text = "".join(part.itertext())
                if text not in seen:
                    seen.add(text)
                    yield from (line.number for line in self._lines_in(part, place))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            for _ in range(min(whole(child.get(f"{_TABLE}number-columns-repeated"), 1), _WIDEST)):
                yield child


def _anchored(paragraph: Any) -> Iterator[Any]:
    """Text boxes and notes anchored in a paragraph, not those inside another box."""
    for child in paragraph:
        if not isinstance(child.tag, str) or child.tag in (f"{_OFFICE}annotation", f"{TEXT}tracked-changes"):
            continue
        if child.tag in (f"{DRAW}text-box", f"{DRAW}custom-shape", f"{TEXT}note-body"):
            yield child
        else:
            yield from _anchored(child)
