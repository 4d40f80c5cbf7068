"""T109: a high-impact process may stand still longer than a low-impact one."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import spoken
from phrom.core.plan.document import Plan, Process
from phrom.core.values.duration import Duration
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_A_MONTH = 30 * 86400  # seconds


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
        yield from self._a_month(plan)
        if fastest is None or fastest.mtpd is None:
            return
        for process in plan.processes:
            if process.mtpd is not None and _is_slow(process, fastest.mtpd):
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

    def _a_month(self, plan: Plan) -> Iterator[Finding]:
        """What may stand still for a month is critical to nobody, whatever else the plan lists."""
        for process in plan.processes:
            if process.impact == "critical" and process.mtpd is not None and process.mtpd.seconds >= _A_MONTH:
                yield self.finding(
                    f"processes/{process.id}/mtpd",
                    others=[f"processes/{process.id}/impact"],
                    th=f"“{process.name}” มีผลกระทบวิกฤต แต่หยุดได้ถึง {spoken(process.mtpd).th}",
                    en=f"“{process.name}” has a critical impact, yet may stand still for {spoken(process.mtpd).en}",
                    mend=mend("ตรวจระดับผลกระทบและเวลา", "Check the impact level and the time"),
                )


def _is_slow(process: Process, low: Duration) -> bool:
    """Of high impact and slower than one of low impact; what `_a_month` tells is not told again."""
    if process.mtpd is None or process.impact not in ("critical", "high"):
        return False
    return process.mtpd > low and not (process.impact == "critical" and process.mtpd.seconds >= _A_MONTH)
