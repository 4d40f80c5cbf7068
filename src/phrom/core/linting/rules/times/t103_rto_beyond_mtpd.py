"""T103: the RTO is longer than the MTPD."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import spoken
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class RtoBeyondMtpd(Rule):
    code = "T103"
    severity = "error"
    title = Bilingual(th="RTO ยาวกว่า MTPD", en="An RTO longer than the MTPD")
    why = Bilingual(
        th="เป้าหมายการฟื้นคืนที่ยาวกว่าเวลาที่ยอมให้หยุดแปลว่าแผนตั้งใจให้เสียหายเกินที่ยอมรับได้ "
        "ISO 22301:2019 ข้อ 8.2.2 ให้ RTO สั้นกว่า MTPD",
        en="A recovery target beyond the tolerable time plans for unacceptable harm. ISO "
        "22301:2019 clause 8.2.2 puts the "
        "RTO within the MTPD.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for process in plan.processes:
            if process.rto is not None and process.mtpd is not None and process.rto > process.mtpd:
                rto, mtpd = spoken(process.rto), spoken(process.mtpd)
                yield self.finding(
                    f"processes/{process.id}/rto",
                    others=[f"processes/{process.id}/mtpd"],
                    th=f"“{process.name}” ตั้ง RTO {rto.th} ยาวกว่า MTPD {mtpd.th}",
                    en=f"“{process.name}” has an RTO of {rto.en}, longer than its MTPD of {mtpd.en}",
                    mend=mend(f"ตั้ง RTO ให้สั้นกว่า {mtpd.th}", f"Set an RTO shorter than {mtpd.en}"),
                )
