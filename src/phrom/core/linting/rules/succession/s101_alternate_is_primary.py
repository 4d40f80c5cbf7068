"""S101: the alternate is the same person as the primary."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import person_name, role_places
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class AlternateIsPrimary(Rule):
    code = "S101"
    severity = "error"
    title = Bilingual(th="บุคลากรสำรองเป็นคนเดียวกับบุคลากรหลัก", en="The alternate is the primary")
    why = Bilingual(
        th="เมื่อติดต่อบุคลากรหลักไม่ได้ ก็ติดต่อบุคลากรสำรองไม่ได้เช่นกัน จึงเท่ากับไม่มีผู้แทน "
        "ISO 22301:2019 ข้อ 8.4.2 ให้มีผู้แทนของผู้มีอำนาจตัดสินใจ",
        en="When the primary cannot be reached, neither can the alternate: nobody stands in. "
        "ISO 22301:2019 clause 8.4.2 "
        "asks for alternates of those in charge.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for place in role_places(plan):
            for index, alternate in enumerate(place.role.alternates):
                if alternate == place.role.primary:
                    role = role_name(place)
                    name = person_name(plan, alternate)
                    yield self.finding(
                        f"{place.path}/alternates/{index}",
                        others=[f"{place.path}/primary"],
                        th=f"{role.th}: {name} เป็นทั้งบุคลากรหลักและบุคลากรสำรองของตนเอง",
                        en=f"{role.en}: {name} is both primary and own alternate",
                        mend=mend("เลือกบุคลากรสำรองคนอื่น", "Choose somebody else as alternate"),
                    )
