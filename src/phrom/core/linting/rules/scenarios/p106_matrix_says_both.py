"""P106: the matrix says both yes and no about the same threat and area."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import AREA_NAMES
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import threats_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class MatrixSaysBoth(Rule):
    code = "P106"
    severity = "error"
    title = Bilingual(th="ตารางประเมินขัดกันเอง", en="The matrix contradicts itself")
    why = Bilingual(
        th="ช่องเดียวกันมีทั้งกระทบและไม่กระทบ จึงไม่รู้ว่าต้องเตรียมหรือไม่ ISO 22301:2019 ข้อ 8.2.3",
        en="One cell says both, so nobody knows whether to prepare. ISO 22301:2019 clause 8.2.3.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        threats = threats_by_id(plan)
        first: dict[tuple[str, str], int] = {}
        for index, impact in enumerate(plan.impacts):
            earlier = first.setdefault((impact.threat, impact.area), index)
            if plan.impacts[earlier].affected != impact.affected:
                name, area = threats.get(impact.threat), AREA_NAMES[impact.area]
                yield self.finding(
                    f"impacts/{index}/affected",
                    others=[f"impacts/{earlier}/affected"],
                    th=f"ตารางระบุทั้งกระทบและไม่กระทบ: “{name.name if name else impact.threat}” ด้าน{area.th}",
                    en=f"The matrix says both yes and no: “{name.name if name else impact.threat}”, {area.en}",
                    mend=mend("เหลือเพียงช่องเดียว", "Keep one of the cells"),
                )
