"""A table that the reader left over, read as what a person says that it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from phrom.core.importing.blocks import Column, Line, SourceDocument, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.plan_reader import PlanReader
from phrom.core.importing.facts.told_table import know, read_told
from phrom.core.importing.placing import NotPlacedError
from phrom.core.importing.reader import settled
from phrom.core.importing.table_kinds import KINDS, MEANINGS, NOTHING, columns_told, rows_of
from phrom.core.plan.document import Plan
from phrom.core.plan.merging import merge_plans
from phrom.core.values.source import LeftTable, Reading


@dataclass(frozen=True)
class ToldTable:
    """The plan with what was read out of the table, and the lines behind each value of it."""

    plan: Plan
    readings: tuple[Reading, ...]


def read_left_table(plan: Plan, table: LeftTable, kind: str, columns: Sequence[str], headings: int) -> ToldTable:
    """Read a table of this kind whose columns hold what the names say; its first rows are headings.

    What the plan says already stays. Raises NotPlacedError, with a sentence for people, where nothing is read.
    """
    told = _as_told(table, kind, columns, headings)
    reader = PlanReader(SourceDocument((), ()), Draft(), "")
    know(reader, plan)
    before = _facts(reader, plan)
    read_told(reader, kind, told, [Line(line.number, line.text) for line in table.above])
    merged = merge_plans(before, _facts(reader, plan), plan)
    readings = settled(reader.draft.readings, merged.plan)
    if merged.problems or merged.plan == plan or not readings:
        raise NotPlacedError(
            f"อ่านตารางนี้เป็น{KINDS[kind].label.th}ไม่ได้ ให้ดูว่าเลือกคอลัมน์ถูกหรือไม่",
            f"Nothing could be read from this table as {KINDS[kind].label.en}. Check what its columns hold.",
        )
    return ToldTable(merged.plan, readings)


def read_left_tables(
    plan: Plan, tables: Sequence[LeftTable], kind: str, columns: Sequence[str], headings: int
) -> ToldTable:
    """Read tables that are alike, one after the other; one of which nothing can be read stays as it is.

    Raises NotPlacedError, with a sentence for people, where nothing is read of any.
    """
    readings: list[Reading] = []
    refused: NotPlacedError | None = None
    for table in tables:
        try:
            told = read_left_table(plan, table, kind, columns, headings)
        except NotPlacedError as error:
            refused = refused or error
            continue
        plan = told.plan
        readings += told.readings
    if not readings and refused is not None:
        raise refused
    return ToldTable(plan, tuple(readings))


def _as_told(table: LeftTable, kind: str, columns: Sequence[str], headings: int) -> Table:
    rows = rows_of(table)
    width = max(len(row.cells) for row in rows)
    known = KINDS.get(kind)
    if known is None or len(columns) != width or not set(columns) <= {*known.meanings, NOTHING}:
        raise NotPlacedError("ให้เลือกว่าตารางนี้และแต่ละคอลัมน์คืออะไร", "Choose what this table and each of its columns is")
    if known.needs not in columns and "as-headed" not in columns:
        needed = MEANINGS[known.needs].label
        raise NotPlacedError(f"ต้องมีคอลัมน์หนึ่งเป็น{needed.th}", f"One of the columns must be: {needed.en}")
    headings = min(max(headings, 0), len(rows) - 1)
    top = rows[headings - 1].cells if headings else ()
    heads = [top[i].text if i < len(top) else "" for i in range(width)]
    kinds = columns_told(columns, heads)
    told = tuple(Column(head, "", kind) for head, kind in zip(heads, kinds, strict=True))
    return Table(rows[headings:], told, rows[:headings])


def _facts(reader: PlanReader, plan: Plan) -> Plan:
    """What the reader knows of the parts that tables fill; the rest is the plan's."""
    return plan.model_copy(
        update={
            "units": reader.units.values(),
            "people": reader.people.values(),
            "continuity_team": reader.teams.value(),
            "threats": reader.threats.values(),
            "impacts": tuple(reader.threats.impacts),
            "processes": reader.processes.values(),
            "requirements": reader.office.value(),
            "strategies": reader.strategies.values(),
            "sites": tuple(reader.strategies.sites),
            "suppliers": tuple(reader.suppliers),
            "response": reader.response.values(),
            "scenarios": reader.scenarios.values(),
            "checklist": tuple(reader.form.items),
        }
    )
