"""Q102: an alternate site is open to the same threat as the office."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import is_flood
from phrom.core.plan.document import Plan, Site, Threat
from phrom.core.plan.lookup import threats_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_OPEN_TO_WATER = re.compile(
    r"ริม(?:คลอง|น้[ำา]|แม่น้[ำา]|ตลิ่ง|ห้วย|ฝั่ง|บึง|อ่างเก็บน้[ำา]|เขื่อน|ทะเล)|ติด(?:คลอง|แม่น้[ำา]|ล[ำา]ห้วย)|ที่ลุ่ม|ที่ราบต่[ำา]|ชั้นล่าง|ใต้ถุน|ชั้นใต้ดิน|น้[ำา]ท่วม(?:ซ้[ำา]ซาก|ถึง|ขัง)"
)
_NEGATED = re.compile(r"(?:ไม่|พ้น|สูงกว่า|ห่างจาก)[^ ,/()]{0,12}$")
_UNAFFECTED = re.compile(r"สถานที่(?:ปฏิบัติงาน)?(?:ส[ำา]รอง)")
_NEARBY = 30  # letters after a site's name that still describe it


class SiteExposed(Rule):
    code = "Q102"
    severity = "error"
    title = Bilingual(th="สถานที่สำรองเสี่ยงต่อภัยเดียวกัน", en="An alternate site open to the same threat")
    why = Bilingual(
        th="สถานที่สำรองที่ประสบภัยเดียวกันใช้ไม่ได้ในวันที่ต้องใช้ และขัดกับข้อสมมติฐานที่ว่าสถานที่สำรองไม่ได้รับผลกระทบ "
        "ISO 22301:2019 ข้อ 8.3.3 ให้คำนึงถึงความเสี่ยงของกลยุทธ์ที่เลือก",
        en="A site hit by the same event cannot be used on the day it is needed, and breaks "
        "the assumption that it is not "
        "affected. ISO 22301:2019 clause 8.3.3 asks for the risks of a solution to be considered.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        threats = threats_by_id(plan)
        floods = [threat for threat in plan.threats if is_flood(threat.name)]
        for site in plan.sites:
            exposed = [threats[id_].name for id_ in site.exposed_to if id_ in threats]
            described, place = _by_water(plan, site) if floods else (None, None)
            in_same_water = [
                threat.name for threat in floods if described or (site.where == "on-site" and _hits(plan, threat))
            ]
            names = exposed or in_same_water
            if not names:
                continue
            because_th = f" (“{described}”)" if described else ""
            yield self.finding(
                f"sites/{site.id}/{'exposed_to' if exposed else 'name' if described else 'where'}",
                others=[
                    f"sites/{site.id}/name",
                    *([place] if place else []),
                    *(f"assumptions/{i}" for i, text in enumerate(plan.assumptions) if _is_assumed_safe(text)),
                ],
                th=f"สถานที่สำรอง “{site.name}” เสี่ยงต่อ{'/'.join(names)}เช่นเดียวกับที่ทำการ{because_th}",
                en=f"The alternate site “{site.name}” is open to the same threat: {', '.join(names)}{because_th}",
                mend=mend("ใช้สถานที่อื่นเป็นลำดับแรกสำหรับภัยนี้", "Use another site first for this threat"),
            )


def _hits(plan: Plan, threat: Threat) -> bool:
    """Whether the matrix says that a threat takes the premises: then it takes rooms on the same grounds too."""
    return any(i.threat == threat.id and i.area == "premises" and i.affected for i in plan.impacts)


def _by_water(plan: Plan, site: Site) -> tuple[str | None, str | None]:
    """The words that put a site beside water, and the path of the strategy that says so."""
    own = _words(site.name)
    name = key(site.name)
    for index, strategy in enumerate(plan.strategies):
        for number, action in enumerate(strategy.actions):
            if strategy.area != "premises" or not name or name not in key(action):
                continue
            start = max(action.find(site.name), 0)
            near = action[start : start + len(site.name) + _NEARBY] if site.name in action else ""
            if own or _words(near):
                return own or _words(near), f"strategies/{index}/actions/{number}"
    return own, None


def _words(text: str) -> str | None:
    match = _OPEN_TO_WATER.search(text)
    return match.group() if match and not _NEGATED.search(text[: match.start()]) else None


def _is_assumed_safe(text: str) -> bool:
    return bool(_UNAFFECTED.search(text)) and "ไม่" in text
