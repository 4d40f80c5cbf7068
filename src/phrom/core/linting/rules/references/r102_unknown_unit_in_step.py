"""R102: a step is given to a unit that the office does not have."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.linting.unit_names import unknown_unit
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class UnknownUnitInStep(Rule):
    code = "R102"
    severity = "error"
    title = Bilingual(th="ขั้นตอนอ้างถึงกลุ่มงานที่ไม่มีในหน่วยงาน", en="A step names a unit that the office does not have")
    why = Bilingual(
        th="ขั้นตอนที่มอบให้กลุ่มงานที่ไม่มีอยู่จะไม่มีใครทำ มักเกิดจากการคัดลอกแผนของหน่วยงานอื่นหรือการปรับโครงสร้าง "
        "ISO 22301:2019 ข้อ 8.4.4 ให้ระบุบทบาทและความรับผิดชอบในแผน",
        en="A step given to a unit that does not exist is done by nobody. It often comes from another office's plan or "
        "an old structure. ISO 22301:2019 clause 8.4.4 asks the plan to name roles and responsibilities.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        names = [unit.name for unit in plan.units]
        if not names:
            return
        names += [team.name for team in plan.continuity_team.teams]  # some are called as units are: กลุ่มภารกิจสำรองวัสดุ
        for path, step in steps_of(plan):
            for field, text in (("text", step.text), ("responsible_text", step.responsible_text or "")):
                unit = unknown_unit(text, names)
                if unit is None or (field == "responsible_text" and step.responsible):
                    continue
                yield self.finding(
                    f"{path}/{field}",
                    th=f"ขั้นตอนนี้อ้างถึง “{unit}” ซึ่งไม่มีในโครงสร้างของหน่วยงาน",
                    en=f"This step names “{unit}”, which is not a unit of the office",
                    mend=mend(
                        f"เปลี่ยน “{unit}” เป็นกลุ่มงานที่มีอยู่ หรือเพิ่มกลุ่มงานนี้ในแผน",
                        f"Name one of the office's units instead of “{unit}”, or add it to the plan",
                    ),
                )
