"""X106: the same process is listed twice."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import spoken
from phrom.core.plan.document import Plan, Process
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key


class ProcessTwice(Rule):
    code = "X106"
    severity = "warning"
    title = Bilingual(th="กระบวนงานเดียวกันมีสองรายการ", en="A process listed twice")
    why = Bilingual(
        th="กระบวนงานที่ซ้ำกันมีเวลาและทรัพยากรสองชุด ไม่รู้ว่าชุดใดถูก และถูกนับเป็นความต้องการสองเท่า ISO 22301:2019 ข้อ 8.2.2",
        en="A process listed twice has two times and two sets of needs; nobody knows which "
        "holds, and both are counted. "
        "ISO 22301:2019 clause 8.2.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        first: dict[tuple[str, tuple[str, ...]], Process] = {}
        for process in plan.processes:
            same = first.setdefault((key(process.name), process.units), process)
            if same is process:
                continue
            differs = same.mtpd is not None and process.mtpd is not None and same.mtpd != process.mtpd
            times = (spoken(same.mtpd), spoken(process.mtpd)) if differs and same.mtpd and process.mtpd else None
            yield self.finding(
                f"processes/{process.id}/name",
                others=[f"processes/{same.id}/name"],
                th=f"“{process.name}” มีสองรายการ" + (f" เวลาต่างกัน: {times[0].th} และ {times[1].th}" if times else ""),
                en=f"“{process.name}” is listed twice" + (f" with {times[0].en} and {times[1].en}" if times else ""),
                mend=mend("รวมเป็นรายการเดียว", "Keep one of them"),
            )
