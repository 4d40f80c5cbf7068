"""Threats and the stages of a scenario by meaning: อุทกภัย is น้ำท่วม, ระยะฟื้นฟู is เมื่อกลับสู่สภาวะปกติ."""

import re
from functools import lru_cache
from typing import Literal

from phrom.core.importing.words.marks import has_bullet, without_heading_number, without_numbering
from phrom.core.values.thai_text import key

Stage = Literal["onset", "crisis", "recovery"]
_ORDER: dict[Stage, int] = {"onset": 0, "crisis": 1, "recovery": 2}

THREATS: tuple[tuple[str, str], ...] = (
    ("flood", r"อุทกภัย|น้าท่วม|น้าป่า|น้าหลาก"),
    ("storm", r"วาตภัย|พายุ|ลมแรง"),
    ("fire", r"อัคคีภัย|ไฟไหม้|เพลิงไหม้"),
    ("protest", r"ชุมนุม|ประท้วง|จลาจล|จราจล|ก่อความไม่สงบ"),
    ("power", r"ไฟฟ้าดับ|ไฟฟ้าขัดข้อง|กระแสไฟฟ้า|ไฟดับ|พลังงานขัดข้อง"),
    ("epidemic", r"โรคระบาด|โรคติดต่อ|โรคติดเชื้อ|โรคอุบัติ|ระบาด|โควิด|covid|โคโรนา|ไข้หวัด"),
    ("earthquake", r"แผ่นดินไหว|อาคารถล่ม|ธรณีพิบัติ"),
    ("landslide", r"ดินถล่ม|โคลนถล่ม"),
    ("drought", r"ภัยแล้ง"),
    (
        "cyber",
        r"ไซเบอร์|cyber|ระบบล่ม|ransom|มัลแวร์|ไวรัสคอมพิวเตอร์|โจมตีระบบ|ระบบ.{0,24}ถูกโจมตี|เครือข่ายล่ม|เจาะระบบ|"
        r"(?:ระบบ(?!ไฟฟ้า|ประปา|น้า)|สารสนเทศ|คอมพิวเตอร์|เครือข่าย|อินเทอร์เน็ต).{0,24}(?:ขัดข้อง|ล่ม|ใช้งานไม่ได้|ใช้การไม่ได้)",
    ),
    ("terrorism", r"ก่อการร้าย|วินาศกรรม|ระเบิด|กราดยิง"),
    ("chemical", r"สารเคมี|วัตถุอันตราย"),
    ("smoke", r"ไฟป่า|หมอกควัน|ฝุ่นละออง|pm25"),
    ("cold", r"ภัยหนาว"),
    ("water", r"น้าประปา|ขาดแคลนน้า|ประปาหยุด"),
    ("tsunami", r"สึนามิ"),
    ("theft", r"โจรกรรม|(?<!ห)ลักทรัพย์|ขโมย"),
    ("accident", r"อุบัติเหตุ|อุบัติภัย"),
)
_THREATS = tuple((slug, re.compile(pattern)) for slug, pattern in THREATS)
_SCENARIO_LEAD = re.compile(
    r"^(?:กรณีที่\d{0,2}|กรณี(?:เกิด)?(?:เหตุการณ์|เหตุ|สถานการณ์|ภัย)?|แผน(?:เผชิญเหตุ|รองรับ|รับมือ)|(?:ขั้นตอน|"
    r"แนวทาง)(?:การ)?(?:ปฏิบัติ|ดาเนินการ|รับมือ)?(?:เมื่อ)?กรณี|เหตุการณ์(?:ที่\d{1,2})?|สถานการณ์(?:ที่\d{1,2})?|"
    r"ภัย(?:ที่\d{1,2})|เมื่อเกิด)"
)
_LABELLED_CASE = re.compile(r"^(?:ชื่อ|ประเภท|ชนิด)?(?:ภัย|เหตุ|เหตุการณ์|สถานการณ์|กรณี)(?:คุกคาม)?\s*[:：]\s*(?=\S)")
_NUMBERED_CASE = re.compile(
    r"^(?:กรณี|เหตุการณ์|สถานการณ์|ภัย|scenario)(?:ที่)?\d{1,2}(?!\d|วัน|ชั่วโมง|คน)(?P<name>[^0-9].{3,58})$"
)
_NO_CASE = re.compile(r"ให้|ต้อง|ไม่สามารถ|ภายใน|ดังนี้|ดังต่อไปนี้|หมายถึง|คือ|ประกอบด้วย")
_OF_DOING = re.compile(r"(?:ขั้นตอน|แนวทาง|แนวปฏิบัติ|คู่มือ|มาตรการ|วิธี|แผน|กิจกรรม|การ(?:ปฏิบัติ|ดาเนิน|เตรียม|จัด|แจ้ง))")
_STAGES: tuple[tuple[Stage, str], ...] = (
    (
        "recovery",
        r"^(?:ระยะ|ช่วง|ขั้น|ห้วง)?(?:ที่\d)?(?:เวลา)?(?:ตอน)?(?:ภาย)?หลัง(?:จาก)?(?:เกิด|เหตุ|ภัย|สถานการณ์|น้า|ไฟ|"
        r"การ|กลับ|สิ้นสุด|$)|^(?:เมื่อ)?(?:เหตุการณ์|สถานการณ์|เหตุ)?(?:ได้)?(?:กลับ(?:เข้า)?สู่|กลับเป็น|กลับคืน|คลี่คลาย|"
        r"สิ้นสุด|ยุติ|สงบ)|^(?:เมื่อ)?(?:กลับ|คืน)(?:เข้า)?(?:สู่)?(?:สภาวะ|ภาวะ)?(?:ปกติ)|^เมื่อกลับ|^(?:ระยะ|ช่วง|ขั้น|"
        r"ขั้นตอน)(?:ที่\d)?(?:การ)?(?:ฟื้นฟู|กอบกู้|กลับ|คืน)|^(?:การ)?ฟื้นฟู|^ระยะที่3$|^ระยะหลัง",
    ),
    (
        "crisis",
        r"^เมื่อ(?:เหตุการณ์|สถานการณ์|เหตุ)?(?:พัฒนา|เข้าสู่|ขยาย|ลุกลาม|รุนแรง|ยกระดับ|ทวีความ|วิกฤต)|^(?:ระยะ|ช่วง|ขั้น|"
        r"ห้วง)?(?:ที่\d)?(?:ขณะ|ระหว่าง|ตอน)(?:เกิด|เหตุ|ภัย|ประสบ|$)|^(?:ระยะ|ช่วง|ขั้น|"
        r"ห้วง)(?:ที่\d)?(?:เข้าสู่)?(?:สภาวะ|ภาวะ|สถานการณ์)?(?:วิกฤต|เกิดเหตุ|เกิดภัย|ตอบโต้|ตอบสนอง|เผชิญเหตุ|ฉุกเฉิน|"
        r"พัฒนา|รุนแรง)|^(?:การ)?(?:เผชิญ|ตอบโต้|ตอบสนอง|รับมือ)(?:เหตุ|ภัย|สถานการณ์)?(?:การณ์|ฉุกเฉิน)?$|^(?:สภาวะ|ภาวะ)วิกฤต|^เข้าสู่(?:สภาวะ|ภาวะ)?วิกฤต|^วิกฤต$|^ระยะที่2$|^ขณะ|^ระหว่าง(?:เกิด|เหตุ)",
    ),
    (
        "onset",
        r"^(?:ระยะ|ช่วง|ขั้น|ห้วง)?(?:ที่\d)?(?:เวลา)?ก่อน(?:เกิด|เหตุ|ภัย|เข้า|ประสบ|การ|น้า|$)|^เมื่อ(?:เริ่ม|เกิดเหตุ|"
        r"เกิดสถานการณ์|เกิดภัย|(?:ได้)?รับ(?:การ|สัญญาณ|คา|ประกาศ)?(?:แจ้ง|เตือน)|มีเหตุ|มีแนวโน้ม|มีสัญญาณ)|^(?:ระยะ|ช่วง|ขั้น|ห้วง)(?:ที่\d)?(?:การ)?(?:เริ่ม|แรก|"
        r"เตรียม|ก่อน|เฝ้าระวัง|ป้องกัน|ต้น|แจ้งเตือน)|^เริ่ม(?:เกิด|มี)เหตุ|^(?:การ)?เตรียม(?:ความพร้อม|พร้อม|การ|ตัว)(?:ก่อน|$)|"
        r"^ระยะที่1$",
    ),
)
_STAGES_COMPILED = tuple((stage, re.compile(pattern)) for stage, pattern in _STAGES)
_STAGE_ALONE = re.compile(  # `- ก่อน`, `• ขณะเกิดเหตุ`: no step says so little
    r"(?:ระยะ|ช่วง|ขั้น|ห้วง)?(?:ก่อน|ขณะ|ระหว่าง|ตอน|(?:ภาย)?หลัง)(?:การ)?(?:เกิด|ประสบ)?(?:เหตุ|ภัย|เหตุการณ์|สถานการณ์|ภาวะวิกฤต|สภาวะวิกฤต)?"
)
_DOING = re.compile(  # `การปฏิบัติระหว่างเกิดภัย` is `ระหว่างเกิดภัย`
    r"^(?:การ|ขั้นตอน(?:การ)?|แนวทาง(?:การ)?|มาตรการ(?:การ)?|วิธี(?:การ)?|สิ่งที่(?:ต้อง|ควร))(?:ปฏิบัติ(?:ตน|งาน|การ)?|ดาเนิน(?:การ|งาน)|เตรียม(?:การ|ตัว|ความพร้อม|พร้อม)?|"
    r"เผชิญเหตุ|ตอบสนอง|ตอบโต้|รับมือ|ป้องกัน|ฟื้นฟู|ทา)?(?:ใน)?(?=(?:ช่วง|ระยะ)?(?:ก่อน|ระหว่าง|ขณะ|(?:ภาย)?หลัง)(?:การ)?(?:เกิด|เหตุ|ภัย|ประสบ)[ก-๎]{0,16}$)"
)
_BETWEEN_DASHES = re.compile(r"^\s*[-–—=*~]+\s*([^-–—=*~]+?)\s*[-–—=*~]+\s*$")  # `- เริ่มเกิดเหตุ -` is a heading
_BEFORE_STEPS = re.compile(r"[:：]|\s\(?[1๑][.)]\s*(?=\S)")  # `ก่อนเกิดเหตุ : …`, `ก่อนเกิดเหตุ (1) … (2) …`
_AMBIGUOUS = re.compile(r"^เมื่อเกิด(?:เหตุ|ภัย|สถานการณ์)|^เกิดเหตุ")
_ACTORS = re.compile(r"ทีมงาน|ทีมบริหาร(?!ความต่อเนื่อง$)|ผู้ประสาน|ฝ่าย|กลุ่มงาน|สานักปลัด|หัวหน้า|ติดต่อ|แจ้ง")


@lru_cache(maxsize=8192)
def threat_slug(text: str) -> str | None:
    """`flood`, `fire`, … for a text that names a kind of threat, by whichever word comes first."""
    words = key(text)
    places = [(match.start(), slug) for slug, pattern in _THREATS if (match := pattern.search(words))]
    return min(places)[1] if places else None


@lru_cache(maxsize=8192)
def stage_of(text: str, *, onset_seen: bool = False) -> Stage | None:
    """The stage that a heading line opens, or None. `เมื่อเกิดเหตุ` opens the crisis where `ก่อน` came before."""
    text = _BETWEEN_DASHES.sub(r"\1", text)
    head = _BEFORE_STEPS.split(text, maxsplit=1)[0]
    words = _DOING.sub("", key(without_numbering(head)))
    bulleted = has_bullet(text)
    if not words or len(words) > 130:
        return None
    for stage, pattern in _STAGES_COMPILED:
        if pattern.search(words):
            if _is_step(words, text, bulleted):
                return None
            return "crisis" if stage == "onset" and onset_seen and _AMBIGUOUS.search(words) else stage
    if onset_seen and _AMBIGUOUS.search(words) and len(words) < 30:
        return "crisis"
    return None


def _is_step(words: str, text: str, bulleted: bool) -> bool:
    """A step may begin like a heading (`• เมื่อได้รับแจ้ง ให้…`): long, with an actor or an order in it."""
    if _STAGE_ALONE.fullmatch(words):
        return False
    if len(words) <= 32:
        return (
            bulleted
            and not text.rstrip().endswith((":", "："))
            and not re.search(r"^เมื่อ(?:เหตุการณ์|สถานการณ์)|^(?:ระยะ|ก่อน|ขณะ|หลัง)เ?กิด?", words)
        )
    if bulleted and not re.search(r"^เมื่อ(?:เหตุการณ์|สถานการณ์)(?:พัฒนา|กลับ|เข้าสู่|คลี่คลาย)", words):
        return True
    body = words[20:]
    return bool(_ACTORS.search(body)) or ("ให้" in re.sub("ทาให้|ให้บริการ", "", body))


def is_scenario_lead(text: str) -> bool:
    """`1. กรณีเกิดอุทกภัย :` — a heading that says that a procedure for a threat begins."""
    return (
        not has_bullet(text)
        and len(text) <= 110
        and ((_says_case(without_heading_number(text)) and scenario_threat(text) is not None) or _numbered_case(text))
    )


def _says_case(text: str) -> bool:
    return bool(_SCENARIO_LEAD.match(key(text)) or _LABELLED_CASE.match(text))


def _numbered_case(text: str) -> bool:
    """`กรณีที่ ๓ เครื่องจักรขัดข้อง`: numbered as a case, whatever may happen in it."""
    words = key(without_heading_number(text))
    return bool(_NUMBERED_CASE.match(words)) and not _NO_CASE.search(words)


def says_case(text: str) -> bool:
    """`๙.๒ กรณีอาคารชำรุด`: a short heading that speaks of a case, whether or not a known kind of threat is in it."""
    words = key(case_name(text))
    return not has_bullet(text) and _says_case(without_heading_number(text)) and 4 <= len(words) <= 48


def may_name_case(text: str) -> bool:
    """A short numbered heading that may be the name of a case: neither a stage nor of what is to be done."""
    words = key(without_heading_number(text))
    numbered = words != key(text) and not has_bullet(text)
    said = _NO_CASE.search(words) or _OF_DOING.match(words) or stage_of(text, onset_seen=True)
    return numbered and 4 <= len(words) <= 48 and not said


def scenario_threat(text: str) -> str | None:
    """The threat's name as a scenario heading gives it, without `กรณีเกิด…`; None if there is no threat in it."""
    name = case_name(text)
    if (threat_slug(name) is None and not _numbered_case(text)) or len(key(name)) > 60:
        return None
    return name


def case_name(text: str) -> str:
    """What a heading says without its number and `กรณีเกิด…`, whether or not it is a threat."""
    bare = _LABELLED_CASE.sub("", without_heading_number(text)).strip(" :：")
    named = re.sub(
        r"^(?:(?:ขั้นตอน|แนวทาง|แผน)(?:การ)?(?:ปฏิบัติงาน|ปฏิบัติ|ดำเนินการ|เผชิญเหตุ|รองรับ|รับมือ)*\s*)?"
        r"(?:กรณี(?:ที่)?\s*[\d๐-๙]*\s*[:.]?\s*)?(?:เมื่อ)?(?:เกิด)?\s*(?:เหตุการณ์|สถานการณ์|"
        r"เหตุ)?(?:ที่\s*[\d๐-๙]+\s*[:.]?)?\s*(?:เกิด)?(?:การ(?=ชุมนุม))?\s*",
        "",
        bare,
    ).strip(" :：")
    return named or bare


def stage_order(stage: Stage) -> int:
    return _ORDER[stage]
