"""R105: a reference leads to nothing, or an id is there twice (in a plan that did not come from a checked file)."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule
from phrom.core.plan.document import Plan
from phrom.core.plan.paths import path_in_data
from phrom.core.plan.references import reference_problems
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ReferenceToNothing(Rule):
    code = "R105"
    severity = "error"
    title = Bilingual(th="อ้างถึงสิ่งที่ไม่มีในแผน", en="A reference to nothing")
    why = Bilingual(
        th="บุคคล กลุ่มงาน ทีม หรือภัยที่แผนอ้างถึงต้องมีอยู่ในแผน มิฉะนั้นจะไม่มีใครถูกเรียกและไม่มีงานใดถูกมอบ "
        "เป็นข้อกำหนดของรูปแบบแผน phrom-plan/1",
        en="Whoever or whatever a plan refers to must be in the plan; otherwise nobody is called and no task is given. "
        "The format phrom-plan/1 itself asks for it.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        data = plan.model_dump(mode="json")
        for problem in reference_problems(data):
            yield self.finding(path_in_data(data, problem.place), th=problem.message.th, en=problem.message.en)
