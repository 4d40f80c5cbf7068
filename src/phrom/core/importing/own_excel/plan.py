"""The rows of our own workbook put together as a plan, with the lines behind every value."""

from collections.abc import Iterable, Iterator
from typing import Any

from phrom.core.importing.own_excel.cells import Account, FilledCell, FilledRow
from phrom.core.importing.own_excel.values import Names, value_of, values_of
from phrom.core.plan.document import AREAS, Plan
from phrom.core.plan.workbook_form import OFFICE, SHEETS, Column
from phrom.core.values.source import Reading

_MANY = ("lines", "refs", "phones", "ticks")
_TITLE = "แผนบริหารความต่อเนื่อง"
_LONGEST_TEXT = 500  # letters of a reading's own words in the report

Record = dict[str, Any]


class PlanAssembler:
    """Rows → plan. `readings` says which lines stand behind which value."""

    def __init__(self, office: dict[str, FilledCell], sheets: dict[str, list[FilledRow]], account: Account) -> None:
        self.readings: list[Reading] = []
        self._office, self._sheets, self._account = office, sheets, account
        self._names = Names()

    def plan(self) -> Plan | None:
        """The plan, or None where the office has no name: then nothing was filled in."""
        for form in SHEETS:
            if form.prefix:
                self._names.enter(row for row in self._sheets[form.key] if self._stands(row))
        data = self._office_data()
        if data["organisation"].get("name") is None:
            return None
        data |= {key: tuple(self._texts(key)) for key in ("purposes", "assumptions")}
        data |= {key: tuple(self._things(key)) for key in ("units", "people", "processes", "sites", "suppliers")}
        data |= {key: tuple(self._listed(key)) for key in ("strategies", "checklist", "digital_services")}
        data["threats"], data["impacts"] = self._threats()
        data["continuity_team"] = self._team()
        data["requirements"] = self._requirements(data["processes"])
        data["response"] = self._response()
        data["scenarios"] = self._scenarios()
        data["strategy_map"] = self._map(data.pop("has_map"))
        return Plan.model_validate(data)

    def _office_data(self) -> Record:
        data: Record = {
            "organisation": {},
            "stated": {},
            "infrastructure_service": {},
            "title": _TITLE,
            "has_map": None,
        }
        for column in OFFICE.columns:
            cell = self._office.get(column.field)
            value = value_of(cell, column, self._names) if cell else None
            if cell is None or value is None:
                continue
            whole, _, part = column.field.partition("/")
            into, name = (data[whole], part) if part else (data, whole)
            into[name] = value
            self._note(column.field if whole != "has_map" else "strategy_map", cell)
        service = data["infrastructure_service"]
        data["infrastructure_service"] = {"text": "", **service} if service else None
        return data

    def _note(self, path: str, cell: FilledCell, numbers: tuple[int, ...] | None = None) -> None:
        lines = cell.numbers if numbers is None else numbers
        if lines:
            self.readings.append(Reading(path=path, lines=lines, text=cell.text[:_LONGEST_TEXT]))

    def _rows(self, key: str) -> Iterator[FilledRow]:
        """The rows that have what makes them a part; of the others every line stays unplaced."""
        for row in self._sheets[key]:
            references = (column for column in row.form.columns if column.required and column.kind == "ref")
            if self._stands(row) and all(self._says(row, column) for column in references):
                yield row

    def _stands(self, row: FilledRow) -> bool:
        """Whether a row has all that it needs of its own; what it refers to is looked up when all ids are known."""
        needed = (column for column in row.form.columns if column.required and column.kind != "ref")
        return all(self._says(row, column) for column in needed)

    def _says(self, row: FilledRow, column: Column) -> bool:
        cell = row.cells.get(column.field)
        return cell is not None and value_of(cell, column, self._names) is not None

    def _placing(self, row: FilledRow, field: str, path: str) -> Any:
        """The value of a column that says where the row belongs; its lines stand behind the whole part."""
        cell = row.cells.get(field)
        value = value_of(cell, row.form.column(field), self._names) if cell else None
        if cell and value is not None:
            self._note(path, cell)
        return value

    def _part(self, row: FilledRow, path: str, *, without: Iterable[str] = ()) -> Record:
        """The values of a row, noted below a path."""
        data: Record = {"id": row.ident} if row.ident else {}
        for column in row.form.columns:
            cell = row.cells.get(column.field)
            if cell is None or column.field in without:
                continue
            if column.kind in ("id", "order", "shown"):
                self._account.read_over([cell])
            elif column.kind in _MANY:
                data[column.field] = self._many(cell, column, f"{path}/{column.field}")
            elif (value := value_of(cell, column, self._names)) is not None:
                data[column.field] = value
                self._note(f"{path}/{column.field}", cell)
        return data

    def _many(self, cell: FilledCell, column: Column, path: str) -> tuple[Any, ...]:
        found = values_of(cell, column, self._names)
        for index, (_, number) in enumerate(found):
            self._note(f"{path}/{index}", cell, (number,) if number is not None else ())
        return tuple(value for value, _ in found)

    def _texts(self, key: str) -> Iterator[str]:
        for index, row in enumerate(self._rows(key)):
            self._part(row, "", without=("text",))
            yield self._placing(row, "text", f"{key}/{index}")

    def _things(self, key: str) -> Iterator[Record]:
        for row in self._rows(key):
            path = f"{key}/{row.ident}"
            data = self._part(row, path)
            if key == "people":
                self._undialled(row, path, data)
            yield data

    def _undialled(self, row: FilledRow, path: str, data: Record) -> None:
        """What stands under telephone and cannot be dialled is kept as it was typed."""
        cell = row.cells.get("phones")
        if cell is None or row.form.key != "people":
            return
        said = {number for _, number in values_of(cell, row.form.column("phones"), self._names)}
        for line, number in cell.lines:
            if number is not None and number not in said:
                texts = data.get("phones_text", ())
                data["phones_text"] = (*texts, line.strip())
                self._note(f"{path}/phones_text/{len(texts)}", cell, (number,))

    def _listed(self, key: str) -> Iterator[Record]:
        for index, row in enumerate(self._rows(key)):
            yield self._part(row, f"{key}/{index}")

    def _threats(self) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
        threats: list[Record] = []
        cells: list[tuple[int, Record, FilledCell, int | None]] = []
        for row in self._rows("threats"):
            threats.append(self._part(row, f"threats/{row.ident}", without=AREAS))
            for area in AREAS:
                cell = row.cells.get(area)
                for (affected, place), number in values_of(cell, row.form.column(area), self._names) if cell else ():
                    impact = {"threat": row.ident, "area": area, "affected": affected}
                    cells.append((place or 0, impact, cell, number))  # type: ignore[arg-type]
        cells.sort(key=lambda found: found[0])
        for index, (_, _impact, cell, number) in enumerate(cells):
            self._note(f"impacts/{index}/affected", cell, (number,) if number is not None else ())
        return tuple(threats), tuple(impact for _, impact, _, _ in cells)

    def _team(self) -> Record:
        teams = {row.ident: self._part(row, f"continuity_team/teams/{row.ident}") for row in self._rows("teams")}
        data: Record = {"head": {}, "coordinator": {}, "teams": tuple(teams.values())}
        for row in self._rows("roles"):
            place = value_of(row.cells["place"], row.form.column("place"), self._names)
            cell = row.cells.get("team")
            team = teams.get(value_of(cell, row.form.column("team"), self._names)) if cell else None
            if (place in ("leader", "member")) != (team is not None) or data.get(place):
                continue  # a team's place without its team; a second head
            path = f"continuity_team/{place}"
            if team is not None:
                members = len(team.get("members", ()))
                path = f"continuity_team/teams/{team['id']}/{'leader' if place == 'leader' else f'members/{members}'}"
            self._placing(row, "place", path)
            self._placing(row, "team", path)
            role = self._part(row, path, without=("place", "team"))
            if place == "member" and team is not None:
                team["members"] = (*team.get("members", ()), role)
            else:
                (data if team is None else team).setdefault(place, {}).update(role)
        return data

    def _requirements(self, processes: tuple[Record, ...]) -> Record:
        """Into the processes that the rows name; those of rows that name none are the office's."""
        by_id = {process["id"]: process for process in processes}
        office: Record = {}
        for row in self._rows("requirements"):
            named = row.cells.get("process")
            process = by_id.get(value_of(named, row.form.column("process"), self._names)) if named else None
            if named and process is None:
                continue
            area = value_of(row.cells["area"], row.form.column("area"), self._names)
            needs = process.setdefault("requirements", {}) if process else office
            holder = f"processes/{process['id']}/" if process else ""
            path = f"{holder}requirements/{area}/{len(needs.get(area, ()))}"
            for field in ("process", "area"):
                self._placing(row, field, path)
            needs[area] = (*needs.get(area, ()), self._part(row, path, without=("process", "area")))
        return office

    def _response(self) -> tuple[Record, ...]:
        phases = {row.ident: self._part(row, f"response/{row.ident}") for row in self._rows("response")}
        for row in self._rows("response_steps"):
            phase = phases.get(value_of(row.cells["phase"], row.form.column("phase"), self._names))
            if phase is not None:
                path = f"response/{phase['id']}/steps/{row.ident}"
                self._placing(row, "phase", path)
                phase["steps"] = (*phase.get("steps", ()), self._part(row, path, without=("phase",)))
        return tuple(phases.values())

    def _scenarios(self) -> tuple[Record, ...]:
        scenarios: dict[str, Record] = {}
        for row in self._rows("scenarios"):
            threat = value_of(row.cells["threat"], row.form.column("threat"), self._names)
            scenarios.setdefault(threat, {"threat": threat})
            self._placing(row, "threat", f"scenarios/{threat}")
            self._part(row, "", without=("threat",))
        for key in ("scenario_steps", "targets"):
            for row in self._rows(key):
                threat = value_of(row.cells["threat"], row.form.column("threat"), self._names)
                stage = "targets"
                if key == "scenario_steps":
                    stage = value_of(row.cells["stage"], row.form.column("stage"), self._names)
                scenario = scenarios.setdefault(threat, {"threat": threat})
                path = f"scenarios/{threat}/{stage}/{row.ident}"
                placing = ("threat", "stage") if stage != "targets" else ("threat",)
                for field in placing:
                    self._placing(row, field, path)
                scenario[stage] = (*scenario.get(stage, ()), self._part(row, path, without=placing))
        return tuple(scenarios.values())

    def _map(self, stated: bool | None) -> Record | None:
        chart: Record = {"strategies": {}}
        filled = False
        for row in self._rows("strategy_map"):
            part = value_of(row.cells["part"], row.form.column("part"), self._names)
            whole, _, area = part.partition("/")
            into, name = (chart["strategies"], area) if area else (chart, whole)
            path = f"strategy_map/{part}/{len(into.get(name, ()))}"
            self._placing(row, "part", path)
            self._part(row, "", without=("part", "text"))
            into[name] = (*into.get(name, ()), self._placing(row, "text", path))
            filled = True
        return chart if filled or stated else None
