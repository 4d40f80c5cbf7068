"""C107: an e-mail address that cannot be one, or an address or LINE account given to two people."""

import re
from collections import defaultdict
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_by_id
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;.]+(?:\.[^@\s<>,;.]+)+")


class AddressWrongOrShared(Rule):
    code = "C107"
    severity = "warning"
    title = Bilingual(th="อีเมลผิดรูปแบบ หรือใช้ซ้ำกันสองคน", en="An address that is malformed, or that two people have")
    why = Bilingual(
        th="ข้อความจะไม่ถึงที่อยู่ที่ผิดรูปแบบ และคำตอบจากบัญชีที่ใช้ซ้ำกันจะถูกนับให้ผิดคน ISO 22301:2019 ข้อ 8.4.3 ให้มีวิธีสื่อสารที่ใช้ได้",
        en="Nothing arrives at a malformed address, and an answer from an account that two people have counts for the "
        "wrong one. ISO 22301:2019 clause 8.4.3 asks for means of communication that work.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for person in plan.people:
            if person.email and not _EMAIL.fullmatch(person.email.strip()):
                yield self.finding(
                    f"people/{person.id}/email",
                    th=f"อีเมล “{person.email}” ของ{person.full_name}ส่งไม่ได้",
                    en=f"Nothing can be sent to “{person.email}”, the address of {person.full_name}",
                    mend=mend("ถามที่อยู่ที่ถูกต้อง", "Ask for the right address"),
                )
        for field, word, word_en in (("email", "อีเมล", "e-mail address"), ("line_id", "บัญชี LINE", "LINE account")):
            yield from self._shared(plan, field, word, word_en)

    def _shared(self, plan: Plan, field: str, word: str, word_en: str) -> Iterator[Finding]:
        owners: defaultdict[str, list[str]] = defaultdict(list)
        for person in plan.people:
            address = (getattr(person, field) or "").strip().lower()
            if address:
                owners[address].append(person.id)
        known = people_by_id(plan)
        for address, ids in owners.items():
            if len(ids) > 1:
                names = listed([known[id_].full_name for id_ in ids])
                yield self.finding(
                    f"people/{ids[0]}/{field}",
                    others=[f"people/{id_}/{field}" for id_ in ids[1:]],
                    th=f"{names.th} ใช้{word} “{address}” เดียวกัน",
                    en=f"{names.en} have the same {word_en}, “{address}”",
                    mend=mend("ถามของแต่ละคน", "Ask each of them for their own"),
                )
