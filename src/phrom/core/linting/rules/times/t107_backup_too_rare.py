"""T107: data is backed up less often than a process can afford to lose."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Plan
from phrom.core.values.duration import Duration
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_BACKUP = re.compile(r"ส[ำา]รองข้อมูล|back\s?up", re.IGNORECASE)
_EVERY = (
    (re.compile(r"ทุก(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|สัปดาห์)|รายสัปดาห์|สัปดาห์ละ|weekly"), "P7D"),
    (re.compile(r"ทุกเดือน|รายเดือน|เดือนละ|ทุกสิ้นเดือน|monthly"), "P30D"),
    (re.compile(r"ทุกไตรมาส|รายไตรมาส|quarterly"), "P90D"),
    (re.compile(r"ทุกวัน(?!จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|หยุด)|รายวัน|วันละ|ทุกสิ้นวัน|daily"), "P1D"),
)


class BackupTooRare(Rule):
    code = "T107"
    severity = "error"
    title = Bilingual(th="สำรองข้อมูลห่างกว่า RPO", en="Backups further apart than the RPO")
    why = Bilingual(
        th="ข้อมูลที่สูญหายอาจมากเท่าช่วงห่างของการสำรองข้อมูล จึงต้องสำรองถี่กว่า RPO ของทุกกระบวนงาน "
        "ISO 22301:2019 ข้อ 8.3.4 ให้มีข้อมูลที่ต้องใช้",
        en="As much may be lost as was done since the last backup, so backups must be closer together than the RPO. "
        "ISO 22301:2019 clause 8.3.4 asks for the data that is needed.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for index, strategy in enumerate(plan.strategies):
            for number, action in enumerate(strategy.actions):
                every = _interval(action)
                late = [p for p in plan.processes if p.rpo is not None and every is not None and p.rpo < every]
                if every is None or not late:
                    continue
                names, apart = listed([process.name for process in late]), spoken(every)
                yield self.finding(
                    f"strategies/{index}/actions/{number}",
                    others=[f"processes/{process.id}/rpo" for process in late],
                    th=f"สำรองข้อมูลทุก {apart.th} แต่{names.th} ยอมให้ข้อมูลหายได้น้อยกว่านั้น",
                    en=f"Data is backed up every {apart.en}, yet {names.en} can afford to lose less",
                    mend=mend("สำรองข้อมูลให้ถี่ขึ้น", "Back up more often"),
                )


def _interval(action: str) -> Duration | None:
    if not _BACKUP.search(action):
        return None
    found = [Duration.from_iso(iso) for pattern, iso in _EVERY if pattern.search(action)]
    return min(found) if found else None
