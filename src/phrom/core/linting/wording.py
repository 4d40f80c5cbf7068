"""Words in findings: lengths of time, lists, areas and roles, as they are said in Thai and English."""

import re
from collections.abc import Sequence

from phrom.core.plan.document import Area
from phrom.core.plan.lookup import RolePlace
from phrom.core.values.duration import Duration
from phrom.core.values.source import Bilingual

AREA_NAMES: dict[Area, Bilingual] = {
    "premises": Bilingual(th="อาคาร/สถานที่ปฏิบัติงาน", en="premises"),
    "equipment": Bilingual(th="วัสดุอุปกรณ์ที่สำคัญ", en="equipment"),
    "technology": Bilingual(th="เทคโนโลยีสารสนเทศและข้อมูลที่สำคัญ", en="technology"),
    "people": Bilingual(th="บุคลากรหลัก", en="people"),
    "suppliers": Bilingual(th="คู่ค้า/ผู้ให้บริการ", en="suppliers"),
}
_UNITS = {"M": ("นาที", "minute"), "H": ("ชั่วโมง", "hour"), "D": ("วัน", "day"), "W": ("สัปดาห์", "week")}
_FLOOD = re.compile(r"อุทกภัย|น้[ำา]ท่วม|น้[ำา]หลาก|น้[ำา]ป่า|น้[ำา]ล้น|flood", re.IGNORECASE)


def spoken(duration: Duration) -> Bilingual:
    """`PT6H` → 6 ชั่วโมง, 6 hours. Mixed lengths are said in hours."""
    match = re.fullmatch(r"P(?:T(\d+)([HM])|(\d+)([DW]))", duration.iso)
    number, unit = ((match[1] or match[3], match[2] or match[4])) if match else (f"{duration.hours:g}", "H")
    th, en = _UNITS[unit]
    return Bilingual(th=f"{number} {th}", en=f"{number} {en}{'' if number == '1' else 's'}")


def listed(names: Sequence[str], most: int = 5) -> Bilingual:
    """`ก ข และ ค`; beyond `most` only how many more."""
    quoted = [f"“{name}”" for name in names[:most]]
    more = len(names) - most
    if more > 0:
        return Bilingual(th=f"{' '.join(quoted)} และอีก {more} รายการ", en=f"{', '.join(quoted)} and {more} more")
    if len(quoted) < 2:
        return Bilingual(th="".join(quoted), en="".join(quoted))
    head_th, head_en = " ".join(quoted[:-1]), ", ".join(quoted[:-1])
    return Bilingual(th=f"{head_th} และ{quoted[-1]}", en=f"{head_en} and {quoted[-1]}")


def role_name(place: RolePlace) -> Bilingual:
    """What a place in the continuity team is called."""
    team = f"“{place.team.name}”" if place.team else ""
    return {
        "head": Bilingual(th="หัวหน้าคณะบริหารความต่อเนื่อง", en="the head"),
        "coordinator": Bilingual(th="ผู้ประสานงานคณะบริหารความต่อเนื่อง", en="the coordinator"),
        "leader": Bilingual(th=f"หัวหน้า{team}", en=f"the leader of {team}"),
        "member": Bilingual(th=f"ทีมงานของ{team}", en=f"a member of {team}"),
    }[place.kind]


def is_flood(threat_name: str) -> bool:
    """Whether a threat's name means a flood."""
    return bool(_FLOOD.search(threat_name))
