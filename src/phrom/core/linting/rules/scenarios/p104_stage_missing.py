"""P104: a scenario lacks one of the three stages."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import STAGES
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import threats_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_STAGE_NAMES = {
    "onset": Bilingual(th="เมื่อเริ่มมีเหตุการณ์", en="onset"),
    "crisis": Bilingual(th="เมื่อเข้าสู่สภาวะวิกฤต", en="crisis"),
    "recovery": Bilingual(th="เมื่อกลับสู่สภาวะปกติ", en="recovery"),
}


class StageMissing(Rule):
    code = "P104"
    severity = "warning"
    title = Bilingual(th="ขั้นตอนของภัยขาดระยะใดระยะหนึ่ง", en="A procedure without one of its stages")
    why = Bilingual(
        th="แบบของสำนักงาน ก.พ.ร. ให้แต่ละภัยมีสามระยะ ระยะที่ขาดคือเวลาที่ไม่มีใครรู้ว่าต้องทำอะไร "
        "ISO 22301:2019 ข้อ 8.4.4 และ 8.4.5 ให้มีขั้นตอนทั้งตอบสนองและกลับสู่ปกติ",
        en="The national template gives each threat three stages; in a missing one nobody knows what to do. "
        "ISO 22301:2019 clauses 8.4.4 and 8.4.5 ask for procedures to respond and to return to normal.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        threats = threats_by_id(plan)
        for scenario in plan.scenarios:
            missing = [stage for stage in STAGES if not getattr(scenario, stage)]
            name = threats[scenario.threat].name if scenario.threat in threats else scenario.threat
            for stage in missing:
                yield self.finding(
                    f"scenarios/{scenario.threat}/{stage}",
                    others=[f"scenarios/{scenario.threat}/threat", "stated/scenarios"],
                    th=f"ขั้นตอนของ “{name}” ไม่มีช่วง “{_STAGE_NAMES[stage].th}”",
                    en=f"The procedure for “{name}” has no {_STAGE_NAMES[stage].en} stage",
                    mend=mend("เพิ่มขั้นตอนของระยะนี้", "Add the steps of this stage"),
                )
