"""X103: the name of another office, left in from a plan that was copied."""

import re
from collections.abc import Iterator

from phrom.core.linting.provinces import PROVINCES
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

# parts that speak of the office itself; strategies and sites may rightly name neighbours
_OWN_PARTS = re.compile(
    r"^(?:title$|purposes/|assumptions/|infrastructure_service/text$|strategy_map/(?:missions|authorities)/)"
)
_TYPES = (
    ("องค์การบริหารส่วนตำบล", "อบต."), ("องค์การบริหารส่วนจังหวัด", "อบจ."), ("เทศบาลตำบล", "ทต.", "เทศมนตรีตำบล"),
    ("เทศบาลเมือง", "ทม.", "เทศมนตรีเมือง"), ("เทศบาลนคร", "ทน.", "เทศมนตรีนคร"),
    ("โรงพยาบาลส่งเสริมสุขภาพตำบล", "รพ.สต."), ("โรงพยาบาล", "รพ."), ("โรงเรียน", "รร."), ("วิทยาลัย",),
    ("มหาวิทยาลัย",), ("ที่ว่าการอำเภอ", "ที่ทำการปกครองอำเภอ"), ("เรือนจำ",),
)  # fmt: skip
_GENERAL = re.compile(
    r"^\s*(?:$|[^ก-๙]|และ|หรือ|ที่|ใน|ของ|อื่น|ใกล้|ข้าง|ต่าง|ทุก|เป็น|มี|ให้|ได้|เพื่อ|จะ|ต้อง|แห่ง|นี้|นั้น|ตาม|โดย|ด้วย|สามารถ|ซึ่ง|กับ|ไม่|จัด|ด[ำา]เนิน|พ\.ศ|ทั้ง|ว่า|ขึ้น|จาก|ประจ[ำา]|ใช้|ร่วม|ยัง|คง|เอง|แล้ว|อยู่|เปิด|ปิด|หยุด|สั่ง|แจ้ง)"
)
# who helps, and whom one helps, is another office by right
_PARTNER = re.compile(
    r"เครือข่าย|แม่ข่าย|ลูกข่าย|ข้างเคียง|ใกล้เคียง|ส่งต่อ|ร่วมกับ|ร่วมมือ|ประสาน|ขอ(?:รับ|ใช้|ยืม|ความ|การ)|ยืม|สนับสนุน|ช่วยเหลือ|ข้อตกลง|MOU|"
    r"สถานที่(?:ปฏิบัติงาน)?ส[ำา]รอง|ไม่ได้รับผลกระทบ|ไม่ประสบภัย|ยังรับ|ยังให้บริการ|พร้อมรับ",
    re.IGNORECASE,
)
# in a step, only somebody or something of one's own stands before the office's name, or one returns to it
_OWN_BEFORE = re.compile(
    r"(?:นายก|ปลัด|รอง|ผู้อ[ำา]นวยการ|หัวหน้า|ผู้บริหาร|คณะผู้บริหาร|คณะบริหารความต่อเนื่อง|ทีมบริหารความต่อเนื่อง|บุคลากร|เจ้าหน้าที่|พนักงาน|ข้าราชการ|"
    r"แผน(?:บริหาร)?ความต่อเนื่อง|แผนบริหารความต่อเนื่อง|ที่ท[ำา]การ|ภารกิจ|เว็บไซต์)(?:ของ)?\s*$|"
    r"กลับ(?:เข้า)?(?:มา|ไป)?(?:ปฏิบัติงาน|ท[ำา]งาน)?(?:ยัง|สู่|ที่|ณ)?\s*$"
)
_STEPS = re.compile(r"^(?:response/[^/]+/steps/|scenarios/[^/]+/(?:onset|crisis|recovery)/)[^/]+/(?:text|details/\d+)$")
_PROVINCE = re.compile("จังหวัด(" + "|".join(PROVINCES) + ")")
# offices that each province has; where their name ends is known by the province
_PROVINCIAL = re.compile(r"(?:สำนักงาน|ที่ทำการ)[ก-๎]{2,40}?จังหวัด(" + "|".join(PROVINCES) + ")")
_PUTS_PLAN_IN_FORCE = re.compile(r"\s*(?:จึง|ได้|โดย)?\s*(?:ประกาศใช้|อนุมัติ(?:ให้)?ใช้|ยกเลิก(?:การ)?ใช้)\s*แผน")


class OtherOffice(Rule):
    code = "X103"
    severity = "error"
    title = Bilingual(th="ชื่อหน่วยงานอื่นค้างอยู่ในแผน", en="Another office's name left in")
    why = Bilingual(
        th="ชื่อหน่วยงานหรือจังหวัดอื่นในส่วนที่กล่าวถึงหน่วยงานเองแปลว่าคัดลอกแผนมาและยังแก้ไม่หมด ส่วนอื่นก็อาจยังไม่ตรงกับที่นี่ "
        "ISO 22301:2019 ข้อ 4.1 ให้แผนตรงกับบริบทขององค์กร",
        en="Another office or province where the plan speaks of itself means that it was "
        "copied and not finished; other "
        "parts may not fit either. ISO 22301:2019 clause 4.1 asks for the organization's own context.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        office = plan.organisation
        own = " ".join(part for part in (office.name, office.parent, office.address) if part)
        for path, value in texts_of(plan):
            other = _left_in(path, value, office.name, own)
            if other:
                yield self.finding(
                    path,
                    others=["organisation/name"],
                    th=f"พบชื่อ “{other}” ซึ่งไม่ใช่{office.name}",
                    en=f"“{other}” is not {office.name}",
                    mend=mend("แก้เป็นชื่อหน่วยงานนี้", "Put in the name of this office"),
                )


def _left_in(path: str, text: str, office: str, own: str) -> str | None:
    if _STEPS.match(path):
        return next(_other_offices(text, office, _OWN_BEFORE), None) or _provincial(text, office, own, in_step=True)
    if not _OWN_PARTS.match(path):
        return None
    partners = path.startswith("assumptions/") and _PARTNER.search(text)
    other = None if partners else next(_other_offices(text, office), None)
    return other or _other_province(text, own) or (None if partners else _provincial(text, office, own))


def _other_offices(text: str, own: str, before: re.Pattern[str] | None = None) -> Iterator[str]:
    """Offices of the same kind by another name; with `before`, only where that stands in front."""
    forms = next((forms for forms in _TYPES if own.startswith(forms[:2])), None)
    if forms is None:
        return
    form = next(form for form in forms if own.startswith(form))
    proper = key(re.split("อำเภอ|จังหวัด", own[len(form) :])[0])
    for match in re.finditer("|".join(map(re.escape, forms)), text):
        rest = text[match.end() :]
        same = not proper or key(rest).startswith(proper[: max(4, len(proper) - 2)])
        if same or _GENERAL.match(rest) or (before and not before.search(text[: match.start()])):
            continue
        yield re.split(" |จึง|ได้|ตาม|ภายใน|เพื่อ", match.group() + rest, maxsplit=1)[0][:60]


def _provincial(text: str, office: str, own: str, *, in_step: bool = False) -> str | None:
    """An office of a province that is not this office's; in a step, only where the plan is its own."""
    if not re.match(r"(?:สำนักงาน|ที่ทำการ).*จังหวัด", office):
        return None
    for match in _PROVINCIAL.finditer(text):
        speaks_of_itself = _OWN_BEFORE.search(text[: match.start()]) or _PUTS_PLAN_IN_FORCE.match(text, match.end())
        if f"จังหวัด{match[1]}" not in own and (speaks_of_itself or not in_step):
            return match.group()
    return None


def _other_province(text: str, own: str) -> str | None:
    here = {match[1] for match in _PROVINCE.finditer(own)}
    there = {match[1] for match in _PROVINCE.finditer(text)}
    if not here or not there or here & there:
        return None
    return "จังหวัด" + sorted(there)[0]
