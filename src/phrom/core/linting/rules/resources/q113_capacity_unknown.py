"""Q113: nobody knows how many people the alternate sites hold."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.rules.resources.q101_too_few_seats import seats_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class CapacityUnknown(Rule):
    code = "Q113"
    severity = "advice"
    title = Bilingual(th="ไม่รู้ว่าสถานที่สำรองรองรับกี่คน", en="How many the alternate sites hold is not known")
    why = Bilingual(
        th="แผนนับที่นั่งที่กระบวนงานต้องใช้ไว้แล้ว แต่ไม่มีสถานที่ใดบอกว่ารองรับได้เท่าใด จึงไม่รู้ว่าพอหรือไม่จนกว่าจะไปถึง "
        "ISO 22301:2019 ข้อ 8.3.4 ให้กำหนดทรัพยากรให้เพียงพอ",
        en="The plan counts the seats that its processes need and no site says how many it holds: whether they are "
        "enough is learnt on arrival. ISO 22301:2019 clause 8.3.4 asks for sufficient resources.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        rooms = [site for site in plan.sites if site.where != "home"]
        needed = sum(seats_of(process) for process in plan.processes)
        if rooms and needed and all(site.capacity is None for site in rooms):
            yield self.finding(
                f"sites/{rooms[0].id}/capacity",
                others=[f"sites/{site.id}/name" for site in rooms],
                th=f"กระบวนงานต้องการที่นั่งรวม {needed} ที่ แต่ไม่มีสถานที่สำรองใดระบุว่ารองรับกี่คน",
                en=f"The processes need {needed} seats, and no alternate site says how many it holds",
                mend=mend("ถามเจ้าของสถานที่ แล้วระบุจำนวนคนที่รองรับ", "Ask the owners and write how many each holds"),
            )
