"""A Word file in which changes are tracked, as it is once they are accepted.

What was deleted within a paragraph is left out where its text is read (`word_text`). Here go whole rows and cells that
were deleted, and the ends of paragraphs: where such an end is gone, two paragraphs are one.
"""

from typing import Any

from phrom.core.importing.files.word_text import W

_GONE = (f"{W}del", f"{W}moveFrom")


def accept_changes(body: Any) -> None:
    """Change the XML of a document's body to what it is with all tracked changes accepted."""
    if next(body.iter(*_GONE, f"{W}cellDel"), None) is None:
        return
    for tag, mark in ((f"{W}tr", f"{W}trPr/{W}del"), (f"{W}tc", f"{W}tcPr/{W}cellDel")):
        for element in [element for element in body.iter(tag) if element.find(mark) is not None]:
            element.getparent().remove(element)
    for paragraph in reversed([p for p in body.iter(f"{W}p") if _end_is_gone(p)]):
        _join_to_next(paragraph)


def _end_is_gone(paragraph: Any) -> bool:
    return any(paragraph.find(f"{W}pPr/{W}rPr/{gone}") is not None for gone in _GONE)


def _join_to_next(paragraph: Any) -> None:
    """The words of a paragraph before those of the next one, whose style and number hold for both."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    first = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
    for child in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
        following.insert(first, child)
    paragraph.getparent().remove(paragraph)
