"""Reading offices and accounts."""

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from phrom import clock
from phrom.offices.models import Membership, OneTimeCode, Organisation, User
from phrom.offices.roles import PERMISSIONS, Permission, Role


def somebody_has_signed_in() -> bool:
    return User.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def waits_for_the_first_sign_in() -> bool:
    """A new program: only the code that it printed at the start opens it."""
    return User.objects.exists() and not somebody_has_signed_in()


@dataclass(frozen=True)
class Account:
    """A membership as the accounts page shows it. `state`: ready, code-waiting, no-password."""

    membership: Membership
    state: str

    @property
    def role(self) -> Role:
        return Role(self.membership.role)


def memberships_of(organisation_id: int) -> QuerySet[Membership]:
    return Membership.objects.select_related("user", "organisation").filter(organisation_id=organisation_id)


def accounts_of(organisation_id: int) -> list[Account]:
    """In the order of roles, then of names."""
    waiting = set(
        OneTimeCode.objects.filter(
            purpose=OneTimeCode.Purpose.FIRST_SIGN_IN, used_at=None, expires_at__gt=clock.now()
        ).values_list("user_id", flat=True)
    )
    order = list(Role)
    accounts = [Account(m, _state(m, m.user_id in waiting)) for m in memberships_of(organisation_id)]
    return sorted(accounts, key=lambda a: (order.index(a.role), a.membership.user.name, a.membership.pk))


def _state(membership: Membership, code_waiting: bool) -> str:
    if code_waiting:
        return "code-waiting"
    return "ready" if membership.user.has_usable_password() else "no-password"


def approvers_of(organisation_id: int, permission: Permission) -> list[Membership]:
    """Who in the office has the right, in the order of roles."""
    roles = [role.value for role in Role if permission in PERMISSIONS[role]]
    return list(memberships_of(organisation_id).filter(role__in=roles).order_by("pk"))


def membership_numbered(organisation_id: int, membership_id: int) -> Membership | None:
    return memberships_of(organisation_id).filter(pk=membership_id).first()


def offices_of(user_id: int) -> list[Membership]:
    """The person's offices; real ones first."""
    mine = Membership.objects.select_related("organisation").filter(user_id=user_id)
    return list(mine.order_by("organisation__is_sample", "pk"))


def offices() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("pk")


def other_offices(organisation_id: int, text: str = "") -> QuerySet[Organisation]:
    """The further offices of this program by name, with a text in it. Real offices and invented ones do not mix."""
    invented = Organisation.objects.filter(pk=organisation_id, is_sample=True).exists()
    found = Organisation.objects.filter(is_sample=invented).exclude(pk=organisation_id)
    return found.filter(name__icontains=text.strip()).order_by("name", "pk")
