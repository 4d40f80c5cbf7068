"""F104: the plan does not say which year it is for."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class YearMissing(Rule):
    code = "F104"
    severity = "warning"
    title = Bilingual(th="ไม่ระบุปีของแผน", en="The plan has no year")
    why = Bilingual(
        th="แผนต้องทบทวนทุกปี ไม่รู้ปีก็ไม่รู้ว่าฉบับใดเป็นปัจจุบัน ISO 22301:2019 ข้อ 7.5.3 ให้ควบคุมฉบับของเอกสาร",
        en="Plans are reviewed yearly; without a year nobody knows which is current. ISO "
        "22301:2019 clause 7.5.3 asks for "
        "version control.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if plan.year is None:
            yield self.finding(
                "year",
                th="แผนไม่ระบุปี พ.ศ.",
                en="The plan does not say which year it is for",
                severity="advice",
                mend=mend("ระบุปี พ.ศ.", "State the year (Buddhist Era)"),
            )
        elif not 2540 <= plan.year <= 2640:
            was_christian = 1997 <= plan.year <= 2097
            yield self.finding(
                "year",
                th=f"ปี {plan.year} ไม่ใช่ปี พ.ศ. ที่เป็นไปได้",
                en=f"{plan.year} cannot be a Buddhist year of a plan",
                mend=mend("ใช้ปี พ.ศ.", "Use the Buddhist year", "year", plan.year + 543 if was_christian else None),
            )
