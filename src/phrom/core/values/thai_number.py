"""Digits as the office writes them: Arabic, or Thai if it chose so."""

import re
from typing import Literal

from phrom.core.values.thai_text import arabic_digits

Digits = Literal["thai", "arabic"]

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# a word with Latin letters is a name (COVID-19, e-LAAS 2, ISO 22301 keeps only ISO): its digits stay
_WORD_WITH_LATIN = re.compile(r"[^\s()（）]*[A-Za-z][^\s()（）]*")


def thai_digits(text: str) -> str:
    """0-9 as ๐-๙; words that hold Latin letters (`COVID-19`) stay as they are."""
    parts: list[str] = []
    at = 0
    for match in _WORD_WITH_LATIN.finditer(text):
        parts += [text[at : match.start()].translate(_TO_THAI), match[0]]
        at = match.end()
    return "".join([*parts, text[at:].translate(_TO_THAI)])


def in_digits(text: str, digits: Digits) -> str:
    """The text with all its digits in the chosen form."""
    return thai_digits(text) if digits == "thai" else arabic_digits(text)
