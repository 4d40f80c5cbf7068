"""Headings in words that no plan is known to use, told by their numbers: what stands between `(๒) …` and `(๖) …`.

Where at least two known headings are numbered alike, a line with a number that they leave out is a heading too.
An item of a list is none: the item before it has the number before its own, and a heading that is known has not.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from phrom.core.importing.blocks import Block, Paragraph
from phrom.core.importing.words.columns import area_of
from phrom.core.importing.words.headings import is_page_furniture, phase_hours, section_kind, team_heading
from phrom.core.importing.words.scenario_words import is_scenario_lead, stage_of, threat_slug
from phrom.core.values.person_name import find_title
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import arabic_digits, key

_NUMBER = re.compile(r"^\s*(?P<open>\(?)(?P<no>\d{1,2}|[A-Z]|[กขคงจฉชซฌญ])(?P<close>[.)]|(?=\s))\s*(?=[ก-๎A-Za-z])")
_THAI = "กขคงจฉชซฌญ"
_LONGEST = 90
_SHORT = 30  # letters of a threat or an area that heads a part of a section
_FEWEST = 2  # known headings that are numbered alike


@dataclass(frozen=True)
class _Numbered:
    """A line with its number; `known`: its words say which part of the plan it opens."""

    place: int
    number: int
    known: bool
    may_head: bool


def headings_by_number(blocks: tuple[Block, ...]) -> frozenset[int]:
    """The places of the paragraphs that are headings by their number alone."""
    styles: dict[str, list[_Numbered]] = {}
    for i, block in enumerate(blocks):
        match = _NUMBER.match(arabic_digits(block.line.text)) if isinstance(block, Paragraph) else None
        if match is None or not isinstance(block, Paragraph):
            continue
        text, no = block.line.text, match["no"]
        kind = "1" if no.isdigit() else "A" if no.isascii() else "ก"
        number = int(no) if no.isdigit() else ord(no) - ord("A") + 1 if no.isascii() else _THAI.index(no) + 1
        line = _Numbered(i, number, section_kind(text) not in (None, "cover", "notes"), may_head(text))
        styles.setdefault(match["open"] + kind + match["close"], []).append(line)
    return frozenset(place for lines in styles.values() for place in _headings(lines))


def may_head(text: str) -> bool:
    """Whether a line in unknown words can head a part: short, and nothing that heads something within a part."""
    words = key(text)
    of_a_part = len(words) <= _SHORT and (threat_slug(text) is not None or area_of(text) is not None)
    other = (
        is_scenario_lead(text)
        or stage_of(text)
        or phase_hours(text)
        or team_heading(text)
        or is_page_furniture(text)
        or find_title(text)
        or find_numbers(text)
    )
    return len(text) <= _LONGEST and not of_a_part and not other


def _headings(lines: list[_Numbered]) -> list[int]:
    known = [n for n, line in enumerate(lines) if line.known]
    if len({lines[n].number for n in known}) < _FEWEST:
        return []
    found = _between(lines, -1, known[0])
    for one, two in pairwise(known):
        found += _between(lines, one, two)
    return found + _between(lines, known[-1], len(lines))


def _between(lines: list[_Numbered], start: int, end: int) -> list[int]:
    """The headings between two known ones: each number that they leave out, once; none where a number is missing."""
    last = lines[start].number if start >= 0 else 0
    wanted = lines[end].number if end < len(lines) else None
    found: list[_Numbered] = []
    above = start
    for n in range(start + 1, end):
        goes_on = n - 1 != above and lines[n - 1].number == lines[n].number - 1  # the next item of a list
        if lines[n].number == last + 1 and lines[n].may_head and not goes_on:
            found.append(lines[n])
            last, above = lines[n].number, n
    beside = [line.place for line in (*lines[max(start, 0) : start + 1], *found, *lines[end : end + 1])]
    if any(two - one == 1 for one, two in pairwise(beside)) or (wanted is not None and last != wanted - 1):
        return []
    return [line.place for line in found]
