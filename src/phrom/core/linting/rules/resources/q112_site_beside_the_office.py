"""Q112: the alternate site stands beside the office, so that what closes the one closes the other."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_BESIDE = re.compile(
    r"(?:ใกล้(?:เคียง)?(?:กับ)?|ติด(?:กับ)?|บริเวณเดียวกับ|พื้นที่เดียวกับ|ข้าง)\s*(?:อาคาร|สถานที่|พื้นที่)?(?:ที่)?"
    r"(?:ปฏิบัติงาน|ทำงาน|ที่ทำการ|ทำการ|สำนักงาน)(?:เดิม|หลัก|ปัจจุบัน)"
    r"|(?:ใน|อยู่)(?:บริเวณ|รั้ว|พื้นที่)เดียวกัน(?!กับ)"
)
_ADJOINS = re.compile(r"(?<!ริม)(?:ติด(?:กับ)?|ต่อเติมจาก|เชื่อมต่อกับ)\s*(?:อาคาร)?(?:ที่ว่าการ|ที่ทำการ|ศาลากลาง|สำนักงาน)")
_KINDS_OF_OFFICE = re.compile(
    r"^(?:โรงพยาบาล|โรงเรียน|วิทยาลัย|มหาวิทยาลัย|เทศบาล|องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|ศูนย์|สถานี|เรือนจำ|ด่าน|สำนักงาน)"
)
_NEXT_TO = r"(?:ข้าง(?:ๆ|เคียง)?|ติด(?:กับ)?|ใกล้(?:เคียง|ๆ)?(?:กับ)?|หลัง|ตรงข้าม|หน้า)\s*(?:รั้ว|อาคาร)?\s*"
_TO_WORK_AT = re.compile(r"ส[ำา]รอง|ย้าย|ที่ท[ำา]การชั่วคราว|ไปปฏิบัติงาน")
_WIDE = re.compile(r"อุทกภัย|น้ำท่วม|วาตภัย|พายุ|แผ่นดินไหว|ชุมนุม|จลาจล|สารเคมี|ดินถล่ม|โคลนถล่ม")
_SPREADS = re.compile(r"อัคคีภัย|ไฟไหม้|เพลิงไหม้")  # to a house that touches


class SiteBesideTheOffice(Rule):
    code = "Q112"
    severity = "warning"
    title = Bilingual(th="สถานที่สำรองอยู่ใกล้ที่ทำการเดิม", en="An alternate site beside the office")
    why = Bilingual(
        th="ภัยที่กินพื้นที่กว้าง เช่น น้ำท่วมหรือการชุมนุม มักปิดทั้งสองแห่งพร้อมกัน แม้สมมติฐานของแผนว่าจะไม่กระทบสถานที่สำรอง "
        "ISO 22301:2019 ข้อ 8.3.3 ให้กลยุทธ์ทนต่อเหตุเดียวกันได้",
        en="A flood or a protest often closes both, whatever the plan assumes. ISO 22301:2019 clause 8.3.3 asks for "
        "strategies that outlive the same event.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        hit = {impact.threat for impact in plan.impacts if impact.area == "premises" and impact.affected}
        taking = [threat.name for threat in plan.threats if threat.id in hit]
        wide = [name for name in taking if _WIDE.search(name)]
        spreading = [name for name in taking if _SPREADS.search(name)]
        assumed = [f"assumptions/{n}" for n, text in enumerate(plan.assumptions) if "สถานที่" in text and "สำรอง" in text]
        beside = _beside_this(plan.organisation.name)
        for index, strategy in enumerate(plan.strategies):
            if strategy.area != "premises":
                continue
            for number, action in enumerate(strategy.actions):
                threats = _taken_with_it(action, beside, wide, spreading)
                if threats:
                    yield self.finding(
                        f"strategies/{index}/actions/{number}",
                        others=assumed,
                        th=f"สถานที่สำรองอยู่ใกล้ที่ปฏิบัติงานเดิม จึงอาจใช้ไม่ได้พร้อมกันเมื่อเกิด{listed(threats).th}",
                        en=f"the alternate site is near the office and may be lost with it in {listed(threats).en}",
                        mend=mend("กำหนดสถานที่สำรองที่อยู่นอกพื้นที่เป็นลำดับแรก", "Put a site in another area first"),
                    )


def _beside_this(office: str) -> re.Pattern[str] | None:
    """`ข้างโรงพยาบาล` in the plan of a hospital: the office by what it is, and by no other's name behind it."""
    kind = _KINDS_OF_OFFICE.match(office)
    if kind is None:
        return None
    own = re.escape(office[kind.end() :].strip())
    ends = r"(?![ก-๎])|(?=เป็น|เพื่อ|ส[ำา]หรับ|ที่|ซึ่ง|และ|หรือ|ใช้|เรา)"
    return re.compile(f"{_NEXT_TO}{kind[0]}(?:{ends}" + (rf"|\s*{own})" if own else ")"))


def _taken_with_it(action: str, beside: re.Pattern[str] | None, wide: list[str], spreading: list[str]) -> list[str]:
    """The threats that take the place of a strategy together with the office, as its words have it."""
    if _ADJOINS.search(action) and _TO_WORK_AT.search(action):
        return [*wide, *spreading]
    if _BESIDE.search(action):
        return wide
    return wide if beside is not None and beside.search(action) and _TO_WORK_AT.search(action) else []
