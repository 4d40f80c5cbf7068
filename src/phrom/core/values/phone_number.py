"""Thai telephone numbers: any notation in, E.164 out.

Numbering plan of กสทช.: mobile 0[689] and ten digits, fixed line 0[2-57] and nine digits, short numbers of
three or four digits. An extension (`ต่อ 11`) is kept as `+6620001000;ext=11`.
"""

import re
from dataclasses import dataclass

from phrom.core.values.thai_text import arabic_digits

# hot lines; none that could be a round quantity
_HOT_LINES = (
    *(191, 199, 1111, 1125, 1129, 1130, 1133, 1146, 1155, 1166, 1177, 1182, 1192, 1193, 1195, 1196, 1197, 1199, 1323),
    *(1330, 1362, 1378, 1422, 1441, 1460, 1506, 1543, 1556, 1567, 1569, 1584, 1586, 1599, 1646, 1650, 1662, 1667, 1669),
    *(1690, 1694, 1784),
)
_SHORT = frozenset(map(str, _HOT_LINES))
_HOT_LINE = re.compile(r"(?:สายด่วน|ฮอตไลน์|hot\s?line)\D{0,24}?(?P<number>1\d{2,3})(?![\d-])", re.IGNORECASE)
_DIGITS = (
    r"(?:\+\s?66|\(\+?66\)|0066|66(?=[\s-]?\(?0?\)?[\s-]?[2-9])|0|\(0\d{0,2}\))[\s().\-–—]*(?:\d[\s().\-–—]*){6,10}\d"
)
_NUMBER = re.compile(
    rf"(?<!\d)(?P<number>{_DIGITS})(?!\d)",
    re.IGNORECASE,
)
_MORE = r"(?:\s*(?:-|–|—|/|ถึง)\s*\d{1,4}(?![\d.]|[\s-]\d))"  # `0 5451 1234-6`: this line or one of the next
_EXTENSION = r"(?:(?:หมายเลข|เบอร์)?(?:ภายใน|ต่อ)|กด|ext\.?|#)"
_NO_TIME = r"(?!\d|\s*(?:ชั่วโมง|ชม|วัน|นาที|สัปดาห์|เดือน|ปี))"  # `ภายใน 6 ชั่วโมง` behind a number is no extension
_BEHIND = re.compile(
    rf"{_MORE}?(?:\s*{_EXTENSION}\s*(?P<ext>\d{{1,6}}){_NO_TIME}{_MORE}?(?:\s*[,/]\s*\d{{1,6}}(?![\d.]|[\s-]\d))*)?",
    re.IGNORECASE,
)
_FAX = re.compile(r"(?:โทรสาร|แฟกซ์|แฟ็กซ์|fax)[\s.:：]*$", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"(?<![\d-])(\d{3,4})(?![\d-])")


@dataclass(frozen=True)
class SpokenNumber:
    """A number found in a text: E.164 (or a short number), and the words it was read from, with the rest of a range."""

    number: str
    text: str
    start: int
    end: int


def to_e164(text: str) -> str | None:
    """`๐๘๑-๒๓๔-๕๐๐๑` → `+66812345001`; a short number such as 1669 stays; None if it cannot be dialled."""
    plain = arabic_digits(text).strip()
    found = find_numbers(plain)
    if len(found) == 1 and not re.search(r"\d", plain[: found[0].start] + plain[found[0].end :]):
        return found[0].number
    return None


def find_numbers(text: str) -> tuple[SpokenNumber, ...]:
    """Every number in a text, in order. Digits that make no Thai number are left out."""
    plain = arabic_digits(text)
    found: list[SpokenNumber] = []
    at = 0
    while match := _NUMBER.search(plain, at):
        at = match.end()
        if _FAX.search(plain[max(0, match.start() - 16) : match.start()]):
            continue  # a fax is no telephone
        number, end = _longest_head(match)
        if number is None:
            continue
        behind = _BEHIND.match(plain, end)
        at = behind.end() if behind else end
        # a mobile has no extension: `ภายใน 1201` behind it is the office's own number, kept in the words
        suffix = f";ext={behind['ext']}" if behind and behind["ext"] and not is_mobile(number) else ""
        found.append(SpokenNumber(number + suffix, text[match.start() : at].strip(), match.start(), at))
    return tuple(found) or _hot_line(plain)


def _hot_line(plain: str) -> tuple[SpokenNumber, ...]:
    short = _SHORT_NUMBER.search(plain)
    said = short if short and short[1] in _SHORT else _HOT_LINE.search(plain)
    return (SpokenNumber(said[1], said[1], said.start(1), said.end(1)),) if said else ()


def _longest_head(match: re.Match[str]) -> tuple[str | None, int]:
    """The number, and where it ends: two numbers parted by a blank only match as one, of which the longest head that
    is a number counts."""
    text = match["number"]
    for cut in (len(text), *(cut for cut in range(len(text) - 1, 8, -1) if not text[cut].isdigit())):
        if number := _national(text[:cut]):
            return number, match.start() + len(text[:cut].rstrip(" -–—.()"))
    return None, match.end()


def _national(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    if digits.startswith("0066"):
        digits = digits[2:]
    if digits.startswith("66") and len(digits) > 9:
        digits = "0" + digits[2:].removeprefix("0")
    mobile = re.fullmatch(r"0[689]\d{8}", digits)
    fixed = re.fullmatch(r"0[2-57]\d{7}", digits)
    return f"+66{digits[1:]}" if mobile or fixed else None


def is_mobile(number: str) -> bool:
    """Whether an E.164 number is a mobile one: somebody's own, where a fixed line is an office's."""
    return number.startswith(("+666", "+668", "+669"))


def display(number: str) -> str:
    """As people read it: `+66810000003` → `081 000 0003`; with ` ต่อ 11` for an extension."""
    base, _, extension = number.partition(";ext=")
    suffix = f" ต่อ {extension}" if extension else ""
    if not base.startswith("+66"):
        return base + suffix
    digits = "0" + base[3:]
    if len(digits) == 10:
        parts = (digits[:3], digits[3:6], digits[6:])
    elif digits.startswith("02"):
        parts = (digits[:2], digits[2:5], digits[5:])
    else:
        parts = (digits[:3], digits[3:6], digits[6:])
    return " ".join(parts) + suffix
