"""Spans of time as a plan states them: ISO 8601 on disk, Thai words on reading.

A duration keeps the unit it was written in (`P1D` is not rewritten as `PT24H`), yet two durations of
the same length are equal. Months count 30 days and years 365, as the national BIA form does.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

_ISO = re.compile(
    r"P(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>\d+)H)?(?:(?P<mi>\d+)M)?(?:(?P<s>\d+)S)?)?"
)
_SECONDS = {"y": 365 * 86400, "mo": 30 * 86400, "w": 7 * 86400, "d": 86400, "h": 3600, "mi": 60, "s": 1}
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, order=True)
class Duration:
    """A length of time. `seconds` decides equality and order; `iso` keeps how it was written."""

    seconds: int
    iso: str = field(compare=False)

    @classmethod
    def from_iso(cls, text: str) -> "Duration":
        """`PT6H`, `P1D`, `P2W`. Raises ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if match is None or text in ("P", "PT") or text.endswith("T"):
            raise ValueError(f"not an ISO 8601 duration: {text!r}")
        return cls(sum(int(n) * _SECONDS[unit] for unit, n in match.groupdict().items() if n), text)

    @property
    def timedelta(self) -> timedelta:
        return timedelta(seconds=self.seconds)

    @property
    def hours(self) -> float:
        return self.seconds / 3600

    def __str__(self) -> str:
        return self.iso

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "format": "duration", "description": "ISO 8601, or Thai words: PT6H, P1D, ๖ ชั่วโมง"}

    @classmethod
    def _validate(cls, value: object) -> "Duration":
        if isinstance(value, Duration):
            return value
        if isinstance(value, str):
            return parse_duration(value)
        raise ValueError("a duration is text such as PT6H or ๖ ชั่วโมง")


_ONES = {
    "หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_UNITS = (
    ("mi", r"นาที|น\.|minutes?|mins?"),
    ("h", r"ชั?่*ว?โมง|ช\.\s?ม\.?|ชม\.?|hours?|hrs?|h(?![a-z])"),
    ("d", r"วันทำการ|วันทําการ|วันทาการ|วันราชการ|วัน|days?"),
    ("w", r"สัปดาห์|อาทิตย์|weeks?"),
    ("mo", r"เดือน|months?"),
    ("y", r"ปี|years?"),
)
_ONE = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
_PART = "[½¼¾]|(?:1/2|1/4|3/4)(?!\\d)"
_NUMBER = (  # atomic: `สิบสอง` is not ten, and then two
    rf"(?>\d+:[0-5]\d(?!\d)|\d+\s?[½¼¾]|\d+\s+(?:{_PART})|{_PART}|\d+(?:\.\d+)?|ครึ่ง"
    rf"|(?:(?:{_ONE})?ร้อย)?(?:(?:{_ONE}|ยี่)?สิบ)(?:{_ONE}|เอ็ด)?|(?:(?:{_ONE})?ร้อย)(?:{_ONE}|เอ็ด)?|{_ONE})"
)
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
_AMOUNT = re.compile(
    rf"(?:(?P<low>{_NUMBER})\s*(?:-|–|—|~|ถึง|หรือ|(?<=[ก-๎])(?=[ก-๎]))\s*)?"
    rf"(?:(?P<n>{_NUMBER})|(?<![ก-๎])(?=(?:วัน|ชั่วโมง|ชม\.?|เดือน|ปี)\s?ครึ่ง))\s*(?:{_UNIT})(?P<half>\s*ครึ่ง)?",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"ไม่เกินกว่า|ไม่เกิน|ไม่น้อยกว่า|ภายในเวลา|ภายใน|ระยะเวลา|เวลา|ประมาณ|น้อยกว่า|หลังเกิดเหตุ|แรก|within|และ|[<≤≥()\s.]"
)
_AT_ONCE = re.compile(r"ทันทีทันใด|ทันที|โดยทันที|immediate(?:ly)?", re.IGNORECASE)


@dataclass(frozen=True)
class SpokenDuration:
    """A span found in words. `exact` is False for a range (its upper end is taken), for working days, for what is only
    a bound from below (`มากกว่า 1 เดือน`), and for a fraction that may be a choice (`1/2 วัน`)."""

    duration: Duration
    exact: bool
    start: int
    end: int


_ANY_UNIT = re.compile(r"นาที|น\.|โมง|ช\.|ชม|วัน|สัปดาห์|อาทิตย์|เดือน|ปี|min|h|day|week|month|year", re.IGNORECASE)
_NEAR = 24  # letters before an amount that can say what it is of
_THROUGHOUT = re.compile(r"ตลอด(?:ระยะ)?(?:เวลา)?(?:ทั้ง)?\s*$")
_FROM = re.compile(r"(?:(?<!ไม่)(?:มากกว่า|เกิน(?:กว่า)?)|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ตั้งแต่|[>≥])\s*$")
_ONWARD = re.compile(r"\s*(?:ขึ้นไป|เป็นต้นไป|\+)")
_UNBROKEN = re.compile(
    r"(?<!\d)24\s*(?:ชั่วโมง|ชม\.?|hours?)?\s*[xX×*/]\s*7(?!\d)|(?<!\d)24\s*(?:ชั่วโมง|ชม\.?)\s*7\s*วัน|ตลอด(?:เวลา|\s*24)"
    r"|(?:หยุด|ขาด|รอ)(?:ให้บริการ|ชะงัก|ดำเนินการ|ทำงาน)?ไม่ได้|(?:ไม่สามารถ|ห้าม|ไม่ยอมให้|ไม่ให้)หยุด|ต่อเนื่องไม่หยุด|^\s*ไม่หยุด\s*$"
)
_NO_LATER = re.compile(
    r"[\s,(\[/]*(?:หรือ|แต่|และ|คือ)?(?:ต้อง)?\s*(?:ไม่เกิน(?:กว่า)?|ภายใน(?:เวลา)?|within)\s*", re.IGNORECASE
)
_UP_TO = re.compile(r"\s*(?:[-–—]|ถึง)\s*")


def find_duration(text: str) -> SpokenDuration | None:
    """The first span of time in a Thai or English phrase, or None. Of a range the longer end counts; what something
    lasts (`ตลอด 24 ชั่วโมง`) is none, nor is a time of day (`16.30 น.`). `ทันที ไม่เกิน 30 นาที` is at most the latter."""
    plain = text.translate(THAI_DIGITS)
    amounts = _AMOUNT.finditer(plain) if _ANY_UNIT.search(plain) else ()  # most texts speak of no time
    first = next((found for found in amounts if _is_length(plain, found)), None)
    at_once = _AT_ONCE.search(plain)
    bounded = at_once and first and _NO_LATER.fullmatch(plain, at_once.end(), first.start())
    if at_once and not bounded and (first is None or at_once.start() < first.start()):
        return SpokenDuration(Duration(0, "PT0H"), first is None, at_once.start(), at_once.end())
    if first is None:
        return None
    parts: list[tuple[float, str]] = []
    longer = _longer_end(plain, first)
    end, exact = first.end(), longer is None and not bounded and not _FROM.search(_before(plain, first))
    match: re.Match[str] | None = longer or first
    while match:
        name = next(u for u, _ in _UNITS if match.group(u))
        amount = _number(match["n"] or "")
        again = parts and round(amount * _SECONDS[name]) == _sum_of(parts).seconds  # `3 วัน 72 ชั่วโมง` is no sum
        if again or any(_SECONDS[name] >= _SECONDS[before] for _, before in parts):
            exact = exact and bool(again)  # nor is `24 ชั่วโมง 7 วัน`, whatever it is
            break
        parts.append((amount, name))
        if match["half"]:
            parts.append((0.5, name))
        exact = exact and not match["low"] and "การ" not in match.group(name) and "/" not in (match["n"] or "")
        end = match.end()
        following = re.compile(r"\s*(?:และ|กับ)?\s*").match(plain, end)
        match = _AMOUNT.match(plain, following.end() if following else end)
    start = at_once.start() if at_once and bounded else first.start()
    return SpokenDuration(_sum_of(parts), exact and not _ONWARD.match(plain, end), start, end)


def is_unbroken(text: str) -> bool:
    """`24x7`, `ตลอด 24 ชั่วโมง`, `หยุดไม่ได้`: no length of time, and an answer to how long something may stop."""
    return _UNBROKEN.search(text.translate(THAI_DIGITS)) is not None


def _before(plain: str, found: re.Match[str]) -> str:
    return plain[max(0, found.start() - _NEAR) : found.start()]


def _is_length(plain: str, found: re.Match[str]) -> bool:
    clock = (found["mi"] or "").startswith("น.") and any(sign in (found["n"] or "") for sign in ".:")
    return not clock and not _THROUGHOUT.search(_before(plain, found))


def _number(text: str) -> float:
    """`1.5`, `1½`, `1 1/2`, `1:30` (of hours), `สี่สิบแปด`; one for the day of `วันครึ่ง`, which no number precedes."""
    if not text:
        return 1.0
    whole, part = re.fullmatch(rf"(.*?)\s*({_PART})?", text).groups()  # type: ignore[union-attr]
    rest = _PARTS[part] if part else 0.0
    if whole[:1].isdigit():
        hours, _, minutes = whole.partition(":")
        return float(hours) + int(minutes or 0) / 60 + rest
    return rest + _spelt(whole)


def _spelt(words: str) -> float:
    """A number below a thousand in Thai words; 0 where there is none."""
    if words == "ครึ่ง":
        return 0.5
    total = 0
    for unit, times in (("ร้อย", 100), ("สิบ", 10)):
        head, found, tail = words.partition(unit)
        if found:
            total, words = total + _ONES.get(head, 1) * times, tail
    return total + _ONES.get(words, 0)


def _longer_end(plain: str, first: re.Match[str]) -> re.Match[str] | None:
    """`4 ชม. - 1 วัน`: the end of a range whose ends are counted in different units."""
    between = _UP_TO.match(plain, first.end())
    return _AMOUNT.match(plain, between.end()) if between else None


def _sum_of(parts: list[tuple[float, str]]) -> Duration:
    seconds = round(sum(n * _SECONDS[unit] for n, unit in parts))
    if len(parts) == 1 and parts[0][0] == int(parts[0][0]):
        n, unit = int(parts[0][0]), parts[0][1]
        days = {"y": 365, "mo": 30, "d": 1}.get(unit)
        iso = f"P{n * days}D" if days else {"w": f"P{n}W", "h": f"PT{n}H", "mi": f"PT{n}M"}[unit]
        return Duration(seconds, iso)
    hours, rest = divmod(seconds, 3600)
    return Duration(seconds, f"PT{hours}H" + (f"{rest // 60}M" if rest else ""))


def parse_duration(text: str) -> Duration:
    """Read ISO 8601 or a Thai phrase (`6 ชั่วโมง`, `๒ สัปดาห์`). Raises ValueError if it says no length."""
    text = text.strip()
    if _ISO.fullmatch(text):
        return Duration.from_iso(text)
    found = find_duration(text)
    if found is None or _FILLER.sub("", text[: found.start] + text[found.end :]):
        raise ValueError(f"not a duration: {text!r}")
    return found.duration
