"""Headings by meaning: which part of a plan a line opens, whatever its order, number or damage.

Patterns run on `thai_text.key`; a heading starts with its words (after its number), is short and is no bullet.
"""

import re
from functools import lru_cache

from phrom.core.importing.words.marks import has_bullet, inline_answer, without_heading_number, without_numbering
from phrom.core.values.duration import THAI_DIGITS
from phrom.core.values.thai_text import key, tidy

_SECTIONS: tuple[tuple[str, str], ...] = (
    (
        "cover",
        r"^แผน(?:การ)?(?:บริหาร|ดาเนินธุรกิจ|ดาเนินงาน|ปฏิบัติการ)(?:ธุรกิจ)?(?:อย่าง)?(?:ความ)?ต่อเนื่อง(?!ประกอบ|และ|"
        r"ในการ|ตาม|ที่|ใน|เมื่อ)",
    ),
    ("contents", r"^สารบั[ญน]"),
    ("preface", r"^คานา"),
    ("intro", r"^(?:บทนา|หลักการและเหตุผล|ความเป็นมา|ข้อมูลทั่วไป|ข้อมูลพื้นฐาน|ข้อมูลหน่วยงาน|สภาพทั่วไป)"),
    ("concept", r"^(?:แนวคิด|นิยาม|คานิยาม|คาจากัดความ|ขอบเขต)"),
    ("purposes", r"^(?:วัตถุประสงค์|จุดประสงค์|จุดมุ่งหมาย|เจตนารมณ์|ความมุ่งหมาย|เป้าประสงค์)"),
    ("assumptions", r"^(?:ข้อ)?สม(?:มติ|มุติ|มุต)ฐาน|^ข้อสม(?:มติ|มุติ)|^เงื่อนไขของแผน|^ข้อตกลง(?:เบื้องต้น)?$|^ข้อจากัดและสม"),
    ("form", r"^แบบ(?:ตรวจสอบ|ประเมิน|สารวจ)ความครบถ้วน|^bcpchecklist|^แบบตรวจสอบ|^รายการตรวจสอบความครบถ้วน"),
    ("strategy_map", r"^(?:แผนที่ยุทธศาสตร์|แผนที่กลยุทธ์|strategymap|bcpstrategymap|แผนผังกลยุทธ์)"),
    (
        "digital",
        r"^ส่วนที่3(?:$|ประเด็น|การนา|.*(?:ดิจิทัล|eservice|อิเล็กทรอนิกส์|คณะรัฐมนตรี))|^\d*การนาระบบ(?:eservice|เทคโนโลยีดิจิทัล)|^ประเด็นที่คณะรัฐมนตรี|^การใช้ระบบดิจิทัล|"
        r"^การบริการโครงสร้างพื้นฐาน",
    ),
    ("suppliers", r"^(?:รายชื่อ|บัญชี|ทะเบียน)(?:ราย)?(?:ชื่อ)?(?:คู่ค้า|ผู้ให้บริการ|ผู้มีส่วนได้)|^คู่ค้าและผู้ให้บริการสาคัญ"),
    ("sites", r"^(?:สถานที่ปฏิบัติงานสารอง|สถานที่ทางานสารอง|ศูนย์ปฏิบัติงานสารอง|รายการสถานที่สารอง)$|^(?:รายชื่อ|บัญชี)สถานที่"),
    (
        "bia",
        r"^(?:การ)?(?:ประเมิน|วิเคราะห์)ผลกระทบ(?:ต่อกระบวน|ต่อการดาเนิน|ต่องาน|ทางธุรกิจ|ต่อภารกิจ|ในการดาเนิน|"
        r"ของกระบวน|ต่อการให้บริการ|ด้านธุรกิจ)|^(?:การวิเคราะห์)?bia|^ผลกระทบต่อกระบวน|^businessimpact|"
        r"^กระบวน(?:งาน|การ)(?:ที่)?(?:สาคัญ|หลัก|วิกฤต)|^งานที่(?:สาคัญ|ต้องดาเนินการต่อเนื่อง)|^(?:กระบวน)?งาน(?:สาคัญ)?ที่ต้อง(?:ทา|ดาเนิน(?:การ|งาน)?|ให้บริการ)(?:อย่าง)?ต่อเนื่อง|"
        r"^(?:ตาราง)?วิเคราะห์ผลกระทบ|^ลาดับความสาคัญของกระบวน|^(?:การวิเคราะห์)?ผลกระทบทางธุรกิจ",
    ),
    (
        "requirements",
        r"^(?:การ)?(?:กาหนด|วิเคราะห์|ประเมิน)?(?:ความต้องการ(?:ด้าน)?)?ทรัพยากร(?:ที่)?(?:จาเป็น|สาคัญ|ขั้นต่า|ที่ใช้|"
        r"ในการ)|^ความต้องการทรัพยากร|^ความต้องการด้าน|^(?:การ)?วิเคราะห์(?:เพื่อ)?(?:กาหนด)?ความต้องการ|"
        r"^ทรัพยากรขั้นต่า|^ทรัพยากรสาคัญ|^ทรัพยากร(?:ที่)?(?:ต้องมี|ต้องใช้)|^(?:ของ|สิ่ง|คนและของ)ที่(?:ต้อง|จาเป็นต้อง)?(?:ใช้|มี)",
    ),
    (
        "threats",
        r"^(?:การ)?(?:ประเมิน|วิเคราะห์|ระบุ)(?:และ(?:ประเมิน|วิเคราะห์))?(?:ความเสี่ยง|ภัย|สถานการณ์ความเสี่ยง)|"
        r"^ความเสี่ยง(?:และภัย|ภัย)|^ภัยคุกคาม|^(?:ตาราง)?(?:การวิเคราะห์)?ผลกระทบต่อทรัพยากร|^สรุป(?:เหตุการณ์|"
        r"ความเสี่ยง|ภัย)|^ผลกระทบของภัย|^เหตุการณ์สภาวะวิกฤต|^ผลกระทบจาก(?:เหตุการณ์|สภาวะ|ภัย)|^ภัยและทรัพยากร|"
        r"^ภัยที่อาจ",
    ),
    (
        "strategies",
        r"^(?:การกาหนด)?กลยุทธ์|^ทางเลือกเมื่อ(?:ขาด|ทรัพยากร)|^(?:แนวทาง|มาตรการ|การ|ทางเลือก)(?:การ)?(?:เตรียม|ทดแทน|จัดหา|สารอง)(?:การ)?(?:ด้าน)?ทรัพยากร|^(?:แนวทาง|มาตรการ|วิธี(?:การ)?)(?:การ)?(?:ดาเนินการ)?(?:ใน)?(?:การ)?(?:บริหาร|สร้าง|รักษา)ความต่อเนื่อง",
    ),
    (
        "response",
        r"^ขั้นตอน(?:การ)?บริหารความต่อเนื่องและ(?:การ)?กอบกู้|^(?:การ)?กอบกู้|^ขั้นตอน(?:การ)?กอบกู้|"
        r"^การตอบสนอง(?:ต่อ(?:เหตุการณ์|สภาวะ|ภาวะ)|ตาม|ใน(?:แต่ละ)?(?:ช่วง|ห้วง)|และกอบกู้)|^แผนการตอบสนอง|^แผนตอบสนอง(?!.*(?:กรณี|ภัย))|^(?:รายการ)?(?:สิ่งที่ต้องทา|"
        r"ขั้นตอน)(?:ใน)?(?:แต่ละ|ตาม)?(?:ห้วง|ช่วง)เวลา|^ขั้นตอนการ(?:ตอบสนอง|ตอบโต้|ฟื้นฟู)|^รายการตรวจสอบ(?:การ|"
        r"ตามห้วง|ตามช่วง)|^การดาเนินการ(?:ตอบสนอง|ตามห้วง|ตามช่วง)|^ขั้นตอนการกู้คืน|^แผนการบริหารความต่อเนื่อง$|"
        r"^(?:ตาราง|ลาดับ)(?:การ)?ปฏิบัติ(?:งาน|การ)?(?:ตามเวลา|ตามลาดับเวลา|เมื่อประกาศ)|^แผนปฏิบัติการ(?:ตามห้วง|ตอบ)|^การปฏิบัติ(?:งาน|การ)?(?:ตาม|ใน)(?:แต่ละ)?(?:ห้วง|ช่วง|ระยะ)(?:เวลา)?|^แนวทางการตอบสนอง|^รายการ(?:ที่ต้อง)?ปฏิบัติ(?:งาน)?(?:ตาม|ใน)(?:ห้วง|ช่วง|แต่ละ)",
    ),
    (
        "team",
        r"^(?:แผนภูมิ|ผัง)?โครงสร้าง(?:และ|คณะ|ของ|ทีม|การ|ผู้)|^ผัง(?:ทีม|คณะ|องค์กร|โครงสร้าง|การจัด)|^(?:รายชื่อ|แต่งตั้ง|บัญชีรายชื่อ|ทาเนียบ)?(?:คณะ|"
        r"ทีม)(?:งาน)?(?:บริหารความต่อเนื่อง|bcp|บริหารแผน|ผู้บริหารความต่อเนื่อง)(?:bcpteam)?(?:ของ|และ)?$|"
        r"^คณะบริหารความต่อเนื่อง.{0,40}$|^ทีมงาน(?:และ|บริหาร|แผน)|^แผนภูมิ|^รายชื่อ(?:และ|บุคลากร|ทีม|คณะ|ผู้|"
        r"เจ้าหน้าที่)|^กระบวนการแจ้งเหตุ|^calltree|^ผัง(?:การติดต่อ|การแจ้งเหตุ|calltree)|^ทาเนียบ|"
        r"^(?:คณะทางาน|คณะกรรมการ)(?:และ(?:ชุด|ทีม|ผู้)|บริหารความต่อเนื่อง)|^ผู้รับผิดชอบและหมายเลข|^ระบบบัญชาการเหตุการณ์|^บุคลากรหลักและบุคลากรสารอง|^ผู้รับผิดชอบ(?:แผน|ตามแผน|"
        r"และ(?:หมายเลข|คณะ|ทีม)|$)|^(?:การจัดตั้ง)?(?:ศูนย์|คณะทางาน)(?:บริหารความต่อเนื่อง|บริหารแผน|บัญชาการ).{0,40}$|^(?:การ)?จัดองค์กร",
    ),
    (
        "scenarios",
        r"^(?:ลาดับ)?ขั้นตอน(?:/?แนวทาง)?(?:การ)?(?:บริหารความต่อเนื่อง|ปฏิบัติ|ดาเนินการ|ดาเนินงาน|ทางาน|เผชิญเหตุ)|^แนว(?:ทาง)?(?:การ)?ปฏิบัติ|"
        r"^แผนเผชิญเหตุ|^แผนรองรับ|^แผน(?:ปฏิบัติ)?(?:เฉพาะ|ราย)(?:ภัย|กรณี|เหตุ|สถานการณ์)|^ขั้นตอนการปฏิบัติ|^(?:แผน|แนวทาง|ขั้นตอน|มาตรการ|วิธี)(?:การ)?(?:รับมือ|เผชิญ|ปฏิบัติ|"
        r"ดาเนินการ|ตอบสนอง).*(?:กรณี|ภัย|เหตุการณ์)|^การปฏิบัติ(?:เมื่อ|กรณี|ตามสถานการณ์|แยกตาม)|^สถานการณ์จาลอง|^(?:การ|แผน)?(?:รับมือ|เผชิญเหตุ|ปฏิบัติ|ตอบโต้)(?:ภัย)?(?:ราย|แยกตาม|ตามชนิด|ตามประเภท|แต่ละ)(?:ของ)?(?:ภัย|เหตุ|สถานการณ์|กรณี|ประเภท)",
    ),
    (
        "review",
        r"^(?:การ)?(?:ทบทวน|ฝึกซ้อม|ซักซ้อม|ปรับปรุง|ทดสอบ|บารุงรักษา|เผยแพร่)(?:$|และ|การ|แผน|bcp|ความต่อเนื่อง|ประจา)|^ประวัติการแก้ไข",
    ),
    (
        "annex",
        r"^ภาค?ผนวก$|^ผนวก$|^ภาคผนวก.{0,40}$|^(?:ข้อมูล|ช่องทาง|หมายเลข|รายการ)?(?:การ)?ติดต่อ(?:สาคัญ|ฉุกเฉิน|หน่วยงาน.{0,20}|ประสานงาน)?$|"
        r"^(?:หมายเลข|เบอร์)โทร(?:ศัพท์)?(?:ที่)?(?:สาคัญ|ฉุกเฉิน|ติดต่อ)",
    ),
    ("notes", r"^หมายเหตุ"),
)
_SECTIONS_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _SECTIONS)
_LONGEST = 105
# `Scenario Plan / แผนรองรับเหตุการณ์`, `Introduction (บทนำ)`: an English half, and the Thai one behind it
_TWO_LANGUAGES = re.compile(r"^[A-Za-z][A-Za-z0-9 .,&'’/-]{2,60}?\s*[/|(:–—-]\s*(?P<thai>[ก-๎].*?)\)?$")
_FORM_CODE = re.compile(
    r"^แบบ(?:ฟอร์ม)?(?:ที่)?\s*[A-Za-zก-ฮ.]{0,6}[\s.-]?[\d๐-๙]{1,2}\s*[:：–—-]?\s*(?=[ก-๎])"
)  # `แบบ BCP-03 …`
_LONGEST_TIME_CELL = 30
_LONGEST_TITLE = 170  # titles that carry the office's name
_PART = re.compile(r"^(?:ส่วนที่|บทที่|หมวด(?:ที่)?|ตอนที่)\s*[\d๐-๙]+")
_CATCH_WORD = re.compile(r"^/\s*\S.{0,60}?(?:\.{2,}|…)\s*$")
_PAGE_MARK = re.compile(
    r"^(?:[-–]\s*\d{1,3}\s*[-–]|\d{1,3}|หน้า(?:ที่)?\s*\d{1,3}(?:\s*(?:/|จาก)\s*\d{1,3})?|\|?\s*page\s*\d+)\s*$",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r"(?:\.{4,}|…{2,}|_{4,}|\s{5,})\s*\d{1,3}\s*$")
_RULE = re.compile(r"^[-–—_=*.·~\s]{3,}$")
_TEAM = re.compile(
    r"^(?:รายชื่อ|สมาชิก)?(?P<word>ทีม|[Tt]eam|TEAM|ชุด|คณะทำงาน|คณะทํางาน|คณะทางาน|กลุ่มภารกิจ)"
    r"(?P<rest>(?:งาน)?(?:บริหารความต่อเนื่อง|ปฏิบัติการ|ปฏิบัติงาน|บริหาร|BCP|BCM)?)\s*(?:ที่|ชุดที่|Team)?\s*"
    r"(?P<no>\d{1,2}|[ก-ฮ](?![ก-๎.])|[ก-ฮ](?=\.\s)|[A-Z](?![A-Za-z]))(?P<tail>.*)$"
)
_COUNTS_TEAMS = re.compile(r"(?:ทีม|ชุด|คณะ)(?:\s|$|ดัง|มี|ได้แก่|คือ)")  # `ทีมปฏิบัติงาน ๓ ทีม มีรายชื่อดังตาราง`
_NAME_AND_UNIT = re.compile(r"^[\s.:–-]*(?P<name>[^()\s:–-][^()]{1,50}?)\s*[(（](?P<unit>[^()（）]{4,60})[)）]\s*$")
# all teams together, not one of them
_WHOLE_BODY = re.compile(r"(?:ทีม(?:งาน)?|คณะ(?:ทางาน)?|ชุด)(?:บริหาร|แผน|บริหารแผน)?ความต่อเนื่อง(?!\d)")
# `ทีมบริหารความต่อเนื่อง ฝ่ายทะเบียนรถ`: the words of the whole body with a unit behind them are that unit's team
_UNITS_TEAM = re.compile(
    r"^(?P<words>(?:ทีม(?:งาน)?|ชุด)(?:บริหาร|แผน|บริหารแผน)?ความต่อเนื่อง)(?:\s*[(:：–-])?(?:\s*ของ)?\s*(?P<unit>(?:ฝ่าย|กลุ่มงาน|กลุ่ม|กอง|สำนักปลัด|แผนก|"
    r"ส่วน(?!ราชการ)|ศูนย์|งาน)[ก-๎][^():：]{2,60}?)\s*\)?$"
)
_BARE_TEAM = frozenset({"ทีม", "ชุด", "ส่วน", "หน่วย", "คณะทางาน"})
_ANY_TEAM = frozenset({"ทีม", "ทีมงาน", "ชุด", "ชุดปฏิบัติงาน", "ทีมปฏิบัติงาน", "คณะทางาน"})
_OF_A_TEAM = re.compile(
    r"^(?:(?:บัญชี)?(?:ราย)?ชื่อ)?(?:สมาชิก|เจ้าหน้าที่|บุคลากร|ทีมงาน|ผู้ปฏิบัติงาน)?(?:ของ|ใน|ประจำ)?\s*(?=ทีม|ชุด|ส่วน|คณะทำงาน|กลุ่มภารกิจ)"
)
_NAMED_TEAM = re.compile(
    r"^(?P<name>(?:ทีม|ชุด|ส่วน|คณะทำงาน|หน่วย|กลุ่มภารกิจ)(?!ที่|งาน$|งาน\s*[:：]|ราชการ|ใหญ่|ของ|กลาง|ตัว|ประกอบ|ท้องถิ่น)"
    r"[ก-๎A-Za-zฯ /]{3,50}?(?:(?<=\s)[ก-ฮ]{2,3}\.)?|[A-Z][A-Za-z/& ]{3,40}(?:Section|Team|Unit|Branch))"
    r"\s*(?:[(（](?P<inside>[^()（）]{2,60})[)）])?\s*(?:(?:[:：–—|,-]|(?=สังกัด|หน่วยงาน|รับผิดชอบโดย))(?P<tail>.*))?$"
)
_BELONGS = re.compile(r"^\s*(?:(?:หน่วยงาน)?(?:ต้น)?สังกัด|หน่วยงาน(?:ที่)?รับผิดชอบ|หน่วยงาน|รับผิดชอบโดย)\s*[:：]?\s*")
_WHOSE_TEAM = re.compile(
    r"^(?:(?:หน่วย|ส่วน)(?:งาน|ราชการ)?|ฝ่าย|กลุ่มงาน|กอง)?(?:ที่|ผู้|ต้น)?(?:รับผิดชอบ|เจ้าของ|สังกัด)(?:หลัก)?\s*[:：]\s*(?P<unit>\S.*)$"
)
# `ทีมเบิกจ่าย กลุ่มงานการคลัง`: behind a blank the unit begins
_UNIT_BEHIND = re.compile(r"(?<=\S)\s+(?=(?:ฝ่าย|กลุ่มงาน|กลุ่ม|กอง|สำนัก|สํานัก|แผนก|ส่วน|ศูนย์|งาน)(?:[ก-๎]{3}|\s?[ก-ฮ]{2,3}\.))")


@lru_cache(maxsize=8192)
def section_kind(text: str) -> str | None:
    """The part of the plan that this line opens, or None."""
    longest = _LONGEST_TITLE if text[:3].casefold() in ("str", "แบบ", "ส่ว") else _LONGEST
    if not text or len(text) > longest or has_bullet(text) or is_catch_word(text) or inline_answer(text):
        return None
    if _CONTENTS_LINE.search(text):
        return None
    bare = without_numbering(text)
    unnumbered = re.sub(r"^[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*\s+", "", bare)
    halves = _TWO_LANGUAGES.match(unnumbered)
    coded = _FORM_CODE.sub("", text)
    for words in (*((key(halves["thai"]),) if halves else ()), key(bare), key(unnumbered), key(text), key(coded)):
        for kind, pattern in _SECTIONS_COMPILED:
            if pattern.search(words):
                return kind
    return "other" if _PART.match(text) and len(text) <= 80 else None


def is_catch_word(text: str) -> bool:
    """`/ขั้นตอน...`: the first words of the next page, at the foot of a page."""
    return bool(_CATCH_WORD.match(text))


def is_page_furniture(text: str) -> bool:
    """Page numbers, rules, catch-words, lines of a table of contents."""
    return bool(
        _PAGE_MARK.match(text.translate(THAI_DIGITS))
        or _RULE.match(text)
        or is_catch_word(text)
        or is_contents_line(text)
    )


def is_contents_line(text: str) -> bool:
    return bool(_CONTENTS_LINE.search(text.translate(THAI_DIGITS))) and len(text) < 140


def is_title(text: str) -> bool:
    """The plan's own title: on the cover, and as a running head on every page."""
    return len(text) <= _LONGEST and bool(_SECTIONS_COMPILED[0][1].search(key(text)))


class TeamHeading:
    """`ทีมบริหารความต่อเนื่อง 1 : ฝ่ายบริหารทั่วไป`: the team's mark, its name, and what follows the colon."""

    __slots__ = ("mark", "name", "unit_text")

    def __init__(self, mark: str | None, name: str, unit_text: str) -> None:
        self.mark, self.name, self.unit_text = mark, name, unit_text


@lru_cache(maxsize=8192)
def team_heading(text: str) -> TeamHeading | None:
    """A line that names a team: by number, letter or name. None for sentences about teams."""
    bare = re.sub(r"^(?:\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})*|[ก-ฮ][.)])\s+", "", tidy(text).translate(THAI_DIGITS))
    bare = re.sub(r"^\(\d{1,2}\)\s*", "", bare)
    if len(bare) > 110:
        return None
    match = _TEAM.match(bare)
    if match:
        tail = match["tail"].strip()
        sentence = tail and tail[0] not in ":-–(" and len(tail) > 60
        if sentence or _COUNTS_TEAMS.match(tail) or "ซึ่ง" in tail or "ประกอบด้วย" in tail:
            return None
        name = bare[match.start("word") : match.end("no")]
        behind = _NAME_AND_UNIT.match(tail)
        if behind:
            return TeamHeading(match["no"], tidy(f"{name} {behind['name']}"), tidy(behind["unit"]))
        return TeamHeading(match["no"], tidy(name), tidy(_BELONGS.sub("", tail.strip(" .:-–—|,()")).strip(" ()")))
    return None


def unit_named(text: str) -> str | None:
    """The unit that `หน่วยงานรับผิดชอบ : กองคลัง` names as that of the team above; None for any other line."""
    told = _WHOSE_TEAM.match(text)
    return told["unit"] if told else None


@lru_cache(maxsize=8192)
def named_team_heading(text: str) -> TeamHeading | None:
    """A team known by its name only (`ทีมกู้ภัย`, `ส่วนปฏิบัติการ`); only where teams are listed."""
    bare = _OF_A_TEAM.sub("", without_heading_number(text))
    units = _UNITS_TEAM.match(bare)
    if units and not re.search("ซึ่ง|ประกอบด้วย|ดังนี้", bare):
        return TeamHeading(None, f"{bare[: units.end('words')]} {tidy(units['unit'])}", tidy(units["unit"]))
    match = _NAMED_TEAM.match(bare)
    if not match or unit_named(bare) or _WHOLE_BODY.match(key(bare)) or len(match["name"].split(" ")) > 5:
        return None
    if (
        "ซึ่ง" in bare
        or "ประกอบด้วย" in bare
        or re.search("และ(?:ชุด|ทีม|คณะ)|(?:ได้แก่|มีดังนี้|ดังนี้)\\s*:?$|ดังตาราง|(?:มี|ตาม)รายชื่อ", bare)
    ):
        return None
    inside, tail = tidy(match["inside"] or ""), tidy(_BELONGS.sub("", match["tail"] or ""))
    unit = tail or (inside if "ก" <= inside[:1] <= "๎" else "")
    name = tidy(match["name"])
    if not unit and (behind := _UNIT_BEHIND.search(name)):
        unit = name[behind.end() :]
        if key(name[: behind.start()]) not in _ANY_TEAM:  # `ทีมงาน ฝ่ายทะเบียน` is told by its unit alone
            name = name[: behind.start()]
    return TeamHeading(None, name, unit) if key(name) not in _BARE_TEAM else None


_PHASE_NUMBER = re.compile(  # `ตารางที่ 11 วันที่ 1 …`: the caption of the phase's table
    r"^(?:ตาราง(?:ที่)?\s*\d{1,2}(?:[.-]\d{1,2})?\s*[:：.]?\s+|(?:ข้อ|หมวด)(?:ที่)?\s*\d{1,2}\s+|\(?\d{1,2}(?:\.\d{1,2})*(?:[.)]\s+|[.)](?!\d))|\d{1,2}(?:\.\d{1,2})+\s+|[ก-ช][.)]\s*)"
)
_AT_ONCE = re.compile(r"^(?:ดำเนินการ|ปฏิบัติ)?ทันที(?:ที่เกิดเหตุ|หลังเกิดเหตุ|เมื่อเกิดเหตุ)?\s*(?=\(\s*(?:ภายใน|ไม่เกิน|\d))")
_PHASE_ORDER = re.compile(  # `ระยะที่ 1 : 0-4 ชั่วโมง`: which phase it is, before its span
    r"^(?:ระยะ|ช่วง|ห้วง|ขั้น)(?:เวลา)?(?:ที่\s*(?:\d{1,2}|หนึ่ง|สอง|สาม|สี่|ห้า)|แรก|สุดท้าย)\s*[:：–—-]?\s*(?=(?:\d{1,3}\s*(?:-|–|—|ถึง|ชั่วโมง|ชม|วัน)|เกิน|มากกว่า|หลัง|ภายใน|ตั้งแต่|วัน|ชั่วโมง|สัปดาห์))"
)
_PHASE_DAY = re.compile(
    r"^วันที่\s*(?P<a>\d{1,2})(?!\d)(?:\s*(?:-|–|—|ถึง(?:วันที่)?)\s*(?:วันที่\s*)?(?P<b>\d{1,3}))?(?P<tail>.*)$"
)
_PHASE_SPAN = re.compile(
    r"(?P<a>\d{1,3})\s*(?:(?P<ua>ชั่วโมง|ชม\.?|วัน|สัปดาห์|เดือน)\s*)?(?:-|–|—|ถึง)\s*(?P<b>\d{1,3})\s*(?P<u>ชั่วโมง|"
    r"ชม\.?|วัน|สัปดาห์|เดือน)(?:แรก)?"
)
_PHASE_HOUR = re.compile(
    r"^(?:ตั้งแต่|ระหว่าง)?ชั่วโมงที่\s*(?P<a>\d{1,3})\s*(?:(?:-|–|—|ถึง)\s*(?:ชั่วโมงที่\s*)?(?P<b>\d{1,3})|(?:เป็นต้น|ขึ้น)ไป)"
)
_PHASE_WITHIN = re.compile(r"(?:ภายใน|ไม่เกิน)?\s*(?P<b>\d{1,3})\s*(?P<u>ชั่วโมง|ชม\.?|วัน|สัปดาห์)\s*(?:แรก)?")
_PHASE_AFTER = re.compile(
    r"(?:หลัง(?:จาก)?|เกิน(?:กว่า)?|มากกว่า|ตั้งแต่|ตั้งแต่วันที่)\s*(?P<a>\d{1,3})\s*(?P<u>ชั่วโมง|ชม\.?|วัน|สัปดาห์|เดือน)?|"
    r"(?P<a2>\d{1,3})\s*(?P<u2>ชั่วโมง|ชม\.?|วัน|สัปดาห์|เดือน)\s*(?:เป็นต้นไป|ขึ้นไป|\+)"
)
_PHASE_START = re.compile(
    r"^(?:ระยะ|ช่วง|ห้วง|วันที่|วันแรก|ชั่วโมง(?:ที่|แรก)|ภายใน|ใน|การตอบสนอง|หลัง|เกิน|ตั้งแต่|ระหว่าง|มากกว่า|\d|สัปดาห์|ขั้น|"
    r"การดำเนินการ|การปฏิบัติ|day|week|after|first|within)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^(?P<unit>ชั่วโมง|วัน|สัปดาห์)แรก")
_ORDINAL_DAYS = re.compile(
    r"^(?:ระยะ|ช่วง|ห้วง|การดำเนินการ|การปฏิบัติ|การตอบสนอง)?(?:เวลา)?\s*(?:ที่\s*\d{1,2}\s*[:：]?\s*)?"
    r"(?:ตั้งแต่|ระหว่าง|ใน|ภายใน)?\s*(?=วันที่\s*\d)"
)
_IN_BRACKETS = re.compile(
    r"^(?:ระยะ|ช่วง|ห้วง|ขั้น)[^(:]{2,50}[(:]\s*(?:ตั้งแต่|ระหว่าง)?\s*(?P<days>(?:วันที่|สัปดาห์ที่|ชั่วโมงที่)\s*\d[^()]*)"
)  # `ระยะต่อเนื่อง (วันที่ 2 - 14)`
_BRACKETS_BEHIND = re.compile(r"\s*(?:[(（][^()（）]*[)）]|[:：].*)$")
_AFTER_DAY = re.compile(r"หลัง(?:จาก)?\s*วันที่\s*(?P<a>\d{1,2})(?=\s*(?:$|[(:]|เป็นต้นไป|ไป|ให้))")


_ENGLISH = re.compile(r"^(?P<unit>day|week)s?\s*(?P<first>[1-9]\d?)(?!\d)", re.IGNORECASE)  # `Day 2 - 7 : …`


_SINCE = re.compile(r"(?<![A-Za-z])(?P<sign>[TDH])\s?\+\s?(?P<count>\d{1,3})(?P<unit>\s*(?:ชั่วโมง|ชม|วัน|นาที|สัปดาห์))?")
_UNITS_OF = {"D": " วัน", "H": " ชั่วโมง", "T": ""}
_AFTER_FIRST = re.compile(r"(หลัง(?:จาก)?|พ้น|เกิน|ถึง)\s*(?:สิ้น|ครบ)?\s*(ชั่วโมง|วัน|สัปดาห์)แรก")


def _since_the_event(text: str) -> str:
    """`T+6 ถึง T+24 ชั่วโมง`, `D+1` and `หลังชั่วโมงแรก` as figures: 6 ถึง 24 ชั่วโมง, 1 วัน, หลัง 1 ชั่วโมง."""
    plain = _SINCE.sub(lambda m: f"{m['count']}{m['unit'] or _UNITS_OF[m['sign']]}", text)
    return _AFTER_FIRST.sub(r"\1 1 \2", plain)


def _in_thai(match: re.Match[str]) -> str:
    return f"{'วัน' if match['unit'].casefold() == 'day' else 'สัปดาห์'}ที่ {match['first']}"


@lru_cache(maxsize=8192)
def phase_hours(text: str) -> tuple[int, int | None] | None:
    """The hours of a response phase named in a heading: (start, end), end None for `เป็นต้นไป`; else None."""
    if has_bullet(text):
        return None
    numbered = _ENGLISH.sub(_in_thai, _since_the_event(_PHASE_NUMBER.sub("", tidy(text).translate(THAI_DIGITS))))
    bare = _PHASE_ORDER.sub("", _AT_ONCE.sub("ระยะ", numbered))
    if len(bare) > 110 or not _PHASE_START.match(bare):
        return None
    counted = _counted_span(bare)
    if counted is not None:
        return counted
    past = _AFTER_DAY.search(bare)
    if past:
        return int(past["a"]) * 24, None
    bracketed = _bracketed_span(bare)
    if bracketed is not None:
        return bracketed
    day = _PHASE_DAY.match(_ORDINAL_DAYS.sub("", bare))
    if day:
        found = _days(day)
        return (found[0], None) if found and bare.startswith("ตั้งแต่") and not day["b"] else found
    span_alone = bare is not numbered or _PHASE_SPAN.fullmatch(_BRACKETS_BEHIND.sub("", bare))
    if not span_alone and not re.search(
        r"ระยะ|ช่วง|ห้วง|ตอบสนอง|แรก|เป็นต้นไป|(?:ขึ้นไป|\+)$|^ภายใน|^หลัง|^เกิน|^ระหว่าง|^มากกว่า|^ตั้งแต่|ขั้น|ชั่วโมงที่", bare
    ):
        return None
    after = _PHASE_AFTER.search(bare)
    span = _PHASE_SPAN.search(bare)
    if span:
        start = int(span["a"]) * _unit_hours(span["ua"] or span["u"])
        # `2 - 7 วัน` are the days 2 to 7: they begin when day 1 is over
        days = span["u"] == "วัน" and not span["ua"] and int(span["a"]) > 0
        return start - 24 if days else start, int(span["b"]) * _unit_hours(span["u"])
    if after:
        return int(after["a"] or after["a2"]) * _unit_hours(after["u"] or after["u2"] or "วัน"), None
    within = _PHASE_WITHIN.search(bare)
    return (0, int(within["b"]) * _unit_hours(within["u"])) if within else None


_TIME_ALONE = re.compile(r"\d{1,3}\s*(?:ชั่วโมง|ชม\.?|วัน|สัปดาห์)(?:แรก)?")


def phase_of_time(text: str) -> tuple[int, int | None] | None:
    """As `phase_hours`, of a cell below `ช่วงเวลา`: there `24 ชม.` is the first 24 hours and `ทันที` their beginning."""
    bare = tidy(without_numbering(text)).translate(THAI_DIGITS)
    if bare.startswith("ทันที") and len(bare) <= _LONGEST_TIME_CELL:
        return phase_hours(text) or (0, None)
    return phase_hours(f"ภายใน {bare}" if _TIME_ALONE.fullmatch(bare) else text)


def _bracketed_span(bare: str) -> tuple[int, int | None] | None:
    """`ระยะต่อเนื่อง (วันที่ 2 - 14)`, `ระยะฟื้นฟู (สัปดาห์ที่ 2 เป็นต้นไป)`."""
    inside = _IN_BRACKETS.search(bare)
    if inside is None:
        return None
    day = _PHASE_DAY.match(inside["days"])
    return _days(day) if day else _counted_span(inside["days"])


def _counted_span(bare: str) -> tuple[int, int | None] | None:
    """`วันแรก`, `ชั่วโมงแรก`, `ชั่วโมงที่ 6 - 72`, `สัปดาห์ที่ 2 เป็นต้นไป`: the first day, hours and weeks that are counted."""
    first = _FIRST.match(bare)
    if first and not _PHASE_SPAN.search(bare):
        return 0, _unit_hours(first["unit"])
    hour = _PHASE_HOUR.match(bare)
    if hour:
        return int(hour["a"]), int(hour["b"]) if hour["b"] else None
    week = re.match(r"^สัปดาห์ที่\s*(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?(.*)$", bare)
    if week is None:
        return None
    last = int(week[2] or week[1])
    return (int(week[1]) - 1) * 168, None if "ไป" in week[3] else last * 168


def _days(day: re.Match[str]) -> tuple[int, int | None] | None:
    tail = day["tail"].strip()
    months = [
        "มกราคม",
        "กุมภาพันธ์",
        "มีนาคม",
        "เมษายน",
        "พฤษภาคม",
        "มิถุนายน",
        "กรกฎาคม",
        "สิงหาคม",
        "กันยายน",
        "ตุลาคม",
        "พฤศจิกายน",
        "ธันวาคม",
    ]
    if any(tail.startswith(month) for month in months) or tail.startswith("/"):
        return None
    start = (int(day["a"]) - 1) * 24
    if day["b"]:
        return start, int(day["b"]) * 24
    if re.search(r"เป็นต้นไป|ขึ้นไป", tail):
        return start, None
    return start, start + 24


def _unit_hours(unit: str) -> int:
    return {"วัน": 24, "สัปดาห์": 168, "เดือน": 720}.get(unit, 1)
