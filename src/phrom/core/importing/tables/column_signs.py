"""What stands in a column, whatever its heading says: ticks, levels, times, numbers to call, people, units, areas, …"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from phrom.core.importing.blocks import Line, Row
from phrom.core.importing.names.people import mentions
from phrom.core.importing.names.roles import role_words
from phrom.core.importing.names.units import is_every, is_unit
from phrom.core.importing.words.columns import IMPACTS, area_of, areas_in
from phrom.core.importing.words.headings import named_team_heading, phase_hours, team_heading
from phrom.core.importing.words.marks import has_bullet, is_dash, numbering, tick, without_numbering
from phrom.core.importing.words.scenario_words import stage_of, threat_slug
from phrom.core.values.duration import find_duration
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import arabic_digits, key

MOST = 0.7  # of the filled cells of a column: so many must agree
_MOST_PHONES = 0.6
_LONGEST_TIME = 28
_LONGEST_NAME = 60  # letters of a threat, an area, a doer
_LONGEST_AREA = 34
_SIGN_LETTERS = 12


def _is_level(text: str) -> bool:
    return key(text).removeprefix("ระดับ") in IMPACTS


def _is_time(text: str) -> bool:
    return find_duration(text) is not None and len(key(text)) <= _LONGEST_TIME


def is_mark(text: str) -> bool:
    """A tick, an empty box, a dash, or a level in the place of a tick."""
    return len(text) <= _SIGN_LETTERS and (tick(text) is not None or _is_level(text) or key(text) in ("0", "1"))


def _is_area(text: str) -> bool:
    """The name of an area and no more: what is done about it is longer."""
    bare = without_numbering(text)
    return area_of(bare) is not None and len(key(bare)) <= _LONGEST_AREA and not has_bullet(text)


def _is_threat(text: str) -> bool:
    return threat_slug(text) is not None and len(key(text)) <= _LONGEST_NAME


def _is_doer(text: str) -> bool:
    if len(key(text)) > _LONGEST_NAME:
        return False
    return bool(
        role_words(text) or is_unit(text) or is_every(text) or team_heading(text) or named_team_heading(text)
    ) or key(text).startswith(("ผู้", "ทีม", "เจ้าหน้าที่", "คณะ"))


def _is_ordinal(text: str) -> bool:
    bare = arabic_digits(text).strip(" .()")
    return bare.isdigit() or (len(bare) <= 6 and any(ch.isdigit() for ch in bare) and bare.isascii())


_SIGNS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("level", _is_level),
    ("time", _is_time),
    ("phone", lambda text: bool(find_numbers(text))),
    ("unit", lambda text: is_unit(text) or is_every(text)),
    ("area", _is_area),
    ("areas", lambda text: bool(areas_in(text))),
    ("threat", _is_threat),
    ("stage", lambda text: stage_of(text) is not None),
    ("phase", lambda text: phase_hours(text) is not None),
    ("role", lambda text: role_words(text) is not None),
    ("team", lambda text: bool(team_heading(text) or named_team_heading(text))),
    ("doer", _is_doer),
    ("ordinal", _is_ordinal),
    ("people", lambda text: bool(mentions((Line(0, text),)))),
)


@dataclass(frozen=True)
class Held:
    """What the cells of a column are: `signs` hold for most of them; `texts` are those that say something."""

    texts: tuple[str, ...]
    signs: frozenset[str]
    distinct: int

    def __contains__(self, sign: str) -> bool:
        return sign in self.signs

    @property
    def is_text(self) -> bool:
        """Words that are no sign of anything: names of work, steps, things."""
        return bool(self.texts) and not self.signs & {"marks", "level", "time", "phone", "people", "ordinal", "blank"}


@lru_cache(maxsize=16384)  # a column is looked at under every row that may head it
def _signs_of(text: str) -> frozenset[str]:
    return frozenset(name for name, fits in _SIGNS if fits(text))


def _least(sign: str) -> float:
    """How many of the cells must agree: extensions and `-` stand among numbers to call."""
    return _MOST_PHONES if sign == "phone" else MOST


def held_in(rows: tuple[Row, ...], i: int) -> Held:
    """What the column of a place holds in some rows; a full-width row tells nothing of its columns."""
    cells = [row.cells[i] for row in rows if len(row.cells) > 1 and len(row.filled) > 1 and i < len(row.cells)]
    texts = tuple(cell.text for cell in cells if cell.text and not is_dash(cell.text))
    if cells and all(is_mark(cell.text) for cell in cells):
        levels = bool(texts) and all(_is_level(text) for text in texts)
        ticked = any(tick(text) for text in texts)
        return Held(texts, frozenset({"marks", *(["level"] if levels and not ticked else [])}), len(set(texts)))
    if not texts:
        return Held((), frozenset({"blank"}), 0)
    said = Counter(sign for text in texts for sign in _signs_of(text))
    found = {name for name, count in said.items() if count >= _least(name) * len(texts)}
    if all(numbering(text) for text in texts):
        found.add("numbered")
    return Held(texts, frozenset(found), len({key(text) for text in texts}))
