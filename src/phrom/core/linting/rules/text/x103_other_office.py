"""X103: the name of another office, left in from a plan that was copied."""

import re
from collections.abc import Iterator

from phrom.core.linting.provinces import PROVINCES
from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.plan.paths import walk
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

# parts that speak of the office itself; strategies and sites may rightly name neighbours
_OWN_PARTS = re.compile(
    r"^(?:title$|purposes/|assumptions/|infrastructure_service/text$|strategy_map/(?:missions|authorities)/)"
)
_TYPES = (
    ("องค์การบริหารส่วนตำบล", "อบต."), ("องค์การบริหารส่วนจังหวัด", "อบจ."), ("เทศบาลตำบล", "ทต."), ("เทศบาลเมือง", "ทม."),
    ("เทศบาลนคร", "ทน."), ("โรงพยาบาลส่งเสริมสุขภาพตำบล", "รพ.สต."), ("โรงพยาบาล", "รพ."), ("โรงเรียน", "รร."),
)  # fmt: skip
_GENERAL = re.compile(
    r"^\s*(?:$|[^ก-๙]|และ|หรือ|ที่|ใน|ของ|อื่น|ใกล้|ข้าง|ต่าง|ทุก|เป็น|มี|ให้|ได้|เพื่อ|จะ|ต้อง|แห่ง|นี้|นั้น|ตาม|โดย|ด้วย|สามารถ|ซึ่ง|กับ|ไม่|จัด|ด[ำา]เนิน|พ\.ศ|ทั้ง|ว่า|ขึ้น|จาก|ประจ[ำา]|ใช้|ร่วม)"
)
_PROVINCE = re.compile("จังหวัด(" + "|".join(PROVINCES) + ")")


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
        own = plan.organisation.name + " " + (plan.organisation.parent or "") + " " + (plan.organisation.address or "")
        for path, value in walk(plan):
            if isinstance(value, str) and _OWN_PARTS.match(path):
                other = _other_office(value, plan.organisation.name) or _other_province(value, own)
                if other:
                    yield self.finding(
                        path,
                        others=["organisation/name"],
                        th=f"พบชื่อ “{other}” ซึ่งไม่ใช่{plan.organisation.name}",
                        en=f"“{other}” is not {plan.organisation.name}",
                        mend=mend("แก้เป็นชื่อหน่วยงานนี้", "Put in the name of this office"),
                    )


def _other_office(text: str, own: str) -> str | None:
    for long, short in _TYPES:
        form = next((form for form in (long, short) if own.startswith(form)), None)
        if form is None:
            continue
        proper = key(re.split("อำเภอ|จังหวัด", own[len(form) :])[0])
        for match in re.finditer(f"{re.escape(long)}|{re.escape(short)}", text):
            rest = text[match.end() :]
            if proper and not _GENERAL.match(rest) and not key(rest).startswith(proper[: max(4, len(proper) - 2)]):
                return re.split(" |จึง|ได้", match.group() + rest, maxsplit=1)[0][:60]
        return None
    return None


def _other_province(text: str, own: str) -> str | None:
    here = {match[1] for match in _PROVINCE.finditer(own)}
    there = {match[1] for match in _PROVINCE.finditer(text)}
    if not here or not there or here & there:
        return None
    return "จังหวัด" + sorted(there)[0]
