"""Q114: processes need seats elsewhere, and the plan names no place."""

from collections.abc import Iterator

from phrom.core.linting.places_in_sentences import places_in_sentences
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.rules.resources.q101_too_few_seats import seats_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class NoSiteAtAll(Rule):
    code = "Q114"
    severity = "warning"
    title = Bilingual(
        th="กระบวนงานต้องใช้สถานที่สำรอง แต่แผนไม่ระบุสถานที่", en="Seats are needed elsewhere, and no place is named"
    )
    why = Bilingual(
        th="เมื่อเข้าที่ทำการไม่ได้ ทุกคนต้องรู้ทันทีว่าไปที่ใด ISO 22301:2019 ข้อ 8.3.4 ให้กำหนดสถานที่ทำงาน",
        en="When the office cannot be entered everybody must know at once where to go. ISO "
        "22301:2019 clause 8.3.4 asks "
        "for the place of work.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        needing = [process for process in plan.processes if seats_of(process)]
        if plan.sites or not needing or next(places_in_sentences(plan), None) is not None:
            return
        needed = sum(seats_of(process) for process in needing)
        premises = [
            f"strategies/{n}/actions" for n, strategy in enumerate(plan.strategies) if strategy.area == "premises"
        ]
        yield self.finding(
            premises[0] if premises else "sites",
            others=[f"processes/{process.id}/requirements/premises" for process in needing],
            th=f"กระบวนงานต้องการที่ทำงานสำรองรวม {needed} ที่ แต่แผนไม่ระบุสถานที่สำรองแม้แต่แห่งเดียว",
            en=f"The processes need {needed} seats elsewhere, and the plan names no alternate site",
            mend=mend("เพิ่มสถานที่สำรองตามลำดับ", "Add alternate sites in order"),
        )
