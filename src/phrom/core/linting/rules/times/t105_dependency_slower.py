"""T105: a process needs another that may stand still for longer."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import spoken
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import processes_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class DependencySlower(Rule):
    code = "T105"
    severity = "error"
    title = Bilingual(th="งานที่พึ่งพากลับช้ากว่า", en="A dependency that is slower than what needs it")
    why = Bilingual(
        th="งานจะกลับมาได้ไม่เร็วกว่างานที่ตนพึ่งพา งานที่ถูกพึ่งพาจึงต้องกลับมาก่อน ISO 22301:2019 ข้อ 8.2.2 ให้คำนึงถึงการพึ่งพากันของกิจกรรม",
        en="A process returns no sooner than what it depends on, so that must return first. "
        "ISO 22301:2019 clause 8.2.2 "
        "asks for dependencies to be considered.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        processes = processes_by_id(plan)
        for process in plan.processes:
            for index, needed_id in enumerate(process.depends_on):
                needed = processes.get(needed_id)
                returns = (needed.rto or needed.mtpd) if needed else None
                if needed is None or returns is None or process.mtpd is None or returns <= process.mtpd:
                    continue
                yield self.finding(
                    f"processes/{process.id}/depends_on/{index}",
                    others=[f"processes/{process.id}/mtpd", f"processes/{needed.id}/{'rto' if needed.rto else 'mtpd'}"],
                    th=f"“{process.name}” หยุดได้ {spoken(process.mtpd).th} แต่พึ่งพา “{needed.name}” "
                    f"ซึ่งหยุดได้ถึง {spoken(returns).th}",
                    en=f"“{process.name}” may stand still for {spoken(process.mtpd).en} and needs “{needed.name}”, "
                    f"which may for {spoken(returns).en}",
                    mend=mend(
                        f"ให้ “{needed.name}” กลับมาก่อน {spoken(process.mtpd).th}",
                        f"Bring “{needed.name}” back within {spoken(process.mtpd).en}",
                    ),
                )
