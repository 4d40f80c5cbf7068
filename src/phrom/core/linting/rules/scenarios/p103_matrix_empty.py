"""P103: threats are listed, and for none is it said what they affect."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class MatrixEmpty(Rule):
    code = "P103"
    severity = "warning"
    title = Bilingual(th="ตารางประเมินความเสี่ยงไม่มีเครื่องหมาย", en="The threat matrix has no marks")
    why = Bilingual(
        th="ไม่รู้ว่าภัยใดกระทบอะไรก็เลือกกลยุทธ์ไม่ได้ (เครื่องหมายอาจหายไปตอนแปลงไฟล์เป็นข้อความ) ISO 22301:2019 ข้อ 8.2.3 "
        "ให้ประเมินความเสี่ยง",
        en="Without it no strategy can be chosen. The ticks may have been lost when the file became text. "
        "ISO 22301:2019 clause 8.2.3 asks for a risk assessment.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if plan.threats and not any(impact.affected for impact in plan.impacts):
            yield self.finding(
                "impacts",
                others=[f"threats/{threat.id}/name" for threat in plan.threats],
                th="แผนระบุภัยไว้ แต่ไม่ระบุว่าภัยใดกระทบทรัพยากรด้านใด",
                en="The plan lists threats and does not say what any of them affects",
                mend=mend("ทำเครื่องหมายในตารางประเมิน", "Fill in the matrix"),
            )
