"""Characters with places as lines of text, and lines as paragraphs: a line that ran full goes on in the next one.

Thai has no blanks between words, so what ends a paragraph is the room left on its last line: had the next word still
fitted, the line was ended on purpose.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from phrom.core.importing.files.pdf_page import Glyph
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.names.units import is_unit
from phrom.core.importing.words.columns import area_of, column_kinds
from phrom.core.importing.words.headings import team_heading
from phrom.core.importing.words.marks import ends_with_count, has_bullet, numbering
from phrom.core.importing.words.scenario_words import is_scenario_lead, stage_of
from phrom.core.values.person_name import find_title, is_position, split_name
from phrom.core.values.thai_text import tidy, unshifted

_SAME_LINE = 0.4  # of the font's size
_GAP = 0.15  # of the size: a wider one is a blank
_GAP_AFTER_MARK = 0.2  # a letter and its mark may be one sign, whose share of room is guessed
_GAP_AFTER_SILENT = 0.15  # a silenced letter ends a syllable: many a word's end
_WIDE = 1.5  # of the size
_GAP_PARTED = 0.22  # on a line with signs that take no room: the font may give them some all the same
_THAI_WORD = 4.2  # of the size: a longer Thai word would have been parted before
_BLANK = 0.5  # of the size: a blank, and what is measured a bit wrong
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"  # parts words that no blank parts
_ASTRAY = 0.8  # of the size: a mark farther from its letter may belong to another
_LOOSE = 1.3  # of the usual distance of lines: more ends a paragraph
_FARTHEST = 2.4  # of the size
_OTHER_SIZE = 0.12
# words that begin lines and are no part of a longer one: their width says whether one would have fitted
_COMMON = re.compile(
    "ด้าน|และ|ของ|หรือ|โดย|เพื่อ|จาก|ตาม|กับ|ต้อง|ได้|เป็น|ทีม|ฝ่าย|บันทึก|ติดตาม|ตรวจสอบ|จัดหา|แจ้ง|รายงาน|ประสาน|สำรวจ|ระบุ|"
    "ประเมิน|กำหนด|พิจารณา|สรุป|อาคาร|เทคโนโลยี|บุคลากร|คู่ค้า|วัสดุ|หัวหน้า|เหตุการณ์|อุทกภัย|อัคคีภัย|วาตภัย|จัดทำ|จัดเตรียม|"
    "ดำเนินการ|สื่อสาร|ทบทวน|สนับสนุน"
)
# and those that begin things of a list: what needs a row of its own cell
_OF_AREA, _FEWEST_AREAS = re.compile(r"\s*ด้าน"), 3
_THINGS = re.compile("ระบบ|ธนาคาร|โปรแกรม|กรม|บริษัท|โรงพยาบาล|โรงเรียน|มหาวิทยาลัย|คอมพิวเตอร์|โทรศัพท์|โน้ตบุ๊ก|อินเทอร์เน็ต|ร้าน")
_PHONE = re.compile(r"^\(?0[\d๐-๙][\d๐-๙ -]{5,}")
_LABELLED = re.compile(r"^(?P<label>[^:：()]{2,60}?)\s*[:：]\s*\S")
_TONES = "็่้๊๋์"
_THAI = re.compile(r"[ก-๛]")
_FOOTNOTED = ("*", "**", "***")
_ONLY_BULLET = re.compile(r"^\s*[-–•●▪*]\s*$")
_MARK = r"[ัิ-ฺ็-๎]"
_LOST_AM = re.compile(r"(?<=[ก-ฮ่-๋]) +(?:า|ำ)")
_AFTER_BLANK = re.compile(rf"(?<=[ก-๎]) +(?={_MARK}|[ก-ฮ][ิุ]?์)")  # no word begins with a mark or a silent letter
_AM = re.compile("ํ([่-๋]?)า|([่-๋])ํา")
_DOUBLED = re.compile(rf"([ก-ฮ]{_MARK}+)\1")
_BAD_MARK = re.compile(rf"(?:^|[\sA-Za-z0-9]){_MARK}|{_MARK}{{4,}}|[\ufffd\x00\uffff]", re.MULTILINE)
_BEFORE_STOP = re.compile(r"(?<=^[\d๐-๙]) +(?=\. )|(?<=^[\d๐-๙]{2}) +(?=\. )")  # `๑ . งานทะเบียน`
_ENOUGH_MARKS = 40
_SPOILT = 0.02


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as printed. `blank_after`: a blank stood at its end."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    blank_after: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `told`: what it says, where its text is damaged; `room`: what its last line left free; `first`: what
    its first word needs, both in points."""

    text: str
    told: str
    room: float
    first: float

    def runs_on_in(self, other: "Words") -> bool:
        """Whether another paragraph, on the next page, can be the rest of this one."""
        if ends_with_count(self.told) and not other.told.startswith(_GOES_ON_WITH):
            return False  # `เครื่องสูบน้ำ 2 เครื่อง`, and the next thing on the next page
        return continues(other.told) and (self.room < other.first or _ONLY_BULLET.match(self.text) is not None)

    def followed_by(self, rest: "Words") -> "Words":
        """The paragraph with its rest."""
        return Words(join(self.text, rest.text), join(self.told, rest.told), rest.room, self.first)


def is_spoilt(text: str) -> bool:
    """Whether the marks of a text stand so often where no mark can stand that its words cannot be told."""
    marks = len(re.findall(_MARK, text))
    bad = len(_DOUBLED.findall(text)) + len(_BAD_MARK.findall(text))
    return marks > _ENOUGH_MARKS and bad > _SPOILT * marks


def repaired(text: str) -> str:
    """Marks of old fonts and ำ in two parts put right where only one reading is possible: `ส านัก` is สำนัก."""
    even = _AM.sub(lambda m: f"{m[1] or m[2] or ''}ำ", unshifted(text))
    return tidy(_BEFORE_STOP.sub("", _AFTER_BLANK.sub("", _LOST_AM.sub("ำ", even))))


@lru_cache(maxsize=4096)
def is_mark(char: str) -> bool:
    """Whether a character is written above, below or into the one before it."""
    return unicodedata.category(char) == "Mn" or char == "ำ" or "\uf700" <= char <= "\uf71a"


def is_thai(char: str) -> bool:
    """A Thai letter or mark; Thai figures are none."""
    return "ก" <= char <= "๎"


def lines_of_glyphs(glyphs: list[Glyph]) -> list[TextLine]:
    """Lines from top to bottom, of what stands in one cell or outside the tables."""
    pieces: list[list[Glyph]] = []
    for glyph in glyphs:
        if pieces and _goes_on_line(pieces[-1], glyph):
            pieces[-1].append(glyph)
        elif not glyph.text.isspace():
            pieces.append([glyph])
    rows: list[list[Glyph]] = []
    for piece in sorted(pieces, key=lambda piece: -piece[0].y):
        if rows and rows[-1][0].y - piece[0].y <= _SAME_LINE * piece[0].size:
            rows[-1].extend(piece)
        else:
            rows.append(piece)
    return [_line(row) for row in rows]


def _goes_on_line(piece: list[Glyph], glyph: Glyph) -> bool:
    last = piece[-1]
    if glyph.text.isspace() or is_mark(glyph.text):
        return glyph.text.isspace() or abs(last.y - glyph.y) <= last.size
    visible = next((g for g in reversed(piece) if not g.text.isspace()), last)
    near = abs(visible.y - glyph.y) <= _SAME_LINE * max(visible.size, 1.0)
    return near and glyph.x0 >= visible.x0 - 2 * visible.size


def _in_order(piece: list[Glyph]) -> list[Glyph]:
    """Letters from left to right, each with the marks above and below it: programs print other fonts' signs apart,
    and marks, after the rest of the line."""
    letters: list[Glyph] = []
    marks: list[tuple[int, Glyph]] = []  # with the letter before it as printed
    for glyph in piece:
        if letters and is_mark(glyph.text) and glyph.text != "ำ":
            marks.append((len(letters) - 1, glyph))
        else:
            letters.append(glyph)
    worn: dict[int, list[Glyph]] = {}
    for at, mark in marks:
        near = range(len(letters)) if _off(letters[at], mark) > _ASTRAY * mark.size else range(at, at + 1)
        best = min(near, key=lambda i: _off(letters[i], mark))
        worn.setdefault(best, []).append(mark)
    order = sorted(range(len(letters)), key=lambda i: letters[i].x0)
    return [glyph for i in order for glyph in (letters[i], *sorted(worn.get(i, ()), key=lambda g: g.text in _TONES))]


def _off(letter: Glyph, mark: Glyph) -> float:
    """How far a mark stands from where this letter ends; blanks wear none."""
    return 1e6 if letter.text.isspace() else abs(letter.x1 - mark.x1)


def _line(piece: list[Glyph]) -> TextLine:
    piece = _in_order(piece)
    visible = [g for g in piece if not g.text.isspace() and g.text not in _UNSEEN] or piece
    text, end = "", visible[0].x0
    parted = len(visible) < len(piece) and any(g.text in _UNSEEN for g in piece)
    for glyph, following in zip(piece, [*piece[1:], None], strict=True):
        if glyph.text.isspace():
            text += " "
            continue
        if glyph.text in _UNSEEN:
            end = max(end, glyph.x1)
            continue
        gap = _GAP_PARTED if parted else _blank_between(text[-1:], glyph, following)
        apart = glyph.x0 - end > gap * glyph.size and not text.endswith(" ")
        if text and glyph.x0 - end > _WIDE * glyph.size:
            text = text.rstrip() + " " * 4  # between a label and its value
        text += f" {glyph.text}" if apart and not is_mark(glyph.text) and glyph.text != "า" else glyph.text
        end = max(end, glyph.x1)
    sizes = sorted(g.size for g in visible)
    return TextLine(
        text,
        min(g.x0 for g in visible),
        max(g.x1 for g in visible),
        visible[0].y,
        sizes[len(sizes) // 2],
        piece[-1].text.isspace(),
    )


def _blank_between(before: str, glyph: Glyph, following: Glyph | None) -> float:
    """How wide a gap must be, in sizes of the font, to be a blank between a character and the next letter."""
    if before == "์":
        return _GAP_AFTER_SILENT
    worn = following is not None and unicodedata.category(following.text) == "Mn"
    return _GAP_AFTER_MARK if worn or (before and is_mark(before)) else _GAP


def paragraphs(lines: list[TextLine], right: float, told: Callable[[str], str] = str) -> list[Words]:
    """The lines of a cell or a column of text as paragraphs; `right`: where a full line ends; `told`: what damaged text
    says."""
    steps = [(one.y - other.y) / max(one.size, other.size) for one, other in pairwise(lines) if one.y > other.y]
    usual = min((s for s in steps if s > _SAME_LINE), default=0.0)
    areas = [area_of(told(line.text)) if _OF_AREA.match(line.text) else None for line in lines]
    by_area = len(set(areas) - {None}) >= _FEWEST_AREAS  # a list of areas without bullets, which some of its lines fill
    found: list[list[TextLine]] = []
    for line, area in zip(lines, areas, strict=True):
        begins = by_area and area is not None
        if found and not begins and _goes_on(found[-1], line, right, usual, told):
            found[-1].append(line)
        else:
            found.append([line])
    return [
        Words(text := repaired(_joined(group)), told(text), right - group[-1].x1, _first_word(group[0]))
        for group in found
        if tidy(_joined(group))
    ]


_GOES_ON_WITH = ("และ", "หรือ", "พร้อม", "สำหรับ", "ต่อ", "เพื่อ", "(", "ๆ", "ที่", "ใน")


def _goes_on(group: list[TextLine], line: TextLine, right: float, usual: float, told: Callable[[str], str]) -> bool:
    """`usual`: the distance of lines, in sizes of the font: a title in large letters has its lines farther apart."""
    before = group[-1]
    step = before.y - line.y
    if step > min(max(usual, 1.0) * _LOOSE, _FARTHEST) * before.size:
        return False
    if abs(before.size - line.size) > _OTHER_SIZE * before.size or not continues(told(line.text)):
        return False
    held = told(_joined(group))
    if "(" not in held and _is_name(_last_person(held)) and is_position(tidy(told(line.text))):
        return False  # a name, and the position below it
    if ends_with_count(held) and not told(line.text).startswith(_GOES_ON_WITH):
        return False  # `โน้ตบุ๊ก ๓ เครื่อง`, and the next thing below it
    return right - before.x1 < _first_word(line) or _ONLY_BULLET.match(before.text) is not None


def _first_word(line: TextLine) -> float:
    """The width of the first word. Thai up to the next blank may be several: a common word is known, others guessed."""
    text = line.text.strip()
    word = text.split(" ")[0]
    known = _COMMON.match(word) or _THINGS.match(word)
    if known:
        word = known.group()
    letters = max(sum(not is_mark(c) for c in text), 1)
    width = (line.x1 - line.x0) * sum(not is_mark(c) for c in word) / letters
    if _THAI.search(word) and not known:
        width = min(width, _THAI_WORD * line.size)
    return width + _BLANK * line.size


def continues(text: str) -> bool:
    """Whether text can be the rest of a paragraph: no number, bullet, person, telephone or known label begins it."""
    bare = tidy(text)
    if bare in _FOOTNOTED:
        return True  # the sign behind a name
    return not (has_bullet(bare) or numbering(bare) or _PHONE.match(bare) or _is_name(bare) or _is_labelled(bare))


def _is_labelled(text: str) -> bool:
    """`หัวหน้าทีมที่ 2 : …`, `วัสดุอุปกรณ์ : …`: the words before a colon are a place, a team, a stage or a heading."""
    match = _LABELLED.match(text)
    if match is None:
        return False
    label = match["label"]
    known = (
        column_kinds(label) or role_words(label) or team_heading(label) or stage_of(label) or is_scenario_lead(label)
    )
    return bool(known)


def _is_name(text: str) -> bool:
    name = split_name(text)
    return name is not None and name.family is not None


def _joined(lines: list[TextLine]) -> str:
    text = lines[0].text
    for one, other in pairwise(lines):
        text = join(text, other.text, one.blank_after)
    return text


def join(one: str, other: str, blank: bool = False) -> str:
    """Two lines of a paragraph: Thai goes on without a blank, but for a person's name parted before the family name."""
    one, other = one.rstrip(), other.lstrip()
    thai = bool(one and other and _THAI.match(one[-1]) and _THAI.match(other[0]))
    parted = blank or (thai and _family_follows(one, other))
    return f"{one}{other}" if (thai and not parted) or one.endswith(("-", "/")) else f"{one} {other}"


def _last_person(text: str) -> str:
    """From the last title on; empty where nobody is named."""
    start, at = None, 0
    while title := find_title(text, at):
        start, at = title.start(), title.end()
    return text[start:] if start is not None else ""


def _family_follows(one: str, other: str) -> bool:
    """Whether a line ends with a title and a whole given name: what follows is one name, and no rest of the given
    name with the family name behind it (`นายวีระ` and below it `พงษ์ ใจดี`)."""
    person = _last_person(one)
    title = find_title(person)
    given = person[title.end() :].strip() if title else ""
    if not given or " " in given or _NO_WORD.match(other):
        return False
    _, *behind = other.split()
    return not behind or not _NAME_WORD.fullmatch(behind[0]) or is_position(behind[0]) or is_unit(behind[0])


_NO_WORD = re.compile("[ก-ฮ][ิุ]?์|[ะาำๅัิ-ฺ็-๎]")  # what no word begins with
_NAME_WORD = re.compile("[ก-๎]{2,}")
