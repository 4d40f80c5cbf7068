"""N101: the number of teams in the text is not the number listed."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class StatedTeams(Rule):
    code = "N101"
    severity = "warning"
    title = Bilingual(th="จำนวนทีมที่ระบุไม่ตรงกับที่มี", en="The stated number of teams is not what is listed")
    why = Bilingual(
        th="จำนวนที่ไม่ตรงกันแปลว่ามีทีมตกหล่นหรือข้อความเก่าค้างอยู่ ISO 22301:2019 ข้อ 7.5.2 ให้เอกสารถูกต้องและเหมาะสม",
        en="Numbers that differ mean a team left out or an old sentence. ISO 22301:2019 "
        "clause 7.5.2 asks that documents "
        "are reviewed for suitability and adequacy.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        stated, teams = plan.stated.teams, plan.continuity_team.teams
        if stated is not None and teams and stated != len(teams):
            yield self.finding(
                "stated/teams",
                others=[f"continuity_team/teams/{teams[-1].id}/name"],
                th=f"แผนระบุว่ามี {stated} ทีม แต่มีรายชื่อ {len(teams)} ทีม",
                en=f"The plan says {stated} teams and lists {len(teams)}",
                mend=mend(f"แก้จำนวนเป็น {len(teams)} หรือเพิ่มทีมที่ขาด", f"Write {len(teams)}, or add the missing team"),
            )
