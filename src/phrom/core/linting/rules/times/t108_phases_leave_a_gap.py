"""T108: the phases of the response leave hours that belong to none, or overlap."""

import re
from collections.abc import Iterator
from itertools import pairwise

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan, ResponsePhase
from phrom.core.values.duration import Duration
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits

A_DAY = 86_400  # "days 2-7, from day 8" may be counted from either end of the day
_DAY = re.compile(r"วันที่\s*(\d{1,2})")


class PhasesLeaveAGap(Rule):
    code = "T108"
    severity = "warning"
    title = Bilingual(th="ห้วงเวลาตอบสนองไม่ต่อเนื่องกัน", en="Phases of the response with a gap or an overlap")
    why = Bilingual(
        th="วันที่ไม่อยู่ในห้วงใดไม่มีใครได้รับงาน วันที่อยู่ในสองห้วงมีงานขัดกัน แบบของสำนักงาน ก.พ.ร. แบ่งเป็นวันที่ 1, 2-7 และ 8 เป็นต้นไป",
        en="On a day that is in no phase nobody has a task; on a day in two they clash. The "
        "national template has day 1, "
        "days 2-7 and from day 8.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for earlier, later in pairwise(plan.response):
            ends = earlier.ends
            if ends is not None and _follows(ends, later.starts) and not _a_day_is_left_out(ends, later):
                continue
            overlap = ends is None or later.starts < ends
            yield self.finding(
                f"response/{later.id}/starts",
                others=[f"response/{earlier.id}/ends"],
                th=f"“{later.name}” {'ซ้อนกับ' if overlap else 'ไม่ต่อจาก'} “{earlier.name}”",
                en=f"“{later.name}” {'overlaps' if overlap else 'does not follow on from'} “{earlier.name}”",
                mend=mend("แก้เวลาเริ่มหรือเวลาสิ้นสุด", "Mend the start or the end"),
            )


def _follows(ends: Duration, starts: Duration) -> bool:
    """`วันที่ 2` may begin a day after the hours of day 1; phases in hours of the first day leave no gap."""
    within_a_day = ends.seconds < starts.seconds <= A_DAY
    return not within_a_day and abs(starts.seconds - ends.seconds) <= A_DAY


def _a_day_is_left_out(ends: Duration, later: ResponsePhase) -> bool:
    """`วันที่ 3` after the 24 hours of day 1: day n begins after n - 1 days, and what came before must reach it."""
    day = _DAY.search(arabic_digits(later.name))
    return day is not None and (int(day[1]) - 1) * A_DAY > ends.seconds
