"""Leaders told by a sign behind the name, where no column says who leads: `นายก้อง ดีมาก (ล)`, `นายก้อง ดีมาก *`.

A sign is taken for that of the leaders where it stands once in each team that has it, and not behind every name.
"""

import re
from collections import Counter
from dataclasses import dataclass

from phrom.core.importing.blocks import Row, Table
from phrom.core.importing.names.roles import role_words
from phrom.core.values.thai_text import key

_SIGN = re.compile(
    r"\s*(?:[(\[（]\s*(?P<sign>หน\.?|[ก-ฮA-Za-z*]{1,2}|หัวหน้า[ก-๎]{0,12}|ผู้นำ[ก-๎]{0,6})\s*[)\]）]|(?P<star>\*{1,2}|★))\s*$"
)


@dataclass(frozen=True)
class LeaderMarks:
    """The signs that mark a leader in one table of people."""

    signs: frozenset[str]

    def marked(self, text: str) -> bool:
        return _sign(text) in self.signs if self.signs else False


def leader_marks(table: Table, names: tuple[int, ...], team: int | None) -> LeaderMarks:
    """The signs of the leaders in a table whose rows are parted into teams by a column or by full-width rows."""
    said: Counter[str] = Counter()
    most: Counter[str] = Counter()
    rows = 0
    for part in _teams(table.rows, team):
        here: Counter[str] = Counter()
        for row in part:
            texts = [row.cells[i].lines[0].text for i in names if i < len(row.cells) and row.cells[i].lines]
            rows += bool(texts)
            here.update(sign for text in texts if (sign := _sign(text)))
        said.update(here)
        for sign, count in here.items():
            most[sign] = max(most[sign], count)
    return LeaderMarks(frozenset(sign for sign in said if most[sign] == 1 and said[sign] < rows))


def _sign(text: str) -> str | None:
    match = _SIGN.search(text)
    if match is None:
        return None
    if match["star"]:
        return match["star"]
    words = role_words(match["sign"])
    return "หัวหน้า" if words is not None and words.kind == "leader" else key(match["sign"])


def _teams(rows: tuple[Row, ...], team: int | None) -> list[list[Row]]:
    """The rows of each team: a new one begins where the column of teams says a name, or a full-width row does."""
    parts: list[list[Row]] = [[]]
    for row in rows:
        begins = team is not None and team < len(row.cells) and bool(row.cells[team].lines)
        if begins or len(row.filled) == 1 == len(row.cells):
            parts.append([])
        parts[-1].append(row)
    return [part for part in parts if part]


def without_sign(text: str) -> str:
    return _SIGN.sub("", text)
