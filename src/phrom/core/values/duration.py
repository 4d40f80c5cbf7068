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


_WORDS = {
    "ครึ่ง": 0.5, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
    "สิบสอง": 12, "สิบสี่": 14, "สิบห้า": 15, "ยี่สิบสี่": 24, "สามสิบ": 30, "สิบ": 10,
}  # fmt: skip
_UNITS = (
    ("mi", r"นาที|น\.|minutes?|mins?"),
    ("h", r"ชั?่*ว?โมง|ช\.\s?ม\.?|ชม\.?|hours?|hrs?"),
    ("d", r"วันทำการ|วันทําการ|วันทาการ|วันราชการ|วัน|days?"),
    ("w", r"สัปดาห์|อาทิตย์|weeks?"),
    ("mo", r"เดือน|months?"),
    ("y", r"ปี|years?"),
)
_NUMBER = r"\d+(?:\.\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
_AMOUNT = re.compile(
    rf"(?:(?P<low>{_NUMBER})\s*(?:-|–|—|~|ถึง|หรือ)\s*)?(?P<n>{_NUMBER})\s*(?:{_UNIT})(?P<half>\s*ครึ่ง)?", re.IGNORECASE
)
_FILLER = re.compile(
    r"ไม่เกินกว่า|ไม่เกิน|ไม่น้อยกว่า|ภายในเวลา|ภายใน|ระยะเวลา|เวลา|ประมาณ|น้อยกว่า|หลังเกิดเหตุ|แรก|within|และ|[<≤≥()\s.]"
)
_AT_ONCE = re.compile(r"ทันทีทันใด|ทันที|โดยทันที|immediate(?:ly)?", re.IGNORECASE)


@dataclass(frozen=True)
class SpokenDuration:
    """A span found in words. `exact` is False for a range (its upper end is taken) or working days."""

    duration: Duration
    exact: bool
    start: int
    end: int


_UP_TO = re.compile(r"\s*(?:[-–—]|ถึง)\s*")


def find_duration(text: str) -> SpokenDuration | None:
    """The first span of time in a Thai or English phrase, or None. Of a range the longer end counts."""
    plain = text.translate(THAI_DIGITS)
    first = _AMOUNT.search(plain)
    at_once = _AT_ONCE.search(plain)
    if at_once and (first is None or at_once.start() < first.start()):
        return SpokenDuration(Duration(0, "PT0H"), True, at_once.start(), at_once.end())
    if first is None:
        return None
    parts: list[tuple[float, str]] = []
    longer = _longer_end(plain, first)
    end, exact = first.end(), longer is None
    match: re.Match[str] | None = longer or first
    while match:
        name = next(u for u, _ in _UNITS if match.group(u))
        if any(name == before for _, before in parts):  # `15 นาที15 นาที` is said twice and no sum
            break
        number = _WORDS.get(match["n"])
        parts.append((float(match["n"]) if number is None else number, name))
        if match["half"]:
            parts.append((0.5, name))
        exact = exact and not match["low"] and "การ" not in match.group(name)
        end = match.end()
        following = re.compile(r"\s*(?:และ|กับ)?\s*").match(plain, end)
        match = _AMOUNT.match(plain, following.end() if following else end)
    return SpokenDuration(_sum_of(parts), exact, first.start(), end)


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
