"""Signing in by name and password, and out."""

from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from phrom.errors import RefusedError
from phrom.offices import signals
from phrom.offices.actions.accounts import as_username
from phrom.offices.actions.guess_limit import address_of, count_wrong_guess, forget_wrong_guesses, require_patience
from phrom.offices.models import Membership, User


class WrongPasswordError(RefusedError):
    """Name or password: it is not said which."""

    code = "wrong-password"
    status = 422


def sign_in_with_password(request: HttpRequest, username: str, password: str) -> User:
    """Raises WrongPasswordError, or TooManyTriesError where a further guess must wait (even a right one)."""
    username, address = as_username(username), address_of(request)
    require_patience(username, address)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        failures = count_wrong_guess(username, address)
        _tell_failed(username, address, failures)
        raise WrongPasswordError(_("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"))
    forget_wrong_guesses(username, address)
    open_session(request, user)
    return user


@transaction.atomic
def open_session(request: HttpRequest, user: User) -> None:
    """A fresh session under a new key: what stood in the one before sign-in is gone."""
    request.session.flush()
    login(request, user)
    for membership in Membership.objects.select_related("organisation", "user").filter(user=user):
        signals.user_signed_in.send(
            sender=open_session, organisation_id=membership.organisation_id, author=membership, user=user
        )


def sign_out(request: HttpRequest) -> None:
    membership = getattr(request, "membership", None)
    logout(request)
    if membership is not None:
        signals.user_signed_out.send(
            sender=sign_out, organisation_id=membership.organisation_id, author=membership, user=membership.user
        )


def _tell_failed(username: str, address: str, failures: int) -> None:
    for membership in Membership.objects.select_related("user").filter(user__username=username):
        signals.sign_in_failed.send(
            sender=sign_in_with_password,
            organisation_id=membership.organisation_id,
            author=None,
            user=membership.user,
            address=address,
            failures=failures,
        )
