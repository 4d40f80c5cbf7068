"""F105: the completeness form says that the plan lacks something which it has."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.rules.completeness.f101_form_claims_too_much import claim_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class FormDenies(Rule):
    code = "F105"
    severity = "advice"
    title = Bilingual(th="แบบตรวจสอบตอบว่าไม่มี แต่แผนมี", en="The form denies what the plan has")
    why = Bilingual(
        th="แบบตรวจสอบความครบถ้วนส่งสำนักงาน ก.พ.ร. พร้อมแผน คำตอบที่ว่าไม่มีทำให้แผนดูไม่ครบทั้งที่ครบ",
        en="The completeness form goes to the Public Sector Development Commission with the plan; a no makes the plan "
        "look incomplete where it is not.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for index, item in enumerate(plan.checklist):
            claim = claim_of(item.text) if item.answer is False else None
            if claim is not None and claim.is_true(plan):
                yield self.finding(
                    f"checklist/{index}/answer",
                    others=[f"checklist/{index}/text"],
                    th=f"แบบตรวจสอบข้อ {item.item} ตอบว่าไม่มี แต่แผนมี{claim.th}",
                    en=f"Item {item.item} of the form is answered no, yet the plan has the {claim.en}",
                    mend=mend("แก้คำตอบเป็นมี", "Change the answer to yes", f"checklist/{index}/answer", True),
                )
