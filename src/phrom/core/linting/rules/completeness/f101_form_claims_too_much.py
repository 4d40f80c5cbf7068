"""F101: the completeness form says that the plan has something which it has not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import AREA_NAMES
from phrom.core.plan.document import AREAS, Area, Plan
from phrom.core.plan.lookup import people_by_id, people_in_roles
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual


class FormClaimsTooMuch(Rule):
    code = "F101"
    severity = "error"
    title = Bilingual(th="แบบตรวจสอบตอบว่ามี แต่แผนไม่มี", en="The form claims what the plan lacks")
    why = Bilingual(
        th="แบบตรวจสอบความครบถ้วน (BCP Checklist) ส่งสำนักงาน ก.พ.ร. พร้อมแผน คำตอบต้องตรงกับแผน",
        en="The completeness form goes to the Public Sector Development Commission with the "
        "plan; its answers must be true "
        "of the plan.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for index, item in enumerate(plan.checklist):
            if not item.answer:
                continue
            claim = claim_of(item.text)
            if claim is not None and not claim.is_true(plan):
                yield self.finding(
                    f"checklist/{index}/answer",
                    others=[f"checklist/{index}/text"],
                    th=f"แบบตรวจสอบข้อ {item.item} ตอบว่ามี แต่แผนไม่มี{claim.th}",
                    en=f"Item {item.item} of the form is answered yes, but the plan has no {claim.en}",
                    mend=mend(f"เพิ่ม{claim.th} หรือแก้คำตอบ", f"Add the {claim.en}, or change the answer"),
                )


def _strategy(area: Area) -> Callable[[Plan], bool]:
    return lambda plan: (
        any(s.area == area and s.actions for s in plan.strategies) or (area == "premises" and bool(plan.sites))
    )


def _call_tree(plan: Plan) -> bool:
    """Somebody to start it, and numbers for at least half of those to be called."""
    people = people_by_id(plan)
    held = [people[id_] for id_ in people_in_roles(plan) if id_ in people]
    return len(held) > 1 and 2 * sum(bool(person.phones) for person in held) >= len(held)


@dataclass(frozen=True)
class Claim:
    """A line of the form by its words, whether a plan bears it out, and what is missing if not."""

    words: re.Pattern[str]
    is_true: Callable[[Plan], bool]
    th: str
    en: str


def _area_claim(words: str, area: Area) -> Claim:
    name = AREA_NAMES[area]
    return Claim(
        re.compile(rf"^(?:\W|กลยุทธ์)*ด้าน(?:{words})"), _strategy(area), f"กลยุทธ์ด้าน{name.th}", f"strategy for {name.en}"
    )


# the most particular first
_CLAIMS = (
    Claim(
        re.compile(r"Call\s*Tree|แจ้งเหตุฉุกเฉิน", re.IGNORECASE),
        _call_tree,
        "รายชื่อและหมายเลขสำหรับแจ้งเหตุ",
        "call tree with numbers",
    ),
    Claim(
        re.compile(r"BIA|ผลกระทบต่อกระบวนการ"),
        lambda plan: bool(plan.processes),
        "กระบวนงานในการวิเคราะห์ผลกระทบ",
        "processes (BIA)",
    ),
    _area_claim("อาคาร|สถานที่", "premises"),
    _area_claim("เทคโนโลยี", "technology"),
    _area_claim("บุคลากร", "people"),
    _area_claim("คู่ค้า", "suppliers"),
    _area_claim("วัสดุ|เครื่องมือ", "equipment"),
    Claim(
        re.compile(r"ความต้องการทรัพยากร"),
        lambda plan: any(getattr(process.requirements, area) for process in plan.processes for area in AREAS),
        "ทรัพยากรที่จำเป็นของกระบวนงาน",
        "requirements of its processes",
    ),
    Claim(re.compile(r"กลยุทธ์"), lambda plan: bool(plan.strategies), "กลยุทธ์ความต่อเนื่อง", "strategies"),
    Claim(
        re.compile(r"ขั้นตอนการบริหารความต่อเนื่อง|กอบกู้กระบวนการ"),
        lambda plan: bool(plan.response or plan.scenarios),
        "ขั้นตอนการบริหารความต่อเนื่อง",
        "procedures",
    ),
    Claim(
        re.compile(r"^(?:\W)*(?:ทีมงาน|คณะ|ทีมบริหาร)"),
        lambda plan: bool(plan.continuity_team.teams or plan.continuity_team.head.primary),
        "คณะหรือทีมบริหารความต่อเนื่อง",
        "continuity team",
    ),
)


def claim_of(text: str) -> Claim | None:
    """What a line of the form asks after, or None if it is nothing that a plan can bear out."""
    return next((claim for claim in _CLAIMS if claim.words.search(text)), None)
