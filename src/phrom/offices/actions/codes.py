"""One-time codes: issued, shown once, told by mouth, used once."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.offices import signals
from phrom.offices.access import allowed, require
from phrom.offices.actions import code_words
from phrom.offices.actions.accounts import require_username
from phrom.offices.actions.guess_limit import count_wrong_guess, forget_wrong_guesses, require_patience
from phrom.offices.models import Membership, OneTimeCode, User
from phrom.offices.roles import Permission

Purpose = OneTimeCode.Purpose
_APPROVALS = (Permission.APPROVE_PLAN, Permission.APPROVE_ACTIVATION)
_CODE_GUESSES = "first-sign-in"  # what is guessed at where no account is named


class WrongCodeError(RefusedError):
    """Unknown, used, expired: one answer for all three, so that it tells a guesser nothing."""

    code = "wrong-code"
    status = 422


def _wrong_code() -> WrongCodeError:
    return WrongCodeError(_("รหัสนี้ใช้ไม่ได้ ตรวจว่าพิมพ์ถูก หรือขอรหัสใหม่จากผู้ประสานงาน"))


def new_code(user: User, purpose: OneTimeCode.Purpose, code: str, life: timedelta) -> str:
    """Keep the hash of a fresh code; earlier ones of the same purpose no longer work."""
    now = clock.now()
    OneTimeCode.objects.filter(user=user, purpose=purpose, used_at=None).delete()
    owner = user.pk if purpose == Purpose.APPROVAL else None
    OneTimeCode.objects.create(
        user=user, purpose=purpose, code_hash=code_words.hash_of(code, purpose, owner), expires_at=now + life
    )
    return code


@transaction.atomic
def issue_one_time_code(author: Membership, membership_id: int) -> str:
    """A first-sign-in code for somebody of the office, returned to be shown once. Also the way back in for who forgot
    the password: the old one works until the code is used."""
    require(author, Permission.MANAGE_ACCOUNTS)
    member = Membership.objects.select_related("user").filter(pk=membership_id).first()
    if member is None or member.organisation_id != author.organisation_id:
        raise NotFoundError(_("ไม่มีบัญชีนี้ในหน่วยงาน"))
    if Membership.objects.filter(user_id=member.user_id).exclude(organisation_id=author.organisation_id).exists():
        raise NotAllowedError(_("บัญชีนี้ใช้ในหน่วยงานอื่นด้วย ออกรหัสใหม่จากหน่วยงานนี้ไม่ได้"))
    code = code_words.new_first_sign_in_code()
    new_code(member.user, Purpose.FIRST_SIGN_IN, code, code_words.FIRST_SIGN_IN_LIFE)
    _tell_issued(author.organisation_id, author, member.user, Purpose.FIRST_SIGN_IN)
    return code


@transaction.atomic
def issue_approval_code(author: Membership) -> str:
    """Six digits that stand for the author's own word on somebody else's screen, for ten minutes."""
    if not any(allowed(author, permission) for permission in _APPROVALS):
        raise NotAllowedError(_("บทบาทของท่านไม่มีสิทธิอนุมัติ"))
    code = code_words.new_approval_code()
    new_code(author.user, Purpose.APPROVAL, code, code_words.APPROVAL_LIFE)
    _tell_issued(author.organisation_id, author, author.user, Purpose.APPROVAL)
    return code


def _tell_issued(organisation_id: int, author: Membership | None, user: User, purpose: OneTimeCode.Purpose) -> None:
    signals.code_issued.send(
        sender=new_code, organisation_id=organisation_id, author=author, user=user, purpose=purpose.value
    )


def _live(code: str) -> OneTimeCode | None:
    found = OneTimeCode.objects.select_related("user").filter(
        purpose=Purpose.FIRST_SIGN_IN,
        code_hash=code_words.hash_of(code, Purpose.FIRST_SIGN_IN),
        used_at=None,
        expires_at__gt=clock.now(),
        user__is_active=True,
    )
    return found.first()


def person_of_code(code: str, address: str) -> User:
    """Whose first-sign-in code this is; it stays unused. Raises WrongCodeError, TooManyTriesError."""
    require_patience(_CODE_GUESSES, address)
    found = _live(code)
    if found is None:
        count_wrong_guess(_CODE_GUESSES, address)
        raise _wrong_code()
    forget_wrong_guesses(_CODE_GUESSES, address)
    return found.user


def use_one_time_code(code: str, address: str, *, username: str, password: str, name: str = "") -> User:
    """First sign-in: the code is used up, the person has a name to sign in with and a password.

    Raises InvalidInputError (name or password not usable: the code stays good), WrongCodeError, TooManyTriesError.
    `name` counts only where the account has none yet.
    """
    user = person_of_code(code, address)
    if not user.name:
        user.name = " ".join(name.split())
        if not user.name:
            raise InvalidInputError(_("ใส่ชื่อและนามสกุลของท่าน"))
    user.username = require_username(username, besides=user.pk)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInputError(" ".join(error.messages)) from error
    with transaction.atomic():
        used = OneTimeCode.objects.filter(
            code_hash=code_words.hash_of(code, Purpose.FIRST_SIGN_IN), used_at=None, expires_at__gt=clock.now()
        ).update(used_at=clock.now())
        if not used:
            raise _wrong_code()
        user.set_password(password)
        user.save(update_fields=["name", "username", "password"])
        for membership in Membership.objects.filter(user=user):
            signals.code_used.send(
                sender=use_one_time_code,
                organisation_id=membership.organisation_id,
                author=membership,
                user=user,
                purpose=Purpose.FIRST_SIGN_IN.value,
            )
    return user


def confirm_by_code(asking: Membership, approver: Membership, code: str, permission: Permission) -> Membership:
    """A second person's word on the screen of the first: returns the approver, under whom the action is then done.

    Raises NotAllowedError (same person, other office, no such right), WrongCodeError, TooManyTriesError. Wrong guesses
    are kept even though the request is refused: call it outside the transaction of the action.
    """
    if approver.user_id == asking.user_id or approver.organisation_id != asking.organisation_id:
        raise NotAllowedError(_("ต้องเป็นอีกคนหนึ่งในหน่วยงานเดียวกัน"))
    require(approver, permission)
    guessed_at = f"approval {approver.user_id}"
    require_patience(guessed_at, str(asking.user_id))
    live = OneTimeCode.objects.filter(
        user_id=approver.user_id,
        purpose=Purpose.APPROVAL,
        used_at=None,
        expires_at__gt=clock.now(),
        wrong_guesses__lt=code_words.WRONG_GUESSES,
    )
    right = live.filter(code_hash=code_words.hash_of(code, Purpose.APPROVAL, approver.user_id))
    with transaction.atomic():
        used = right.update(used_at=clock.now())
        if used:
            forget_wrong_guesses(guessed_at, str(asking.user_id))
            signals.code_used.send(
                sender=confirm_by_code,
                organisation_id=approver.organisation_id,
                author=approver,
                user=approver.user,
                purpose=Purpose.APPROVAL.value,
            )
    if not used:
        live.update(wrong_guesses=F("wrong_guesses") + 1)
        count_wrong_guess(guessed_at, str(asking.user_id))
        raise WrongCodeError(_("รหัสยืนยันไม่ถูกต้องหรือหมดอายุ ขอรหัสใหม่จาก%(name)s") % {"name": approver.user.name})
    return approver
