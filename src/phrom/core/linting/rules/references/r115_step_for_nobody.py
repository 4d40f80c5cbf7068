"""R115: a step of a phase is given to nobody, though others of the plan are given to somebody."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan, Step
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

# who acts, where the step itself begins with it
_ACTOR = re.compile(
    r"^[\s•\-–*]*(?:ให้|โดย)?(?:หัวหน้า|รองหัวหน้า|ผู้|ทีม|คณะ|ทุก|บุคลากร|เจ้าหน้าที่|พนักงาน|ฝ่าย|กลุ่ม|กอง|สำนัก|ส่วน|แผนก|ชุด|หน่วย)"
)
_BEHIND = re.compile(r"\([^()]{2,40}\)\s*$")  # who acts, written behind the step


class StepForNobody(Rule):
    code = "R115"
    severity = "warning"
    title = Bilingual(th="ขั้นตอนไม่มีผู้รับผิดชอบ", en="A step that nobody is responsible for")
    why = Bilingual(
        th="ขั้นตอนที่ไม่มีชื่อใครจะไม่ขึ้นในหน้าที่ของผู้ใดในวันเกิดเหตุ ISO 22301:2019 ข้อ 8.4.4 ให้ระบุผู้รับผิดชอบของแต่ละเรื่อง",
        en="A step with no name on it turns up among nobody's duties on the day. ISO 22301:2019 clause 8.4.4 asks who "
        "is responsible for each action.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        names = [*(unit.name for unit in plan.units), *(team.name for team in plan.continuity_team.teams)]
        open_steps = [
            (phase, [step for step in phase.steps if not _has_somebody(step, names)]) for phase in plan.response
        ]
        if sum(len(steps) for _, steps in open_steps) * 2 > sum(len(phase.steps) for phase in plan.response):
            return  # most steps do not say who: the office keeps that elsewhere
        for phase, steps in open_steps:
            if not steps:
                continue
            paths = [f"response/{phase.id}/steps/{step.id}" for step in steps]
            yield self.finding(
                f"{paths[0]}/responsible",
                others=[*(f"{path}/responsible" for path in paths[1:]), *(f"{path}/text" for path in paths)],
                th=f"“{phase.name}” มี {len(steps)} ขั้นตอนที่ไม่มีผู้รับผิดชอบ เช่น “{steps[0].text[:60]}”",
                en=f"“{phase.name}” has {len(steps)} step(s) that nobody is responsible for, "
                f"such as “{steps[0].text[:60]}”",
                mend=mend("เลือกผู้รับผิดชอบของแต่ละขั้นตอน", "Choose who is responsible for each"),
            )


def _has_somebody(step: Step, names: list[str]) -> bool:
    return bool(
        step.responsible
        or (step.responsible_text or "").strip(" -–")
        or _ACTOR.match(step.text)
        or _BEHIND.search(step.text)
        or any(name in step.text for name in names)
    )
