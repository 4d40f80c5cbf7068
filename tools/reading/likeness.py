"""When two spellings are the same fact. A plan keeps what its source says, damage and all."""

import difflib
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")
F = TypeVar("F")

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_IGNORED = re.compile(r"[\s\u200b\u00a0.,;:()\[\]“”\"'•·\-–]+")
_DURATION = re.compile(
    r"P(?:(?P<w>\d+(?:\.\d+)?)W)?(?:(?P<d>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<s>\d+)S)?)?"
)
_HOURS = {"w": 168.0, "d": 24.0, "h": 1.0, "m": 1 / 60, "s": 1 / 3600}
_TITLES = (
    *("นาย", "นาง", "นางสาว", "น.ส.", "ดร.", "ผศ.", "รศ.", "ช่าง", "แพทย์"),
    *("นพ.", "พญ.", "ทพ.", "ทพญ.", "ทนพ.", "ทนพญ.", "ภก.", "ภญ.", "พว.", "นสพ.", "สพ.ญ."),
    *("ว่าที่ร.อ.", "ว่าที่ร.ท.", "ว่าที่ร.ต.", "ว่าที่ร.ต.หญิง", "ว่าที่ร้อยตรี", "ว่าที่ร้อยตรีหญิง", "ว่าที่พ.ต."),
    *("พันจ่าเอก", "พ.จ.อ.", "จ่าเอก", "จ.อ.", "จ่าสิบเอก", "จ.ส.อ.", "สิบเอก", "ส.อ.", "พ.ต.ท.", "ร.ต.อ.", "ร.ต.ท.", "ด.ต."),
)


@functools.lru_cache(maxsize=20_000)
def plain(text: str | None) -> str:
    """Text without blanks and marks of punctuation, in Arabic digits, with ำ as า."""
    joined = unicodedata.normalize("NFC", text or "").replace("\u0e4dา", "ำ").translate(_DIGITS)
    return _IGNORED.sub("", joined).replace("ำ", "า").lower()


@functools.lru_cache(maxsize=20_000)
def person(name: str | None) -> str:
    """A name without the titles before it."""
    rest = plain(name)
    titles = sorted((plain(t) for t in _TITLES), key=len, reverse=True)
    while True:
        title = next((t for t in titles if rest.startswith(t) and len(rest) > len(t) + 3), None)
        if title is None:
            return rest
        rest = rest[len(title) :]


def phone(number: str) -> str:
    """The digits as they are dialled inside the country."""
    digits = re.sub(r"\D", "", number.translate(_DIGITS))
    return "0" + digits[2:] if digits.startswith("66") and len(digits) > 9 else digits


def phones(values: Iterable[Any]) -> set[str]:
    """Numbers of a truth, each a text or an object with `value`, or of a plan."""
    return {phone(str(v["value"] if isinstance(v, dict) else v)) for v in values or ()}


@functools.lru_cache(maxsize=200_000)
def alike(one: str, other: str, least: float = 0.84) -> bool:
    """Whether two plain texts are one name, spelt with a slip at most."""
    if not one or not other:
        return False
    if one == other:
        return True
    match = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return match.real_quick_ratio() >= least and match.quick_ratio() >= least and match.ratio() >= least


def hours(duration: str | None) -> float | None:
    """The hours of an ISO 8601 duration."""
    found = _DURATION.fullmatch(str(duration)) if duration is not None else None
    return sum(float(v or 0) * _HOURS[k] for k, v in found.groupdict().items()) if found else None


def same_hours(duration: str | None, expected: float) -> bool:
    got = hours(duration)
    return got is not None and abs(got - expected) < 0.01


def paired(
    truth: Iterable[T], found: Iterable[F], same: Callable[[T, F], bool]
) -> tuple[list[tuple[T, F]], list[T], list[F]]:
    """Each truth with the first one found that is the same, one to one; what was missed; what is left over."""
    left, pairs, missed = list(found), [], []
    for one in truth:
        at = next((n for n, other in enumerate(left) if same(one, other)), None)
        if at is None:
            missed.append(one)
        else:
            pairs.append((one, left.pop(at)))
    return pairs, missed, left
