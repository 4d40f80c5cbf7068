"""Ticks, bullets and numbering: the small signs that carry meaning in tables and lists."""

import re
from collections.abc import Iterable

from phrom.core.values.thai_text import arabic_digits, key, tidy

# private use: Wingdings, Wingdings 2 and Webdings as Word exports them (0xF000 + the font's code)
_TICKS = frozenset("/\\✓✔☑✅√●⬤■◼xX✗✘✕✖☒×" + "\uf050\uf052\uf0fc\uf0fe\uf0fd\uf0fb\uf051\uf053\uf054\uf061\uf072")
_BOXES = frozenset("☐□○◯▢" + "\uf0a8\uf06f\uf0a3\uf071\uf02a\uf0a1\uf020")
_CHECKS = frozenset("/✓✔☑✅√" + "\uf050\uf052\uf0fc\uf0fe")
_CROSSES = frozenset("xX×✗✘☒✕✖❌" + "\uf0fb\uf0fd\uf04f\uf051\uf053\uf054")
_NONE = re.compile(r"^[-–—_.…\s\uf020]*$")
_YES = frozenset(
    key(w)
    for w in ("มี", "ใช่", "ได้รับผลกระทบ", "มีผลกระทบ", "กระทบ", "yes", "y", "ครบ", "ครบถ้วน", "ต้องมี", "ต้องใช้", "จำเป็น")
)
_NO = frozenset(
    key(w)
    for w in (
        "ไม่มี",
        "ไม่",
        "ไม่ใช่",
        "ไม่ได้รับผลกระทบ",
        "ไม่มีผลกระทบ",
        "ไม่กระทบ",
        "no",
        "n",
        "ยังไม่มี",
        "ไม่ต้องใช้",
        "ไม่ใช้",
        "ไม่จำเป็น",
        "ไม่ต้องมี",
    )
)
_BULLET = re.compile(r"^\s*(?:[•●○▪▫◦‣∙·➢➤✓✔*\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d]|[-–—](?!\s*\d+\s*$))\s*")
_NUMBERING = re.compile(
    r"^\s*(?:(?:ส่วนที่|บทที่|หมวดที่|หมวด|ข้อที่|ข้อ|ตอนที่|ตอน|ภาคผนวก)\s*(?:\d+(?:\.\d+)*|[ก-ช](?![ก-๎]))\s*[:.)]?\s*"
    r"|[(\[]?(?:\d{1,2}(?:\.\d{1,2})*|[ก-ช]|[a-zA-Z]|[ivxIVX]{2,4})[)\]]\s*"
    r"|\d{1,3}(?:\.\d{1,2})*\.+\s*(?!\d)|\d{1,2}(?:\.\d{1,2})+(?:\s+|(?=[ก-๎]))"
    r"|[A-Z]\.\s+(?=[ก-๎])|[A-Z]\.\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[ก-๎])|[ก-ฮ]\.(?:\d{1,2}(?:\.\d{1,2})*)?\s+(?!\d)|[IVX]{1,5}\.\s+)"
)


def tick(text: str) -> bool | None:
    """True for a tick or มี, False for blank, a dash, an empty box or ไม่มี; None where it is other text."""
    bare = tidy(text).strip("() []{}")
    if _NONE.match(bare):
        return False
    signs = set(bare.replace(" ", ""))
    if signs <= _BOXES:
        return False
    if signs <= (_TICKS | _BOXES) and signs & _TICKS:
        return True
    word = key(bare)
    if word in _YES:
        return True
    return False if word in _NO else None


def crosses_say_no(texts: Iterable[str]) -> bool:
    """Whether among the cells of a table some are ticked and some crossed out: there a cross is no other tick."""
    marks = [set(bare) for text in texts if (bare := tidy(text).strip("() []").replace(" ", ""))]
    return any(signs <= _CHECKS for signs in marks) and any(signs <= _CROSSES for signs in marks)


def is_cross(text: str) -> bool:
    bare = tidy(text).strip("() []").replace(" ", "")
    return bool(bare) and set(bare) <= _CROSSES


def ticked_words(text: str) -> list[str] | None:
    """The words behind ticked boxes where a cell offers several (`☑ สูง ☐ ต่ำ`); None where it offers none."""
    signs = "".join(re.escape(sign) for sign in sorted((_TICKS | _BOXES) - frozenset("/\\xX×●○")))
    offered = re.findall(rf"([{signs}])\s*([^{signs}]+)", tidy(text))
    if len(offered) < 2:
        return None
    return [words.strip(" ,/") for sign, words in offered if sign in _TICKS]


def is_box(text: str) -> bool:
    """An empty box to be ticked, and nothing else."""
    signs = set(tidy(text).replace(" ", ""))
    return bool(signs) and signs <= _BOXES


def is_none(text: str) -> bool:
    """A cell that says there is nothing: blank, `-`, `ไม่มี`."""
    bare = tidy(text)
    return bool(_NONE.match(bare)) or key(bare) in _NO


def is_dash(text: str) -> bool:
    """Only dashes or dots: nothing, deliberately."""
    return bool(_NONE.match(tidy(text)))


def has_bullet(text: str) -> bool:
    return bool(_BULLET.match(text))


def without_bullet(text: str) -> str:
    return tidy(_BULLET.sub("", text, count=1))


def numbering(text: str) -> str | None:
    """The number in front of a line (`๑.` → `1`, `(2)` → `2`, `1.1` → `1.1`), or None."""
    match = _NUMBERING.match(arabic_digits(text))
    if match is None:
        return None
    found = re.search(
        r"\d+(?:\.\d+)*|[ก-ฮ]|[a-zA-Z]+", re.sub(r"ส่วนที่|บทที่|หมวดที่|หมวด|ข้อที่|ข้อ|ตอนที่|ตอน|ภาคผนวก", "", match.group())
    )
    return found.group() if found else None


def without_numbering(text: str) -> str:
    """The line without its number or bullet."""
    bare = without_bullet(text)
    match = _NUMBERING.match(arabic_digits(bare))
    # Thai and Arabic digits are one character each, so the place is the same in both
    return tidy(bare[match.end() :]) if match and match.end() < len(bare) else bare


_BARE_NUMBER = re.compile(r"^[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*\s+(?=[ก-๎])")


def without_heading_number(text: str) -> str:
    """A heading without its number, also where no dot stands behind it: `2 กรณีเกิดอุทกภัย`."""
    return _BARE_NUMBER.sub("", without_numbering(text), count=1)


_ANSWER = re.compile(
    r"(?P<text>.*?)\s*(?P<yes>[(\[]?\s*[/✓✔☑☒xX\uf050\uf052\uf0fc\uf0fe☐□\uf0a8\s]*\s*[)\]]?)\s*มี(?![ก-๎])"
    r"\s*(?P<no>[(\[]?\s*[/✓✔☑☒xX\uf050\uf052\uf0fc\uf0fe☐□\uf0a8\s]*\s*[)\]]?)\s*ไม่มี\s*$"
)


def inline_answer(text: str) -> re.Match[str] | None:
    """`1.1 … (/) มี ( ) ไม่มี`: an item of the completeness form with both boxes on its line."""
    match = _ANSWER.match(text)
    return match if match and match["text"] and (match["yes"] + match["no"]).strip() else None


_INNER_BULLET = re.compile(r"\s+(?=[•●▪➢\uf0b7]\s*\S)|\s+(?=[-–]\s+\S)|\s+(?=[-–][ก-๎])")
_INNER_NUMBER = re.compile(r"\s+(?=\(?(\d{1,2})[.)]\s*[^\d\s])")
_ONLY_TICKS = re.compile(r"^[/✓✔☑☐xX\uf050\uf052\uf0fc\uf0fe\uf020]+(?:\s+[/✓✔☑☐xX\uf050\uf052\uf0fc\uf0fe\uf020]+)+$")


def items_on_line(text: str) -> list[str]:
    """A cell written on one line, parted where its bullets, its numbers 1, 2, … or its ticks say that items begin."""
    if not text:
        return []
    if _ONLY_TICKS.match(text):
        return text.split()
    parts = _INNER_BULLET.split(text)
    if len(parts) > 1 and (has_bullet(parts[0]) or len(parts) > 2 or parts[1][0] not in "-–"):
        return parts
    numbers = [int(n) for n in _INNER_NUMBER.findall(arabic_digits(text))]
    first = numbering(text)
    start = int(first) if first and first.isdigit() else 0
    if numbers and start == 1 and numbers == list(range(2, len(numbers) + 2)):
        places = [m.start() for m in _INNER_NUMBER.finditer(arabic_digits(text))]
        return [text[a:b].strip() for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    return [text]


# verbs with which steps and strategies begin
_DEED = re.compile(
    "กระจาย|กลับ|กำกับ|กำหนด|กู้|ขน|ขอ|ควบคุม|คืน|จัด|แจ้ง|เจรจา|ซ่อม|ซัก|ใช้|เช่า|เช็ก|ดำเนิน|ดูแล|ตรวจ|ตั้ง|ตัด|ติด|เตรียม|แต่งตั้ง|"
    "ถอด|ทดสอบ|ทดแทน|ทบทวน|ทำ|บันทึก|เบิก|ปฏิบัติ|ประกาศ|ประชา|ประชุม|ประเมิน|ประสาน|ปรับ|ปิด|เปิด|เปลี่ยน|ป้องกัน|ฝึก|พิจารณา|เฝ้า|"
    "ฟื้น|มอบ|ย้าย|ยกเลิก|ยืม|ยืนยัน|ระงับ|รับ|รายงาน|รวบรวม|เรียก|ลง|เลือก|วางแผน|วิเคราะห์|สนับสนุน|ส่ง|สรุป|สร้าง|สำรวจ|สำรอง|สั่ง|สื่อสาร|"
    "เสนอ|หยุด|หา|งด|ให้|อพยพ|ออก|อบรม|อำนวย|อนุมัติ"
)
_SHORTEST_DEED = 8  # letters


def deeds_on_line(text: str) -> list[str]:
    """A cell of steps or strategies on one line: parted like `items_on_line`, else at commas behind which each part
    says what is done (`แจ้งบุคลากรทุกคน, ย้ายไปสถานที่สำรอง`)."""
    parts = items_on_line(text)
    if len(parts) > 1:
        return parts
    deeds = re.split(r"\s*[,;]\s+", text)
    if all(_DEED.match(deed) and len(tidy(deed)) >= _SHORTEST_DEED for deed in deeds):
        return deeds
    return parts


_LONGEST_ITEM = 60  # letters
_COUNTED = re.compile(r"[\d๐-๙]\s*(?:เครื่อง|ชุด|คัน|ตัว|คน|นาย|ตู้|ใบ|ห้อง|เล่ม|หลัง|ลำ|ก้อน|คู่|ถัง|แห่ง)\)?$")


def ends_with_count(text: str) -> bool:
    """A thing that is needed, and how many: `วิทยุสื่อสาร 4 เครื่อง`; behind it the next thing begins."""
    bare = tidy(text)
    return len(bare) <= _LONGEST_ITEM and _COUNTED.search(bare) is not None
