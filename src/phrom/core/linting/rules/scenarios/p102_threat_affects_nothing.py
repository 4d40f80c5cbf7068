"""P102: a row of the threat matrix says that nothing is affected."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.threats import named_threats
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ThreatAffectsNothing(Rule):
    code = "P102"
    severity = "warning"
    title = Bilingual(th="ภัยที่ไม่กระทบทรัพยากรด้านใด", en="A threat that affects nothing")
    why = Bilingual(
        th="ภัยที่ไม่ทำให้อะไรเสียหายไม่ต้องมีแผน แถวว่างมักเป็นการลืมทำเครื่องหมาย หรือเป็นภัยที่เพิ่มภายหลังโดยไม่ได้ประเมิน "
        "ISO 22301:2019 ข้อ 8.2.3",
        en="A threat that harms nothing needs no plan; an empty row was often forgotten, or "
        "the threat was added later and "
        "not assessed. ISO 22301:2019 clause 8.2.3.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        affected = {impact.threat for impact in plan.impacts if impact.affected}
        if not affected:  # P103 tells that the matrix is empty
            return
        for threat in named_threats(plan):
            if threat.id not in affected:
                yield self.finding(
                    f"threats/{threat.id}/name",
                    others=[f"impacts/{i}" for i, impact in enumerate(plan.impacts) if impact.threat == threat.id],
                    th=f"ตารางประเมินไม่ระบุว่า “{threat.name}” กระทบทรัพยากรด้านใด",
                    en=f"The matrix does not say what “{threat.name}” affects",
                    mend=mend("ประเมินผลกระทบของภัยนี้", "Assess what it affects"),
                )
