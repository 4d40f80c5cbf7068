"""Where the columns of a table lie whose cells were parted by blanks only, as printing programs lay text out.

Places are counted twice: letter by letter, and as wide as they look (marks above and below take no room). Programs
do the one or the other, and damage to the marks spoils one of the two; zero-width blanks may have come later. The way
in which more cells begin below one another is the right one.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_SEGMENT = re.compile(r"[^\s\u00a0]+(?:[ \u00a0][^\s\u00a0]+)*")
_NO_ROOM = re.compile("[ัิ-ฺ็-๎\u200b-\u200d\u2060\ufeff\uf701-\uf71a]")
_WORD_ENDS = "\u200b"  # put between words after the text was laid out
_CROSSED = 0.25  # of the lines around a gap: more than these have a letter in it, and it is none


@dataclass(frozen=True, slots=True)
class Segment:
    """Words with no more than one blank between them, and the places on the page that they take: [start, end)."""

    start: int
    end: int
    text: str
    by_look: bool

    def parted_at(self, place: int) -> "list[Segment]":
        """The segment in two, where one of its words begins at a place; whole where none does."""
        for match in re.finditer(r"[ \u00a0]", self.text):
            before = width_of(self.text[: match.end()], by_look=self.by_look)
            if self.start + before == place:
                head, tail = self.text[: match.start()], self.text[match.end() :]
                return [
                    Segment(self.start, place - 1, head, self.by_look),
                    Segment(place, self.end, tail, self.by_look),
                ]
        return [self]


def width_of(text: str, *, by_look: bool) -> int:
    return len(_NO_ROOM.sub("", text)) if by_look else len(text)


@lru_cache(maxsize=4096)  # a line is looked at from every line above it that may head a table
def segments_of(line: str, *, by_look: bool) -> tuple[Segment, ...]:
    """The pieces of a line that two blanks or more part."""
    found = []
    for match in _SEGMENT.finditer(line):
        start = width_of(line[: match.start()], by_look=by_look)
        found.append(Segment(start, start + width_of(match.group(), by_look=by_look), match.group(), by_look))
    return tuple(found)


def counted_best(lines: list[str]) -> list[tuple[Segment, ...]]:
    """The segments of each line, counted in the way in which more of them begin below one another."""
    ways = [[segments_of(line, by_look=by_look) for line in lines] for by_look in (False, True)]
    if any(_WORD_ENDS in line for line in lines):
        ways.append([segments_of(line.replace(_WORD_ENDS, ""), by_look=False) for line in lines])
    return max(ways, key=_below_one_another)


def _below_one_another(lines: list[tuple[Segment, ...]]) -> int:
    starts = Counter(segment.start for line in lines for segment in line[1:])
    return sum(count * count for count in starts.values())


def columns_of_page(lines: list[tuple[Segment, ...]]) -> list[tuple[int, int]]:
    """The columns, as (start, end): what lies between the gaps that run down through nearly all lines."""
    lines = [line for line in lines if line]
    if not lines:
        return []
    width = max(line[-1].end for line in lines)
    inked, around = [0] * (width + 1), [0] * (width + 1)
    for line in lines:
        for segment in line:
            for x in range(segment.start, segment.end):
                inked[x] += 1
        if len(line) > 1:
            for x in range(line[0].start, line[-1].end):
                around[x] += 1
    gap = [around[x] > 0 and inked[x] <= _CROSSED * around[x] for x in range(width + 1)]
    columns: list[tuple[int, int]] = []
    start = min(line[0].start for line in lines)
    x = start
    while x <= width:
        end = x
        while end <= width and gap[end]:
            end += 1
        if end - x >= 2 or (end - x == 1 and _is_gap(lines, x)):
            columns.append((start, x))
            start = end
        x = max(end, x + 1)
    columns.append((start, width))
    return [(a, b) for a, b in columns if any(_overlap(s, (a, b)) for line in lines for s in line)]


def _is_gap(lines: list[tuple[Segment, ...]], x: int) -> bool:
    """A gap of one blank counts where no line crosses it and on some line it is a wider one."""
    crossed = any(s.start <= x < s.end for line in lines for s in line)
    ends = sum(any(s.end == x for s in line) for line in lines)
    return not crossed and ends < len(lines) and len(lines) >= 4


def _overlap(segment: Segment, column: tuple[int, int]) -> int:
    return max(0, min(segment.end, column[1]) - max(segment.start, column[0]))


def laid_on(segments: tuple[Segment, ...], columns: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The pieces of a line by column: (first column, last column, text). A piece over a narrow gap is parted at it."""
    found: list[tuple[int, int, str]] = []
    for segment in [part for whole in segments for part in _parted(whole, columns)]:
        over = [i for i, column in enumerate(columns) if _overlap(segment, column)]
        if not over:
            over = [min(range(len(columns)), key=lambda i: abs(columns[i][0] - segment.start))]
        if found and found[-1][1] >= over[0]:
            first, last, text = found.pop()
            found.append((first, max(last, over[-1]), f"{text} {segment.text}"))
        else:
            found.append((over[0], over[-1], segment.text))
    return found


def _parted(segment: Segment, columns: list[tuple[int, int]]) -> list[Segment]:
    parts = [segment]
    for start, _ in columns[1:]:
        parts = [*parts[:-1], *parts[-1].parted_at(start)]
    return parts
