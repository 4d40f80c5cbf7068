"""Q101: the alternate sites hold fewer people than the processes need."""

from collections.abc import Iterator

from phrom.core.linting.places_in_sentences import places_in_sentences
from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan, Process
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class TooFewSeats(Rule):
    code = "Q101"
    severity = "error"
    title = Bilingual(th="ที่นั่งในสถานที่สำรองไม่พอ", en="Too few seats at the alternate sites")
    why = Bilingual(
        th="เมื่อที่นั่งไม่พอ กระบวนงานที่มาทีหลังจะไม่มีที่ทำ เทียบที่นั่งที่กระบวนงานต้องการกับสถานที่ลำดับแรก และกับทุกแห่งรวมกัน "
        "ISO 22301:2019 ข้อ 8.3.4 ให้กำหนดทรัพยากรให้เพียงพอ",
        en="With too few seats some processes have nowhere to work. What the processes need is compared with the first "
        "site and with all of them. ISO 22301:2019 clause 8.3.4 asks for sufficient resources.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        needing = [(process, seats_of(process)) for process in plan.processes if seats_of(process)]
        needed = sum(seats for _, seats in needing)
        if not plan.sites:
            yield from self._in_sentences(plan, needing, needed)
        sites = [site for site in plan.sites if site.capacity is not None]
        first = next((site.capacity for site in sites), None)
        if not needed or first is None or needed <= first:
            return
        total = sum(site.capacity or 0 for site in sites)
        makes_up = needed <= total or len(sites) < len(plan.sites)
        yield self.finding(
            f"sites/{sites[0].id}/capacity",
            others=[f"sites/{site.id}/capacity" for site in sites[1:]]
            + [f"processes/{process.id}/requirements/premises" for process, _ in needing],
            th=f"กระบวนงานต้องการที่นั่งรวม {needed} ที่ แต่ “{sites[0].name}” รองรับ {first} คน (รวมทุกแห่ง {total} คน)",
            en=f"The processes need {needed} seats; “{sites[0].name}” holds {first} (all sites together {total})",
            severity="advice" if makes_up else "error",
            mend=mend("เพิ่มสถานที่ หรือแบ่งกระบวนงานไปแต่ละแห่ง", "Add a site, or share the processes out among the sites"),
        )

    def _in_sentences(self, plan: Plan, needing: list[tuple[Process, int]], needed: int) -> Iterator[Finding]:
        """Of a plan that lists no sites: what the sentences of its strategy say they hold, all together."""
        holding = [(place.path, place.holds) for place in places_in_sentences(plan) if place.holds is not None]
        total = sum(holds for _path, holds in holding)
        if not holding or needed <= total:
            return
        yield self.finding(
            holding[0][0],
            others=[path for path, _holds in holding[1:]]
            + [f"processes/{process.id}/requirements/premises" for process, _ in needing],
            th=f"กระบวนงานต้องการที่นั่งรวม {needed} ที่ แต่สถานที่ที่กลยุทธ์ระบุรองรับได้ {total} คน",
            en=f"The processes need {needed} seats; the places that the strategy names hold {total}",
            mend=mend("เพิ่มสถานที่ หรือแบ่งกระบวนงานไปแต่ละแห่ง", "Add a site, or share the processes out among the sites"),
        )


def seats_of(process: Process) -> int:
    """Seats that a process needs at an alternate site."""
    return sum(need.quantity or 0 for need in process.requirements.premises if need.unit in (None, "คน", "ที่นั่ง", "ที่"))
