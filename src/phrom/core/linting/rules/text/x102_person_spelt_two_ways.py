"""X102: two entries look like one person, spelt two ways."""

from collections.abc import Iterator

from phrom.core.linting.names import likely_pairs
from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Person, Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key


class PersonSpeltTwoWays(Rule):
    code = "X102"
    severity = "warning"
    title = Bilingual(th="คนเดียวกันสะกดต่างกัน", en="The same person spelt two ways")
    why = Bilingual(
        th="ชื่อที่สะกดต่างกันถูกนับเป็นสองคน คนหนึ่งถูกเรียกสองครั้งและอีกชื่อไม่มีวันตอบ ISO 22301:2019 ข้อ 7.5.2",
        en="Two spellings count as two people: one is called twice and the other never answers. "
        "ISO 22301:2019 clause 7.5.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for one, other in likely_pairs(plan.people):
            identical = (key(one.given_name), key(one.family_name or "")) == (
                key(other.given_name),
                key(other.family_name or ""),
            )
            shared = bool(set(one.phones) & set(other.phones))
            if identical and not shared and one.phones and other.phones:  # C104 tells those
                continue
            certain = shared or not one.phones or not other.phones
            yield self.finding(
                f"people/{other.id}/{_differing(one, other)}",
                others=[f"people/{one.id}/{_differing(one, other)}"],
                th=f"“{one.full_name}” และ “{other.full_name}” น่าจะเป็นคนเดียวกัน",
                en=f"“{one.full_name}” and “{other.full_name}” are probably the same person",
                severity="warning" if certain else "advice",
                mend=mend("เลือกตัวสะกดที่ถูก แล้วรวมเป็นคนเดียว", "Choose the right spelling and make them one entry"),
            )


def _differing(one: Person, other: Person) -> str:
    return "family_name" if key(one.given_name) == key(other.given_name) and other.family_name else "given_name"
