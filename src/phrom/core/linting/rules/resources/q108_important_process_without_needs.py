"""Q108: a high-impact process has no requirement listed while others have."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import AREAS, Plan, Process
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ImportantProcessWithoutNeeds(Rule):
    code = "Q108"
    severity = "warning"
    title = Bilingual(th="กระบวนงานผลกระทบสูงที่ไม่ระบุทรัพยากร", en="A high-impact process without requirements")
    why = Bilingual(
        th="ไม่รู้ว่างานต้องใช้อะไรก็เตรียมไม่ได้ ISO 22301:2019 ข้อ 8.2.2 และ 8.3.4 ให้ระบุทรัพยากรที่จำเป็น",
        en="What a process needs cannot be prepared if it is not known. ISO 22301:2019 clauses 8.2.2 and 8.3.4 ask for "
        "the resources needed.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not any(_has_needs(process) for process in plan.processes):
            return
        for process in plan.processes:
            if process.impact in ("critical", "high") and not _has_needs(process):
                yield self.finding(
                    f"processes/{process.id}/name",
                    th=f"“{process.name}” มีผลกระทบสูงแต่ไม่ระบุทรัพยากรที่จำเป็น",
                    en=f"“{process.name}” has a high impact and no requirements are listed",
                    mend=mend("ระบุทรัพยากรขั้นต่ำ", "List the minimum that it needs"),
                )


def _has_needs(process: Process) -> bool:
    return any(getattr(process.requirements, area) for area in AREAS)
