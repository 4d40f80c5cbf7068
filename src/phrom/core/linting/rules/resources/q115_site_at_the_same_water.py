"""Q115: an alternate site bears the name of the water that, by the plan's own words, floods the office."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.linting.wording import is_flood
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_WATER = r"(?:ล[ำา])?(?:ห้วย|คลอง|แม่น้[ำา]|ล[ำา]น้[ำา]|บึง|หนอง|อ่างเก็บน้[ำา])[ก-๎]{2,24}"
# water that the plan fears: the office stands on it, or it is watched and overflows
_FEARED = re.compile(
    rf"(?:ริม|ติดกับ|ติด|ใกล้|ระดับน้[ำา](?:ใน|ของ)?|น้[ำา](?:ใน|จาก)|ท่วมจาก|เอ่อล้นจาก)\s?({_WATER})"
    rf"|({_WATER}?)(?=\s?(?:เอ่อ|ล้นตลิ่ง|ท่วม))"
)
_NAMED = re.compile(_WATER)
_SAFE = re.compile(r"ที่สูง|ที่ดอน|บนเขา|(?:ไม่|พ้น)[^ ]{0,8}ท่วม|ท่วมไม่ถึง")
_KIND = re.compile(r"^(?:ล[ำา])?(?:ห้วย|คลอง|แม่น้[ำา]|ล[ำา]น้[ำา]|บึง|หนอง|อ่างเก็บน้[ำา])")
_OFFICE_ITSELF = re.compile(r"^(?:sites|strategies|strategy_map|people|suppliers)/")
_BESIDE = re.compile(r"(?:ริม|ติด|ใกล้)\s?$")
_LEAST = 2  # letters of the proper name that must agree


class SiteAtTheSameWater(Rule):
    code = "Q115"
    severity = "warning"
    title = Bilingual(th="สถานที่สำรองอยู่ริมน้ำสายเดียวกับที่ทำการ", en="An alternate site on the water that floods the office")
    why = Bilingual(
        th="แผนบอกเองว่าน้ำสายนี้ท่วมที่ทำการ สถานที่ที่มีชื่อเดียวกับน้ำสายนั้นมักอยู่ในพื้นที่รับน้ำเดียวกัน ต้องตรวจในพื้นที่จริงก่อนกำหนดเป็นลำดับแรก "
        "ISO 22301:2019 ข้อ 8.3.3 ให้คำนึงถึงความเสี่ยงของกลยุทธ์ที่เลือก",
        en="The plan itself says that this water floods the office; a place that bears its name often lies in the same "
        "waters and must be looked at before it comes first. ISO 22301:2019 clause 8.3.3 asks for the risks of a "
        "solution to be considered.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        floods = [threat.name for threat in plan.threats if is_flood(threat.name)]
        if not floods:
            return
        feared = [
            (path, match[1] or match[2])
            for path, text in texts_of(plan)
            if not _OFFICE_ITSELF.match(path)
            for match in _FEARED.finditer(text)
        ]
        for site in plan.sites:
            if _SAFE.search(site.name):
                continue
            named = _NAMED.search(site.name)
            if named and _BESIDE.search(site.name[: named.start()]):
                continue  # Q102 tells of what stands at the water by its own words
            told = next(((path, name) for path, water in feared if named and (name := _shared(named[0], water))), None)
            if told is None:
                continue
            path, name = told
            yield self.finding(
                f"sites/{site.id}/name",
                others=[path],
                th=f"สถานที่สำรอง “{site.name}” มีชื่อเดียวกับ “{name}” ที่แผนระบุว่าเกี่ยวกับ{floods[0]}ของที่ทำการ",
                en=f"The alternate site “{site.name}” bears the name of “{name}”, the water that the plan fears "
                f"in {floods[0]}",
                mend=mend(
                    "ตรวจว่าน้ำท่วมถึงหรือไม่ ถ้าถึงให้ใช้สถานที่อื่นเป็นลำดับแรก",
                    "Find out whether it floods; if so put another site first",
                ),
            )


def _shared(site: str, water: str) -> str:
    """The name of the water if both bear it: where one of the two names ends, the other has said the same so far."""
    length = next((n for n, (a, b) in enumerate(zip(site, water, strict=False)) if a != b), min(len(site), len(water)))
    kind = _KIND.match(site)
    enough = kind is not None and length >= kind.end() + _LEAST
    return site[:length] if enough and length in (len(site), len(water)) else ""
