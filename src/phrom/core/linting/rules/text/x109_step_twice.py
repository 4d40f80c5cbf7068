"""X109: the same step stands twice in one list."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import STAGES
from phrom.core.plan.document import Plan, Step
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_SENTENCE = 12  # letters; less is a heading or a stray cell, not a step


class StepTwice(Rule):
    code = "X109"
    severity = "advice"
    title = Bilingual(th="ขั้นตอนเดียวกันเขียนซ้ำ", en="A step written twice")
    why = Bilingual(
        th="ขั้นตอนที่ซ้ำในห้วงเวลาเดียวกันกลายเป็นงานสองชิ้นที่ต้องติดตาม และมักวางทับขั้นตอนที่หายไป ISO 22301:2019 ข้อ 8.4.4",
        en="A step that stands twice in the same list becomes two tasks to follow, and often "
        "stands in the place of one "
        "that was lost. ISO 22301:2019 clause 8.4.4.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for path, steps in _lists(plan):
            first: dict[tuple[str, ...], Step] = {}
            for step in steps:
                words = (key(step.text), *map(key, step.details), *step.responsible, key(step.responsible_text or ""))
                same = first.setdefault(words, step)
                if same is not step and len(words[0]) >= _SENTENCE:
                    yield self.finding(
                        f"{path}/{step.id}/text",
                        others=[f"{path}/{same.id}/text"],
                        th=f"ขั้นตอนนี้ซ้ำกับอีกข้อในรายการเดียวกัน: “{step.text[:60]}”",
                        en=f"This step stands twice in the same list: “{step.text[:60]}”",
                        mend=mend("ลบข้อหนึ่ง หรือเขียนข้อที่หายไป", "Take one away, or write the one that was lost"),
                    )


def _lists(plan: Plan) -> Iterator[tuple[str, tuple[Step, ...]]]:
    for phase in plan.response:
        yield f"response/{phase.id}/steps", phase.steps
    for scenario in plan.scenarios:
        for stage in STAGES:
            yield f"scenarios/{scenario.threat}/{stage}", getattr(scenario, stage)
