"""Texts to staff and public, drafted from what is known. Official Thai texts; a person edits, another approves.

Source of the occasions: the plan's first day and days 2-7 (สื่อสารและรายงานสถานการณ์แก่บุคลากร; แจ้งสรุปสถานการณ์และขั้นตอน
สำหรับวันถัดไป: วัน เวลา สถานที่; แจ้งสถานการณ์แก่หน่วยงานและผู้ที่ได้รับผลกระทบ). No links: the cabinet forbids them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import THAI_TIME, clock_time, moment_words, short_date

STAFF, LEADERS, PUBLIC = "staff", "leaders", "public"
BEGINS = (8, 30)  # hour and minute at which a working day begins
NIGHT_ENDS = 5  # hour until which a night belongs to the day before
_MOST_NAMES = 8  # of processes in a text


@dataclass(frozen=True)
class MessageFacts:
    """What is known at `at` (the incident's time). `stopped`, `elsewhere`: names of processes; `report` is the text of
    the report that is sent on."""

    office: str
    threat: str
    at: datetime
    place: str | None
    reported_in: int
    expected: int
    stopped: Sequence[str] = ()
    elsewhere: Sequence[str] = ()
    tasks_left: int = 0
    report: str = ""


@dataclass(frozen=True)
class MessageForm:
    """An occasion. `stages`: the stages of an incident in which it is offered."""

    title: Bilingual
    audience: str
    stages: tuple[str, ...]
    draft: Callable[[MessageFacts], str]


def _ready(facts: MessageFacts) -> str:
    return (
        f"แจ้งเตือน {facts.threat} ข้อมูล ณ {moment_words(facts.at)} ขอให้ทุกคนเตรียมพร้อม สำรองข้อมูล เก็บเอกสารและอุปกรณ์ให้ปลอดภัย"
        " และรอคำสั่งจากหัวหน้าทีม ยังไม่ประกาศใช้แผน"
    )


def _next_day(facts: MessageFacts) -> str:
    here = facts.at.astimezone(THAI_TIME)
    begins = here.replace(hour=BEGINS[0], minute=BEGINS[1], second=0, microsecond=0)
    if here.hour >= NIGHT_ENDS:  # before that the morning which comes next is that of the same date
        begins += timedelta(days=1)
    lines = [
        f"สรุปสถานการณ์ {facts.threat} วันที่ {short_date(facts.at)}",
        f"รายงานตัวแล้ว {facts.reported_in} จาก {facts.expected} คน {_stopped(facts)}",
        f"วันถัดไป: วันที่ {short_date(begins)} เวลา {clock_time(begins)} ที่ {facts.place or '(ระบุสถานที่)'}",
    ]
    lines += [f"งานตามแผนที่ยังค้าง {facts.tasks_left} งาน ดูงานของท่านที่หน้า “หน้าที่ของฉัน”"] if facts.tasks_left else []
    return "\n".join(lines)


def _situation(facts: MessageFacts) -> str:
    return f"สถานการณ์ {facts.threat} ข้อมูล ณ {moment_words(facts.at)}: {_stopped(facts)} (เพิ่มสิ่งที่บุคลากรต้องทราบ)"


def _site(facts: MessageFacts) -> str:
    return f"เปลี่ยนสถานที่ปฏิบัติงาน ตั้งแต่ {moment_words(facts.at)} ให้ไปที่ {facts.place or '(ระบุสถานที่)'}"


def _suspended(facts: MessageFacts) -> str:
    return (
        f"ประกาศ {facts.office}: เนื่องจาก{facts.threat} จึงหยุดให้บริการชั่วคราว{_of(facts.stopped)}"
        f" ตั้งแต่วันที่ {short_date(facts.at)} จะแจ้งให้ทราบเมื่อเปิดให้บริการอีกครั้ง"
    )


def _moved(facts: MessageFacts) -> str:
    place = facts.place or "(ระบุสถานที่)"
    return (
        f"ประกาศ {facts.office}: เนื่องจาก{facts.threat} จึงย้ายไปให้บริการที่ {place}{_of(facts.elsewhere)}"
        f" ตั้งแต่วันที่ {short_date(facts.at)} จนกว่าจะแจ้งเปลี่ยนแปลง"
    )


def _back(facts: MessageFacts) -> str:
    return f"ประกาศ {facts.office}: กลับมาให้บริการตามปกติ ณ ที่ทำการเดิม ตั้งแต่วันที่ {short_date(facts.at)}"


def _report(facts: MessageFacts) -> str:
    """The report's own text, without its mark: the message has one."""
    return facts.report.removeprefix("[ซ้อม] ").strip()


def _free(_facts: MessageFacts) -> str:
    return ""


def _stopped(facts: MessageFacts) -> str:
    return f"กระบวนงานที่หยุด {len(facts.stopped)} กระบวนงาน" if facts.stopped else "ไม่มีกระบวนงานที่หยุด"


def _of(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" และอีก {len(names) - _MOST_NAMES} งาน" if len(names) > _MOST_NAMES else ""
    return f" ได้แก่ {', '.join(names[:_MOST_NAMES])}{more}"


_OPEN = ("onset", "crisis", "recovery")
FORMS: dict[str, MessageForm] = {
    "ready": MessageForm(Bilingual(th="เตือนให้เตรียมพร้อม", en="Warn staff to be ready"), STAFF, ("onset",), _ready),
    "next-day": MessageForm(
        Bilingual(th="สรุปสำหรับวันถัดไป", en="The next day's summary"), STAFF, ("crisis", "recovery"), _next_day
    ),
    "situation": MessageForm(Bilingual(th="สถานการณ์ถึงบุคลากร", en="The situation, to staff"), STAFF, _OPEN, _situation),
    "site": MessageForm(
        Bilingual(th="เปลี่ยนสถานที่ปฏิบัติงาน", en="The place of work has changed"), STAFF, ("crisis",), _site
    ),
    "suspended": MessageForm(
        Bilingual(th="ประกาศหยุดให้บริการ", en="Public: service suspended"), PUBLIC, ("crisis",), _suspended
    ),
    "moved": MessageForm(Bilingual(th="ประกาศย้ายที่ให้บริการ", en="Public: service moved"), PUBLIC, ("crisis",), _moved),
    "back": MessageForm(Bilingual(th="ประกาศกลับมาให้บริการ", en="Public: service is back"), PUBLIC, ("recovery",), _back),
    "report": MessageForm(Bilingual(th="ส่งรายงานสถานการณ์", en="Send a situation report"), STAFF, (), _report),
    "meeting": MessageForm(Bilingual(th="เชิญประชุม", en="Invitation to a meeting"), LEADERS, (), _free),
    "free": MessageForm(Bilingual(th="เขียนเอง", en="In your own words"), STAFF, _OPEN, _free),
}


def forms_in(stage: str) -> dict[str, MessageForm]:
    """What is offered in a stage, the most usual first."""
    return {name: form for name, form in FORMS.items() if stage in form.stages}
