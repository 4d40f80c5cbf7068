"""R106: no unit is responsible for a process."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ProcessWithoutUnit(Rule):
    code = "R106"
    severity = "warning"
    title = Bilingual(th="กระบวนงานที่ไม่มีกลุ่มงานรับผิดชอบ", en="A process that no unit is responsible for")
    why = Bilingual(
        th="กระบวนงานที่ไม่ระบุผู้รับผิดชอบจะไม่มีทีมใดกู้คืน ISO 22301:2019 ข้อ 8.4.4 ให้ระบุผู้รับผิดชอบ",
        en="A process that belongs to nobody is restarted by nobody. ISO 22301:2019 clause "
        "8.4.4 asks for responsibility.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not plan.units:
            return
        if len(plan.processes) > 1 and not any(process.units for process in plan.processes):
            yield self.finding(
                f"processes/{plan.processes[0].id}/name",
                others=[f"processes/{process.id}/name" for process in plan.processes],
                th="ไม่มีกระบวนงานใดระบุกลุ่มงาน/ฝ่ายที่รับผิดชอบ",
                en="No process says which unit is responsible",
                mend=mend("ระบุกลุ่มงาน/ฝ่ายของแต่ละกระบวนงาน", "Name a unit for each process"),
            )
            return
        for process in plan.processes:
            if not process.units:
                yield self.finding(
                    f"processes/{process.id}/name",
                    th=f"“{process.name}” ไม่ระบุกลุ่มงาน/ฝ่ายที่รับผิดชอบ",
                    en=f"No unit is named for “{process.name}”",
                    mend=mend("ระบุกลุ่มงาน/ฝ่าย", "Name the unit"),
                )
