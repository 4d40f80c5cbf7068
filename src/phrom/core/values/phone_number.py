"""Thai telephone numbers: any notation in, E.164 out.

Numbering plan of กสทช.: mobile 0[689] and ten digits, fixed line 0[2-57] and nine digits, short numbers of
three or four digits. An extension (`ต่อ 11`) is kept as `+6620001000;ext=11`.
"""

import re
from dataclasses import dataclass

from phrom.core.values.thai_text import arabic_digits

_SHORT = frozenset(
    {"191", "199", "1669", "1784", "1646", "1129", "1130", "1111", "1567", "1422", "1133", "1690", "1197"}
)
_DIGITS = (
    r"(?:\+\s?66|\(\+?66\)|0066|66(?=[\s-]?\(?0?\)?[\s-]?[2-9])|0|\(0\d{0,2}\))[\s().\-–—]*(?:\d[\s().\-–—]*){6,10}\d"
)
_NUMBER = re.compile(
    rf"(?<!\d)(?P<number>{_DIGITS})(?!\d)(?:\s*(?:ต่อ|ext\.?|#)\s*(?P<ext>\d{{1,6}}))?",
    re.IGNORECASE,
)
_FAX = re.compile(r"(?:โทรสาร|แฟกซ์|แฟ็กซ์|fax)[\s.:：]*$", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"(?<![\d-])(\d{3,4})(?![\d-])")


@dataclass(frozen=True)
class SpokenNumber:
    """A number found in a text: E.164 (or a short number), and the words it was read from."""

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
        number = _national(match["number"])
        if number is None:
            at = _try_shorter(plain, match, found)
            continue
        suffix = f";ext={match['ext']}" if match["ext"] else ""
        found.append(
            SpokenNumber(number + suffix, text[match.start() : match.end()].strip(), match.start(), match.end())
        )
    if not found:
        short = _SHORT_NUMBER.search(plain)
        if short and short[1] in _SHORT:
            found.append(SpokenNumber(short[1], short[1], short.start(), short.end()))
    return tuple(found)


def _try_shorter(plain: str, match: re.Match[str], found: list[SpokenNumber]) -> int:
    """Two numbers parted by a blank only match as one: take the longest head that is a number."""
    text = match["number"]
    for cut in range(len(text) - 1, 8, -1):
        if not text[cut].isdigit() and (number := _national(text[:cut])):
            found.append(SpokenNumber(number, text[:cut].strip(), match.start(), match.start() + cut))
            return match.start() + cut
    return match.end()


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
