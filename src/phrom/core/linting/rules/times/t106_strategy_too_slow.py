"""T106: a strategy promises something later than a process that needs it may stand still."""

import re
from collections.abc import Iterator

from phrom.core.linting.promises import promised_within
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Area, Plan, Process
from phrom.core.values.duration import Duration
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_READY = re.compile(
    r"กู้คืน|กู้|เปิดใช้|ใช้งาน|พร้อม|ให้บริการ|กลับมา|จัดหา|ติดตั้ง|ย้าย|ยืม|restore|recover|ready|available", re.IGNORECASE
)
_GENERAL: dict[Area, re.Pattern[str]] = {
    "premises": re.compile(r"สถานที่ปฏิบัติงานส[ำา]รอง|สถานที่ส[ำา]รอง|alternate site"),
    "technology": re.compile(
        r"(?:ระบบสารสนเทศ|ระบบเทคโนโลยีสารสนเทศ|ระบบงาน)(?:หลัก|ทั้งหมด|ทุกระบบ|ที่ส[ำา]คัญ)?\s*(?:ได้|ให้|ภายใน)"
    ),
}
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .\-]*[A-Za-z0-9]")


class StrategyTooSlow(Rule):
    code = "T106"
    severity = "error"
    title = Bilingual(th="กลยุทธ์ช้ากว่าเวลาที่งานหยุดได้", en="A strategy slower than a process may stand still")
    why = Bilingual(
        th="ระบบหรือสถานที่ที่กลับมาหลัง MTPD ของงานที่ใช้มันช่วยงานนั้นไม่ทัน ISO 22301:2019 ข้อ 8.3.2 ให้กลยุทธ์ทันตามเวลาที่ BIA กำหนด",
        en="A system or a site that returns after the MTPD of a process that needs it comes too late. ISO 22301:2019 "
        "clause 8.3.2 asks for strategies that meet the times of the BIA.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for index, strategy in enumerate(plan.strategies):
            for number, action in enumerate(strategy.actions):
                within = promised_within(action) if _READY.search(action) else None
                if within is None:
                    continue
                late = [p for p in _served(plan, strategy.area, action) if p.mtpd is not None and p.mtpd < within]
                if late:
                    yield self._finding(f"strategies/{index}/actions/{number}", within, late)

    def _finding(self, path: str, within: Duration, late: list[Process]) -> Finding:
        names = listed([process.name for process in late])
        shortest = spoken(min(process.mtpd for process in late if process.mtpd is not None))
        return self.finding(
            path,
            others=[f"processes/{process.id}/mtpd" for process in late],
            th=f"กลยุทธ์นี้ใช้เวลา {spoken(within).th} แต่{names.th} หยุดได้เพียง {shortest.th}",
            en=f"This strategy takes {spoken(within).en}, yet {names.en} may stand still for only {shortest.en}",
            mend=mend(f"หาวิธีที่เร็วกว่า {shortest.th}", f"Find a way that takes less than {shortest.en}"),
        )


def _served(plan: Plan, area: Area, action: str) -> list[Process]:
    """The processes that need what a strategy is about: by its name, or all of the area if it names no one thing."""
    sentence = key(action)
    words = {key(word) for word in _LATIN.findall(action) if len(key(word)) >= 4}
    named = [p for p in plan.processes if _is_named(p, area, sentence, words)]
    if named:
        return named
    general = _GENERAL.get(area)
    if general is None or not general.search(action):
        return []
    return [process for process in plan.processes if getattr(process.requirements, area)]


def _is_named(process: Process, area: Area, sentence: str, words: set[str]) -> bool:
    needs = [key(need.name).removeprefix("ระบบ") for need in getattr(process.requirements, area)]
    latin = {key(word) for word in _LATIN.findall(process.name)}
    too_general = {"สารสนเทศ", "อินเทอร์เน็ต", "คอมพิวเตอร์"}
    return bool(words & latin) or any(len(n) >= 4 and n in sentence and n not in too_general for n in needs)
