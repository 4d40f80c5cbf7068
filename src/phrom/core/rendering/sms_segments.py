"""How many short messages a text becomes: what it costs, and whether a gateway takes it.

Source: 3GPP TS 23.038 (the GSM 7-bit alphabet) and TS 23.040 (concatenation). A text of the GSM alphabet holds 160
septets in one message and 153 in each of several; any other (Thai) is UCS-2: 70 units, 67 in each of several.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")  # an escape and a second septet
_NOT_GSM = re.compile(f"[^{re.escape(''.join(sorted(_BASIC | _EXTENSION)))}]")
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
_LIMITS = {"gsm-7": (160, 153), "ucs-2": (70, 67)}


@dataclass(frozen=True, slots=True)
class SmsLength:
    """`units`: septets or 16-bit units; `segments`: messages to be paid for (0 for an empty text)."""

    encoding: Literal["gsm-7", "ucs-2"]
    units: int
    segments: int


def sms_length(text: str) -> SmsLength:
    """The length of a text as SMS. A character of two units is never cut in half, as the networks demand."""
    encoding: Literal["gsm-7", "ucs-2"] = "ucs-2" if _NOT_GSM.search(text) else "gsm-7"
    alone, part = _LIMITS[encoding]
    if encoding == "ucs-2" and not _TWO_UNITS.search(text):  # every letter is one unit: no need to look at each
        units = len(text)
        return SmsLength(encoding, units, 1 if units <= alone else -(-units // part))
    sizes = [_units(character, encoding) for character in text]
    units = sum(sizes)
    segments = min(units, 1) if units <= alone else _parts(sizes, part)
    return SmsLength(encoding, units, segments)


def _units(character: str, encoding: str) -> int:
    if encoding == "gsm-7":
        return 2 if character in _EXTENSION else 1
    return 2 if ord(character) > 0xFFFF else 1


def _parts(sizes: Iterable[int], part: int) -> int:
    parts, room = 0, 0
    for size in sizes:
        if size > room:
            parts, room = parts + 1, part
        room -= size
    return parts
