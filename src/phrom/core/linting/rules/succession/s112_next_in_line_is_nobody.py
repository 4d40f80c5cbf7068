"""S112: the plan calls the next in line when somebody is not reached, and members have none: most, or all but a few."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan, Role
from phrom.core.plan.lookup import people_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_NEXT = re.compile(r"ไม่สามารถติดต่อ.{0,40}(?:ลำดับถัดไป|สำรอง|ผู้แทน|คนถัดไป)")
_PROMISED = re.compile(r"(?:กำหนด|กําหนด|จัดให้มี|มี)[^.]{0,30}บุคลากรสำรอง")
_FEW = 4  # one in four at most: then alternates are the rule, and who has none was forgotten


class NextInLineIsNobody(Rule):
    code = "S112"
    severity = "warning"
    title = Bilingual(th="แผนให้ติดต่อลำดับถัดไป แต่ทีมงานไม่มีบุคลากรสำรอง", en="The next in line is nobody")
    why = Bilingual(
        th="ขั้นตอนหรือกลยุทธ์ของแผนเองให้มีบุคลากรสำรองแทนเมื่อติดต่อบุคลากรหลักไม่ได้ แต่ช่องบุคลากรสำรองของทีมว่าง ทั้งทีมหรือบางคน "
        "ISO 22301:2019 ข้อ 8.4.2 ให้กำหนดผู้ปฏิบัติหน้าที่แทน",
        en="The plan's own procedure turns to alternates when somebody is not reached, but the team lists none, or "
        "forgot somebody. ISO 22301:2019 clause 8.4.2 asks for alternates.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        members = [
            (f"continuity_team/teams/{team.id}/members/{n}/alternates", member)
            for team in plan.continuity_team.teams
            for n, member in enumerate(team.members)
        ]
        alone = [path for path, member in members if member.primary and not member.alternates]
        asked = [f"{path}/text" for path, step in steps_of(plan) if _NEXT.search(step.text)]
        promised = [
            f"strategies/{i}/actions/{n}"
            for i, strategy in enumerate(plan.strategies)
            for n, action in enumerate(strategy.actions)
            if strategy.area == "people" and _PROMISED.search(action)
        ]
        if asked and len(alone) * 2 > len(members):
            yield self._most(alone, members, [*asked, *promised])
        elif (asked or promised) and 0 < len(alone) * _FEW <= len(members):
            known = people_by_id(plan)
            holders = [member.primary for path, member in members if path in alone]
            names = [known[person].full_name for person in holders if person in known]
            yield self.finding(
                alone[0],
                others=[*alone[1:], *asked, *promised],
                th=f"แผนให้มีบุคลากรสำรอง และทีมงานคนอื่นมีแล้ว แต่{listed(names).th}ไม่มี",
                en=f"The plan counts on alternates and the other members have one, but {listed(names).en} has none",
                severity="warning",
                mend=mend("กำหนดบุคลากรสำรองให้ครบทุกคน", "Name an alternate for each"),
            )

    def _most(self, alone: list[str], members: list[tuple[str, Role]], counted_on: list[str]) -> Finding:
        return self.finding(
            counted_on[0],
            others=counted_on[1:],
            th=f"แผนให้มีบุคลากรสำรอง แต่ทีมงาน {len(alone)} จาก {len(members)} คนไม่มีผู้แทน",
            en=f"The plan counts on alternates, but {len(alone)} of {len(members)} members have none",
            severity="advice",
            mend=mend("กำหนดบุคลากรสำรองของทีมงาน หรือให้คนในทีมแทนกัน", "Name alternates, or let members stand in"),
        )
