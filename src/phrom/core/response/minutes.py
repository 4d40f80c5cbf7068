"""Minutes of a meeting of the continuity team, drafted from what the log book and the registers know.

An official Thai text in the usual order: who came, who did not, the situation, what was resolved and decided, what is
to be followed up. A person edits and another approves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from phrom.core.values.thai_date import moment_words


@dataclass(frozen=True)
class MeetingFacts:
    """`decided`: decisions since the meeting before; `to_follow`: late tasks and resources that are lacking."""

    practice: bool
    number: int
    office: str
    threat: str
    held_at: datetime
    place: str
    agenda: str
    present: Sequence[str]
    absent: Sequence[str]
    guests: str
    situation: Sequence[str]
    resolved: Sequence[str]
    decided: Sequence[str]
    to_follow: Sequence[str]


def draft_minutes(facts: MeetingFacts) -> str:
    """Plain lines with numbered headings; nothing is said that is not known."""
    lines = [
        f"{'[ซ้อม] ' if facts.practice else ''}รายงานการประชุมคณะบริหารความต่อเนื่อง ครั้งที่ {facts.number}",
        facts.office,
        f"กรณี{facts.threat}",
        f"เมื่อ {moment_words(facts.held_at)} ณ {facts.place}",
        "",
        "1. ผู้มาประชุม",
        *(_items(facts.present, "ไม่มีผู้ลงชื่อ")),
        *([f"- ผู้เข้าร่วม: {facts.guests}"] if facts.guests else []),
        "",
        "2. ผู้ไม่มาประชุม",
        *_items(facts.absent, "ไม่มี"),
        "",
        "3. เรื่องที่ประชุม",
        *_items([facts.agenda] if facts.agenda else [], "สรุปสถานการณ์และแนวทางดำเนินการ"),
        "",
        "4. สถานการณ์",
        *_items(facts.situation, "ไม่มีบันทึกสถานการณ์ใหม่"),
        "",
        "5. มติและการตัดสินใจ",
        *_items([*facts.resolved, *facts.decided], "ไม่มีมติ"),
        "",
        "6. เรื่องที่ต้องติดตาม",
        *_items(facts.to_follow, "ไม่มี"),
    ]
    return "\n".join(lines) + "\n"


def _items(found: Sequence[str], nothing: str) -> list[str]:
    return [f"- {line}" for line in found] or [f"- {nothing}"]
