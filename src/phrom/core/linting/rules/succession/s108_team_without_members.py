"""S108: a team has nobody but its leader."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class TeamWithoutMembers(Rule):
    code = "S108"
    severity = "warning"
    title = Bilingual(th="ทีมที่ไม่มีทีมงาน", en="A team without members")
    why = Bilingual(
        th="หัวหน้าที่ไม่มีทีมงานต้องทำทุกอย่างเอง และไม่มีใครกู้คืนกระบวนงานของทีม ISO 22301:2019 ข้อ 8.4.2 ให้ทีมมีคนเพียงพอ",
        en="A leader without members has to do everything alone. ISO 22301:2019 clause 8.4.2 "
        "asks for teams with enough "
        "people.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        teams = plan.continuity_team.teams
        if not any(team.members for team in teams):  # a plan that lists leaders only says so by design
            return
        for team in teams:
            if not any(member.primary for member in team.members):
                yield self.finding(
                    f"continuity_team/teams/{team.id}/members",
                    others=[f"continuity_team/teams/{team.id}/name"],
                    th=f"“{team.name}” ไม่มีทีมงาน",
                    en=f"“{team.name}” has no members",
                    mend=mend("เพิ่มทีมงาน", "Add members"),
                )
