"""X101: a place in a form was never filled in."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_UNFILLED = re.compile(
    r"(?<![A-Za-z])[xX]{3,}(?![A-Za-z])|(?:\.{4,}|…{2,}|_{3,})|\[\s*(?:ระบุ|ใส่|กรอก|ชื่อ)[^\]]*\]|<\s*(?:ระบุ|ใส่|กรอก|ชื่อ)[^>]*>"
    r"|\(\s*(?:ระบุ|โปรดระบุ|กรอก)[^)]*\)\s*$|\b(?:TBD|TODO|lorem ipsum)\b",
)
_NOT_READ = re.compile(r"(?:^|/)(?:id|item|phones_text|responsible_text|impact_text|mtpd_text)(?:/|$)")


class Placeholder(Rule):
    code = "X101"
    severity = "warning"
    title = Bilingual(th="ช่องว่างในแบบฟอร์มที่ยังไม่ได้กรอก", en="A blank that was never filled in")
    why = Bilingual(
        th="จุดไข่ปลา xxx หรือ [ระบุ] ที่ค้างอยู่คือข้อมูลที่ขาดในวันเกิดเหตุ ISO 22301:2019 ข้อ 7.5.2 ให้ทบทวนเอกสาร",
        en="Dots, xxx or [fill in] left in the text are facts missing on the day. ISO 22301:2019 clause 7.5.2 asks for "
        "documents to be reviewed.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for path, value in texts_of(plan):
            # the form's own lines may carry their dots
            if _NOT_READ.search(path) or path.startswith("checklist/"):
                continue
            match = _UNFILLED.search(value)
            if match:
                yield self.finding(
                    path,
                    th=f"ยังไม่ได้กรอก: “{match.group()[:30]}”",
                    en=f"Not filled in: “{match.group()[:30]}”",
                    mend=mend("กรอกข้อมูลจริง", "Fill it in"),
                )
