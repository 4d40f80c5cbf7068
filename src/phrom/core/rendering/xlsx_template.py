"""The empty workbook to be filled in: every sheet with its headings and an example row that is read over."""

from phrom.core.plan.workbook_form import FORM, OFFICE, SHEETS
from phrom.core.rendering.xlsx_sheets import WorkbookWriter


def render_template() -> bytes:
    """The workbook of a plan in which nothing stands yet. Always the same bytes."""
    book = WorkbookWriter(title="แบบกรอกแผนบริหารความต่อเนื่อง", made="", practice=False)
    cells = [(column, FORM if column.field == "format" else None) for column in OFFICE.columns]
    book.office_sheet(OFFICE, cells, examples=True)
    for sheet in SHEETS:
        book.sheet(sheet, [], example=True)
    return book.content()
