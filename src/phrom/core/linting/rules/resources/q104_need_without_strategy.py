"""Q104: processes need, or threats take away, something that no strategy replaces."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import AREA_NAMES, listed
from phrom.core.plan.document import AREAS, Plan
from phrom.core.plan.lookup import threats_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class NeedWithoutStrategy(Rule):
    code = "Q104"
    severity = "error"
    title = Bilingual(th="ทรัพยากรที่ไม่มีกลยุทธ์รองรับ", en="A resource area without a strategy")
    why = Bilingual(
        th="ทรัพยากรที่กระบวนงานต้องใช้หรือที่ภัยทำให้เสียหายต้องมีวิธีทดแทน ISO 22301:2019 ข้อ 8.3.2 ให้มีกลยุทธ์สำหรับทรัพยากรทุกด้าน",
        en="What processes need, or what a threat takes away, must be replaced somehow. ISO "
        "22301:2019 clause 8.3.2 asks "
        "for strategies for all resources.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not plan.strategies:  # F103 tells that there are none at all
            return
        covered = {strategy.area for strategy in plan.strategies if strategy.actions}
        threats = threats_by_id(plan)
        for area in AREAS:
            needing = [process for process in plan.processes if getattr(process.requirements, area)]
            hit = [(i, impact) for i, impact in enumerate(plan.impacts) if impact.area == area and impact.affected]
            if area in covered or not (needing or hit):
                continue
            paths = [f"processes/{process.id}/requirements/{area}" for process in needing]
            paths += [f"impacts/{index}" for index, _ in hit]
            paths.append("strategies/0/area")  # where it should stand
            who = listed([p.name for p in needing] or [threats[i.threat].name for _, i in hit if i.threat in threats])
            name = AREA_NAMES[area]
            yield self.finding(
                paths[0],
                others=paths[1:],
                th=f"ไม่มีกลยุทธ์ด้าน{name.th} ทั้งที่{who.th} {'ต้องใช้' if needing else 'กระทบด้านนี้'}",
                en=f"There is no strategy for {name.en}, though {who.en} {'need' if needing else 'affect'} it",
                mend=mend(f"เพิ่มกลยุทธ์ด้าน{name.th}", f"Add a strategy for {name.en}"),
            )
