"""Accounts of an office and their roles."""

import re
import unicodedata

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.offices import signals
from phrom.offices.access import require
from phrom.offices.models import Membership, Organisation, User
from phrom.offices.roles import Permission, Role

_USERNAME = re.compile(r"[\w.@+-]{3,60}")


def as_username(text: str) -> str:
    """One form for one name, however it is typed."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def require_username(text: str, *, besides: int | None = None) -> str:
    """A usable name that nobody else has. Raises InvalidInputError."""
    username = as_username(text)
    if not _USERNAME.fullmatch(username):
        raise InvalidInputError(_("ชื่อผู้ใช้มี 3 ถึง 60 ตัว ใช้ตัวอักษร ตัวเลข จุด หรือขีด ไม่มีเว้นวรรค"))
    if User.objects.filter(username=username).exclude(pk=besides or 0).exists():
        raise InvalidInputError(_("มีผู้ใช้ชื่อนี้แล้ว เลือกชื่ออื่น"))
    return username


def new_account(organisation: Organisation, name: str, role: Role, *, username: str, person: str = "") -> Membership:
    """The rows of an account without a password: its first sign-in needs a code."""
    user = User(username=username, name=name)
    user.set_unusable_password()
    user.save()
    return Membership.objects.create(user=user, organisation=organisation, role=role.value, person=person)


@transaction.atomic
def create_account(author: Membership, name: str, role: Role, *, username: str = "", person: str = "") -> Membership:
    """An account for somebody of the author's office; without `username` one is given, changed at first sign-in."""
    require(author, Permission.MANAGE_ACCOUNTS)
    name = " ".join(name.split())
    if not name:
        raise InvalidInputError(_("ใส่ชื่อของผู้ใช้บัญชีนี้"))
    if person and Membership.objects.filter(organisation_id=author.organisation_id, person=person).exists():
        raise RefusedError(_("บุคคลนี้มีบัญชีอยู่แล้ว"), code="person-has-account")
    chosen = require_username(username) if username.strip() else _free_username(role)
    membership = new_account(author.organisation, name, role, username=chosen, person=person)
    signals.account_created.send(
        sender=create_account, organisation_id=author.organisation_id, author=author, membership=membership
    )
    return membership


def _free_username(role: Role) -> str:
    taken = set(User.objects.filter(username__startswith=role.value).values_list("username", flat=True))
    return next(name for n in range(1, len(taken) + 2) if (name := f"{role.value}-{n}") not in taken)


@transaction.atomic
def tie_account(
    author: Membership, membership_id: int, person: str, person_name: str, *, by_itself: bool = False
) -> Membership:
    """Say whose in the plan an account is: then its person's tasks, duties and turns in the plan's order are theirs.
    `person` empty: nobody's. `by_itself`: the program found it out while the author did something that they may. Raises
    RefusedError where another account is that person's."""
    if not by_itself:
        require(author, Permission.MANAGE_ACCOUNTS)
    held = Membership.objects.select_for_update().select_related("user").order_by("pk")
    found = {m.pk: m for m in held.filter(organisation_id=author.organisation_id)}
    membership = found.get(membership_id)
    if membership is None:
        raise NotFoundError(_("ไม่มีบัญชีนี้ในหน่วยงาน"))
    if membership.person == person:
        return membership
    if person and any(m.person == person for m in found.values()):
        raise RefusedError(_("บุคคลนี้มีบัญชีอยู่แล้ว"), code="person-has-account")
    membership.person = person
    membership.save(update_fields=["person"])
    signals.account_tied.send(
        sender=tie_account,
        organisation_id=author.organisation_id,
        author=author,
        membership=membership,
        person_name=person_name if person else "",
    )
    return membership


@transaction.atomic
def change_role(author: Membership, membership_id: int, role: Role) -> Membership:
    """Raises RefusedError where it would leave the office without a coordinator."""
    membership = _of_the_same_office(author, membership_id)
    before = Role(membership.role)
    if before == role:
        return membership
    _require_another_coordinator(membership)
    membership.role = role.value
    membership.save(update_fields=["role"])
    signals.role_changed.send(
        sender=change_role,
        organisation_id=author.organisation_id,
        author=author,
        membership=membership,
        before=before,
        after=role,
    )
    return membership


@transaction.atomic
def end_access(author: Membership, membership_id: int) -> None:
    """The person can no longer open this office. What they wrote stays, under their name."""
    membership = _of_the_same_office(author, membership_id)
    _require_another_coordinator(membership)
    signals.access_ended.send(
        sender=end_access, organisation_id=author.organisation_id, author=author, membership=membership
    )
    membership.delete()


@transaction.atomic
def rename_office(author: Membership, name: str) -> None:
    require(author, Permission.EDIT_PLAN)
    name = " ".join(name.split())[:300]
    if name and name != author.organisation.name:
        author.organisation.name = name
        author.organisation.save(update_fields=["name"])


def _of_the_same_office(author: Membership, membership_id: int) -> Membership:
    require(author, Permission.MANAGE_ACCOUNTS)
    # all of the office are held, so that the last two coordinators cannot take each other's role at the same moment
    held = Membership.objects.select_for_update().filter(organisation_id=author.organisation_id).order_by("pk")
    membership = next((m for m in held if m.pk == membership_id), None)
    if membership is None:
        raise NotFoundError(_("ไม่มีบัญชีนี้ในหน่วยงาน"))
    return membership


def _require_another_coordinator(membership: Membership) -> None:
    if membership.role != Role.COORDINATOR:
        return
    others = Membership.objects.filter(organisation_id=membership.organisation_id, role=Role.COORDINATOR.value)
    if not others.exclude(pk=membership.pk).exists():
        raise RefusedError(_("หน่วยงานต้องมีผู้ประสานงานอย่างน้อยหนึ่งคน ตั้งอีกคนก่อน"), code="last-coordinator")
