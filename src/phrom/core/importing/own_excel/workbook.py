"""Our own Excel workbook read back: exactly, if nobody touched it; with every cell accounted for, if somebody did.

Sheets are found by their names and columns by their headings, so both may be moved. Rows may be added without an id,
and names be typed instead of chosen. A cell that says nothing for its column, such as a name that nobody has, leaves
its value absent and is listed as unplaced.
"""

import hashlib
import io

from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.files.excel_file import BROKEN
from phrom.core.importing.files.excel_package import refuse_declarations
from phrom.core.importing.own_excel.cells import (
    Account,
    FilledRow,
    instructions,
    long_texts,
    office_cells,
    sheet_rows,
)
from phrom.core.importing.own_excel.plan import PlanAssembler
from phrom.core.plan.document import Plan
from phrom.core.plan.workbook_form import FORM, OFFICE, SHEETS
from phrom.core.values.source import ImportReport, UnplacedLine
from phrom.core.values.thai_text import key

_BY_NAME = {key(form.name): form for form in SHEETS}


def read_own_excel(data: bytes, file_name: str) -> tuple[Plan, ImportReport] | None:
    """Plan and report; None if the workbook is not ours. Raises UnreadableFileError (`truncated`, `too-long`, `unsafe`,
    `unfilled`)."""
    try:
        refuse_declarations(data)
        return _read(data, file_name)
    except BROKEN as problem:
        raise UnreadableFileError("truncated") from problem


def _read(data: bytes, file_name: str) -> tuple[Plan, ImportReport] | None:
    import openpyxl  # noqa: PLC0415 - slow to load, and rarely needed

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    first = next((page for page in book.worksheets if key(page.title) == key(OFFICE.name)), None)
    if first is None or not _is_ours(first):
        return None
    account = Account(long_texts=long_texts(book))
    office = office_cells(first, account)
    sheets: dict[str, list[FilledRow]] = {form.key: [] for form in SHEETS}
    for page in book.worksheets:
        form = _BY_NAME.get(key(page.title))
        if form is not None:
            sheets[form.key] += sheet_rows(page, form, account)
        elif page is not first:
            instructions(page, account)
    assembler = PlanAssembler(office, sheets, account)
    plan = assembler.plan()
    if plan is None:
        raise UnreadableFileError("unfilled")
    return plan, _report(assembler, account, data, file_name)


def _is_ours(page: object) -> bool:
    rows = page.iter_rows(max_col=2, max_row=40, values_only=True)  # type: ignore[attr-defined]
    return any(FORM in row for row in rows)


def _report(assembler: PlanAssembler, account: Account, data: bytes, file_name: str) -> ImportReport:
    placed = {number for reading in assembler.readings for number in reading.lines}
    furniture = account.furniture - placed
    return ImportReport(
        file_name=file_name,
        file_kind="xlsx",
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(account.lines),
        readings=tuple(assembler.readings),
        furniture=tuple(sorted(furniture)),
        unplaced=tuple(
            UnplacedLine(number=line.number, text=line.text)
            for line in account.lines
            if line.number not in placed and line.number not in furniture
        ),
    )
