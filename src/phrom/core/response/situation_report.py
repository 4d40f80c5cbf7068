"""The text of a situation report, drafted from what the program knows, in the order that the plan wants it.

Source of the order: the plan's first day (รายงานหัวหน้าทีมบริหารความต่อเนื่องทราบ): injured and dead; damage and effect;
resources needed; urgent processes and manual work. It is an official Thai text; a person edits and approves it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from phrom.core.values.thai_date import moment_words, span_words

MOST_LATE = 8  # steps told one by one
_NAMELY = re.compile(r"\s*(?:ได้แก่|ดังนี้|ดังต่อไปนี้|ประกอบด้วย|เช่น)\s*:?\s*$")


@dataclass(frozen=True)
class ProcessLine:
    """`left` negative: over its MTPD by so much; None: the plan gives no time."""

    name: str
    state: str  # in words
    running: bool
    left: timedelta | None
    too_late: bool


@dataclass(frozen=True)
class SituationFacts:
    """What is known at `at`. Counts of people; `unknown` are those of whom nobody has said anything."""

    office: str
    threat: str
    stage: str  # in words
    practice: bool
    number: int
    at: datetime
    told: int
    acknowledged: int
    reported_in: int
    expected: int
    safe: int
    injured: int
    dead: int
    not_found: int
    unknown: int
    place: str | None
    processes: Sequence[ProcessLine]
    tasks_done: int
    tasks_all: int
    late_tasks: Sequence[str]
    open_decisions: Sequence[str]
    notes: Sequence[str]  # the latest notes on the situation
    resources: Sequence[str] = ()
    in_force: str = ""  # since when, and by whom; empty: the plan is not in force
    moved: str = ""  # from where to the place, and why
    backlog: Sequence[str] = ()


def draft(facts: SituationFacts) -> str:
    """The report as plain text, fit for a chat: short lines, numbered headings, nothing said that is not known."""
    lines = [
        f"{'[ซ้อม] ' if facts.practice else ''}รายงานสถานการณ์ฉบับที่ {facts.number}",
        facts.office,
        f"กรณี{facts.threat} {facts.stage}",
        *([facts.in_force] if facts.in_force else []),
        f"ข้อมูล ณ {moment_words(facts.at)}",
        "",
        "1. บุคลากร",
        *_people(facts),
        "",
        "2. ความเสียหายและผลกระทบ",
        *([f"- {note}" for note in facts.notes] or ["- ยังไม่มีบันทึกสถานการณ์"]),
        "",
        "3. ทรัพยากรที่ต้องใช้",
        *([f"- {line}" for line in facts.resources] or ["- ยังไม่ทราบว่าขาดสิ่งใด"]),
        "",
        "4. กระบวนงานเร่งด่วนและการปฏิบัติงานด้วยมือ",
        *_processes(facts),
        "",
        "5. งานตามแผนและเรื่องรอตัดสินใจ",
        f"- งานตามแผนเสร็จ {facts.tasks_done} จาก {facts.tasks_all} งาน"
        + (f" เลยกำหนด {len(facts.late_tasks)} งาน" if facts.late_tasks else ""),
        *_late(facts.late_tasks),
        *(f"- รอตัดสินใจ: {question}" for question in facts.open_decisions),
    ]
    return "\n".join(lines) + "\n"


def _late(tasks: Sequence[str]) -> list[str]:
    """A step that several have before them is told once, with their number."""
    steps = list(Counter(map(_alone, tasks)).items())
    lines = [f"- เลยกำหนด: {text}" + (f" ({n} ผู้รับผิดชอบ)" if n > 1 else "") for text, n in steps[:MOST_LATE]]
    more = len(steps) - MOST_LATE
    return [*lines, *([f"- และอีก {more} ขั้นตอนที่เลยกำหนด"] if more > 0 else [])]


def _alone(step: str) -> str:
    """A step's words without its sub-items: nothing follows that they could announce."""
    return _NAMELY.sub("", step)


def _people(facts: SituationFacts) -> list[str]:
    lines = [
        f"- บาดเจ็บ {facts.injured} คน เสียชีวิต {facts.dead} คน ติดต่อไม่ได้ {facts.not_found} คน"
        f" ปลอดภัย {facts.safe} คน ยังไม่ทราบ {facts.unknown} คน",
        f"- รับทราบการแจ้งเหตุ {facts.acknowledged} จาก {facts.told} คน",
        f"- รายงานตัวแล้ว {facts.reported_in} จาก {facts.expected} คน",
    ]
    place = f"- สถานที่ปฏิบัติงานสำรอง: {facts.place or 'แผนไม่ได้ระบุที่พ้นภัยนี้'}"
    return [*lines, f"{place} ({facts.moved})" if facts.moved else place]


def _processes(facts: SituationFacts) -> list[str]:
    lines = []
    for process in facts.processes:
        if not process.running:
            lines.append(f"- {process.name}: {process.state}")
        elif process.left is None:
            lines.append(f"- {process.name}: {process.state} แผนไม่ได้กำหนดเวลา")
        elif process.left <= timedelta(0):
            lines.append(f"- {process.name}: {process.state} เกินเวลามาแล้ว {_span(-process.left)}")
        else:
            warning = " คาดว่ากลับมาไม่ทัน" if process.too_late else ""
            lines.append(f"- {process.name}: {process.state} เหลือเวลา {_span(process.left)}{warning}")
    return [*lines, *(f"- {line}" for line in facts.backlog)] or ["- แผนไม่มีกระบวนงาน"]


def _span(span: timedelta) -> str:
    """From a day on in whole hours: minutes say nothing there."""
    if span >= timedelta(days=1):
        span -= timedelta(seconds=span.seconds % 3600)
    return span_words(span)
