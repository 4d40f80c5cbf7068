"""Where one goes, as the sentences of the strategy for premises say it: plans that list no sites say it there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from phrom.core.plan.document import Plan
from phrom.core.values.thai_number import in_digits

_GOES_TO = re.compile(
    r"(?:ย้าย|ไป|เปิด|จัดตั้ง)[^•]{0,60}(?:ไปที่|ไปยัง|ไปปฏิบัติงาน|ณ\s)|ใช้[^•]{2,80}(?:เป็น|แทน)[^•]{0,20}(?:ส[ำา]รอง|ที่ท[ำา]การ|ที่ปฏิบัติงาน|ศูนย์)"
)
_HOLDS = re.compile(r"(?:รองรับ|จุ|นั่ง|รับ)(?:ได้|คนได้)?\s*(?:ประมาณ|ราว)?\s*([0-9๐-๙]{1,4})\s*(?:คน|นาย|ราย|ที่นั่ง|ที่(?![ก-๎]))")


@dataclass(frozen=True)
class Place:
    """A place of work in a sentence, with the path of the sentence and how many it holds, where it says so."""

    path: str
    text: str
    holds: int | None


def places_in_sentences(plan: Plan) -> Iterator[Place]:
    """In the order of the plan, which is that of preference."""
    for index, strategy in enumerate(plan.strategies):
        if strategy.area != "premises":
            continue
        for number, action in enumerate(strategy.actions):
            holds = _HOLDS.search(action)
            if holds or _GOES_TO.search(action):
                held = int(in_digits(holds[1], "arabic")) if holds else None
                yield Place(f"strategies/{index}/actions/{number}", action, held)
