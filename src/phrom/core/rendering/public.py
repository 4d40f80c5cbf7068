"""A plan as the public may read it: no personal number or address, and posts instead of names.

What it protects: telephone numbers of people and suppliers wherever they stand in a text, in any notation, and every
mobile number; e-mail addresses and LINE ids; the names of people, also inside sentences. What stays: posts, the
office's own fixed lines, short numbers such as 1669. The rule behind it: no more than the purpose needs (Personal Data
Protection Act B.E. 2562, section 22).
"""

import re
from typing import Any

from phrom.core.plan.document import Person, Plan
from phrom.core.values.hidden_signs import without_hidden
from phrom.core.values.thai_number import in_digits

NUMBER = "(ไม่เผยแพร่หมายเลข)"
ADDRESS = "(ไม่เผยแพร่ที่อยู่ติดต่อ)"
UNNAMED = "บุคลากรตามคำสั่งของหน่วยงาน"
_RUN = re.compile(r"[+(]*[0-9๐-๙](?:[\s().\-–—‐‑/]{0,3}[0-9๐-๙]){6,}")
_MOBILE = re.compile(r"0[689]\d{8}|66[689]\d{8}")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"'/]+@[^\s@<>()\[\],;:\"'/]+")
_SHORTEST_NUMBER = 6  # digits; fewer are an extension or a short number
_SHORTEST_LINE_ID = 4
_REFERENCES = {"id", "unit", "units", "primary", "alternates", "threat", "owners", "depends_on", "exposed_to"}
_CLOSED = {"format", "responsible", "area", "impact", "where", "after", "status"}
_TIMES = {"mtpd", "rto", "rpo", "starts", "ends", "within", "maximum_interruption"}
_NOT_TEXT = _REFERENCES | _CLOSED | _TIMES


def public_plan(plan: Plan) -> Plan:
    """The plan without what is personal. Ids, and so all references, stay."""
    cleaner = _Cleaner(plan)
    data = cleaner.cleaned(plan.model_dump(mode="json"))
    for person, shown in zip(plan.people, data["people"], strict=True):
        shown |= dict.fromkeys(("title", "family_name", "position", "email", "line_id"))
        shown |= {"given_name": cleaner.post(person), "phones": (), "phones_text": ()}
    for supplier in data["suppliers"]:
        supplier["phones"] = ()
    return Plan.model_validate(data)


class _Cleaner:
    """Takes out of texts what is personal in one plan."""

    def __init__(self, plan: Plan) -> None:
        written = [text for person in plan.people for text in (*person.phones, *person.phones_text)]
        written += [phone for supplier in plan.suppliers for phone in supplier.phones]
        runs = [run for text in written for run in _RUN.findall(without_hidden(text))]
        self._numbers = {tail for run in runs for tail in _tails(run)}
        self._lengths = sorted({len(number) for number in self._numbers}, reverse=True)
        ids = {without_hidden(person.line_id or "") for person in plan.people}
        self._ids = sorted(ident for ident in ids if len(ident) >= _SHORTEST_LINE_ID)
        self._names = [(person, found) for person in plan.people if (found := _name_pattern(person))]
        self._posts = {person.id: self.text(person.position or "").strip() for person in plan.people}

    def post(self, person: Person) -> str:
        """What stands for a person: the post, or words that say there is somebody."""
        return self._posts[person.id] or UNNAMED

    def cleaned(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self.cleaned(held, name) for name, held in value.items()}
        if isinstance(value, list):
            return [self.cleaned(held, key) for held in value]
        return self.text(value) if isinstance(value, str) and key not in _NOT_TEXT else value

    def text(self, text: str) -> str:
        """A text without personal numbers, addresses and names."""
        text = without_hidden(text)
        for person, name in self._names:  # first: what stands in a post is looked through like any other text
            if without_hidden(person.given_name).strip() in text:
                post = without_hidden(person.position or UNNAMED)
                text = name.sub(lambda _, post=post: post, text)  # type: ignore[misc]
        text = _EMAIL.sub(ADDRESS, text)
        for ident in self._ids:
            text = text.replace(ident, ADDRESS)
        return _RUN.sub(lambda found: NUMBER if self._is_personal(found[0]) else found[0], text)

    def _is_personal(self, written: str) -> bool:
        digits = _digits(written)
        if _MOBILE.search(digits):
            return True
        return any(
            digits[at : at + length] in self._numbers
            for length in self._lengths
            for at in range(len(digits) - length + 1)
        )


def _digits(text: str) -> str:
    return "".join(sign for sign in in_digits(text, "arabic") if sign in "0123456789")


def _tails(number: str) -> set[str]:
    """The digits behind the trunk or country code: all, and the eight or nine that a Thai number has there, so that
    `081 234 5001/2` also hides the first of the two."""
    digits = _digits(number).removeprefix("0066").removeprefix("66").removeprefix("0")
    return {digits[:length] for length in (8, 9, len(digits)) if len(digits) >= length >= _SHORTEST_NUMBER}


def _name_pattern(person: Person) -> re.Pattern[str] | None:
    """Given and family name however they are spaced, with the title before them; a given name alone is too common."""
    parts = (person.title, person.given_name, person.family_name)
    before, given, family = (without_hidden(part or "").strip() for part in parts)
    if len(given) < 2 or len(family) < 2:
        return None
    title = rf"(?:{re.escape(before)}\s*)?" if before else ""
    return re.compile(rf"{title}{re.escape(given)}\s*{re.escape(family)}")
