"""T101: people may report in later than a process may stand still."""

from collections.abc import Iterator

from phrom.core.linting.promises import Promise, faster_processes, report_in_promises
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ReportInTooLate(Rule):
    code = "T101"
    severity = "error"
    title = Bilingual(th="เวลารายงานตัวช้ากว่าเวลาที่งานหยุดได้", en="Reporting in later than a process may stand still")
    why = Bilingual(
        th="งานจะเริ่มใหม่ไม่ได้ก่อนคนมาถึง เวลารายงานตัวจึงต้องสั้นกว่า MTPD ของกระบวนงานที่เร่งด่วนที่สุด "
        "ISO 22301:2019 ข้อ 8.2.2 และ 8.3.2 ให้วิธีฟื้นคืนทันตามเวลาที่กำหนด",
        en="Work cannot restart before people arrive, so the time to report in must be shorter "
        "than the MTPD of the most "
        "urgent process. ISO 22301:2019 clauses 8.2.2 and 8.3.2 ask for solutions that meet the time frames.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        promises: dict[int, list[Promise]] = {}
        for promise in report_in_promises(plan):
            promises.setdefault(promise.within.seconds, []).append(promise)
        for same in promises.values():
            late = faster_processes(plan, same[0].within)
            if not late or late[0].mtpd is None:
                continue
            within, shortest = spoken(same[0].within), spoken(late[0].mtpd)
            names = listed([process.name for process in late])
            yield self.finding(
                same[0].path,
                others=[promise.path for promise in same[1:]] + [f"processes/{process.id}/mtpd" for process in late],
                th=f"ให้รายงานตัวภายใน {within.th} แต่{names.th} หยุดได้สั้นกว่านั้น (สั้นที่สุด {shortest.th})",
                en=f"People report in within {within.en}, yet {names.en} may stand still for less "
                f"(the shortest: {shortest.en})",
                mend=mend(
                    f"ให้ผู้ทำกระบวนงานเร่งด่วนรายงานตัวเร็วกว่า {shortest.th}",
                    f"Let those who do the urgent processes report in sooner than {shortest.en}",
                ),
            )
