"""R114: a unit owns a strategy and stands nowhere else in the plan."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key


class UnitNamedOnlyAsOwner(Rule):
    code = "R114"
    severity = "warning"
    title = Bilingual(
        th="กลุ่มงานที่เป็นเจ้าภาพกลยุทธ์ แต่ไม่มีที่อื่นในแผน", en="A unit that owns a strategy and stands nowhere else"
    )
    why = Bilingual(
        th="เจ้าภาพที่ไม่มีทีม ไม่มีกระบวนงาน และไม่มีใครในรายชื่อ จะไม่ถูกเรียกเมื่อเกิดเหตุ กลยุทธ์นั้นจึงไม่มีคนทำ "
        "มักเป็นชื่อจากแผนอื่นหรือโครงสร้างเดิม "
        "ISO 22301:2019 ข้อ 5.3 ให้มอบหมายความรับผิดชอบ",
        en="An owner without a team, a process or a person is called by nobody, and nobody "
        "does the strategy. Often the "
        "name is another plan's or of an old structure. ISO 22301:2019 clause 5.3 asks for responsibilities.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        teams = plan.continuity_team.teams
        used = {unit for process in plan.processes for unit in process.units}
        used |= {team.unit for team in teams if team.unit} | {person.unit for person in plan.people if person.unit}
        if len(used) < 2:  # the plan says of hardly any unit what it does
            return
        named = " ".join([*(team.name for team in teams), *(step.text for _, step in steps_of(plan))])
        used |= {id_ for _, step in steps_of(plan) for id_ in step.responsible}
        for unit in plan.units:
            owned = [index for index, strategy in enumerate(plan.strategies) if unit.id in strategy.owners]
            if not owned or unit.id in used or key(unit.name) in key(named):
                continue
            yield self.finding(
                f"strategies/{owned[0]}/owners",
                others=[*(f"strategies/{index}/owners" for index in owned[1:]), f"units/{unit.id}/name"],
                th=f"{unit.name}เป็นเจ้าภาพกลยุทธ์ แต่ไม่มีทีม กระบวนงาน หรือบุคคลใดในแผน",
                en=f"{unit.name} owns a strategy, but has no team, process or person in the plan",
                mend=mend("มอบกลยุทธ์ให้กลุ่มงานที่มีทีม หรือเพิ่มกลุ่มงานนี้ในทีม", "Give it to a unit with a team, or form one"),
            )
