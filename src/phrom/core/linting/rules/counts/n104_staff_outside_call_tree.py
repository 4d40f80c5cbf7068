"""N104: the call tree leaves out a good part of the staff, or holds more people than there are."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_in_roles
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

LEFT_OUT = 1 / 3  # of the staff: key staff are called first, and a few more are told by their colleagues


class StaffOutsideCallTree(Rule):
    code = "N104"
    severity = "warning"
    title = Bilingual(th="บุคลากรที่กระบวนการแจ้งเหตุไปไม่ถึง", en="Staff whom the call tree does not reach")
    why = Bilingual(
        th="ผู้ที่ไม่อยู่ใน Call Tree จะไม่ได้รับแจ้งและจะไม่มีใครรู้ว่าปลอดภัยหรือไม่ แจ้งเป็นข้อแนะนำเมื่อขาดเกินหนึ่งในสาม "
        "ISO 22301:2019 ข้อ 8.4.3 ให้สื่อสารกับผู้เกี่ยวข้องภายในทุกคน",
        en="Whoever is not in the call tree is not told, and nobody knows whether they are "
        "safe. Told as advice when more "
        "than a third is missing. ISO 22301:2019 clause 8.4.3 asks for communication with all interested parties.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        staff, called = plan.organisation.staff_count, len(people_in_roles(plan))
        if not staff or not called:
            return
        if called > staff:
            yield self.finding(
                "organisation/staff_count",
                th=f"หน่วยงานมีบุคลากร {staff} คน แต่ใน Call Tree มีถึง {called} คน",
                en=f"The office has {staff} people, yet the call tree holds {called}",
                mend=mend("ตรวจจำนวนบุคลากร หรือชื่อที่ซ้ำ", "Check the number of staff, and names given twice"),
            )
        elif staff - called > staff * LEFT_OUT:
            yield self.finding(
                "organisation/staff_count",
                th=f"หน่วยงานมีบุคลากร {staff} คน แต่ Call Tree แจ้งถึงเพียง {called} คน ขาด {staff - called} คน",
                en=f"The office has {staff} people and the call tree reaches {called}; {staff - called} are left out",
                severity="advice",
                mend=mend("เพิ่มบุคลากรที่เหลือเป็นทีมงาน", "Add the others as members of teams"),
            )
