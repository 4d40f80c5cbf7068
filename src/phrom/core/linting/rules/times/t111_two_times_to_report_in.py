"""T111: people are told two different times to report in."""

from collections.abc import Iterator

from phrom.core.linting.promises import Promise, faster_processes, report_in_promises
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed, spoken
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding, Severity
from phrom.core.values.source import Bilingual


class TwoTimesToReportIn(Rule):
    code = "T111"
    severity = "warning"
    title = Bilingual(th="เวลารายงานตัวไม่ตรงกันในแผน", en="Two different times to report in")
    why = Bilingual(
        th="ขั้นตอนทั่วไปใช้กับทุกภัย ถ้าบอกเวลารายงานตัวต่างจากขั้นตอนของภัย หรือภัยเดียวกันบอกสองเวลา ทีมจะไม่รู้ว่าต้องถึงเมื่อใด "
        "(ภัยต่างกันใช้เวลาต่างกันได้ จึงเป็นเพียงข้อแนะนำ) ISO 22301:2019 ข้อ 8.4.4",
        en="General steps hold for every threat: where they give another time to report in than a procedure, or one "
        "procedure gives two, teams do not know when to be there. Two threats may have two times: that is advice. "
        "ISO 22301:2019 clause 8.4.4.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        promises = list(report_in_promises(plan))
        general = [promise for promise in promises if promise.path.startswith("response/")]
        by_scenario: dict[str, list[Promise]] = {}
        for promise in promises:
            if promise not in general:
                by_scenario.setdefault(promise.path.split("/")[1], []).append(promise)
        told = False
        for own in by_scenario.values() or [[]]:
            finding = self._differing([*general, *own], "warning")
            if finding is not None:
                told = True
                yield finding
            if finding is not None and not by_scenario:
                return
        in_time = [
            promise for promise in promises if not faster_processes(plan, promise.within)
        ]  # T101 tells the others
        between = None if told else self._differing(in_time, "advice")
        if between is not None:
            yield between

    def _differing(self, group: list[Promise], severity: Severity) -> Finding | None:
        times = sorted({promise.within for promise in group})
        if len(times) < 2:
            return None
        odd = next(promise for promise in group if promise.within == times[-1])
        said = listed([spoken(time).th for time in times]), listed([spoken(time).en for time in times])
        return self.finding(
            odd.path,
            others=[promise.path for promise in group],
            th=f"แผนให้รายงานตัวไม่ตรงกัน: {said[0].th}",
            en=f"The plan gives different times to report in: {said[1].en}",
            severity=severity,
            mend=mend("ใช้เวลาเดียวกัน หรือบอกให้ชัดว่าใครใช้เวลาใด", "Use one time, or say whose is which"),
        )
