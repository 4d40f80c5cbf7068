"""S109: one person is a member of two teams."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_in_roles, person_name
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class MemberOfTwoTeams(Rule):
    code = "S109"
    severity = "warning"
    title = Bilingual(th="คนเดียวอยู่สองทีม", en="One person in two teams")
    why = Bilingual(
        th="ทีมทำงานพร้อมกัน คนที่อยู่สองทีมจะขาดจากทีมหนึ่ง และถูกนับเป็นกำลังคนสองครั้ง ISO 22301:2019 ข้อ 8.4.2",
        en="Teams work at the same time: somebody in two of them is missing in one, and is counted twice. "
        "ISO 22301:2019 clause 8.4.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for person, held in people_in_roles(plan).items():
            own = [h for h in held if h.rank == 0 and h.place.team is not None]
            teams = {h.place.team.id: h for h in own if h.place.team}
            if len(teams) < 2 or all(h.place.kind == "leader" for h in teams.values()):  # S104 tells leaders
                continue
            names = listed([h.place.team.name for h in teams.values() if h.place.team])
            paths = [h.path for h in teams.values()]
            yield self.finding(
                paths[1],
                others=[paths[0], *paths[2:]],
                th=f"{person_name(plan, person)} อยู่ทั้งใน{names.th}",
                en=f"{person_name(plan, person)} is in {names.en}",
                mend=mend("ให้อยู่ทีมเดียว", "Keep them in one team"),
            )
