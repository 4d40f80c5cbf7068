"""T104: a process has no MTPD while others have."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class MtpdMissing(Rule):
    code = "T104"
    severity = "error"
    title = Bilingual(th="กระบวนงานที่ไม่ระบุเวลาที่หยุดได้", en="A process without an MTPD")
    why = Bilingual(
        th="ไม่รู้ว่างานหยุดได้นานเท่าใดก็จัดลำดับการกู้คืนไม่ได้ และไม่มีเวลานับถอยหลังบนกระดาน "
        "ISO 22301:2019 ข้อ 8.2.2 ให้ระบุ MTPD ของแต่ละกิจกรรม",
        en="Without it recovery cannot be put in order and the board has no clock. ISO "
        "22301:2019 clause 8.2.2 asks for "
        "the MTPD of each activity.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for process in plan.processes:
            if process.mtpd is not None:
                continue
            written = f" (เขียนไว้ว่า “{process.mtpd_text}”)" if process.mtpd_text else ""
            written_en = f" (what is written: “{process.mtpd_text}”)" if process.mtpd_text else ""
            urgent = process.impact in ("critical", "high")
            yield self.finding(
                f"processes/{process.id}/{'mtpd_text' if process.mtpd_text else 'mtpd'}",
                others=[f"processes/{process.id}/name"],
                th=f"“{process.name}” ไม่ระบุระยะเวลาที่ยอมให้งานหยุดชะงัก{written}",
                en=f"“{process.name}” has no maximum tolerable period of disruption{written_en}",
                severity="error" if urgent else "warning",
                mend=mend("ระบุเวลา เช่น 1 วัน", "State a time, such as 1 day"),
            )
