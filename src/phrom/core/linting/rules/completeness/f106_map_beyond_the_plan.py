"""F106: the strategy map promises a means that the plan itself does not have."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.linting.wording import AREA_NAMES
from phrom.core.plan.document import AREAS, Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

# means that are known by their words, each with what it is called
_MEANS = (
    (
        r"เครื่อง(?:ก[ำา]เนิดไฟฟ้า|ปั่นไฟ|ส[ำา]รองไฟ)|ไฟฟ้าส[ำา]รอง|generator|ups",
        "เครื่องกำเนิดไฟฟ้าหรือไฟสำรอง",
        "a generator or spare power",
    ),
    (r"ท[ำา]งานที่บ้าน|ปฏิบัติงานที่(?:บ้าน|พัก)|work\s*(?:from|for|at)|wfh", "การทำงานที่บ้าน", "working from home"),
    (r"เหลื่อมเวลา|สลับเวลา|สลับวัน", "การเหลื่อมเวลาทำงาน", "staggered hours"),
    (r"คลาวด์|cloud", "การเก็บข้อมูลบนคลาวด์", "storage in a cloud"),
    (r"ส[ำา]รองข้อมูล|ข้อมูลส[ำา]รอง|back\s*-?up", "การสำรองข้อมูล", "backups"),
    (r"ประชุม(?:ออนไลน์|ทางไกล|ผ่าน)|vdo|video|zoom|teams", "การประชุมออนไลน์", "online meetings"),
    (r"ดาวเทียม|วิทยุสื่อสาร", "วิทยุสื่อสารหรือโทรศัพท์ดาวเทียม", "radio or satellite telephone"),
    (r"รถ(?:ส[ำา]นักงาน)?เคลื่อนที่|หน่วย(?:บริการ)?เคลื่อนที่|mobile\s*unit", "หน่วยบริการเคลื่อนที่", "a mobile unit"),
)


class MapBeyondThePlan(Rule):
    code = "F106"
    severity = "advice"
    title = Bilingual(th="Strategy Map ระบุวิธีที่แผนไม่มี", en="The strategy map promises what the plan has not")
    why = Bilingual(
        th="Strategy Map เป็นบทสรุปของแผนที่ผู้บริหารและสำนักงาน ก.พ.ร. อ่าน วิธีที่อยู่บนแผนที่แต่ไม่อยู่ในกลยุทธ์หรือขั้นตอนไม่มีใครเตรียม "
        "ISO 22301:2019 ข้อ 8.3.2",
        en="The map sums the plan up for the head and the Commission. What stands on it and in no strategy or step is "
        "prepared by nobody. ISO 22301:2019 clause 8.3.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        if plan.strategy_map is None or not plan.strategies:
            return
        body = _body(plan)
        for area in AREAS:
            for index, text in enumerate(getattr(plan.strategy_map.strategies, area)):
                for words, th, en in _MEANS:
                    if re.search(words, text, re.IGNORECASE) and not re.search(words, body, re.IGNORECASE):
                        yield self.finding(
                            f"strategy_map/strategies/{area}/{index}",
                            others=[f"strategies/{n}/area" for n, s in enumerate(plan.strategies) if s.area == area],
                            th=f"Strategy Map ด้าน{AREA_NAMES[area].th}ระบุ{th} แต่กลยุทธ์และขั้นตอนของแผนไม่มี",
                            en=f"The map has {en} for {AREA_NAMES[area].en}; no strategy or step of the plan has it",
                            mend=mend(
                                "เพิ่มในกลยุทธ์ พร้อมผู้รับผิดชอบ หรือเอาออกจาก Strategy Map",
                                "Add it to a strategy with an owner, or take it off the map",
                            ),
                        )


def _body(plan: Plan) -> str:
    texts = [action for strategy in plan.strategies for action in strategy.actions]
    texts += [text for _, step in steps_of(plan) for text in (step.text, *step.details)]
    texts += [site.name for site in plan.sites] + [system for s in plan.digital_services for system in s.systems]
    texts += ["ทำงานที่บ้าน" for site in plan.sites if site.where == "home"]
    needs = [need.name for p in plan.processes for area in AREAS for need in getattr(p.requirements, area)]
    return "\n".join([*texts, *needs])
