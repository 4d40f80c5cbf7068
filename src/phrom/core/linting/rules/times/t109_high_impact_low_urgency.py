"""T109: a high-impact process may stand still longer than a low-impact one."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import spoken
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class HighImpactLowUrgency(Rule):
    code = "T109"
    severity = "advice"
    title = Bilingual(th="ผลกระทบสูงแต่หยุดได้นานกว่างานผลกระทบต่ำ", en="High impact, yet slower than a low-impact process")
    why = Bilingual(
        th="ระดับผลกระทบกับเวลาที่หยุดได้ควรไปทางเดียวกัน ถ้าสวนทางกันมักเขียนผิดช่อง ISO 22301:2019 ข้อ 8.2.2",
        en="Impact and tolerable time should agree; where they do not, a cell was often filled wrongly. "
        "ISO 22301:2019 clause 8.2.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        low = [p for p in plan.processes if p.impact == "low" and p.mtpd is not None]
        fastest = min(low, key=lambda p: p.mtpd.seconds if p.mtpd else 0, default=None)
        if fastest is None or fastest.mtpd is None:
            return
        for process in plan.processes:
            if process.impact in ("critical", "high") and process.mtpd is not None and process.mtpd > fastest.mtpd:
                yield self.finding(
                    f"processes/{process.id}/mtpd",
                    others=[f"processes/{process.id}/impact", f"processes/{fastest.id}/mtpd"],
                    th=f"“{process.name}” มีผลกระทบสูงแต่หยุดได้ {spoken(process.mtpd).th} นานกว่า "
                    f"“{fastest.name}” ที่ผลกระทบต่ำ",
                    en=f"“{process.name}” has a high impact and may stand still for "
                    f"{spoken(process.mtpd).en}, longer than "
                    f"“{fastest.name}” of low impact",
                    mend=mend("ตรวจระดับผลกระทบและเวลา", "Check the impact level and the time"),
                )
