"""S105: the first alternate for a leading place already leads elsewhere."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.succession import leading_places
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import person_name
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class AlternateNeededElsewhere(Rule):
    code = "S105"
    severity = "warning"
    title = Bilingual(th="บุคลากรสำรองมีหน้าที่นำที่อื่นอยู่แล้ว", en="An alternate who already leads elsewhere")
    why = Bilingual(
        th="เมื่อบุคลากรสำรองต้องขึ้นมาแทน ตำแหน่งเดิมของเขาจะว่างในเวลาเดียวกัน ISO 22301:2019 ข้อ 8.4.2 ให้มีผู้แทนที่พร้อมทำหน้าที่",
        en="When the alternate steps in, their own place stands empty at the same moment. ISO 22301:2019 clause 8.4.2 "
        "asks for alternates who are ready to act.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        places = leading_places(plan)
        leads = {place.role.primary: place for place in reversed(places) if place.role.primary is not None}
        for place in places:
            first = next(iter(place.role.alternates), None)
            own = leads.get(first) if first is not None and first != place.role.primary else None
            if first is None or own is None or own.path == place.path:
                continue
            if own.role.alternates[:1] == (place.role.primary,):  # S103 tells those
                continue
            name, role, own_role = person_name(plan, first), role_name(place), role_name(own)
            yield self.finding(
                f"{place.path}/alternates/0",
                others=[f"{own.path}/primary"],
                th=f"{name} เป็นบุคลากรสำรองของ{role.th} แต่เป็น{own_role.th}อยู่แล้ว",
                en=f"{name} is alternate for {role.en} and already is {own_role.en}",
                mend=mend("เลือกบุคลากรสำรองที่ไม่มีหน้าที่นำที่อื่น", "Choose an alternate who leads nowhere else"),
            )
