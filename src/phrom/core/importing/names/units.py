"""The office's groups and sections: one entry each, found again under its short forms (`กลุ่มงานการเงินฯ`)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from phrom.core.importing.blocks import Line
from phrom.core.importing.draft import Draft
from phrom.core.importing.words.marks import has_bullet, is_none, without_bullet
from phrom.core.plan.document import Unit
from phrom.core.values.thai_text import key, likeness, tidy

UNIT_START = re.compile(
    r"^(?:ฝ่าย|กลุ่ม(?!เป้าหมาย|คน|ผู้)|กอง(?!ทุน|กำลัง)|สำนัก|สํานัก|สานัก|งาน|แผนก|ส่วน(?!ที่|ราชการ|ใหญ่|กลาง)|"
    r"หน่วย(?!งาน)|ศูนย์|ภาควิชา|คณะ(?!บริหารความ|ทำงาน|กรรมการ)|องค์กรแพทย์|โรงเรียน|สาขา|ห้อง|หอ)"
)
_EVERY = re.compile(r"^(?:ทุก|ทั้งหมด|แต่ละ)")
_SLUGS = (
    ("general", r"บริหารทั่วไป|สานักปลัด|อานวยการ|ธุรการ|บริหารงานทั่วไป|สานักงานเลขา"),
    ("finance", r"การเงิน|คลัง|บัญชี|งบประมาณ|พัสดุ"),
    ("legal", r"กฎหมาย|นิติการ|วินัย"),
    ("personnel", r"บุคคล|การเจ้าหน้าที่|ทรัพยากรมนุษย์"),
    ("works", r"กองช่าง|สานักช่าง|โยธา|ซ่อมบารุง"),
    ("education", r"การศึกษา|นิเทศ"),
    ("health", r"สาธารณสุข"),
    ("welfare", r"สวัสดิการ|สังคม"),
    ("nursing", r"การพยาบาล|พยาบาล"),
    ("pharmacy", r"เภสัช"),
    ("it", r"สารสนเทศ|เทคโนโลยี|ดิจิทัล|คอมพิวเตอร์"),
    ("planning", r"ยุทธศาสตร์|นโยบาย|แผน"),
    ("development", r"ส่งเสริมและพัฒนา|ส่งเสริม"),
    ("audit", r"ตรวจสอบภายใน"),
)

_MOST_COMPARED = 500  # units whose names are compared letter by letter; no office has more
_SHORTEST_HALF = 9  # letters


@dataclass
class UnitBook:
    """Units by id, in the order of first sight."""

    draft: Draft
    units: dict[str, str] = field(default_factory=dict)

    def see(self, text: str, lines: tuple[Line, ...], *, confidence: float = 1.0) -> str:
        """The id of the unit that a text names; a new unit if it is none of those known."""
        name = tidy(without_bullet(text)).strip(" :：")
        known = self.find(name)
        if known is None:
            slug = next((s for s, pattern in _SLUGS if re.search(pattern, key(name))), None)
            free = slug and f"unit-{slug}" not in self.units
            known = self.draft.id(f"unit-{slug}" if free else f"unit-{len(self.units) + 1}")
            self.units[known] = name
            self.draft.read(f"units/{known}/name", lines, name, confidence=confidence)
        elif _is_short(self.units[known]) and not _is_short(name) and len(name) > len(self.units[known]):
            self.units[known] = name  # `ฝ่าย บห.` was seen first
            self.draft.read(f"units/{known}/name", lines, name)
        return known

    def know(self, units: Iterable[Unit]) -> None:
        """Units of a plan that was read before."""
        self.units |= {unit.id: unit.name for unit in units}

    def find(self, text: str) -> str | None:
        """The known unit meant by a name or a short form, or None."""
        words = key(_spelt_out(text))
        if len(words) < 3:
            return None
        exact = [u for u, name in self.units.items() if words in (key(name), key(_spelt_out(name)))]
        if exact:
            return exact[0]
        if len(words) >= 5:
            starts = [u for u, name in self.units.items() if key(name).startswith(words)]
            longer = [
                u for u, name in self.units.items() if words.startswith(key(name)) and len(words) < len(key(name)) + 12
            ]
            if len(starts) == 1 or longer:
                return (longer or starts)[0]
        if len(self.units) > _MOST_COMPARED:
            return None
        near, best = max(((likeness(name, text, 0.86), unit) for unit, name in self.units.items()), default=(0.0, None))
        return best if near else None

    def mentioned(self, text: str) -> list[str]:
        """Every unit whose name or short form stands in a text; all of them for `ทุกกลุ่มงาน/ฝ่าย`."""
        bare = tidy(text)
        if is_every(bare):
            return list(self.units)
        words = key(_spelt_out(bare))
        found = []
        for unit, name in self.units.items():
            if key(name) in words or _is_cut_short(name, bare):
                found.append(unit)
        return found or [u for u in [self.find(bare)] if u]

    def values(self) -> tuple[Unit, ...]:
        return tuple(Unit(id=unit, name=name) for unit, name in self.units.items())


def is_every(text: str) -> bool:
    """`ทุกกลุ่มงาน/ฝ่าย`, `ทุกส่วนราชการ`."""
    return bool(_EVERY.match(without_bullet(text)))


def is_unit(text: str) -> bool:
    """Whether a text reads as the name of a group or section."""
    return bool(UNIT_START.match(without_bullet(text))) and len(key(text)) <= 70 and not is_none(text)


def unit_texts(lines: tuple[Line, ...]) -> list[tuple[str, tuple[Line, ...]]]:
    """The names in a cell of units: one a bullet, a line or a comma; a line may run on to the next."""
    items: list[tuple[str, tuple[Line, ...]]] = []
    for line in lines:
        if is_none(line.text):
            continue
        if items and not has_bullet(line.text) and not UNIT_START.match(line.text) and not is_every(line.text):
            text, behind = items[-1]
            items[-1] = (f"{text} {line.text}", (*behind, line))
            continue
        items.append((without_bullet(line.text), (line,)))
    split: list[tuple[str, tuple[Line, ...]]] = []
    for text, behind in items:
        parts = [
            p
            for p in re.split(r"\s*[,;]\s*|\s*/\s*(?=ฝ่าย|กลุ่ม|กอง|สำนัก|งาน)|\s+(?:และ\s*)?(?=ฝ่าย|กลุ่มงาน|กอง|สำนัก)", text)
            if p
        ]
        whole = is_every(text) or not all(is_unit(p) for p in parts)
        split.extend([(text, behind)] if whole else [(p, behind) for p in parts])
    return split


def _is_cut_short(name: str, text: str) -> bool:
    """Whether half of a name or more stands in a text and ends there: `กลุ่มงานการเงินฯ`, and no other name goes on."""
    half = len(name) // 2
    start = text.find(name[:half]) if half >= _SHORTEST_HALF else -1
    if start < 0:
        return False
    same = half
    while same < len(name) and text[start + same : start + same + 1] == name[same]:
        same += 1
    behind = text[start + same : start + same + 1]
    return not "ก" <= behind <= "๎" or behind == "ฯ"


def _is_short(name: str) -> bool:
    return "ฯ" in name or key(_spelt_out(name)) != key(name)


@lru_cache(maxsize=4096)
def _spelt_out(text: str) -> str:
    text = re.sub(r"^(?:ผอ\.|ผู้อำนวยการ|หัวหน้า(?=ฝ่าย|กลุ่ม|สำนัก|กอง|งาน)|หน\.)\s*", "", without_bullet(text))
    return re.sub(r"บห\.?(?=$|\s|\))", "บริหารทั่วไป", text)
