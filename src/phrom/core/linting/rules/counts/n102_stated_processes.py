"""N102: the number of processes in the text matches neither all that are listed nor those above some impact level."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class StatedProcesses(Rule):
    code = "N102"
    severity = "warning"
    title = Bilingual(th="จำนวนกระบวนงานที่ระบุไม่ตรงกับที่มี", en="The stated number of processes is not what is listed")
    why = Bilingual(
        th="จำนวนที่ไม่ตรงกันแปลว่ามีกระบวนงานตกหล่นหรือข้อความเก่าค้างอยู่ (ข้อความบางแผนนับเฉพาะกระบวนงานที่มีผลกระทบสูง "
        "บางแผนนับสูงและปานกลาง จำนวนที่ตรงกับแบบใดแบบหนึ่งจึงไม่ถือว่าผิด) ISO 22301:2019 ข้อ 8.2.2 ให้ระบุกิจกรรมทั้งหมดที่ต้องทำต่อเนื่อง",
        en="Numbers that differ mean a process left out or an old sentence. Some plans count "
        "only the processes of high impact, some those of high and medium impact: a number that fits one of these ways "
        "is not taken as wrong. ISO 22301:2019 clause 8.2.2 asks for all prioritized activities.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        stated, processes = plan.stated.processes, plan.processes
        if stated is None or not processes:
            return
        high = [process for process in processes if process.impact in ("critical", "high")]
        above_low = [process for process in processes if process.impact != "low"]
        if stated not in (len(processes), len(high), len(above_low)):
            yield self.finding(
                "stated/processes",
                others=[f"processes/{processes[-1].id}/name"],
                th=f"แผนระบุว่ามี {stated} กระบวนงาน แต่มีรายการ {len(processes)} กระบวนงาน (ผลกระทบสูง {len(high)})",
                en=f"The plan says {stated} processes and lists {len(processes)} ({len(high)} of high impact)",
                mend=mend(f"แก้จำนวนเป็น {len(processes)} หรือแก้รายการ", f"Write {len(processes)}, or mend the list"),
            )
