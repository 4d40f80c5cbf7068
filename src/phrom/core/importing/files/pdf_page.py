"""What stands on a page of a PDF: its characters with their places, and the straight rules drawn on it.

Places are in points from the lower left corner of the page as it is shown. pdfium is not made for threads, so only
one page is read at a time.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

CHARS_MOST = 40_000  # on one page
_SEGMENTS_MOST = 60_000  # beyond this it is a drawing, not a table
_DEPTH_MOST = 6
_THIN = 3.0  # points: a filled bar as thin as this is a rule
_STRAIGHT = 1.0
_SOFT, _HYPHEN = 2, "-"  # what pdfium says for a hyphen at the end of a line
_SHORTEST = 3.0
_FARTHEST = 1e6  # points
_SAID_TWICE = re.compile(r"([ก-ฮ][่-๋][ัิ-ู])\1")

# a matrix (a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; `y` is the height of its baseline, `size` that of its font. Blanks that pdfium
    only guesses are left out."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is its height (or distance from the left, if upright), from `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """`pictures`: how many pictures stand on it."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: int


def page_of(page: Any) -> Page:
    """A pypdfium2 page as values. Raises pypdfium2.PdfiumError for a page that cannot be read."""
    turn = _turned(page)
    width, height = (size if _is_somewhere(size) else 0.0 for size in page.get_size())
    rules, pictures = _drawn(page, turn)
    return Page(width, height, tuple(_said_once(list(_glyphs(page, turn)))), tuple(rules), pictures)


def _turned(page: Any) -> _Matrix:
    """From the page's own places to those of the page as it is shown, turned and cropped."""
    left, bottom, right, top = page.get_cropbox()
    turns: dict[int, _Matrix] = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    return turns.get(page.get_rotation(), _SAME)


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _after(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    origin = _moved(then, e, f)
    right, up = _moved(then, a + e, b + f), _moved(then, c + e, d + f)
    return (right[0] - origin[0], right[1] - origin[1], up[0] - origin[0], up[1] - origin[1], *origin)


def _glyphs(page: Any, turn: _Matrix) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow to load, and rarely needed

    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    try:
        for i in range(min(text.count_chars(), CHARS_MOST)):
            code = pdfium.FPDFText_GetUnicode(text.raw, i)
            pdfium.FPDFText_GetLooseCharBox(text.raw, i, box)
            pdfium.FPDFText_GetCharOrigin(text.raw, i, x, y)
            x0, y0 = _moved(turn, box.left, box.bottom)
            x1, y1 = _moved(turn, box.right, box.top)
            size = abs(pdfium.FPDFText_GetFontSize(text.raw, i))
            matrix = pdfium.FS_MATRIX()
            if pdfium.FPDFText_GetMatrix(text.raw, i, matrix):
                size *= max(abs(matrix.d), abs(matrix.b)) or 1.0
            base = _moved(turn, x.value, y.value)[1]
            placed = _is_somewhere(x0, x1, y0, y1, base, size)
            if placed and _is_printed(code) and (code == _SOFT or not pdfium.FPDFText_IsGenerated(text.raw, i)):
                said = _HYPHEN if code == _SOFT else chr(code)
                yield Glyph(said, min(x0, x1), max(x0, x1), base, size or abs(y1 - y0))
    finally:
        text.close()


def _said_once(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Letters said twice, where two letters of the text led to one sign of the font: `ร้ัร้ั`. Only a tone mark before its
    vowel is such a sign; `ดีดี` may be meant."""
    again = [match.end() - 3 for match in _SAID_TWICE.finditer("".join(glyph.text for glyph in glyphs))]
    dropped = {i for start in again for i in range(start, start + 3)}
    for i, glyph in enumerate(glyphs):
        if i + 1 in again:
            yield replace(glyph, x1=max(glyph.x1, *(g.x1 for g in glyphs[i + 1 : i + 4])))  # the room of both
        elif i not in dropped:
            yield glyph


def _is_somewhere(*places: float) -> bool:
    """Whether places and sizes are such that anybody could see them; a spoilt file may hold endless ones, or none."""
    return all(abs(place) < _FARTHEST for place in places)  # also False for what is no number


def _is_printed(code: int) -> bool:
    return (code == _SOFT or code >= 32) and code < 0x110000 and not 0xD800 <= code < 0xE000


def _drawn(page: Any, turn: _Matrix) -> tuple[list[Rule], int]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    rules: list[Rule] = []
    pictures = segments = 0
    for drawn, matrix in _objects(page, turn):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            segments += pdfium.FPDFPath_CountSegments(drawn)
            if segments > _SEGMENTS_MOST:
                return [], pictures
            rules.extend(_rules(drawn, _after(_matrix(drawn), matrix)))
    return rules, pictures


def _objects(page: Any, turn: _Matrix) -> Iterator[tuple[Any, _Matrix]]:
    """Everything on the page, what forms hold included, each with the matrix that places it."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    stack = [
        (pdfium.FPDFPage_GetObject(page.raw, i), turn, 0)
        for i in reversed(range(pdfium.FPDFPage_CountObjects(page.raw)))
    ]
    while stack:
        drawn, matrix, depth = stack.pop()
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, matrix
        elif depth < _DEPTH_MOST and len(stack) < _SEGMENTS_MOST:
            inside = _after(_matrix(drawn), matrix)
            held = range(pdfium.FPDFFormObj_CountObjects(drawn))
            stack.extend((pdfium.FPDFFormObj_GetObject(drawn, i), inside, depth + 1) for i in reversed(held))


def _matrix(drawn: Any) -> _Matrix:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return _SAME
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _rules(path: Any, matrix: _Matrix) -> list[Rule]:
    """The upright and level lines of a path: its strokes, or a thin bar that is filled."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    shapes = [s for s in _shapes(path, matrix) if _is_somewhere(*(place for point in s for place in point))]
    rules: list[Rule] = []
    for shape in shapes:
        across = [x for x, _ in shape]
        high = [y for _, y in shape]
        wide, tall = max(across) - min(across), max(high) - min(high)
        if min(wide, tall) <= _THIN:
            rules.extend(_rule((min(across), min(high)), (max(across), max(high))))
        elif stroke.value:
            for one, other in pairwise(shape):
                rules.extend(_rule(one, other))
    return rules


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    wide, tall = abs(one[0] - other[0]), abs(one[1] - other[1])
    if wide >= _SHORTEST and tall <= max(_STRAIGHT, min(_THIN, wide / 10)):
        yield Rule(False, (one[1] + other[1]) / 2, min(one[0], other[0]), max(one[0], other[0]))
    elif tall >= _SHORTEST and wide <= max(_STRAIGHT, min(_THIN, tall / 10)):
        yield Rule(True, (one[0] + other[0]) / 2, min(one[1], other[1]), max(one[1], other[1]))


def _shapes(path: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The parts of a path as points; closed ones come back to where they began."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    shape: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and shape:
            yield shape
            shape = []
        shape.append(_moved(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and shape[0] != shape[-1]:
            shape.append(shape[0])
    if shape:
        yield shape
