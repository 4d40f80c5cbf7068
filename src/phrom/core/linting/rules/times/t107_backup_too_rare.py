"""T107: data is backed up less often than a process can afford to lose."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Plan
from phrom.core.values.duration import Duration, find_duration
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_BACKUP = re.compile(r"ส[ำา]รองข้อมูล|back\s?up", re.IGNORECASE)
_EVERY = (
    (re.compile(r"ทุก(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|สัปดาห์)|รายสัปดาห์|สัปดาห์ละ|weekly"), "P7D"),
    (re.compile(r"ทุกเดือน|รายเดือน|เดือนละ|ทุกสิ้นเดือน|monthly"), "P30D"),
    (re.compile(r"ทุกไตรมาส|รายไตรมาส|quarterly"), "P90D"),
    (re.compile(r"ทุกวัน(?!จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|หยุด)|รายวัน|วันละ|ทุกสิ้นวัน|daily"), "P1D"),
)
_COUNTED = re.compile(r"ทุก\s*(?:ๆ\s*)?(?P<apart>[0-9๐-๙]{1,3}\s*(?:ชั่วโมง|ชม\.?|นาที|วัน|สัปดาห์|เดือน))")
_TRIED = re.compile(r"(?:ทดสอบ|ตรวจสอบ|ทบทวน|ซ้อม|ซักซ้อม)[^•]{0,60}")  # how often a backup is tried, not made
_LOSS = re.compile(r"RPO|ข้อมูล(?:สูญ)?หายได้|ข้อมูล(?:สูญ)?หาย(?=\s*ไม่เกิน)|ยอมให้ข้อมูล(?:สูญ)?หาย", re.IGNORECASE)
_CLOSE = 20  # letters between the word and its time


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
        sentences = list(_sentences(plan))
        losses = [(path, found) for path, text in sentences if (found := _loss_allowed(text)) is not None]
        for path, text in sentences:
            every = _interval(text)
            if every is None:
                continue
            late = [process for process in plan.processes if process.rpo is not None and process.rpo < every]
            promised = [(where, loss) for where, loss in losses if loss < every]
            if late:
                names = listed([process.name for process in late])
                yield self._finding(path, every, names, [f"processes/{process.id}/rpo" for process in late])
            elif promised:
                where, loss = min(promised, key=lambda found: found[1])
                said = Bilingual(th=f"แผนรับปากว่าข้อมูลหายไม่เกิน {spoken(loss).th}", en=f"the plan ({spoken(loss).en})")
                yield self._finding(path, every, said, [where], said.th)

    def _finding(self, path: str, every: Duration, who: Bilingual, others: list[str], th: str | None = None) -> Finding:
        apart = spoken(every)
        return self.finding(
            path,
            others=others,
            th=f"สำรองข้อมูลทุก {apart.th} แต่{th or f'{who.th} ยอมให้ข้อมูลหายได้น้อยกว่านั้น'}",
            en=f"Data is backed up every {apart.en}, yet {who.en} can afford to lose less",
            mend=mend("สำรองข้อมูลให้ถี่ขึ้น", "Back up more often"),
        )


def _sentences(plan: Plan) -> Iterator[tuple[str, str]]:
    for index, strategy in enumerate(plan.strategies):
        for number, action in enumerate(strategy.actions):
            yield f"strategies/{index}/actions/{number}", action
    for path, step in steps_of(plan):
        yield f"{path}/text", step.text


def _loss_allowed(text: str) -> Duration | None:
    """`RPO 4 ชั่วโมง`, `ข้อมูลสูญหายได้ไม่เกิน 1 วัน`: what a sentence lets be lost."""
    said = _LOSS.search(text)
    found = find_duration(text[said.end() :]) if said else None
    return found.duration if found is not None and found.start <= _CLOSE else None


def _interval(text: str) -> Duration | None:
    if not _BACKUP.search(text):
        return None
    text = _TRIED.sub("", text)
    found = [Duration.from_iso(iso) for pattern, iso in _EVERY if pattern.search(text)]
    counted = _COUNTED.search(text)
    spelt = find_duration(counted["apart"]) if counted else None
    if spelt is not None and spelt.duration.seconds:
        found.append(spelt.duration)
    return min(found) if found else None
