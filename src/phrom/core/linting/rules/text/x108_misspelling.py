"""X108: a word that official texts often misspell."""

import re
from collections.abc import Iterator

from phrom.core.linting.misspellings import spelt_right
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

# names are spelt as their owners spell them; `…_text` keeps the source's own words
_LEFT_ALONE = re.compile(
    r"^(?:people/[^/]+/(?:given_name|family_name|title|phones|email|line_id)|suppliers/[^/]+/name)|_text$|/id$|^organisation/name$"
)


class Misspelling(Rule):
    code = "X108"
    severity = "advice"
    title = Bilingual(th="คำที่สะกดผิด", en="A misspelt word")
    why = Bilingual(
        th="แผนที่ส่งสำนักงาน ก.พ.ร. และอ่านกันทั้งหน่วยงานควรสะกดถูก คำที่ผิดค้นหาไม่พบ บางคำทำให้เข้าใจเป็นอย่างอื่น ตรวจเฉพาะคำที่ผิดแน่นอน "
        "ISO 22301:2019 ข้อ 7.5.2",
        en="A plan that is sent to the Commission and read by the whole office should be "
        "spelt right; a misspelt word is "
        "not found by searching. Only forms that are certainly wrong are told. ISO 22301:2019 clause 7.5.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for path, value in texts_of(plan):
            if _LEFT_ALONE.search(path):
                continue
            mended, wrong = spelt_right(value)
            if wrong:
                words = ", ".join(f"{word} → {right}" for word, right in wrong.items())
                yield self.finding(
                    path,
                    th=f"สะกดผิด: {words}",
                    en=f"Misspelt: {words}",
                    mend=mend(f"แก้เป็น “{mended[:80]}”", f"Write “{mended[:80]}”", path, mended),
                )
