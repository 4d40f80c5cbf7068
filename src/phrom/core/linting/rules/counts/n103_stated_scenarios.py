"""N103: the number of scenarios in the text is not the number listed."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class StatedScenarios(Rule):
    code = "N103"
    severity = "warning"
    title = Bilingual(th="จำนวนกรณี (ภัย) ที่ระบุไม่ตรงกับที่มี", en="The stated number of scenarios is not what is listed")
    why = Bilingual(
        th="จำนวนที่ไม่ตรงกันแปลว่ามีขั้นตอนของภัยหนึ่งตกหล่นหรือข้อความเก่าค้างอยู่ ISO 22301:2019 ข้อ 8.4.4 ให้มีขั้นตอนรองรับสถานการณ์ที่ระบุไว้",
        en="Numbers that differ mean a procedure left out or an old sentence. ISO 22301:2019 clause 8.4.4 asks for "
        "procedures for the situations that the plan covers.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        stated, scenarios = plan.stated.scenarios, plan.scenarios
        if stated is not None and scenarios and stated != len(scenarios):
            yield self.finding(
                "stated/scenarios",
                others=[f"scenarios/{scenarios[-1].threat}/threat"],
                th=f"แผนระบุว่ามี {stated} กรณี แต่มีขั้นตอน {len(scenarios)} กรณี",
                en=f"The plan says {stated} scenarios and has procedures for {len(scenarios)}",
                mend=mend(
                    f"แก้จำนวนเป็น {len(scenarios)} หรือเพิ่มขั้นตอนที่ขาด",
                    f"Write {len(scenarios)}, or add the missing procedure",
                ),
            )
