"""R104: processes depend on each other in a circle."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import processes_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class ProcessesWaitForEachOther(Rule):
    code = "R104"
    severity = "error"
    title = Bilingual(th="กระบวนงานรอกันเป็นวง", en="Processes that wait for each other")
    why = Bilingual(
        th="กระบวนงานที่พึ่งพากันเป็นวงไม่มีลำดับให้เริ่มกู้คืน ISO 22301:2019 ข้อ 8.2.2 ให้ระบุการพึ่งพากันของกิจกรรม เพื่อจัดลำดับการฟื้นคืน",
        en="Processes that depend on each other in a circle have no order in which to restart. ISO 22301:2019 clause "
        "8.2.2 asks for dependencies so that recovery can be put in order.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        processes = processes_by_id(plan)
        told: set[str] = set()
        for process in plan.processes:
            circle = _circle_from(process.id, {id_: p.depends_on for id_, p in processes.items()})
            if not circle or told & set(circle):
                continue
            told |= set(circle)
            names = listed([processes[id_].name for id_ in circle])
            yield self.finding(
                f"processes/{circle[0]}/depends_on",
                others=[f"processes/{id_}/depends_on" for id_ in circle[1:]],
                th=f"{names.th} รอกันเป็นวง" if len(circle) > 1 else f"{names.th} รอตัวเอง",
                en=f"{names.en} wait for each other" if len(circle) > 1 else f"{names.en} waits for itself",
                mend=mend("ตัดการพึ่งพาหนึ่งข้อในวงนี้", "Remove one dependency of the circle"),
            )


def _circle_from(start: str, needs: dict[str, tuple[str, ...]]) -> list[str]:
    """The ids on a way from a process back to itself, or nothing."""
    ways: list[list[str]] = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in needs.get(way[-1], ()):
            if following == start:
                return way
            if following in needs and following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
