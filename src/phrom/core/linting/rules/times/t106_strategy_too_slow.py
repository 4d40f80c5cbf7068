"""T106: a strategy, or a procedure, promises a system or a site later than a process that needs it may stand still."""

import re
from collections.abc import Iterator

from phrom.core.linting.promises import promised_within
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import scenario_steps
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Area, Plan, Process, Scenario
from phrom.core.values.duration import Duration, find_duration
from phrom.core.values.finding import Finding, Severity
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_READY = re.compile(
    r"กู้คืน|กู้|เปิดใช้|ใช้งาน|พร้อม|ให้บริการ|กลับมา|จัดหา|ติดตั้ง|ย้าย|ยืม|ขึ้นใหม่|ขึ้นระบบ|restore|recover|ready|available", re.IGNORECASE
)
_GENERAL: dict[Area, re.Pattern[str]] = {
    "premises": re.compile(r"สถานที่ปฏิบัติงานส[ำา]รอง|สถานที่ส[ำา]รอง|alternate site"),
    "technology": re.compile(
        r"(?:ระบบสารสนเทศ|ระบบเทคโนโลยีสารสนเทศ|ระบบงาน)(?:หลัก|ทั้งหมด|ทุกระบบ|ที่ส[ำา]คัญ)?\s*(?:ได้|ให้|ภายใน)"
    ),
}
_IN = re.compile(r"ใช้เวลา|ได้ใน|พร้อมใน|เสร็จใน")
_KIND_OF_SYSTEM = re.compile(r"^(?:ระบบ|โปรแกรม|แอปพลิเคชัน|แอป|ฐานข้อมูล|เว็บไซต์)+")
_SYSTEM_IN_SENTENCE = re.compile(r"ระบบ(?P<matter>[ก-๎]{5,}?)(?=ให้|ได้|ภายใน|ใช้|กลับ|ไม่|[^ก-๎]|$)")
_TOO_GENERAL = frozenset(
    map(
        key,
        (
            "สารสนเทศ",
            "อินเทอร์เน็ต",
            "คอมพิวเตอร์",
            "เครือข่าย",
            "ข้อมูล",
            "งานหลัก",
            "สำรอง",
            "เทคโนโลยี",
            "เทคโนโลยีสารสนเทศ",
            "ดิจิทัล",
            "ออนไลน์",
            "อิเล็กทรอนิกส์",
            "บริการ",
            "ทั้งหมด",
            "ไฟฟ้า",
        ),
    )
)
# words that say what kind of thing it is, not which
_NOT_NAMES = frozenset(
    (
        "internet",
        "wifi",
        "server",
        "online",
        "notebook",
        "computer",
        "email",
        "website",
        "web",
        "line",
        "manual",
        "backup",
    )
)
_RESTORES = re.compile(
    r"กู้(?:คืน)?\s*ระบบ|กู้คืน|ระบบ[^•]{0,40}(?:กลับมา|ใช้งานได้|ใช้ได้|ให้บริการได้)|restore|recover", re.IGNORECASE
)
_BY_HAND = re.compile(r"ด้วยมือ|manual|กระดาษ|ระบบส[ำา]รอง|แบบฟอร์ม|ออฟไลน์|จดบันทึก|สมุด", re.IGNORECASE)
_WHAT: dict[Severity, Bilingual] = {
    "error": Bilingual(th="กลยุทธ์นี้", en="This strategy"),
    "warning": Bilingual(th="ขั้นตอนนี้", en="This step"),
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
                within = _takes(action) if _READY.search(action) else None
                if within is None:
                    continue
                path, served = f"strategies/{index}/actions/{number}", _served(plan, strategy.area, action)
                late = [p for p in served if p.mtpd is not None and p.mtpd < within]
                if late:
                    yield self._finding(path, within, late)
                elif behind := [p for p in served if p.rto is not None and p.rto < within]:
                    yield self._behind_rto(path, within, behind)

        for scenario in plan.scenarios:
            for path, step in scenario_steps(scenario):
                within = _takes(step.text) if _RESTORES.search(step.text) else None
                if within is None or _goes_on_by_hand(scenario):
                    continue
                late = [p for p in _named_in(plan, step.text) if p.mtpd is not None and p.mtpd < within]
                if late:
                    yield self._finding(f"{path}/text", within, late, "warning")

    def _finding(self, path: str, within: Duration, late: list[Process], severity: Severity = "error") -> Finding:
        names = listed([process.name for process in late])
        shortest = spoken(min(process.mtpd for process in late if process.mtpd is not None))
        return self.finding(
            path,
            others=[f"processes/{process.id}/mtpd" for process in late],
            th=f"{_WHAT[severity].th}ใช้เวลา {spoken(within).th} แต่{names.th} หยุดได้เพียง {shortest.th}",
            en=f"{_WHAT[severity].en} takes {spoken(within).en}, yet {names.en} may stand still for only {shortest.en}",
            severity=severity,
            mend=mend(f"หาวิธีที่เร็วกว่า {shortest.th}", f"Find a way that takes less than {shortest.en}"),
        )

    def _behind_rto(self, path: str, within: Duration, behind: list[Process]) -> Finding:
        """In time for the MTPD, and later than what the office has set itself."""
        names = listed([process.name for process in behind])
        shortest = spoken(min(process.rto for process in behind if process.rto is not None))
        return self.finding(
            path,
            others=[f"processes/{process.id}/rto" for process in behind],
            th=f"กลยุทธ์นี้ใช้เวลา {spoken(within).th} แต่{names.th} ตั้งเป้ากลับมาภายใน {shortest.th}",
            en=f"This strategy takes {spoken(within).en}, yet {names.en} is to be back within {shortest.en}",
            severity="warning",
            mend=mend(
                f"หาวิธีที่เร็วกว่า {shortest.th} หรือแก้ RTO",
                f"Find a way that takes less than {shortest.en}, or mend the RTO",
            ),
        )


def _takes(action: str) -> Duration | None:
    """`ภายใน 2 วัน`, `ใช้เวลา 10 วัน`, `กลับมาใช้งานได้ใน 1 วัน`."""
    promised = promised_within(action)
    if promised is not None:
        return promised
    said = _IN.search(action)
    found = find_duration(action[said.end() :]) if said else None
    return found.duration if found is not None and found.start <= 3 else None


def _served(plan: Plan, area: Area, action: str) -> list[Process]:
    """The processes that need what a strategy is about: by its name, or all of the area if it names no one thing."""
    named = _named_in(plan, action, area)
    if named:
        return named
    general = _GENERAL.get(area)
    if general is None or not general.search(action):
        return []
    return [process for process in plan.processes if getattr(process.requirements, area)]


def _named_in(plan: Plan, text: str, area: Area = "technology") -> list[Process]:
    sentence = key(text)
    words = {key(word) for word in _LATIN.findall(text) if len(key(word)) >= 3} - _NOT_NAMES
    return [process for process in plan.processes if _is_named(process, area, sentence, words)]


def _goes_on_by_hand(scenario: Scenario) -> bool:
    """Whether the procedure keeps work going until the system is back."""
    return any(_BY_HAND.search(step.text) for step in (*scenario.onset, *scenario.crisis))


def _is_named(process: Process, area: Area, sentence: str, words: set[str]) -> bool:
    names = [need.name for need in getattr(process.requirements, area)]
    needs = [_KIND_OF_SYSTEM.sub("", key(name)) for name in names]
    latin = {key(word) for name in (process.name, *names) for word in _LATIN.findall(name)}
    if words & latin or any(len(n) >= 4 and n in sentence and n not in _TOO_GENERAL for n in needs):
        return True
    # `ระบบทะเบียน` for `ระบบการทะเบียนราษฎร`
    return area == "technology" and any(matter in need for matter in _matters(sentence) for need in needs)


def _matters(sentence: str) -> set[str]:
    """What the systems named in a sentence are about."""
    return {match["matter"] for match in _SYSTEM_IN_SENTENCE.finditer(sentence)} - _TOO_GENERAL
