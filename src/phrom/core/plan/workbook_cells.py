"""How single values of a plan stand in the cells of its workbook, and are read back: exactly, whatever they hold.

What people see is what they would type: `6 ชั่วโมง`, `081 000 0003`, one item of a list a line. What a cell cannot hold
is written as Excel itself writes it, `_x000D_` (ISO/IEC 29500-1, 22.9.2.19): control characters, blanks at either end,
a line break inside an item. An empty text, which is not the same as none, is `(ว่าง)`.
"""

import re

from phrom.core.values.duration import Duration, parse_duration
from phrom.core.values.phone_number import display, to_e164

EMPTY = "(ว่าง)"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# what XML cannot hold or does not keep, and what the eye cannot see at the ends
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|^\\s+|\\s+\\Z|_(?=x[0-9A-Fa-f]{4}_)")
_ISO_UNITS = (("PT{}H", "ชั่วโมง"), ("PT{}M", "นาที"), ("P{}D", "วัน"), ("P{}W", "สัปดาห์"))


def cell_text(text: str) -> str:
    """A text as it stands in a cell; `text_of` gives it back."""
    if text in ("", EMPTY):
        return EMPTY if not text else _code(text[0]) + text[1:]
    return _seen(text)


def text_of(cell: str) -> str:
    """The text that a cell says. Blanks at either end, which people leave by accident, do not count."""
    stripped = cell.strip()
    if stripped == EMPTY:
        return ""
    decoded = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), stripped)
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def cell_lines(items: tuple[str, ...]) -> str:
    """Several texts in one cell, a line each."""
    return "\n".join(cell_text(item).replace("\n", _code("\n")) for item in items)


def lines_of(cell: str) -> tuple[str, ...]:
    """The texts of a cell that holds one a line; blank lines do not count."""
    return tuple(text_of(line) for line in cell.split("\n") if line.strip())


def duration_text(duration: Duration) -> str:
    """In Thai words if they say exactly the same, otherwise as ISO 8601."""
    for form, word in _ISO_UNITS:
        found = re.fullmatch(form.format(r"(\d+)"), duration.iso)
        words = f"{found[1]} {word}" if found else ""
        if words and parse_duration(words).iso == duration.iso:
            return words
    return duration.iso


def phone_text(number: str) -> str:
    """As people write it if that leads back to the same number; otherwise marked to be taken as it is."""
    for written in (display(number), number):
        if cell_text(written) == written and "\n" not in written and phone_of(written) == number:
            return written
    return _code(number[0]) + _seen(number[1:]).replace("\n", _code("\n")) if number else EMPTY


def phone_of(written: str) -> str | None:
    """The number that a line of a cell says; None for what cannot be dialled."""
    if _ESCAPE.search(written) or written.strip() == EMPTY:
        return text_of(written)
    return to_e164(written)


def _seen(text: str) -> str:
    return _UNSEEN.sub(lambda found: "".join(map(_code, found[0])), text)


def _code(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"_x{units[i : i + 2].hex().upper()}_" for i in range(0, len(units), 2))
