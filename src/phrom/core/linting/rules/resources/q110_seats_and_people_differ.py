"""Q110: processes ask for more seats at the alternate site than people, or for fewer. Told once a plan."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan, Requirement
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_COMPARED = ("premises", "people")
_COUNTED_IN = (None, "คน", "ที่นั่ง", "ที่", "อัตรา")


class SeatsAndPeopleDiffer(Rule):
    code = "Q110"
    severity = "advice"
    title = Bilingual(th="จำนวนที่นั่งกับจำนวนคนของกระบวนงานไม่ตรงกัน", en="Seats and people of a process differ")
    why = Bilingual(
        th="ถ้าที่นั่งมากกว่าคน ตัวเลขใดตัวเลขหนึ่งผิด และที่ของงานอื่นถูกกันไว้เปล่า ถ้าน้อยกว่า ให้แน่ใจว่าคนที่เหลือทำงานที่อื่นได้ เช่น งานสนาม "
        "ISO 22301:2019 ข้อ 8.3.4 ให้ระบุทรัพยากรตามที่ต้องใช้จริง",
        en="With more seats than people one of the numbers is wrong, and room that other work needs is kept free. With "
        "fewer, make sure that the others work elsewhere, as in the field. "
        "ISO 22301:2019 clause 8.3.4 asks for the resources that are needed.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        differing = [
            (process, seats, people)
            for process in plan.processes
            if (seats := _counted(process.requirements.premises)) is not None
            and (people := _counted(process.requirements.people)) is not None
            and seats != people
        ]
        if not differing:
            return
        paths = [f"processes/{process.id}/requirements/{area}" for process, *_ in differing for area in _COMPARED]
        said_th = listed([f"{process.name}: {seats} ที่นั่ง {people} คน" for process, seats, people in differing]).th
        said_en = listed([f"{process.name}: seats {seats}, people {people}" for process, seats, people in differing]).en
        yield self.finding(
            paths[0],
            others=paths[1:],
            th=f"ที่ทำงานสำรองกับจำนวนบุคลากรไม่เท่ากัน: {said_th}",
            en=f"Seats at the alternate site and people differ: {said_en}",
            mend=mend("แก้ตัวเลขให้ตรงกับที่ใช้จริง", "Put in the numbers that are really needed"),
        )


def _counted(needs: tuple[Requirement, ...]) -> int | None:
    """People in a list of needs; None where one of them has no number or counts something else."""
    if not needs or any(need.quantity is None or need.unit not in _COUNTED_IN for need in needs):
        return None
    return sum(need.quantity or 0 for need in needs)
