"""The text of an OpenDocument paragraph: blanks and tabs as characters, list marks as they are printed, check boxes."""

from collections.abc import Iterator
from typing import Any

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_LEFT_OUT = frozenset(
    {f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{TEXT}note", f"{TEXT}ruby-text", f"{TEXT}tracked-changes"}
)
_BLANKS_MOST = 400
_THAI_LETTERS = "กขคงจฉชซฌญ"


def paragraph_lines(paragraph: Any, boxes: dict[str, bool]) -> list[str]:
    """The paragraph's text parted at line breaks, at least one, perhaps empty. `boxes`: check boxes by their id."""
    return "".join(_pieces(paragraph, boxes)).split("\n")


def _pieces(element: Any, boxes: dict[str, bool]) -> Iterator[str]:
    yield _one_line(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _piece(child, boxes)
        yield _one_line(child.tail)


def _piece(child: Any, boxes: dict[str, bool]) -> Iterator[str]:
    tag = child.tag
    if tag == f"{TEXT}s":
        yield " " * min(whole(child.get(f"{TEXT}c"), 1), _BLANKS_MOST)
    elif tag == f"{TEXT}tab":
        yield " "
    elif tag == f"{TEXT}line-break":
        yield "\n"
    elif tag == f"{DRAW}control":
        state = boxes.get(child.get(f"{DRAW}control") or "")
        yield "" if state is None else "☑" if state else "☐"
    elif not tag.startswith(DRAW) or tag == f"{DRAW}a":
        yield from _pieces(child, boxes)


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def whole(value: str | None, otherwise: int) -> int:
    """A count written in an attribute; `otherwise` where it is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 8 else otherwise


def check_boxes(root: Any) -> dict[str, bool]:
    """The check boxes of the document's forms: id and whether it is ticked."""
    found = {}
    for box in root.iter(f"{_FORM}checkbox"):
        state = (box.get(f"{_FORM}current-state") or box.get(f"{_FORM}state")) == "checked"
        for name in (box.get(f"{_XML}id"), box.get(f"{_FORM}id")):
            if name:
                found[name] = state
    return found


class ListMarks:
    """Counts lists as they are printed: `•` for a bullet, `1.` or `1.1` for a number."""

    def __init__(self, roots: list[Any]) -> None:
        self._levels: dict[tuple[str, int], Any] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                for level in style:
                    if isinstance(level.tag, str):
                        place = (style.get(f"{_STYLE}name") or "", whole(level.get(f"{TEXT}level"), 1))
                        self._levels[place] = level

    def begin(self, style: str, level: int, goes_on: bool) -> None:
        """A list begins: it counts anew unless it says that it goes on with the one before."""
        if not goes_on:
            for place in [p for p in self._counts if p[0] == style and p[1] >= level]:
                del self._counts[place]

    def mark(self, style: str, level: int, start: str | None) -> str:
        """The mark printed before the next item of a list."""
        found = self._levels.get((style, level))
        if found is None:
            return ""
        if found.tag != f"{TEXT}list-level-style-number":
            return "•" if found.tag == f"{TEXT}list-level-style-bullet" else ""
        first = whole(found.get(f"{TEXT}start-value"), 1)
        count = whole(start, self._counts.get((style, level), first - 1) + 1)
        self._counts[(style, level)] = count
        for place in [p for p in self._counts if p[0] == style and p[1] > level]:
            del self._counts[place]
        if not found.get(f"{_STYLE}num-format"):
            return ""
        shown = min(whole(found.get(f"{TEXT}display-levels"), 1), level)
        numbers = [self._printed(style, n) for n in range(level - shown + 1, level + 1)]
        return f"{found.get(f'{_STYLE}num-prefix') or ''}{'.'.join(numbers)}{found.get(f'{_STYLE}num-suffix') or ''}"

    def _printed(self, style: str, level: int) -> str:
        count = self._counts.get((style, level), 1)
        found = self._levels.get((style, level))
        form = (found.get(f"{_STYLE}num-format") or "1") if found is not None else "1"
        if form.startswith("ก") and 0 < count <= len(_THAI_LETTERS):
            return _THAI_LETTERS[count - 1]
        if form in ("a", "A") and 0 < count <= 26:
            return chr(ord(form) + count - 1)
        return str(count).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if form.startswith("๑") else str(count)
