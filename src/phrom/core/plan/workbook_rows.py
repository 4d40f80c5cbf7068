"""A plan as the rows of its workbook: one record a row, keyed by the fields of `workbook_form`."""

from collections.abc import Iterator
from typing import Any

from phrom.core.plan.document import AREAS, Part, Plan, Step
from phrom.core.plan.lookup import role_places
from phrom.core.plan.workbook_form import FORM, SHEETS

Record = dict[str, Any]
Tick = tuple[bool, int | None]  # affected; the place among all, where the order is not that of the sheet

_PLAIN = (
    "units",
    "people",
    "processes",
    "strategies",
    "sites",
    "suppliers",
    "response",
    "checklist",
    "digital_services",
)


def office_record(plan: Plan) -> Record:
    """What stands on the sheet of the office."""
    service = plan.infrastructure_service
    return {
        "format": FORM,
        "title": plan.title,
        "year": plan.year,
        **{f"organisation/{name}": getattr(plan.organisation, name) for name in type(plan.organisation).model_fields},
        **{f"stated/{name}": getattr(plan.stated, name) for name in type(plan.stated).model_fields},
        "infrastructure_service/text": service.text if service else None,
        "infrastructure_service/maximum_interruption": service.maximum_interruption if service else None,
        "has_map": plan.strategy_map is not None,
    }


def rows_of(plan: Plan) -> dict[str, list[Record]]:
    """The records of every sheet by its key, in the order of the plan."""
    rows: dict[str, list[Record]] = {sheet.key: [] for sheet in SHEETS}
    rows |= {key: [_record(part) for part in getattr(plan, key)] for key in _PLAIN}
    rows["purposes"] = [{"text": text} for text in plan.purposes]
    rows["assumptions"] = [{"text": text} for text in plan.assumptions]
    for person, record in zip(plan.people, rows["people"], strict=True):
        record["full_name"] = person.full_name
    rows["teams"] = [_record(team) for team in plan.continuity_team.teams]
    rows["roles"] = [
        {"place": place.kind, "team": place.team.id if place.team else None, **_record(place.role)}
        for place in role_places(plan)
    ]
    ticks = _ticks(plan)
    rows["threats"] = [_record(threat) | ticks.get(threat.id, {}) for threat in plan.threats]
    rows["requirements"] = list(_requirements(plan))
    rows["response_steps"] = [
        {"phase": phase.id, **_record(step)} for phase in plan.response for step in phase.steps
    ]  # fmt: skip
    for scenario in plan.scenarios:
        rows["scenarios"].append({"threat": scenario.threat})
        for stage in ("onset", "crisis", "recovery"):
            steps: tuple[Step, ...] = getattr(scenario, stage)
            rows["scenario_steps"] += [{"threat": scenario.threat, "stage": stage, **_record(step)} for step in steps]
        rows["targets"] += [{"threat": scenario.threat, **_record(target)} for target in scenario.targets]
    rows["strategy_map"] = list(_map_texts(plan))
    return rows


def _record(part: Part) -> Record:
    return {name: getattr(part, name) for name in type(part).model_fields}


def _ticks(plan: Plan) -> dict[str, dict[str, tuple[Tick, ...]]]:
    """The matrix by threat and area; numbered where its order could not be told from the sheet's."""
    cells = [(impact.threat, impact.area) for impact in plan.impacts]
    usual = [(threat.id, area) for threat in plan.threats for area in AREAS if (threat.id, area) in set(cells)]
    ticks: dict[str, dict[str, tuple[Tick, ...]]] = {}
    for number, impact in enumerate(plan.impacts, start=1):
        row = ticks.setdefault(impact.threat, {})
        row[impact.area] = (*row.get(impact.area, ()), (impact.affected, None if cells == usual else number))
    return ticks


def _requirements(plan: Plan) -> Iterator[Record]:
    for process in plan.processes:
        for area in AREAS:
            for need in getattr(process.requirements, area):
                yield {"process": process.id, "area": area, **_record(need)}
    for area in AREAS:
        yield from ({"process": None, "area": area, **_record(need)} for need in getattr(plan.requirements, area))


def _map_texts(plan: Plan) -> Iterator[Record]:
    chart = plan.strategy_map
    if chart is None:
        return
    parts: dict[str, tuple[str, ...]] = {name: getattr(chart, name) for name in ("missions", "authorities", "systems")}
    parts |= {f"strategies/{area}": getattr(chart.strategies, area) for area in AREAS}
    for part, texts in parts.items():
        yield from ({"part": part, "text": text} for text in texts)
