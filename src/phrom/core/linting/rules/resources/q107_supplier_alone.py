"""Q107: the plan promises more than one supplier, and one stands alone."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits

_SEVERAL = re.compile(r"มากกว่า\s*1\s*(?:ราย|แห่ง|เจ้า)|(?:อย่างน้อย|ไม่น้อยกว่า)\s*[2-9]\s*(?:ราย|แห่ง|เจ้า)|กระจายความเสี่ยง")


class SupplierAlone(Rule):
    code = "Q107"
    severity = "warning"
    title = Bilingual(th="คู่ค้ารายเดียวทั้งที่กลยุทธ์ให้มีหลายราย", en="A lone supplier, though the strategy asks for several")
    why = Bilingual(
        th="ภัยเดียวกันมักทำให้ผู้ให้บริการรายเดียวหยุดด้วย และกลยุทธ์ของแผนเองสัญญาว่าจะมีมากกว่าหนึ่งราย ISO 22301:2019 ข้อ 8.3.4",
        en="The same event often stops the one supplier too, and the plan's own strategy promises more than one. "
        "ISO 22301:2019 clause 8.3.4.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        promises = [
            f"strategies/{index}/actions/{number}"
            for index, strategy in enumerate(plan.strategies)
            for number, action in enumerate(strategy.actions)
            if strategy.area == "suppliers" and _SEVERAL.search(arabic_digits(action))
        ]
        if not promises:
            return
        stands_in = {other for supplier in plan.suppliers for other in supplier.alternates}
        services = [supplier.service for supplier in plan.suppliers if supplier.service]
        for supplier in plan.suppliers:
            shared = supplier.service is not None and services.count(supplier.service) > 1
            if not supplier.alternates and supplier.id not in stands_in and not shared:
                yield self.finding(
                    f"suppliers/{supplier.id}/alternates",
                    others=[f"suppliers/{supplier.id}/name", *promises],
                    th=f"“{supplier.name}” ไม่มีรายอื่นแทน ทั้งที่กลยุทธ์ให้มีมากกว่าหนึ่งราย",
                    en=f"“{supplier.name}” has no alternative, though the strategy asks for more than one supplier",
                    mend=mend("เพิ่มผู้ให้บริการสำรอง", "Add another supplier"),
                )
