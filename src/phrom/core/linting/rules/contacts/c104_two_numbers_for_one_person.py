"""C104: the same person has different numbers in different places."""

from collections.abc import Iterator
from itertools import combinations

from phrom.core.linting.names import namesakes
from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.spelling import edits
from phrom.core.plan.document import Person, Plan
from phrom.core.values.finding import Finding
from phrom.core.values.phone_number import display, find_numbers, to_e164
from phrom.core.values.source import Bilingual


class TwoNumbersForOnePerson(Rule):
    code = "C104"
    severity = "warning"
    title = Bilingual(th="คนเดียวกันมีหมายเลขต่างกันคนละที่", en="One person with different numbers in different places")
    why = Bilingual(
        th="เมื่อหมายเลขของคนเดียวกันต่างกันในสองตาราง หนึ่งในนั้นมักผิดหรือเลิกใช้แล้ว (สองหมายเลขที่เขียนไว้ด้วยกันไม่นับ) "
        "ISO 22301:2019 ข้อ 8.4.3 ให้ข้อมูลการติดต่อเป็นปัจจุบัน",
        en="Where two tables give one person different numbers, one is often wrong or no "
        "longer used. Two numbers written "
        "together do not count. ISO 22301:2019 clause 8.4.3 asks for contact details that are up to date.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for person in plan.people:
            pair = _written_apart(person) or _nearly_same(person)
            if pair:
                yield self.finding(
                    f"people/{person.id}/phones/{person.phones.index(pair[1])}",
                    others=[f"people/{person.id}/phones/{person.phones.index(pair[0])}"],
                    th=f"{person.full_name} มีสองหมายเลขที่ไม่ตรงกัน: {display(pair[0])} และ {display(pair[1])}",
                    en=f"{person.full_name} has two numbers that differ: {display(pair[0])} and {display(pair[1])}",
                    mend=mend("ถามว่าหมายเลขใดใช้อยู่ แล้วลบอีกหมายเลข", "Ask which is in use and remove the other"),
                )
        for one, other in namesakes(plan.people):
            if one.phones and other.phones and not set(one.phones) & set(other.phones):
                yield self.finding(
                    f"people/{other.id}/phones/0",
                    others=[f"people/{one.id}/phones/0"],
                    th=f"{one.full_name} มีในแผนสองครั้ง หมายเลข {display(one.phones[0])} และ {display(other.phones[0])}",
                    en=f"{one.full_name} is in the plan twice, with {display(one.phones[0])} and "
                    f"{display(other.phones[0])}",
                    mend=mend("ถามว่าหมายเลขใดใช้อยู่ แล้วรวมเป็นคนเดียว", "Ask which is in use and make them one entry"),
                )


def _written_apart(person: Person) -> tuple[str, str] | None:
    """Two mobile numbers that stand alone in two separate texts."""
    alone = [found[0].number for text in person.phones_text if len(found := find_numbers(text)) == 1]
    mobiles = [number for number in dict.fromkeys(alone) if _is_mobile(number) and number in person.phones]
    return (mobiles[0], mobiles[1]) if len(mobiles) > 1 else None


def _nearly_same(person: Person) -> tuple[str, str] | None:
    """Two mobile numbers a slip of the finger apart, unless somebody wrote both down side by side."""
    mobiles = [number for number in person.phones if to_e164(number) and _is_mobile(number)]
    together = [{found.number for found in find_numbers(text)} for text in person.phones_text]
    for one, other in combinations(mobiles, 2):
        if one != other and edits(one, other) == 1 and not any({one, other} <= numbers for numbers in together):
            return one, other
    return None


def _is_mobile(number: str) -> bool:
    return number.startswith(("+666", "+668", "+669"))
