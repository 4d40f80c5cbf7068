"""Keeping together, on a page, what may not be parted at the end of a line. The stored text is never changed."""

import re

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

NO_BREAK_SPACE = "\u00a0"
_UNITS = "คน ราย เบอร์ นาที ชั่วโมง ชม. วัน เดือน ปี ข้อ ครั้ง งาน ทีม จุด บรรทัด แผ่น เครื่อง น. รายการ ฉบับ MB %"
_BEFORE_UNIT = re.compile(r"(\d[\d.,:]*) (?=(?:" + "|".join(map(re.escape, _UNITS.split())) + r"))")
_AFTER_WORD = re.compile(r"(ทีม|ข้อ|ฉบับที่|วันที่|คนที่|ลำดับที่|หน้า|กลุ่มที่) (?=\d)")
_TITLE = r"(?:นางสาว|นาง|นาย|น\.ส\.|ว่าที่ ?ร\.[อทต]\.|ดร\.|พ\.ต\.[อทต]\.|ร\.ต\.[อทต]\.)"
_GIVEN_NAME = re.compile(rf"({_TITLE}[ก-๙]{{2,24}})(?: ([ก-๙]{{2,24}}))?")
_NOT_NAMES = ("นายก", "นายอำเภอ", "นายทะเบียน", "นางรอง", "นายช่าง", "นายตรวจ")


def unbroken(text: str) -> SafeString:
    """HTML of a text: numbers joined to their units, given and family names each kept whole."""
    if isinstance(text, SafeString) and ("<" in text or "&" in text):
        return text  # markup already; words written in a template are "safe" too, and go on
    text = _BEFORE_UNIT.sub(rf"\1{NO_BREAK_SPACE}", text)
    text = _AFTER_WORD.sub(rf"\1{NO_BREAK_SPACE}", text)
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _GIVEN_NAME.finditer(text):
        if match[0].startswith(_NOT_NAMES):
            continue
        pieces.append(("", text[at : match.start()]))
        pieces.append(("nb", match[1]))
        if match[2]:
            pieces += [("", " "), ("nb", match[2])]
        at = match.end()
    pieces.append(("", text[at:]))
    return format_html_join("", "{}", ((_piece(kind, piece),) for kind, piece in pieces))


def _piece(kind: str, piece: str) -> SafeString:
    escaped = conditional_escape(piece)
    return SafeString(f'<span class="nb">{escaped}</span>') if kind else SafeString(escaped)
