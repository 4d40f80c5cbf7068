"""X107: two units whose names are all but the same."""

import re
from collections.abc import Iterator
from itertools import combinations

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.spelling import edits
from phrom.core.plan.document import Plan, Unit
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key


class UnitSpeltTwoWays(Rule):
    code = "X107"
    severity = "warning"
    title = Bilingual(th="กลุ่มงาน/ฝ่ายเดียวกันเขียนต่างกัน", en="The same unit spelt two ways")
    why = Bilingual(
        th="ชื่อที่เขียนต่างกันถูกนับเป็นสองกลุ่มงาน กระบวนงานจึงอยู่กับกลุ่มหนึ่งและทีมอยู่กับอีกกลุ่มหนึ่ง ISO 22301:2019 ข้อ 7.5.2",
        en="Two spellings count as two units: the processes belong to one and the team to the other. "
        "ISO 22301:2019 clause 7.5.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for one, other in combinations(plan.units, 2):
            if not _same(one, other):
                continue
            used = [f"processes/{p.id}/units/{p.units.index(other.id)}" for p in plan.processes if other.id in p.units]
            yield self.finding(
                f"units/{other.id}/name",
                others=[f"units/{one.id}/name", *used],
                th=f"“{one.name}” และ “{other.name}” น่าจะเป็นกลุ่มงานเดียวกัน",
                en=f"“{one.name}” and “{other.name}” are probably the same unit",
                mend=mend("เลือกชื่อที่ถูก แล้วรวมเป็นกลุ่มงานเดียว", "Choose the right name and make them one unit"),
            )


def _same(one: Unit, other: Unit) -> bool:
    a, b = key(one.name).replace("งาน", ""), key(other.name).replace("งาน", "")
    if re.findall(r"\d+", a) != re.findall(r"\d+", b) or min(len(a), len(b)) < 6:
        return False
    return edits(a, b) <= (1 if min(len(a), len(b)) < 12 else 2)
