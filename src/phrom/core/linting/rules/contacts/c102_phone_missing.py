"""C102: somebody who is to be called has no number."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_by_id, people_in_roles
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class PhoneMissing(Rule):
    code = "C102"
    severity = "error"
    title = Bilingual(th="ผู้มีหน้าที่ในแผนไม่มีหมายเลขโทรศัพท์", en="Somebody to be called has no phone number")
    why = Bilingual(
        th="Call Tree หยุดที่คนที่โทรหาไม่ได้ และบุคลากรสำรองที่ติดต่อไม่ได้ก็แทนใครไม่ได้ ISO 22301:2019 ข้อ 8.4.3 "
        "ให้มีข้อมูลการติดต่อของผู้ที่ต้องแจ้ง",
        en="The call tree stops at whoever cannot be reached, and an alternate who cannot be reached stands in for "
        "nobody. ISO 22301:2019 clause 8.4.3 asks for the contact details of those who must be told.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        people = people_by_id(plan)
        for id_, held in people_in_roles(plan).items():
            person = people.get(id_)
            unreadable = person is not None and any(re.search(r"[0-9๐-๙]", text) for text in person.phones_text)
            if person is None or person.phones or unreadable:  # C101 tells a number that cannot be read
                continue
            role = role_name(held[0].place)
            stands_in = held[0].rank > 0
            yield self.finding(
                f"people/{id_}/phones",
                others=[f"people/{id_}/given_name", held[0].path],
                th=f"{person.full_name} ({'บุคลากรสำรองของ' if stands_in else ''}{role.th}) ไม่มีหมายเลขโทรศัพท์",
                en=f"{person.full_name} ({'alternate for ' if stands_in else ''}{role.en}) has no phone number",
                severity="warning" if all(h.place.kind == "member" for h in held) else "error",
                mend=mend("ถามหมายเลขโทรศัพท์มือถือ", "Ask for a mobile number"),
            )
