"""T112: a step promises something later than its phase ends, or than the work that waits for it may stand still."""

import re
from collections.abc import Iterator

from phrom.core.linting.promises import faster_processes, promised_within
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import STAGES
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Plan
from phrom.core.values.duration import Duration
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_OPENS_SITE = re.compile(
    r"(?:เปิด|จัดเตรียม|เตรียม|จัดตั้ง|พร้อม)[^•]{0,40}สถานที่(?:ปฏิบัติงาน)?ส[ำา]รอง|สถานที่(?:ปฏิบัติงาน)?ส[ำา]รอง[^•]{0,30}(?:พร้อม|ใช้งานได้)"
)
_CALLS_ALL = re.compile(r"(?:แจ้งเหตุ|Call\s*Tree|โทร|แจ้งบุคลากร)[^•]{0,60}(?:ครบ|ทุกคน|ทั่วถึง|แล้วเสร็จ)", re.IGNORECASE)
_REPORT_IN = re.compile(r"รายงานตัว")
_LATER = re.compile(
    r"ข้างหน้า|ล่วงหน้า|ถัดไป|ต่อไป|ที่(?:จ[ำา]เป็น)?ต้อง|^\W*(?:ประเมิน|ระบุ|วางแผน|จัดล[ำา]ดับ|จัดท[ำา]แผน|ทบทวน|ก[ำา]หนดงาน)"
)  # plans made now for days to come


class StepTooSlow(Rule):
    code = "T112"
    severity = "warning"
    title = Bilingual(th="ขั้นตอนช้ากว่าเวลาที่งานหรือห้วงเวลากำหนด", en="A step slower than the work or the phase allows")
    why = Bilingual(
        th="งานเริ่มไม่ได้จนกว่าสถานที่สำรองจะพร้อม และสิ่งที่สัญญาไว้ในห้วงเวลาหนึ่งต้องเสร็จในห้วงเวลานั้น "
        "ISO 22301:2019 ข้อ 8.3.2 และ 8.4.4",
        en="Work does not begin before the alternate site is ready, and what a phase promises must be done in it. "
        "ISO 22301:2019 clauses 8.3.2 and 8.4.4.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for phase in plan.response:
            for step in phase.steps:
                path, within = f"response/{phase.id}/steps/{step.id}/text", _promised(step.text)
                if within is not None and phase.ends is not None and within > phase.ends:
                    yield self._beyond_phase(path, f"response/{phase.id}/ends", within, phase.ends)
                elif within is not None:
                    yield from self._others_wait(plan, path, step.text, within)
        for scenario in plan.scenarios:
            for stage in STAGES[:2]:
                for step in getattr(scenario, stage):
                    within = _promised(step.text)
                    if within is not None:
                        path = f"scenarios/{scenario.threat}/{stage}/{step.id}/text"
                        yield from self._others_wait(plan, path, step.text, within)

    def _beyond_phase(self, path: str, ends_at: str, within: Duration, ends: Duration) -> Finding:
        return self.finding(
            path,
            others=[ends_at],
            th=f"ขั้นตอนนี้ให้เวลา {spoken(within).th} แต่ห้วงเวลานี้สิ้นสุดที่ {spoken(ends).th}",
            en=f"This step takes {spoken(within).en}, and its phase ends after {spoken(ends).en}",
            mend=mend("ย้ายไปห้วงเวลาถัดไป หรือแก้เวลา", "Move it to the next phase, or mend the time"),
        )

    def _others_wait(self, plan: Plan, path: str, text: str, within: Duration) -> Iterator[Finding]:
        """What no work can begin without: everybody told, the alternate site open."""
        if _CALLS_ALL.search(text) and not _REPORT_IN.search(text):
            yield from self._told_too_late(plan, path, within)
        else:
            yield from self._site_too_late(plan, path, text, within)

    def _told_too_late(self, plan: Plan, path: str, within: Duration) -> Iterator[Finding]:
        waiting = faster_processes(plan, within)
        if waiting and waiting[0].mtpd is not None:
            names, shortest = listed([process.name for process in waiting]), spoken(waiting[0].mtpd)
            yield self.finding(
                path,
                others=[f"processes/{process.id}/mtpd" for process in waiting],
                th=f"แจ้งเหตุครบทุกคนภายใน {spoken(within).th} แต่{names.th} หยุดได้เพียง {shortest.th}",
                en=f"Everybody is told within {spoken(within).en}, yet {names.en} may stand still for "
                f"only {shortest.en}",
                mend=mend(f"แจ้งเหตุให้ครบเร็วกว่า {shortest.th}", f"Tell everybody sooner than {shortest.en}"),
            )

    def _site_too_late(self, plan: Plan, path: str, text: str, within: Duration) -> Iterator[Finding]:
        if not _OPENS_SITE.search(text) or _REPORT_IN.search(text):  # T101 tells of reporting in
            return
        waiting = [process for process in faster_processes(plan, within) if process.requirements.premises]
        if waiting and waiting[0].mtpd is not None:
            names, shortest = listed([process.name for process in waiting]), spoken(waiting[0].mtpd)
            yield self.finding(
                path,
                others=[f"processes/{process.id}/mtpd" for process in waiting],
                th=f"สถานที่สำรองพร้อมภายใน {spoken(within).th} แต่{names.th} หยุดได้เพียง {shortest.th}",
                en=f"The site is ready within {spoken(within).en}, yet {names.en} may stand "
                f"still for only {shortest.en}",
                mend=mend(f"เปิดสถานที่สำรองให้เร็วกว่า {shortest.th}", f"Open it sooner than {shortest.en}"),
            )


def _promised(text: str) -> Duration | None:
    return None if _LATER.search(text) else promised_within(text)
