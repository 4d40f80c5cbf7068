"""Files whose tone marks were lost, moved behind the next letter, or turned into blanks.

Only a file that is plainly damaged is touched, and in it only words that every plan is made of: a known word is put
back where its letters stand in order, whatever became of its marks. The source's own lines stay as they are in the
report; other words are read as they stand.
"""

import re
from collections.abc import Callable

from phrom.core.values.thai_text import legible

_SAMPLE = 200_000
_LONGEST = 20_000  # no line of a plan is longer
_FEWEST_LETTERS = 300
_FEWEST_TONES = 0.075  # tone marks to a consonant: 0.095-0.12 in plans as they should be
_MOST_MISPLACED = 0.003  # marks where none can stand, to a consonant: none in plans as they should be
_CONSONANT = re.compile("[ก-ฮ]")
_TONE = re.compile("[่-๋]")
_MISPLACED = re.compile("[่-๋][ัิ-ฺ]|[ะเแโใไา][่-๋]")
_MARKS = re.compile(r"[็-๎\s]+")
_COUNTED = re.compile(r"(?<=[ก-๎])ที(?=\s*[\d๐-๙])")  # `ทีมที 1`
_KEY = 3  # letters by which a word is looked up

# words with marks that are no other word without them
_WORDS = re.findall(
    r"\S+",
    """
ตอบสนองต่อ ต่อเหตุการณ์ ต่อทรัพยากร ต่อกระบวน ต่อสภาวะ ให้บริการ การให้บริการ ผู้ว่าราชการ ต่อเนื่อง
ความต่อเนื่อง องค์การ องค์กร ผู้ ผู้รับผิดชอบ ผู้อำนวยการ ผู้ช่วย ผู้ประสาน ผู้ประสานงาน ผู้บัญชาการ ผู้ปฏิบัติ
ผู้ปฏิบัติงาน ผู้ปฏิบัติหน้าที่แทน ผู้ให้บริการ ผู้มีส่วนได้ส่วนเสีย ผู้สำรอง ผู้เห็นชอบ ผู้จัดทำ ผู้จัดการ
หัวหน้า หัวหน้าทีม หัวหน้าฝ่าย หัวหน้ากลุ่ม หัวหน้าคณะ หัวหน้าส่วน หน้าที่ เจ้าหน้าที่ เจ้าภาพ เจ้าพนักงาน
ท้องถิ่น กลุ่ม กลุ่มงาน ฝ่าย ฝ่ายบริหารทั่วไป บริหารทั่วไป ทั่วไป ส่วน หน่วย หน่วยงาน ส่วนราชการ ส่วนที่
ทุกกลุ่ม ทุกฝ่าย สูง ต่ำ ปานกลาง ขั้นต่ำ เร่งด่วน ชั่วโมง สัปดาห์ อาทิตย์ ไม่เกิน วันที่ เดือน ระยะเวลาที่ยอมให้
ระยะเวลาที่ยอมรับได้ ยอมให้ ยอมรับได้ เป้าหมาย ฟื้นคืน ฟื้นฟู กู้คืน กอบกู้ กู้ภัย ขั้นตอน ให้ ได้ ไม่มี ไม่ใช่
ใช่ อาคาร สถานที่ พื้นที่ ที่ทำการ ที่ว่าการ ที่ตั้ง ที่จำเป็น ที่สำคัญ วัสดุ อุปกรณ์ เครื่อง เครื่องมือ
คอมพิวเตอร์ โน้ตบุ๊ก โน๊ตบุ๊ค อินเทอร์เน็ต อินเตอร์เน็ต โทรศัพท์ เคลื่อนที่ เบอร์ คู่ค้า ด้าน เมื่อ เมื่อเริ่ม
เริ่ม เข้าสู่ กลับสู่ กลับเข้าสู่ สู่ ก่อน ก่อนเกิด ขึ้นไป เป็นต้นไป ตั้งแต่ ระหว่าง แก้ไข ข้อมูล ข้อมูลที่สำคัญ
กลยุทธ์ วัตถุประสงค์ เหตุการณ์ สถานการณ์ น้ำ น้ำท่วม น้ำประปา ไฟฟ้า ไฟไหม้ เพลิงไหม้ ประท้วง แผ่นดินไหว ภัยแล้ง
โรคติดต่อ ติดต่อ ไข้ ไซเบอร์ ล่ม ขัดข้อง ใช้ ใช้งานไม่ได้ ศูนย์ แล้วเสร็จ ชื่อ รายชื่อ ตำแหน่ง ห้อง ห้องประชุม
บ้าน ที่บ้าน ร้าน ตู้ เล่ม ตั๋ว ที่นั่ง แห่ง ว่าที่ จ่า จ่าเอก จ่าโท พันจ่าเอก นายช่าง แพทย์ ช่าง กองช่าง
สื่อสาร เชื่อมต่อ เว็บไซต์ ซอฟต์แวร์ ต่อ แต่งตั้ง แต่ละ แจ้งเหตุ แจ้ง ห้วงเวลา ช่วง ช่วงเวลา แผนที่ยุทธศาสตร์
ลำดับที่ ข้อ ที่ปรึกษา บ่งชี้ ล้มเหลว เพิ่มเติม เบื้องต้น หลักเกณฑ์ ข้าราชการ ลูกจ้าง ก่อการร้าย สร้าง สิ้นสุด
ยุติ ทั้งสิ้น ทั้งหมด กำหนดให้ ได้แก่ ดังต่อไปนี้ ครบถ้วน แบบตรวจสอบความครบถ้วน องค์ประกอบ พื้นฐาน ดำเนินการแล้ว
ทำหน้าที่ ซึ่ง อยู่ ทุ่ง ส่ง รับส่ง อื่น อื่นๆ ฝุ่น ปฏิบัติหน้าที่ กรณีที่ คนที่ แห่งที่ ครั้งที่ ซ้ำ แน่น พร้อม
ความพร้อม ป้องกัน เฝ้าระวัง สุ่ม ค่า เปลี่ยน พี่เลี้ยง เครื่องพิมพ์ เครื่องถ่าย ต้อง ต้องการ ความต้องการ
เท่านั้น ขึ้น ขึ้นกับ จ้าง อ้างอิง สั่งการ คำสั่ง เชื่อ เนื่อง เบื้อง จัดตั้ง ตั้งอยู่ อย่างต่อเนื่อง อย่างน้อย
น้อย น้อยกว่า กว่า หนึ่ง สี่ ห้า เก้า ครึ่ง ชั้น ยั่งยืน เรื่อง พร้อมใช้ ใหม่ ใหญ่ หลักสูตร แผ่น สิ่งแวดล้อม
ล้าน ร้อย ร้อยตรี เอื้อ นิ่ง ซ่อม ซ่อมแซม ย้าย เคลื่อนย้าย ความเสี่ยง เสี่ยง ที่เกี่ยวข้อง เกี่ยวข้อง เบอร์โทร
อีเมล์ ไลน์ ป้าย หมู่บ้าน ผู้ใหญ่บ้าน รับแจ้ง ได้รับแจ้ง ได้รับ
""",
)


def damage_mender(text: str) -> Callable[[str], str]:
    """A function that makes a line of this text legible; where the text is damaged, with known words put back."""
    sample = text[:_SAMPLE]
    consonants = len(_CONSONANT.findall(sample))
    if consonants < _FEWEST_LETTERS:
        return legible
    damaged = (
        len(_TONE.findall(sample)) / consonants < _FEWEST_TONES
        or len(_MISPLACED.findall(sample)) / consonants > _MOST_MISPLACED
    )
    return _mended if damaged else legible


def _bare(word: str) -> str:
    return _MARKS.sub("", word)


def _by_start() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for word in sorted(set(_WORDS), key=lambda w: len(_bare(w)), reverse=True):
        if len(_bare(word)) >= _KEY and _bare(word) != word:
            found.setdefault(_bare(word)[:_KEY], []).append((_bare(word), word))
    return found


_BY_START = _by_start()


def _mended(text: str) -> str:
    """A line with the known words in it put back; letters are never changed, only marks and blanks within a word."""
    if len(text) > _LONGEST:
        return text
    text = _COUNTED.sub("ที่", legible(text))
    places = [i for i, c in enumerate(text) if not _MARKS.match(c)]
    bare = "".join(text[i] for i in places)
    out: list[str] = []
    at, done = 0, 0
    while at < len(bare):
        found = next((pair for pair in _BY_START.get(bare[at : at + _KEY], ()) if bare.startswith(pair[0], at)), None)
        if found is None:
            at += 1
            continue
        start = places[at]
        end = _end_of_marks(text, places[at + len(found[0]) - 1] + 1)
        out += [text[done:start], found[1]]
        done, at = end, at + len(found[0])
    out.append(text[done:])
    return "".join(out)


def _end_of_marks(text: str, at: int) -> int:
    """Past the marks that stand on or after a word's last letter."""
    while at < len(text) and "็" <= text[at] <= "๎":
        at += 1
    return at
