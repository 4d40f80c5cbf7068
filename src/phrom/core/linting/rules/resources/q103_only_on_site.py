"""Q103: every alternate site is in the office's own building or grounds."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class OnlyOnSite(Rule):
    code = "Q103"
    severity = "warning"
    title = Bilingual(th="สถานที่สำรองอยู่ในที่ทำการเดิมทั้งหมด", en="All alternate sites are on the office's own premises")
    why = Bilingual(
        th="เหตุที่ทำให้ที่ทำการใช้ไม่ได้มักทำให้บริเวณเดียวกันใช้ไม่ได้ด้วย ISO 22301:2019 ข้อ 8.3.3",
        en="What takes the office usually takes its grounds too. ISO 22301:2019 clause 8.3.3.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if plan.sites and all(site.where == "on-site" for site in plan.sites):
            yield self.finding(
                f"sites/{plan.sites[0].id}/where",
                others=[f"sites/{site.id}/name" for site in plan.sites],
                th="สถานที่ปฏิบัติงานสำรองทุกแห่งอยู่ในพื้นที่เดียวกับที่ทำการ",
                en="Every alternate site is on the office's own premises",
                mend=mend("เพิ่มสถานที่สำรองนอกพื้นที่", "Add a site elsewhere"),
            )
