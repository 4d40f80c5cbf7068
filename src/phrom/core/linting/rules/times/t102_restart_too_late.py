"""T102: a scenario promises to restart work later than a process may stand still."""

import re
from collections.abc import Iterator

from phrom.core.linting.promises import faster_processes
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Plan, Scenario, Target
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_RESTART = re.compile(
    r"เริ่มปฏิบัติ|เริ่มท[ำา]|ปฏิบัติงาน|กู้คืน|ให้บริการ|เปิด(?:ให้)?บริการ|เปิดท[ำา]การ|ใช้งานได้|restart|resume|restore", re.IGNORECASE
)
_KEEPS_WORK_GOING = re.compile(
    r"ปฏิบัติงาน|ท[ำา]งาน|บริการ|ส[ำา]รอง|รายงานตัว|ที่บ้าน|ออนไลน์|ด้วยมือ|สลับ|จากบ้าน|manual|online|work", re.IGNORECASE
)
# the words decide where the counting starts, whatever the stage that they stand in
_SINCE_INCIDENT = re.compile(r"นับ(?:ตั้งแต่|แต่|จาก)\s*(?:วัน|เวลา)?(?:ที่)?\s*เกิดเหตุ")


class RestartTooLate(Rule):
    code = "T102"
    severity = "warning"
    title = Bilingual(
        th="เป้าหมายการเริ่มงานช้ากว่าเวลาที่งานหยุดได้", en="A restart target later than a process may stand still"
    )
    why = Bilingual(
        th="เป้าหมายในขั้นตอนของภัยต้องทัน MTPD ของกระบวนงานที่หยุด มิฉะนั้นทำตามแผนครบก็ยังเสียหายเกินที่ยอมรับได้ "
        "ISO 22301:2019 ข้อ 8.3.2",
        en="A scenario's target must be within the MTPD of what has stopped; otherwise the "
        "plan fails even when followed. "
        "ISO 22301:2019 clause 8.3.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for scenario in plan.scenarios:
            for target in scenario.targets:
                late = faster_processes(plan, target.within) if _restarts_work(scenario, target) else []
                if not late or late[0].mtpd is None:
                    continue
                names, within, shortest = listed([p.name for p in late]), spoken(target.within), spoken(late[0].mtpd)
                yield self.finding(
                    f"scenarios/{scenario.threat}/targets/{target.id}/within",
                    others=[f"processes/{process.id}/mtpd" for process in late],
                    th=f"ตั้งเป้าเริ่มงานได้ภายใน {within.th} แต่{names.th} หยุดได้สั้นกว่านั้น (สั้นที่สุด {shortest.th})",
                    en=f"Work is to restart within {within.en}, yet {names.en} may stand still for less "
                    f"(the shortest: {shortest.en})",
                    mend=mend(f"ตั้งเป้าให้สั้นกว่า {shortest.th}", f"Set a target shorter than {shortest.en}"),
                )


def _restarts_work(scenario: Scenario, target: Target) -> bool:
    """Whether work stands still until the target: always after the incident; after stand-down only if the procedure
    has nothing that keeps work going before."""
    if not _RESTART.search(target.text):
        return False
    if target.after in ("incident", "power-restored") or _SINCE_INCIDENT.search(target.text):
        return True
    before = (*scenario.onset, *scenario.crisis)
    return target.after == "stand-down" and not any(_KEEPS_WORK_GOING.search(step.text) for step in before)
