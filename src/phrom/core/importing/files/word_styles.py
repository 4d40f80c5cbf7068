"""Which paragraphs of a Word file are headings, and of what level, as their styles and the outline say."""

import re
from typing import Any

from phrom.core.importing.files.word_text import W

_BUILT_IN = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_BODY = 9  # `w:outlineLvl` of text that is no heading; 0 is the level of Heading 1
_DEEPEST_CHAIN = 20  # styles based on one another


class HeadingLevels:
    """The levels of a document's styles; a style without one has that of the style on which it is based."""

    def __init__(self, styles: Any) -> None:
        self._own: dict[str, int] = {}
        self._based_on: dict[str, str] = {}
        for style in styles.iter(f"{W}style") if styles is not None else ():
            name = style.get(f"{W}styleId") or ""
            level = _outline_level(style)
            built_in = _BUILT_IN.fullmatch(_val(style.find(f"{W}name")))
            if level is None and built_in:
                level = int(built_in[1])
            if level is not None:
                self._own[name] = level
            self._based_on[name] = _val(style.find(f"{W}basedOn"))

    def level(self, paragraph: Any) -> int:
        """1 for a heading of the first level, 2 for one below it, …; 0 for any other paragraph."""
        own = _outline_level(paragraph)
        if own is not None:
            return own
        style = _val(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _ in range(_DEEPEST_CHAIN):
            if style in self._own:
                return self._own[style]
            style = self._based_on.get(style, "")
        return 0


def _outline_level(element: Any) -> int | None:
    said = _val(element.find(f"{W}pPr/{W}outlineLvl"))
    if not (said.isascii() and said.isdigit() and len(said) == 1):
        return None
    return int(said) + 1 if int(said) < _BODY else 0


def _val(element: Any) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""
