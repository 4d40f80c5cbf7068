"""Thai personal names: title or rank, given name, family name, and the position written beside them.

Titles stand before the given name, alone or several together (`ว่าที่ ร.อ. ดร.`), with or without blanks.
`นายก`, `นายแพทย์`, `นายช่าง` and `นายอำเภอ` begin like a title and are not one before a family name.
"""

import re
from dataclasses import dataclass

from phrom.core.values.thai_text import key, tidy

_PLAIN = [
    "ว่าที่",  # before any rank
    "พันจ่าอากาศเอก",
    "พันจ่าอากาศโท",
    "พันจ่าอากาศตรี",
    "พันจ่าเอก",
    "พันจ่าโท",
    "พันจ่าตรี",
    "จ่าอากาศเอก",
    "จ่าอากาศโท",
    "จ่าอากาศตรี",
    "จ่าสิบเอก",
    "จ่าสิบโท",
    "จ่าสิบตรี",
    "จ่าสิบตำรวจ",
    "จ่าเอก",
    "จ่าโท",
    "จ่าตรี",
    "สิบเอก",
    "สิบโท",
    "สิบตรี",
    "สิบตำรวจเอก",
    "สิบตำรวจโท",
    "สิบตำรวจตรี",
    "ดาบตำรวจ",
    "พลทหาร",
    "พลตำรวจ",
    "พลฯ",
    "พลเรือเอก",
    "พลเรือโท",
    "พลเรือตรี",
    "พลอากาศเอก",
    "พลอากาศโท",
    "พลอากาศตรี",
    "พลจัตวา",
    "พันตำรวจเอก",
    "พันตำรวจโท",
    "พันตำรวจตรี",
    "ร้อยตำรวจเอก",
    "ร้อยตำรวจโท",
    "ร้อยตำรวจตรี",
    "พลตำรวจเอก",
    "พลตำรวจโท",
    "พลตำรวจตรี",
    "พลเอก",
    "พลโท",
    "พลตรี",
    "พันเอก",
    "พันโท",
    "พันตรี",
    "ร้อยเอก",
    "ร้อยโท",
    "ร้อยตรี",
    "เรือเอก",
    "เรือโท",
    "เรือตรี",
    "เรืออากาศเอก",
    "เรืออากาศโท",
    "เรืออากาศตรี",
    "นาวาเอก",
    "นาวาโท",
    "นาวาตรี",
    "นาวาอากาศเอก",
    "นาวาอากาศโท",
    "นาวาอากาศตรี",
    "นายกองใหญ่",
    "นายกองเอก",
    "นายกองโท",
    "นายกองตรี",
    "นายหมวดเอก",
    "นายหมวดโท",
    "นายหมวดตรี",
    "นายหมู่ใหญ่",
    "นายหมู่เอก",
    "นายหมู่โท",
    "นายหมู่ตรี",
    "ท่านผู้หญิง",
    "คุณหญิง",
    "หม่อมหลวง",
    "หม่อมราชวงศ์",
    "ศาสตราจารย์เกียรติคุณ",
    "ศาสตราจารย์",
    "รองศาสตราจารย์",
    "ผู้ช่วยศาสตราจารย์",
    "นายแพทย์",
    "แพทย์หญิง",
    "ทันตแพทย์หญิง",
    "ทันตแพทย์",
    "เภสัชกรหญิง",
    "เภสัชกร",
    "สัตวแพทย์หญิง",
    "สัตวแพทย์",
    "พระครู",
    "พระมหา",
    "นางสาว",
    "นาง",
    "นาย",
    "คุณ",
    "อาจารย์",
    "ดาบ",
    "นพ",
    "พญ",
    "ทพญ",
    "ทพ",
    "ภกญ",
    "ภก",
    "ภญ",
    "พว",
    "ทนพญ",
    "ทนพ",
    "กภ",
    "สพญ",
    "นสพ",
    "สพ",
    "วรท",
    "ดร",
    "ผศ",
    "รศ",
    "ศ",
    "มล",
    "มรว",
    "ดต",
    "นส",
    "อส",
    "mr",
    "mrs",
    "miss",
    "ms",
    "dr",
]
_DOTTED = [
    "น.ส.",
    "น.ส",
    "น.สพ.",
    "สพ.ญ.",
    "น.พ.",
    "พ.ญ.",
    "ท.พ.",
    "ภ.ก.",
    "ภ.ญ.",
    "ด.ต.",
    "ร.อ.",
    "ร.ท.",
    "ร.ต.",
    "ร.อ.หญิง",
    "ร.ท.หญิง",
    "ร.ต.หญิง",
    "ร.ต.อ.",
    "ร.ต.ท.",
    "ร.ต.ต.",
    "พ.ต.อ.",
    "พ.ต.ท.",
    "พ.ต.ต.",
    "พ.อ.อ.",
    "พ.อ.ท.",
    "พ.อ.ต.",
    "พ.จ.อ.",
    "พ.จ.ท.",
    "พ.จ.ต.",
    "พ.อ.",
    "พ.ท.",
    "พ.ต.",
    "จ.ส.อ.",
    "จ.ส.ท.",
    "จ.ส.ต.",
    "จ.อ.",
    "จ.ท.",
    "จ.ต.",
    "ส.อ.",
    "ส.ท.",
    "ส.ต.",
    "ส.ต.อ.",
    "ส.ต.ท.",
    "ส.ต.ต.",
    "พล.อ.",
    "พล.ท.",
    "พล.ต.",
    "พล.จ.",
    "พล.ร.อ.",
    "พล.ร.ท.",
    "พล.ร.ต.",
    "พล.อ.อ.",
    "พล.อ.ท.",
    "พล.อ.ต.",
    "พล.ต.อ.",
    "พล.ต.ท.",
    "พล.ต.ต.",
    "น.อ.",
    "น.ท.",
    "น.ต.",
    "ม.ล.",
    "ม.ร.ว.",
    "อ.ส.",
    "ว.ท.",
    "มว.อ.",
    "มว.ท.",
    "มว.ต.",
    "ศ.เกียรติคุณ",
]
_SHORT_LETTERS = {"ศ", "นพ", "พญ", "ทพญ", "ทพ", "ภกญ", "ภก", "ภญ", "พว", "ทนพญ", "ทนพ", "กภ", "สพญ", "นสพ", "สพ", "วรท",
                  "ดร", "ผศ", "รศ", "มล", "มรว", "ดต", "นส", "อส", "mr", "mrs", "ms", "dr"}  # fmt: skip


def _pattern(title: str) -> str:
    if "." in title:
        womans = r"(?:\s?หญิง)?" if title.endswith(("อ.", "ท.", "ต.")) else ""  # `ร.ต.หญิงสุดา`
        return r"\s?".join(re.escape(c) if c != "." else r"\." for c in title) + womans
    if title in _SHORT_LETTERS:
        return re.escape(title) + r"\."
    womans = "(?:หญิง)?" if title.endswith(("เอก", "โท", "ตรี")) else ""  # `ร้อยตรีหญิงสุดา`
    return re.escape(title).replace("ำ", "[ำา]") + womans


_ONE_TITLE = "|".join(_pattern(t) for t in sorted((*_PLAIN, *_DOTTED), key=len, reverse=True))
_NOT_AFTER = (
    r"(?!สาธารณสุข|ก(?![ก-๎])|กเทศ|กองค์|กอบต|ก\.|กสมาคม|แพทย์(?:สาธารณสุข|เชี่ยวชาญ|ชำนาญ|สสจ)|"
    r"ช่าง|อำเภอ|ด่าน|ทะเบียน|สถานี|ทหาร|ตรวจ|เวร|ประจำ|จ้าง|ช(?:ำ|ํา|า)นาญ(?:การ|งาน)|"
    r"(?:เชี่ยวชาญ|ทรงคุณวุฒิ|ปฏิบัติการ|ปฏิบัติงาน|อาวุโส)(?=\s*(?:[()（）/,]|ด้าน|$)))"
)
_OF_RANK = r"(?:\s?(?:หญิง|พิเศษ)(?=\s)|\s?[(（]\s?(?:หญิง|พิเศษ)\s?[)）])"  # `พ.ต.ท. หญิง`, `พ.อ.(พิเศษ)`
_TITLE = re.compile(rf"(?:(?:{_ONE_TITLE}){_NOT_AFTER}{_OF_RANK}?\s*)+", re.IGNORECASE)
_TEACHER = re.compile(r"(?P<title>อ\.)(?P<given>[ก-๎]{2,})$")  # อาจารย์; only in a column of names: elsewhere อำเภอ
_LETTERS = re.compile(r"^[ก-๎\uf700-\uf71aa-zA-Z.'\-]+$")
_COUNT_BEFORE = re.compile(
    r"(?:รวม|จำนวน|จํานวน|ทั้งสิ้น|ทั้งหมด|กำลังพล|กําลังพล|ตำรวจ|ตํารวจ|ทหาร|เจ้าหน้าที่|พนักงาน|น้อย|กว่า|ละ|อีก|ประมาณ|มี)\s*\d{1,5}\s*$"
)
_LONGEST_NAME = 40  # letters of one word of a name
_BRACKETS = re.compile(r"[(（](?P<inside>[^()（）]*)[)）]?")
_NO_POST = re.compile(r"(?:บุคลากร|ผู้|ตัว|คน)?(?:หลัก|จริง|สารอง|(?:ทด)?แทน)(?:คนที่|ลาดับที่|ที่)?\d*")
_MARKED = re.compile(r"\s*(?:ตำแหน่ง|ตําแหน่ง|ตาแหน่ง)\s*[:：]?\s*")
_POSITION_WORDS = [
    "ผู้อำนวยการ",
    "ผู้อํานวยการ",
    "ผอ",
    "รองผู้",
    "ผู้ช่วย",
    "หัวหน้า",
    "หน.",
    "นัก",
    "เจ้าหน้าที่",
    "เจ้าพนักงาน",
    "จพง",
    "ปลัด",
    "รองปลัด",
    "รองนายก",
    "นายก",
    "ครู",
    "พยาบาล",
    "ธุรการ",
    "วิศวกร",
    "สถาปนิก",
    "นิติกร",
    "นายช่าง",
    "นายแพทย์",
    "แพทย์",
    "ท้องถิ่น",
    "พนักงาน",
    "รอง",
    "เลขานุการ",
    "ผู้จัดการ",
    "ศึกษานิเทศก์",
    "กำนัน",
    "ผู้ใหญ่บ้าน",
    "ผู้ว่า",
    "นายอำเภอ",
    "คณบดี",
    "อธิการบดี",
    "อธิบดี",
    "เภสัชกร",
    "ช่าง",
    "คนขับ",
    "ภารโรง",
    "สาธารณสุข",
    "ประธาน",
    "กรรมการ",
    "บุคลากร",
    "ลูกจ้าง",
    "เสมียน",
    "ที่ปรึกษา",
    "วิทยาจารย์",
    "อาจารย์",
]

# words that begin many posts and no family name: the others (ช่าง, ครู, รอง) begin both
_NEVER_FAMILY = (
    "ผู้อำนวยการ", "ผู้อํานวยการ", "ผอ.", "ผู้ช่วย", "หัวหน้า", "เจ้าหน้าที่", "เจ้าพนักงาน", "รองผู้", "รองปลัด", "รองนายก",
    "นักวิชาการ", "นักวิเคราะห์", "นักจัดการ", "นักทรัพยากร", "นายก", "ปลัดเทศบาล", "ปลัดอบต", "ตำแหน่ง",
)  # fmt: skip


@dataclass(frozen=True)
class PersonName:
    """A name in its parts, as written; `position` only where it stands beside the name."""

    title: str | None
    given: str
    family: str | None
    position: str | None

    @property
    def full(self) -> str:
        return f"{self.given} {self.family or ''}".strip()


def is_position(text: str) -> bool:
    """Whether words read as a post (`หัวหน้าสำนักปลัด`, `นักวิชาการศึกษา`) rather than a name."""
    return any(text.startswith(word) for word in _POSITION_WORDS)


def find_title(text: str, at: int = 0) -> re.Match[str] | None:
    """The first title or rank from a place on that a name can follow."""
    for match in _TITLE.finditer(text, at):
        before = text[match.start() - 1] if match.start() else " "
        following = text[match.end() : match.end() + 2]
        if match.group().strip() == "นาย" and match.group() != "นาย" and _COUNT_BEFORE.search(text[: match.start()]):
            continue  # `ข้าราชการตำรวจรวม ๗๒ นาย จัดทำ…`: how many
        if not ("ก" <= before <= "๎") and len(following) == 2 and "ก" <= following[0] <= "๎":
            return match
    return None


def split_name(text: str, *, needs_title: bool = True) -> PersonName | None:
    """Read one person from a phrase such as `ว่าที่ ร.อ. ภูผา จันทร์งาม (ผอ.กลุ่มงาน)`.

    With `needs_title=False` (a name column) `สมชาย ใจดี` is a person too. None if there is no name in it.
    """
    text = tidy(re.sub(r"^\s*(?:[-–•*]|\(?\d{1,2}[.)])\s*", "", text))
    match = _TITLE.match(text)
    if match is None and needs_title:
        return None
    title = text[: match.end()].strip() if match else None
    rest, position = _take_position(text[match.end() :] if match else text)
    words = [w for w in rest.split(" ") if w]
    if len(words) > 2 and len(key(words[0])) <= 2 and _LETTERS.match(words[2]) and not is_position(words[2]):
        words[:2] = ["".join(words[:2])]  # a given name that a printer parted: `กำ ธร สนามเด็ก`
    names: list[str] = []
    for word in (word.lstrip(".") for word in words):
        last = len(words) == 2 and position is not None and word not in _POSITION_WORDS  # `นายดนัย ผู้ช่วยป่า (พนักงาน)`
        named = _LETTERS.match(word) and len(word) <= _LONGEST_NAME
        if not named or (names and word.startswith(_NEVER_FAMILY) and not last) or len(names) == 2:
            break
        names.append(word)
    if len(names) == 2 and names[1] == "ณ":  # a family name such as ณ อยุธยา
        names[1:] = [" ".join(words[1:3])]
    extra = " ".join(words[len(" ".join(names).split(" ")) :]) if names else ""
    position = position or (extra if is_position(extra) else None)
    if not names or len(key(names[0])) < 2 or (title is None and (len(names) < 2 or is_position(names[0]))):
        return None
    teacher = _TEACHER.match(names[0]) if title is None and not names[1].startswith("จ.") else None
    if teacher is not None:
        title, names[0] = teacher["title"], teacher["given"]
    return PersonName(title, names[0], names[1] if len(names) > 1 else None, position)


def _take_position(text: str) -> tuple[str, str | None]:
    marked = _MARKED.search(text)
    if marked:
        return text[: marked.start()], tidy(text[marked.end() :].strip("()")) or None
    brackets = _BRACKETS.search(text)
    if brackets is None:
        return re.sub(r"\s*[,/].*$", "", text), None
    inside = tidy(brackets["inside"])
    if _NO_POST.fullmatch(key(inside)):
        inside = ""  # `นายก้อง ดีมาก (หลัก)`
    return (text[: brackets.start()] + " " + text[brackets.end() :]).strip(), inside or None
