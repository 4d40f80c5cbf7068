"""T104: a process has no MTPD while others have."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding, Severity
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
        if len(plan.processes) > 1 and not any(p.mtpd or p.mtpd_text for p in plan.processes):
            yield self.finding(
                f"processes/{plan.processes[0].id}/mtpd",
                others=[f"processes/{process.id}/name" for process in plan.processes],
                th="ไม่มีกระบวนงานใดระบุระยะเวลาที่ยอมให้งานหยุดชะงัก",
                en="No process has a maximum tolerable period of disruption",
                mend=mend("ระบุเวลาของแต่ละกระบวนงาน เช่น 1 วัน", "State a time for each process, such as 1 day"),
            )
            return
        for process in plan.processes:
            if process.mtpd is not None:
                continue
            urgent = process.impact in ("critical", "high")
            written = process.mtpd_text
            if written and re.search(r"[0-9๐-๙]", written):
                th = f"เวลาที่ “{process.name}” หยุดได้เขียนไว้ว่า “{written}” ซึ่งไม่ใช่เวลาเดียวที่แน่นอน"
                en = f"“{process.name}” may stand still for “{written}”, which is not one length of time"
                severity: Severity = "warning" if urgent else "advice"
            else:
                said = (f" (เขียนไว้ว่า “{written}”)", f" (what is written: “{written}”)") if written else ("", "")
                th = f"“{process.name}” ไม่ระบุระยะเวลาที่ยอมให้งานหยุดชะงัก{said[0]}"
                en = f"“{process.name}” has no maximum tolerable period of disruption{said[1]}"
                severity = "error" if urgent else "warning"
            yield self.finding(
                f"processes/{process.id}/{'mtpd_text' if written else 'mtpd'}",
                others=[f"processes/{process.id}/name"],
                th=th,
                en=en,
                severity=severity,
                mend=mend("ระบุเวลาเดียว เช่น 1 วัน", "State one time, such as 1 day"),
            )
