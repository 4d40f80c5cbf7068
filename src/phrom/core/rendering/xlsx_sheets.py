"""Sheets of the plan's workbook: headings, widths, lists to choose from, an instruction sheet; through openpyxl.

openpyxl is loaded with this module; it takes a fifth of a second.
"""

import io
import math
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from phrom.core.plan.workbook_form import EXAMPLE, GROUPS, HOW_SHEET, LONG_MARK, LONG_SHEET, SHEETS, Column, SheetForm
from phrom.core.rendering.office_package import packed

CellValue = str | int | None
LONGEST_CELL = 32_000  # letters; Excel holds 32,767 UTF-16 units
_FONT = "TH SarabunPSK"
_SPARE_ROWS = 300  # below the last one, lists to choose from are still offered
_LINE_HEIGHT = 21.0  # points, at 16 points of TH Sarabun
_HIGHEST_ROW = 400.0
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel's times have no zone; the file bears no time of its making
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")  # openpyxl writes the time of saving
_HEAD_FILL = PatternFill("solid", fgColor="DCE6F2")
_EXAMPLE_FILL = PatternFill("solid", fgColor="F2F2F2")
_HOW = (
    "ไฟล์นี้คือแผนบริหารความต่อเนื่องทั้งฉบับ ชีตละหนึ่งส่วน แก้ไขแล้วนำเข้าโปรแกรมพร้อมได้",
    "หัวตารางแถวแรกของแต่ละชีต และช่อง “รูปแบบไฟล์” ในชีตหน่วยงาน ห้ามแก้ สลับคอลัมน์ สลับชีต และสลับแถวได้",
    "เพิ่มแถวใหม่ได้โดยเว้นช่อง “รหัส” ให้ว่าง โปรแกรมจะตั้งรหัสให้ แถวเดิมอย่าแก้รหัส",
    "ช่องที่อ้างถึงคน กลุ่มงาน ทีม ภัย หรืองาน: เลือกจากรายการ หรือพิมพ์ชื่อให้ตรง ข้อความใน [ ] คือรหัส",
    "ช่องที่มีหลายรายการ: พิมพ์รายการละบรรทัด (Alt+Enter)",
    "เวลา: พิมพ์เช่น 6 ชั่วโมง, 1 วัน, 30 นาที โทรศัพท์: พิมพ์เช่น 081 000 0003",
    "ช่องว่าง หมายถึง แผนไม่ได้เขียนไว้ ช่องที่เขียนว่า (ว่าง) หมายถึง เขียนไว้ว่าไม่มีข้อความ",
    f"แถวที่ขึ้นต้นด้วยคำว่า “{EXAMPLE}” เป็นเพียงตัวอย่าง โปรแกรมไม่อ่าน",
)


class LongTexts:
    """Texts that are too long for one cell: on a sheet of their own, in pieces, with a mark where they belong."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str]] = []
        self._count = 0

    def kept(self, text: str) -> str:
        """The text, or the mark of where it is."""
        if len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
            return text
        self._count += 1
        step = LONGEST_CELL // 2
        self.rows += [(self._count, text[start : start + step]) for start in range(0, len(text), step)]
        return LONG_MARK.format(self._count)


class WorkbookWriter:
    """The workbook while it is written; `content` ends it."""

    def __init__(self, *, title: str, made: str, practice: bool) -> None:
        self._book = Workbook()
        self._styles: dict[tuple[bool, bool, bool, bool], Any] = {}  # of cells alike
        how = self._book.active
        how.title = HOW_SHEET
        how.column_dimensions["A"].width = 110
        lines = [*(["การฝึกซ้อม ไม่ใช่เหตุจริง"] if practice else []), *([made] if made else []), *_HOW]
        for n, line in enumerate(lines, start=1):
            self._put(how, n, 1, line)
        for n, sheet in enumerate(SHEETS, start=len(lines) + 2):
            self._put(how, n, 1, f"{sheet.name}: {sheet.about}")
        self._book.properties.title = "".join(c for c in title if c.isprintable())[:200]
        self._book.properties.creator = "Phrom"
        self._book.properties.created = self._book.properties.modified = _EPOCH

    def office_sheet(
        self, form: SheetForm, cells: Sequence[tuple[Column, CellValue]], *, examples: bool = False
    ) -> None:
        """Items one a row, with what they say beside them."""
        page = self._book.create_sheet(form.name)
        head = ("รายการ", "ข้อมูล", EXAMPLE) if examples else ("รายการ", "ข้อมูล")
        for n, (heading, width) in enumerate(zip(head, (40, 70, 50), strict=False), start=1):
            self._put(page, 1, n, heading, head=True)
            page.column_dimensions[get_column_letter(n)].width = width
        page.freeze_panes = "B2"
        _for_print(page)
        for row, (column, value) in enumerate(cells, start=2):
            self._put(page, row, 1, column.title)
            self._put(page, row, 2, value)
            if examples:
                self._put(page, row, 3, column.example, example=True)
            if column.choices:
                self._offer(page, f"B{row}", column.choices.values())

    def sheet(self, form: SheetForm, rows: Sequence[Sequence[CellValue]], *, example: bool = False) -> None:
        """Headings in the first row, frozen with the first column; then the rows."""
        page = self._book.create_sheet(form.name)
        page.freeze_panes = "C2"
        page.print_title_rows = "1:1"
        _for_print(page)
        for n, column in enumerate(form.columns, start=1):
            self._put(page, 1, n, column.title, head=True)
            page.column_dimensions[get_column_letter(n)].width = column.width
        all_rows = [_example(form), *rows] if example else rows
        for at, values in enumerate(all_rows, start=2):
            for n, value in enumerate(values, start=1):
                self._put(page, at, n, value, example=example and at == 2)
            page.row_dimensions[at].height = _height(values, form.columns)
        self._choices(page, form, last=len(all_rows) + 1 + _SPARE_ROWS)
        page.auto_filter.ref = f"A1:{get_column_letter(len(form.columns))}{len(all_rows) + 1}"

    def _choices(self, page: Any, form: SheetForm, last: int) -> None:
        for n, column in enumerate(form.columns, start=1):
            cells = f"{get_column_letter(n)}2:{get_column_letter(n)}{last}"
            if column.choices:
                self._offer(page, cells, column.choices.values())
            elif column.kind == "ticks":
                self._offer(page, cells, ("✓", "–"))
            elif column.kind in ("ref", "refs") and len(column.refs) == 1:
                self._offer_names(page, cells, column.refs[0])
            elif column.field == "responsible":
                self._offer(page, cells, GROUPS.values())

    def _offer(self, page: Any, cells: str, words: Any) -> None:
        self._add(page, cells, '"' + ",".join(words) + '"')

    def _offer_names(self, page: Any, cells: str, key: str) -> None:
        """The names that stand on another sheet; whatever else is typed is taken too."""
        form = next(sheet for sheet in SHEETS if sheet.key == key)
        field = "full_name" if key == "people" else "name"
        letter = get_column_letter([column.field for column in form.columns].index(field) + 1)
        self._add(page, cells, f"'{form.name}'!${letter}$2:${letter}${_SPARE_ROWS * 4}")

    @staticmethod
    def _add(page: Any, cells: str, source: str) -> None:
        offered = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
        page.add_data_validation(offered)
        offered.add(cells)

    def _put(
        self, page: Any, row: int, column: int, value: CellValue, *, head: bool = False, example: bool = False
    ) -> None:
        if value is None or value == "":
            return
        cell = page.cell(row, column)
        if isinstance(value, str):
            # set past openpyxl's guessing: a text that begins with = is a text, and `#N/A` no error
            cell._value, cell.data_type = value, "s"
        else:
            cell.value = value
        like = (isinstance(value, str), isinstance(value, str) and value[:1] in "=+-@", head, example)
        if like in self._styles:
            cell._style = copy(self._styles[like])  # working a style out takes most of the time
            return
        cell.number_format = "@" if like[0] else "General"
        cell.quotePrefix = like[1]
        cell.font = Font(name=_FONT, size=16, bold=head, italic=example)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        if head or example:
            cell.fill = _HEAD_FILL if head else _EXAMPLE_FILL
        self._styles[like] = cell._style

    def long_texts(self, long: LongTexts) -> None:
        if not long.rows:
            return
        page = self._book.create_sheet(LONG_SHEET)
        page.column_dimensions["B"].width = 110
        for n, (number, piece) in enumerate(long.rows, start=1):
            self._put(page, n, 1, number)
            self._put(page, n, 2, f"|{piece}|")  # so that no blank at the end of a piece is lost

    def content(self) -> bytes:
        """The file; the same sheets always give the same bytes."""
        out = io.BytesIO()
        self._book.save(out)
        with zipfile.ZipFile(out) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        parts[_PROPERTIES] = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", parts[_PROPERTIES])
        return packed(parts)


def _for_print(page: Any) -> None:
    """A4 across, as wide as the paper, with lines between the cells."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.gridLines = True


def _example(form: SheetForm) -> list[CellValue]:
    return [EXAMPLE, *(column.example for column in form.columns[1:])]


def _height(values: Sequence[CellValue], columns: Sequence[Column]) -> float:
    """Excel does not work out the height of wrapped Thai: about what the fullest cell needs."""
    lines = max(
        (
            sum(max(1, math.ceil(len(line) / column.width)) for line in str(value).split("\n"))
            for value, column in zip(values, columns, strict=True)
            if value is not None
        ),
        default=1,
    )
    return min(lines * _LINE_HEIGHT, _HIGHEST_ROW)
