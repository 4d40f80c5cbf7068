"""P101: a threat stands in the matrix and has no procedure."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.threats import named_threats
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ThreatWithoutScenario(Rule):
    code = "P101"
    severity = "error"
    title = Bilingual(th="ภัยที่ไม่มีขั้นตอนปฏิบัติ", en="A threat without a procedure")
    why = Bilingual(
        th="แผนประเมินว่าภัยนี้เกิดได้ แต่ไม่บอกว่าต้องทำอะไร ISO 22301:2019 ข้อ 8.4.4 ให้มีขั้นตอนสำหรับสถานการณ์ที่แผนรองรับ",
        en="The plan sees the threat coming and does not say what to do. ISO 22301:2019 "
        "clause 8.4.4 asks for procedures "
        "for what the plan covers.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not plan.scenarios:  # F103 tells that there are none at all
            return
        written = {scenario.threat for scenario in plan.scenarios}
        for threat in named_threats(plan):
            if threat.id not in written:
                yield self.finding(
                    f"threats/{threat.id}/name",
                    th=f"“{threat.name}” อยู่ในการประเมินความเสี่ยง แต่ไม่มีขั้นตอนปฏิบัติ",
                    en=f"“{threat.name}” is in the risk assessment and has no procedure",
                    mend=mend("เขียนขั้นตอนของภัยนี้", "Write a procedure for it"),
                )
