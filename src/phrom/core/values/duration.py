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
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "format": "duration", "description": "ISO 8601, or Thai words: PT6H, P1D, ๖ ชั่วโมง"}

    @classmethod
    def _validate(cls, value: object) -> "Duration":
        if isinstance(value, Duration):
            return value
        if isinstance(value, str):
            return parse_duration(value)
        raise ValueError("a duration is text such as PT6H or ๖ ชั่วโมง")


def parse_duration(text: str) -> Duration:
    """Read ISO 8601 or a Thai phrase (`6 ชั่วโมง`, `๒ สัปดาห์`). Raises ValueError if it says no length."""
    return Duration.from_iso(text.strip())
