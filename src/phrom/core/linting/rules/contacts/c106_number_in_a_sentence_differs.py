"""C106: a sentence gives somebody a number that is not theirs in the list."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.plan.document import Person, Plan
from phrom.core.values.finding import Finding
from phrom.core.values.phone_number import SpokenNumber, display, find_numbers
from phrom.core.values.source import Bilingual

_LISTS = ("people/", "suppliers/", "organisation/")
_MANY_DIGITS = re.compile(r"(?:[0-9๐-๙][ .()-]{0,2}){8}")
_NEAR = 30  # letters between a name and the number that goes with it


class NumberInSentenceDiffers(Rule):
    code = "C106"
    severity = "warning"
    title = Bilingual(th="หมายเลขในข้อความไม่ตรงกับรายชื่อ", en="A number in a sentence that is not the one in the list")
    why = Bilingual(
        th="หมายเลขที่เขียนไว้ในขั้นตอนมักไม่ถูกแก้ตามรายชื่อ ในเหตุจริงคนโทรตามที่อ่านเจอก่อน ISO 22301:2019 ข้อ "
        "8.4.3 ให้ข้อมูลการติดต่อเป็นปัจจุบัน",
        en="Numbers inside steps are often left as they were when the list is mended, and people dial what they read "
        "first. ISO 22301:2019 clause 8.4.3 asks for contact details that are up to date.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        people = [person for person in plan.people if person.family_name and person.phones]
        for path, value in texts_of(plan):
            if path.startswith(_LISTS):
                continue
            numbers = find_numbers(value) if _MANY_DIGITS.search(value) else ()
            for person in people if numbers else ():
                other = _given(person, value, numbers)
                if other and other not in person.phones:
                    yield self.finding(
                        path,
                        others=[f"people/{person.id}/phones/0"],
                        th=f"ข้อความนี้ให้โทร{person.full_name}ที่ {display(other)} แต่ในรายชื่อคือ {display(person.phones[0])}",
                        en=f"This gives {person.full_name} the number {display(other)}; the list has "
                        f"{display(person.phones[0])}",
                        mend=mend("ถามว่าหมายเลขใดใช้อยู่ แล้วแก้ให้ตรงกัน", "Ask which is in use and write the same in both"),
                    )


def _given(person: Person, text: str, numbers: tuple[SpokenNumber, ...]) -> str | None:
    """The number that stands right after a person's name."""
    name = f"{person.given_name} {person.family_name}"
    at = text.find(name)
    after = at + len(name)
    near = (found.number for found in numbers if at >= 0 and after <= found.start <= after + _NEAR)
    return next(near, None)
