"""Resources and damage as lines of a situation report: an official Thai text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from phrom.core.response.supply import Covered
from phrom.core.values.thai_date import moment_words

_MOST = 12  # lines of what is short; the page has all


@dataclass(frozen=True)
class Asked:
    """A request as a report says it; `promised_for` only while it is promised."""

    name: str
    quantity: int
    unit: str
    source: str
    state: str
    in_place: int
    promised: int
    promised_for: datetime | None


def lacking_lines(steps: Sequence[tuple[datetime | None, int, Sequence[Covered]]], now: datetime) -> list[str]:
    """`steps`: the moment (None: at once), seats lacking, and each need. A thing is told at the first moment at which
    it is short; people are counted elsewhere in the report."""
    told: set[str] = set()
    lines = []
    for at, seats, covered in steps:
        when = _needed(at, now)
        if seats and "seats" not in told:
            told.add("seats")
            lines.append(f"ที่นั่งขาด {seats} ที่ {when}")
        for each in covered:
            if each.lack and each.need.area not in ("premises", "people") and each.need.name not in told:
                told.add(each.need.name)
                lines.append(f"{each.need.name} ขาด {each.lack} {each.need.unit or ''}".rstrip() + f" {when}")
    more = len(lines) - _MOST
    return [*lines[:_MOST], *([f"และอีก {more} รายการ"] if more > 0 else [])]


def _needed(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "ต้องใช้ทันที"
    return f"ต้องมี{'ภายใน' if at > now else 'ตั้งแต่'} {moment_words(at)}"


def asked_lines(requests: Iterable[Asked]) -> list[str]:
    """What became of each request; what was returned needs no word."""
    lines = []
    for request in requests:
        what = f"{request.name} {request.quantity} {request.unit}".rstrip() + f" จาก {request.source}"
        if request.state == "promised" and request.promised_for:
            lines.append(f"ขอ{what}: รับปาก {request.promised} ภายใน {moment_words(request.promised_for)}")
        elif request.state == "in_place":
            lines.append(f"ได้รับ {what}: มาถึงแล้ว {request.in_place}")
        elif request.state == "refused":
            lines.append(f"ขอ{what}: ไม่มีให้")
        elif request.state == "asked":
            lines.append(f"ขอ{what}: ยังไม่มีคำตอบ")
    return lines
