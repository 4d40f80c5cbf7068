"""E-mail addresses and LINE ids out of cells and lines in which people are named."""

import re

from phrom.core.values.thai_text import tidy

_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LINE = re.compile(
    r"(?:\b(?:id\s*)?line|(?:ไอดี)?\s*ไลน์)\s*(?:id|ไอดี)?\s*[:：=]?\s*(?P<id>@?[A-Za-z0-9][\w.\-]{1,39})", re.IGNORECASE
)
_BARE_ID = re.compile(r"@?[A-Za-z0-9][\w.\-]{1,39}")


def find_email(text: str) -> str | None:
    """The first e-mail address in a text, blanks around its @ taken out."""
    match = _EMAIL.search(text)
    return re.sub(r"\s", "", match[0]).rstrip(".-") if match else None


def find_line_id(text: str, *, labelled: bool = True) -> str | None:
    """The LINE id that a text gives after the word LINE; with `labelled=False` (a column of ids) the bare id."""
    match = _LINE.search(text)
    if match:
        return match["id"]
    bare = tidy(text)
    return bare if not labelled and _BARE_ID.fullmatch(bare) and find_email(bare) is None else None
