"""Thai text as files really carry it: keys that survive damage, and text tidied for display.

Damage met in official files: ำ lost to า or split into nikhahit and า (which is what NFKC does), เเ for แ,
doubled or swapped marks, zero-width characters, marks from the private use area of old Windows fonts.
Texts are compared on `key`; what people read keeps the source's own letters.
"""

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from phrom.core.values.duration import THAI_DIGITS

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Windows Thai fonts kept shifted copies of the marks in the private use area
_SHIFTED = str.maketrans(
    {
        0xF700 + i: chr(0x0E00 + int(letter, 16))
        for i, letter in enumerate(
            [
                "10",
                "34",
                "35",
                "36",
                "37",
                "48",
                "49",
                "4a",
                "4b",
                "4c",
                "48",
                "49",
                "4a",
                "4b",
                "4c",
                "0d",
                "31",
                "4d",
                "47",
                "48",
                "49",
                "4a",
                "4b",
                "4c",
                "38",
                "39",
                "3a",
            ]
        )
    }
)
_MARKS = re.compile("[ัิ-ฺ็-๎]{2,}")
_NOT_KEY = re.compile(r"[^0-9a-zก-๛]+")
_DIGITS = re.compile(r"\d+")
_TONES = re.compile("[็-๎]")
# `translate` looks every letter up in a table, and reading a plan asks tens of thousands of times, mostly of texts that
# hold none of these
_IS_SHIFTED = re.compile(f"[{''.join(map(chr, _SHIFTED))}]")
_THAI_DIGIT = re.compile("[๐-๙]")


def tidy(text: str) -> str:
    """The text for display: one space for many, nothing invisible, letters as in the source."""
    return " ".join(_INVISIBLE.sub("", text).split())


_DOUBLED = re.compile("([ัิ-ฺ็-๎])\\1+")
_SWAPPED = re.compile("([่-๋])([ัิ-ฺ])")
# no word begins with a mark or with ะ, า, ำ; none ends with a vowel that is written before its letter, nor with ั or ื
_PARTED = re.compile(
    r"(?<=[ก-๎])[ \u00a0\u200b]+(?=[ัิ-ฺ็-๎ะาำๅ])|(?<=[เแโใไ])[ \u00a0\u200b]+(?=[ก-ฮ])|"
    r"(?<=[ัื])[ \u00a0\u200b]+(?=[ก-ฮ])|(?<=[ัื][่-๋])[ \u00a0\u200b]+(?=[ก-ฮ])"
)
_ON_FINAL = re.compile("([ัึื])([ก-ฮ])([่-๋])")  # `ขัน้`: a tone mark stands on the letter before these vowels
_NIKHAHIT = re.compile("ํ([่-๋]?)า")
_POO_FOR_PO = re.compile("ปู(?=า|องก)")  # `เปูาหมาย`, `ปูองกัน`: PDFs that print ู for ้; no word has ู before า
_MANY_AMS = re.compile("ํ*ำ[ำาํ]+|ํ+ำ")


def legible(text: str) -> str:
    """The text with mends that are never wrong: doubled, swapped or shifted marks, เเ, ํา, ำำ, a blank within a word."""
    if not text or text.isascii():
        return text
    even = _NIKHAHIT.sub(r"\1ำ", unshifted(text).replace("เเ", "แ"))
    even = _POO_FOR_PO.sub("ป้", even)
    even = _MANY_AMS.sub("ำ", _PARTED.sub("", even))
    return _ON_FINAL.sub(r"\1\3\2", _SWAPPED.sub(r"\2\1", _DOUBLED.sub(r"\1", even)))


def unshifted(text: str) -> str:
    """Marks that old Windows fonts kept in the private use area as the letters that they are."""
    return text.translate(_SHIFTED) if _IS_SHIFTED.search(text) else text


def arabic_digits(text: str) -> str:
    """๐-๙ as 0-9, everything else unchanged."""
    return text.translate(THAI_DIGITS) if _THAI_DIGIT.search(text) else text


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """What two spellings of the same words share: letters and digits only, damage evened out."""
    even = arabic_digits(unshifted(_INVISIBLE.sub("", unicodedata.normalize("NFC", text))))
    even = even.replace("ำ", "า").replace("ํ", "").replace("เเ", "แ").casefold()
    even = _MARKS.sub(lambda run: "".join(sorted(set(run.group()))), even)
    return _NOT_KEY.sub("", even).replace("ฯ", "").replace("ๆ", "")


@lru_cache(maxsize=16384)
def bare_key(text: str) -> str:
    """The key without tone marks and the silencer: for names typed with a mark missing or added."""
    return _TONES.sub("", key(text))


@lru_cache(maxsize=4096)
def _letters(words: str) -> Counter[str]:
    return Counter(words)


@lru_cache(maxsize=16384)
def likeness(one: str, other: str, floor: float = 0.5) -> float:
    """0..1: how alike two texts are, on their keys; 0 below the floor, for empty texts and for other numbers."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    digits, others = _DIGITS.findall(a), _DIGITS.findall(b)
    if digits and others and digits != others:
        return 0.0  # ทีม 1 is not ทีม 2
    # the lengths, then the letters, say how alike two texts can be at most: most pairs end here
    if 2 * min(len(a), len(b)) / (len(a) + len(b)) < floor:
        return 0.0
    counts, others_counts = _letters(a), _letters(b)
    common = sum(min(count, others_counts.get(letter, 0)) for letter, count in counts.items())
    if 2 * common / (len(a) + len(b)) < floor:
        return 0.0
    ratio = SequenceMatcher(None, a, b, autojunk=False).ratio()
    return ratio if ratio >= floor else 0.0


def thai_share(text: str) -> float:
    """The part of the letters of a text that is Thai, 0..1."""
    letters = [c for c in text if c.isalpha() or "ก" <= c <= "๎"]
    return sum("ก" <= c <= "๎" for c in letters) / len(letters) if letters else 0.0


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with an ellipsis; cut at a blank where there is one near, never inside a syllable."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    blank = head.rfind(" ")
    if blank >= longest * 2 // 3:
        return head[:blank].rstrip() + " …"
    while head and _BELONGS_BEFORE.match(text[len(head)]):
        head = head[:-1]
    return head.rstrip("เแโใไ") + "…"


_BELONGS_BEFORE = re.compile("[ะ-ฺๅ-๎]")
