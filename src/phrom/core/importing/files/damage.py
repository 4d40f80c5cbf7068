"""Files whose tone marks were lost, moved behind the next letter, or turned into blanks.

Only a file that is plainly damaged is touched, and in it only words that every plan is made of: a known word is put
back where its letters stand in order, whatever became of its marks. The source's own lines stay as they are in the
report; other words are read as they stand.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from phrom.core.values.person_name import find_title, is_position
from phrom.core.values.thai_text import legible

_SAMPLE = 200_000
_LONGEST = 20_000  # no line of a plan is longer
_FEWEST_WORDS = 20  # known words in the sample, before it can be judged
_MOST_LOST = 0.35  # of the known words, without marks of theirs: 0-0.02 in sound plans, a few in ten of short ones
_MOST_MOVED = 0.05  # of the known words, with their marks in other places: none in sound plans
_FEW_MARKS = 0.07  # marks to a consonant: sound plans have 0.10 and more, those without tone marks 0.02
_FEWEST_MARKS = 0.03  # where they became blanks, silencers too
_TORN = 0.2  # of the words without their marks: with blanks inside them, where the marks became blanks
_CONSONANT = re.compile("[ก-ฮ]")
_MARK = re.compile("[็-๎]")
_MARKS = re.compile(r"[็-๎\s]+")
_COUNTED = re.compile(r"(?<=[ก-๎])ที(?=\s*[\d๐-๙])")  # `ทีมที 1`
_ALONE = re.compile(r"(?:^|(?<=\t)) *(ใช|ข ?อ|ที)[็-๎ ]*(?=\t|$)")  # short words that fill a cell
_WHEN_ALONE = {"ใช": "ใช่", "ขอ": "ข้อ", "ที": "ที่"}
_EXTENSION = re.compile(r"(?<=[\d๐-๙])(?:\s*ตอ|\s+ต อ)\s*(?=[\d๐-๙])")  # `053-000100 ตอ 12`
_TONES = frozenset("่้๊๋")
_KEY = 3  # letters by which a word is looked up
_VOWELS = frozenset("ัิีึืฺุู")  # marks that make another syllable of the letter before them
_BEFORE = frozenset("เแโใไ")  # vowels that belong to the letter after them

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
บ้าน ที่บ้าน ร้าน ตู้ เล่ม ที่นั่ง แห่ง ว่าที่ จ่า จ่าเอก จ่าโท พันจ่าเอก นายช่าง แพทย์ ช่าง กองช่าง
สื่อสาร เชื่อมต่อ เว็บไซต์ ซอฟต์แวร์ ต่อ แต่งตั้ง แต่ละ แจ้งเหตุ แจ้ง ห้วงเวลา ช่วง ช่วงเวลา แผนที่ยุทธศาสตร์
ลำดับที่ ข้อ ที่ปรึกษา บ่งชี้ ล้มเหลว เพิ่มเติม เบื้องต้น หลักเกณฑ์ ข้าราชการ ลูกจ้าง ก่อการร้าย สร้าง สิ้นสุด
ยุติ ทั้งสิ้น ทั้งหมด กำหนดให้ ได้แก่ ดังต่อไปนี้ ครบถ้วน แบบตรวจสอบความครบถ้วน องค์ประกอบ พื้นฐาน ดำเนินการแล้ว
ทำหน้าที่ ซึ่ง อยู่ ทุ่ง ส่ง รับส่ง อื่น อื่นๆ ฝุ่น ปฏิบัติหน้าที่ กรณีที่ คนที่ แห่งที่ ครั้งที่ ซ้ำ แน่น พร้อม
ความพร้อม ป้องกัน เฝ้าระวัง สุ่ม ค่า เปลี่ยน พี่เลี้ยง เครื่องพิมพ์ เครื่องถ่าย ต้อง ต้องการ ความต้องการ
เท่านั้น ขึ้น ขึ้นกับ จ้าง อ้างอิง สั่งการ คำสั่ง เนื่อง เบื้อง จัดตั้ง ตั้งอยู่ อย่างต่อเนื่อง อย่างน้อย
น้อย น้อยกว่า กว่า หนึ่ง สี่ ห้า ครึ่ง ชั้น ยั่งยืน เรื่อง พร้อมใช้ ใหม่ ใหญ่ หลักสูตร สิ่งแวดล้อม
ร้อย ร้อยตรี เอื้อ นิ่ง ซ่อม ซ่อมแซม ย้าย เคลื่อนย้าย ความเสี่ยง เสี่ยง ที่เกี่ยวข้อง เกี่ยวข้อง เบอร์โทร
อีเมล์ ไลน์ ป้าย ฝึกซ้อม ซักซ้อม หมู่บ้าน ผู้ใหญ่บ้าน รับแจ้ง ได้รับแจ้ง ได้รับ
ดำเนินการแล้วเสร็จ เสร็จ เสร็จสิ้น สำเร็จ เป็น เก็บ จัดเก็บ เด็ก เล็ก เร็ว เห็น ความเห็น เต็ม วิเคราะห์ การวิเคราะห์
สงเคราะห์ ทุกข์ ร้องทุกข์ แพทย์ การแพทย์ ฮาร์ดแวร์ เซิร์ฟเวอร์ ไปรษณีย์ ยานยนต์ รถยนต์ ปศุสัตว์ ศาสตร์ ยุทธศาสตร์
เวชศาสตร์ จันทร์ ศุกร์ กรณ์ สมบูรณ์ ลิขสิทธิ์ ทรัพย์สิน ประโยชน์ ประสงค์ สถานการณ์ฉุกเฉิน พันธุ์ พิมพ์ เครื่องพิมพ์
เพื่อ เพื่อให้ ที่ต้อง หมู่ หมู่ที่ ใช้งาน การใช้งาน ผู้ป่วย ผู้ใช้ ผู้ใช้บริการ ด้วย ด้วยมือ โครงสร้าง เครือข่าย กว้าง
ขาดแคลนน้ำ น้ำป่า น้ำหลาก ไฟป่า ไข้หวัด ดินถล่ม โคลนถล่ม อาคารถล่ม ระบบล่ม เครือข่ายล่ม ก่อความไม่สงบ ข้อสังเกต คลี่คลาย จุดมุ่งหมาย
ช่องทางติดต่อ ตรวจสอบแล้ว มีแล้ว ไม่ครบ ตอบโต้ ตามห้วงเวลา ต่อการดำเนิน ต่อการให้ ต่องาน ต่อภารกิจ ข้อมูลที่ยอมให้สูญ
ผู้ดำรงตำแหน่ง ผู้ดำเนินการ ผู้บริหาร ผู้มีส่วนได้ ผู้รับจ้าง ผู้เกี่ยวข้อง ผู้แทน พึ่งพา ประเด็นที่ ภัยที่อาจ มีแนวโน้ม
รอได้ หยุดได้ หยุดดำเนินการได้ เวลาที่หยุด เวลาในการฟื้น ระยะที่ ถ้าหยุด สินค้า สิ่งที่ต้องทำ ที่ต้องทำ หัวข้อ เงื่อนไข เจ้าของ
เผยแพร่ แค่ไหน ทำอย่างไร อย่างไร ที่ทำงาน ที่ใช้ ใช้การไม่ได้
""",
)
# words that are right as they stand and would be mistaken for one of those above
_RIGHT = ["แผน", "ตัว", "เมือง", "เชื้อ", "เก่า", "เหลือง", "กวาง", "ลาน"]


@dataclass(frozen=True)
class Menders:
    """What to do with the lines of a file: to read them, and to find its columns of blanks."""

    words: Callable[[str], str]  # makes a line legible; where the file is damaged, with known words put back
    places: Callable[[str], str]  # puts marks of known words back where they stood, and changes nothing else


def damage_mender(text: str) -> Callable[[str], str]:
    """A function that makes a line of this text legible; where the text is damaged, with known words put back."""
    return damage_menders(text).words


def damage_menders(text: str) -> Menders:
    sample = legible(text[:_SAMPLE].replace("\n", " \x00 "))
    known = list(_known_words(sample))
    wrong = [(written, word) for _, _, written, word in known if _even(written.replace(" ", "")) != _even(word)]
    lost = [written for written, word in wrong if _marks(written) < _marks(word)]
    moved = [written for written, word in wrong if _marks(written) == _marks(word)]
    if len(known) < _FEWEST_WORDS:
        return Menders(legible, str)
    marks = len(_MARK.findall(sample)) / max(len(_CONSONANT.findall(sample)), 1)
    if marks < _FEW_MARKS and len(lost) > _MOST_LOST * len(known):
        torn = sum(" " in written.strip() for written in lost)
        if marks < _FEWEST_MARKS and torn >= _TORN * len(lost):
            return Menders(_mended_with_names, partial(_in_place, torn=True))
        return Menders(_mended, partial(_in_place, torn=False))
    return Menders(_with_marks_back if len(moved) > _MOST_MOVED * len(known) else legible, str)


def _marks(text: str) -> Counter[str]:
    return Counter(_MARK.findall(text))


def _bare(word: str) -> str:
    return _MARKS.sub("", _even(word))


def _even(text: str) -> str:
    """ำ as า, letter for letter: the one is read for the other where a mark between them is lost (`เจ้า` → `เจำ`)."""
    return text.replace("ำ", "า")


def _by_start() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for word in sorted({*_WORDS, *_RIGHT}, key=lambda w: len(_bare(w)), reverse=True):
        if len(_bare(word)) >= _KEY and (_bare(word) != word or word in _RIGHT):
            found.setdefault(_bare(word)[:_KEY], []).append((_bare(word), word))
    return found


_BY_START = _by_start()


def _known_words(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Known words whose letters stand in a text in order: (start, end, as written, as it should be)."""
    places = [i for i, c in enumerate(text) if not _MARKS.match(c)]
    bare = _even("".join(text[i] for i in places))
    at = 0
    while at < len(bare):
        found = next((pair for pair in _BY_START.get(bare[at : at + _KEY], ()) if _stands_at(bare, at, pair[0])), None)
        if found is None:
            at += 1
            continue
        start, end = places[at], _end_of_marks(text, places[at + len(found[0]) - 1] + 1)
        if found[1] not in _RIGHT:
            yield start, end, text[start:end], found[1]
        at += len(found[0])


def _stands_at(bare: str, at: int, word: str) -> bool:
    """Whether a word's letters stand here, and are not cut out of the syllables around them."""
    if not bare.startswith(word, at) or (at and bare[at - 1] in _BEFORE):
        return False
    following = bare[at + len(word) : at + len(word) + 1]
    return following not in _VOWELS and not (following in ("ะ", "า", "ำ") and "ก" <= word[-1] <= "ฮ")


def _with_marks_back(text: str) -> str:
    """A line of a file whose marks moved and were not lost: a word without a mark of its own is another word."""
    if len(text) > _LONGEST:
        return text
    marked = _ALONE.sub(lambda match: _WHEN_ALONE[_bare(match[1])] if _MARK.search(match[0]) else match[0], text)
    return _put_back(legible(marked), moved=True)


def _mended(text: str) -> str:
    """A line with the known words in it put back; letters are never changed, only marks and blanks within a word."""
    if len(text) > _LONGEST:
        return text
    text = _ALONE.sub(lambda match: _WHEN_ALONE[_bare(match[1])], text)
    return _put_back(_EXTENSION.sub(" ต่อ ", _COUNTED.sub("ที่", legible(text))), moved=False)


def _put_back(text: str, *, moved: bool) -> str:
    out: list[str] = []
    done = 0
    for start, end, written, word in _known_words(text):
        if not _may_be(written, word, moved=moved, moved_on=_mark_moved_on(text, end, word)):
            continue
        if start < done:
            out.pop()  # the letter that carried the mark of the word before begins this one
        out += [text[done:start], word]
        done = end
        if _mark_moved_on(text, end, word):
            out.append(text[end])
            done = end + 2
    out.append(text[done:])
    return "".join(out)


def _may_be(written: str, word: str, *, moved: bool, moved_on: bool) -> bool:
    """Whether damage can have made this of the word. No damage makes one mark of another (`ก้อน` is not `ก่อน`)."""
    has, wants = _marks(written), _marks(word)
    return has == wants or moved_on or (bool(has & wants) if moved else has <= wants)


def _mark_moved_on(text: str, end: int, word: str) -> bool:
    """`ทีส่ำรอง`: the letter behind a word carries the tone mark that the word ends with and has lost."""
    lost = word[-1] in _TONES and text[end - 1 : end] not in _TONES
    return lost and bool(_CONSONANT.match(text, end)) and text[end + 1 : end + 2] == word[-1]


_CELL = re.compile(r"[^\s]+(?:[ \u00a0]{1,2}[^\s]+)*")  # what wide gaps part
_COUNTED_TORN = re.compile(r"(?<=[ก-๎])ที[ \u00a0](?=[ \u00a0]*[\d๐-๙])")  # `ทีมที  1`


def _in_place(text: str, *, torn: bool) -> str:
    """A line of a table whose cells are parted by blanks, with the marks back that its letters were counted with.

    `torn`: the marks became blanks, and each takes the place of its blank again.
    """
    if len(text) > _LONGEST:
        return text
    text = _COUNTED_TORN.sub("ที่", text) if torn else _COUNTED.sub("ที่", text)
    out: list[str] = []
    done = 0
    for cell in _CELL.finditer(text):
        for start, end, written, word in _known_words(cell.group()):
            start, end = start + cell.start(), end + cell.start()
            blanks = max(len(word) - len(written), 0) if torn else 0  # behind the word: its last mark was one of them
            whole = len(word) >= len(written) and not text[end : end + blanks].strip() if torn else " " not in written
            if start >= done and whole and _may_be(written, word, moved=False, moved_on=False):
                out += [text[done:start], word]
                done = end + blanks
    return "".join([*out, text[done:]])


_PIECES = re.compile(r"(?:[ก-๎]+[ \u00a0]*)+")


def _mended_with_names(text: str) -> str:
    """The same where marks became blanks: a name's pieces are put together again.

    Where a blank stood beside a lost mark two are found, and there the family name begins; where there is no such
    place it begins after the first piece that can be a word.
    """
    text = _mended(text)
    at = 0
    while title := find_title(text, at):
        pieces = _PIECES.match(text, title.end())
        following = find_title(text, title.end())
        end = min(pieces.end() if pieces else title.end(), following.start() if following else len(text))
        name = _whole_name(text[title.end() : end])
        text = text[: title.end()] + name + text[end:]
        at = title.end() + max(len(name.rstrip()), 1)
    return text


_CALL = re.compile(r"(?:โทร|มือถือ|เบอร)")  # what stands between a name and its number


def _whole_name(text: str) -> str:
    pieces = [(m.group(), len(m.group(1))) for m in re.finditer(r"[ก-๎]+([ \u00a0]*)", text)]
    ends = (i for i, (piece, _) in enumerate(pieces) if i and (is_position(piece.strip()) or _CALL.match(piece)))
    stop = next(ends, len(pieces))
    if stop < 3:
        return text
    words = [piece.rstrip() for piece, _ in pieces[:stop]]
    wide = [i for i, (_, gap) in enumerate(pieces[: stop - 1]) if gap > 1]
    cut = wide[0] + 1 if wide else next((i + 1 for i in range(stop - 1) if len(_bare("".join(words[: i + 1]))) > 2), 1)
    tail = text[sum(len(piece) for piece, _ in pieces[:stop]) :]
    return f"{''.join(words[:cut])} {''.join(words[cut:])} {tail}"


def _end_of_marks(text: str, at: int) -> int:
    """Past the marks that stand on or after a word's last letter."""
    while at < len(text) and "็" <= text[at] <= "๎":
        at += 1
    return at
