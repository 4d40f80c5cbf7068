"""R107: what is written as responsible for a step is nobody in the plan."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.linting.unit_names import unknown_unit
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_EVERYBODY = re.compile(
    r"ต่าง\s?ๆ|ทุก|แต่ละ|ที่เกี่ยวข้อง|ทั้งหมด|บุคลากร|ผู้บังคับบัญชา|เจ้าหน้าที่ทั้ง|ผู้(?:พบ|ประสบ|เห็น|รับ)(?:เหตุ|แจ้ง)"
)  # rightly open


class StepForNobodyKnown(Rule):
    code = "R107"
    severity = "warning"
    title = Bilingual(th="ผู้รับผิดชอบขั้นตอนไม่ตรงกับใครในแผน", en="Nobody in the plan matches who is responsible for a step")
    why = Bilingual(
        th="ขั้นตอนจะกลายเป็นงานของคนหรือทีมได้ต่อเมื่อรู้ว่าเป็นใคร ISO 22301:2019 ข้อ 8.4.4 ให้ระบุผู้รับผิดชอบ",
        en="A step becomes somebody's task only if it is known whose. ISO 22301:2019 clause "
        "8.4.4 asks for responsibility.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        units = [unit.name for unit in plan.units]
        found: dict[str, list[str]] = {}
        for path, step in steps_of(plan):
            written = " ".join((step.responsible_text or "").strip(" -–").split())
            if step.responsible or not written or _EVERYBODY.search(written):
                continue
            if not (units and unknown_unit(written, units)):  # R102 tells those
                found.setdefault(written, []).append(f"{path}/responsible_text")
        for written, paths in found.items():
            yield self.finding(
                paths[0],
                others=paths[1:],
                th=f"ไม่ทราบว่า “{written}” คือใครในแผน",
                en=f"It is not known who in the plan “{written}” is",
                mend=mend("เลือกบทบาท ทีม หรือบุคคล", "Choose a role, a team or a person"),
            )
