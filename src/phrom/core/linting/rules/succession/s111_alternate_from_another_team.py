"""S111: the strategy keeps alternates inside the unit, and one comes from another team."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_in_roles, person_name, role_places
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_INSIDE = re.compile(r"ภายใน(?:กลุ่มงาน|ส่วนราชการ|ฝ่าย|กอง|ทีม|หน่วยงาน|กลุ่ม|/)+\s*เดียวกัน")


class AlternateFromAnotherTeam(Rule):
    code = "S111"
    severity = "warning"
    title = Bilingual(th="บุคลากรสำรองมาจากทีมอื่น ทั้งที่กลยุทธ์ให้อยู่ในกลุ่มงานเดียวกัน", en="An alternate from another team")
    why = Bilingual(
        th="กลยุทธ์ด้านบุคลากรของแผนให้ผู้แทนอยู่ในกลุ่มงานเดียวกัน ผู้แทนจากทีมอื่นไม่รู้งานและทีมของตนเองก็ต้องการ "
        "ISO 22301:2019 ข้อ 8.3.2 ให้ทำตามกลยุทธ์ที่เลือก",
        en="The plan's own strategy keeps alternates inside the unit. Somebody of another team "
        "does not know the work, and "
        "is needed there. ISO 22301:2019 clause 8.3.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        promises = [
            f"strategies/{index}/actions/{number}"
            for index, strategy in enumerate(plan.strategies)
            for number, action in enumerate(strategy.actions)
            if strategy.area == "people" and _INSIDE.search(action)
        ]
        held = people_in_roles(plan) if promises else {}
        for place in role_places(plan) if promises else ():
            for index, alternate in enumerate(place.role.alternates):
                own = [h.place.team for h in held.get(alternate, ()) if h.rank == 0 and h.place.team is not None]
                if place.team is None or not own or place.team in own:
                    continue
                name, role = person_name(plan, alternate), role_name(place)
                yield self.finding(
                    f"{place.path}/alternates/{index}",
                    others=promises,
                    th=f"{name} เป็นบุคลากรสำรองของ{role.th} แต่อยู่ใน “{own[0].name}”",
                    en=f"{name} is alternate for {role.en} and belongs to “{own[0].name}”",
                    mend=mend("เลือกบุคลากรสำรองจากทีมเดียวกัน", "Choose an alternate of the same team"),
                )
