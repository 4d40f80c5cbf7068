"""Q111: the plan counts on suppliers, and names none."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_PROMISED = re.compile(r"(?:จัดให้มี|กำหนดให้มี|กําหนดให้มี|จัดทำ|จัดหา|มี|กระจาย)[^.]*(?:คู่ค้า|ผู้ให้บริการ|ความเสี่ยง)")
_DIRECT = re.compile(r"(?:\+66|0)\d{7,9}")


class SuppliersNotNamed(Rule):
    code = "Q111"
    severity = "advice"
    title = Bilingual(th="กลยุทธ์พึ่งคู่ค้า แต่แผนไม่ระบุว่าคือใคร", en="The strategy counts on suppliers that are not named")
    why = Bilingual(
        th="ในคืนที่เกิดเหตุไม่มีใครรู้ว่าต้องโทรหาผู้ให้บริการรายใด ISO 22301:2019 ข้อ 8.3.4 ให้ระบุคู่ค้าที่ต้องพึ่ง",
        en="In the night nobody knows whom to phone. ISO 22301:2019 clause 8.3.4 asks for the suppliers "
        "that work depends on.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if plan.suppliers:
            return
        promises = [
            f"strategies/{index}/actions/{number}"
            for index, strategy in enumerate(plan.strategies)
            for number, action in enumerate(strategy.actions)
            if strategy.area == "suppliers" and _PROMISED.search(action) and not _DIRECT.search(action)
        ]
        if not promises:
            return
        yield self.finding(
            promises[0],
            others=promises[1:],
            th="กลยุทธ์ให้มีคู่ค้าหรือผู้ให้บริการไว้เรียกใช้ แต่แผนไม่มีรายชื่อและหมายเลขของรายใดเลย",
            en="The strategy keeps suppliers ready to be called, but the plan lists none of them",
            mend=mend("เพิ่มรายชื่อคู่ค้าพร้อมหมายเลขที่ติดต่อได้นอกเวลา", "List the suppliers, with numbers that answer at night"),
        )
