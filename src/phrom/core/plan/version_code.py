"""The code on every printed page: which state of which plan was printed, short enough to be read out on the telephone.

`K7Q-W9M-2X4`: eight characters from the SHA-256 of the plan's own values (40 bits) and one that tells a misread
character. The alphabet is Crockford's base 32 (no I, L, O, U; what is typed for them is understood). The same plan has
the same code on every machine, whatever its file looks like; any other value in it gives another code.
"""

import hashlib
import json
import re
from dataclasses import dataclass

from phrom.core.plan.document import Plan
from phrom.core.values.thai_text import arabic_digits

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
_MISREAD = str.maketrans("OIL", "011")
_IN_QR = re.compile(r"PHROM1:([0-9A-Z]{9}):(\d{0,9}):(\d{0,9})", re.IGNORECASE)
_IN_TEXT = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{3})[ \-–.]?([0-9A-Z]{3})[ \-–.]?([0-9A-Z]{3})(?![0-9A-Z])")


@dataclass(frozen=True)
class PrintedCode:
    """What a page says about itself. `version` and `copy` are only known from the QR, not from the typed code."""

    code: str
    version: int | None = None
    copy: int | None = None


def version_code(plan: Plan) -> str:
    """Nine characters, without the hyphens."""
    values = plan.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    bits = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:5], "big")
    letters = "".join(_ALPHABET[bits >> (5 * place) & 31] for place in reversed(range(_LENGTH)))
    return letters + _check(letters)


def shown(code: str) -> str:
    """In groups of three, as it is printed: `K7Q-W9M-2X4`."""
    return "-".join(code[at : at + 3] for at in range(0, len(code), 3))


def qr_text(code: str, version: int | None = None, copy: int | None = None) -> str:
    """What the QR holds: no address, only characters of its alphanumeric mode."""
    return f"PHROM1:{code}:{version or ''}:{copy or ''}"


def read_code(text: str) -> PrintedCode | None:
    """The code in a QR's text or in what somebody typed; None if there is none or a character is misread."""
    if found := _IN_QR.search(text):
        code = found[1].upper()
        return PrintedCode(code, _number(found[2]), _number(found[3])) if is_whole(code) else None
    for match in _IN_TEXT.finditer(arabic_digits(text).upper()):
        code = "".join(match.groups()).translate(_MISREAD)
        if is_whole(code):
            return PrintedCode(code)
    return None


def is_whole(code: str) -> bool:
    """Whether nine characters are a code without a misread one."""
    known = len(code) == _LENGTH + 1 and set(code) <= set(_ALPHABET)
    return known and _check(code[:_LENGTH]) == code[_LENGTH]


def _check(letters: str) -> str:
    """Luhn's digit in base 32: differs when one character is misread, nearly always when two neighbours are swapped."""
    total = 0
    for place, letter in enumerate(reversed(letters)):
        value = _ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return _ALPHABET[-total % 32]


def _number(digits: str) -> int | None:
    return int(digits) if digits else None
