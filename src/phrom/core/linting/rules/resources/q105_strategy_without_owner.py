"""Q105: nobody is responsible for a strategy."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import AREA_NAMES
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class StrategyWithoutOwner(Rule):
    code = "Q105"
    severity = "warning"
    title = Bilingual(th="กลยุทธ์ที่ไม่มีผู้รับผิดชอบ", en="A strategy without an owner")
    why = Bilingual(
        th="สิ่งที่ต้องเตรียมไว้ก่อน เช่น สถานที่และเครื่องสำรอง จะไม่มีใครเตรียมถ้าไม่มีผู้รับผิดชอบ ISO 22301:2019 ข้อ 6.2.2 ให้ระบุผู้รับผิดชอบ",
        en="What must be ready beforehand, such as a site or spare machines, is prepared by nobody if it is nobody's. "
        "ISO 22301:2019 clause 6.2.2 asks who is responsible.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not plan.units:
            return
        for index, strategy in enumerate(plan.strategies):
            if strategy.actions and not strategy.owners:
                name = AREA_NAMES[strategy.area]
                yield self.finding(
                    f"strategies/{index}/owners",
                    others=[f"strategies/{index}/actions"],
                    th=f"กลยุทธ์ด้าน{name.th}ไม่ระบุกลุ่มงาน/ฝ่ายที่รับผิดชอบ",
                    en=f"No unit is responsible for the strategy for {name.en}",
                    mend=mend("ระบุกลุ่มงาน/ฝ่าย", "Name a unit"),
                )
