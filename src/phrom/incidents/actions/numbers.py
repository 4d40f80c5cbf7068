"""Mending a wrong telephone number or e-mail address: in the plan at once, as a contacts revision, and in every call
that waits for its person, who is called again at the new one."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from phrom.callouts import actions as callouts
from phrom.core.plan.document import Person
from phrom.core.plan.editing import Change
from phrom.core.values.phone_number import to_e164
from phrom.errors import InvalidInputError
from phrom.offices.access import Membership
from phrom.plans.actions import revise_contacts
from phrom.plans.queries import approved_version, plan_of


@transaction.atomic
def mend_number(author: Membership, wrong_id: int, typed: str) -> int:
    """Put the right number in the wrong one's place. Returns in how many calls the person is called again."""
    row = callouts.hold_wrong_number(author, wrong_id)
    field, is_address = f"number-{row.pk}", callouts.is_address(row.number)
    number = address_of(typed, field) if is_address else number_of(typed, field)
    if number == row.number:
        raise InvalidInputError(_("เหมือนของเดิม ถ้าของเดิมถูกแล้ว กด “ของเดิมใช้ได้”"), field=field)
    version = approved_version(author.organisation_id)
    person = next((p for p in plan_of(version).people if p.id == row.person), None) if version else None
    if version and person:
        change = Change(f"people/{person.id}/email", number) if is_address else _in_place(person, row.number, number)
        revise_contacts(author, version.number, [change])
    called = callouts.call_at_new_number(author, row.person, row.number, number)
    callouts.close_wrong_number(author, row, "mended", number)
    return called


def _in_place(person: Person, old: str, new: str) -> Change:
    """The new number where the old one stood; first, if that is not known."""
    phones = [new if p == old else p for p in person.phones]
    return Change(f"people/{person.id}/phones", list(dict.fromkeys(phones if new in phones else [new, *phones])))


@transaction.atomic
def number_is_right(author: Membership, wrong_id: int) -> None:
    """It was looked into: nothing is wrong with it."""
    callouts.close_wrong_number(author, callouts.hold_wrong_number(author, wrong_id), "right")


def tell_own_wrong_number(author: Membership, number: str, typed: str) -> None:
    """One of one's own numbers in the plan is wrong; `typed`: the right one, if one says so."""
    version = approved_version(author.organisation_id)
    person = next((p for p in plan_of(version).people if p.id == author.person), None) if version else None
    if person is None:
        raise InvalidInputError(_("บัญชีของท่านไม่ได้อยู่ในแผน"))
    if number and number not in person.phones:
        raise InvalidInputError(_("เบอร์นี้ไม่ใช่เบอร์ของท่านในแผน โหลดหน้านี้ใหม่แล้วลองอีกครั้ง"), field="wrong")
    proposed = number_of(typed, field="right") if typed.strip() else ""
    if not number and not proposed:
        raise InvalidInputError(_("โปรดใส่เบอร์ที่ใช้ได้ของท่าน"), field="right")
    callouts.tell_wrong_number(author, person.full_name, number, proposed)


def number_of(typed: str, field: str = "") -> str:
    """E.164 of a number as people write it. Raises InvalidInputError."""
    number = to_e164(typed.strip())
    if number is None:
        raise InvalidInputError(_("เบอร์นี้อ่านไม่ได้ ใส่อย่าง 081 234 5678"), field=field)
    return number


def address_of(typed: str, field: str = "") -> str:
    """An e-mail address without what surrounds it. Raises InvalidInputError."""
    address = typed.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise InvalidInputError(_("อีเมลนี้อ่านไม่ได้ ใส่อย่าง somchai@example.go.th"), field=field) from None
    return address
