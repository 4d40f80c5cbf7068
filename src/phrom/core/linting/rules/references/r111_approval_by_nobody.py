"""R111: a step waits for an approval, and the plan does not say whose."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_WAITS = re.compile(r"(?:ต้อง|เมื่อ|จน)(?:ได้)?(?:รับ)?(?:การ|ความ)?(?:อนุมัติ|เห็นชอบ|อนุญาต)(?:แล้ว|ก่อน)?")
_BY_WHOM = re.compile(
    r"หัวหน้า|ผู้อำนวยการ|ผอ\.|ผู้บริหาร|ผู้บังคับบัญชา|คณะ|ปลัด|นายก|ผู้ว่า|ผู้มีอำนาจ|ท้องถิ่นจังหวัด|(?:อนุมัติ|เห็นชอบ|อนุญาต)\s*(?:จาก|โดย)"
)


class ApprovalByNobody(Rule):
    code = "R111"
    severity = "advice"
    title = Bilingual(th="ต้องได้รับอนุมัติ แต่ไม่ระบุว่าจากใคร", en="An approval that nobody is named for")
    why = Bilingual(
        th="งานเร่งด่วนจะรอผู้อนุมัติที่ไม่มีใครรู้ว่าเป็นใคร ISO 22301:2019 ข้อ 8.4.2 ให้กำหนดผู้มีอำนาจตัดสินใจไว้ก่อน",
        en="Urgent work will wait for somebody whom nobody knows. ISO 22301:2019 clause 8.4.2 asks who has "
        "the authority.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for path, step in steps_of(plan):
            for part, text in (("text", step.text), *((f"details/{n}", d) for n, d in enumerate(step.details))):
                if _WAITS.search(text) and not _BY_WHOM.search(" ".join((step.text, *step.details))):
                    yield self.finding(
                        f"{path}/{part}",
                        others=[f"{path}/text"],
                        th="ขั้นตอนนี้ต้องได้รับอนุมัติก่อน แต่ไม่ระบุว่าใครอนุมัติ",
                        en="This step waits for an approval and does not say whose",
                        mend=mend("ระบุผู้อนุมัติ เช่น หัวหน้าคณะบริหารความต่อเนื่อง", "Say who approves, such as the head"),
                    )
                    break
