"""The text of a Word paragraph: symbols and check boxes as characters, automatic list numbers as they are printed."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    {f"{W}txbxContent", f"{W}moveFrom", f"{W}del", f"{_MC}Fallback", f"{W}instrText", f"{W}rPr", f"{W}pPr"}
)
_THAI_LETTERS = "กขคงจฉชซฌญ"


def paragraph_lines(paragraph: Any, numbers: "ListNumbers") -> list[str]:
    """The paragraph's text, parted at line breaks, with its list mark in front; at least one, perhaps empty."""
    text = "".join(_pieces(paragraph))
    lines = text.split("\n")
    mark = numbers.mark(paragraph) if text.strip() else ""
    return [f"{mark} {lines[0]}" if mark else lines[0], *lines[1:]]


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT:
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            yield " " if child.get(f"{W}type") in ("page", "column") else "\n"
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sdt" and (state := _check_box(child)) is not None:
            yield "☑" if state else "☐"
        else:
            yield from _pieces(child)


def _symbol(element: Any) -> str:
    """`w:sym` names a place in a symbol font; kept in the private use area, where Word itself puts it."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return chr(code if code >= 0xF000 else 0xF000 + code) if code < 0x10000 else ""


def _check_box(element: Any) -> bool | None:
    box = element.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return None
    checked = box.find(f"{W14}checked")
    return checked is not None and checked.get(f"{W14}val") in ("1", "true", "on")


def text_boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once (Word writes them twice, for old readers too)."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
            yield box


class ListNumbers:
    """Counts automatic lists as Word prints them: `•` for a bullet, `1.` or `1.1` for a number."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, root: Any) -> None:
        abstract = {a.get(f"{W}abstractNumId"): a for a in root.iter(f"{W}abstractNum")}
        for num in root.iter(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            source = abstract.get(link.get(f"{W}val")) if link is not None else None
            if source is None:
                continue
            for level in source.iter(f"{W}lvl"):
                kind, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
                place = (num.get(f"{W}numId"), _int(level.get(f"{W}ilvl")))
                self._levels[place] = (_val(kind, "decimal"), _val(text, "%1."))

    def _read_styles(self, root: Any) -> None:
        for style in root.iter(f"{W}style"):
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
                self._styles[style.get(f"{W}styleId")] = (_val(number, ""), _int(_val(level, "0")))

    def mark(self, paragraph: Any) -> str:
        """The mark printed before a paragraph, or nothing."""
        place = self._place(paragraph)
        if place is None or place not in self._levels:
            return ""
        kind, text = self._levels[place]
        if kind == "bullet":
            return "•"
        if kind == "none":
            return ""
        number, level = place
        self._counts[place] = self._counts.get(place, 0) + 1
        for deeper in [p for p in self._counts if p[0] == number and p[1] > level]:
            del self._counts[deeper]
        for n in range(level + 1):
            text = text.replace(f"%{n + 1}", self._printed(number, n))
        return text.strip()

    def _printed(self, number: str, level: int) -> str:
        count = self._counts.get((number, level), 1)
        kind = self._levels.get((number, level), ("decimal", ""))[0]
        if kind == "thaiLetters" and count <= len(_THAI_LETTERS):
            return _THAI_LETTERS[count - 1]
        return chr(96 + count) if kind == "lowerLetter" and count <= 26 else str(count)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
            return _val(number, ""), _int(_val(level, "0"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(_val(style, "")) if style is not None else None


def _val(element: Any, otherwise: str) -> str:
    return (element.get(f"{W}val") or otherwise) if element is not None else otherwise


def _int(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
