"""Where a line of Thai may not end: ui.md section 4, for pages (HTML) and print alike.

Browsers and typesetters find Thai words in a dictionary, yet part names, compounds and a number from its unit.
`break_thai` cuts a text into pieces; a piece marked `nobreak` must stay on one line. Between two pieces that touch,
both `nobreak`, a line may end: that is the seam of a kept word too long for a phone. The text itself is never changed,
but for the space between a number and its unit, which becomes U+00A0.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"
LONGEST_PIECE = 18  # characters; a longer kept word gets seams

# glossary terms and words that dictionaries cut in two; "|" marks a seam
_NEVER_BROKEN = """
แผนบริหาร|ความต่อเนื่อง หัวหน้า|คณะบริหาร|ความต่อเนื่อง ผู้ประสานงาน|คณะบริหาร|ความต่อเนื่อง คณะบริหาร|ความต่อเนื่อง
ทีมบริหาร|ความต่อเนื่อง บริหาร|ความต่อเนื่อง ความต่อเนื่อง หัวหน้าทีม หัวหน้า ผู้ประสานงาน กระบวนงาน กลุ่มงาน
สถานที่|ปฏิบัติงาน|สำรอง สถานที่|ปฏิบัติงาน ปฏิบัติงาน|ด้วยมือ ปฏิบัติหน้าที่|แทน บุคลากร|หลัก บุคลากร|สำรอง
รับทราบ รายงานตัว บาดเจ็บ เสียชีวิต ติดต่อไม่ได้ ปลอดภัย มาไม่ได้ ไม่ได้เขียนไว้ ไม่ได้รับ ไม่ได้ระบุ ไม่ได้ ไม่รับสาย
เบอร์ผิด สมุดบันทึก|เหตุการณ์ สภาวะวิกฤต ภาวะวิกฤต ภาวะปกติ สภาวะปกติ การฝึกซ้อม เหตุจริง ภัยคุกคาม ระดับผลกระทบ
สะดุด|หยุดชะงัก หยุดชะงัก จลาจล อุทกภัย อัคคีภัย วาตภัย โรคระบาด ไฟฟ้าดับ ประกาศใช้แผน สารสนเทศ ข้อมูล|ข่าวสาร ข่าวสาร
โน๊ตบุ๊ค โน้ตบุ๊ก อินเทอร์เน็ต อินเตอร์เน็ต องค์กรปกครอง|ส่วนท้องถิ่น ส่วนท้องถิ่น
ผู้ให้บริการ ผู้รับบริการ ผู้มี|ส่วนได้|ส่วนเสีย เครื่องมือ คู่ค้า วัสดุ|อุปกรณ์ ปฏิบัติงาน หน่วยงาน รับผิดชอบ โรงเรียน
ไฟฟ้า ตัวอย่าง อาคาร|อเนกประสงค์ อเนกประสงค์ อิเล็กทรอนิกส์ ออกซิเจน สาธารณภัย สำนักงาน จำกัด ต่อเนื่อง เผยแพร่ ส่วนกลาง
ทะเบียน|การตัดสินใจ การตัดสินใจ สถานที่ เลยกำหนด
ผลกระทบ ผู้พิการ ผู้ป่วย ผู้สูงอายุ ตำบล ทั่วไป ภายใน เดียวกัน รายชื่อ ที่ทำการ รถยนต์ ดังนั้น ทุกคน สิ่ง|ปลูกสร้าง
"""
_UNITS = (
    "คน ราย เบอร์ นาที ชั่วโมง ชม. วัน สัปดาห์ เดือน ปี ข้อ ครั้ง กระบวนงาน งาน ทีม จุด บรรทัด แผ่น เครื่อง คัน หลัง ที่นั่ง น. รายการ ฉบับ หน้า"
    " ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค. บาท เมตร กม. MB %"
)
_COUNTED = "ทีมที่ ทีม ข้อที่ ข้อ ฉบับที่ วันที่ คนที่ ลำดับที่ หน้า กลุ่มที่ ครั้งที่ หมู่ที่ ตอนที่ ส่วนที่ ปี พ.ศ."
_TITLES = (
    r"นางสาว|นาง|นาย|น\.\s?ส\.|ด\.ช\.|ด\.ญ\.|ว่าที่\s?(?:พ\.ต\.|ร\.[อทต]\.|ร้อย(?:เอก|โท|ตรี))(?:\s?หญิง)?|ดร\.|ผศ\.|รศ\.|ศ\.|นพ\.|พญ\."
    r"|(?:พล\.|[พร]\.)[อทต]\.[อทต]?\.?|ส\.[อทต]\.|จ\.?ส\.?[อทต]\.|ม\.ร\.ว\.|ม\.ล\."
)
# a Thai syllable never begins with a mark or a following vowel, nor ends with a leading vowel
_START = r"(?<![เแโใไ])"
_END = r"(?![ะ-ฺๅ-๎ฯ])"
_AMOUNT = r"\d[\d.,:/]*(?:[ \u00a0]?[-–][ \u00a0]?\d[\d.,]*)?"
_NAME_WORD = r"[ก-ฮเแโใไ][ก-ฺเ-ๅ็-๎]{1,23}"
# "นาย" and "นาง" also begin offices and ordinary words
_NOT_NAMES = (
    r"ก\s?(?:อบต|อบจ|องค์|รัฐมนตรี|เทศ|เมือง|สภา|สมาคม)|ก(?![ก-๎])"
    "|อำเภอ|ทะเบียน|ช่าง|ตรวจ|แพทย์|สถานี|รอง|จ้าง|หน้า|ประกัน|ทหาร|อากร"
)


@dataclass(frozen=True)
class Piece:
    """A part of a text; `nobreak`: no line may end inside it."""

    text: str
    nobreak: bool = False


def break_thai(text: str, keep: tuple[str, ...] = (), longest: int = LONGEST_PIECE) -> list[Piece]:
    """The text in pieces, in order. `keep`: further words never broken (names of people and sites of this plan).

    `longest`: a listed word of more characters gets seams (narrow columns want less than a page).
    Of a kept name of several words each word is kept whole; the line may end between them.
    """
    pieces: list[Piece] = []
    at = 0
    for match in _pattern(keep).finditer(text):
        if match.start() > at:
            pieces.append(Piece(text[at : match.start()]))
        pieces += _kept(match, longest)
        at = match.end()
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def thai_html(text: str, escape: Callable[[str], str], keep: tuple[str, ...] = ()) -> str:
    """The text as HTML: kept pieces in `<span class="nb">`, `<wbr>` at the seams. `escape` makes text safe for HTML."""
    out: list[str] = []
    before: Piece | None = None
    for piece in break_thai(text, keep):
        if before and before.nobreak and piece.nobreak:
            out.append("<wbr>")
        out.append(f'<span class="nb">{escape(piece.text)}</span>' if piece.nobreak else escape(piece.text))
        before = piece
    return "".join(out)


def _kept(match: re.Match[str], longest: int) -> list[Piece]:
    words = match[0]
    if match.lastgroup in ("number", "counted", "phone"):
        return [Piece(re.sub(r"\s+", NO_BREAK_SPACE, words), nobreak=True)]
    if match.lastgroup == "term":
        parts = _seams()[words] if len(words) > longest else (words,)
        return [Piece(part, nobreak=True) for part in parts]
    return [Piece(part, nobreak=not part.isspace()) for part in re.split(r"(\s+)", words) if part]


@lru_cache(maxsize=1)
def _seams() -> dict[str, tuple[str, ...]]:
    """Each word of the list with its parts."""
    return {word.replace("|", ""): tuple(word.split("|")) for word in _NEVER_BROKEN.split()}


@lru_cache(maxsize=64)
def _pattern(keep: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all; earlier alternatives win: this plan's words, names, numbers, the list."""
    alternatives = []
    own = sorted({word.strip() for word in keep if len(word.strip()) > 1}, key=len, reverse=True)
    if own:
        alternatives.append(f"(?P<own>{_START}(?:{'|'.join(_spaced(word) for word in own)}){_END})")
    # "นายอำนวย บัวอินทร์": the family name only if exactly one space away, so that no ordinary word is caught far off
    alternatives.append(
        rf"(?P<name>{_START}(?:{_TITLES})\s?(?!{_NOT_NAMES}){_NAME_WORD}(?![ก-๎])(?: {_NAME_WORD}(?![ก-๎]))?)"
    )
    alternatives.append(r"(?P<phone>(?<![\w.])0\d{1,2}[ \u00a0-]\d{3}[ \u00a0-]\d{3,4}(?!\d))")
    alternatives.append(r"(?P<latin>(?<![\w-])[A-Za-z]{1,3}-[A-Za-z]{2,14}(?![\w-]))")  # E-Plan, e-LAAS
    unit = rf"(?:{_any(_UNITS)}){_END}(?:[ \u00a0]\d{{4}}(?!\d))?"
    alternatives.append(rf"(?P<number>(?<![\w.]){_AMOUNT}[ \u00a0]*{unit})")
    alternatives.append(rf"(?P<counted>{_START}(?:{_any(_COUNTED)})[ \u00a0]{_AMOUNT}(?:[ \u00a0]*{unit})?)")
    alternatives.append(f"(?P<term>{_START}(?:{'|'.join(sorted(_seams(), key=len, reverse=True))}){_END})")
    return re.compile("|".join(alternatives))


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


def _spaced(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())
