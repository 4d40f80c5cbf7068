"""R103: a step names a team by a number that no team has."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits

_NUMBERED = re.compile(r"ทีม(?:งาน)?(?:บริหารความต่อเนื่อง)?\s*(?:ที่)?\s*(\d{1,2})(?!\d)(?!\s*(?:คน|ชุด|ทีม|ชั่วโมง|วัน))")


class UnknownTeamNumber(Rule):
    code = "R103"
    severity = "error"
    title = Bilingual(th="ขั้นตอนอ้างถึงทีมที่ไม่มี", en="A step names a team that does not exist")
    why = Bilingual(
        th="ขั้นตอนที่มอบให้ทีมที่ไม่มีอยู่จะไม่มีใครทำ ISO 22301:2019 ข้อ 8.4.4 ให้ระบุบทบาทและความรับผิดชอบในแผน",
        en="A step given to a team that does not exist is done by nobody. ISO 22301:2019 clause 8.4.4 asks the plan to "
        "name roles and responsibilities.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        known = {
            int(number)
            for team in plan.continuity_team.teams
            for number in re.findall(r"\d{1,2}", arabic_digits(team.name))
        }
        if len(known) < 2:
            return
        for path, step in steps_of(plan):
            for field, text in (("text", step.text), ("responsible_text", step.responsible_text or "")):
                for match in _NUMBERED.finditer(arabic_digits(text)):
                    if int(match[1]) not in known:
                        yield self.finding(
                            f"{path}/{field}",
                            th=f"ขั้นตอนนี้อ้างถึงทีมที่ {match[1]} แต่แผนมีเพียงทีมที่ {', '.join(map(str, sorted(known)))}",
                            en=f"This step names team {match[1]}; the plan has teams "
                            f"{', '.join(map(str, sorted(known)))}",
                            mend=mend("ระบุทีมที่มีอยู่", "Name a team that exists"),
                        )
