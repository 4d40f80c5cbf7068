"""A thing that is needed, and how many of it, out of one line: `- คอมพิวเตอร์โน้ตบุ๊ก ๑ เครื่อง`."""

import re

from phrom.core.importing.blocks import Line
from phrom.core.importing.words.marks import is_dash, is_none, without_bullet
from phrom.core.plan.document import Requirement
from phrom.core.values.thai_text import arabic_digits, tidy

# a number without a counting word that is part of a name: `แบบ กษ 01`, `Windows 11`, `อาคาร 4`, `ปี 2567`
_NO_COUNT = re.compile(
    r"(?:^|\s)(?:[ก-ฮ]\.?){1,4}\s*\d+\s*$|[A-Za-z.]\s*\d+\s*$|(?<!\d)0\d+\s*$|(?:แบบ|แบบฟอร์ม|อาคาร|ตึก|ชั้น|ห้อง\S*|(?<!หน้า)ที่|หมายเลข|"
    r"ฉบับ|รุ่น|เวอร์ชัน|หมู่|ซอย|ถนน|สาขา|เขต|ปี|พ\.ศ\.|มาตรา|ข้อ|ระยะ|ระดับ|ช่อง|สาย)\s*\d+\s*$"
)


def item_of(line: Line, text: str) -> Requirement | None:
    """`- คอมพิวเตอร์โน้ตบุ๊ก ๑ เครื่อง` → name, quantity and counting word; None for a dash."""
    bare = without_bullet(text)
    if is_none(bare) or is_dash(bare):
        return None
    plain = arabic_digits(bare)
    match = re.search(
        r"[(\[]?\s*(?:จำนวน|จํานวน|จานวน|อย่างน้อย|ไม่น้อยกว่า)?\s*(\d{1,4})\s*([ก-๎]{2,12})?\s*[)\]]?\s*$", plain
    )
    if match is None or (match[2] and match[2].startswith(("ชั่วโมง", "ปี", "เดือน"))):
        return Requirement(name=bare)
    if not match[2] and _NO_COUNT.search(plain):
        return Requirement(name=bare)
    name = tidy(re.sub(r"(?:จำนวน|จํานวน|จานวน)\s*$", "", bare[: match.start()].strip(" ([-–:")))
    if not name and not match[2]:
        return Requirement(name=bare, quantity=int(match[1]))
    return Requirement(
        name=name or bare, quantity=int(match[1]), unit=bare[match.start(2) : match.end(2)] if match[2] else None
    )
