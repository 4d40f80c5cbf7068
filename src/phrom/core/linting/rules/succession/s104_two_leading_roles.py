"""S104: one person is primary in two places that act at once."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.succession import leading_places
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import RolePlace, person_name
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class TwoLeadingRoles(Rule):
    code = "S104"
    severity = "warning"
    title = Bilingual(th="คนเดียวมีหน้าที่นำสองตำแหน่งพร้อมกัน", en="One person leads in two places at once")
    why = Bilingual(
        th="หัวหน้าคณะ ผู้ประสานงาน และหัวหน้าทีมทำงานพร้อมกันตั้งแต่ชั่วโมงแรก คนเดียวทำสองหน้าที่ทำให้หน้าที่หนึ่งต้องรอ "
        "ISO 22301:2019 ข้อ 8.4.2 ให้ทีมมีคนเพียงพอ",
        en="Head, coordinator and leaders act at the same time from the first hour; with two of these jobs one of them "
        "waits. ISO 22301:2019 clause 8.4.2 asks for teams with enough people.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        held: dict[str, list[RolePlace]] = {}
        for place in leading_places(plan):
            if place.role.primary is not None:
                held.setdefault(place.role.primary, []).append(place)
        for person, places in held.items():
            if len(places) < 2:
                continue
            th = " และ".join(role_name(place).th for place in places)
            en = " and ".join(role_name(place).en for place in places)
            name = person_name(plan, person)
            yield self.finding(
                f"{places[1].path}/primary",
                others=[f"{place.path}/primary" for place in places],
                th=f"{name} เป็นทั้ง{th} ซึ่งต้องทำงานพร้อมกัน",
                en=f"{name} is {en}, which are needed at the same time",
                mend=mend("มอบตำแหน่งหนึ่งให้ผู้อื่น", "Give one of the places to somebody else"),
            )
