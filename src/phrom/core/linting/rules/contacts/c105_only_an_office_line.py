"""C105: a leader can be reached only by a fixed line."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import role_name
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_by_id, people_in_roles
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class OnlyAnOfficeLine(Rule):
    code = "C105"
    severity = "advice"
    title = Bilingual(th="หัวหน้าที่มีเพียงโทรศัพท์พื้นฐาน", en="A leader with only a fixed line")
    why = Bilingual(
        th="โทรศัพท์สำนักงานไม่มีผู้รับนอกเวลาและใช้ไม่ได้เมื่ออาคารเสียหาย ISO 22301:2019 ข้อ 8.4.3 ให้ช่องทางการติดต่อใช้ได้ระหว่างเหตุการณ์",
        en="Nobody answers an office line at night, and it dies with the building. ISO "
        "22301:2019 clause 8.4.3 asks for "
        "means of communication that are available during a disruption.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        people = people_by_id(plan)
        for id_, held in people_in_roles(plan).items():
            person = people.get(id_)
            leads = next((h for h in held if h.place.kind != "member" and h.rank == 0), None)
            if person is None or leads is None or not person.phones:
                continue
            if all(phone.startswith(("+662", "+663", "+664", "+665", "+667")) for phone in person.phones):
                role = role_name(leads.place)
                yield self.finding(
                    f"people/{id_}/phones/0",
                    th=f"{person.full_name} ({role.th}) มีเพียงโทรศัพท์พื้นฐาน",
                    en=f"{person.full_name} ({role.en}) can be reached only by a fixed line",
                    mend=mend("เพิ่มหมายเลขโทรศัพท์มือถือ", "Add a mobile number"),
                )
