"""What went wrong in an incident, as findings of a review: drafted from the data, judged by people.

Source of the questions: what was late, who was not reached, which decisions were slow, which contacts were wrong, which
steps were skipped. A finding has a key that stays the same, so that what people decide about it stays with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import span_words

FindingKind = Literal["process", "task", "skipped", "left", "person", "contact", "decision", "backlog"]
SLOW_DECISION = timedelta(minutes=15)  # as long as one person is waited for (`authority.DECIDE_WITHIN`)


@dataclass(frozen=True)
class ReviewFacts:
    """Times are lengths: by how much over, or how long it took. Each first value of a pair is an id or a key."""

    processes_over: Sequence[tuple[str, str, timedelta]]  # stood still longer than the plan allows
    late_tasks: Sequence[tuple[str, str, timedelta]]
    skipped_tasks: Sequence[tuple[str, str, str]]  # with the reason
    tasks_left: Sequence[tuple[str, str]]
    not_reached: Sequence[tuple[str, str]]
    wrong_numbers: Sequence[tuple[str, str]]
    decisions: Sequence[tuple[str, str, timedelta]]  # every one, with how long it took
    backlogs: Sequence[tuple[str, str, int]]  # forms that nobody has signed off


@dataclass(frozen=True)
class ReviewFinding:
    key: str
    kind: FindingKind
    text: Bilingual


def review_findings(facts: ReviewFacts) -> tuple[ReviewFinding, ...]:
    """The gravest kinds first; none for what went well."""
    return (
        *_each("process", facts.processes_over, "{0} หยุดเกินเวลาที่แผนยอมให้ {1}", "{0} stood still {1} too long"),
        *_each(
            "contact",
            facts.wrong_numbers,
            "เบอร์ของ {0} ในแผนผิด หรือเป็นของคนอื่น",
            "The plan's number of {0} is wrong or somebody else's",
        ),
        *_each("person", facts.not_reached, "ติดต่อ {0} ไม่ได้ทุกช่องทาง", "{0} could not be reached by any channel"),
        *_each(
            "decision",
            [d for d in facts.decisions if d[2] > SLOW_DECISION],
            "ตัดสินใจเรื่อง {0} ใช้เวลา {1}",
            "The decision on {0} took {1}",
        ),
        *_each("task", facts.late_tasks, "งานช้ากว่ากำหนด {1}: {0}", "Task late by {1}: {0}"),
        *_each("left", facts.tasks_left, "ปิดเหตุการณ์โดยไม่ได้บันทึกผล: {0}", "Left open at the closing: {0}"),
        *_each("skipped", facts.skipped_tasks, "ข้ามขั้นตอน: {0} เพราะ{1}", "Step skipped: {0}, because {1}"),
        *_each(
            "backlog",
            facts.backlogs,
            "{0}: แบบฟอร์ม {1} ฉบับยังไม่ได้รับรองว่าบันทึกเข้าระบบครบ",
            "{0}: {1} paper forms not signed off as keyed in",
        ),
    )


def _each(
    kind: FindingKind, found: Iterable[tuple[str, str] | tuple[str, str, object]], th: str, en: str
) -> list[ReviewFinding]:
    return [
        ReviewFinding(
            f"{kind}:{each[0]}",
            kind,
            Bilingual(
                th=th.format(each[1], *(_said(value, "th") for value in each[2:])),
                en=en.format(each[1], *(_said(value, "en") for value in each[2:])),
            ),
        )
        for each in found
    ]


def _said(value: object, language: Literal["th", "en"]) -> str:
    return span_words(value, language=language) if isinstance(value, timedelta) else str(value)
