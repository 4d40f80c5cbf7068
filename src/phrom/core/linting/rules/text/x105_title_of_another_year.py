"""X105: the title speaks of another year than the plan's."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits

_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")


class TitleOfAnotherYear(Rule):
    code = "X105"
    severity = "warning"
    title = Bilingual(th="ปีในชื่อแผนไม่ตรงกับปีของแผน", en="The title is of another year")
    why = Bilingual(
        th="ชื่อที่ยังเป็นปีก่อนแปลว่าฉบับนี้อาจยังไม่ได้ทบทวน ISO 22301:2019 ข้อ 7.5.2 ให้เอกสารระบุชื่อและวันที่ถูกต้อง",
        en="A title of last year means that this version may not have been reviewed. ISO "
        "22301:2019 clause 7.5.2 asks for "
        "a right title and date.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        years = [int(year) for year in _YEAR.findall(arabic_digits(plan.title))]
        if plan.year is None or not years or min(years) <= plan.year <= max(years):
            return
        yield self.finding(
            "title",
            others=["year"],
            th=f"ชื่อแผนเป็นปี {years[0]} แต่แผนเป็นปี {plan.year}",
            en=f"The title says {years[0]}, the plan is of {plan.year}",
            mend=mend(f"แก้ปีในชื่อเป็น {plan.year}", f"Write {plan.year} in the title"),
        )
