"""P105: a procedure moves people to the alternate site for a threat that leaves the premises alone."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import scenario_steps
from phrom.core.plan.document import Area, Plan
from phrom.core.plan.lookup import threats_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_HOME = re.compile(r"จากบ้าน|ที่บ้าน|ที่พัก|บ้านของ|home", re.IGNORECASE)  # one may work there while the office stands
_GOES = re.compile(r"รายงานตัว|ปฏิบัติงาน|ย้าย|เปิดใช้|เปิดให้บริการ|ไปยัง")
_AT_SITE = re.compile(r"(?:รายงานตัว|ปฏิบัติงาน|ย้าย|เปิดใช้|ไปยัง)[^•]{0,40}สถานที่(?:ปฏิบัติงาน)?ส[ำา]รอง")


_SEVERAL = 2
_LEAST = 6  # letters of a site's name that tell it from an ordinary word


class ProcedureContradictsMatrix(Rule):
    code = "P105"
    severity = "advice"
    title = Bilingual(th="ขั้นตอนขัดกับตารางประเมิน", en="A procedure that contradicts the matrix")
    why = Bilingual(
        th="ตารางบอกว่าอาคารใช้ได้ แต่ขั้นตอนให้ย้ายไปสถานที่สำรอง อย่างใดอย่างหนึ่งคัดลอกมาจากภัยอื่น "
        "ISO 22301:2019 ข้อ 8.3.2 ให้กลยุทธ์มาจากผลการประเมิน",
        en="The matrix says that the building can be used, the procedure moves out of it: one of them was copied from "
        "another threat. ISO 22301:2019 clause 8.3.2 bases strategies on the assessment.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        threats = threats_by_id(plan)
        away = [site for site in plan.sites if site.where != "home" and not _HOME.search(site.name)]
        sites = [name for site in away if len(name := key(site.name)) >= _LEAST]
        cells = {(impact.threat, impact.area): (f"impacts/{i}", impact) for i, impact in enumerate(plan.impacts)}
        a_list = all(impact.affected for impact in plan.impacts)
        for scenario in plan.scenarios:
            hit = [path for (threat, _), (path, cell) in cells.items() if threat == scenario.threat and cell.affected]
            premises = cells.get((scenario.threat, "premises"))
            if not hit or (premises[1].affected if premises else not (a_list and _others_lose(plan, "premises"))):
                continue
            for path, step in scenario_steps(scenario):
                if _AT_SITE.search(step.text) or _goes_to_one_of(sites, step.text):
                    name = threats[scenario.threat].name if scenario.threat in threats else scenario.threat
                    yield self.finding(
                        f"{path}/text",
                        others=[premises[0]] if premises else hit,
                        th=f"“{name}” ไม่กระทบอาคารตามตารางประเมิน แต่ขั้นตอนให้ไปสถานที่สำรอง",
                        en=f"By the matrix “{name}” leaves the premises alone, yet people go to the alternate site",
                        mend=mend("แก้ตารางหรือแก้ขั้นตอน", "Mend the matrix or the step"),
                    )
                    break


def _others_lose(plan: Plan, area: Area) -> bool:
    """In a list of what each threat affects, what is named for several others and not for this one is a no."""
    return sum(impact.area == area for impact in plan.impacts) >= _SEVERAL


def _goes_to_one_of(sites: list[str], text: str) -> bool:
    """Whether a step sends people to an alternate site by its name; `กลับ` is the way home."""
    sentence = key(text)
    return bool(_GOES.search(text)) and "กลับ" not in sentence and any(name in sentence for name in sites)
