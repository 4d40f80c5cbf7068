"""S107: a team has no leader."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class TeamWithoutLeader(Rule):
    code = "S107"
    severity = "error"
    title = Bilingual(th="ทีมที่ไม่มีหัวหน้า", en="A team without a leader")
    why = Bilingual(
        th="Call Tree แจ้งทีมผ่านหัวหน้าทีม ทีมที่ไม่มีหัวหน้าจึงไม่มีใครแจ้งและไม่มีใครรายงาน ISO 22301:2019 ข้อ 8.4.2",
        en="The call tree reaches a team through its leader; without one nobody tells the team and nobody reports. "
        "ISO 22301:2019 clause 8.4.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for team in plan.continuity_team.teams:
            if team.leader.primary is None:
                yield self.finding(
                    f"continuity_team/teams/{team.id}/leader/primary",
                    others=[f"continuity_team/teams/{team.id}/name"],
                    th=f"“{team.name}” ไม่มีหัวหน้าทีม",
                    en=f"“{team.name}” has no leader",
                    mend=mend("ระบุหัวหน้าทีม", "Name a leader"),
                )
