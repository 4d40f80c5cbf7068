"""F107: a phase of the response has no step."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class PhaseEmpty(Rule):
    code = "F107"
    severity = "warning"
    title = Bilingual(th="ห้วงเวลาตอบสนองไม่มีขั้นตอน", en="A phase of the response without a step")
    why = Bilingual(
        th="ในห้วงที่ไม่มีขั้นตอนไม่มีใครได้รับงาน ทั้งที่แผนบอกว่าต้องตอบสนอง ISO 22301:2019 ข้อ 8.4.4 ให้ระบุสิ่งที่ต้องทำ",
        en="In a phase without steps nobody has a task, though the plan says that there is a response. "
        "ISO 22301:2019 clause 8.4.4 asks for the actions.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for phase in plan.response:
            if not phase.steps:
                yield self.finding(
                    f"response/{phase.id}",
                    th=f"“{phase.name}” ไม่มีขั้นตอน",
                    en=f"“{phase.name}” has no step",
                    mend=mend("เพิ่มขั้นตอน หรือลบห้วงเวลานี้", "Add its steps, or take the phase out"),
                )
