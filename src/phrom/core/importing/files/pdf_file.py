"""A PDF with a text layer as blocks: tables by the rules drawn around their cells, paragraphs by what room a line left.

A line of the source is a paragraph as it was printed, in or outside a cell; `place` says where a person finds it:
`หน้า 4 ตาราง 2 แถว 1 ช่อง 3`. Running heads and page numbers are furniture; a table that runs over pages is one table.
pdfium is loaded when the first PDF comes, and reads one file at a time: it is not made for threads.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Row, SourceDocument
from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.files.damage import damage_mender
from phrom.core.importing.files.pdf_layout import PageLayout, PageRow, PageTable, layout_of
from phrom.core.importing.files.pdf_page import Page, page_of
from phrom.core.importing.files.pdf_text import TextLine, Words, is_spoilt, paragraphs, repaired
from phrom.core.importing.files.text_file import opens_something
from phrom.core.importing.tables.grid import aligned
from phrom.core.importing.tables.labels_by_gap import with_colons
from phrom.core.importing.tables.loose_tables import with_loose_tables
from phrom.core.importing.tables.tables_of_rows import tables_of
from phrom.core.importing.words.headings import is_page_furniture, is_title
from phrom.core.values.source import SourceLine
from phrom.core.values.thai_text import key, legible

PAGES_MOST = 500
_CHARS_MOST = 3_000_000
_PASSWORD, _SECURITY = 4, 5  # pdfium's reasons for not opening a file
_SCANNED_BELOW = 40  # characters on a page, on average
_RUNNING = 2  # lines from the top or the bottom of a page can be a running head
_MOST_HEADS = 3  # rows that come again at the top of a page
_SAME_EDGES = 4.0  # points
_ONE_AT_A_TIME = threading.Lock()


def read_pdf(data: bytes) -> SourceDocument:
    """Blocks and lines of a .pdf.

    Raises UnreadableFileError (`encrypted`, `scanned`, `spoilt-thai`, `too-long`, `truncated`).
    """
    with _ONE_AT_A_TIME:
        pages = _pages(data)
    _refuse_unreadable(pages)
    layouts = [layout_of(page) for page in pages]
    mend = damage_mender(" ".join(line.text for layout in layouts for line in _every_line(layout)))
    if mend is not legible:
        layouts = [layout_of(page, mend) for page in pages]
    layouts = _with_labels(layouts)
    reader = _PdfReader(_running_heads(layouts), _right_edge(layouts), mend)
    for number, layout in enumerate(layouts, start=1):
        reader.read_page(number, layout)
    blocks = reader.finish()
    return SourceDocument(tuple(reader.lines), tuple(with_loose_tables(blocks)), tuple(reader.furniture))


def _with_labels(layouts: list[PageLayout]) -> list[PageLayout]:
    """The lines outside the tables with a colon where a wide gap parts a label from its value."""
    texts = iter(with_colons([line.text for layout in layouts for line in layout.text]))
    return [replace(layout, text=tuple(replace(line, text=next(texts)) for line in layout.text)) for layout in layouts]


def _pages(data: bytes) -> list[Page]:
    import pypdfium2  # noqa: PLC0415 - slow to load, and rarely needed

    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > PAGES_MOST:
                raise UnreadableFileError("too-long")
            pages: list[Page] = []
            for i in range(len(document)):
                page = document[i]
                pages.append(page_of(page))
                page.close()
                if sum(len(p.glyphs) for p in pages) > _CHARS_MOST:
                    raise UnreadableFileError("too-long")
            return pages
    except pypdfium2.PdfiumError as problem:
        locked = problem.err_code in (_PASSWORD, _SECURITY)
        raise UnreadableFileError("encrypted" if locked else "truncated") from problem


def _refuse_unreadable(pages: list[Page]) -> None:
    """Pictures of pages have no text; what browsers print has Thai that cannot be told any more."""
    letters = sum(not g.text.isspace() for page in pages for g in page.glyphs)
    if any(page.pictures for page in pages) and letters < _SCANNED_BELOW * len(pages):
        raise UnreadableFileError("scanned")
    if is_spoilt("\n".join("".join(g.text for g in page.glyphs) for page in pages)):
        raise UnreadableFileError("spoilt-thai")


def _right_edge(layouts: list[PageLayout]) -> dict[int, float]:
    """Where lines of text end, by the width of the page: what only a few lines in a hundred pass."""
    ends: dict[int, list[float]] = {}
    for layout in layouts:
        ends.setdefault(round(layout.width), []).extend(line.x1 for line in layout.text)
    return {width: sorted(found)[int(len(found) * 0.97)] for width, found in ends.items() if found}


def _running_heads(layouts: list[PageLayout]) -> set[tuple[int, int]]:
    """(page, line) of what stands at the same height of several pages, digits apart, and of page numbers."""
    seen: dict[tuple[str, int], list[tuple[int, int]]] = {}
    heads: set[tuple[int, int]] = set()
    for n, layout in enumerate(layouts, start=1):
        ends = {*range(min(_RUNNING, len(layout.text))), *range(max(len(layout.text) - _RUNNING, 0), len(layout.text))}
        for i in ends:
            line = layout.text[i]
            words = re.sub(r"\d+", "#", key(line.text))
            seen.setdefault((words, round(line.y / 6)), []).append((n, i))
            if is_page_furniture(repaired(line.text)):
                heads.add((n, i))
    for places in seen.values():
        pages = {n for n, _ in places}
        if len(pages) >= 3 or (len(pages) == 2 and len(layouts) <= 3):
            heads.update(places)
    titles = Counter(key(line.text) for layout in layouts for line in layout.text if is_title(repaired(line.text)))
    for n, layout in enumerate(layouts, start=1):
        if layout.text and titles[key(layout.text[0].text)] >= 3:
            heads.add((n, 0))
    return heads


@dataclass
class _OpenTable:
    edges: tuple[float, ...]
    rows: list[PageRow]


@dataclass
class _PdfReader:
    """What was read so far. `_table`: the last table, while only furniture has come after it."""

    heads: set[tuple[int, int]]
    right: dict[int, float]
    mend: Callable[[str], str]
    lines: list[SourceLine] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _table: _OpenTable | None = None
    _last: tuple[Words, str] | None = None  # the last paragraph and its place: the next page may go on with it

    def read_page(self, number: int, layout: PageLayout) -> None:
        place = f"หน้า {number}"
        for i, line in enumerate(layout.text):
            if (number, i) in self.heads:
                self.furniture.append(self._line(repaired(line.text), place).number)
        body = [line for i, line in enumerate(layout.text) if (number, i) not in self.heads]
        right = self.right.get(round(layout.width), layout.width)
        tables = 0
        first = True
        for item in _by_height(body, layout.tables):
            if isinstance(item, PageTable):
                tables += 1
                self._read_table(item, f"{place} ตาราง {tables}", first)
            else:
                self._read_text(item, right, place, first)
            first = False

    def _read_text(self, lines: list[TextLine], right: float, place: str, top: bool) -> None:
        self._end_table()
        for n, words in enumerate(paragraphs(lines, right, self.mend)):
            if self._last and n == 0 and top and _runs_over(self._last[0], words):
                before, where = self._last
                self._last = (before.followed_by(words), where)
                continue
            self._end_text()
            self._last = (words, place)

    def _read_table(self, table: PageTable, place: str, top: bool) -> None:
        self._end_text()
        rows = [row.placed(f"{place} แถว {n}") for n, row in enumerate(table.rows, start=1)]
        held = self._table
        if held is None or not top or not _same_edges(held.edges, table.edges):
            self._end_table()
            self._table = _OpenTable(table.edges, rows)
            return
        heads = _repeated(held.rows, rows)
        held.rows.extend(rows[:heads])
        rest = rows[heads:]
        last = held.rows[-heads - 1]
        below_heads = held.rows[heads : len(held.rows) - heads]  # merged headings have blanks that say nothing of rows
        if rest and last.goes_on_in(rest[0], below_heads or held.rows):
            held.rows[-heads - 1] = last.with_rest(rest[0])
            rest = rest[1:]
        elif rest and rest[0].below_one_over_the_page(held.rows):
            first, *others = rest[0].cells
            rest = [replace(rest[0], cells=(replace(first, lower=True), *others)), *rest[1:]]
        held.rows.extend(rest)

    def finish(self) -> list[Block]:
        """The blocks, when all pages are read."""
        self._end_text()
        self._end_table()
        return self._blocks

    def _end_text(self) -> None:
        if self._last is not None:
            words, place = self._last
            self._blocks.append(Paragraph(self._line(words.text, place)))
            self._last = None

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is not None:
            rows = self._rows(table.rows)
            self._blocks.extend(aligned(found) for found in tables_of([row for row in rows if row.cells]))

    def _rows(self, rows: list[PageRow]) -> list[Row]:
        above: dict[int, tuple[Line, ...]] = {}
        found: list[Row] = []
        heads = [key(row.text) for row in rows[:_MOST_HEADS]]
        for n, row in enumerate(rows):
            repeated = key(row.text) in heads[:n]
            cells: list[Cell] = []
            for cell in row.cells:
                start = len(self.lines) + 1
                own = tuple(self._line(words.text, cell.place) for words in cell.words)
                if not cell.lower and not repeated:
                    above[cell.column] = own
                cells.append(Cell(own, start, cell.span, above.get(cell.column, ()) if cell.lower else ()))
            found.append(Row(tuple(cells)))
        return found

    def _line(self, text: str, place: str) -> Line:
        number = len(self.lines) + 1
        self.lines.append(SourceLine(number=number, text=text, place=place))
        return Line(number, self.mend(text))


def _every_line(layout: PageLayout) -> Iterator[TextLine | Words]:
    yield from layout.text
    for table in layout.tables:
        yield from (words for row in table.rows for cell in row.cells for words in cell.words)


def _by_height(lines: list[TextLine], tables: tuple[PageTable, ...]) -> list[PageTable | list[TextLine]]:
    """Tables, and the runs of lines between them, from top to bottom."""
    found: list[PageTable | list[TextLine]] = []
    left = list(lines)
    for table in tables:
        above = [line for line in left if line.y > table.top]
        if above:
            found.append(above)
        left = [line for line in left if line.y <= table.top]
        found.append(table)
    if left:
        found.append(left)
    return found


def _runs_over(before: Words, words: Words) -> bool:
    return before.runs_on_in(words) and not opens_something(words.told) and not opens_something(before.told)


def _same_edges(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME_EDGES for a, b in zip(one, other, strict=True))


def _repeated(before: list[PageRow], rows: list[PageRow]) -> int:
    """How many rows at the top of a page repeat the headings of the table that runs on."""
    same = 0
    while same < min(_MOST_HEADS, len(rows), len(before)) and key(rows[same].text) == key(before[same].text) != "":
        same += 1
    return same
