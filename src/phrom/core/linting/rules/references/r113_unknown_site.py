"""R113: people are sent to a place that is not among the alternate sites."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_SENT = re.compile(
    r"รายงานตัว|สถานที่(?:ปฏิบัติงาน)?ส[ำา]รอง|(?:ย้าย|ไป)ปฏิบัติ(?:งาน|ราชการ|หน้าที่)|เปิด(?:ใช้)?(?:ที่ท[ำา]การ|ศูนย์)ส[ำา]รอง|เปิดให้บริการ"
)
_PLACE = re.compile(
    r"(?:ณ|ที่|ไปยัง|คือ|ได้แก่|\()\s*“?"
    r"((?:หอประชุม|ห้องประชุม|อาคาร|ศาลา|โรงเรียน|วัด|โรงยิม|สนามกีฬา|วิทยาลัย|ที่ว่าการ|ศูนย์[ก-๙]|โรงพยาบาล|เทศบาล|อบต\.|อบจ\.)[^”)\n,•]*)"
)
_END = re.compile(r"\s|”|ภายใน|เพื่อ|ตาม|ใน(?:วัน|เวลา|กรณี|ทันที)|ก่อน|หลัง|และ|หรือ|ซึ่ง|โดย|เป็น|ให้|ได้|ทันที|ที่(?:ก[ำา]หนด|จัด)")
_OWN = re.compile(
    r"^(?:ศูนย์(?:ปฏิบัติการ|บัญชาการ|อ[ำา]นวยการ|พักพิง|อพยพ|ประสาน|รับ|สั่งการ)|อาคาร(?:เดิม|หลัก|ที่|ส[ำา]รอง|ส[ำา]นักงาน)|ห้องประชุม(?:ส[ำา]รอง|ที่))"
)
_LEAST = 7  # letters of a name that tell one place from another


class UnknownSite(Rule):
    code = "R113"
    severity = "warning"
    title = Bilingual(
        th="ขั้นตอนให้ไปสถานที่ที่ไม่อยู่ในรายการสถานที่สำรอง", en="A step sends people to a place that is no alternate site"
    )
    why = Bilingual(
        th="คนจะไปคนละที่กับที่เตรียมไว้ ขั้นตอนกับรายการสถานที่สำรองต้องพูดถึงที่เดียวกัน ISO 22301:2019 ข้อ 8.4.4 ให้ขั้นตอนระบุสถานที่ที่จะใช้",
        en="People go elsewhere than where things are ready: steps and the list of alternate sites must name the same "
        "places. ISO 22301:2019 clause 8.4.4 asks procedures to say which places are used.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if not plan.sites:
            return
        known = [key(site.name) for site in plan.sites]
        known += [key(action) for s in plan.strategies if s.area == "premises" for action in s.actions]
        known += [key(text) for text in (plan.organisation.name, plan.organisation.address or "")]
        for path, step in steps_of(plan):
            for field, text in (("text", step.text), *((f"details/{n}", d) for n, d in enumerate(step.details))):
                place = _sent_to(text)
                if place and not _is_known(key(place), known):
                    yield self.finding(
                        f"{path}/{field}",
                        others=[f"sites/{site.id}/name" for site in plan.sites],
                        th=f"ขั้นตอนนี้ให้ไปที่ “{place}” ซึ่งไม่อยู่ในรายการสถานที่สำรอง",
                        en=f"This step sends people to “{place}”, which is not among the alternate sites",
                        mend=mend("ระบุสถานที่สำรองที่มีอยู่ หรือเพิ่มสถานที่นี้", "Name one of the sites, or add this one"),
                    )


def _sent_to(text: str) -> str | None:
    """The name of the place to which a sentence sends people."""
    sent = None if "เคลื่อนที่" in text else _SENT.search(text)  # a mobile unit goes from place to place
    match = _PLACE.search(text, sent.start()) if sent else None
    if match is None or _OWN.match(match[1]):
        return None
    end = _END.search(match[1], 4)
    place = match[1][: end.start()] if end else match[1]
    return place.strip() if len(key(place)) >= _LEAST else None


def _is_known(place: str, known: list[str]) -> bool:
    """Whether a text of the plan has the name, or the name has a site's, or they begin alike."""
    if any(place in text or (len(text) >= _LEAST and text in place) for text in known):
        return True
    return any(place[:_LEAST] == text[:_LEAST] and place[-4:] == text[-4:] for text in known)
