"""Offices: the first one of a new program, further ones, and the invented one to look around in."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from phrom import clock
from phrom.errors import NotAllowedError, NotFoundError
from phrom.offices import signals
from phrom.offices.actions import code_words
from phrom.offices.actions.accounts import new_account
from phrom.offices.actions.codes import Purpose, new_code
from phrom.offices.models import Membership, Organisation, User
from phrom.offices.queries import somebody_has_signed_in
from phrom.offices.roles import Permission, Role, may

FIRST_OFFICE_NAME = gettext_noop("หน่วยงานของท่าน")  # until a plan tells its name
FIRST_USERNAME = "coordinator"
SAMPLE_NAME = gettext_noop("หน่วยงานตัวอย่าง")
_SAMPLE_PEOPLE = {
    Role.HEAD: gettext_noop("หัวหน้า (ตัวอย่าง)"),
    Role.LEADER: gettext_noop("หัวหน้าทีม (ตัวอย่าง)"),
    Role.MEMBER: gettext_noop("ทีมงาน (ตัวอย่าง)"),
    Role.AUDITOR: gettext_noop("ผู้ตรวจ (ตัวอย่าง)"),
}


@transaction.atomic
def create_office(name: str, *, is_sample: bool = False) -> Organisation:
    office = Organisation.objects.create(name=name, is_sample=is_sample, created_at=clock.now())
    signals.office_created.send(
        sender=create_office, organisation_id=office.pk, author=None, name=name, is_sample=is_sample
    )
    return office


@transaction.atomic
def ensure_first_office() -> str | None:
    """For `phrom up`: the code of the first sign-in, as XXXX-XXXX, or None once somebody has signed in.

    A new program gets an office and a coordinator without name or password. Each start before the first sign-in issues
    a fresh code and ends the one before.
    """
    if somebody_has_signed_in():
        return None
    user = User.objects.filter(username=FIRST_USERNAME).first()
    if user is None:
        office = create_office(FIRST_OFFICE_NAME)
        user = new_account(office, "", Role.COORDINATOR, username=FIRST_USERNAME).user
    code = code_words.new_first_sign_in_code()
    return new_code(user, Purpose.FIRST_SIGN_IN, code, code_words.FIRST_SIGN_IN_LIFE)


@transaction.atomic
def create_sample_office(author: Membership) -> Membership:
    """The author's membership, as coordinator, in an invented office with an account for each role; asked again, the
    same one. Whoever calls it opens the office (`access.open_office`) and loads the sample plan."""
    User.objects.select_for_update().get(pk=author.user_id)  # the button pressed twice is one office
    mine = Membership.objects.select_related("organisation", "user").filter(
        user_id=author.user_id, organisation__is_sample=True
    )
    if (there := mine.first()) is not None:
        return there
    office = create_office(_(SAMPLE_NAME), is_sample=True)
    for role, name in _SAMPLE_PEOPLE.items():
        new_account(office, _(name), role, username=f"sample-{office.pk}-{role.value}")
    return Membership.objects.create(user=author.user, organisation=office, role=Role.COORDINATOR.value)


@transaction.atomic
def sample_approval_code(author: Membership, permission: Permission) -> tuple[Membership, str]:
    """Only in the invented office, where nobody else sits at another screen: who may approve, and that person's code.
    Raises NotAllowedError in a real office."""
    if not author.organisation.is_sample:
        raise NotAllowedError(_("ใช้ได้เฉพาะหน่วยงานตัวอย่าง"))
    others = Membership.objects.select_related("user", "organisation").filter(organisation_id=author.organisation_id)
    for member in others.exclude(user_id=author.user_id).order_by("pk"):
        if may(Role(member.role), permission):
            code = code_words.new_approval_code()
            new_code(member.user, Purpose.APPROVAL, code, code_words.APPROVAL_LIFE)
            return member, code
    raise NotFoundError(_("ไม่มีผู้มีสิทธิอนุมัติในหน่วยงานนี้"))
