"""F103: a whole part of the plan is not there."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class PartMissing(Rule):
    code = "F103"
    severity = "error"
    title = Bilingual(th="แผนขาดองค์ประกอบทั้งส่วน", en="A whole part of the plan is missing")
    why = Bilingual(
        th="แนวทางของสำนักงาน ก.พ.ร. (แบบตรวจสอบส่วนที่ 2) ให้แผนมีทีม การวิเคราะห์ผลกระทบ กลยุทธ์ Call Tree และขั้นตอน "
        "ISO 22301:2019 ข้อ 8.2 ถึง 8.4",
        en="The national guideline (part 2 of the form) asks for teams, BIA, strategies, call tree and procedures. "
        "ISO 22301:2019 clauses 8.2 to 8.4.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        team = plan.continuity_team
        parts = (
            ("continuity_team/teams", bool(team.teams), "คณะและทีมบริหารความต่อเนื่อง", "continuity teams"),
            ("people", bool(plan.people), "รายชื่อและหมายเลขโทรศัพท์", "people with their numbers"),
            ("processes", bool(plan.processes), "การวิเคราะห์ผลกระทบ (กระบวนงานและเวลาที่หยุดได้)", "processes (BIA)"),
            ("strategies", bool(plan.strategies), "กลยุทธ์ความต่อเนื่อง", "strategies"),
            ("response", bool(plan.response or plan.scenarios), "ขั้นตอนตอบสนองและขั้นตอนตามภัย", "procedures"),
        )
        for path, is_there, th, en in parts:
            if not is_there:
                yield self.finding(
                    path,
                    th=f"แผนไม่มี{th}",
                    en=f"The plan has no {en}",
                    mend=mend(f"เพิ่ม{th}", f"Add {en}"),
                )
