"""C101: a telephone number that cannot be dialled."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.phone_number import find_numbers, to_e164
from phrom.core.values.source import Bilingual


class PhoneCannotBeDialled(Rule):
    code = "C101"
    severity = "error"
    title = Bilingual(th="หมายเลขโทรศัพท์ที่โทรไม่ได้", en="A phone number that cannot be dialled")
    why = Bilingual(
        th="หมายเลขที่ขาดหรือเกินหลักโทรไม่ติดในวันเกิดเหตุ โทรศัพท์มือถือไทยมี 10 หลัก โทรศัพท์พื้นฐาน 9 หลัก "
        "(แผนเลขหมายของ กสทช.) ISO 22301:2019 ข้อ 8.4.3 ให้ทดสอบช่องทางการติดต่อ",
        en="A number with digits missing or too many does not ring on the day. Thai mobile "
        "numbers have 10 digits, fixed "
        "lines 9 (national numbering plan). ISO 22301:2019 clause 8.4.3 asks for means of communication that work.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for person in plan.people:
            for index, phone in enumerate(person.phones):
                if to_e164(phone.partition(";ext=")[0]) is None:
                    yield self._finding(f"people/{person.id}/phones/{index}", person.full_name, phone)
            for index, text in enumerate(person.phones_text):
                if re.search(r"[0-9๐-๙]", text) and not find_numbers(text):
                    yield self._finding(f"people/{person.id}/phones_text/{index}", person.full_name, text)
        for supplier in plan.suppliers:
            for index, phone in enumerate(supplier.phones):
                if not find_numbers(phone.partition(";ext=")[0]):
                    yield self._finding(f"suppliers/{supplier.id}/phones/{index}", supplier.name, phone)

    def _finding(self, path: str, name: str, phone: str) -> Finding:
        return self.finding(
            path,
            th=f"หมายเลข “{phone.strip()}” ของ{name} โทรไม่ได้",
            en=f"“{phone.strip()}”, the number of {name}, cannot be dialled",
            mend=mend("ถามหมายเลขที่ถูกต้อง", "Ask for the right number"),
        )
