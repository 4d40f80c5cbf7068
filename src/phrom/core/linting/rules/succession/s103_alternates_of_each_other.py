"""S103: two people stand in for each other, each in a place needed at once."""

from collections.abc import Iterator
from itertools import combinations

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.succession import leading_places
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import person_name
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class AlternatesOfEachOther(Rule):
    code = "S103"
    severity = "warning"
    title = Bilingual(th="สองคนเป็นบุคลากรสำรองของกันและกัน", en="Two people are each other's alternates")
    why = Bilingual(
        th="เมื่อคนหนึ่งหายไป อีกคนต้องทำสองหน้าที่ และเมื่อทั้งสองติดต่อไม่ได้จะไม่มีใครแทนทั้งสองตำแหน่ง ISO 22301:2019 ข้อ 8.4.2",
        en="When one is missing the other has two jobs; when both are, nobody does either. "
        "ISO 22301:2019 clause 8.4.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for one, other in combinations(leading_places(plan), 2):
            first, second = one.role.primary, other.role.primary
            if first is None or second is None or first == second:
                continue
            if one.role.alternates[:1] == (second,) and other.role.alternates[:1] == (first,):
                a, b = person_name(plan, first), person_name(plan, second)
                yield self.finding(
                    f"{one.path}/alternates/0",
                    others=[f"{other.path}/alternates/0"],
                    th=f"{a} ({role_name(one).th}) และ {b} ({role_name(other).th}) เป็นบุคลากรสำรองของกันและกัน",
                    en=f"{a} ({role_name(one).en}) and {b} ({role_name(other).en}) are each other's alternates",
                    mend=mend("เปลี่ยนบุคลากรสำรองอย่างน้อยหนึ่งตำแหน่ง", "Change the alternate of at least one of them"),
                )
