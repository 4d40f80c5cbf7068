"""S102: head, coordinator or a team leader has no alternate."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.succession import leading_places
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import person_name
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class NoAlternate(Rule):
    code = "S102"
    severity = "error"
    title = Bilingual(th="หัวหน้าหรือผู้ประสานงานไม่มีบุคลากรสำรอง", en="Head, coordinator or leader without an alternate")
    why = Bilingual(
        th="เมื่อคนคนเดียวติดต่อไม่ได้ ทั้งทีมหรือทั้งแผนจะหยุดรอ ISO 22301:2019 ข้อ 8.4.2 ให้มีผู้แทนของผู้มีอำนาจตัดสินใจ",
        en="When one person cannot be reached, a whole team or the whole plan waits. ISO "
        "22301:2019 clause 8.4.2 asks for "
        "alternates of those in charge.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for place in leading_places(plan):
            if place.role.primary is not None and not place.role.alternates:
                role, name = role_name(place), person_name(plan, place.role.primary)
                yield self.finding(
                    f"{place.path}/alternates",
                    others=[f"{place.path}/primary"],
                    th=f"{role.th} ({name}) ไม่มีบุคลากรสำรอง",
                    en=f"{role.en} ({name}) has no alternate",
                    severity="warning" if place.kind == "leader" else "error",
                    mend=mend("กำหนดบุคลากรสำรอง", "Name an alternate"),
                )
