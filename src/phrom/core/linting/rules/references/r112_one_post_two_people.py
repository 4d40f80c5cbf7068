"""R112: a post that only one person can hold stands beside two."""

import re
from collections.abc import Iterator

from phrom.core.linting.names import same_person
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Person, Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

# posts of which an office has one; a head of a section only together with the section's name
_SINGLE = re.compile(
    r"^(?:นายก(?:องค์การ|เทศมนตรี|อบต|อบจ)|ปลัด(?:เทศบาล|องค์การ|อบต|อบจ)|ผู้อ[ำา]นวยการ|ผอ\.?|หัวหน้า(?:ส[ำา]นัก|กลุ่ม|ฝ่าย|ส่วน|งาน|ด่าน|สถานี)|"
    r"สาธารณสุขอ[ำา]เภอ|นายอ[ำา]เภอ|ผู้บัญชาการ|ท้องถิ่นจังหวัด|คณบดี|อธิการบดี)"
)
_NOT_ALONE = re.compile(
    r"ช[ำา]นาญ|ปฏิบัติการ$|อาวุโส|หัวหน้างาน$|หัวหน้ากลุ่ม(?:งาน)?$|หัวหน้าฝ่าย$|ผู้อ[ำา]นวยการ(?:กลุ่ม|กอง|ส่วน|ส[ำา]นัก|ฝ่าย)?(?:งาน)?$"
)


class OnePostTwoPeople(Rule):
    code = "R112"
    severity = "warning"
    title = Bilingual(th="ตำแหน่งเดียวกันระบุสองคน", en="One post, two people")
    why = Bilingual(
        th="ตำแหน่งที่มีได้คนเดียวแต่ระบุสองคน แปลว่าคนหนึ่งย้ายไปแล้วหรือตำแหน่งเขียนผิด ขั้นตอนที่อ้างตำแหน่งนั้นจะไม่รู้ว่าเป็นใคร "
        "ISO 22301:2019 ข้อ 5.3 ให้มอบหมายบทบาทให้ชัดเจน",
        en="Where a post that one person holds stands beside two, one of them has moved or "
        "the post is written wrongly, "
        "and steps that name it lead to nobody for certain. ISO 22301:2019 clause 5.3 asks for clear assignment.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        holders: dict[str, list[Person]] = {}
        for person in plan.people:
            post = (person.position or "").strip()
            if _SINGLE.match(post) and not _NOT_ALONE.search(post):
                holders.setdefault(key(post), []).append(person)
        for people in holders.values():
            if len(people) < 2 or all(same_person(people[0], other) for other in people[1:]):  # X102 tells those
                continue
            names = listed([person.full_name for person in people])
            yield self.finding(
                f"people/{people[1].id}/position",
                others=[f"people/{person.id}/position" for person in people],
                th=f"{names.th} มีตำแหน่งเดียวกัน: {people[0].position}",
                en=f"{names.en} have the same post: {people[0].position}",
                mend=mend("ตรวจว่าใครอยู่ในตำแหน่งนี้", "Find out who holds it"),
            )
