"""What an office says of itself behind a label, on the cover or in its general information: `ปีของแผน | 2569`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Line, Paragraph, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.outline import Section
from phrom.core.importing.words.marks import is_none, without_numbering
from phrom.core.values.thai_text import arabic_digits, key, tidy

_PARTS = ("cover", "preface", "intro", "concept", "other")
_LABELS = (
    (
        "name",
        r"(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ|สานักงาน|องค์กร|หน่วยงานเจ้าของแผน|เจ้าของแผน)|ชื่อ(?:โรงเรียน|โรงพยาบาล|สถาน(?:ศึกษา|พยาบาล)|วิทยาลัย|มหาวิทยาลัย|คณะ|เทศบาล|อบต|ศูนย์)",
    ),
    ("year", r"(?:แผน)?(?:ประจา)?ปี(?:งบประมาณ|การศึกษา|ของแผน|ที่ใช้แผน|ที่จัดทา|พุทธศักราช)?(?:พศ)?"),
    ("parent", r"(?:ต้น)?สังกัด|หน่วยงานต้นสังกัด|สังกัดกรม|กรมต้นสังกัด|หน่วยงานแม่"),
    ("address", r"ที่ตั้ง(?:สานักงาน|หน่วยงาน)?|ที่อยู่(?:สานักงาน|หน่วยงาน)?|สถานที่ตั้ง"),
    (
        "staff_count",
        r"(?:จานวน)(?:บุคลากร|ครู|อาจารย์|เจ้าหน้าที่|พนักงาน|ข้าราชการ|ลูกจ้าง|กาลังคน|คน|และ)+(?:ทั้งหมด|ทั้งสิ้น|รวม)?|อัตรากาลัง(?:ทั้งหมด)?",
    ),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _LABELS)
_PAIR = re.compile(r"^(?P<label>[^:：]{2,40}?)\s*[:：]\s*(?P<value>\S.*)$")
_LONGEST = 220  # letters of a value
_YEAR = re.compile(r"(?:^|\D)(2[45]\d\d)(?!\d)")
_COUNT = re.compile(r"\d{1,5}")


@dataclass(frozen=True)
class OfficeLabels:
    """What was found, by the names of the fields; years and counts as numbers."""

    said: dict[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        return int(self.said[name]) if name in self.said else None


def read_office_labels(sections: Sequence[Section], draft: Draft) -> OfficeLabels:
    """What stands behind a known label in the parts that tell about the office; what is said first holds."""
    said: dict[str, str] = {}
    for label, value, lines in (pair for section in sections if section.kind in _PARTS for pair in _pairs(section)):
        words = key(without_numbering(label))
        name = next((name for name, pattern in _COMPILED if pattern.fullmatch(words)), None)
        meant = _meant(name, value) if name and name not in said else None
        if name is not None and meant is not None:
            said[name] = meant
            draft.read(name if name == "year" else f"organisation/{name}", lines, value)
    return OfficeLabels(said)


def _pairs(section: Section) -> Iterator[tuple[str, str, tuple[Line, ...]]]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            match = _PAIR.match(block.line.text)
            if match:
                yield match["label"], match["value"], (block.line,)
        elif _is_of_pairs(block):
            for row in (*block.header, *block.rows):
                if len(row.filled) == 2:
                    yield row.filled[0].text, row.filled[1].text, row.lines


def _is_of_pairs(table: Table) -> bool:
    return all(len(row.filled) <= 2 for row in (*table.header, *table.rows))


def _meant(name: str, value: str) -> str | None:
    """The value as the plan has it; None where the words say no such thing."""
    if is_none(value) or len(value) > _LONGEST:
        return None
    if name in ("year", "staff_count"):
        found = (_YEAR if name == "year" else _COUNT).search(arabic_digits(value))
        return found[found.lastindex or 0] if found else None
    return tidy(value)
