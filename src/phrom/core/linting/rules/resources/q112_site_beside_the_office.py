"""Q112: the alternate site stands beside the office, so that what closes the one closes the other."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_BESIDE = re.compile(
    r"(?:ใกล้(?:เคียง)?(?:กับ)?|ติด(?:กับ)?|บริเวณเดียวกับ|พื้นที่เดียวกับ|ข้าง)\s*(?:อาคาร|สถานที่|พื้นที่)?(?:ที่)?"
    r"(?:ปฏิบัติงาน|ทำงาน|ที่ทำการ|ทำการ|สำนักงาน)(?:เดิม|หลัก|ปัจจุบัน)"
)
_WIDE = re.compile(r"อุทกภัย|น้ำท่วม|วาตภัย|พายุ|แผ่นดินไหว|ชุมนุม|จลาจล|สารเคมี|ดินถล่ม|โคลนถล่ม")


class SiteBesideTheOffice(Rule):
    code = "Q112"
    severity = "warning"
    title = Bilingual(th="สถานที่สำรองอยู่ใกล้ที่ทำการเดิม", en="An alternate site beside the office")
    why = Bilingual(
        th="ภัยที่กินพื้นที่กว้าง เช่น น้ำท่วมหรือการชุมนุม มักปิดทั้งสองแห่งพร้อมกัน แม้สมมติฐานของแผนว่าจะไม่กระทบสถานที่สำรอง "
        "ISO 22301:2019 ข้อ 8.3.3 ให้กลยุทธ์ทนต่อเหตุเดียวกันได้",
        en="A flood or a protest often closes both, whatever the plan assumes. ISO 22301:2019 clause 8.3.3 asks for "
        "strategies that outlive the same event.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        hit = {impact.threat for impact in plan.impacts if impact.area == "premises" and impact.affected}
        wide = [threat.name for threat in plan.threats if threat.id in hit and _WIDE.search(threat.name)]
        assumed = [f"assumptions/{n}" for n, text in enumerate(plan.assumptions) if "สถานที่" in text and "สำรอง" in text]
        for index, strategy in enumerate(plan.strategies):
            if strategy.area != "premises" or not wide:
                continue
            for number, action in enumerate(strategy.actions):
                if _BESIDE.search(action):
                    yield self.finding(
                        f"strategies/{index}/actions/{number}",
                        others=assumed,
                        th=f"สถานที่สำรองอยู่ใกล้ที่ปฏิบัติงานเดิม จึงอาจใช้ไม่ได้พร้อมกันเมื่อเกิด{listed(wide).th}",
                        en=f"the alternate site is near the office and may be lost with it in {listed(wide).en}",
                        mend=mend("กำหนดสถานที่สำรองที่อยู่นอกพื้นที่เป็นลำดับแรก", "Put a site in another area first"),
                    )
