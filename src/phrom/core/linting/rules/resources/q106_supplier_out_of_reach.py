"""Q106: a supplier in the plan has no telephone number."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_SHORT_NUMBER = re.compile(
    r"(?<![0-9๐-๙])[1๑][0-9๐-๙]{2,3}(?![0-9๐-๙])"
)  # a hot line, such as 1362, written with the name


class SupplierOutOfReach(Rule):
    code = "Q106"
    severity = "advice"
    title = Bilingual(th="คู่ค้าที่ไม่มีหมายเลขโทรศัพท์", en="A supplier without a phone number")
    why = Bilingual(
        th="ในวันเกิดเหตุไม่มีเวลาค้นหาหมายเลขของผู้ให้บริการ ISO 22301:2019 ข้อ 8.4.3 ให้มีข้อมูลการติดต่อผู้มีส่วนได้ส่วนเสีย",
        en="On the day there is no time to look for a supplier's number. ISO 22301:2019 clause "
        "8.4.3 asks for the contact "
        "details of interested parties.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not any(supplier.phones for supplier in plan.suppliers):  # a plan that keeps them elsewhere
            return
        for supplier in plan.suppliers:
            if not supplier.phones and not _SHORT_NUMBER.search(f"{supplier.name} {supplier.service or ''}"):
                yield self.finding(
                    f"suppliers/{supplier.id}/phones",
                    others=[f"suppliers/{supplier.id}/name"],
                    th=f"“{supplier.name}” ไม่มีหมายเลขโทรศัพท์",
                    en=f"“{supplier.name}” has no phone number",
                    mend=mend("เพิ่มหมายเลข", "Add a number"),
                )
