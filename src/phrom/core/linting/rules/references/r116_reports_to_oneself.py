"""R116: whoever does a step is told to report to, or ask, themselves."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.plan.document import Plan, Step
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_TO = r"(?:รายงาน|ขออนุมัติ|ขอความเห็นชอบ|เสนอ)(?!ผ่าน)[ก-๎]{0,16}?(?:ต่อ|ให้|แก่|จาก|ไปยัง|กับ)?\s*"
_ASKED: dict[str, tuple[Bilingual, re.Pattern[str]]] = {
    "head": (
        Bilingual(th="หัวหน้าคณะบริหารความต่อเนื่อง", en="the head of the continuity team"),
        re.compile(_TO + r"หัวหน้าคณะ(?!ทำงาน)"),
    ),
    "coordinator": (Bilingual(th="ผู้ประสานงาน", en="the coordinator"), re.compile(_TO + r"ผู้ประสาน")),
    "team-leaders": (Bilingual(th="หัวหน้าทีม", en="the team leader"), re.compile(_TO + r"หัวหน้าทีม")),
}
_A_NAME = 6  # letters
_THROUGH = re.compile(r"ผ่าน|ร่วมกับ|เพื่อ")  # on the way to somebody else


class ReportsToOneself(Rule):
    code = "R116"
    severity = "advice"
    title = Bilingual(th="ผู้รับผิดชอบต้องรายงานต่อตนเอง", en="A step in which somebody reports to themselves")
    why = Bilingual(
        th="ผู้รายงานกับผู้รับรายงานเป็นคนเดียวกัน แปลว่าชื่อหนึ่งผิด ผู้ที่ควรรู้หรือควรอนุมัติจะไม่ได้รับเรื่อง "
        "ISO 22301:2019 ข้อ 8.4.3 ให้ระบุว่าสื่อสารกับใคร",
        en="Where who reports and who is told are the same, one of the names is wrong, and whoever should know or "
        "approve hears nothing. ISO 22301:2019 clause 8.4.3 asks with whom to communicate.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for path, step in steps_of(plan):
            who = _themselves(step)
            if who is not None:
                yield self.finding(
                    f"{path}/text",
                    others=[f"{path}/responsible"],
                    th=f"{who.th}เป็นผู้รับผิดชอบขั้นตอนนี้ แต่ขั้นตอนให้รายงานหรือขออนุมัติจาก{who.th}เอง",
                    en=f"{who.en} does this step, and is to report to or ask {who.en}",
                    mend=mend("แก้ผู้รับผิดชอบ หรือแก้ว่ารายงานต่อใคร", "Mend who does it, or who is told"),
                )


def _themselves(step: Step) -> Bilingual | None:
    """The place that does a step alone and stands in its words as the one to be told."""
    if len(step.responsible) != 1 or step.responsible[0] not in _ASKED:
        return None
    who, asked = _ASKED[step.responsible[0]]
    match = asked.search(step.text) or _by_their_own_words(step)
    return who if match and not _THROUGH.search(match[0]) else None


def _by_their_own_words(step: Step) -> re.Match[str] | None:
    """The one told is called just what the one responsible is: `ผู้บัญชาการเหตุการณ์`."""
    words = (step.responsible_text or "").strip()
    return re.search(_TO + re.escape(words), step.text) if len(words) >= _A_NAME else None
