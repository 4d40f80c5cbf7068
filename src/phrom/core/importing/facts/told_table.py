"""A table read as what a person says that it is, into a plan that was read before."""

from collections.abc import Callable, Sequence

from phrom.core.importing.blocks import Line, Table
from phrom.core.importing.facts.needs_by_time import read_by_time
from phrom.core.importing.facts.needs_matrix import read_matrix
from phrom.core.importing.facts.plan_reader import PlanReader
from phrom.core.importing.facts.processes import BiaReader
from phrom.core.importing.facts.requirements import read_requirements
from phrom.core.importing.facts.suppliers import read_suppliers
from phrom.core.importing.facts.threats import read_threats
from phrom.core.importing.words.headings import named_team_heading, team_heading
from phrom.core.importing.words.scenario_words import is_scenario_lead
from phrom.core.plan.document import Plan
from phrom.core.plan.tree import plain_plan
from phrom.core.plan.uses import all_ids


def know(reader: PlanReader, plan: Plan) -> None:
    """Give a reader that has read nothing yet what stands in a plan: it is found again, and its ids are kept."""
    reader.draft.reserve(all_ids(plain_plan(plan)))
    reader.units.know(plan.units)
    reader.people.know(plan.people)
    reader.teams.know(plan.continuity_team)
    reader.threats.know(plan)
    reader.processes.know(plan.processes)
    reader.strategies.know(plan)
    reader.response.know(plan.response)
    reader.office.know(plan.requirements)


def read_told(reader: PlanReader, kind: str, table: Table, above: Sequence[Line]) -> None:
    """Read a table of one kind; its columns have the meanings told. `above`: the line that may head it."""
    for line in above:
        _head(reader, kind, line)
    if kind in _OF_AREAS:
        _OF_AREAS[kind](reader, table, above)
    else:
        _READERS[kind](reader, table)


def _head(reader: PlanReader, kind: str, line: Line) -> None:
    """The team, the phase or the event that the line above a table names."""
    heading = team_heading(line.text) or named_team_heading(line.text)
    if kind == "people" and heading is not None:
        reader.team_reader.open_team(heading, (line,))
    elif kind == "response":
        reader.response.open_phase(line.text, (line,))
    elif kind == "scenarios" and is_scenario_lead(line.text):
        reader.scenarios.open(line.text, line)


def _work(reader: PlanReader, table: Table) -> None:
    BiaReader(reader.draft, reader.units, reader.processes).read_table(table)
    read_requirements(table, reader.draft, reader.processes)


_OF_AREAS: dict[str, Callable[[PlanReader, Table, Sequence[Line]], object]] = {
    "needs-by-process": lambda reader, table, heads: read_matrix(table, reader.draft, reader.processes, heads),
    "needs-by-time": lambda reader, table, heads: read_by_time(
        table, reader.draft, reader.processes, reader.office, heads
    ),
}
_READERS: dict[str, Callable[[PlanReader, Table], object]] = {
    "people": lambda reader, table: reader.team_reader.read_table(table),
    "bia": _work,
    "requirements": lambda reader, table: read_requirements(table, reader.draft, reader.processes),
    "threats": lambda reader, table: read_threats(table, reader.draft, reader.threats),
    "strategies": lambda reader, table: reader.strategies.read_table(table),
    "response": lambda reader, table: reader.response.read_table(table),
    "scenarios": lambda reader, table: reader.scenarios.read_table(table),
    "sites": lambda reader, table: reader.strategies.read_site_table(table),
    "suppliers": lambda reader, table: read_suppliers(table, reader.draft, reader.suppliers, reader.people),
    "form": lambda reader, table: reader.form.read_table(table),
}
