"""C103: two people have the same mobile number."""

from collections.abc import Iterator

from phrom.core.linting.names import same_person
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Person, Plan
from phrom.core.values.finding import Finding
from phrom.core.values.phone_number import display, to_e164
from phrom.core.values.source import Bilingual


class PhoneShared(Rule):
    code = "C103"
    severity = "error"
    title = Bilingual(th="หมายเลขโทรศัพท์มือถือเดียวกันสองคน", en="Two people with the same mobile number")
    why = Bilingual(
        th="หมายเลขเดียวกันสองคนแปลว่าอย่างน้อยหนึ่งคนติดต่อไม่ได้ และคำตอบรับทราบจะถูกนับผิดคน (โทรศัพท์สำนักงานใช้ร่วมกันได้ "
        "จึงไม่นับ) ISO 22301:2019 ข้อ 8.4.3",
        en="One number for two people means that at least one of them cannot be reached, and that an acknowledgement "
        "counts for the wrong one. Office lines may be shared and are not counted. ISO 22301:2019 clause 8.4.3.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        owners: dict[str, list[tuple[Person, str]]] = {}
        for person in plan.people:
            for index, phone in enumerate(person.phones):
                number = to_e164(phone)
                if number is not None and number.startswith(("+666", "+668", "+669")):
                    owners.setdefault(number, []).append((person, f"people/{person.id}/phones/{index}"))
        for number, found in owners.items():
            people = list({person.id: person for person, _ in found}.values())
            if len(people) < 2 or all(same_person(people[0], other) for other in people[1:]):  # X102 tells those
                continue
            names = listed([person.full_name for person in people])
            yield self.finding(
                found[0][1],
                others=[path for _, path in found[1:]],
                th=f"{names.th} ใช้หมายเลข {display(number)} เดียวกัน",
                en=f"{names.en} have the same number, {display(number)}",
                mend=mend("ถามหมายเลขของแต่ละคน", "Ask each of them for their number"),
            )
