"""F102: the completeness form says that the plan covers an event for which it has no procedure."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import threats_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_EVENTS = (
    re.compile(r"อุทกภัย|น้[ำา]ท่วม"),
    re.compile(r"อัคคีภัย|ไฟไหม้|เพลิงไหม้"),
    re.compile(r"ชุมนุม|ประท้วง|จลาจ"),
    re.compile(r"โรคระบาด|โรคติดต่อ|โควิด|covid", re.IGNORECASE),
    re.compile(r"วาตภัย|พายุ"),
    re.compile(r"แผ่นดินไหว"),
    re.compile(r"ไฟฟ้าดับ|ไฟฟ้าขัดข้อง"),
)


class FormNamesEventWithoutScenario(Rule):
    code = "F102"
    severity = "error"
    title = Bilingual(th="แบบตรวจสอบระบุเหตุการณ์ที่แผนไม่มีขั้นตอน", en="The form names an event without a procedure")
    why = Bilingual(
        th="แบบตรวจสอบข้อ 1.2 ให้ระบุเหตุการณ์ที่แผนรองรับได้ เหตุการณ์ที่ทำเครื่องหมายต้องมีขั้นตอนในแผน",
        en="Item 1.2 of the form lists the events that the plan covers; each one marked needs a procedure.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        threats = threats_by_id(plan)
        covered = " ".join(threats[s.threat].name for s in plan.scenarios if s.threat in threats)
        for index, item in enumerate(plan.checklist):
            if not item.answer or not item.item.startswith("1.2"):
                continue
            missing = [m.group() for event in _EVENTS if (m := event.search(item.text)) and not event.search(covered)]
            if missing:
                yield self.finding(
                    f"checklist/{index}/answer",
                    others=[f"checklist/{index}/text"],
                    th=f"แบบตรวจสอบระบุว่ารองรับ{'และ'.join(missing)} แต่แผนไม่มีขั้นตอน",
                    en=f"The form says that the plan covers {', '.join(missing)}; there is no procedure for it",
                    mend=mend("เขียนขั้นตอน หรือแก้คำตอบ", "Write the procedure, or change the answer"),
                )
