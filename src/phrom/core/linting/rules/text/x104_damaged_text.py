"""X104: letters lost or broken on the way from one program to another."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

# marks on nothing, marks twice, old Windows letters, the replacement sign, UTF-8 read as Latin
_BROKEN = re.compile(r"(?:^|[\s(/])[ัิ-ฺ็-๎]|([ัิ-ฺ็-๎])\1|[\uf700-\uf71a\ufffd]|à[¸¹]|เเ")
# words that lose ำ when a PDF or an old font drops it; none of the damaged forms is a word
_LOST_SARA_AM = {
    "สาคัญ": "สำคัญ", "ดาเนิน": "ดำเนิน", "จานวน": "จำนวน", "สานัก": "สำนัก", "สาหรับ": "สำหรับ",
    "กาหนด": "กำหนด", "จาเป็น": "จำเป็น", "ลาดับ": "ลำดับ", "ทางาน": "ทำงาน", "อานาจ": "อำนาจ",
    "นาเข้า": "นำเข้า", "น้าดื่ม": "น้ำดื่ม", "น้าท่วม": "น้ำท่วม", "จัดทา": "จัดทำ", "ประจาปี": "ประจำปี",
    "สารองข้อมูล": "สำรองข้อมูล", "งานสารอง": "งานสำรอง", "อุปกรณ์สารอง": "อุปกรณ์สำรอง", "อานวย": "อำนวย",
}  # fmt: skip
# what ends a word and begins the next one: พัฒนา|เข้าสู่, เวลา|ดับเพลิง, เจรจา|เป็น
_WORD_BEFORE = {
    "นาเข้า": ("พัฒ", "สัมม", "ศาส", "ชาว", "ทำ", "สถาป", "สนท", "ภาว", "ปรารถ"),
    "ลาดับ": ("เว",),
    "จาเป็น": ("เจร", "วา"),
}
_LOST = re.compile(
    "|".join("".join(f"(?<!{before})" for before in _WORD_BEFORE.get(word, ())) + word for word in _LOST_SARA_AM)
)


class DamagedText(Rule):
    code = "X104"
    severity = "advice"
    title = Bilingual(th="ข้อความเสียหาย", en="Damaged text")
    why = Bilingual(
        th="ตัวอักษรที่หายหรือเพี้ยนตอนแปลงไฟล์ทำให้ค้นหาไม่พบและอ่านผิดในเวลาเร่งรีบ ISO 22301:2019 ข้อ 7.5.3 "
        "ให้เอกสารพร้อมใช้และเหมาะสม",
        en="Letters lost or broken in conversion cannot be found by searching and are misread in a hurry. "
        "ISO 22301:2019 clause 7.5.3 asks for documents that are available and suitable.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for path, value in texts_of(plan):
            if path.rpartition("/")[2] in ("id", "impact_text", "mtpd_text"):
                continue
            lost = _LOST.findall(value)
            if lost:
                mended = _LOST.sub(lambda match: _LOST_SARA_AM[match.group()], value)
                words = ", ".join(dict.fromkeys(f"{word} → {_LOST_SARA_AM[word]}" for word in lost))
                yield self.finding(
                    path,
                    th=f"สระอำหาย: {words}",
                    en=f"A vowel is lost: {words}",
                    mend=mend(f"แก้เป็น “{mended[:80]}”", f"Write “{mended[:80]}”", path, mended),
                )
            elif _BROKEN.search(value):
                mended = value.replace("เเ", "แ")
                whole = not _BROKEN.search(mended)
                yield self.finding(
                    path,
                    th=f"ตัวอักษรเพี้ยนใน “{value[:60]}”",
                    en=f"Broken letters in “{value[:60]}”",
                    mend=mend("พิมพ์ใหม่ให้ถูก", "Type it again", path if whole else None, mended if whole else None),
                )
