"""Which paragraphs belong to which column, where only the order of the paragraphs is known.

A row's paragraphs are laid over its columns in order so that their contents fit the headings best: telephone
numbers below telephone, lengths of time below MTPD, `2 คน` below people.
"""

import re
from collections.abc import Callable, Sequence

from phrom.core.importing.blocks import Cell
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.names.units import is_every, is_unit
from phrom.core.importing.words.columns import IMPACTS, area_of
from phrom.core.importing.words.marks import has_bullet, is_dash, numbering, tick
from phrom.core.plan.document import AREAS
from phrom.core.values.duration import find_duration
from phrom.core.values.person_name import find_title
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import arabic_digits, key

_CONTINUED = -0.6  # each further paragraph of a cell costs a little
_BULLETED_ON = -0.1  # less where it is one more bullet
_ITEMS = (
    ("suppliers", re.compile(r"^(?:ผู้ให้|บริษัท|บจก|หจก|ธนาคาร|ร้าน|การไฟฟ้า|การประปา|คู่ค้า|ผู้รับจ้าง|ผู้ขาย|ห้าง)")),
    ("technology", re.compile(r"^(?:ระบบ|การเชื่อม|อินเ|โปรแกรม|เครือข่าย|ฐานข้อมูล|e[a-z]|internet|wifi|เว็บ)")),
    ("people", re.compile(r"^(?:บุคลากร|เจ้าหน้าที่|แพทย์|พยาบาล|เภสัชกร|นัก|ช่าง|ครู|พนักงาน|ข้าราชการ)")),
    ("premises", re.compile(r"^(?:สถานที่|ห้อง|อาคาร|ศาลา|หอ|เต็นท์|พื้นที่|โรงเรียน|ที่ทาการ)")),
    ("equipment", re.compile(r"^(?:คอมพิวเตอร์|เครื่อง|กระดาษ|โทรศัพท์|วิทยุ|รถ|เปล|โน|แบบ|โต๊ะ|ปริ้น|ตู้|กล้อง|อุปกรณ์|วัสดุ|สแกน)")),
)
_LOST = -3.0  # a column without a paragraph


def fit(text: str, kinds: frozenset[str]) -> float:
    """How well a paragraph fits below a heading: above 0 where its form says so, below 0 where it contradicts."""
    if is_dash(text):
        return 0.2
    return _sign_fit(text, kinds) + _word_fit(text, kinds) + _area_fit(text, kinds)


def _sign_fit(text: str, kinds: frozenset[str]) -> float:
    """Telephone numbers, ticks and lengths of time are told by their form."""
    score = 0.0
    if find_numbers(text):
        score += 3.0 if "phone" in kinds else -2.0
    elif "phone" in kinds:
        score -= 2.0
    if tick(text) is not None and len(key(text)) < 4:
        score += 1.0 if kinds & {"yes", "no", "done", "answer", *AREAS} else -2.0
    elif "done" in kinds:
        score -= 2.0
    if kinds & {"mtpd", "rto", "rpo"}:
        score += 2.0 if find_duration(text) is not None and len(key(text)) < 20 else -1.5
    return score


def _word_fit(text: str, kinds: frozenset[str]) -> float:
    """Levels, units, names, roles and numbered names of processes are told by their words."""
    tests: tuple[tuple[str, float, float, Callable[[str], object]], ...] = (
        ("impact", 2.0, -1.0, lambda words: key(words) in IMPACTS),
        ("unit", 1.5, 0.0, is_unit),
        ("name", 2.0, -0.5, find_title),
        ("process", 2.0, 0.0, numbering),
        ("number", 2.0, 0.0, numbering),
        ("responsible", 1.0, 0.0, _is_responsible),
    )
    people = kinds | {"name"} if kinds & {"primary", "alternate"} else kinds
    return sum(right if says(text) else wrong for kind, right, wrong, says in tests if kind in people)


def _is_responsible(text: str) -> bool:
    return role_words(text) is not None or is_unit(text) or is_every(text) or text.startswith("(")


def _item_area(text: str) -> str | None:
    """The area that a needed thing belongs to, by the words that needs are written with."""
    words = key(text)
    return next((area for area, pattern in _ITEMS if pattern.search(words)), area_of(text))


def _area_fit(text: str, kinds: frozenset[str]) -> float:
    areas = kinds & set(AREAS)
    if not areas:
        return 0.0
    found = _item_area(text)
    score = 0.0 if found is None else 1.5 if found in areas else -1.0
    if numbering(text) and not has_bullet(text):
        score -= 1.5
    people = arabic_digits(text).rstrip(") ").endswith("คน")
    return score + (0.6 if people and areas & {"premises", "people"} else -0.8 if people else 0.0)


def aligned(cells: Sequence[Cell], columns: Sequence[frozenset[str]]) -> list[list[Cell]]:
    """Rows of one cell a column: the best way to lay the paragraphs over the columns, in order, row after row.

    Each paragraph either goes on with the cell above it or opens the next column; after the last column a row ends.
    """
    width = len(columns)
    score = [float("-inf")] * width
    score[0] = fit(cells[0].text, columns[0])
    came: list[list[int]] = []
    for i in range(1, len(cells)):
        text = cells[i].text
        both = has_bullet(text) and has_bullet(cells[i - 1].text)
        go_on = -2.0 if is_dash(text) else _BULLETED_ON if both else _CONTINUED
        after, back = [], []
        for j, kinds in enumerate(columns):
            options = [(score[j] + go_on, j), (score[j - 1], (j - 1) % width)]
            if width > 2:
                options.append((score[j - 2] + _LOST, (j - 2) % width))
            best, source = max(options)
            after.append(best + fit(text, kinds))
            back.append(source)
        score = after
        came.append(back)
    return _laid(cells, _path(score, came), width)


def _path(score: list[float], came: list[list[int]]) -> list[int]:
    """The column of each paragraph, read backwards from the best end; a row that ends at its last column is better."""
    width = len(score)
    ends = [value + (0.0 if j == width - 1 else _LOST) for j, value in enumerate(score)]
    at = max(range(width), key=ends.__getitem__)
    path = [at]
    for back in reversed(came):
        at = back[at]
        path.append(at)
    return path[::-1]


def _laid(cells: Sequence[Cell], path: list[int], width: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    last = width
    for cell, column in zip(cells, path, strict=True):
        if column < last:
            rows.append([Cell((), cell.start)] * width)
        held = rows[-1][column]
        rows[-1][column] = Cell(held.lines + cell.lines, held.start if held.lines else cell.start)
        last = column
    return rows
