"""Q109: a unit's processes need more people at once than its teams have."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan, Process
from phrom.core.plan.lookup import people_by_id, people_in_roles, teams_of_unit
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class MoreStaffThanTheUnitHas(Rule):
    code = "Q109"
    severity = "warning"
    title = Bilingual(th="กระบวนงานของกลุ่มงานต้องใช้คนมากกว่าที่มี", en="A unit needs more people than it has")
    why = Bilingual(
        th="เมื่อทุกกระบวนงานกลับมาทำพร้อมกัน คนในทีมจะไม่พอ นับทุกคนในทีม ทั้งหลักและสำรอง "
        "(เป็นข้อแนะนำ ถ้าหน่วยงานมีบุคลากรที่แผนไม่ได้ระบุชื่อ) ISO 22301:2019 ข้อ 8.3.4 ให้มีบุคลากรเพียงพอ",
        en="When all its processes run again there are too few people. Everybody in the unit's "
        "teams is counted, primaries "
        "and alternates; advice only, where the office has people whom the plan does not name. "
        "ISO 22301:2019 clause 8.3.4 asks for enough people.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        people, held = people_by_id(plan), people_in_roles(plan)
        staff = plan.organisation.staff_count
        # a unit may have people whom the plan does not name
        everybody = staff is not None and staff <= len(people)
        for unit in plan.units:
            teams = {team.id for team in teams_of_unit(plan, unit.id)}
            members = {
                id_ for id_, places in held.items() if any(h.place.team and h.place.team.id in teams for h in places)
            }
            members |= {id_ for id_ in held if id_ in people and people[id_].unit == unit.id}
            owned = [process for process in plan.processes if process.units == (unit.id,) and _people_of(process)]
            needed = sum(_people_of(process) for process in owned)
            if not members or not teams or needed <= len(members):
                continue
            yield self.finding(
                f"processes/{owned[0].id}/requirements/people",
                others=[f"processes/{process.id}/requirements/people" for process in owned[1:]],
                th=f"กระบวนงานของ{unit.name}ต้องใช้ {needed} คนพร้อมกัน แต่ทีมมี {len(members)} คน",
                en=f"The processes of {unit.name} need {needed} people at once; its teams have {len(members)}",
                severity="warning" if everybody else "advice",
                mend=mend("เพิ่มทีมงาน หรือเรียงลำดับว่างานใดกลับมาก่อน", "Add members, or say which process returns first"),
            )


def _people_of(process: Process) -> int:
    return sum(need.quantity or 0 for need in process.requirements.people if need.unit in (None, "คน"))
