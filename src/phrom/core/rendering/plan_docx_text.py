"""Blocks as WordprocessingML (ISO/IEC 29500-1, clause 17): real headings, lists and tables that an officer edits on.

Every text is escaped once, in `run`, so nothing in a plan can become markup. Elements stand in the order that the
schema demands, which Word insists on.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from phrom.core.importing.files.word_file import DERIVED
from phrom.core.rendering.blocks import (
    Block,
    Cell,
    Chart,
    ChartBox,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Signatures,
    Signer,
    Table,
)

TEXT_WIDTH = 9071  # twentieths of a point: 16 cm, A4 with margins of 3 and 2 cm
_LONG_ROW = 900  # letters in one cell; such a row may be torn at the end of a page
_SHORT_TABLE = 6  # rows; such a table stays on one page
_DOTS = "." * 40
_GAP = 113  # between two boxes of the chart
# the reader of Word files knows by it what is read elsewhere in the file; a screen reader says it
_DERIVED = f"<w:tblDescription w:val={quoteattr(DERIVED)}/>"
_SIDES = ("top", "left", "bottom", "right")
_SYMBOLS: dict[Mark, str] = {"tick": "✓", "ticked": "☑", "box": "☐", "dash": "–"}
_SYMBOL_FONT = "".join(
    ("<w:rFonts", *(f' w:{use}="Segoe UI Symbol"' for use in ("ascii", "hAnsi", "eastAsia", "cs")), "/>")
)

Say = Callable[[str], str]  # a text as it is printed: one line, digits of the office's choice


def run(text: str, *, strong: bool = False) -> str:
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>" if strong else ""
    return f'<w:r>{bold}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field_run(instruction: str, shown: str) -> str:
    """A field that Word works out, with what stands there until then."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, *runs: str, keep: bool = False, new_page: bool = False, number: int | None = None,
              centred: bool = False) -> str:  # fmt: skip
    """`keep`: on one page with what follows; `number`: the list (w:num) that it belongs to."""
    properties = f'<w:pStyle w:val="{style}"/>'
    properties += "<w:keepNext/>" if keep else ""
    properties += "<w:pageBreakBefore/>" if new_page else ""
    properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
    properties += '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


# lower than a line, so that a table that ends with its page is not followed by an empty one
AFTER_TABLE = paragraph("AfterTable")


@dataclass
class BlockWriter:
    """Blocks → XML. `headings` (level, text, bookmark) for the contents, `lists`: numbered ones begun so far."""

    say: Say
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    lists: int = 0
    first_list: int = 10  # numbers below are those of numbering.xml
    _boxes: int = 0

    def body(self, blocks: list[Block]) -> Iterator[str]:
        for i, block in enumerate(blocks):
            before_table = i + 1 < len(blocks) and isinstance(blocks[i + 1], Table)
            yield self._block(block, before_table)

    def _block(self, block: Block, before_table: bool) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return paragraph(
                "Remark" if block.quiet else "BodyText", run(self.say(block.text)), keep=before_table or block.keep
            )
        if isinstance(block, Listing):
            return self._listing(block)
        if isinstance(block, Chart):
            return "".join(self._chart(block))
        if isinstance(block, Signatures):
            return self._signatures(block)
        return self._table(block) + AFTER_TABLE

    def _heading(self, heading: Heading) -> str:
        number = len(self.headings) + 1
        bookmark, text = f"_Toc{number:08}", self.say(heading.text)
        self.headings.append((heading.level, text, bookmark))
        marked = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>{run(text)}<w:bookmarkEnd w:id="{number}"/>'
        return paragraph(f"Heading{heading.level}", marked, new_page=heading.new_page or number == 1)

    def _listing(self, listing: Listing) -> str:
        number = self._list_number(listing)
        return "".join(self._item(item, number) for item in listing.items)

    def _list_number(self, listing: Listing) -> int | None:
        """A list that counts begins anew with one."""
        if not listing.numbered:
            return None
        self.lists += 1
        return self.first_list + self.lists - 1

    def _item(self, item: str, number: int | None) -> str:
        return paragraph("ListBullet" if number is None else "ListNumber", run(self.say(item)), number=number)

    def _table(self, table: Table) -> str:
        grid = shared(table.widths)
        together = len(table.rows) <= _SHORT_TABLE
        rows = []
        for i, places in enumerate(laid_out(table.rows)):
            keep = together and i + 1 < len(table.rows)
            rows.append(self._row(places, grid, keep=keep))
        return self._table_of(table, rows)

    def _table_of(self, table: Table, rows: Sequence[str]) -> str:
        """The table with its headings over these rows."""
        grid = shared(table.widths)
        head = [self._row(places, grid, heading=True) for places in laid_out(table.head)]
        caption = f"<w:tblCaption w:val={quoteattr(self.headings[-1][1])}/>" if self.headings else ""
        caption += _DERIVED if table.derived else ""
        return _table(
            grid, "".join((*head, *rows)), '<w:tblStyle w:val="TableGrid"/>', f'<w:tblLook w:val="0020"/>{caption}'
        )

    def _row(self, places: list["Place"], grid: list[int], *, heading: bool = False, keep: bool = False) -> str:
        longest = max((sum(map(len, place.cell.lines)) for place in places), default=0)
        whole = "<w:cantSplit/>" if longest <= _LONG_ROW else ""
        head = "<w:tblHeader/>" if heading else ""
        cells = (self._cell(place, grid, heading=heading, keep=keep) for place in places)
        return f"<w:tr><w:trPr>{whole}{head}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, place: "Place", grid: list[int], *, heading: bool, keep: bool) -> str:
        cell = place.cell
        width = sum(grid[place.column : place.column + cell.colspan])
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        if place.continued:
            return f"<w:tc><w:tcPr>{properties}<w:vMerge/></w:tcPr>{paragraph('TableText')}</w:tc>"
        properties += '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        properties += '<w:vAlign w:val="center"/>' if heading else ""
        content = self._content(cell, heading=heading, keep=keep)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    def _content(self, cell: Cell, *, heading: bool = False, keep: bool = False) -> str:
        """The paragraphs of a cell: at least one, as Word demands."""
        style = "TableHeading" if heading else "TableBullet" if cell.bullets else "TableText"
        lines = [run(self.say(line), strong=cell.strong and not heading) for line in cell.lines]
        if cell.mark is not None:
            lines = [self._mark(cell.mark)]
        centred = cell.centred and not heading
        return "".join(paragraph(style, line, keep=keep, centred=centred) for line in lines) or paragraph(
            style, keep=keep
        )

    def _mark(self, mark: Mark) -> str:
        sign = f"<w:r><w:rPr>{_SYMBOL_FONT}</w:rPr><w:t>{_SYMBOLS[mark]}</w:t></w:r>"
        if mark in ("tick", "dash"):
            return sign
        # a box that is ticked by a click
        self._boxes += 1
        checked = int(mark == "ticked")
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{self._boxes}"/><w14:checkbox><w14:checked w14:val="{checked}"/>'
            '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{sign}</w:sdtContent></w:sdt>"
        )

    def _chart(self, chart: Chart) -> Iterator[str]:
        """Boxes as tables without lines between them: every program that opens Word files shows and edits these."""
        for box in chart.above:
            margin = TEXT_WIDTH // 5
            yield self._boxes_in_a_row([box], [TEXT_WIDTH - 2 * margin], margin)
            yield paragraph("TableText", run("│"), centred=True, keep=True)
        most = 5 if len(chart.teams) == 5 else 4
        for start in range(0, len(chart.teams), most):
            teams = chart.teams[start : start + most]
            widest = min(most, len(chart.teams))
            width = (TEXT_WIDTH - _GAP * (widest - 1)) // widest
            free = TEXT_WIDTH - len(teams) * (width + _GAP) + _GAP
            yield self._boxes_in_a_row(teams, [width] * len(teams), free // 2)
            yield paragraph("TableText")

    def _signatures(self, block: Signatures) -> str:
        """Side by side in a table without lines; the reader of Word files passes it by."""
        grid = shared((1,) * len(block.signers))
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(paragraph('TableText', run(line), centred=True) for line in self._signer(signer))}</w:tc>"
            for signer, width in zip(block.signers, grid, strict=True)
        )
        row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
        return paragraph("TableText", keep=True) + _table(grid, row, "", _DERIVED) + paragraph("TableText")

    def _signer(self, signer: Signer) -> Iterator[str]:
        yield f"ลงชื่อ {_DOTS} {signer.signs_as}"
        yield self.say(f"({signer.name})") if signer.name else f"({_DOTS})"
        if signer.position:
            yield self.say(f"ตำแหน่ง {signer.position}")
        yield signer.role
        yield f"วันที่ {_DOTS[:8]} เดือน {_DOTS[:20]} พ.ศ. {_DOTS[:12]}"

    def _boxes_in_a_row(self, boxes: Sequence[ChartBox], widths: list[int], margin: int) -> str:
        grid: list[int] = []
        cells: list[str] = []
        for box, width in zip(boxes, widths, strict=True):
            if cells:
                grid.append(_GAP)
                cells.append(
                    f'<w:tc><w:tcPr><w:tcW w:w="{_GAP}" w:type="dxa"/></w:tcPr>{paragraph("TableText")}</w:tc>'
                )
            grid.append(width)
            lines = [run(self.say(box.role), strong=True), *(run(self.say(name)) for name in box.names)]
            content = "".join(paragraph("TableText", line, centred=True, keep=True) for line in lines)
            sides = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="auto"/>' for side in _SIDES)
            properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{sides}</w:tcBorders>'
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
        row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
        return _table(grid, row, "", _DERIVED, indent=margin)


@dataclass(frozen=True)
class Place:
    """A cell in its column; `continued`: the lower part of one that began in a row above."""

    column: int
    cell: Cell
    continued: bool = False


def laid_out(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Place]]:
    """The rows with the lower parts of tall cells in their places."""
    tall: dict[int, tuple[Cell, int]] = {}  # column → cell from above, rows still to cover
    for row in rows:
        places: list[Place] = []
        waiting, column = list(row), 0
        while waiting or column in tall:
            if column in tall:
                cell, left = tall.pop(column)
                places.append(Place(column, cell, continued=True))
                if left > 1:
                    tall[column] = (cell, left - 1)
            else:
                cell = waiting.pop(0)
                places.append(Place(column, cell))
                if cell.rowspan > 1:
                    tall[column] = (cell, cell.rowspan - 1)
            column += cell.colspan
        yield places


def shared(widths: Sequence[float]) -> list[int]:
    """The width of the page by shares."""
    return [round(TEXT_WIDTH * width / sum(widths)) for width in widths]


def _table(grid: list[int], rows: str, style: str, look: str, indent: int = 0) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        f'<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>{look}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
