"""The whole plan as an Excel workbook, one sheet a section; `importing/own_excel` reads back the same plan."""

from collections.abc import Mapping
from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_by_id
from phrom.core.plan.workbook_cells import cell_lines, cell_text, duration_text, phone_text
from phrom.core.plan.workbook_form import GROUPS, OFFICE, SHEETS, TICKS, Column
from phrom.core.plan.workbook_rows import Record, Tick, office_record, rows_of
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.xlsx_sheets import LongTexts, WorkbookWriter

CellValue = str | int | None


def render_plan_xlsx(plan: Plan, printing: Printing) -> bytes:
    """The workbook. Texts are texts: nothing in a plan becomes a formula. The same plan gives the same bytes."""
    labels, long = labels_of(plan), LongTexts()
    book = WorkbookWriter(title=plan.title, made=printing.version_label or "", practice=printing.practice)
    office, rows = office_record(plan), rows_of(plan)
    book.office_sheet(OFFICE, [(column, _cell(column, office, labels, long)) for column in OFFICE.columns])
    for sheet in SHEETS:
        book.sheet(
            sheet,
            [
                [number if column.kind == "order" else _cell(column, record, labels, long) for column in sheet.columns]
                for number, record in enumerate(rows[sheet.key], start=1)
            ],
        )
    book.long_texts(long)
    return book.content()


def labels_of(plan: Plan) -> dict[str, str]:
    """Each id with what references to it say: the name for people, the id in brackets for the program."""
    team = plan.continuity_team
    names = {person.id: person.full_name for person in people_by_id(plan).values()}
    for things in (plan.units, team.teams, plan.threats, plan.processes, plan.suppliers, plan.response):
        names |= {thing.id: thing.name for thing in things}
    labels = {ident: f"{_short(name)} [{ident}]".strip() for ident, name in names.items()}
    return {group: f"{words} [{group}]" for group, words in GROUPS.items()} | labels


def _short(name: str) -> str:
    """A name in one line; the id behind it is what counts."""
    words = "".join(c for c in " ".join(name.split()) if c.isprintable())
    return words if len(words) <= 80 else f"{words[:79]}…"


def _cell(column: Column, record: Record, labels: Mapping[str, str], long: LongTexts) -> CellValue:
    value: Any = record.get(column.field)
    if value is None or value == ():
        return None
    written = _written(column, value, labels)
    return long.kept(written) if isinstance(written, str) else written


def _written(column: Column, value: Any, labels: Mapping[str, str]) -> CellValue:
    match column.kind:
        case "count":
            return int(value)
        case "lines":
            return cell_lines(value)
        case "duration":
            return duration_text(value)
        case "choice":
            return dict(column.choices or {})[value]
        case "ref":
            return labels.get(value, f"[{value}]")
        case "refs":
            return "\n".join(labels.get(ident, f"[{ident}]") for ident in value)
        case "phones":
            return "\n".join(map(phone_text, value))
        case "ticks":
            return "\n".join(map(_tick, value))
        case "shown":
            return _short(value)
    return cell_text(value)


def _tick(tick: Tick) -> str:
    affected, number = tick
    return TICKS[affected] if number is None else f"{TICKS[affected]} ({number})"
