"""R108: a person is in the plan and holds no place."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_in_roles
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class PersonWithoutRole(Rule):
    code = "R108"
    severity = "advice"
    title = Bilingual(th="บุคคลที่ไม่มีหน้าที่ในแผน", en="A person with no place in the plan")
    why = Bilingual(
        th="ผู้ที่มีชื่อในแผนแต่ไม่อยู่ในทีมใดจะไม่ถูกเรียกเมื่อเกิดเหตุ มักเป็นผู้ที่ย้ายหรือเกษียณแล้ว "
        "ISO 22301:2019 ข้อ 8.4.3 ให้ข้อมูลการติดต่อเป็นปัจจุบัน",
        en="Somebody who is in the plan and in no team is not called. Often they have moved or retired. "
        "ISO 22301:2019 clause 8.4.3 asks for contact details that are up to date.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        held = people_in_roles(plan)
        named = {who for _, step in steps_of(plan) for who in step.responsible}
        if not held:
            return
        for person in plan.people:
            if person.id not in held and person.id not in named:
                yield self.finding(
                    f"people/{person.id}/given_name",
                    th=f"{person.full_name} ไม่มีหน้าที่ในคณะหรือทีมใด จะไม่ถูกเรียกเมื่อเกิดเหตุ",
                    en=f"{person.full_name} holds no place in the continuity team and will not be called",
                    mend=mend("ใส่ในทีม หรือลบออกจากแผน", "Put them in a team, or take them out of the plan"),
                )
