"""Work told in sentences, one a line: its name, and in any order behind it whose it is, how bad a stop is, how long it
may last. `1. ออกใบอนุญาต รับผิดชอบโดยฝ่ายทะเบียน ผลกระทบระดับสูง หยุดได้ไม่เกิน 1 วัน กลับมาให้บริการภายใน 4 ชั่วโมง`.

Two such lines one after the other make a table; one alone is a sentence.
"""

import re

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.names.units import is_every, is_unit
from phrom.core.importing.words.columns import IMPACTS, area_of
from phrom.core.importing.words.marks import has_bullet, numbering, without_numbering
from phrom.core.plan.document import AREAS
from phrom.core.values.duration import THAI_DIGITS, find_duration
from phrom.core.values.thai_text import key, tidy

_FEWEST = 2  # lines
_LONGEST = 320
_LONGEST_ABOVE = 90
_SHORTEST_NAME = 4
_REACH = 26  # letters behind a word in which its time stands
_STOP = re.compile(
    r"MTPD|MTD|หยุด(?:ชะงัก|ดำเนินการ|งาน)?ได้|(?:ยอม|ทน)(?:ให้)?(?:หยุด|ได้|รับ)|รอได้|สะดุดได้|เว้นได้", re.IGNORECASE
)
_BACK = re.compile(
    r"RTO|(?:ต้อง|จะ)?(?:กลับ(?:มา|คืน)?|ฟื้น|กู้)(?:คืน|ฟื้น|มา)?(?:ทำงาน|ให้บริการ|ดำเนินการ|บริการ|ใช้งาน)?(?:ให้)?(?:ได้)?(?:ภายใน|ใน)",
    re.IGNORECASE,
)
_LEVELS = "|".join(
    sorted(("สูงมาก", "สูง", "ปานกลาง", "กลาง", "ต่ำ", "น้อย", "มากที่สุด", "มาก", "วิกฤต"), key=len, reverse=True)
)
_IMPACT = re.compile(
    rf"(?:(?:มี)?(?:ผลกระทบ|ความสำคัญ|กระทบ)(?:ใน)?(?:ระดับ)?|ระดับ)\s*[:：]?\s*(?P<level>{_LEVELS})(?![ก-๎])"
)
_LEVEL_ALONE = re.compile(rf"(?:[-–—|,/(;]\s*|\s)(?:ระดับ)?(?P<level>{_LEVELS})\s*(?=[-–—|,/);]|$)")
_OWNER = re.compile(
    r"(?:(?:ซึ่ง)?(?:รับผิดชอบ|ดูแล|ดำเนินการ)โดย|(?:อยู่ใน)?ความรับผิดชอบของ|(?:หน่วยงาน|ผู้)(?:ที่)?(?:รับผิดชอบ|ดูแล)|เจ้าของงาน|โดย)\s*[:：]?\s*(?P<unit>[ก-๎]\S{2,50})"
)
_IN_BRACKETS = re.compile(r"[(\[]\s*(?P<unit>[^()\[\]]{4,60})[)\]]")
_NEED = re.compile(  # `อุปกรณ์ : …`, `สถานที่ปฏิบัติงานสำรองสำหรับ ๒ คน`
    r"(?P<label>[^:：]{2,50}?)\s*(?:[:：]|สำหรับ|สําหรับ|จำนวน|จํานวน|อย่างน้อย|ไม่น้อยกว่า|ได้แก่|ประกอบด้วย)\s*[:：]?\s*(?P<value>\S.*)$"
)
_COUNTED_PEOPLE = re.compile(  # `เจ้าหน้าที่ ๖ คน`
    r"(?P<label>[^\d๐-๙:：]{2,40}?)\s*(?:สำหรับ|สําหรับ|จำนวน|จํานวน|อย่างน้อย|ไม่น้อยกว่า)?\s*(?P<value>[\d๐-๙]{1,4}\s*(?:คน|อัตรา|นาย))$"
)
_LEAD = re.compile(  # the number of the work, with a word for what it counts
    r"^\s*(?:กระบวนงาน|กระบวนการ|งาน|ภารกิจ|กิจกรรม|ลำดับ|ลําดับ)(?:สำคัญ|สําคัญ|หลัก)?(?:ลำดับ|ลําดับ)?ที่\s*[\d๐-๙]{1,2}\s*[.):：]?\s*(?=\S)"
)
_HEADS = {"premises": "สถานที่", "equipment": "อุปกรณ์", "technology": "ระบบ", "people": "บุคลากร", "suppliers": "คู่ค้า"}
_COLUMNS = ("process", "unit", "impact", "mtpd", "rto")


def read_spoken_rows(lines: list[Line], i: int) -> tuple[Table | None, int]:
    """The table of a run of sentences about work that starts at a line, and where it ends; None and `i` without one."""
    rows: list[Row] = []
    end = i
    while end < len(lines) and (row := _row(lines[end])) is not None:
        needs, end = _needs_below(lines, end + 1)
        rows.append(Row((*row.cells, *needs)))
    if len(rows) < _FEWEST:
        return None, i
    kinds = (*_COLUMNS, *AREAS)
    return Table(tuple(rows), tuple(Column(_HEADS.get(kind, ""), "", frozenset({kind})) for kind in kinds)), end


def time_above(text: str) -> str | None:
    """The time that a heading says its work may stop for: `กระบวนงานที่หยุดชะงักได้ไม่เกิน 4 ชั่วโมง`."""
    spoken = find_duration(text) if len(text) <= _LONGEST_ABOVE and _STOP.search(text) else None
    return text[spoken.start : spoken.end] if spoken else None


def told_need(text: str) -> tuple[str, str] | None:
    """The area and what is needed of it, of a line below the work: `อุปกรณ์ ได้แก่ …`, `เจ้าหน้าที่ ๖ คน`."""
    bare = without_numbering(text)
    match = _COUNTED_PEOPLE.match(bare) or _NEED.match(bare)
    return (tidy(match["label"]), tidy(match["value"])) if match and area_of(match["label"]) else None


def _needs_below(lines: list[Line], i: int) -> tuple[list[Cell], int]:
    """The lines `- อุปกรณ์ : …` below a sentence, a cell for each area, and where they end."""
    found: dict[str, Line] = {}
    while i < len(lines) and (need := told_need(lines[i].text)) is not None:
        label, value = need
        area = area_of(label)
        if area is None or area in found:
            break
        found[area] = Line(lines[i].number, value)
        i += 1
    return [Cell((found[a],) if a in found else (), lines[i - 1].number) for a in AREAS], i


def _row(line: Line) -> Row | None:
    text = line.text.translate(THAI_DIGITS)
    lead = _LEAD.match(text)
    if len(text) > _LONGEST or not (lead or numbering(text) or has_bullet(text)) or find_duration(text) is None:
        return None
    times = {name: _time(text, word) for name, word in (("mtpd", _STOP), ("rto", _BACK))}
    level = _IMPACT.search(text) or _LEVEL_ALONE.search(text)
    owner = next((m for word in (_OWNER, _IN_BRACKETS) for m in word.finditer(text) if _is_owner(m["unit"])), None)
    said = {
        "unit": owner and (owner.start(), owner["unit"]),
        "impact": level and (level.start(), level["level"]),
        **times,
    }
    found = {name: value for name, value in said.items() if value}
    if len(found) < _FEWEST or not (found.keys() & {"mtpd", "rto"}):
        return None
    said_first = min(start for start, _ in found.values())
    name = without_numbering(line.text[lead.end() if lead else 0 : said_first]).strip(" :：,;-–—(/|")
    if len(key(name)) < _SHORTEST_NAME or key(name) in IMPACTS:
        return None
    words = {name: tidy(value).strip(" ,;/") for name, (_, value) in found.items()} | {"process": name}
    cells = (Line(line.number, words[kind]) if kind in words else None for kind in _COLUMNS)
    return Row(tuple(Cell((cell,) if cell else (), line.number) for cell in cells))


def _is_owner(text: str) -> bool:
    return is_unit(text) or is_every(text)


def _time(text: str, word: re.Pattern[str]) -> tuple[int, str] | None:
    """Where the words of a time begin, and the time behind them."""
    match = word.search(text)
    if match is None:
        return None
    spoken = find_duration(text[match.end() : match.end() + _REACH])
    return (match.start(), text[match.end() : match.end() + spoken.end]) if spoken and spoken.start < _REACH else None
