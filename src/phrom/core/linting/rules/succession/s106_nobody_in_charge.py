"""S106: nobody is named as head or as coordinator."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import role_places
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class NobodyInCharge(Rule):
    code = "S106"
    severity = "error"
    title = Bilingual(th="ไม่ระบุหัวหน้าคณะหรือผู้ประสานงาน", en="No head or no coordinator")
    why = Bilingual(
        th="ไม่มีผู้ประกาศใช้แผนหรือไม่มีผู้เริ่ม Call Tree ISO 22301:2019 ข้อ 5.3 และ 8.4.2 ให้กำหนดผู้มีอำนาจและหน้าที่",
        en="Nobody can activate the plan, or nobody starts the call tree. ISO 22301:2019 clauses 5.3 and 8.4.2 ask for "
        "assigned authority.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for place in role_places(plan):
            if place.kind in ("head", "coordinator") and place.role.primary is None:
                role = role_name(place)
                yield self.finding(
                    f"{place.path}/primary",
                    th=f"แผนไม่ระบุ{role.th}",
                    en=f"The plan does not name {role.en}",
                    mend=mend(f"ระบุ{role.th}", f"Name {role.en}"),
                )
