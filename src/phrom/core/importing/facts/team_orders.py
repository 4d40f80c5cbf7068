"""The order of appointment: a list that says the name first and the place in the team behind it.

`1) นายก้อง ดีมาก ผู้อำนวยการ ประธาน (หัวหน้าคณะบริหารความต่อเนื่อง)`: name, post in the office, place in the team. Only
words that are no post are taken for a place: `หัวหน้าฝ่ายปกครอง` and `ประธานสภา` behind a name are posts.
"""

import re
from dataclasses import dataclass

from phrom.core.importing.blocks import Line, Table
from phrom.core.importing.names.people import PHONE_WORD, mentions
from phrom.core.importing.names.roles import RoleWords, role_words
from phrom.core.values.person_name import find_title
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key, tidy

_AS = re.compile(r"^(?:ให้)?(?:ทำหน้าที่|ทําหน้าที่|ปฏิบัติหน้าที่)?(?:เป็น|ในฐานะ|ตำแหน่งในคณะ)?\s*[:：]?\s*(?!แทน)(?=\S)")
_HEAD = re.compile(
    r"^(?:รอง)?(?:ประธาน(?:กรรมการ|คณะ(?:กรรมการ|ทางาน|บริหาร).*|bcp)?$|ผู้อานวยการแผน|ผู้สั่งการ|หัวหน้าคณะ|ผู้บัญชาการเหตุการณ์|หัวหน้าทีม(?:งาน)?บริหารความต่อเนื่อง|"
    r"หัวหน้าbcp|หัวหน้าแผน)"
)
_COORDINATOR = re.compile(
    r"ผู้ประสาน|^เจ้าหน้าที่ประสาน|^(?:ผู้ช่วย)?เลขานุการ$|^(?:กรรมการ|คณะทางาน).*เลขานุการ$|^ผู้ช่วยเลขานุการ(?:คณะ|ทีม)"
)
_SECRETARYS_AID = re.compile(r"^(?:กรรมการ|คณะทางาน)และผู้ช่วยเลขานุการ$")
_LEADER = re.compile(r"^(?:รอง|ผู้ช่วย)?หัวหน้า(?:$|(?:ทีม|ชุด|คณะทางาน|กลุ่มภารกิจ)|สารอง$)")
_MEMBER = re.compile(r"^(?:กรรมการ|อนุกรรมการ|สมาชิก|ลูกทีม|ทีมงาน|คณะทางาน|ผู้ปฏิบัติงาน|ผู้ปฏิบัติ|ผู้ร่วมทีม)(?:ทีม|ในทีม|ประจาทีม)?$")
_PLACES = {"head": _HEAD, "coordinator": _COORDINATOR, "leader": _LEADER, "member": _MEMBER}
_FAX = re.compile(r"โทรสาร|แฟกซ์|fax", re.IGNORECASE)


@dataclass(frozen=True)
class Appointed:
    """A line without the place that it ends with, and that place."""

    line: Line
    role: RoleWords


def appointed(line: Line) -> Appointed | None:
    """The place behind the one name of a line; None where several are named or what is behind the name is no place."""
    text = _without_phones(line.text)
    named = mentions((line,))
    if len(named) != 1 or named[0].name.family is None:
        return None
    behind = text.find(named[0].name.family, text.find(named[0].name.given) + len(named[0].name.given))
    if behind < 0:
        return None
    start = behind + len(named[0].name.family)
    role: RoleWords | None = None
    while found := _last_place(text, start):
        role, text = role or found[0], text[: found[1]].rstrip(" ,(-–")
    return Appointed(Line(line.number, text + _phones(line.text), line.page_top), role) if role else None


def _without_phones(text: str) -> str:
    for spoken in reversed(find_numbers(text)):
        text = text[: spoken.start] + " " + text[spoken.end :]
    return tidy(PHONE_WORD.sub(" ", text)).rstrip(" ,;/-–:")


def _phones(text: str) -> str:
    return "".join(f" โทร. {spoken.text}" for spoken in find_numbers(text))


def _last_place(text: str, start: int) -> tuple[RoleWords, int] | None:
    """The place with which a text ends, and where its words begin: the fewest words that say one."""
    for gap in reversed([m.start() for m in re.finditer(r"[\s(]+", text[start:])]):
        words = _place(text[start + gap :])
        if words is not None:
            return words, start + gap
    return None


def _place(text: str) -> RoleWords | None:
    bare = _AS.sub("", text.strip(" ()[],-–"), count=1)
    if _SECRETARYS_AID.match(key(bare)):
        return RoleWords("coordinator", None, True)
    role = role_words(bare)
    words = re.sub(r"^(?:ผู้)?(?:(?:ปฏิบัติ(?:หน้าที่|ราชการ|งาน)|ทาหน้าที่|รักษาการ)?แทน|แทน)", "", key(bare))
    return role if role is not None and _PLACES[role.kind].search(words) else None


_GIVEN = re.compile(
    r"(?:^|[\s)])(?:ให้)?(?:ทำหน้าที่(?:เป็น)?|ปฏิบัติหน้าที่(?:เป็น)?|เป็น|ในฐานะ|ดำรงตำแหน่ง)\s*(?P<place>[^\s,;()]{4,60})"
)


def given_place(text: str) -> RoleWords | None:
    """The place that the words between two names give the first: `… เป็นหัวหน้าทีม โดยมี …`."""
    match = _GIVEN.search(_without_phones(text))
    return _place(match["place"]) if match else None


def says_role(line: Line) -> bool:
    """Whether a line names one person and behind the name the place in the team."""
    return appointed(line) is not None


def lines_of_people(table: Table) -> list[Line]:
    """The lines of a table that is none: the boxes of a chart, or an order's list; nothing where it is one."""
    if table.columns or not table.rows:
        return []
    if _is_box_of_roles(table):
        return [line for row in table.rows for line in row.lines]
    whole = [row.lines[0] for row in table.rows if len({line.number for line in row.lines}) == 1]
    lines = [
        Line(line.number, tidy(" ".join(part.text for part in row.lines)), line.page_top)
        for line, row in zip(whole, table.rows, strict=False)
    ]
    named = [line for line in lines if mentions((line,))]
    all_whole = len(whole) == len(table.rows) and len(table.rows[0].filled) > 1
    return lines if all_whole and named and all(says_role(line) for line in named) else []


def _is_box_of_roles(table: Table) -> bool:
    """Boxes of a structure chart: a role on the first line, and the people in it on the lines below."""
    if any(len(row.filled) != 1 or len(row.lines) < 2 for row in table.rows):
        return False
    heads = [row.lines[0].text for row in table.rows]
    return all(role_words(text) is not None and not find_title(text) for text in heads)


def is_phone_alone(text: str) -> bool:
    """`โทร. 081 000 0001` and no more; a fax number is nobody's telephone."""
    if not find_numbers(text) or _FAX.search(text):
        return False
    return not any(ch.isalnum() for ch in _without_phones(re.sub(r"ต่อ\s*[\d๐-๙]+", "", text)))
