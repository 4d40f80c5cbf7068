"""Guessing is slowed down, more with each wrong guess, and never locked: a coordinator must get in during a flood.

A guess counts by the account together with the address it came from, by the address, and by the account. The first
is strict; the other two are wide, because a whole office shares one address, and because nobody shall be able to
shut somebody else out. The address is the one that the connection came from: a proxy must pass it on truly.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import TooManyTriesError
from phrom.offices.models import SignInTries
from phrom.web.words import span_words

FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class _Limit:
    free: int  # wrong guesses before one must wait
    longest: timedelta  # the wait doubles from one second up to this


_BY_PAIR = _Limit(5, timedelta(minutes=15))
_BY_ADDRESS = _Limit(30, timedelta(minutes=5))
_BY_ACCOUNT = _Limit(50, timedelta(seconds=30))


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _keys(what: str, address: str) -> dict[str, _Limit]:
    what = what[:100]
    return {f"{what} @ {address}": _BY_PAIR, f"@ {address}": _BY_ADDRESS, what: _BY_ACCOUNT}


def _wait(row: SignInTries, limit: _Limit) -> timedelta:
    over = row.failures - limit.free
    if over < 0:
        return timedelta(0)
    wait = min(timedelta(seconds=2 ** min(over, 20)), limit.longest)
    return row.last_at + wait - clock.now()


def require_patience(what: str, address: str) -> None:
    """Raises TooManyTriesError while a further guess must wait, even a right one."""
    keys = _keys(what, address)
    waits = [_wait(row, keys[row.key]) for row in SignInTries.objects.filter(key__in=keys)]
    longest = max(waits, default=timedelta(0))
    if longest > timedelta(0):
        minutes = span_words(longest + timedelta(seconds=59))
        raise TooManyTriesError(_("ลองผิดหลายครั้งแล้ว รอ %(wait)s แล้วลองใหม่") % {"wait": minutes})


def count_wrong_guess(what: str, address: str) -> int:
    """Returns the wrong guesses now counted at this account from this address."""
    now = clock.now()
    keys = _keys(what, address)
    SignInTries.objects.filter(key__in=keys, last_at__lt=now - FORGOTTEN_AFTER).delete()
    for key in keys:
        SignInTries.objects.get_or_create(key=key, defaults={"last_at": now})
    SignInTries.objects.filter(key__in=keys).update(failures=F("failures") + 1, last_at=now)
    return SignInTries.objects.get(key=next(iter(keys))).failures


def forget_wrong_guesses(what: str, address: str) -> None:
    """After a right one; the address keeps its count, or one known account would wash away guesses at others."""
    SignInTries.objects.filter(key=next(iter(_keys(what, address)))).delete()
