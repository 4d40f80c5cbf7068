"""What a table heading can mean. A heading often means several things; what a table is decides which.

The vocabulary comes from the national template of สำนักงาน ก.พ.ร. and the words that offices put in its place.
Patterns run on `thai_text.key`, so blanks, signs and damaged ำ do not matter.
"""

import re
from functools import lru_cache

from phrom.core.importing.words.marks import has_bullet, numbering, tick
from phrom.core.importing.words.scenario_words import stage_of, threat_slug
from phrom.core.plan.document import AREAS, Area, ImpactLevel
from phrom.core.values.duration import find_duration
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key

_AREAS: tuple[tuple[Area, str], ...] = (
    (
        "suppliers",
        r"คู่ค้า|ผู้ให้บริการ|(?:หน่วยงาน|บุคคล|องค์กร)(?:ภายนอก|สนับสนุน|ที่ต้องพึ่ง)|^ผู้(?:ขาย|สนับสนุน)$|ผู้มีส่วนได้|ผู้รับจ้าง|supplier|vendor|partner|เครือข่ายความร่วมมือ",
    ),
    (
        "technology",
        r"เทคโนโลยี|สารสนเทศ|ระบบงาน|ข้อมูลที่สาคัญ|ข้อมูลสาคัญ|ระบบคอมพิวเตอร์|ด้านข้อมูล|^ระบบข้อมูล|^ระบบ(?:ที่ใช้|ที่ต้องใช้|สนับสนุน|สื่อสาร)?$|^ข้อมูล$|^ไอที|^it|technology",
    ),
    ("premises", r"อาคาร|สถานที่|พื้นที่(?:ปฏิบัติงาน|ทางาน|สารอง)|^พื้นที่$|^ที่นั่ง|ที่ทาการ|premises|ที่ทางาน"),
    ("equipment", r"อุปกรณ์|เครื่องมือ|วัสดุ|ครุภัณฑ์|ยานพาหนะ|equipment"),
    ("people", r"บุคลากร|กาลัง(?:คน|พล)|เจ้าหน้าที่|บุคคล|จานวนคน|^คน$|อัตรากาลัง|people|personnel"),
)
# plainer words, asked where none of those above stands
_PLAIN_AREAS: tuple[tuple[Area, str], ...] = (
    ("suppliers", r"ภายนอก|^(?:หน่วยงาน|ผู้)(?:ที่)?เกี่ยวข้อง|^คนนอก|ต้องพึ่ง|ภาคี|พันธมิตร|คู่สัญญา|^ใครช่วย"),
    ("technology", r"โปรแกรม|คอมพิวเตอร์|ดิจิทัล|อินเทอร์เน็ต|แอปพลิเคชัน|^ระบบ"),
    ("premises", r"^ตึก|ที่นั่ง|^ห้อง(?:ทางาน)?$|^ออฟฟิศ|^ที่ตั้ง$|^บ้าน"),
    ("equipment", r"พัสดุ|ของใช้|เครื่องใช้|^เครื่อง$|สิ่งของ|^รถ|^ของ(?:เสีย|พัง|หาย|ขาด|$)"),
    (
        "people",
        r"^คน(?:มา(?:ทางาน)?ไม่ได้|ขาด|ทางาน(?:ขั้นต่า|อย่างน้อย)?|ที่ต้อง(?:มี|ใช้)|อย่างน้อย|ขั้นต่า|ของเรา)?$|^(?:ต้อง)?ใช้คน|^จานวน(?:ผู้ปฏิบัติ|เจ้าหน้าที่)|^ผู้ปฏิบัติ(?:งาน|หน้าที่)?(?:ขั้นต่า|อย่างน้อย|ที่ต้อง)|พนักงาน|ลูกจ้าง|ข้าราชการ",
    ),
)
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "number",
        r"^(?:ที่?|ลาดับ|ลาดับที่|ข้อ|ข้อที่|no|ลาดับความสาคัญ|รหัส(?:งาน|กระบวนงาน|กระบวนการ)?|code)$|^(?:งาน|กระบวนงาน|กระบวนการ|ภารกิจ)?ลาดับ(?:ที่)?(?:ของ)?(?:งาน|กระบวนงาน|กระบวนการ|ภารกิจ)?$",
    ),
    ("yes", r"^(?:มี|ใช่|มีแล้ว|ครบ|ครบถ้วน|yes|มีครบถ้วน|มีเครื่องหมาย)$"),
    ("no", r"^(?:ไม่มี|ไม่ใช่|ยังไม่มี|ไม่ครบ|ไม่ครบถ้วน|no)$"),
    ("answer", r"^(?:มีไม่มี|ผลการตรวจสอบ|ผลตรวจสอบ|ผลการตรวจ|คาตอบ|สถานะ|การดาเนินการ|ผล)$"),
    ("done", r"แล้วเสร็จ|ดาเนินการแล้ว$|^(?:ทา)?เสร็จ(?:แล้ว|สิ้น)?$|^ทาแล้ว$|^ผลการดาเนินการ|ตรวจสอบแล้ว|^เวลาแล้วเสร็จ|^ลงชื่อ"),
    ("email", r"อีเมล|e?mail(?:address)?$|จดหมายอิเล็กทรอนิกส์"),
    ("line", r"^(?:id)?line(?:id)?$|^(?:ไอดี)?ไลน์(?:ไอดี|id)?$|^lineไอดี$"),
    ("phone", r"โทรศัพท์|เบอร์|มือถือ|หมายเลข|^โทร|phone|ติดต่อ$|^ช่องทางติดต่อ"),
    (
        "alternate",
        r"บุคลากรสารอง|ผู้สารอง|สารอง$|(?:ทา|ปฏิบัติ|รับ)(?:หน้าที่|ราชการ|งาน|การ)แทน|^(?:ผู้|คน)(?:ทา|รับ)?แทน|ผู้แทน|ตัวสารอง|^สารอง|"
        r"^(?:ผู้|คน|บุคลากร|เจ้าหน้าที่)(?:ปฏิบัติ(?:งาน|หน้าที่|การ))?ทดแทน|"
        r"alternate|backup",
    ),
    (
        "primary",
        r"(?:บุคลากร|สมาชิก|ทีมงาน|บุคคล|พนักงาน|ผู้ปฏิบัติหน้าที่)หลัก|ผู้รับผิดชอบหลัก|ตัวจริง|^หลัก$|ผู้ปฏิบัติงานหลัก|primary|เจ้าหน้าที่หลัก|^ผู้ดารงตาแหน่ง",
    ),
    ("rank", r"^(?:ประเภท|สถานะ|หลักสารอง|ประเภทบุคลากร|หลักหรือสารอง|ลาดับการติดต่อ)$"),
    ("title", r"^(?:ยศ|คานาหน้า(?:ชื่อ|นาม)?|ยศ(?:หรือ)?คานาหน้า(?:ชื่อ|นาม)?|คานาหน้ายศ)$"),
    ("family", r"^(?:นาม)?สกุล$"),
    (
        "name",
        r"^ชื่อ(?:สกุล|และนามสกุล|นามสกุล|และสกุล|ตัว|สกุลตาแหน่ง|นามสกุลตาแหน่ง|และตาแหน่ง|ตาแหน่ง|ผู้ปฏิบัติ.*|บุคลากร.*|"
        r"เจ้าหน้าที่.*)?$|^ผู้ปฏิบัติ(?:หน้าที่|งาน|การ)$|^รายชื่อ|ชื่อสกุล|ชื่อนามสกุล|ผู้ดารงตาแหน่ง|^name$",
    ),
    (
        "role",
        r"บทบาท|^ทาหน้าที่|ตาแหน่งใน|(?<!ผู้ปฏิบัติ)หน้าที่(?:ใน|ตาม(?:แผน|คาสั่ง)|และความรับผิด|ความรับผิด|$)|^ตาแหน่งหน้าที่|^ฐานะ|role|โครงสร้าง",
    ),
    ("position", r"^ตาแหน่ง|ชื่อสกุลตาแหน่ง|ตาแหน่งปัจจุบัน|position"),
    ("team", r"^(?:ทีม|ชุด)$|^ชื่อทีม|^ทีมที่$|^ทีมงาน$|^ทีมบริหารความต่อเนื่อง$|^คณะทางาน$|^ชุดปฏิบัติ"),
    (
        "process",
        r"^(?:กระบวนงาน|กระบวนการ|งานภารกิจ|งานบริการ|กิจกรรมสาคัญ|ชื่อกระบวน|กระบวนการหลัก|งานสาคัญ|ชื่องาน|งานบริการ|ภารกิจ|งาน$|กิจกรรมหลัก|"
        r"กระบวน|งานที่(?:สาคัญ)?$|งานที่สาคัญ|รายการกระบวน|งานกระบวน|งานหลัก|งานวิกฤต|critical|process(?!owner))",
    ),
    (
        "unit",
        r"กลุ่มงาน|^ฝ่าย|ส่วนราชการ|หน่วยงาน|^กลุ่ม|^กอง|^สานัก|^แผนก|ผู้รับผิดชอบ|เจ้าของ(?:งาน|เรื่อง|กระบวน|ภารกิจ)|owner|department|division|^ส่วนงาน|^งานที่รับผิดชอบ$|^หน่วยที่|^สังกัด|^(?:ใคร|คน|ผู้)(?:ทา|ดูแล)$|^unit",
    ),
    (
        "impact",
        r"ระดับ(?:ของ)?ผลกระทบ|^ระดับ$|ความรุนแรง|ระดับความสาคัญ|ความสาคัญ|^(?:คะแนน|ค่า)(?:ของ)?(?:ระดับ)?(?:ผลกระทบ|ความรุนแรง)|ความเร่งด่วน|^ผลกระทบ$|^(?:ถ้า|หาก)หยุด(?:แล้ว)?(?:จะ)?กระทบ|^กระทบ(?:มาก|แค่ไหน|เพียงใด)|^impact|"
        r"ระดับความวิกฤต",
    ),
    (
        "rto",
        r"rto|ระยะเวลาเป้าหมาย|เป้าหมายเวลา|เวลาเป้าหมาย|ฟื้นคืน|กู้คืน|เวลาในการฟื้น|(?:เป้าหมาย|^(?:ระยะ)?เวลา)(?:ที่|ใน|การ|ต้อง|จะ)*(?:กลับ|ฟื้น|คืน|กู้)|"
        r"^(?:ต้อง|จะ)?กลับมา(?:ทางาน|ให้บริการ|ดาเนินการ)?(?:ได้|ให้ได้)?(?:ภายใน|ใน)",
    ),
    ("rpo", r"rpo|ข้อมูลที่ยอมให้สูญ|ข้อมูลสูญหาย"),
    ("mbco", r"mbco|ระดับบริการขั้นต่า|ระดับการให้บริการขั้นต่า"),
    ("mtpd", r"mtpd|mtd|ยอมให้|หยุดชะงัก|ยอมรับได้|สะดุด|ระยะเวลาสูงสุด|หยุดดาเนินการได้|หยุดได้|รอได้|เวลาที่หยุด"),
    ("depends", r"ขึ้นกับ|พึ่งพา|กระบวนงานที่เกี่ยวข้อง|depend"),
    ("threat", r"ภัยคุกคาม|ความเสี่ยง|^ภัย$|^เหตุ(?:ร้าย|ฉุกเฉิน|วิกฤต)?$|^ประเภทภัย|^ชนิดภัย|^ภัยพิบัติ|^เหตุการณ์|^สถานการณ์|^กรณี"),
    ("resource", r"ทรัพยากร|^ด้าน$|^(?:ถ้า|หาก|เมื่อ)?ขาดอะไร"),
    ("strategy", r"กลยุทธ์|แนวทาง|มาตรการ|วิธีการ|^(?:จะ)?(?:ทา|แก้)(?:ปัญหา)?อย่างไร|^วิธี(?:แก้|ทา)|strategy"),
    (
        "owner",
        r"รับผิดชอบ|เจ้าของ(?:งาน|เรื่อง|กระบวน|ภารกิจ)|^(?:ใคร|คน|ผู้)(?:ทา|ดูแล)$|เจ้าภาพ|^หน่วยงาน|^ผู้ดาเนินการ|ดาเนินการโดย",
    ),
    (
        "step",
        r"ขั้นตอน|^กิจกรรม|^ภารกิจ$|^การดาเนินการ|^การปฏิบัติ|แนวปฏิบัติ|แนวทางปฏิบัติ|^วิธีปฏิบัติ|^รายการ(?:ที่ต้อง)?(?:ดาเนินการ|ปฏิบัติ)|^สิ่งที่ต้องทา|^งานที่ต้องทา|"
        r"^รายละเอียด",
    ),
    ("responsible", r"ผู้รับผิดชอบ|บทบาทผู้รับผิดชอบ|^ผู้ปฏิบัติ|^ผู้ดาเนินการ|รับผิดชอบ|^ผู้เกี่ยวข้อง|^(?:ใคร|คน|ผู้)(?:ทา|ดูแล)$"),
    ("stage", r"^ระยะ$|ห้วงเวลา|ช่วงเวลา|^ระยะเวลา$|^ระยะของ|^ช่วง$|^ขั้น$|^ระยะเหตุ|^ระยะสถานการณ์"),
    ("item", r"รายการตรวจสอบ|^รายการ|^หัวข้อ|^ประเด็น|องค์ประกอบ"),
    ("system", r"^ระบบงาน|^ระบบเทคโนโลยี|^ระบบ|application|แอปพลิเคชัน"),
    ("capacity", r"รองรับ|ความจุ|จานวนที่นั่ง|จานวนคน"),
    ("quantity", r"^จานวน"),
    ("counter", r"^หน่วย(?:นับ|เวลา|ของเวลา)?$"),
    ("service", r"^บริการ|^สินค้า|^ประเภทบริการ"),
    (
        "remark",
        r"^(?:โอกาส(?:ที่จะ)?(?:เกิด)?(?:\d+|เกิดเหตุ|เกิดภัย)?|ความถี่|คะแนน(?:รวม)?|หมายเหตุ|ข้อสังเกต|อื่นๆ?|คาอธิบาย|เอกสาร(?:อ้างอิง|แนบ|ประกอบ)|อ้างอิง|เงื่อนไข|วันที่|วันเวลา|เวลา|ลายมือชื่อ|เพิ่มเติม|"
        r"remarks?|notes?)$",
    ),
    ("continuous", r"ต่อเนื่องไม่หยุด"),
)
_KINDS_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_AREAS_COMPILED = tuple((area, re.compile(pattern)) for area, pattern in _AREAS)
_OF_WORK = frozenset({"impact", "mtpd", "rto"})  # what work has and nothing else
_PLAIN_COMPILED = tuple((area, re.compile(pattern)) for area, pattern in _PLAIN_AREAS)
_BY_FIRST_WORDS = frozenset({"process", "threat", "step", "stage", "team"})
_LONGEST = 75
_LONGEST_PART = 24
_LONGEST_PLAIN = 48
_LONGEST_THREAT = 32
_LONG_HEADINGS = ("ทรัพยากร", "ระยะเวลา", "กลยุทธ์", "ระดับ", "ผลกระทบ", "กระบวน", "mtpd", "rto")
_SCALE = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]\s*$")
_RANGE = re.compile(r"(?:ระดับ|คะแนน)?\s*[\d๐-๙]\s*(?:[-–—]|ถึง)\s*[\d๐-๙]{1,2}\s*(?:คะแนน|ระดับ)?")
IMPACTS: dict[str, ImpactLevel] = {
    "สูงมาก": "critical",
    "วิกฤต": "critical",
    "วิกฤติ": "critical",
    "สูง": "high",
    "ปานกลาง": "medium",
    "กลาง": "medium",
    "ต่า": "low",
    "ตา": "low",  # ต่ำ without its mark; alone in a cell it is nothing else
    "ต่ามาก": "low",
    "น้อย": "low",
    "น้อยมาก": "low",
    "น้อยที่สุด": "low",
    "มากที่สุด": "critical",
    "มาก": "high",
    "ไม่เป็นสาระสาคัญ": "low",
    "critical": "critical",
    "high": "high",
    "medium": "medium",
    "low": "low",
}


@lru_cache(maxsize=4096)
def area_of(text: str) -> Area | None:
    """The resource area that a short text names, or None."""
    words = key(text)
    if not words or len(words) > _LONGEST:
        return None
    patterns = (*_AREAS_COMPILED, *_PLAIN_COMPILED)
    return next((area for area, pattern in patterns if pattern.search(words)), None)


def areas_in(text: str) -> list[Area]:
    """Every resource area that a sentence names, in the plan's order."""
    words = key(text)
    found = {area for area, pattern in _AREAS_COMPILED if pattern.search(words)}
    found |= {
        area for part in re.split(r"[/,;]| และ", text) if len(key(part)) <= _LONGEST_PART and (area := area_of(part))
    }
    listed = [area_of(word) for word in text.split() if key(word)]
    if sum(area is not None for area in listed) >= max(
        2, len(listed) - 1
    ):  # areas one after the other, and no sentence
        found |= {area for area in listed if area}
    return [area for area in AREAS if area in found]


# `โน้ตบุ๊ก (เครื่อง)`, `รถยนต์ (คัน)`; `ผู้ปฏิบัติงาน (คน)`
_COUNTED_THING = re.compile(r"[(\[]\s*(?:เครื่อง|คัน|ตัว|ชุด|ลำ|เลขหมาย|หลัง|เล่ม|อัน)\s*[)\]]\s*$")
_COUNTED_PEOPLE = re.compile(r"[(\[]\s*(?:คน|นาย|อัตรา)\s*[)\]]\s*$")
_ALL_THINGS = re.compile(r"อุปกรณ์|เครื่องมือ|วัสดุ|ครุภัณฑ์|ทรัพยากร|ยานพาหนะ|ของ")
_LAPTOP = re.compile(
    r"^(?:จานวน)?(?:เครื่อง)?(?:คอมพิวเตอร์)?(?:โน้?[๊้]?ต?บุ[๊้]?[กค]|notebook|laptop|แล็?ปท็?อป|แท็?บเล็?ต|tablet|พกพา)"
)


@lru_cache(maxsize=4096)
def is_one_thing(text: str) -> bool:
    """Whether a heading names one thing that is counted below it, and no kind of things."""
    words = key(text)
    kind_of_things = area_of(text) not in (None, "technology", "equipment") or _ALL_THINGS.search(words)
    return not kind_of_things and bool(_COUNTED_THING.search(text) or _LAPTOP.search(words))


@lru_cache(maxsize=4096)
def column_kinds(text: str) -> frozenset[str]:
    """Everything that a heading can mean; empty for text that is no heading."""
    words = key(_without_scale(text))
    if not words or len(words) > (_LONGEST if words.startswith(_LONG_HEADINGS) else _LONGEST_PLAIN):
        return frozenset()
    kinds = {kind for kind, pattern in _KINDS_COMPILED if pattern.search(words)}
    if "/" in text:
        kinds |= {kind for part in text.split("/") for kind in _of_whole_words(key(part))}
    area = area_of(text)
    if area is None and not kinds & {"capacity", "quantity"} and _COUNTED_PEOPLE.search(text):
        area = "people"
    if is_one_thing(text):
        area = "equipment"
    if area:
        kinds.add(area)
    if words in IMPACTS:
        kinds.add("level")
    if stage_of(text) is not None:
        kinds.add("scenario-stage")
    if len(words) <= _LONGEST_THREAT and threat_slug(text) is not None:
        kinds.add("one-threat")
    spoken = find_duration(text)
    if spoken is not None and not kinds & {"done", "mtpd", "rto", "rpo"}:
        kinds.add("time")
    return frozenset(kinds)


def _without_scale(text: str) -> str:
    """`ผลกระทบ (1-4)`, `ผลกระทบ (สูง/กลาง/ต่ำ)`: what may stand below a heading says nothing of what it heads."""
    found = _SCALE.search(text)
    if found is None:
        return text
    levels = [key(word) for word in re.split(r"[/,\s]+", found[1]) if key(word)]
    numbers = _RANGE.fullmatch(found[1].strip()) is not None
    return text[: found.start()] if numbers or all(word in IMPACTS for word in levels) else text


def _of_whole_words(words: str) -> set[str]:
    """What half of a heading means (`บริการ/กระบวนงาน`), of the meanings that only a heading's first words tell."""
    return {kind for kind, pattern in _KINDS_COMPILED if kind in _BY_FIRST_WORDS and pattern.search(words)}


@lru_cache(maxsize=4096)
def is_heading_cell(text: str) -> bool:
    """Whether a cell can stand in a heading row: short, meaningful, without number, bullet or telephone."""
    # `มี ( / )` and `ดำเนินการแล้วเสร็จ ( / )` show the sign to be used; they are headings all the same
    return bool(
        text
        and column_kinds(text)
        and not has_bullet(text)
        and not _numbered_long(text)
        and not find_numbers(text)
        and (tick(text) is None or column_kinds(text) & {"yes", "no"})
    )


def _numbered_long(text: str) -> bool:
    return numbering(text) is not None and not text.startswith(("(", "ข้อ"))


def table_kinds(kinds: list[frozenset[str]]) -> frozenset[str]:
    """What a table with such columns can be: bia, requirements, threats, strategies, response, people, form, …"""
    every = frozenset().union(*kinds) if kinds else frozenset()
    areas = {a for a, _ in _AREAS for column in kinds if a in column}
    many = len(areas) >= 3
    times = _count(kinds, "time") >= 2 or _count(kinds, "level") >= 2
    can_be = {
        "bia": "process" in every
        and (bool(every & {"mtpd", "rto"}) or times or every >= {"impact", "unit"} or _lists_work(kinds)),
        "keyed": "number" in every
        and not every & {"process", "threat", "strategy", "step", "name", "item"}
        and (len(every & _OF_WORK) >= 2 or many),
        "requirements": "process" in every
        and (
            many or every >= {"resource", "item"} or "needed" in every or _only_areas(kinds) or _counts_one_area(kinds)
        ),
        "threats": (
            (many or (_count(kinds, "one-threat") >= 2 and bool(every & {"resource", "impact"})))
            and not every & {"process", "name"}
        )
        or every >= {"threat", "struck"},
        "strategies": "strategy" in every and bool(every & {"resource", "owner"} or areas),
        "response": "step" in every
        and bool(every & {"responsible", "done", "stage"})
        and not every & ({"stages"} | _OF_WORK),
        "people": "name" in every
        or every >= {"primary", "alternate"}
        or ("role" in every and bool(every & {"phone", "primary"})),
        "form": every >= {"yes", "no"} or every >= {"item", "answer"},
        "digital": "system" in every and bool(every & {"process", "item"}),
        "sites": every >= {"capacity", "premises"},
        "suppliers": "suppliers" in every and bool(every & {"service", "phone"}) and not many,
        "scenarios": _count(kinds, "scenario-stage") >= 2 or every >= {"stages", "step"},
        "infrastructure": every >= {"mtpd", "continuous"},
    }
    return frozenset(kind for kind, is_one in can_be.items() if is_one)


def _lists_work(kinds: list[frozenset[str]]) -> bool:
    """`รหัส | กระบวนงาน | หน่วยงาน` and nothing else: whose work it is."""
    rest = [k for k in kinds if not k & {"number", "process", "unit"}]
    return len(kinds) >= 3 and not rest and _count(kinds, "number") == 1 and _count(kinds, "unit") >= 1


def _only_areas(kinds: list[frozenset[str]]) -> bool:
    """`กระบวนงาน | วัสดุอุปกรณ์ | เทคโนโลยี`: processes, and beside them two areas and nothing else."""
    rest = [k for k in kinds if not k & {"process", "number", "unit", "remark"}]
    return len(rest) >= 2 and all(k & set(AREAS) and not k & {"name", "phone", "strategy", "step"} for k in rest)


def _counts_one_area(kinds: list[frozenset[str]]) -> bool:
    """`กระบวนงาน | รายการวัสดุอุปกรณ์ | จำนวน`: processes, and the things of one area and how many."""
    rest = [k for k in kinds if not k & {"process", "number", "quantity", "counter", "remark"}]
    of_area = len(rest) == 1 and bool(rest[0] & set(AREAS)) and not rest[0] & {"name", "unit"}
    return of_area and _count(kinds, "quantity") == 1


def _count(kinds: list[frozenset[str]], kind: str) -> int:
    return sum(kind in column for column in kinds)
