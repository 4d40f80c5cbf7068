"""R101: a unit has processes to keep going and no team to do it."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan, Process, Unit
from phrom.core.plan.lookup import people_by_id, people_in_roles
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_SEVERAL = 3  # units without a team: from here on the teams are probably of another kind


class UnitWithoutTeam(Rule):
    code = "R101"
    severity = "error"
    title = Bilingual(th="กลุ่มงาน/ฝ่ายที่มีกระบวนงานแต่ไม่มีทีม", en="A unit with processes and no team")
    why = Bilingual(
        th="เมื่อประกาศใช้แผน กระบวนงานของกลุ่มงานนี้จะไม่มีผู้ใดถูกเรียกและไม่มีผู้ใดทำ "
        "ISO 22301:2019 ข้อ 8.4.2 ให้กำหนดโครงสร้างและทีมที่รับผิดชอบการตอบสนอง",
        en="When the plan is activated nobody is called for the unit's processes and nobody does them. "
        "ISO 22301:2019 clause 8.4.2 asks for a structure with teams responsible for responding.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not plan.continuity_team.teams:
            return
        owners = [unit for unit in plan.units if _owned(plan, unit)]
        alone = [unit for unit in owners if not _has_somebody(plan, unit)]
        if len(alone) >= _SEVERAL and 2 * len(alone) >= len(owners):
            yield self._teams_of_another_kind(plan, alone)
            return
        for unit in alone:
            owned = _owned(plan, unit)
            names = listed([process.name for process in owned])
            urgent = any(process.impact in ("critical", "high") for process in owned)
            first = owned[0]
            yield self.finding(
                f"processes/{first.id}/units/{first.units.index(unit.id)}",
                others=[f"processes/{process.id}/name" for process in owned]
                + [f"processes/{process.id}/units/{process.units.index(unit.id)}" for process in owned[1:]],
                th=f"{unit.name}ไม่มีทีมบริหารความต่อเนื่อง แต่รับผิดชอบ{names.th}",
                en=f"{unit.name} has no continuity team, yet is responsible for {names.en}",
                severity="error" if urgent else "warning",
                mend=mend(
                    f"ตั้งทีมของ{unit.name} หรือมอบกระบวนงานให้ทีมอื่น",
                    f"Form a team of {unit.name}, or give the process to another team",
                ),
            )

    def _teams_of_another_kind(self, plan: Plan, alone: list[Unit]) -> Finding:
        """Teams by task, such as rescue or money: which of them does which process is one question, not one a unit."""
        first = _owned(plan, alone[0])[0]
        names = listed([unit.name for unit in alone])
        return self.finding(
            f"processes/{first.id}/units/{first.units.index(alone[0].id)}",
            others=[f"processes/{process.id}/name" for unit in alone for process in _owned(plan, unit)],
            th=f"ทีมไม่ได้แบ่งตามกลุ่มงาน จึงไม่รู้ว่าทีมใดทำกระบวนงานของ{names.th}",
            en=f"The teams do not follow the units: it is not known which team does the processes of {names.en}",
            severity="warning",
            mend=mend("ระบุกลุ่มงานของแต่ละทีม", "Say which unit each team is of"),
        )


def _owned(plan: Plan, unit: Unit) -> list[Process]:
    return [process for process in plan.processes if unit.id in process.units]


def _has_somebody(plan: Plan, unit: Unit) -> bool:
    people = people_by_id(plan)
    in_roles = {id_ for id_ in people_in_roles(plan) if id_ in people}
    name = key(unit.name)
    return any(team.unit == unit.id or (name and name in key(team.name)) for team in plan.continuity_team.teams) or any(
        people[id_].unit == unit.id for id_ in in_roles
    )
