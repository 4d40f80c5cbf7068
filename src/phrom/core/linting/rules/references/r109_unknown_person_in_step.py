"""R109: a step or a strategy names a person who is not in the plan."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.person_name import PersonName, split_name
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import bare_key

# Thai sets no blank before a name; คุณ and ดาบ begin ordinary words too and are left out
_PERHAPS = re.compile(r"(?:^|[\s(•]|ให้|โดย|แจ้ง|ติดต่อ)(?=นาย|นาง|น\.\s?ส\.|ว่าที่)")


class UnknownPersonInStep(Rule):
    code = "R109"
    severity = "warning"
    title = Bilingual(th="ขั้นตอนระบุชื่อผู้ที่ไม่มีในแผน", en="A step names somebody who is not in the plan")
    why = Bilingual(
        th="ผู้ที่มีชื่อในขั้นตอนแต่ไม่อยู่ในรายชื่อจะไม่ถูกเรียก มักเป็นผู้ที่ย้ายไปแล้ว ISO 22301:2019 ข้อ 8.4.4 ให้ระบุผู้รับผิดชอบ",
        en="Somebody named in a step and not among the people is not called; often they have moved. "
        "ISO 22301:2019 clause 8.4.4 asks for responsibility.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        known = {bare_key(person.given_name) for person in plan.people}
        texts = [(f"{path}/text", step.text) for path, step in steps_of(plan)]
        for index, strategy in enumerate(plan.strategies):
            texts += [(f"strategies/{index}/actions/{n}", action) for n, action in enumerate(strategy.actions)]
        for path, text in texts if known else ():
            name = _named(text)
            if name is not None and not any(bare_key(name.given).startswith(given) for given in known if given):
                yield self.finding(
                    path,
                    th=f"“{name.title}{name.full}” ไม่อยู่ในรายชื่อของแผน",
                    en=f"“{name.title}{name.full}” is not among the people of the plan",
                    mend=mend("เพิ่มชื่อพร้อมหมายเลข หรือระบุตำแหน่งแทน", "Add them with a number, or name a role instead"),
                )


def _named(text: str) -> PersonName | None:
    """The first person in a sentence with title, given and family name."""
    for match in _PERHAPS.finditer(text):
        name = split_name(text[match.end() :])
        if name is not None and name.family is not None:
            return name
    return None
