"""S113: one person stands twice in the same team."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_in_roles, person_name
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class TwiceInOneTeam(Rule):
    code = "S113"
    severity = "warning"
    title = Bilingual(th="คนเดียวมีชื่อสองครั้งในทีมเดียว", en="One person twice in the same team")
    why = Bilingual(
        th="ชื่อที่ซ้ำทำให้ทีมดูมีคนมากกว่าที่มีจริง และมักเป็นช่องของคนที่ตกหล่น ISO 22301:2019 ข้อ 8.4.2",
        en="A name given twice makes the team look larger than it is, and often stands in the place of somebody left "
        "out. ISO 22301:2019 clause 8.4.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        teams = {team.id: team for team in plan.continuity_team.teams}
        for person, held in people_in_roles(plan).items():
            by_team: dict[str, list[str]] = {}
            for place in held:
                if place.rank == 0 and place.place.team is not None:
                    by_team.setdefault(place.place.team.id, []).append(place.path)
            for team, paths in by_team.items():
                if len(paths) > 1:
                    yield self.finding(
                        paths[-1],
                        others=paths[:-1],
                        th=f"{person_name(plan, person)} มีชื่อ {len(paths)} ครั้งใน “{teams[team].name}”",
                        en=f"{person_name(plan, person)} is {len(paths)} times in “{teams[team].name}”",
                        mend=mend("ใส่คนที่ตกหล่น หรือลบชื่อที่ซ้ำ", "Put in who was left out, or take one away"),
                    )
