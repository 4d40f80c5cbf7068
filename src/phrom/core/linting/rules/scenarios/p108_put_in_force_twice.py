"""P108: one procedure asks twice for the plan to be put in force."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import scenario_steps
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import threats_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_ASKS = re.compile(
    r"(?:เสนอ|ขออนุมัติ|ขอให้|แจ้ง)(?P<between>[^•]{0,90}?)(?:(?<!การ)ประกาศใช้|ให้ใช้|สั่งใช้|อนุมัติ(?:ให้)?ใช้|เปิดใช้)แผน"
)
# news that it is in force, an end to it, or a time that it is counted from
_NEWS = re.compile(r"ทราบ|เมื่อ|หลัง|การ(?:ประกาศ|ใช้)|ยกเลิก|สิ้นสุด|ยุติ|ว่าได้|บุคลากร|ทุกคน|ประชาชน")


class PutInForceTwice(Rule):
    code = "P108"
    severity = "advice"
    title = Bilingual(th="ขั้นตอนเดียวกันเสนอให้ใช้แผนสองครั้ง", en="A procedure that asks twice to put the plan in force")
    why = Bilingual(
        th="ถ้าเสนอให้ใช้แผนสองครั้งในเหตุเดียว จะไม่มีใครรู้ว่าแผนใช้ตั้งแต่เมื่อใด Call Tree เริ่มสองครั้ง และเวลานับถอยหลังเริ่มไม่ตรงกัน "
        "ISO 22301:2019 ข้อ 8.4.2 ให้กำหนดเกณฑ์และวิธีประกาศใช้แผน",
        en="If activation is asked for twice in one event nobody knows since when the plan is in force: the call tree "
        "starts twice and the clocks begin at different times. ISO 22301:2019 clause 8.4.2 asks for the criteria and "
        "the way of activation.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        threats, paths, names = threats_by_id(plan), [], []
        for scenario in plan.scenarios:
            asking = [f"{path}/text" for path, step in scenario_steps(scenario) if _asks_for_activation(step.text)]
            if len(asking) > 1:
                paths += [asking[-1], *asking[:-1]]
                names.append(threats[scenario.threat].name if scenario.threat in threats else scenario.threat)
        if paths:
            yield self.finding(
                paths[0],
                others=paths[1:],
                th=f"ขั้นตอนของ{listed(names).th}เสนอให้ประกาศใช้แผนมากกว่าหนึ่งครั้ง",
                en=f"The procedure for {listed(names).en} asks more than once for the plan to be put in force",
                mend=mend("เสนอครั้งเดียว เมื่อเข้าสู่ภาวะวิกฤต", "Ask once, when it becomes a crisis"),
            )


def _asks_for_activation(text: str) -> bool:
    """Whether a step asks the one who decides; telling others that it is in force does not."""
    return any(not _NEWS.search(match["between"]) for match in _ASKS.finditer(text))
