"""Units named inside sentences, where Thai has no blanks: does the office have the unit that a sentence names?

A name in a sentence may be shortened (`กลุ่มงานการเงินฯ`, `ฝ่ายบริหาร`): four letters shared after the word for the
kind of unit count as the same unit. A rule that is unsure stays silent.
"""

import re
from collections.abc import Iterable

from phrom.core.values.thai_text import key

# divisions that the law gives local governments and provincial offices; where a name ends is known only for these
_WELL_KNOWN = (
    "กองสาธารณสุขและสิ่งแวดล้อม", "กองสวัสดิการสังคม", "กองการศึกษา ศาสนาและวัฒนธรรม", "กองการศึกษา",
    "กองยุทธศาสตร์และงบประมาณ", "กองวิชาการและแผนงาน", "กองการเจ้าหน้าที่", "กองการประปา", "กองช่างสุขาภิบาล",
    "กองส่งเสริมการเกษตร", "กองป้องกันและบรรเทาสาธารณภัย", "กองคลัง", "กองช่าง", "กองแผนและงบประมาณ",
    "กองพัสดุและทรัพย์สิน", "กองสารสนเทศภาษีและทะเบียนทรัพย์สิน", "สำนักปลัด", "สำนักคลัง", "สำนักช่าง",
    "สำนักการศึกษา", "สำนักสาธารณสุขและสิ่งแวดล้อม", "หน่วยตรวจสอบภายใน",
)  # fmt: skip
_KIND = re.compile(r"(?:กลุ่มงาน|กอง|ฝ่าย|ส[ำา]นัก|แผนก)(?=[ก-ฮเ-ไ])")
_NOT_A_UNIT = re.compile(
    r"กอง(?:ทุน|อ[ำา]นวยการ|บัญชาการ|บังคับการ|ร้อย|พัน|ทัพ|ปราบ(?:ปราม)?(?!ปราม|[ก-ฮเ-ไ][ก-๎]*ของ)|ก[ำา]ลัง|หนุน|ไฟ|ทราย|ขยะ|งาน|เอกสาร|ถ่าย|ลูกเสือ|ที่|ใด|ต่าง|หรือ|และ|อาสา|บิน|เรือ)"
    r"|ส[ำา]นัก(?:งาน|ข่าว|สงฆ์|นายก|เรียน|ต่าง|ที่|ใด|หรือ|และ|พระราช|เลขา|พิมพ์)"
    r"|ฝ่าย(?:ที่|ต่าง|ใด|อื่น|หรือ|และ|เกี่ยว|ตน|เดียว|ละ|ตรงข้าม|ผู้|ปกครอง|ความมั่นคง|ทหาร|เลขา|ประชาชน|ราชการ)"
    r"|กลุ่มงาน(?:ที่|ต่าง|ใด|อื่น|หรือ|และ|ของ|ตน|เดียว|ละ|ใน|ได้|มี|ให้|เพื่อ)"
    r"|แผนก(?:ที่|ต่าง|ใด|อื่น|หรือ|และ|ละ)"
)
# kinds that are also ordinary words: believed only where the office has units of that kind
_COMMON_KIND = re.compile(r"(?:ส่วน|กลุ่ม(?!งาน)|ศูนย์)(?=[ก-ฮเ-ไ])")
_NOT_COMMON = re.compile(
    r"ส่วน(?:ราชการ|ใหญ่|หนึ่ง|กลาง|ภูมิภาค|ท้องถิ่น|ตัว|ที่|นี้|ใด|ต่าง|เกี่ยว|ได้|ร่วม|ประกอบ|ลด|แบ่ง|รวม|งาน|หน้า|ผู้|การ|กรณี|บุคลากร|เอกสาร|ของ|ให้|เจ้าหน้าที่)"
    r"|กลุ่ม(?:เสี่ยง|เป้าหมาย|ผู้|ไลน์|เปราะบาง|คน|ประชาชน|ที่|ต่าง|ย่อย|ใด|อาสา|แม่บ้าน|เกษตรกร|ใช้|สื่อ|ของ|และ|หรือ|ได้|มี|ให้|ใน|ทุก|หมอก|จิตอาสา)"
    r"|ศูนย์(?:พักพิง|อพยพ|ประสาน|ปฏิบัติการ|บัญชาการ|อ[ำา]นวยการ|รับ|ช่วย|สั่งการ|ราชการ|กลาง|ด[ำา]รง|เตือนภัย|ส[ำา]รอง|ข้อมูล|บริการ|แพทย์|ที่|ต่าง|ใด|ป้องกัน)"
)
_VERB = re.compile(
    r"[\s/,(:]|ฯ|จัด|ด[ำา]เนิน|ส[ำา]รวจ|ตรวจ|ติดตาม|ประสาน|แจ้ง|รายงาน|เปิด|ปิด|เตรียม|ให้|เป็น|ส[ำา]รอง|ประกาศ|รับ|สนับสนุน|มีหน้าที่|"
    r"ร่วม|ออก|น[ำา]|ท[ำา]|เข้า|ช่วย|ดูแล|ประเมิน|รวบรวม|ก[ำา]หนด|ควบคุม|วาง|ซ่อม|เฝ้า|แจก|บันทึก|สรุป|ย้าย|ใช้|แถลง|ต้อง|จะ|เพื่อ|ประชาสัมพันธ์|อพยพ|ส่ง"
)
_ELSEWHERE = re.compile(r"\s*(?:ของ|เทศบาล|อบต|อบจ|ทต\.|ทม\.|จังหวัด|อ[ำา]เภอ|องค์การ)")
_LONGEST = 30  # letters of a name after the word for its kind
_LEAD = re.compile(r"^[\s•\-–*◦]*(?:\(?[0-9๐-๙]+[.)]\s*)?(?:ให้|โดย)?\s*")


def unknown_unit(text: str, unit_names: Iterable[str]) -> str | None:
    """A unit that a sentence names and the office does not have, or None.

    The one who acts (at the start of the sentence) may be any kind of unit; further on only divisions with a name
    set by law are believed, and not those of another office.
    """
    known = [key(name) for name in unit_names]
    start = _LEAD.match(text)
    begin = start.end() if start else 0
    match = _KIND.match(text, begin)
    if match and not _NOT_A_UNIT.match(text, begin) and not _is_known(text[begin:], key(match.group()), known):
        return _name(text[begin:])
    common = _COMMON_KIND.match(text, begin)
    if common and sum(name.startswith(key(common.group())) for name in known) >= 2:
        name = _NOT_COMMON.match(text, begin) or _name_before_verb(text[begin:], common.end() - begin)
        if isinstance(name, str) and not _is_known(text[begin:], key(common.group()), known):
            return name
    for name in _WELL_KNOWN:
        at = text.find(name, begin)
        if at > 0 and not _ELSEWHERE.match(text, at + len(name)):
            kind = _KIND.match(name)
            if not _is_known(text[at:], key(kind.group()) if kind else "", known):
                return name
    return None


def _name_before_verb(sentence: str, after: int) -> str | None:
    """The name of who acts, where a verb tells soon where it ends."""
    end = _VERB.search(sentence, after + 2)
    return sentence[: end.start()] if end and end.start() <= after + _LONGEST else None


def _is_known(sentence: str, kind: str, known: list[str]) -> bool:
    named = key(sentence)
    for name in known:
        shared = _shared(named, name)
        if shared == len(name) or shared >= len(kind) + 4:
            return True
        # `ฝ่ายการเงิน` for `กลุ่มงานการเงินบัญชีฯ`: another word for the kind, the same matter
        matter = named[len(kind) :]
        own = re.sub(r"^(?:กลุ่มงาน|กอง|ฝ่าย|สานัก|แผนก|งาน|ส่วน)", "", name)
        if len(own) >= 3 and _shared(matter, own) >= min(len(own), 5):
            return True
    return False


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _name(sentence: str) -> str:
    for name in _WELL_KNOWN:
        if sentence.startswith(name):
            return name
    kind = _KIND.match(sentence)
    after = kind.end() if kind else 0
    end = _VERB.search(sentence, after + 2)
    return sentence[: end.start()] if end else sentence[:60]
