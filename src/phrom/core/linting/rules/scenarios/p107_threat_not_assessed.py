"""P107: one threat is left out of the matrix, or its row has a gap."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.threats import named_threats
from phrom.core.linting.wording import AREA_NAMES, listed
from phrom.core.plan.document import AREAS, Area, Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ThreatNotAssessed(Rule):
    code = "P107"
    severity = "advice"
    title = Bilingual(th="ภัยที่ประเมินไม่ครบทุกด้าน", en="A threat that is not assessed in every area")
    why = Bilingual(
        th="ช่องที่ว่างไม่ได้แปลว่าไม่กระทบ แต่แปลว่ายังไม่มีใครตัดสิน เมื่อแถวอื่นประเมินครบ ช่องที่ว่างมักถูกลืม ISO 22301:2019 ข้อ 8.2.3",
        en="An empty cell does not say that nothing is affected: nobody has decided. Where other rows are complete, it "
        "was often forgotten. ISO 22301:2019 clause 8.2.3.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        cells: dict[str, dict[Area, int]] = {threat.id: {} for threat in plan.threats}
        for index, impact in enumerate(plan.impacts):
            cells.setdefault(impact.threat, {})[impact.area] = index
        affected = {impact.threat for impact in plan.impacts if impact.affected}
        # only where the plan fills its rows: many matrices carry nothing but ticks
        if not any(len(row) == len(AREAS) for row in cells.values()) or all(i.affected for i in plan.impacts):
            return
        for threat in named_threats(plan):
            row = cells[threat.id]
            missing = [area for area in AREAS if area not in row]
            if not missing or threat.id not in affected:  # P102 tells of rows that say nothing
                continue
            names = listed([AREA_NAMES[area].th for area in missing]), listed([AREA_NAMES[area].en for area in missing])
            yield self.finding(
                f"threats/{threat.id}/name",
                others=[f"impacts/{index}" for index in row.values()],
                th=f"“{threat.name}” ยังไม่ได้ประเมินด้าน{names[0].th}",
                en=f"“{threat.name}” is not assessed for {names[1].en}",
                mend=mend("ประเมินช่องที่ว่าง", "Assess what is left open"),
            )
