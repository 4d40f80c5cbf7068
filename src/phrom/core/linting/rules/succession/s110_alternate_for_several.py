"""S110: the same person is the only alternate for several leading places, or in several teams."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import RolePlace, person_name, role_places
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class AlternateForSeveral(Rule):
    code = "S110"
    severity = "warning"
    title = Bilingual(th="คนเดียวเป็นบุคลากรสำรองเพียงคนเดียวของหลายตำแหน่ง", en="The only alternate for several places")
    why = Bilingual(
        th="เหตุเดียวกันมักทำให้หลายคนติดต่อไม่ได้พร้อมกัน คนเดียวแทนได้เพียงตำแหน่งเดียว ISO 22301:2019 ข้อ 8.4.2",
        en="The same disaster often takes several people at once, and one person can stand in for only one of them. "
        "ISO 22301:2019 clause 8.4.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        sole: dict[str, list[RolePlace]] = {}
        for place in role_places(plan):
            if len(place.role.alternates) == 1 and place.role.alternates[0] != place.role.primary:
                sole.setdefault(place.role.alternates[0], []).append(place)
        for person, places in sole.items():
            # the same primary in two places is S104's; inside a team one alternate for two members is usual
            together = len({place.team.id if place.team else place.path for place in places}) < 2
            if together or len({place.role.primary for place in places}) < 2:
                continue
            th = " และ".join(role_name(place).th for place in places)
            en = " and ".join(role_name(place).en for place in places)
            yield self.finding(
                f"{places[1].path}/alternates/0",
                others=[f"{place.path}/alternates/0" for place in places],
                th=f"{person_name(plan, person)} เป็นบุคลากรสำรองเพียงคนเดียวของ{th}",
                en=f"{person_name(plan, person)} is the only alternate for {en}",
                severity="warning" if any(place.kind != "member" for place in places) else "advice",
                mend=mend("กำหนดบุคลากรสำรองคนละคน", "Name different alternates"),
            )
